from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndicatiesConfig(AppConfig):
    name = "indicaties"
    verbose_name = "Indicaties"

    def ready(self) -> None:
        from indicaties.bescherming import RIJFUNCTIES, TABELLEN
        from indicaties.handelingen import Handeling
        from indicaties.models import Toeleiding
        from indicaties.sleutel import keep_sleutelproef
        from indicaties.taken import taken
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_rijfuncties, register_tabellen
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        post_migrate.connect(keep_sleutelproef, sender=self)
        register_menu(MenuRegel(100, "Kinderen", "indicaties:kind_list"))
        register_taken(taken)
        register_handelingen(Handeling)
        register_rijfuncties(RIJFUNCTIES)
        register_tabellen(TABELLEN)
        register_statussen(
            Toeleiding,
            {
                Toeleiding.Status.REFERRED: Nadruk.INFO,
                Toeleiding.Status.PLACED: Nadruk.GOED,
                Toeleiding.Status.DECLINED: Nadruk.RUSTIG,
            },
        )
        self._register_dubbel()
        self._register_objectnamen()

    def _register_dubbel(self) -> None:
        from indicaties.dubbel.eigen import register_eigen
        from indicaties.dubbel.kindpagina import dubbel_deel
        from indicaties.kindpagina import register_deel
        from indicaties.models import Dubbelpaar, Verwijsvraag
        from organisaties.statussen import Nadruk, register_statussen

        register_eigen()
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
            Dubbelpaar,
            Indicatie,
            Kind,
            Samenvoeging,
            Toeleiding,
            Traject,
            Verwijsvraag,
            Werkwijze,
        )
        from organisaties.objectnamen import from_queryset, register_objectnaam

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
