"""The SiSa form of each year as data: which indicators the Rijk asks for, in its own words."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

MAP = Path(__file__).resolve().parent
UITKERING = "D8"
EIGEN = "eigen"


class Indicatorsoort(StrEnum):
    """What the municipality fills in at an indicator."""

    BESTEDING = "besteding"
    GEMEENTECODE = "gemeentecode"
    OVERGEBOEKT_AAN = "overgeboekt_aan"
    ONTVANGEN_VAN = "ontvangen_van"
    # Asked by the municipality's own form, and told by no ledger: people fill it in.
    ZELF = "zelf"


@dataclass(frozen=True)
class Indicator:
    code: str
    tekst: str
    aard_controle: str
    soort: Indicatorsoort
    grondslag: str = ""
    opmerking: str = ""


@dataclass(frozen=True)
class Formulier:
    """The form of one specific grant, for the years in which its texts are the same."""

    uitkering: str
    naam: str
    verstrekker: str
    ontvanger: str
    jaren: tuple[int, ...]
    status: str
    bron: str
    indicatoren: tuple[Indicator, ...]

    @property
    def is_geverifieerd(self) -> bool:
        """Letter by letter out of a form that the Rijk made: one that we read, or the municipality's own."""
        return self.status == "geverifieerd" or self.is_eigen

    @property
    def is_eigen(self) -> bool:
        """Read from the municipality's own SiSa-bijlage."""
        return self.status == EIGEN

    def indicator(self, soort: Indicatorsoort) -> Indicator:
        """The one indicator of a kind that occurs once."""
        (gevonden,) = (i for i in self.indicatoren if i.soort == soort)
        return gevonden

    def with_soort(self, soort: Indicatorsoort) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicatoren if i.soort == soort)


class GeenFormulier(LookupError):
    """No form is known for the year: a report without its texts would be a guess."""


def formulier_van(jaar: int) -> Formulier:
    try:
        return _formulieren()[jaar]
    except KeyError:
        jaren = sorted(_formulieren())
        raise GeenFormulier(
            f"Voor {jaar} is geen SiSa-formulier D8 bekend; wel voor {jaren[0]} tot en met {jaren[-1]}."
            " Lees uw eigen SiSa-bijlage van dat jaar in onder Verantwoording, SiSa-opgave."
        ) from None


@cache
def _formulieren() -> dict[int, Formulier]:
    per_jaar: dict[int, Formulier] = {}
    for path in sorted(MAP.glob("*.toml")):
        formulier = parse_formulier(tomllib.loads(path.read_text(encoding="utf-8")))
        for jaar in formulier.jaren:
            if jaar in per_jaar:
                raise ValueError(f"{path.name}: het jaar {jaar} staat al in een ander formulier.")
            per_jaar[jaar] = formulier
    return per_jaar


def parse_formulier(document: dict[str, Any]) -> Formulier:
    indicatoren = tuple(
        Indicator(**{**regel, "soort": Indicatorsoort(regel["soort"])}) for regel in document["indicatoren"]
    )
    return Formulier(**{**document, "jaren": tuple(document["jaren"]), "indicatoren": indicatoren})


def sisa_gemeentecode(cbs_code: str) -> str:
    """SiSa writes a municipality as '06' and its CBS code: Putten 0273 is 060273."""
    return f"06{cbs_code}"
