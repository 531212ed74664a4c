"""The municipalities that there are, out of the list that comes along; what is newer is typed in."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

_BESTAND = Path(__file__).parent / "gegevens" / "gemeenten.toml"


@dataclass(frozen=True)
class Opgegaan:
    """A municipality that is no more, and the code of the one in which it went."""

    naam: str
    per: date
    nieuw: str


@dataclass(frozen=True)
class Gemeentelijst:
    """Code -> name, as CBS gives them on the day `stand`."""

    stand: date
    bron: str
    gemeenten: dict[str, str]
    opgegaan: dict[str, Opgegaan]

    def check(self, code: str, naam: str) -> None:
        """Refuse a typed municipality that the list knows better; ValidationError with the sentence."""
        if (weg := self.opgegaan.get(code)) is not None:
            raise ValidationError(
                f"Code {code} is van {weg.naam}. Die gemeente is per {weg.per:%d-%m-%Y} opgegaan in "
                f"{self.gemeenten[weg.nieuw]} ({weg.nieuw}). Kies die in de lijst."
            )
        if (bekend := self.gemeenten.get(code)) is not None:
            raise ValidationError(f"Code {code} is van {bekend}. Kies die gemeente in de lijst.")
        if naam.casefold() in {n.casefold(): c for c, n in self.gemeenten.items()}:
            raise ValidationError(
                f"{naam} staat in de lijst, met een andere code dan {code}. Kies haar in de lijst."
            )


@cache
def gemeentelijst() -> Gemeentelijst:
    inhoud = tomllib.loads(_BESTAND.read_text(encoding="utf-8"))
    opgegaan = {rij["code"]: Opgegaan(rij["naam"], rij["per"], rij["in"]) for rij in inhoud["opgegaan"]}
    return Gemeentelijst(inhoud["stand"], inhoud["bron"], inhoud["gemeenten"], opgegaan)
