"""The engine on files: a policy and a CSV with facts in, a CSV with amounts out; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lib.geld import euro
from rekenregels import Feiten, FeitenFout, Regeling, Uitkomst, calculate, make_uitleg
from rekenregels.csvbestand import CsvFouten, read_feiten, write_uitkomst
from subsidies.management.bestanden import read_regeling, read_tekst, write_tekst


class Command(BaseCommand):
    help = (
        "Berekent de subsidie van een CSV-bestand met kinderen en uren (kolommen: zie docs/rekenregels.md)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("regeling", metavar="FILE.toml", type=Path)
        parser.add_argument("invoer", metavar="INPUT.csv", type=Path)
        parser.add_argument(
            "--out", metavar="OUT.csv", type=Path, help="schrijf de uitkomst naar dit bestand"
        )
        parser.add_argument("--uitleg", action="store_true", help="toon per regel alle stappen")

    def handle(
        self, *args: Any, regeling: Path, invoer: Path, out: Path | None, uitleg: bool, **opties: Any
    ) -> None:
        uitkomst = self._calculate(read_regeling(regeling), invoer)
        if uitleg:
            self._toon_uitleg(uitkomst)
        if out is not None:
            write_tekst(out, write_uitkomst(uitkomst))
        elif not uitleg:
            self.stdout.write(write_uitkomst(uitkomst), ending="")
        self.stderr.write(f"{len(uitkomst.feiten)} regels, totaal {euro(uitkomst.totaal)}")

    def _calculate(self, regeling: Regeling, invoer: Path) -> Uitkomst:
        try:
            feiten, nummers = read_feiten(read_tekst(invoer), regeling)
        except CsvFouten as fout:
            raise CommandError("\n".join(f"{invoer.name}, {f}" for f in fout.fouten)) from fout
        try:
            return calculate(regeling, Feiten.from_records(feiten))
        except FeitenFout as fout:
            regels = [
                f'{invoer.name}, regel {nummers[f.regel]}, kolom {f.kolom}, waarde "{f.waarde}": {f.boodschap}'
                for f in fout.fouten
            ]
            raise CommandError("\n".join(regels)) from fout

    def _toon_uitleg(self, uitkomst: Uitkomst) -> None:
        for i in range(len(uitkomst.feiten)):
            stappen = make_uitleg(uitkomst, i)
            self.stdout.write(f"{stappen.sleutel}: {euro(stappen.subsidie)}")
            self.stdout.write(stappen.as_text() + "\n")
