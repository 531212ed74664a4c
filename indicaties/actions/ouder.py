from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind, Ouder, Oudergegevens, Ouderschap
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def add_ouder(
    *,
    kind: Kind,
    gegevens: Oudergegevens,
    relatie: str,
    gezag: str = Ouderschap.Gezag.UNKNOWN,
    belt_eerst: bool = False,
    door: Gebruiker,
    op: date,
) -> Ouderschap:
    """Write down a parent or carer of the child; who is called first until now, is so no longer."""
    ouder = Ouder(gemeente=kind.gemeente, organisatie=door.organisatie, **asdict(gegevens))
    save_checked(ouder)
    return _link(kind, ouder, relatie, gezag, belt_eerst, door, op)


@transaction.atomic
def link_ouder(
    *, kind: Kind, ouder: Ouder, relatie: str, gezag: str, door: Gebruiker, op: date
) -> Ouderschap:
    """Somebody who is written down as a parent of a brother or sister is one of this child too."""
    if ouder.gemeente_id != kind.gemeente_id:
        raise ValidationError("Deze ouder hoort bij een kind van een andere gemeente.")
    return _link(kind, ouder, relatie, gezag, False, door, op)


def _link(
    kind: Kind, ouder: Ouder, relatie: str, gezag: str, belt_eerst: bool, door: Gebruiker, op: date
) -> Ouderschap:
    _lock(kind)
    eerste = not kind.ouderschappen.current().exists()
    if belt_eerst:
        _nobody_first(kind)
    ouderschap = Ouderschap(
        kind=kind,
        ouder=ouder,
        relatie=relatie,
        gezag=gezag,
        belt_eerst=belt_eerst or eerste,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(ouderschap)
    record(
        handeling=Handeling.OUDER_ADD,
        door=door,
        object=ouderschap,
        kind=kind.pseudoniem,
        relatie=relatie,
        gezag=gezag,
    )
    return ouderschap


def _lock(kind: Kind) -> None:
    Kind.objects.select_for_update(no_key=True).get(pk=kind.pk)


def _nobody_first(kind: Kind) -> None:
    kind.ouderschappen.current().filter(belt_eerst=True).update(belt_eerst=False)


@transaction.atomic
def change_ouder(
    *,
    ouderschap: Ouderschap,
    gegevens: Oudergegevens,
    relatie: str,
    gezag: str,
    belt_eerst: bool,
    door: Gebruiker,
) -> list[str]:
    """Put right who the parent is and what it is to the child; the record tells which fields, not what stood there."""
    _lock(ouderschap.kind)
    ouderschap = _current(ouderschap)
    eigen = {"relatie": relatie, "gezag": gezag, "belt_eerst": belt_eerst}
    if belt_eerst and not ouderschap.belt_eerst:
        _nobody_first(ouderschap.kind)
    gewijzigd = [
        veld
        for rij, velden in ((ouderschap.ouder, asdict(gegevens)), (ouderschap, eigen))
        for veld in _put(rij, velden)
    ]
    if gewijzigd:
        record(
            handeling=Handeling.OUDER_CHANGE,
            door=door,
            object=ouderschap,
            kind=ouderschap.kind.pseudoniem,
            velden=gewijzigd,
        )
    return gewijzigd


def _put(rij: Ouder | Ouderschap, velden: dict[str, object]) -> list[str]:
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, velden[veld])
    if gewijzigd:
        save_checked(rij)
    return gewijzigd


def _current(ouderschap: Ouderschap) -> Ouderschap:
    rijen = Ouderschap.objects.select_related("ouder", "kind").select_for_update(of=("self",))
    ouderschap = rijen.get(pk=ouderschap.pk)
    if ouderschap.beeindigd_op is not None:
        raise ValidationError("Deze ouder hoort niet meer bij dit kind. Leg de ouder opnieuw vast.")
    return ouderschap


@transaction.atomic
def end_ouderschap(*, ouderschap: Ouderschap, door: Gebruiker, op: date) -> Ouderschap:
    """From now on somebody is no parent or carer of the child any more; that it was stays until the term ends."""
    _lock(ouderschap.kind)
    ouderschap = _current(ouderschap)
    ouderschap.beeindigd_op, ouderschap.beeindigd_door, ouderschap.belt_eerst = op, door, False
    save_checked(ouderschap)
    record(handeling=Handeling.OUDER_END, door=door, object=ouderschap, kind=ouderschap.kind.pseudoniem)
    return ouderschap
