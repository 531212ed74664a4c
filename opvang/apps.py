from django.apps import AppConfig


class OpvangConfig(AppConfig):
    name = "opvang"
    verbose_name = "Opvang"

    def ready(self) -> None:
        from indicaties.kindpagina import register_deel
        from opvang import samenvoegen
        from opvang.bescherming import RIJFUNCTIES, TABELLEN
        from opvang.handelingen import Handeling
        from opvang.kindpagina import plaatsingen_deel
        from opvang.models import Urendeclaratie
        from opvang.taken import taken
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_rijfuncties, register_tabellen
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        register_menu(
            MenuRegel(200, "Plaatsingen", "opvang:plaatsing_list"),
            MenuRegel(210, "Locaties", "opvang:locatie_list"),
            MenuRegel(300, "Declaraties", "opvang:declaratie_list"),
        )
        register_taken(taken)
        register_handelingen(Handeling)
        register_rijfuncties(RIJFUNCTIES)
        register_tabellen(TABELLEN)
        register_statussen(
            Urendeclaratie,
            {
                Urendeclaratie.Status.DRAFT: Nadruk.RUSTIG,
                Urendeclaratie.Status.SUBMITTED: Nadruk.INFO,
                Urendeclaratie.Status.RETURNED: Nadruk.LET_OP,
                Urendeclaratie.Status.ACCEPTED: Nadruk.GOED,
                Urendeclaratie.Status.REPLACED: Nadruk.RUSTIG,
            },
        )
        register_deel(plaatsingen_deel)
        samenvoegen.register()
        self._register_objectnamen()

    def _register_objectnamen(self) -> None:
        from opvang.models import Kolomgewoonte, Plaatsing, Urendeclaratie
        from organisaties.objectnamen import from_queryset, register_objectnaam

        register_objectnaam(
            Plaatsing,
            from_queryset(
                Plaatsing,
                lambda p: f"plaatsing van kind {p.kind.pseudoniem} bij {p.locatie}",
                "kind",
                "locatie",
            ),
        )
        register_objectnaam(
            Urendeclaratie, from_queryset(Urendeclaratie, lambda d: f"declaratie van {d}", "houder")
        )
        register_objectnaam(
            Kolomgewoonte, from_queryset(Kolomgewoonte, lambda k: f"kolommen van {k.houder}", "houder")
        )
