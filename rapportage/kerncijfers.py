"""The figures of a year beside those of the year before, as they are read."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.geld import euro, uren
from lib.kleine_groepen import VERBORGEN, is_small
from lib.weergave import getal
from rapportage.rapport import Kern, Rapport
from rapportage.uitgave import show_bereik

GEEN = "–"


@dataclass(frozen=True)
class Kerncijfer:
    """`vorig` and `verschil` are a dash where there is nothing to lay beside."""

    naam: str
    nu: str
    vorig: str
    verschil: str


def list_kerncijfers(rapport: Rapport, *, volledig: bool) -> tuple[Kerncijfer, ...]:
    vorig = rapport.vorig
    return (
        _bedrag("Besteed uit alle geldbronnen", rapport.besteed, vorig.besteed if vorig else None),
        _bedrag(
            "Besteed uit de specifieke uitkering",
            rapport.saldo.besteed,
            vorig.saldo.besteed if vorig else None,
        ),
        _bedrag(
            "Saldo van de specifieke uitkering op 31 december",
            rapport.saldo.stand_eind,
            vorig.saldo.stand_eind if vorig else None,
        ),
        _bedrag("Subsidie aan aanbieders", rapport.subsidie, vorig.subsidie if vorig else None),
        *_kinderen(rapport, vorig, volledig),
        _bereik(rapport, vorig, volledig),
    )


def list_sisa(rapport: Rapport) -> tuple[Kerncijfer, ...]:
    """Per code of the form; a code that the year before did not have has nothing beside it."""
    vorig = rapport.vorig
    return tuple(
        _bedrag(regel.tekst, regel.bedrag, vorig.sisa_van(regel.code) if vorig else None)
        for regel in rapport.sisa.bestedingen
    )


def _bedrag(naam: str, nu: int, vorig: int | None) -> Kerncijfer:
    if vorig is None:
        return Kerncijfer(naam, euro(nu), GEEN, GEEN)
    return Kerncijfer(naam, euro(nu), euro(vorig), _teken(nu - vorig, euro(abs(nu - vorig))))


def _kinderen(rapport: Rapport, vorig: Kern | None, volledig: bool) -> tuple[Kerncijfer, ...]:
    """A small number of children hides its hours too."""
    klein_nu = is_small(rapport.aantal_kinderen) and not volledig
    klein_vorig = vorig is not None and is_small(vorig.kinderen) and not volledig
    return tuple(
        _aantal(naam, nu, was, schrijf, klein_nu, klein_vorig)
        for naam, nu, was, schrijf in (
            ("Kinderen met subsidie", rapport.aantal_kinderen, vorig.kinderen if vorig else None, getal),
            ("Gesubsidieerde uren", rapport.uren, vorig.uren if vorig else None, uren),
        )
    )


def _aantal(
    naam: str, nu: int, vorig: int | None, schrijf: Callable[[int], str], klein_nu: bool, klein_vorig: bool
) -> Kerncijfer:
    toont_nu = VERBORGEN if klein_nu else schrijf(nu)
    if vorig is None:
        return Kerncijfer(naam, toont_nu, GEEN, GEEN)
    toont_vorig = VERBORGEN if klein_vorig else schrijf(vorig)
    verschil = VERBORGEN if klein_nu or klein_vorig else _teken(nu - vorig, schrijf(abs(nu - vorig)))
    return Kerncijfer(naam, toont_nu, toont_vorig, verschil)


def _bereik(rapport: Rapport, vorig: Kern | None, volledig: bool) -> Kerncijfer:
    """Shares as they stand in the tables; between two shares no difference, of which a part could be reckoned."""
    nu = show_bereik([rapport.laatste_bereik] if rapport.laatste_bereik else [], volledig=volledig)
    was = show_bereik([vorig.bereik] if vorig and vorig.bereik else [], volledig=volledig)
    return Kerncijfer(
        "Bereik van de doelgroep, laatste peildatum",
        nu[0].percentage if nu else GEEN,
        was[0].percentage if was else GEEN,
        GEEN,
    )


def _teken(verschil: int, tekst: str) -> str:
    if not verschil:
        return "0"
    return f"{'+' if verschil > 0 else '−'} {tekst}"
