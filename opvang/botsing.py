"""Two windows on one declaration: what somebody typed over a value that is no longer there, is asked, not overwritten."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from lib.geld import write_honderdsten
from opvang.models import Declaratieregel

# What a screen showed of a line: hundredths of hours, and days of care.
Gezien = Mapping[int, tuple[int, int | None]]

_STUK = re.compile(r"([0-9]{1,18}):([0-9]{1,9}):([0-9]{0,4})")


@dataclass(frozen=True)
class Verschil:
    """One cell: `veld` is uren or dagen, `staat` what is there now, `getypt` what somebody would put there."""

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


def merge(
    regel: Declaratieregel, uren: int, dagen: int | None, gezien: tuple[int, int | None] | None
) -> tuple[int, int | None, list[Verschil]]:
    """What comes on the line, and what must be asked first. A cell that was not touched, follows what is there."""
    if gezien is None:
        return uren, dagen, []
    staat = (regel.uren_honderdsten, regel.dagen)
    nieuw = [
        nu if getypt == zag else getypt for nu, getypt, zag in zip(staat, (uren, dagen), gezien, strict=True)
    ]
    vragen = [
        Verschil(regel.pk, veld, schrijf(nu), schrijf(getypt))
        for veld, schrijf, nu, zag, getypt in zip(
            ("uren", "dagen"), (_uren, _dagen), staat, gezien, nieuw, strict=True
        )
        if nu not in (zag, getypt)
    ]
    return nieuw[0] or 0, nieuw[1], vragen


def write_gezien(regels: Iterable[Declaratieregel]) -> str:
    """One field for a whole page: a form may have a thousand fields."""
    return " ".join(write_regel(regel) for regel in regels)


def write_regel(regel: Declaratieregel) -> str:
    return f"{regel.pk}:{regel.uren_honderdsten}:{'' if regel.dagen is None else regel.dagen}"


def read_gezien(tekst: str) -> dict[int, tuple[int, int | None]]:
    """What cannot be read, was not shown: such a line is saved as it comes."""
    return {int(pk): (int(uren), int(dagen) if dagen else None) for pk, uren, dagen in _STUK.findall(tekst)}


def _uren(honderdsten: int | None) -> str:
    return write_honderdsten(honderdsten or 0)


def _dagen(dagen: int | None) -> str:
    return "niets" if dagen is None else str(dagen)
