"""Putting a placement right: agreements from any day, the first included; its start; or all of it, a mistake.

The row tells what we know now; the database keeps what we knew before (Plaatsingsversie).
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.wijzigingen import announce_wijziging
from lib.periode import day_before
from opvang.actions.plaatsing import (
    Afspraken,
    bewijs_van,
    check_kind,
    check_locatie,
    end_plaatsing,
    locked,
    new_plaatsing,
)
from opvang.handelingen import Handeling
from opvang.klassen import check_klasse
from opvang.models import Plaatsing
from opvang.vragen import check_minimaregel
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# What changes together: the class rests on the proof.
VELDEN: tuple[tuple[str, ...], ...] = (
    ("locatie_id",),
    ("uren_per_week_honderdsten",),
    ("dagen_per_week",),
    ("kot",),
    ("bijdrageklasse", "bewijs", "bewijs_jaar", "bewijs_gezien_op", "bewijs_gezien_door_id"),
    ("kindrang",),
    ("uurprijs_centen",),
    ("minimaregel",),
    ("huishouden",),
)


@transaction.atomic
def change_afspraken(
    *,
    plaatsing: Plaatsing,
    afspraken: Afspraken,
    vanaf: date,
    door: Gebruiker,
    op: date,
    reden: str = "",
) -> Plaatsing:
    """From a day on other agreements hold; gives the placement that holds them.

    From the first day of the placement they take the place of what was there; from a later day the placement ends
    the day before and the next one begins. What changed goes on into the agreements after it, up to where these
    chose otherwise.
    """
    plaatsing = locked(plaatsing)
    _refuse_outside(plaatsing, vanaf)
    check_locatie(afspraken.locatie, door, blijft=plaatsing.locatie_id)
    check_klasse(afspraken.bijdrageklasse, plaatsing.kind.gemeente, vanaf)
    check_minimaregel(afspraken, plaatsing.kind.gemeente, vanaf)
    was = _values(plaatsing)
    if vanaf == plaatsing.startdatum:
        wordt = _rewrite(plaatsing, _new_values(plaatsing, afspraken, door, op), reden, door, op)
    else:
        einddatum = plaatsing.einddatum
        end_plaatsing(plaatsing=plaatsing, einddatum=day_before(vanaf), door=door)
        wordt = new_plaatsing(plaatsing.kind, afspraken, vanaf, einddatum, door, op, vorige=plaatsing)
    _carry_on(wordt, was, reden, door, op)
    return wordt


@transaction.atomic
def move_start(*, plaatsing: Plaatsing, startdatum: date, reden: str, door: Gebruiker, op: date) -> Plaatsing:
    """The child began on another day than was written down."""
    plaatsing = locked(plaatsing)
    if plaatsing.eerste_id is not None:
        raise ValidationError(
            f"Deze afspraken volgen op eerdere afspraken en gaan in op {plaatsing.startdatum:%d-%m-%Y}. "
            "Herstel de begindatum bij de eerste afspraken van dit kind op deze locatie."
        )
    check_kind(plaatsing.kind, startdatum, door, op)
    return _rewrite(plaatsing, {"startdatum": startdatum}, reden, door, op)


@transaction.atomic
def void_plaatsing(*, plaatsing: Plaatsing, reden: str, door: Gebruiker, op: date) -> None:
    """The placement was a mistake, such as one of another child: it and the agreements after it never counted."""
    plaatsing = locked(plaatsing)
    verblijf = Plaatsing.objects.of_verblijf([plaatsing.verblijf]).in_force().select_for_update()
    for rij in verblijf:
        rij.vervallen_op, rij.vervallen_door, rij.reden_herstel = op, door, reden
        save_checked(rij)
        record(handeling=Handeling.PLAATSING_VOID, door=door, object=rij, kind=plaatsing.kind.pseudoniem)
    announce_wijziging(plaatsing.kind)


def _refuse_outside(plaatsing: Plaatsing, vanaf: date) -> None:
    if vanaf < plaatsing.startdatum:
        raise ValidationError(
            f"De plaatsing begint op {plaatsing.startdatum:%d-%m-%Y}; u vulde {vanaf:%d-%m-%Y} in. "
            "Klopt de begindatum niet? Herstel dan eerst de begindatum."
        )
    if plaatsing.einddatum is not None and vanaf > plaatsing.einddatum:
        raise ValidationError(
            f"De plaatsing is op {plaatsing.einddatum:%d-%m-%Y} al geëindigd. Plaats het kind opnieuw."
        )


def _rewrite(
    plaatsing: Plaatsing, waarden: dict[str, Any], reden: str, door: Gebruiker, op: date
) -> Plaatsing:
    gewijzigd = [veld for veld, waarde in waarden.items() if getattr(plaatsing, veld) != waarde]
    if not gewijzigd:
        return plaatsing
    for veld in gewijzigd:
        setattr(plaatsing, veld, waarden[veld])
    plaatsing.vastgelegd_op, plaatsing.vastgelegd_door, plaatsing.reden_herstel = op, door, reden
    save_checked(plaatsing)
    record(
        handeling=Handeling.PLAATSING_CORRECT,
        door=door,
        object=plaatsing,
        kind=plaatsing.kind.pseudoniem,
        velden=gewijzigd,
    )
    announce_wijziging(plaatsing.kind)
    return plaatsing


def _values(plaatsing: Plaatsing) -> dict[str, Any]:
    return {veld: getattr(plaatsing, veld) for groep in VELDEN for veld in groep}


def _new_values(plaatsing: Plaatsing, afspraken: Afspraken, door: Gebruiker, op: date) -> dict[str, Any]:
    geen_bewijs = {"bewijs": "", "bewijs_jaar": None, "bewijs_gezien_op": None, "bewijs_gezien_door": None}
    bewijs = geen_bewijs | bewijs_van(afspraken, door, op, plaatsing)
    gezien_door = bewijs.pop("bewijs_gezien_door")
    return {
        "locatie_id": afspraken.locatie.pk,
        "uren_per_week_honderdsten": afspraken.uren_per_week,
        "dagen_per_week": afspraken.dagen_per_week,
        "kot": afspraken.kot,
        "bijdrageklasse": afspraken.bijdrageklasse,
        **bewijs,
        "bewijs_gezien_door_id": gezien_door.pk if gezien_door else None,
        "kindrang": afspraken.kindrang,
        "uurprijs_centen": afspraken.uurprijs_centen,
        "minimaregel": afspraken.minimaregel,
        "huishouden": afspraken.huishouden,
    }


def _carry_on(wordt: Plaatsing, was: dict[str, Any], reden: str, door: Gebruiker, op: date) -> None:
    """Into the later agreements of the same stay, per group of fields, until one that had chosen otherwise."""
    nieuw = _values(wordt)
    open_groepen = [groep for groep in VELDEN if any(nieuw[veld] != was[veld] for veld in groep)]
    later = Plaatsing.objects.of_verblijf([wordt.verblijf]).in_force().filter(startdatum__gt=wordt.startdatum)
    for rij in later.select_related("kind", "locatie").order_by("startdatum").select_for_update(of=("self",)):
        open_groepen = [
            groep for groep in open_groepen if all(getattr(rij, veld) == was[veld] for veld in groep)
        ]
        _rewrite(rij, {veld: nieuw[veld] for groep in open_groepen for veld in groep}, reden, door, op)
