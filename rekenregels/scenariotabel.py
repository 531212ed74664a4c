"""Scenarios side by side: one table for the eye, one CSV for the spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from lib.csvbestand import neutralise
from lib.geld import NO_BREAK, euro, met_punt
from rekenregels.scenario import Groepskosten, Scenario

KOLOMMEN = (
    "regeling",
    "populatie",
    "categorie",
    "groep",
    "aantal",
    "per_kind",
    "subsidie",
    "verschil_met_eerste",
)
EERSTE, KOLOM = 34, 16

Rij = tuple[str, list[int | None]]


def make_tabel(scenarios: Sequence[Scenario]) -> str:
    """A policy per column, a group of children per row; the first policy is what the others are compared with."""
    delen = [
        _blok("Kinderen", scenarios, lambda groep: groep.aantal, str),
        _blok("Subsidie", scenarios, lambda groep: groep.subsidie, euro),
    ]
    if len(scenarios) > 1:
        delen.append(_verschilblok(scenarios))
    return "\n\n".join([*("\n".join(_kop(s, letter)) for letter, s in _letters(scenarios)), *delen]) + "\n"


def make_csv(scenarios: Sequence[Scenario]) -> str:
    """A line per policy and group, and one per policy with the total; amounts with a point."""
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, lineterminator="\n")
    schrijver.writerow(KOLOMMEN)
    eerste = _kosten(scenarios[0])
    for scenario in scenarios:
        waar = [neutralise(scenario.naam), neutralise(scenario.populatie)]
        for naam, groep in _kosten(scenario).items():
            was = eerste[naam].subsidie if naam in eerste else 0
            bedragen = [met_punt(groep.per_kind), met_punt(groep.subsidie), met_punt(groep.subsidie - was)]
            schrijver.writerow([*waar, groep.categorie, neutralise(naam), groep.aantal, *bedragen])
        verschil = met_punt(scenario.subsidie - scenarios[0].subsidie)
        schrijver.writerow([*waar, "", "totaal", scenario.aantal, "", met_punt(scenario.subsidie), verschil])
    return buffer.getvalue()


def _letters(scenarios: Sequence[Scenario]) -> Iterator[tuple[str, Scenario]]:
    for nummer, scenario in enumerate(scenarios):
        yield _letter(nummer), scenario


def _letter(nummer: int) -> str:
    """A to Z, then A2 to Z2."""
    ronde, plek = divmod(nummer, 26)
    return f"{chr(ord('A') + plek)}{ronde + 1 if ronde else ''}"


def _kop(scenario: Scenario, letter: str) -> Iterator[str]:
    yield f"{letter}  {scenario.naam}"
    yield f"   populatie: {scenario.populatie} ({scenario.herkomst})"
    if scenario.gepubliceerd is not None:
        oordeel = "komt overeen" if scenario.klopt else "wijkt af"
        yield f"   gepubliceerd: {euro(scenario.gepubliceerd * 100)}, {oordeel}"


def _kosten(scenario: Scenario) -> dict[str, Groepskosten]:
    return {groep.naam: groep for groep in scenario.groepen}


def _rijen(scenarios: Sequence[Scenario], meet: Callable[[Groepskosten], int]) -> Iterator[Rij]:
    """Per category its sum and its groups, then the total. None: this policy's population has no such group."""
    kosten = [_kosten(scenario) for scenario in scenarios]
    groepen = {naam: groep.categorie for per_naam in kosten for naam, groep in per_naam.items()}
    for categorie in sorted(set(groepen.values()), key=list(groepen.values()).index):
        eigen = [naam for naam in groepen if groepen[naam] == categorie]
        som = [sum(meet(per_naam[n]) for n in eigen if n in per_naam) for per_naam in kosten]
        yield categorie.label, list(som)
        for naam in eigen:
            yield f"  {naam}", [meet(per_naam[naam]) if naam in per_naam else None for per_naam in kosten]
    yield "Totaal", [sum(meet(groep) for groep in per_naam.values()) for per_naam in kosten]


def _blok(
    titel: str, scenarios: Sequence[Scenario], meet: Callable[[Groepskosten], int], toon: Callable[[int], str]
) -> str:
    letters = [letter for letter, _ in _letters(scenarios)]
    rijen = [
        (naam, ["-" if w is None else toon(w) for w in waarden]) for naam, waarden in _rijen(scenarios, meet)
    ]
    return _regels(titel, letters, rijen)


def _verschilblok(scenarios: Sequence[Scenario]) -> str:
    letters = [letter for letter, _ in _letters(scenarios)]
    rijen = []
    for naam, waarden in _rijen(scenarios, lambda groep: groep.subsidie):
        eerste, *andere = [waarde or 0 for waarde in waarden]
        rijen.append((naam, [_met_teken(ander - eerste) for ander in andere]))
    return _regels("Verschil met A", letters[1:], rijen)


def _met_teken(centen: int) -> str:
    return f"+{NO_BREAK}{euro(centen)}" if centen > 0 else euro(centen)


def _regels(titel: str, koppen: Sequence[str], rijen: Sequence[tuple[str, Sequence[str]]]) -> str:
    breedte = max(EERSTE, *(len(naam) + 2 for naam, _ in rijen))
    regels = [(titel, koppen), *rijen]
    return "\n".join(
        naam.ljust(breedte) + "".join(cel.rjust(KOLOM) for cel in cellen) for naam, cellen in regels
    )
