from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class OrganisatiesConfig(AppConfig):
    name = "organisaties"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from organisaties import rijbeveiliging
        from organisaties.aanmelden import logboek
        from organisaties.databaserol import grant_app_role

        logboek.connect()
        connection_created.connect(rijbeveiliging.start_connection)
        post_migrate.connect(grant_app_role, sender=self)
        post_migrate.connect(rijbeveiliging.lay_policies, sender=self)
