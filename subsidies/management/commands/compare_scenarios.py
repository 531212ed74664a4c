"""Totals of several policies over a population, side by side; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subsidies.management.bestanden import read_regeling
from subsidies.rekenregels import FeitenFout
from subsidies.rekenregels.scenario import Scenario, make_scenario
from vve_admin.lib.geld import euro


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

    def handle(self, *args: Any, bestanden: list[Path], populatie: Path | None, **opties: Any) -> None:
        andere = None if populatie is None else read_regeling(populatie).populatie
        if populatie is not None and andere is None:
            raise CommandError(
                f"{populatie.name}: dit bestand heeft geen [populatie]. Voeg groepen kinderen toe."
            )
        for bestand in bestanden:
            regeling = read_regeling(bestand)
            gekozen = andere or regeling.populatie
            if gekozen is None:
                raise CommandError(
                    f"{bestand.name}: geen [populatie]. Voeg groepen toe of geef --populatie mee."
                )
            try:
                self._toon(bestand, make_scenario(regeling, gekozen))
            except FeitenFout as fout:
                raise CommandError("\n".join(f"{bestand.name}: {f}" for f in fout.fouten)) from fout

    def _toon(self, bestand: Path, scenario: Scenario) -> None:
        self.stdout.write(f"{scenario.naam} ({bestand.name})")
        self.stdout.write(f"  populatie: {scenario.populatie} ({scenario.herkomst})")
        for groep in scenario.groepen:
            self.stdout.write(
                f"  {groep.naam:<32} {groep.aantal:>5} x {euro(groep.per_kind):>12} = {euro(groep.subsidie):>14}"
            )
        self.stdout.write(f"  {'totaal':<32} {scenario.aantal:>5}   {'':>12}   {euro(scenario.subsidie):>14}")
        if scenario.gepubliceerd is not None:
            oordeel = "komt overeen" if scenario.klopt else "wijkt af"
            self.stdout.write(f"  gepubliceerd: {euro(scenario.gepubliceerd * 100)}, {oordeel}")
