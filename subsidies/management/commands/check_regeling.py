"""Validate policy files and run their worked examples; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rekenregels import run_voorbeelden
from rekenregels.regeling.controle import check_tabellen
from subsidies.management.bestanden import read_regeling


class Command(BaseCommand):
    help = "Controleert regelingen (TOML) en rekent hun voorbeelden na."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)

    def handle(self, *args: Any, bestanden: list[Path], **opties: Any) -> None:
        goed = [self._check(bestand) for bestand in bestanden]
        if not all(goed):
            raise CommandError(f"{goed.count(False)} van de {len(goed)} regelingen zijn niet in orde.")

    def _check(self, bestand: Path) -> bool:
        try:
            regeling = read_regeling(bestand)
        except CommandError as fout:
            self.stderr.write(str(fout))
            return False
        uitslagen = run_voorbeelden(regeling)
        for uitslag in uitslagen:
            for verschil in uitslag.verschillen:
                self.stderr.write(f'{bestand.name}: voorbeeld "{uitslag.naam}": {verschil}.')
        for melding in check_tabellen(regeling):
            self.stdout.write(f"{bestand.name}: let op: {melding}")
        kloppend = sum(uitslag.klopt for uitslag in uitslagen)
        self.stdout.write(
            f"{bestand.name}: {regeling.naam}: {kloppend} van de {len(uitslagen)} voorbeelden kloppen, "
            f"{len(regeling.aannames)} aannames, sha256 {regeling.sha256[:12]}"
        )
        return kloppend == len(uitslagen)
