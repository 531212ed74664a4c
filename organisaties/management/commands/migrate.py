from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from organisaties.databaserol import as_owner


class Command(DjangoMigrate):
    """Django's migrate, connected as the owner of the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(options["database"]):
            super().handle(*args, **options)
