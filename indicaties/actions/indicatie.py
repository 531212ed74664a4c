from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.traject import open_traject
from indicaties.actions.vertrek import record_vertrek_of
from indicaties.handelingen import Handeling
from indicaties.models import Criterium, Indicatie, Kind, Traject
from indicaties.wijzigingen import announce_wijziging
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def grant_indicatie(
    *,
    kind: Kind,
    soort: str,
    criteria: Collection[Criterium],
    geldig_van: date,
    geldig_tot_en_met: date,
    door: Gebruiker,
    op: date,
) -> Indicatie:
    _check_criteria(criteria, kind, soort)
    if door.organisatie is None:
        raise ValidationError(
            "Alleen een organisatie, zoals het consultatiebureau, kan een indicatie afgeven."
        )
    indicatie = Indicatie(
        kind=kind,
        soort=soort,
        geldig_van=geldig_van,
        geldig_tot_en_met=geldig_tot_en_met,
        afgegeven_op=op,
        afgegeven_door=door,
        organisatie=door.organisatie,
    )
    open_traject(kind=kind, aanleiding=Traject.Aanleiding.INDICATIE, door=door, op=op)
    save_checked(indicatie)
    indicatie.criteria.set(criteria)
    _record_indicatie(Handeling.INDICATIE_GRANT, indicatie, door)
    return indicatie


def _check_criteria(criteria: Collection[Criterium], kind: Kind, soort: str) -> None:
    if not criteria:
        raise ValidationError("Kies ten minste één grond voor de indicatie.")
    for criterium in criteria:
        if criterium.gemeente_id != kind.gemeente_id or criterium.soort != soort:
            raise ValidationError(f"De grond ‘{criterium}’ hoort niet bij deze soort indicatie.")
        if criterium.is_herkomst and kind.herkomst_bezwaar_op is not None:
            raise ValidationError(
                f"De ouders maakten bezwaar tegen het gebruik van ‘{criterium}’. Kies een andere grond."
            )


@transaction.atomic
def withdraw_indicatie(*, indicatie: Indicatie, reden: str, door: Gebruiker, op: date) -> Indicatie:
    """Take the decision back for all its days. It stays on record; only its withdrawal is added.

    Of a child that moved or died this day is also the last one in the municipality, unless it is known better.
    """
    indicatie = _withdraw(indicatie, reden, door, op)
    record_vertrek_of(indicatie, reden, laatste_dag=op, door=door, op=op)
    return indicatie


def _withdraw(indicatie: Indicatie, reden: str, door: Gebruiker, op: date) -> Indicatie:
    indicatie = Indicatie.objects.select_for_update().get(pk=indicatie.pk)
    if indicatie.ingetrokken_op is not None:
        raise ValidationError(f"Deze indicatie is al ingetrokken op {datum(indicatie.ingetrokken_op)}.")
    indicatie.ingetrokken_op = op
    indicatie.ingetrokken_door = door
    indicatie.reden_intrekking = reden
    save_checked(indicatie)
    _record_indicatie(Handeling.INDICATIE_WITHDRAW, indicatie, door, reden=reden)
    return indicatie


@transaction.atomic
def shorten_indicatie(
    *, indicatie: Indicatie, laatste_dag: date, reden: str, door: Gebruiker, op: date
) -> Indicatie:
    """Let an indicatie end earlier: the old decision is withdrawn and a shorter one takes its place.

    Of a child that moved or died its last day is also the last one in the municipality, unless it is known better.
    """
    if not indicatie.geldig_van <= laatste_dag < indicatie.geldig_tot_en_met:
        raise ValidationError(
            f"{datum(laatste_dag)} ligt niet tussen {datum(indicatie.geldig_van)} en "
            f"{datum(indicatie.geldig_tot_en_met)}. Kies een laatste dag binnen de indicatie."
        )
    criteria = list(indicatie.criteria.all())
    _withdraw(indicatie, reden, door, op)
    korter = Indicatie(
        kind=indicatie.kind,
        soort=indicatie.soort,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=laatste_dag,
        afgegeven_op=op,
        afgegeven_door=door,
        organisatie=indicatie.organisatie,
    )
    save_checked(korter)
    korter.criteria.set(criteria)
    _record_indicatie(Handeling.INDICATIE_GRANT, korter, door, vervangt=indicatie.pk)
    record_vertrek_of(korter, reden, laatste_dag=laatste_dag, door=door, op=op)
    return korter


def _record_indicatie(handeling: Handeling, indicatie: Indicatie, door: Gebruiker, **details: Any) -> None:
    announce_wijziging(indicatie.kind)
    record(
        handeling=handeling,
        door=door,
        object=indicatie,
        kind=indicatie.kind.pseudoniem,
        soort=indicatie.soort,
        geldig_van=indicatie.geldig_van,
        geldig_tot_en_met=indicatie.geldig_tot_en_met,
        **details,
    )
