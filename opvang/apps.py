from django.apps import AppConfig


class OpvangConfig(AppConfig):
    name = "opvang"
    verbose_name = "Opvang"

    def ready(self) -> None:
        from indicaties.kindpagina import register_deel
        from opvang.kindpagina import plaatsingen_deel

        register_deel(plaatsingen_deel)
