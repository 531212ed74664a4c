from django.apps import AppConfig


class BrievenConfig(AppConfig):
    name = "brieven"
    verbose_name = "Brieven"

    def ready(self) -> None:
        from brieven.bescherming import TABELLEN
        from brieven.handelingen import Handeling
        from organisaties.loghandeling import register_handelingen
        from organisaties.rijbeveiliging import register_tabellen

        register_handelingen(Handeling)
        register_tabellen(TABELLEN)
        self._register_statussen()
        self._register_objectnamen()

    def _register_statussen(self) -> None:
        from brieven.models import Ontvangst
        from organisaties.statussen import Nadruk, register_statussen

        register_statussen(
            Ontvangst,
            {
                Ontvangst.Status.WAITING: Nadruk.INFO,
                Ontvangst.Status.SENT: Nadruk.GOED,
                Ontvangst.Status.FAILED: Nadruk.FOUT,
                Ontvangst.Status.OTHERWISE: Nadruk.GOED,
                Ontvangst.Status.UNANNOUNCED: Nadruk.RUSTIG,
            },
        )

    def _register_objectnamen(self) -> None:
        from brieven.models import Bericht, Brief, Huisstijl, Ontvangst
        from organisaties.objectnamen import from_queryset, register_objectnaam

        register_objectnaam(Brief, from_queryset(Brief, str))
        register_objectnaam(Bericht, from_queryset(Bericht, lambda b: f"bericht “{b}”"))
        register_objectnaam(Huisstijl, from_queryset(Huisstijl, str, "gemeente", "organisatie"))
        register_objectnaam(Ontvangst, from_queryset(Ontvangst, str, "gebruiker"))
