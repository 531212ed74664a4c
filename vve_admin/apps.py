from django.apps import AppConfig


class VveAdminConfig(AppConfig):
    name = "vve_admin"
    verbose_name = "VVE-administratie"

    def ready(self) -> None:
        from organisaties.menu import MenuRegel, register_menu
        from vve_admin.geheugen import keep_what_is_loaded

        register_menu(MenuRegel(0, "Start", "home"))
        keep_what_is_loaded()
