from django.apps import AppConfig


class OpvangConfig(AppConfig):
    name = "opvang"
    verbose_name = "Opvang"

    def ready(self) -> None:
        from brieven.afschriften import register_afschrift
        from brieven.herinneren import register_herinneraar
        from brieven.soorten import Briefsoort, register_berichtsoort, register_briefsoort
        from indicaties.aanbod import register_vrije_plaatsen
        from indicaties.kindpagina import register_deel
        from opvang import samenvoegen
        from opvang.actions.beoordeling import BERICHT_TERUG
        from opvang.afschriften import MAKERS
        from opvang.bescherming import RIJFUNCTIES, TABELLEN
        from opvang.handelingen import Handeling
        from opvang.herinneringen import BERICHTSOORTEN as HERINNERINGEN
        from opvang.herinneringen import find_wachtend
        from opvang.indeling import registratie as indeling
        from opvang.inrichting import STAPPEN
        from opvang.kindpagina import plaatsingen_deel
        from opvang.kwaliteit import registratie as kwaliteit
        from opvang.landelijk import HERINNEREN
        from opvang.models import LrkVraag, Overdracht, Overname, Urendeclaratie
        from opvang.ouders.actions import BERICHT_UITNODIGINGEN, BRIEF_UITNODIGING
        from opvang.overdracht.berichten import BERICHTSOORTEN as OVERDRACHT_BERICHTEN
        from opvang.overdracht.handelingen import Handeling as OverdrachtHandeling
        from opvang.overdracht.kindpagina import overdracht_deel
        from opvang.overdracht.landelijk import OVERDRACHTEN
        from opvang.overdracht.taken import taken as overdracht_taken
        from opvang.overname.landelijk import OVERNAMES
        from opvang.resultaten import registratie as resultaten
        from opvang.taken import taken
        from opvang.vrijeplaatsen import free_places
        from organisaties.inrichting import register_inrichting
        from organisaties.landelijk.soorten import register_landelijk
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.rijbeveiliging import register_rijfuncties, register_tabellen
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        register_vrije_plaatsen(free_places)
        register_menu(
            MenuRegel(125, "Ouderbijeenkomsten", "opvang:bijeenkomst_list", "Ouders"),
            MenuRegel(190, "Verwijzingen", "opvang:verwijzing_list", "Opvang"),
            MenuRegel(200, "Plaatsingen", "opvang:plaatsing_list", "Opvang"),
            MenuRegel(210, "Locaties", "opvang:locatie_list", "Opvang"),
            MenuRegel(215, "Vragen uit het LRK", "opvang:lrkvraag_list", "Opvang"),
            MenuRegel(220, "Overdracht", "opvang:overdracht_list"),
            MenuRegel(220, "Overdracht", "opvang:overdracht_stand"),
            MenuRegel(220, "Overdracht", "opvang:ontvangen_list"),
            MenuRegel(228, "Administratie overnemen", "opvang:overname_list", "Opvang"),
            MenuRegel(230, "Scholen", "opvang:school_list", "Inrichting"),
            MenuRegel(300, "Declaraties", "opvang:declaratie_list"),
            MenuRegel(903, "Termijn en herinneringen", "opvang:herinneringsregel_set", "Inrichting"),
            MenuRegel(340, "Koppelingen", "opvang:apitoken_list"),
        )
        register_taken(taken)
        register_inrichting(*STAPPEN)
        register_landelijk(OVERDRACHTEN, OVERNAMES, HERINNEREN)
        register_briefsoort(
            Briefsoort(BRIEF_UITNODIGING, "Uitnodiging ouderbijeenkomst", "opvang/pdf/uitnodiging.html")
        )
        register_berichtsoort(
            BERICHT_UITNODIGINGEN, "uitnodigingen", "De uitnodigingen voor de ouderbijeenkomst zijn klaar."
        )
        for model, maker in MAKERS.items():
            register_afschrift(model, maker)
        register_berichtsoort(
            BERICHT_TERUG, "een declaratie", "Een declaratie van uw organisatie is teruggestuurd."
        )
        for soort in (*OVERDRACHT_BERICHTEN, *HERINNERINGEN):
            register_berichtsoort(*soort)
        register_herinneraar(find_wachtend)
        register_taken(overdracht_taken)
        register_handelingen(Handeling)
        register_handelingen(OverdrachtHandeling)
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
        register_statussen(
            LrkVraag,
            {
                LrkVraag.Status.OPEN: Nadruk.LET_OP,
                LrkVraag.Status.APPLIED: Nadruk.GOED,
                LrkVraag.Status.REJECTED: Nadruk.RUSTIG,
                LrkVraag.Status.OVERTAKEN: Nadruk.RUSTIG,
            },
        )
        register_statussen(
            Overdracht,
            {
                Overdracht.Status.DRAFT: Nadruk.RUSTIG,
                Overdracht.Status.WAITING: Nadruk.LET_OP,
                Overdracht.Status.SENT: Nadruk.GOED,
                Overdracht.Status.REPLACED: Nadruk.RUSTIG,
                Overdracht.Status.WITHDRAWN: Nadruk.FOUT,
                Overdracht.Status.EXPIRED: Nadruk.RUSTIG,
            },
        )
        register_statussen(
            Overname,
            {
                Overname.Status.READING: Nadruk.INFO,
                Overname.Status.REVIEWED: Nadruk.LET_OP,
                Overname.Status.APPLYING: Nadruk.INFO,
                Overname.Status.APPLIED: Nadruk.GOED,
                Overname.Status.UNDOING: Nadruk.INFO,
                Overname.Status.UNDONE: Nadruk.RUSTIG,
                Overname.Status.EXPIRED: Nadruk.RUSTIG,
            },
        )
        register_deel(plaatsingen_deel)
        register_deel(overdracht_deel)
        samenvoegen.register()
        indeling.register()
        resultaten.register()
        kwaliteit.register()
        self._register_objectnamen()

    def _register_objectnamen(self) -> None:
        from opvang.models import (
            ApiToken,
            Groep,
            Herinneringsregel,
            Kolomgewoonte,
            LrkInlezing,
            LrkVraag,
            Overdracht,
            Overname,
            Plaatsing,
            Urendeclaratie,
        )
        from organisaties.objectnamen import from_queryset, register_objectnaam

        register_objectnaam(Groep, from_queryset(Groep, lambda g: f"groep {g} van {g.locatie}", "locatie"))
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
        register_objectnaam(
            LrkVraag,
            from_queryset(LrkVraag, lambda v: f"vraag over {v.locatie} ({v.locatie.lrk_nummer})", "locatie"),
        )
        register_objectnaam(Herinneringsregel, from_queryset(Herinneringsregel, str, "gemeente"))
        register_objectnaam(LrkInlezing, from_queryset(LrkInlezing, str))
        register_objectnaam(
            ApiToken, from_queryset(ApiToken, lambda t: f"sleutel {t} van {t.houder}", "houder")
        )
        register_objectnaam(
            Overdracht, from_queryset(Overdracht, lambda o: f"overdracht van kind {o.pseudoniem}")
        )
        register_objectnaam(
            Overname, from_queryset(Overname, lambda o: f"overname van een administratie ({o.pk})")
        )
