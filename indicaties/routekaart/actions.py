"""What people do with a case: who sees to what by when, contact, notes, own tasks, and giving it to a colleague.

The record names the child by pseudoniem; what was written about a family is in no line of it.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.signaal import answer_signalen
from indicaties.berichten import tell_all_given, tell_given
from indicaties.handelingen import Handeling
from indicaties.models import Behandelaarwissel, Contactmoment, Signaal, Traject, Trajectnotitie, Trajecttaak
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import RECHTEN, Recht

# Roles that lead families to a place.
ROLLEN = frozenset(rol for rol, rechten in RECHTEN.items() if Recht.TOELEIDING_MANAGE in rechten)


@transaction.atomic
def plan_step(
    *,
    traject: Traject,
    volgende_stap: str,
    uiterlijk: date | None,
    behandelaar: Gebruiker | None,
    aan_zet: str,
    door: Gebruiker,
    op: date,
) -> Traject:
    """Who does what before which day; a side when it is nobody by name."""
    traject = _open(traject)
    if uiterlijk is not None and uiterlijk < op:
        raise ValidationError(f"{datum(uiterlijk)} is al voorbij. Kies vandaag of een latere dag.")
    if behandelaar is not None:
        _refuse_stranger(behandelaar, traject, op)
    traject.volgende_stap, traject.uiterlijk = volgende_stap.strip(), uiterlijk
    traject.behandelaar, traject.aan_zet = behandelaar, aan_zet
    save_checked(traject)
    _record(Handeling.TRAJECT_PLAN, traject, door, uiterlijk=uiterlijk, aan_zet=aan_zet)
    return traject


@transaction.atomic
def discuss_traject(*, traject: Traject, besproken_op: date, door: Gebruiker, op: date) -> Traject:
    """The signal was talked over with the family."""
    traject = _open(traject)
    if not traject.geopend_op <= besproken_op <= op:
        raise ValidationError(
            f"{datum(besproken_op)} kan niet. Kies een dag van {datum(traject.geopend_op)} tot en met vandaag."
        )
    traject.besproken_op, traject.besproken_door = besproken_op, door
    save_checked(traject)
    answer_signalen(traject.kind, Signaal.Uitkomst.DISCUSSED, door=door, op=besproken_op)
    _record(Handeling.TRAJECT_DISCUSS, traject, door, besproken_op=besproken_op)
    return traject


@transaction.atomic
def add_contact(
    *, traject: Traject, soort: str, datum_contact: date, notitie: str, door: Gebruiker, op: date
) -> Contactmoment:
    traject = _open(traject)
    if datum_contact > op:
        raise ValidationError(f"{datum(datum_contact)} ligt in de toekomst. Kies vandaag of een eerdere dag.")
    contact = Contactmoment(
        traject=traject,
        soort=soort,
        datum=datum_contact,
        notitie=notitie.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(contact)
    _record(Handeling.TRAJECT_CONTACT, traject, door, soort=soort, datum=datum_contact)
    return contact


@transaction.atomic
def write_note(*, traject: Traject, tekst: str, door: Gebruiker, op: date) -> Trajectnotitie:
    notitie = Trajectnotitie(
        traject=_open(traject),
        organisatie=door.organisatie,
        tekst=tekst.strip(),
        geschreven_op=op,
        geschreven_door=door,
    )
    save_checked(notitie)
    _record(Handeling.TRAJECT_NOTE, notitie.traject, door)
    return notitie


@transaction.atomic
def make_task(
    *, traject: Traject, omschrijving: str, uiterlijk: date, door: Gebruiker, op: date
) -> Trajecttaak:
    if uiterlijk < op:
        raise ValidationError(f"{datum(uiterlijk)} is al voorbij. Kies vandaag of een latere dag.")
    taak = Trajecttaak(
        traject=_open(traject),
        organisatie=door.organisatie,
        voor=door,
        omschrijving=omschrijving.strip(),
        uiterlijk=uiterlijk,
        gemaakt_op=op,
        gemaakt_door=door,
    )
    save_checked(taak)
    _record(Handeling.TRAJECT_TASK, taak.traject, door, taak=taak.pk, uiterlijk=uiterlijk)
    return taak


@transaction.atomic
def finish_task(*, taak: Trajecttaak, door: Gebruiker, op: date) -> Trajecttaak:
    taak = Trajecttaak.objects.select_for_update(of=("self",)).select_related("traject__kind").get(pk=taak.pk)
    if taak.gedaan_op is not None:
        raise ValidationError(f"Deze taak is al op {datum(taak.gedaan_op)} afgevinkt.")
    taak.gedaan_op, taak.gedaan_door = op, door
    save_checked(taak)
    _record(Handeling.TRAJECT_DONE, taak.traject, door, taak=taak.pk)
    return taak


@transaction.atomic
def transfer_traject(
    *, traject: Traject, naar: Gebruiker, reden: str, door: Gebruiker, op: date
) -> Behandelaarwissel:
    """A colleague sees to the case from now on, and to the open tasks of who did so far."""
    wissel = _transfer(traject, naar, reden, door, op)
    tell_given(wissel.traject, naar, door, op)
    return wissel


def _transfer(traject: Traject, naar: Gebruiker, reden: str, door: Gebruiker, op: date) -> Behandelaarwissel:
    traject = _open(traject)
    _refuse_stranger(naar, traject, op)
    if traject.behandelaar == naar:
        raise ValidationError(f"{naar} heeft dit dossier al.")
    van, traject.behandelaar = traject.behandelaar, naar
    save_checked(traject)
    wissel = Behandelaarwissel(
        traject=traject, van=van, naar=naar, reden=reden, gewisseld_op=op, gewisseld_door=door
    )
    save_checked(wissel)
    if van is not None:
        # Only of the own side: a colleague of the other side would not see them.
        zelfde_kant = Trajecttaak.objects.for_gebruiker(door).open().filter(traject=traject, voor=van)
        zelfde_kant.update(voor=naar)
    _record(Handeling.TRAJECT_TRANSFER, traject, door, naar=naar.pk, reden=reden)
    return wissel


@transaction.atomic
def transfer_all(*, van: Gebruiker, naar: Gebruiker, reden: str, door: Gebruiker, op: date) -> int:
    """All open cases of one person go to a colleague, such as before a holiday; how many."""
    if van == naar:
        raise ValidationError("Kies twee verschillende mensen.")
    trajecten = Traject.objects.to_work_on_for(door).open().filter(behandelaar=van).order_by("pk")
    for traject in trajecten:
        _transfer(traject, naar, reden, door, op)
    if trajecten:
        tell_all_given(naar, door, op)
    return len(trajecten)


@transaction.atomic
def close_traject(*, traject: Traject, reden: str, toelichting: str, door: Gebruiker, op: date) -> Traject:
    traject = _open(traject)
    if reden == Traject.RedenSluiting.OTHER and not toelichting.strip():
        raise ValidationError("Schrijf bij een andere reden in een paar woorden op wat die reden is.")
    traject.gesloten_op, traject.gesloten_door = op, door
    traject.reden_sluiting, traject.reden_toelichting = reden, toelichting.strip()
    save_checked(traject)
    _record(Handeling.TRAJECT_CLOSE, traject, door, reden=reden)
    return traject


@transaction.atomic
def explain_late(*, traject: Traject, reden: str, door: Gebruiker) -> Traject:
    """Why the child started late; that counts before what the dates tell."""
    traject = _locked(traject)
    traject.reden_laat = reden
    save_checked(traject)
    _record(Handeling.TRAJECT_LATE, traject, door, reden=reden)
    return traject


def _open(traject: Traject) -> Traject:
    traject = _locked(traject)
    if traject.gesloten_op is not None:
        raise ValidationError(f"Dit dossier is op {datum(traject.gesloten_op)} gesloten.")
    return traject


def _locked(traject: Traject) -> Traject:
    return (
        Traject.objects.select_for_update(of=("self",))
        .select_related("kind", "behandelaar")
        .get(pk=traject.pk)
    )


def _refuse_stranger(persoon: Gebruiker, traject: Traject, op: date) -> None:
    rollen = Toekenning.objects.usable_on(op).filter(gebruiker=persoon, gemeente=traject.kind.gemeente_id)
    if not rollen.filter(rol__in=ROLLEN).exists():
        raise ValidationError(f"{persoon} werkt in deze gemeente niet als JGZ-medewerker of kindregisseur.")


def _record(handeling: Handeling, traject: Traject, door: Gebruiker, **details: object) -> None:
    record(handeling=handeling, door=door, object=traject, kind=traject.kind.pseudoniem, **details)
