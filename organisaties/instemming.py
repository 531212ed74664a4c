"""A role takes effect when a second person agrees; and the exception that the operator writes down."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.audit import record, record_system
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker, Gemeente, Roluitzondering, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import BEHEER_ROLLEN, Rol


def find_beheerders(gemeente: Gemeente, dag: date) -> QuerySet[Gebruiker]:
    """Who works as beheerder of the municipality on the day."""
    rollen = Toekenning.objects.usable_on(dag).filter(gemeente=gemeente, rol__in=sorted(BEHEER_ROLLEN))
    return Gebruiker.objects.filter(is_active=True, pk__in=rollen.values("gebruiker"))


def may_decide(toekenning: Toekenning, beheerder: Gebruiker) -> bool:
    """Not who gave the role, and not who gets it; the database keeps this too."""
    return beheerder.pk not in (toekenning.gegeven_door_id, toekenning.gebruiker_id)


@transaction.atomic
def agree_toekenning(*, toekenning: Toekenning, door: Gebruiker, op: datetime) -> Toekenning:
    """The role counts from today on."""
    wachtend = _locked(toekenning)
    wachtend.besloten_door = door
    _agree(wachtend, op)
    record(
        handeling=Handeling.TOEKENNING_AGREE,
        door=door,
        object=wachtend,
        gebruiker=wachtend.persoon.pk,
        rol=wachtend.rol,
        namens=wachtend.namens,
    )
    return wachtend


@transaction.atomic
def refuse_toekenning(*, toekenning: Toekenning, reden: str, door: Gebruiker, op: datetime) -> Toekenning:
    wachtend = _locked(toekenning)
    wachtend.status = Toekenning.Status.REFUSED
    wachtend.besloten_door, wachtend.besloten_op, wachtend.reden_weigering = door, op, reden
    save_checked(wachtend)
    record(
        handeling=Handeling.TOEKENNING_REFUSE,
        door=door,
        object=wachtend,
        gebruiker=wachtend.persoon.pk,
        rol=wachtend.rol,
        namens=wachtend.namens,
    )
    return wachtend


@transaction.atomic
def agree_as_operator(*, toekenning: Toekenning, namens: str, op: datetime, proces: str) -> Toekenning:
    """For a municipality whose only beheerder gave the role; ValidationError when a colleague can agree.

    `namens` is who decided, in the municipality.
    """
    wachtend = _locked(toekenning)
    beheerders = find_beheerders(wachtend.thuis, timezone.localdate(op))
    if (ander := next((b for b in beheerders if may_decide(wachtend, b)), None)) is not None:
        raise ValidationError(
            f"{wachtend.gemeente} heeft een beheerder die kan instemmen: {ander.email}. "
            "Vraag het daar; deze opdracht is voor een gemeente waar niemand anders het kan."
        )
    _agree(wachtend, op)
    record_system(
        handeling=Handeling.TOEKENNING_AGREE,
        proces=proces,
        gemeente_code=wachtend.keten,
        object=wachtend,
        gebruiker=wachtend.persoon.pk,
        rol=wachtend.rol,
        namens=wachtend.namens,
        besloten_namens=namens,
    )
    return wachtend


def _locked(toekenning: Toekenning) -> Toekenning:
    """The second of two decisions at once waits here and finds that the role waits no more."""
    wachtend = Toekenning.objects.select_for_update(of=("self",)).filter(pk=toekenning.pk).first()
    if wachtend is None:
        raise ValidationError("Deze rol is ingetrokken door wie haar gaf. U hoeft niets te doen.")
    if not wachtend.is_waiting:
        stand = wachtend.get_status_display().lower()
        raise ValidationError(f"De rol {wachtend} wacht niet op instemming: de stand is ‘{stand}’.")
    return wachtend


def _agree(wachtend: Toekenning, op: datetime) -> None:
    dag = timezone.localdate(op)
    if wachtend.geldig_tot_en_met is not None and wachtend.geldig_tot_en_met < dag:
        raise ValidationError(
            f"De laatste dag van deze rol, {wachtend.geldig_tot_en_met:%d-%m-%Y}, is al voorbij. "
            "Weiger haar, en laat haar opnieuw geven."
        )
    wachtend.status, wachtend.besloten_op = Toekenning.Status.IN_FORCE, op
    wachtend.geldig_van = max(wachtend.geldig_van, dag)
    save_checked(wachtend)


def _end(toekenning: Toekenning, dag: date, proces: str) -> None:
    nooit_geteld = toekenning.geldig_van >= dag or toekenning.is_waiting
    record_system(
        handeling=Handeling.TOEKENNING_REVOKE if nooit_geteld else Handeling.TOEKENNING_END,
        proces=proces,
        gemeente_code=toekenning.keten,
        object=toekenning,
        gebruiker=toekenning.persoon.pk,
        rol=toekenning.rol,
    )
    if nooit_geteld:
        toekenning.delete()
        return
    toekenning.geldig_tot_en_met = dag - timedelta(days=1)
    save_checked(toekenning)


@transaction.atomic
def grant_uitzondering(
    *,
    gebruiker: Gebruiker,
    gemeente: Gemeente,
    rol: Rol,
    geldig_van: date,
    geldig_tot_en_met: date,
    reden: str,
    namens: str,
    proces: str,
) -> Roluitzondering:
    """Allow `rol` beside that of functioneel beheerder for the period; `namens` is who in the municipality decided."""
    uitzondering = Roluitzondering(
        gebruiker=gebruiker,
        gemeente=gemeente,
        rol=rol,
        geldig_van=geldig_van,
        geldig_tot_en_met=geldig_tot_en_met,
        reden=reden.strip(),
        besloten_namens=namens.strip(),
    )
    save_checked(uitzondering)
    record_system(
        handeling=Handeling.ROLUITZONDERING_GRANT,
        proces=proces,
        gemeente_code=gemeente.code,
        object=uitzondering,
        gebruiker=gebruiker.pk,
        rol=str(rol),
        van=geldig_van,
        tot_en_met=geldig_tot_en_met,
        besloten_namens=uitzondering.besloten_namens,
    )
    return uitzondering


@transaction.atomic
def withdraw_uitzondering(*, uitzondering: Roluitzondering, dag: date, proces: str) -> list[Toekenning]:
    """Its last day was yesterday; the role that it allowed ends with it. Gives the roles that ended."""
    beeindigd = list(
        Toekenning.objects.not_over(dag)
        .select_for_update(of=("self",))
        .filter(gebruiker=uitzondering.gebruiker, gemeente=uitzondering.gemeente, rol=uitzondering.rol)
    )
    for toekenning in beeindigd:
        _end(toekenning, dag, proces)
    if uitzondering.geldig_van >= dag:
        uitzondering.delete()
    else:
        uitzondering.geldig_tot_en_met = min(uitzondering.geldig_tot_en_met, dag - timedelta(days=1))
        save_checked(uitzondering)
    record_system(
        handeling=Handeling.ROLUITZONDERING_WITHDRAW,
        proces=proces,
        gemeente_code=uitzondering.gemeente.code,
        gebruiker=uitzondering.gebruiker_id,
        rol=uitzondering.rol,
    )
    return beeindigd
