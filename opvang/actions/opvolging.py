"""A location goes on under another holder, another number or as part of another, from a day.

What was placed and declared before that day stays with the old row; the children go on at the new one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from indicaties.models import Toeleiding
from indicaties.wijzigingen import announce_gemeente
from lib.periode import day_before
from opvang.handelingen import Handeling
from opvang.indeling.actions import move_indelingen
from opvang.models import (
    Declaratieregel,
    Groep,
    Locatieprogramma,
    Plaatsing,
    PlaatsingQuerySet,
    Urendeclaratie,
)
from organisaties.actions import end_rol
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik

Status = Urendeclaratie.Status


@transaction.atomic
def succeed_locatie(*, van: Locatie, naar: Locatie, per: date, door: Gebruiker, op: date) -> int:
    """The children of `van` go on at `naar`, which may be new, from `per`; gives how many placements. `van` ends.

    Who answers sees no children: this works in the rows of the municipality and tells numbers only.
    """
    with rijbereik(Rijbereik(door.gemeente.pk)):
        # First the placements, then the locations: who changes a placement takes them in this order too.
        list(_from(van, per).select_for_update(of=("self",)))
        Locatie.objects.select_for_update().filter(pk__in=(van.pk, naar.pk)).order_by("pk").count()
        check_opvolging(van=van, naar=naar, per=per, op=op)
        _end(van, naar, per)
        verhuisd = _move_all(van, naar, per, door, op)
        _move_inrichting(van, naar, per, door, op)
        move_indelingen(van=van, naar=naar, per=per, door=door, op=op)
        rollen = _move_rollen(van, naar, door, op)
        record(
            handeling=Handeling.LOCATIE_SUCCEED,
            door=door,
            object=van,
            naar=naar.pk,
            per=per,
            van_houder=van.houder_id,
            naar_houder=naar.houder_id,
            plaatsingen=verhuisd,
            rollen=rollen,
        )
        announce_gemeente(van.gemeente)
    return verhuisd


def check_opvolging(*, van: Locatie, naar: Locatie, per: date, op: date) -> None:
    """ValidationError with what must be done first."""
    if per > op:
        raise ValidationError(f"{per:%d-%m-%Y} is nog niet geweest. Beantwoord de vraag op of na die dag.")
    if van.opgevolgd_per is not None:
        raise ValidationError(
            f"Locatie {van} gaat al vanaf {van.opgevolgd_per:%d-%m-%Y} verder als een andere."
        )
    if van.begint_per is not None and per <= van.begint_per:
        raise ValidationError(
            f"Locatie {van} is pas vanaf {van.begint_per:%d-%m-%Y} van {van.houder}. Kies een dag daarna."
        )
    if naar.opgevolgd_per is not None or naar.gemeente_id != van.gemeente_id or naar.pk == van.pk:
        raise ValidationError(f"Locatie {naar} kan de kinderen niet overnemen. Kies een andere locatie.")
    if naar.houder_id != van.houder_id:
        _refuse_declared(van, per)
    if naar.pk is not None:
        _refuse_double(van, naar, per)


@dataclass(frozen=True)
class Gevolgen:
    """Of answering with yes, in numbers."""

    plaatsingen: int
    rollen: int


def gevolgen_of(van: Locatie, *, per: date, op: date) -> Gevolgen:
    with rijbereik(Rijbereik(van.gemeente_id)):
        plaatsingen = _from(van, per).count()
    return Gevolgen(plaatsingen, Toekenning.objects.not_over(op).filter(locatie=van).count())


def _from(locatie: Locatie, per: date) -> PlaatsingQuerySet:
    """The placements that run on or after this day, the stays together, in order of time."""
    loopt = Q(einddatum=None) | Q(einddatum__gte=per)
    return Plaatsing.objects.in_force().filter(loopt, locatie=locatie).order_by("startdatum", "pk")


def _refuse_declared(van: Locatie, per: date) -> None:
    """Hours that the old holder declared over days that would be those of the new one."""
    regels = Declaratieregel.objects.filter(plaatsing__locatie=van).exclude(declaratie__status=Status.DRAFT)
    in_de_weg = regels.filter(
        Q(
            declaratie__status__in=(Status.SUBMITTED, Status.ACCEPTED),
            uren_honderdsten__gt=0,
            tot_en_met__gte=per,
        )
        | Q(plaatsing__startdatum__gte=per, plaatsing__vervallen_op=None)
    ).select_related("declaratie__houder")
    laatste = max(in_de_weg, key=lambda regel: regel.declaratie.periode.tot_en_met, default=None)
    if laatste is None:
        return
    vrij = laatste.declaratie.periode.tot_en_met + timedelta(days=1)
    terug = (
        " Of stuur de declaratie eerst terug, dan kan de houder haar daarna corrigeren."
        if laatste.declaratie.status == Status.SUBMITTED
        else ""
    )
    raise ValidationError(
        f"{laatste.declaratie.houder} heeft op {van} al uren gedeclareerd over dagen vanaf {per:%d-%m-%Y}. Kies een dag"
        f" vanaf {vrij:%d-%m-%Y}.{terug}"
    )


def _refuse_double(van: Locatie, naar: Locatie, per: date) -> None:
    """A merger of two locations where a child has a place at both."""
    daar = (
        Plaatsing.objects.in_force()
        .filter(kind=OuterRef("kind"), locatie=naar)
        .filter(Q(einddatum=None) | Q(einddatum__gte=per))
    )
    dubbel = _from(van, per).filter(Exists(daar)).values("kind").distinct().count()
    if dubbel:
        raise ValidationError(
            f"{dubbel} {'kind heeft' if dubbel == 1 else 'kinderen hebben'} vanaf {per:%d-%m-%Y} ook al een plaats op {naar}."
            f" Laat {van.houder} eerst een van beide plaatsingen beëindigen."
        )


def _move_all(van: Locatie, naar: Locatie, per: date, door: Gebruiker, op: date) -> int:
    per_verblijf: dict[int, list[Plaatsing]] = defaultdict(list)
    for rij in _from(van, per).select_related("kind", "locatie"):
        per_verblijf[rij.verblijf].append(rij)
    andere_houder = naar.houder_id != van.houder_id
    if andere_houder:
        _drop_lines(van, per)
    for verblijf, rijen in per_verblijf.items():
        nieuw = [_move(rij, naar, per, andere_houder, door, op) for rij in rijen]
        if andere_houder:
            _part(verblijf, nieuw)
    return sum(len(rijen) for rijen in per_verblijf.values())


def _drop_lines(van: Locatie, per: date) -> None:
    """Lines of a draft of the old holder about children that come only after that day."""
    Declaratieregel.objects.filter(
        declaratie__status=Status.DRAFT, plaatsing__locatie=van, plaatsing__startdatum__gte=per
    ).delete()


def _move(
    rij: Plaatsing, naar: Locatie, per: date, andere_houder: bool, door: Gebruiker, op: date
) -> Plaatsing:
    pseudoniem = rij.kind.pseudoniem
    if rij.startdatum >= per:
        rij.locatie = naar
        rij.vastgelegd_op, rij.vastgelegd_door, rij.reden_herstel = (
            op,
            door,
            Plaatsing.RedenHerstel.KNOWN_LATER,
        )
        save_checked(rij)
        record(
            handeling=Handeling.PLAATSING_CORRECT,
            door=door,
            object=rij,
            kind=pseudoniem,
            velden=["locatie_id"],
        )
        return rij
    einddatum, verblijf = rij.einddatum, rij.verblijf
    rij.einddatum = day_before(per)
    save_checked(rij)
    record(
        handeling=Handeling.PLAATSING_END,
        door=door,
        object=rij,
        kind=pseudoniem,
        einddatum=rij.einddatum,
        vorige=einddatum,
    )
    nieuw = Plaatsing.objects.get(pk=rij.pk)
    nieuw.pk, nieuw._state.adding = None, True
    nieuw.locatie, nieuw.startdatum, nieuw.einddatum = naar, per, einddatum
    nieuw.eerste_id = None if andere_houder else verblijf
    nieuw.vastgelegd_op, nieuw.vastgelegd_door, nieuw.reden_herstel = op, door, ""
    save_checked(nieuw)
    record(
        handeling=Handeling.PLAATSING_CREATE,
        door=door,
        object=nieuw,
        kind=pseudoniem,
        locatie=naar.lrk_nummer,
        startdatum=per,
        einddatum=einddatum,
    )
    return nieuw


def _part(verblijf: int, nieuw: list[Plaatsing]) -> None:
    """A stay is of one holder: what moved is one by itself, and what stays too."""
    _chain(nieuw)
    if any(rij.pk == verblijf for rij in nieuw):
        verhuisd = {rij.pk for rij in nieuw}
        rest = Plaatsing.objects.of_verblijf([verblijf]).in_force().exclude(pk__in=verhuisd)
        _chain(rest.order_by("startdatum"))


def _chain(rijen: Iterable[Plaatsing]) -> None:
    eerste: Plaatsing | None = None
    for rij in rijen:
        Plaatsing.objects.filter(pk=rij.pk).exclude(eerste=eerste).update(eerste=eerste)
        eerste = eerste or rij


def _end(van: Locatie, naar: Locatie, per: date) -> None:
    """The old row first: of one number there can be only one that is current."""
    van.opgevolgd_per = per
    if van.uitgeschreven:
        van.uitgeschreven_per = per
    save_checked(van)
    if naar.pk is None:
        save_checked(naar)
    van.opgevolgd_door = naar
    save_checked(van)


def _move_inrichting(van: Locatie, naar: Locatie, per: date, door: Gebruiker, op: date) -> None:
    """Groups and programme go on as they were; an open referral too, when it was to the same holder."""
    rijen: list[Groep | Locatieprogramma] = [
        *Groep.objects.filter(locatie=van).order_by("van"),
        *Locatieprogramma.objects.filter(locatie=van).order_by("van"),
    ]
    eigen_programma = Locatieprogramma.objects.filter(locatie=naar).exists()
    for rij in rijen:
        if rij.tot_en_met is not None and rij.tot_en_met < per:
            continue
        if isinstance(rij, Locatieprogramma) and eigen_programma:
            continue
        if rij.van < per:
            laatste = rij.tot_en_met
            rij.tot_en_met = day_before(per)
            save_checked(rij)
            rij.pk, rij._state.adding = None, True
            rij.van, rij.tot_en_met = per, laatste
        rij.locatie, rij.vastgelegd_op, rij.vastgelegd_door = naar, op, door
        save_checked(rij)
    if naar.houder_id == van.houder_id:
        Toeleiding.objects.open().filter(locatie=van).update(locatie=naar)


def _move_rollen(van: Locatie, naar: Locatie, door: Gebruiker, op: date) -> list[int]:
    """A role over the location goes along with the same holder; under another holder it ends today."""
    rollen = list(Toekenning.objects.not_over(op).filter(locatie=van).select_related("gebruiker"))
    for rol in rollen:
        if naar.houder_id != van.houder_id:
            end_rol(toekenning=rol, door=door, dag=op)
        else:
            rol.locatie = naar
            save_checked(rol)
    return [rol.pk for rol in rollen if rol.pk is not None]
