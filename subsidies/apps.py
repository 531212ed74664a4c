from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "Subsidies"

    def ready(self) -> None:
        """Each subject of the room declares its own."""
        from organisaties.inrichting import register_inrichting
        from subsidies.berekeningen import registratie as berekeningen
        from subsidies.betalen import registratie as betalen
        from subsidies.controles import registratie as controles
        from subsidies.grootboek import registratie as grootboek
        from subsidies.herzieningen import registratie as herzieningen
        from subsidies.inrichting import STAPPEN
        from subsidies.kolommen import registratie as kolommen
        from subsidies.locatiegeld import registratie as locatiegeld
        from subsidies.regelingen import registratie as regelingen
        from subsidies.scenarios import registratie as scenarios
        from subsidies.subsidiejaar import registratie as subsidiejaar

        register_inrichting(*STAPPEN)
        berekeningen.register()
        locatiegeld.register()
        herzieningen.register()
        regelingen.register()
        scenarios.register()
        grootboek.register()
        betalen.register()
        subsidiejaar.register()
        kolommen.register()
        controles.register()
