from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisaties.ijkpunten import IjkpuntFout, public_key, write_ijkpunten


class Command(BaseCommand):
    help = "Schrijf van elk logboek dat is gegroeid een ondertekend ijkpunt in het bestand IJKPUNTEN, buiten de database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--opnieuw",
            action="store_true",
            help="het bestand is verloren: zet weg wat er nog is en begin een nieuw; dat blijft in het logboek staan",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            nieuw = write_ijkpunten(op=timezone.now(), opnieuw=options["opnieuw"])
        except IjkpuntFout as fout:
            raise CommandError(str(fout)) from None
        for punt in nieuw:
            self.stdout.write(f"{punt.keten}: ijkpunt {punt.nummer} bij regel {punt.volgnummer}")
        self.stdout.write(f"{len(nieuw)} ijkpunten geschreven. Openbare sleutel (Ed25519): {public_key()}")
