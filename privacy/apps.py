from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from indicaties.kindpagina import register_deel
        from organisaties.loghandeling import register_handelingen
        from privacy.handelingen import Handeling
        from privacy.kindpagina import inzage_deel

        register_handelingen(Handeling)
        register_deel(inzage_deel)
