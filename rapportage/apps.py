from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        from importlib import import_module

        from organisaties.landelijk.soorten import register_landelijk
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.objectnamen import from_queryset, register_objectnaam
        from organisaties.rijbeveiliging import GEEN_HOUDER, register_tabellen, via
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken
        from rapportage import registratie
        from rapportage.beleid import registratie as beleid
        from rapportage.controledossier import registratie as controledossier
        from rapportage.handelingen import Handeling
        from rapportage.landelijk import VERANTWOORDING
        from rapportage.models import Goabbeschikking, Goabscore, Sisatekst, Verantwoording
        from rapportage.resultaten import registratie as resultaten
        from rapportage.taken import taken
        from rapportage.tellingen import registratie as tellingen
        from rapportage.verantwoord import read_verantwoord
        from subsidies.kolommen.verantwoord import register_verantwoord

        register_menu(
            MenuRegel(600, "Monitor", "rapportage:monitor"),
            MenuRegel(505, "Uitkering van het Rijk", "rapportage:goab_meter", "Geld"),
            MenuRegel(610, "Verantwoording", "rapportage:verantwoording_list"),
        )
        register_taken(taken)
        register_landelijk(VERANTWOORDING)
        register_handelingen(Handeling)
        register_statussen(
            Verantwoording,
            {
                Verantwoording.Status.QUEUED: Nadruk.RUSTIG,
                Verantwoording.Status.RUNNING: Nadruk.INFO,
                Verantwoording.Status.DONE: Nadruk.GOED,
                Verantwoording.Status.FAILED: Nadruk.FOUT,
            },
        )
        register_objectnaam(
            Verantwoording, from_queryset(Verantwoording, lambda v: f"verantwoording {v.jaar}")
        )
        register_objectnaam(Goabscore, from_queryset(Goabscore, str))
        register_objectnaam(Sisatekst, from_queryset(Sisatekst, str))
        register_objectnaam(Goabbeschikking, from_queryset(Goabbeschikking, str))
        register_verantwoord(read_verantwoord)
        register_tabellen(
            {
                "rapportage_verantwoordingsregel": (
                    f"{GEEN_HOUDER} AND {via('rapportage_verantwoording', 'verantwoording_id')}"
                )
            }
        )
        beleid.register()
        registratie.register()
        resultaten.register()
        tellingen.register()
        controledossier.register()
        import_module("rapportage.controle")  # what must always be true registers itself
