"""Totals of several policies over a population, side by side; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rekenregels import FeitenFout
from rekenregels.regeling.proeven import Populatie
from rekenregels.scenario import Scenario, make_scenario
from subsidies.management.bestanden import read_regeling, write_tekst
from subsidies.management.scenariotabel import make_csv, make_tabel


class Command(BaseCommand):
    help = (
        "Vergelijkt regelingen: wat kost elk van hen voor de eigen populatie, of voor een gegeven populatie."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)
        parser.add_argument(
            "--populatie",
            metavar="FILE.toml",
            type=Path,
            help="gebruik de populatie uit dit bestand voor alle regelingen",
        )

        parser.add_argument(
            "--out", metavar="OUT.csv", type=Path, help="schrijf de vergelijking ook als CSV naar dit bestand"
        )

    def handle(
        self, *args: Any, bestanden: list[Path], populatie: Path | None, out: Path | None, **opties: Any
    ) -> None:
        andere = None if populatie is None else _populatie(populatie, "Voeg groepen kinderen toe.")
        scenarios = [_scenario(bestand, andere) for bestand in bestanden]
        self.stdout.write(make_tabel(scenarios), ending="")
        if out is not None:
            write_tekst(out, make_csv(scenarios))


def _scenario(bestand: Path, andere: Populatie | None) -> Scenario:
    gekozen = andere or _populatie(bestand, "Voeg groepen kinderen toe, of geef --populatie mee.")
    try:
        return make_scenario(read_regeling(bestand), gekozen)
    except FeitenFout as fout:
        raise CommandError("\n".join(f"{bestand.name}: {f}" for f in fout.fouten)) from fout


def _populatie(bestand: Path, raad: str) -> Populatie:
    populatie = read_regeling(bestand).populatie
    if populatie is None:
        raise CommandError(f"{bestand.name}: dit bestand heeft geen [populatie]. {raad}")
    return populatie
