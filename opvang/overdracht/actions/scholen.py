"""Bringing the schools of municipalities in line with the list of DUO."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.scholen import School
from organisaties.audit import record, record_system
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import save_checked

_FEITEN = ("adres", "postcode", "plaats")


@dataclass
class Verslag:
    """What an import did in one municipality, by name."""

    nieuw: list[str] = field(default_factory=list)
    gewijzigd: list[str] = field(default_factory=list)
    opgeheven: list[str] = field(default_factory=list)
    ongewijzigd: int = 0


@transaction.atomic
def import_scholen(
    *, gemeente: Gemeente, scholen: Iterable[School], door: Gebruiker | None = None
) -> Verslag:
    """Nothing is deleted: a school that is no longer in the list can't be chosen any more. Twice changes nothing.

    Without `door` an operator did it by command.
    """
    verslag = Verslag()
    bestaand = list(
        Organisatie.objects.scholen().in_gemeente(gemeente).select_for_update(of=("self",)).order_by("pk")
    )
    op_code = {s.vestigingscode: s for s in Organisatie.objects.scholen().exclude(vestigingscode="")}
    zonder_code = {s.naam.casefold(): s for s in bestaand if not s.vestigingscode}
    gezien = set()
    for school in scholen:
        gezien.add(school.vestigingscode)
        bekend = op_code.get(school.vestigingscode) or zonder_code.pop(school.naam.casefold(), None)
        if bekend is None:
            verslag.nieuw.append(_add(school, gemeente))
        else:
            _update(bekend, school, gemeente, verslag)
    for bekend in bestaand:
        if bekend.vestigingscode and bekend.vestigingscode not in gezien and not bekend.opgeheven:
            bekend.opgeheven = True
            save_checked(bekend)
            verslag.opgeheven.append(bekend.naam)
    _record(gemeente, verslag, door)
    return verslag


def _add(school: School, gemeente: Gemeente) -> str:
    nieuw = Organisatie(
        soort=Organisatie.Soort.SCHOOL,
        naam=_free_name(school),
        vestigingscode=school.vestigingscode,
        **{feit: getattr(school, feit) for feit in _FEITEN},
    )
    save_checked(nieuw)
    nieuw.gemeenten.add(gemeente)
    return nieuw.naam


def _free_name(school: School) -> str:
    """There is a De Regenboog in many a town; the second is told apart by its place and its code."""
    bezet = Organisatie.objects.scholen().exclude(vestigingscode=school.vestigingscode)
    if not bezet.filter(naam=school.naam).exists():
        return school.naam
    return f"{school.naam[:70]} ({school.plaats[:30]}, {school.vestigingscode})"


def _update(bekend: Organisatie, school: School, gemeente: Gemeente, verslag: Verslag) -> None:
    """The name too, unless it is the one that tells two schools apart."""
    wordt = {feit: getattr(school, feit) for feit in _FEITEN} | {
        "vestigingscode": school.vestigingscode,
        "opgeheven": False,
        "naam": bekend.naam if bekend.naam.startswith(f"{school.naam[:70]} (") else _free_name(school),
    }
    anders = [veld for veld, waarde in wordt.items() if getattr(bekend, veld) != waarde]
    elders = not bekend.gemeenten.filter(pk=gemeente.pk).exists()
    if elders:
        bekend.gemeenten.add(gemeente)
    if not anders and not elders:
        verslag.ongewijzigd += 1
        return
    for veld in anders:
        setattr(bekend, veld, wordt[veld])
    save_checked(bekend)
    verslag.gewijzigd.append(bekend.naam)


def _record(gemeente: Gemeente, verslag: Verslag, door: Gebruiker | None) -> None:
    details = {
        "nieuw": len(verslag.nieuw),
        "gewijzigd": len(verslag.gewijzigd),
        "opgeheven": len(verslag.opgeheven),
    }
    if door is not None:
        record(handeling=Handeling.SCHOOL_IMPORT, door=door, object=gemeente, **details)
    else:
        record_system(
            handeling=Handeling.SCHOOL_IMPORT,
            proces="scholen inlezen",
            gemeente_code=gemeente.code,
            object=gemeente,
            **details,
        )
