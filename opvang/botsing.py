"""Two windows on one declaration: what somebody typed over a value that is no longer there, is asked, not overwritten."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.core.exceptions import ValidationError

from lib.geld import write_honderdsten
from opvang.models import Declaratieregel

_STUK = re.compile(r"([0-9]{1,18}):([0-9]{1,9}):([0-9]{0,4})(?::([0-9]{0,9}):([0-9,]{0,120}))?")


class Staat(NamedTuple):
    """What stands on a line: hundredths of hours, days of care, hours of absence, and hours by month of the tijdvak."""

    uren: int
    dagen: int | None = None
    afwezig: int | None = None
    maanden: tuple[int, ...] = ()

    def cellen(self) -> dict[str, int | None]:
        """By the name of their field; where there are months, their sum is no cell."""
        maanden: dict[str, int | None] = {f"m{nummer}": uren for nummer, uren in enumerate(self.maanden, 1)}
        return (maanden or {"uren": self.uren}) | {"dagen": self.dagen, "afwezig": self.afwezig}

    @classmethod
    def from_cellen(cls, cellen: Mapping[str, int | None]) -> Self:
        maanden = tuple(uren or 0 for veld, uren in cellen.items() if veld.startswith("m"))
        uren = sum(maanden) if maanden else cellen["uren"] or 0
        return cls(uren, cellen["dagen"], cellen["afwezig"], maanden)


# What a screen showed of each line, by its id.
Gezien = Mapping[int, Staat]


@dataclass(frozen=True)
class Verschil:
    """One cell: `veld` is the name of its field (uren, dagen, afwezig, m1), `staat` what is there now, `getypt` what somebody would put there."""

    regel: int
    veld: str
    staat: str
    getypt: str

    @property
    def zin(self) -> str:
        return (
            f"Intussen is hier {self.staat} opgeslagen; u vulde {self.getypt} in."
            f" Sla nog een keer op om {self.getypt} te houden, of vul {self.staat} in."
        )


class Botsing(ValidationError):
    """The cells that changed elsewhere since they were shown, and were typed over."""

    def __init__(self, verschillen: list[Verschil]) -> None:
        super().__init__(
            "De declaratie is intussen in een ander venster of door een collega gewijzigd. Kies bij elke regel met"
            " een melding welk getal goed is.",
            code="botsing",
        )
        self.verschillen = verschillen


def merge(regel: Declaratieregel, getypt: Staat, gezien: Staat | None) -> tuple[Staat, list[Verschil]]:
    """What comes on the line, and what must be asked first. A cell that was not touched, follows what is there."""
    staat = staat_of(regel)
    if gezien is None or len(gezien.maanden) != len(staat.maanden):
        return getypt, []
    nu, wil, zag = (wat.cellen() for wat in (staat, getypt, gezien))
    nieuw = {veld: nu[veld] if wil[veld] == zag[veld] else wil[veld] for veld in nu}
    vragen = [
        Verschil(regel.pk, veld, _write(veld, nu[veld]), _write(veld, nieuw[veld]))
        for veld in nu
        if nu[veld] not in (zag[veld], nieuw[veld])
    ]
    return Staat.from_cellen(nieuw), vragen


def staat_of(regel: Declaratieregel) -> Staat:
    maanden = tuple(regel.maanden_honderdsten or ())
    return Staat(regel.uren_honderdsten, regel.dagen, regel.afwezig_honderdsten, maanden)


def write_gezien(regels: Iterable[Declaratieregel]) -> str:
    """One field for a whole page: a form may have a thousand fields."""
    return " ".join(write_regel(regel) for regel in regels)


def write_regel(regel: Declaratieregel) -> str:
    """Of a line without columns for months or absence no more than its hours and days."""
    staat = staat_of(regel)
    delen = [str(regel.pk), str(staat.uren), _leeg(staat.dagen)]
    if staat.afwezig is not None or staat.maanden:
        delen += [_leeg(staat.afwezig), ",".join(map(str, staat.maanden))]
    return ":".join(delen)


def read_gezien(tekst: str) -> dict[int, Staat]:
    """What cannot be read, was not shown: such a line is saved as it comes."""
    return {
        int(pk): Staat(
            int(uren),
            int(dagen) if dagen else None,
            int(afwezig) if afwezig else None,
            tuple(int(maand) for maand in maanden.split(",") if maand),
        )
        for pk, uren, dagen, afwezig, maanden in _STUK.findall(tekst)
    }


def _leeg(getal: int | None) -> str:
    return "" if getal is None else str(getal)


def _write(veld: str, waarde: int | None) -> str:
    if waarde is None:
        return "niets"
    return str(waarde) if veld == "dagen" else write_honderdsten(waarde)
