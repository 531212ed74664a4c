from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from opvang.overdracht.actions.scholen import import_scholen
from opvang.overdracht.scholen import ScholenFout, read_scholen
from organisaties.models import Gemeente


class Command(BaseCommand):
    help = (
        "Leest basisscholen uit de lijst van vestigingen van DUO (CSV of JSON), van de gemeenten die er zijn."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path, help="vestigingen basisonderwijs van onderwijsdata.duo.nl")

    def handle(self, *args: Any, bestand: Path, **options: Any) -> None:
        gemeenten = {gemeente.code: gemeente for gemeente in Gemeente.objects.all()}
        try:
            scholen = read_scholen(bestand.read_bytes(), gemeente_codes=set(gemeenten))
            for code, gemeente in gemeenten.items():
                eigen = [school for school in scholen if school.gemeente_code == code]
                if eigen:
                    self._show(gemeente, import_scholen(gemeente=gemeente, scholen=eigen))
        except OSError as fout:
            raise CommandError(f"Het bestand {bestand} is niet te lezen: {fout.strerror}.") from None
        except ScholenFout as fout:
            raise CommandError("\n".join(fout.fouten)) from None
        except ValidationError as fout:
            raise CommandError("\n".join(fout.messages)) from None

    def _show(self, gemeente: Gemeente, verslag: Any) -> None:
        for soort in ("nieuw", "gewijzigd", "opgeheven"):
            for naam in getattr(verslag, soort):
                self.stdout.write(f"{gemeente}: {soort}: {naam}")
        self.stdout.write(
            f"{gemeente}: {len(verslag.nieuw)} nieuw, {len(verslag.gewijzigd)} gewijzigd,"
            f" {len(verslag.opgeheven)} niet meer in de lijst, {verslag.ongewijzigd} ongewijzigd."
        )
