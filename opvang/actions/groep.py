from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lib.periode import day_before
from lib.weergave import datum
from opvang.eigen import check_own
from opvang.handelingen import Handeling
from opvang.models import Groep
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked


@transaction.atomic
def add_groep(
    *,
    locatie: Locatie,
    naam: str,
    plaatsen: int,
    ve: bool,
    dagdelen_per_week: int,
    van: date,
    tot_en_met: date | None,
    door: Gebruiker,
    op: date,
    half: bool = False,
) -> Groep:
    check_own(locatie, door)
    # Two that begin a group of one name at once: the second sees the first.
    Locatie.objects.select_for_update(no_key=True).get(pk=locatie.pk)
    groep = Groep(
        locatie=locatie,
        naam=naam,
        plaatsen=plaatsen,
        ve=ve,
        half=half,
        dagdelen_per_week=dagdelen_per_week,
        van=van,
        tot_en_met=tot_en_met,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(groep)
    _record(Handeling.GROEP_ADD, groep, door)
    return groep


@transaction.atomic
def change_groep(
    *,
    groep: Groep,
    plaatsen: int,
    ve: bool,
    dagdelen_per_week: int,
    vanaf: date,
    door: Gebruiker,
    op: date,
    half: bool = False,
) -> Groep:
    """From a day on it has other places: this row ends the day before; from its own first day it was a mistake."""
    groep = _locked(groep, door)
    _refuse_outside(groep, vanaf)
    if vanaf == groep.van:
        groep.plaatsen, groep.ve, groep.half, groep.dagdelen_per_week = plaatsen, ve, half, dagdelen_per_week
        groep.vastgelegd_op, groep.vastgelegd_door = op, door
        save_checked(groep)
        _record(Handeling.GROEP_CHANGE, groep, door)
        return groep
    einde, groep.tot_en_met = groep.tot_en_met, day_before(vanaf)
    save_checked(groep)
    nieuw = Groep(
        locatie=groep.locatie,
        naam=groep.naam,
        plaatsen=plaatsen,
        ve=ve,
        half=half,
        dagdelen_per_week=dagdelen_per_week,
        van=vanaf,
        tot_en_met=einde,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(nieuw)
    _record(Handeling.GROEP_CHANGE, nieuw, door)
    return nieuw


@transaction.atomic
def end_groep(*, groep: Groep, laatste_dag: date, door: Gebruiker) -> Groep:
    groep = _locked(groep, door)
    groep.tot_en_met = laatste_dag
    save_checked(groep)
    _record(Handeling.GROEP_END, groep, door)
    return groep


def _locked(groep: Groep, door: Gebruiker) -> Groep:
    groep = Groep.objects.select_for_update(of=("self",)).select_related("locatie").get(pk=groep.pk)
    check_own(groep.locatie, door)
    return groep


def _refuse_outside(groep: Groep, vanaf: date) -> None:
    if vanaf < groep.van or (groep.tot_en_met is not None and vanaf > groep.tot_en_met):
        einde = f" tot en met {datum(groep.tot_en_met)}" if groep.tot_en_met else ""
        raise ValidationError(
            f"{datum(vanaf)} valt buiten de periode van deze groep: zij loopt van {datum(groep.van)}{einde}."
        )


def _record(handeling: Handeling, groep: Groep, door: Gebruiker) -> None:
    record(
        handeling=handeling,
        door=door,
        object=groep,
        locatie=groep.locatie.lrk_nummer,
        plaatsen=groep.plaatsen,
        ve=groep.ve,
        half=groep.half,
        dagdelen_per_week=groep.dagdelen_per_week,
        van=groep.van,
        tot_en_met=groep.tot_en_met,
    )
