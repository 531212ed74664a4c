"""Answering what the register asks: doing it from a day, or leaving it as it is."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicaties.wijzigingen import announce_gemeente
from lib.periode import day_before
from opvang.actions.lrk import Houders
from opvang.actions.opvolging import succeed_locatie
from opvang.handelingen import Handeling
from opvang.models import LrkVraag
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked

Soort, Status = LrkVraag.Soort, LrkVraag.Status


@transaction.atomic
def apply_lrkvraag(*, vraag: LrkVraag, ingangsdatum: date, door: Gebruiker, op: datetime) -> LrkVraag:
    """Do what the register says, from this day on; ValidationError with what must be done first."""
    vraag, vandaag = _locked(vraag, door), timezone.localdate(op)
    if ingangsdatum > vandaag:
        raise ValidationError(
            f"{ingangsdatum:%d-%m-%Y} is nog niet geweest. Beantwoord de vraag op of na die dag."
        )
    locatie = vraag.locatie
    if vraag.soort in (Soort.HOUDER, Soort.OPVOLGER):
        naar = vraag.naar if vraag.soort == Soort.OPVOLGER else None
        succeed_locatie(
            van=locatie,
            naar=naar or _under_new_holder(vraag, ingangsdatum),
            per=ingangsdatum,
            door=door,
            op=vandaag,
        )
    elif vraag.soort == Soort.GESLOTEN:
        locatie.uitgeschreven, locatie.uitgeschreven_per = True, ingangsdatum
        _save(locatie)
    else:
        _lose_ve(locatie, ingangsdatum)
    return _decide(vraag, Status.APPLIED, Handeling.LRKVRAAG_APPLY, door, op, ingangsdatum)


@transaction.atomic
def reject_lrkvraag(*, vraag: LrkVraag, door: Gebruiker, op: datetime) -> LrkVraag:
    """Leave it as it is here; the register may go on saying so without asking again."""
    vraag = _locked(vraag, door)
    return _decide(vraag, Status.REJECTED, Handeling.LRKVRAAG_REJECT, door, op, None)


def _locked(vraag: LrkVraag, door: Gebruiker) -> LrkVraag:
    actueel = (
        LrkVraag.objects.for_gebruiker(door)
        .select_for_update(of=("self", "locatie"))
        .select_related("locatie__gemeente", "locatie__houder")
        .get(pk=vraag.pk)
    )
    if not actueel.is_open:
        raise ValidationError(f"Deze vraag is al beantwoord: {actueel.get_status_display().lower()}.")
    return actueel


def _decide(
    vraag: LrkVraag,
    status: LrkVraag.Status,
    handeling: Handeling,
    door: Gebruiker,
    op: datetime,
    ingangsdatum: date | None,
) -> LrkVraag:
    vraag.status, vraag.beslist_op, vraag.beslist_door = status, op, door
    vraag.ingangsdatum = ingangsdatum
    save_checked(vraag)
    record(
        handeling=handeling,
        door=door,
        object=vraag,
        soort=vraag.soort,
        locatie=vraag.locatie.lrk_nummer,
        vanaf=ingangsdatum,
    )
    return vraag


def _under_new_holder(vraag: LrkVraag, per: date) -> Locatie:
    """The same location as a row of its own under the holder of the register; saved by who ends the old row."""
    oud = vraag.locatie
    houder = Houders().of(vraag.houder_naam, vraag.kvk_nummer, oud.gemeente)
    if houder.pk == oud.houder_id:
        raise ValidationError(f"{oud} is al van {houder}. Wijs deze vraag af.")
    nieuw = Locatie.objects.get(pk=oud.pk)
    nieuw.pk, nieuw._state.adding = None, True
    nieuw.houder, nieuw.begint_per = houder, per
    return nieuw


def _lose_ve(locatie: Locatie, per: date) -> None:
    if locatie.ve_geregistreerd:
        raise ValidationError(f"{locatie} staat weer met VE in het LRK. Wijs deze vraag af.")
    if locatie.ve_vanaf is not None and per <= locatie.ve_vanaf:
        raise ValidationError(f"{locatie} heeft VE vanaf {locatie.ve_vanaf:%d-%m-%Y}. Kies een dag daarna.")
    locatie.ve_tot_en_met = day_before(per)
    _save(locatie)


def _save(locatie: Locatie) -> None:
    save_checked(locatie)
    announce_gemeente(locatie.gemeente)
