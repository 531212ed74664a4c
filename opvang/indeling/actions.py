"""Dividing the children of a location over its groups, and taking back what was wrong."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.models import Kind
from opvang.eigen import check_own
from opvang.indeling.handelingen import Handeling
from opvang.indeling.lezen import groepen_on
from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked


@transaction.atomic
def assign_groepen(
    *, locatie: Locatie, keuzes: Mapping[int, str], vanaf: date, door: Gebruiker, op: date
) -> int:
    """Put each child (by its id) in the group of that name from a day on; gives how many went to another group.

    Every child must have a place at the location on that day. What was recorded from the same day is replaced; from an
    earlier day it ends, from a later day it stays.
    """
    check_own(locatie, door)
    # Who divides the same location waits here, and then sees what the other did.
    Locatie.objects.select_for_update(no_key=True).get(pk=locatie.pk)
    kinderen = _placed(locatie, keuzes, vanaf)
    groepen = {groep.naam: groep for groep in groepen_on([locatie.pk], vanaf)[locatie.pk]}
    nu = _current(locatie, keuzes, vanaf)
    gewijzigd = 0
    for kind_id, naam in keuzes.items():
        if naam not in groepen:
            raise ValidationError(
                f"Op {locatie} loopt op {vanaf:%d-%m-%Y} geen groep ‘{naam}’. Kies een andere groep of een andere dag."
            )
        if (rij := nu.get(kind_id)) is None or rij.groep.naam != naam:
            if rij is not None and rij.vanaf == vanaf:
                _void(rij, door, op)
            _put(kinderen[kind_id], groepen[naam], vanaf, door, op)
            gewijzigd += 1
    return gewijzigd


@transaction.atomic
def withdraw_indeling(*, indeling: Groepsindeling, door: Gebruiker, op: date) -> None:
    """It was a mistake: what holds then is what was recorded before it."""
    check_own(indeling.groep.locatie, door)
    rij = (
        Groepsindeling.objects.select_for_update(of=("self",))
        .select_related("groep", "kind")
        .get(pk=indeling.pk)
    )
    if rij.vervallen_op is not None:
        raise ValidationError(f"Deze indeling is op {rij.vervallen_op:%d-%m-%Y} al ingetrokken.")
    _void(rij, door, op)
    record(
        handeling=Handeling.INDELING_WITHDRAW,
        door=door,
        object=rij,
        kind=rij.kind.pseudoniem,
        groep=rij.groep.naam,
        vanaf=rij.vanaf,
    )


def move_indelingen(*, van: Locatie, naar: Locatie, per: date, door: Gebruiker, op: date) -> None:
    """The children that went on at `naar` on a day are there in the group of the same name, and go to a next one as was
    planned; where it has no such group they are in none."""
    verhuisd = Plaatsing.objects.in_force().filter(locatie=naar, startdatum__gte=per).values("kind")
    oud = Groepsindeling.objects.filter(groep__locatie=van, kind__in=verhuisd).select_related("kind", "groep")
    straks = oud.current().filter(vanaf__gt=per)
    for rij in [*oud.last_on(per), *straks.order_by("vanaf", "pk")]:
        vanaf = max(per, rij.vanaf)
        groep = Groep.objects.running_on(vanaf).filter(locatie=naar, naam=rij.groep.naam).first()
        if groep is not None:
            _put(rij.kind, groep, vanaf, door, op)


def _placed(locatie: Locatie, keuzes: Mapping[int, str], vanaf: date) -> dict[int, Kind]:
    rijen = Plaatsing.objects.active_on(vanaf).filter(locatie=locatie, kind__in=keuzes).select_related("kind")
    kinderen = {rij.kind_id: rij.kind for rij in rijen}
    weg = len(keuzes) - len(kinderen)
    if weg:
        raise ValidationError(
            f"{weg} {'kind heeft' if weg == 1 else 'kinderen hebben'} op {vanaf:%d-%m-%Y} geen plaats op {locatie}. "
            "Open de indeling opnieuw."
        )
    return kinderen


def _current(locatie: Locatie, keuzes: Mapping[int, str], vanaf: date) -> dict[int, Groepsindeling]:
    rijen = Groepsindeling.objects.last_on(vanaf).filter(groep__locatie=locatie, kind__in=keuzes)
    return {rij.kind_id: rij for rij in rijen.select_related("groep")}


def _put(kind: Kind, groep: Groep, vanaf: date, door: Gebruiker, op: date) -> None:
    rij = Groepsindeling(kind=kind, groep=groep, vanaf=vanaf, vastgelegd_op=op, vastgelegd_door=door)
    save_checked(rij)
    record(
        handeling=Handeling.INDELING_SET,
        door=door,
        object=rij,
        kind=kind.pseudoniem,
        groep=groep.naam,
        vanaf=vanaf,
    )


def _void(rij: Groepsindeling, door: Gebruiker, op: date) -> None:
    rij.vervallen_op, rij.vervallen_door = op, door
    save_checked(rij)
