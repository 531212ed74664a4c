from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections
from django.utils import timezone

from organisaties.databaserol import as_owner
from organisaties.models import Roluitzondering, Toekenning
from organisaties.rolcontrole import report_botsingen


class Command(DjangoMigrate):
    """Django's migrate, connected as the owner of the tables; it ends with who has roles that may not meet."""

    def handle(self, *args: Any, **options: Any) -> None:
        for naam, rol in (
            ("DATABASE_OWNER_URL", settings.DATABASE_OWNER),
            ("DATABASE_BEHEER_URL", settings.DATABASE_BEHEER),
        ):
            if rol["USER"] == settings.DATABASE_SITE["USER"]:
                raise CommandError(
                    f"{naam} ontbreekt of noemt dezelfde rol als DATABASE_URL. Wie de tabellen bezit of alle rijen ziet, "
                    "gaat langs de beveiliging van rijen: geef de site een eigen rol (docs/adr/0025)."
                )
        with as_owner(options["database"]):
            super().handle(*args, **options)
            self._report_rollen(options["database"])

    def _report_rollen(self, database: str) -> None:
        """An upgrade may find combinations that were given before there was a rule; they stay until somebody acts."""
        verbinding = connections[database]
        with verbinding.cursor() as cursor:
            tabellen = verbinding.introspection.table_names(cursor)
            for model in (Toekenning, Roluitzondering):
                if (tabel := model._meta.db_table) not in tabellen:
                    return
                kolommen = {
                    kolom.name for kolom in verbinding.introspection.get_table_description(cursor, tabel)
                }
                if not {veld.column for veld in model._meta.concrete_fields} <= kolommen:
                    return  # on the way back, or half way
        if report_botsingen(timezone.localdate(), self.stdout.write):
            self.stdout.write(
                "Deze rollen gaan niet samen; ze blijven tot iemand er een beëindigt. Zie check_rollen."
            )
