from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        from indicaties.kindpagina import register_deel
        from rapportage.kindpagina import inzage_deel

        register_deel(inzage_deel)
