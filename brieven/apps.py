from django.apps import AppConfig


class BrievenConfig(AppConfig):
    name = "brieven"
    verbose_name = "Brieven"

    def ready(self) -> None:
        from brieven.actions.brief import BERICHT_BRIEF
        from brieven.bescherming import TABELLEN
        from brieven.handelingen import Handeling
        from brieven.inrichting import STAPPEN
        from brieven.soorten import register_berichtsoort
        from brieven.taken import taken
        from organisaties.inrichting import register_inrichting
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_tabellen
        from organisaties.taken import register_taken

        register_menu(
            MenuRegel(10, "Berichten", "brieven:bericht_list"),
            MenuRegel(120, "Folders", "brieven:ouderteksten", "Ouders"),
            MenuRegel(150, "Brieven", "brieven:brief_list", "Ouders"),
            MenuRegel(905, "Huisstijl", "brieven:huisstijl_set", "Inrichting"),
            MenuRegel(917, "Kennisgevingen", "brieven:kennisgeving_list"),
        )
        register_taken(taken)
        register_inrichting(*STAPPEN)
        register_berichtsoort(BERICHT_BRIEF, "een brief", "Er staat een brief voor uw organisatie klaar.")
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
        from brieven.models import (
            Bereikbaarheid,
            Bericht,
            Brief,
            Brieftekst,
            Huisstijl,
            Onbereikbaar,
            Ontvangst,
            Ouderbijeenkomst,
            Taaltekst,
            Verklaring,
        )
        from organisaties.objectnamen import from_queryset, register_objectnaam

        register_objectnaam(Brief, from_queryset(Brief, str))
        register_objectnaam(Brieftekst, from_queryset(Brieftekst, str))
        register_objectnaam(Bericht, from_queryset(Bericht, lambda b: f"bericht “{b}”"))
        register_objectnaam(Huisstijl, from_queryset(Huisstijl, str, "gemeente", "organisatie"))
        register_objectnaam(Bereikbaarheid, from_queryset(Bereikbaarheid, str, "organisatie"))
        register_objectnaam(Onbereikbaar, from_queryset(Onbereikbaar, str, "gebruiker"))
        register_objectnaam(Ouderbijeenkomst, from_queryset(Ouderbijeenkomst, str))
        register_objectnaam(Taaltekst, from_queryset(Taaltekst, str))
        register_objectnaam(Verklaring, from_queryset(Verklaring, str, "gemeente"))
        register_objectnaam(Ontvangst, from_queryset(Ontvangst, str, "gebruiker"))
