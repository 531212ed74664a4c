"""Scales: an outcome as a provider's system has it becomes one of three levels. Shipped ones and own ones read alike."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Q

from lib.aanname import is_aanname, without_merk
from lib.geld import shorten
from lib.weergave import datum, opsommen
from opvang.domeinen import DOMEINEN, KORTE_NIVEAUS, NIVEAUS
from opvang.models import EigenSchaal, Resultaatmeting
from opvang.models.resultaten import HOOGSTE_GETAL
from organisaties.models import Gebruiker, Gemeente, Organisatie

_EIGEN = "eigen-"
_GEHEEL = re.compile(r"[+-]?\d{1,4}")


@dataclass(frozen=True)
class Schaal:
    """`stappen`: outcome -> level; empty where the outcome is a whole number, with the bounds `onder` and `vanaf`."""

    code: str
    naam: str
    bron: str
    stappen: Mapping[str, str] = field(default_factory=dict)
    onder: int = 0
    vanaf: int = 0
    eenheid: str = ""
    domeinen: tuple[str, ...] = tuple(DOMEINEN)
    van: date | None = None
    tot_en_met: date | None = None

    @property
    def met_aanname(self) -> bool:
        return is_aanname(self.bron) or "aanname:" in self.bron

    @property
    def herkomst(self) -> str:
        """The source for beside the mark that says that it is an assumption."""
        return without_merk(self.bron)

    def geldt_op(self, dag: date) -> bool:
        return (self.van is None or self.van <= dag) and (self.tot_en_met is None or dag <= self.tot_en_met)

    def read(self, tekst: str) -> tuple[str, str]:
        """('b') -> ('B', 'verwacht'); ValueError with the sentence when the scale has no such outcome."""
        if not self.stappen:
            return self._read_getal(tekst)
        for waarde, niveau in self.stappen.items():
            if waarde.casefold() == " ".join(tekst.split()).casefold():
                return waarde, niveau
        mag = opsommen(self.stappen, "of")
        raise ValueError(f"‘{shorten(tekst)}’ komt niet voor op de schaal {self.naam}. Kies {mag}.")

    def _read_getal(self, tekst: str) -> tuple[str, str]:
        kaal = tekst.strip().replace("\u2212", "-")
        if not _GEHEEL.fullmatch(kaal) or abs(int(kaal)) > HOOGSTE_GETAL:
            raise ValueError(
                f"‘{shorten(tekst)}’ is geen heel getal van -{HOOGSTE_GETAL} tot en met {HOOGSTE_GETAL}. "
                "Schrijf bijvoorbeeld -3 of 12."
            )
        getal = int(kaal)
        return str(getal), "extra" if getal < self.onder else "voor" if getal >= self.vanaf else "verwacht"

    @property
    def uitleg(self) -> tuple[tuple[str, str], ...]:
        """Per level which outcomes fall in it: ('Extra hulp', 'D of E')."""
        if not self.stappen:
            grenzen = {"extra": f"lager dan {self.onder}", "voor": f"{self.vanaf} of hoger"}
            grenzen["verwacht"] = f"van {self.onder} tot en met {self.vanaf - 1}"
            return tuple((KORTE_NIVEAUS[niveau], grenzen[niveau]) for niveau in NIVEAUS)
        return tuple(
            (KORTE_NIVEAUS[niveau], opsommen([w for w, n in self.stappen.items() if n == niveau], "of"))
            for niveau in NIVEAUS
        )


@cache
def shipped() -> dict[str, Schaal]:
    """Those that come along, by code."""
    tekst = Path(__file__).with_name("volgsystemen.toml").read_text(encoding="utf-8")
    schalen = (
        Schaal(**rij | {"domeinen": tuple(rij.get("domeinen", DOMEINEN))})
        for rij in tomllib.loads(tekst)["schalen"]
    )
    return {schaal.code: schaal for schaal in schalen}


def of_rij(rij: EigenSchaal) -> Schaal:
    return Schaal(
        f"{_EIGEN}{rij.pk}",
        rij.naam,
        rij.bron,
        rij.stappen,
        rij.onder or 0,
        rij.vanaf or 0,
        van=rij.van,
        tot_en_met=rij.tot_en_met,
    )


def schalen_van(gemeente: Gemeente, houder: Organisatie | None) -> dict[str, Schaal]:
    """By code all that a provider can use: the shipped ones, those of the municipality and its own."""
    eigen = EigenSchaal.objects.filter(Q(houder=None) | Q(houder=houder), gemeente=gemeente)
    return shipped() | {schaal.code: schaal for schaal in map(of_rij, eigen)}


def schalen_op(gebruiker: Gebruiker, dag: date) -> dict[str, Schaal]:
    """Those of a person that count on a day."""
    alle = schalen_van(gebruiker.gemeente, gebruiker.organisatie)
    return {code: schaal for code, schaal in alle.items() if schaal.geldt_op(dag)}


def keys_of(schaal: Schaal) -> dict[str, str | int | None]:
    """How a measurement refers to it: {'systeem': 'bosos', 'schaal_id': None}."""
    eigen = schaal.code.startswith(_EIGEN) and schaal.code not in shipped()
    return {
        "systeem": "" if eigen else schaal.code,
        "schaal_id": int(schaal.code.removeprefix(_EIGEN)) if eigen else None,
    }


def code_of(meting: Resultaatmeting) -> str:
    return f"{_EIGEN}{meting.schaal_id}" if meting.schaal_id else meting.systeem


def naam_of(meting: Resultaatmeting) -> str:
    """What people call the system; a code that the list does not know any more stands for itself."""
    if meting.schaal is not None:
        return meting.schaal.naam
    schaal = shipped().get(meting.systeem)
    return schaal.naam if schaal else meting.systeem


def check_dag(schaal: Schaal, dag: date) -> None:
    """ValidationError when the scale does not count on the day."""
    if schaal.van is not None and dag < schaal.van:
        raise ValidationError(
            f"De schaal {schaal.naam} geldt pas vanaf {datum(schaal.van)}. Kies een ander volgsysteem of een latere dag."
        )
    if schaal.tot_en_met is not None and dag > schaal.tot_en_met:
        raise ValidationError(
            f"De schaal {schaal.naam} geldt niet meer na {datum(schaal.tot_en_met)}. Kies een ander volgsysteem."
        )


def parse_stappen(tekst: str) -> dict[str, str]:
    """Lines 'A = verder' as {'A': 'voor'}; ValidationError with line and what to do."""
    stappen: dict[str, str] = {}
    for nummer, regel in enumerate(tekst.splitlines(), start=1):
        if not regel.strip():
            continue
        waarde, is_, niveau = (deel.strip() for deel in regel.partition("="))
        code = _NIVEAUWOORDEN.get(niveau.casefold())
        if not is_ or not waarde or code is None:
            raise ValidationError(
                f"Regel {nummer}: ‘{shorten(regel.strip())}’ kunnen we niet lezen. Schrijf een uitkomst, het teken = en dan "
                "extra hulp, zoals verwacht of verder. Bijvoorbeeld: A = verder."
            )
        if waarde.casefold() in {eerder.casefold() for eerder in stappen}:
            raise ValidationError(f"Regel {nummer}: ‘{shorten(waarde)}’ staat er twee keer. Haal er een weg.")
        if len(waarde) > _LANGSTE_WAARDE:
            raise ValidationError(
                f"Regel {nummer}: een uitkomst heeft hoogstens {_LANGSTE_WAARDE} tekens. Maak ‘{shorten(waarde)}’ korter."
            )
        stappen[waarde] = code
    return stappen


_LANGSTE_WAARDE = 40
_NIVEAUWOORDEN = {naam.casefold(): code for code, naam in KORTE_NIVEAUS.items()} | {
    code: code for code in NIVEAUS
}
