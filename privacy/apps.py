from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from indicaties.kindpagina import register_deel
        from organisaties.inrichting import register_inrichting
        from organisaties.instellingen import register_instelling
        from organisaties.landelijk.soorten import register_landelijk
        from organisaties.loghandeling import register_handelingen
        from privacy.bewaren import TERMIJNEN
        from privacy.handelingen import Handeling
        from privacy.inrichting import STAPPEN
        from privacy.kindpagina import inzage_deel
        from privacy.landelijk import BEWAARTERMIJNEN

        register_handelingen(Handeling)
        register_instelling(*(termijn.instelling for termijn in TERMIJNEN))
        register_inrichting(*STAPPEN)
        register_landelijk(BEWAARTERMIJNEN)
        register_deel(inzage_deel)
