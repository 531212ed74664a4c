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
        from indicaties.kinddelen import DELEN
        from indicaties.kindpagina import register_deel
        from indicaties.models import Toeleiding, Toeleidingstap
        from indicaties.routekaart.kindpagina import route_deel
        from indicaties.sleutel import keep_sleutelproef
        from indicaties.taken import taken
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_rijfuncties, register_tabellen
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        post_migrate.connect(keep_sleutelproef, sender=self)
        register_menu(
            MenuRegel(90, "Routekaart", "indicaties:route_board"),
            MenuRegel(100, "Kinderen", "indicaties:kind_list"),
            MenuRegel(900, "Werkwijze", "indicaties:werkwijze_edit"),
            MenuRegel(902, "Buurten", "indicaties:buurt_list"),
        )
        register_briefsoort(*(replace(soort, na_bekendmaking=follow_brief) for soort in BRIEFSOORTEN))
        for deel in (route_deel, *DELEN):
            register_deel(deel)
        register_taken(taken)
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
        self._register_objectnamen()

    def _register_objectnamen(self) -> None:
        from indicaties.models import (
            Adres,
            Criterium,
            Indicatie,
            Indicatiebesluit,
            Kind,
            Ondersteuningsvraag,
            Opmerking,
            Ouderschap,
            Signaal,
            Startinformatie,
            Toeleiding,
            Toestemming,
            Traject,
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

        register_objectnaam(Kind, from_queryset(Kind, lambda kind: f"kind {kind.pseudoniem}"))
        register_objectnaam(Adres, from_queryset(Adres, str, "kind"))
        register_objectnaam(Ouderschap, from_queryset(Ouderschap, str, "kind"))
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
