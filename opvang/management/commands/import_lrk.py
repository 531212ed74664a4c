from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from opvang.actions.lrk import ImportVerslag, import_lrk
from opvang.lrk import read_lrk
from organisaties.models import Gemeente, Locatie


class Command(BaseCommand):
    help = "Leest locaties uit het opendatabestand van het Landelijk Register Kinderopvang (LRK)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path, help="export_opendata_lrk.csv van het LRK")
        parser.add_argument(
            "--per",
            type=date.fromisoformat,
            default=None,
            help="dag waarop het bestand is gemaakt, zoals 2026-01-31: vanaf die dag geldt wat is gewijzigd (anders vandaag)",
        )

    def handle(self, *args: Any, bestand: Path, per: date | None, **options: Any) -> None:
        try:
            regels = read_lrk(
                bestand.read_bytes(),
                gemeente_codes=set(Gemeente.objects.values_list("code", flat=True)),
                lrk_nummers=set(Locatie.objects.values_list("lrk_nummer", flat=True)),
            )
            verslag = import_lrk(regels, op=per or timezone.localdate())
        except OSError as fout:
            raise CommandError(f"Bestand {bestand} kan niet worden gelezen: {fout.strerror}.") from fout
        except ValidationError as fout:
            raise CommandError(f"Er is niets ingelezen. {' '.join(fout.messages)}") from fout
        except ValueError as fout:
            raise CommandError(f"Er is niets ingelezen.\n{fout}") from fout
        self._report(verslag)

    def _report(self, verslag: ImportVerslag) -> None:
        for houder in verslag.nieuwe_houders:
            self.stdout.write(f"Nieuwe houder: {houder}")
        for locatie in verslag.nieuw:
            self.stdout.write(f"Nieuw: {locatie.lrk_nummer} {locatie}, {locatie.gemeente}")
        for locatie, anders in verslag.gewijzigd:
            self.stdout.write(f"Gewijzigd: {locatie.lrk_nummer} {locatie} ({', '.join(anders)})")
        for locatie in verslag.beeindigd:
            self.stdout.write(f"Uitgeschreven: {locatie.lrk_nummer} {locatie}")
        for locatie in verslag.ontbreekt:
            self.stdout.write(
                f"Niet in het bestand, niet gewijzigd: {locatie.lrk_nummer} {locatie}, {locatie.gemeente}"
            )
        self.stdout.write(
            f"{len(verslag.nieuw)} nieuw, {len(verslag.gewijzigd)} gewijzigd, {len(verslag.beeindigd)} uitgeschreven,"
            f" {verslag.ongewijzigd} ongewijzigd."
        )
