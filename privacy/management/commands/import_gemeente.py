import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from privacy.uitgang import import_gemeente


class Command(BaseCommand):
    help = "Lees een export van export_gemeente in op een lege installatie van dezelfde versie."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", type=Path, help="de map van de export")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            gemeente = import_gemeente(
                waar=options["map"], wachtwoord=os.environ.get("EXPORT_WACHTWOORD", ""), op=timezone.now()
            )
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(
            f"Gemeente {gemeente} is ingelezen: elke rij is gelijk aan die in de export, en het logboek sluit."
        )
        self.stdout.write("Iedereen stelt een nieuw wachtwoord in met ‘Wachtwoord vergeten’.")
