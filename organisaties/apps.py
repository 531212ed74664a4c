from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisatiesConfig(AppConfig):
    name = "organisaties"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from organisaties.aanmelden import logboek
        from organisaties.databaserol import grant_app_role

        logboek.connect()
        post_migrate.connect(grant_app_role, sender=self)
