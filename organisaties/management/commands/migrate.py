from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate

from organisaties.databaserol import as_owner


class Command(DjangoMigrate):
    """Django's migrate, connected as the owner of the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_OWNER["USER"] == settings.DATABASE_APP_ROLE:
            raise CommandError(
                "DATABASE_OWNER_URL ontbreekt of noemt dezelfde rol als DATABASE_URL. De eigenaar van de tabellen "
                "gaat langs elke beveiliging van rijen: geef de site een eigen rol (docs/adr/0002)."
            )
        with as_owner(options["database"]):
            super().handle(*args, **options)
