from django.apps import AppConfig


class VveAdminConfig(AppConfig):
    name = "vve_admin"
    verbose_name = "VVE-administratie"

    def ready(self) -> None:
        from organisaties.menu import MenuRegel, register_menu

        register_menu(MenuRegel(0, "Start", "home"))
