"""Invoices out of a file: each row is what the form asks, and is checked by that form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from lib.bladen import Rij, as_tekst, read_bladen
from lib.geld import shorten
from lib.werkmap import Bestandsfout
from organisaties.models import Gebruiker
from subsidies.grootboek.facturen.actions import Factuurgegevens, why_not
from subsidies.grootboek.facturen.forms import FactuurForm
from subsidies.models import Activiteit

MEESTE = 500
KOLOMMEN = ("activiteit", "crediteur", "factuurnummer", "factuurdatum", "bedrag", "jaar", "omschrijving")
_VERPLICHT = KOLOMMEN[:-1]
_ANDERS = {
    "leverancier": "crediteur",
    "nummer": "factuurnummer",
    "datum": "factuurdatum",
    "bedrag in euro": "bedrag",
    "verantwoordingsjaar": "jaar",
    "boekjaar": "jaar",
}
_VELD = {"factuurnummer": "nummer", "bedrag": "bedrag_centen"}


@dataclass(frozen=True)
class Factuurregel:
    """One row: what it says, what the form would be given, and what is wrong with it."""

    nummer: int
    cellen: dict[str, str]
    velden: dict[str, Any] = field(default_factory=dict)
    fouten: tuple[str, ...] = ()

    @property
    def waarden(self) -> list[str]:
        return [self.cellen[naam] for naam in KOLOMMEN]


def read_facturen(inhoud: bytes, door: Gebruiker) -> list[Factuurregel]:
    """Every row of the first sheet, checked; ValueError with the sentence when it is no such table."""
    bladen = read_bladen(inhoud)
    rijen = bladen[0].rijen if bladen else []
    if not rijen:
        raise Bestandsfout("Er staan geen regels in dit bestand.")
    kop = _columns(rijen[0])
    if not rijen[1:]:
        raise Bestandsfout("Onder de kopregel staat geen factuur. Zet elke factuur op een eigen regel.")
    if len(rijen) - 1 > MEESTE:
        raise Bestandsfout(
            f"Er staan {len(rijen) - 1} regels in; hoogstens {MEESTE} tegelijk. Deel het bestand op."
        )
    lezer = _Lezer(door)
    return list(_mark_doubles(lezer.read(rij.nummer, _cells(rij, kop)) for rij in rijen[1:]))


def check_velden(velden: dict[str, Any], door: Gebruiker) -> tuple[Factuurgegevens | None, list[str]]:
    """What the form makes of a row, or the sentences that say why it makes nothing."""
    form = FactuurForm(velden, gemeente=door.gemeente)
    if form.is_valid():
        gegevens = cast(Factuurgegevens, form.cleaned_data)
        dubbel = why_not(gegevens, door)
        return (None, [dubbel]) if dubbel else (gegevens, [])
    return None, [
        f"{form.fields[naam].label}: {fout}" for naam, lijst in form.errors.items() for fout in lijst
    ]


class _Lezer:
    """Knows the activities of the municipality, read once."""

    def __init__(self, door: Gebruiker) -> None:
        self.door = door
        eigen = Activiteit.objects.filter(gemeente=door.gemeente).in_use()
        self.namen = {activiteit.naam.casefold(): activiteit for activiteit in eigen}

    def read(self, nummer: int, cellen: dict[str, str]) -> Factuurregel:
        activiteit = self.namen.get(cellen["activiteit"].casefold())
        velden: dict[str, Any] = {_VELD.get(naam, naam): waarde for naam, waarde in cellen.items()}
        velden["activiteit"] = activiteit.pk if activiteit else ""
        if cellen["activiteit"] and activiteit is None:
            fout = f"‘{shorten(cellen['activiteit'])}’ is geen activiteit van deze gemeente. "
            return Factuurregel(nummer, cellen, velden, (fout + self._choices(),))
        _, fouten = check_velden(velden, self.door)
        return Factuurregel(nummer, cellen, velden, tuple(fouten))

    def _choices(self) -> str:
        if not self.namen:
            return "Leg eerst de activiteiten vast."
        return f"Kies uit: {', '.join(a.naam for a in self.namen.values())}."


def _columns(rij: Rij) -> dict[int, str]:
    """Place -> column; ValueError when one that must be there is not."""
    namen = [as_tekst(cel).strip().casefold() for cel in rij.cellen]
    kop = {
        plek: _ANDERS.get(naam, naam)
        for plek, naam in enumerate(namen)
        if _ANDERS.get(naam, naam) in KOLOMMEN
    }
    if mist := [naam for naam in _VERPLICHT if naam not in kop.values()]:
        raise Bestandsfout(
            f"De kolom ‘{mist[0]}’ ontbreekt. Zet op de eerste regel deze kolommen: {', '.join(KOLOMMEN)}."
        )
    return kop


def _cells(rij: Rij, kop: dict[int, str]) -> dict[str, str]:
    cellen = dict.fromkeys(KOLOMMEN, "")
    for plek, naam in kop.items():
        if plek < len(rij.cellen):
            cel = rij.cellen[plek]
            cellen[naam] = f"{cel:%d-%m-%Y}" if isinstance(cel, date) else as_tekst(cel).strip()
    return cellen


def _mark_doubles(regels: Iterator[Factuurregel]) -> Iterator[Factuurregel]:
    """One number of one creditor twice in a file is a question, not a choice of ours."""
    gezien: dict[tuple[str, str], int] = {}
    for regel in regels:
        sleutel = (regel.cellen["crediteur"].casefold(), regel.cellen["factuurnummer"].casefold())
        eerder = gezien.setdefault(sleutel, regel.nummer)
        if eerder != regel.nummer and all(sleutel):
            fout = (
                f"Dit is dezelfde factuur van dezelfde crediteur als regel {eerder}. Haal een van beide weg."
            )
            regel = Factuurregel(regel.nummer, regel.cellen, regel.velden, (*regel.fouten, fout))
        yield regel
