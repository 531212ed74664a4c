"""Which hours count, and how a year is divided over its months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Urenbron(StrEnum):
    GELEVERD = "geleverd"
    GEPLAND = "gepland"
    CONTRACT = "contract"
    PEILWEEK = "peilweek"
    BEZETTE_PLAATS = "bezette_plaats"

    @property
    def uit_weekuren(self) -> bool:
        """Does the period's number of hours follow from hours per week?"""
        return self in (Urenbron.CONTRACT, Urenbron.PEILWEEK)


class Maandverdeling(StrEnum):
    TWAALF = "twaalf_gelijke_maanden"
    ELF = "elf_gelijke_maanden"
    TIEN = "tien_gelijke_maanden"
    KALENDERWEKEN = "kalenderweken"
    SCHOOLWEKEN = "schoolweken"

    @property
    def gelijke_maanden(self) -> bool:
        """Is every month with care an equal part of the year?"""
        return self not in (Maandverdeling.KALENDERWEKEN, Maandverdeling.SCHOOLWEKEN)

    @property
    def vrije_maanden(self) -> int:
        return {Maandverdeling.ELF: 1, Maandverdeling.TIEN: 2}.get(self, 0)


class Uurruimte(StrEnum):
    PER_KWARTAAL = "per_kwartaal"
    PER_JAAR = "per_jaar"


@dataclass(frozen=True)
class Sluiting:
    naam: str = veld("Naam van de sluiting, bijvoorbeeld de zomervakantie", voorbeeld='"zomervakantie"')
    van: date = veld("Eerste dag zonder opvang", voorbeeld="2026-07-04")
    tot_en_met: date = veld("Laatste dag zonder opvang", voorbeeld="2026-08-16")


@dataclass(frozen=True)
class Uren:
    bron: Urenbron = veld("Welke uren tellen", voorbeeld='"geleverd"')
    weken_per_jaar: Parameter = veld(
        "Aantal weken per jaar waarover de gemeente betaalt", Eenheid.WEKEN, minimum="1", maximum="52.2"
    )
    maandverdeling: Maandverdeling = veld(
        "Hoe het jaar over de maanden is verdeeld", voorbeeld='"twaalf_gelijke_maanden"'
    )
    vrije_maanden: tuple[int, ...] = veld("Maandnummers zonder opvang, bij elf of tien maanden", default=())
    sluitingen: tuple[Sluiting, ...] = veld("Perioden zonder opvang, bij kalenderweken", default=())
    schoolweken: tuple[int, ...] = veld(
        "Aantal weken in elk van de vier kwartalen, bij schoolweken",
        Eenheid.WEKEN,
        minimum="0",
        maximum="14",
        default=(),
    )
    ruimte: Uurruimte = veld(
        "Heeft elke periode eigen ruimte, of loopt ruimte die over is door in het kalenderjaar",
        voorbeeld='"per_kwartaal" of ruimte = "per_jaar"',
        in_tekst=True,
        default=Uurruimte.PER_KWARTAAL,
    )
