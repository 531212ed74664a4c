from dataclasses import replace

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndicatiesConfig(AppConfig):
    name = "indicaties"
    verbose_name = "Indicaties"

    def ready(self) -> None:
        from brieven.afschriften import register_afschrift
        from brieven.soorten import register_berichtsoort, register_briefsoort
        from indicaties.actions.besluit import follow_brief
        from indicaties.actions.toeleiding import BERICHT_VERWEZEN
        from indicaties.afschriften import MAKERS, afschriften_deel
        from indicaties.berichten import BERICHTSOORTEN
        from indicaties.bescherming import RIJFUNCTIES, TABELLEN
        from indicaties.besluitbrief import BRIEFSOORTEN
        from indicaties.handelingen import Handeling
        from indicaties.informatiebrief import BRIEFSOORT
        from indicaties.inrichting import STAPPEN
        from indicaties.kinddelen import DELEN
        from indicaties.kindpagina import register_deel
        from indicaties.landelijk import DUBBELEN, STANDEN, STILTE
        from indicaties.models import Toeleiding, Toeleidingstap
        from indicaties.routekaart.kindpagina import route_deel
        from indicaties.sleutel import keep_sleutelproef
        from indicaties.taken import taken
        from organisaties.inrichting import register_inrichting
        from organisaties.landelijk.soorten import register_landelijk
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_rijfuncties, register_tabellen
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        post_migrate.connect(keep_sleutelproef, sender=self)
        register_menu(
            MenuRegel(90, "Routekaart", "indicaties:route_board"),
            MenuRegel(100, "Kinderen", "indicaties:kind_list"),
            MenuRegel(900, "Werkwijze", "indicaties:werkwijze_edit", "Inrichting"),
            MenuRegel(902, "Buurten", "indicaties:buurt_list", "Inrichting"),
        )
        register_briefsoort(
            *(replace(soort, na_bekendmaking=follow_brief) for soort in BRIEFSOORTEN), BRIEFSOORT
        )
        for deel in (route_deel, *DELEN):
            register_deel(deel)
        register_taken(taken)
        register_inrichting(*STAPPEN)
        register_landelijk(STANDEN, DUBBELEN, STILTE)
        register_deel(afschriften_deel)
        for model, maker in MAKERS.items():
            register_afschrift(model, maker)
        register_berichtsoort(
            BERICHT_VERWEZEN, "een verwijzing", "Er is een kind naar uw organisatie verwezen."
        )
        for bericht in BERICHTSOORTEN:
            register_berichtsoort(*bericht)
        register_handelingen(Handeling)
        register_rijfuncties(RIJFUNCTIES)
        register_tabellen(TABELLEN)
        uitkomsten: dict[str, Nadruk] = {
            Toeleiding.Status.REFERRED: Nadruk.INFO,
            Toeleiding.Status.ACCEPTED: Nadruk.INFO,
            Toeleiding.Status.WAITLISTED: Nadruk.LET_OP,
            Toeleiding.Status.PLACED: Nadruk.GOED,
            Toeleiding.Status.STARTED: Nadruk.GOED,
            Toeleiding.Status.NOT_SHOWN: Nadruk.LET_OP,
            Toeleiding.Status.DECLINED: Nadruk.RUSTIG,
            Toeleiding.Status.RECALLED: Nadruk.RUSTIG,
        }
        register_statussen(Toeleiding, uitkomsten)
        register_statussen(Toeleidingstap, uitkomsten)
        self._register_dubbel()
        self._register_objectnamen()

    def _register_dubbel(self) -> None:
        from brieven.pseudoniemen import register_pseudoniemen
        from indicaties.dubbel.eigen import register_eigen
        from indicaties.dubbel.kindpagina import dubbel_deel
        from indicaties.kindpagina import register_deel
        from indicaties.models import Dubbelpaar, Verwijsvraag, pseudoniemen_van
        from organisaties.statussen import Nadruk, register_statussen

        register_eigen()
        register_pseudoniemen(pseudoniemen_van)
        register_deel(dubbel_deel)
        register_statussen(
            Dubbelpaar,
            {
                Dubbelpaar.Status.OPEN: Nadruk.LET_OP,
                Dubbelpaar.Status.OTHER: Nadruk.RUSTIG,
                Dubbelpaar.Status.MERGED: Nadruk.RUSTIG,
            },
        )
        register_statussen(
            Verwijsvraag,
            {
                Verwijsvraag.Status.OPEN: Nadruk.INFO,
                Verwijsvraag.Status.REFERRED: Nadruk.GOED,
                Verwijsvraag.Status.OTHER: Nadruk.RUSTIG,
            },
        )

    def _register_objectnamen(self) -> None:
        from indicaties.models import (
            Adres,
            Criterium,
            Dubbelpaar,
            Indicatie,
            Indicatiebesluit,
            Kind,
            Ondersteuningsvraag,
            Opmerking,
            Ouderschap,
            Samenvoeging,
            Signaal,
            Startinformatie,
            Toeleiding,
            Toestemming,
            Traject,
            Verwijsvraag,
            Werkwijze,
        )
        from organisaties.objectnamen import from_queryset, register_objectnaam

        for model in (Signaal, Ondersteuningsvraag, Opmerking, Toestemming):
            register_objectnaam(model, from_queryset(model, str, "kind"))
        register_objectnaam(Startinformatie, from_queryset(Startinformatie, str, "toeleiding__kind"))
        register_objectnaam(Criterium, from_queryset(Criterium, lambda c: f"grond {c.code}"))
        register_objectnaam(
            Indicatiebesluit,
            from_queryset(Indicatiebesluit, lambda b: f"{b}, kind {b.kind.pseudoniem}", "kind"),
        )
        register_objectnaam(Adres, from_queryset(Adres, str, "kind"))
        register_objectnaam(Ouderschap, from_queryset(Ouderschap, str, "kind"))

        register_objectnaam(
            Kind, lambda pks: {kind.pk: f"kind {kind.pseudoniem}" for kind in Kind.alle.filter(pk__in=pks)}
        )
        register_objectnaam(Dubbelpaar, from_queryset(Dubbelpaar, str, "een", "ander"))
        register_objectnaam(Samenvoeging, from_queryset(Samenvoeging, str, "blijft", "vervalt"))
        register_objectnaam(Verwijsvraag, from_queryset(Verwijsvraag, str, "kind", "houder"))
        register_objectnaam(
            Indicatie,
            from_queryset(Indicatie, lambda i: f"{i} van kind {i.kind.pseudoniem}", "kind"),
        )
        register_objectnaam(
            Toeleiding,
            from_queryset(
                Toeleiding,
                lambda t: f"verwijzing van kind {t.kind.pseudoniem} naar {t.houder}",
                "kind",
                "houder",
            ),
        )
        register_objectnaam(
            Traject, from_queryset(Traject, lambda t: f"traject van kind {t.kind.pseudoniem}", "kind")
        )
        register_objectnaam(Werkwijze, from_queryset(Werkwijze, str, "gemeente"))
