"""After sending: received, talked about, and how it went."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from opvang.models import Overdracht, Overdrachtvervolg
from opvang.overdracht.berichten import ONTVANGEN, TERUGGEKOPPELD, tell_houder
from opvang.overdracht.handelingen import Handeling
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# Asked two months after the child went to school; the answers are chosen, so that they can be counted.
VRAGEN = {
    "genoeg": ("Had u genoeg aan de overdracht om het kind een goede start te geven?", "ja|deels|nee"),
    "klopte": ("Klopte het beeld dat u van het kind kreeg?", "ja|deels|nee"),
    "gesprek": ("Hielp het gesprek met de kinderopvang?", "ja|deels|nee|geen gesprek"),
}
TOELICHTING = "toelichting"


@transaction.atomic
def confirm_ontvangst(*, overdracht: Overdracht, door: Gebruiker, op: date) -> Overdrachtvervolg:
    vervolg = _vervolg_of(overdracht, door)
    if vervolg.ontvangen_op is not None:
        raise ValidationError(f"De ontvangst is al bevestigd op {vervolg.ontvangen_op:%d-%m-%Y}.")
    vervolg.ontvangen_op, vervolg.ontvangen_door = op, door
    save_checked(vervolg)
    _record(Handeling.OVERDRACHT_RECEIVE, overdracht, door)
    tell_houder(ONTVANGEN, overdracht, door, op)
    return vervolg


@transaction.atomic
def record_gesprek(
    *, overdracht: Overdracht, dag: date, deelnemers: list[str], door: Gebruiker, op: date
) -> Overdrachtvervolg:
    """When provider and school talked about the child, and in which roles."""
    if dag > op:
        raise ValidationError(f"Het gesprek is op {dag:%d-%m-%Y}: die dag moet nog komen.")
    vervolg = _vervolg_of(overdracht, door)
    vervolg.gesprek_op, vervolg.gesprek_door, vervolg.deelnemers = dag, door, sorted(deelnemers)
    save_checked(vervolg)
    _record(Handeling.OVERDRACHT_TALK, overdracht, door, dag=dag, deelnemers=vervolg.deelnemers)
    return vervolg


@transaction.atomic
def give_terugkoppeling(
    *, overdracht: Overdracht, antwoorden: dict[str, Any], door: Gebruiker, op: date
) -> Overdrachtvervolg:
    vervolg = _vervolg_of(overdracht, door)
    if vervolg.ontvangen_op is None:
        raise ValidationError("Bevestig eerst dat u de overdracht hebt ontvangen.")
    if vervolg.teruggekoppeld_op is not None:
        raise ValidationError(f"Uw terugkoppeling is al gegeven op {vervolg.teruggekoppeld_op:%d-%m-%Y}.")
    vervolg.antwoorden, vervolg.teruggekoppeld_op, vervolg.teruggekoppeld_door = antwoorden, op, door
    save_checked(vervolg)
    _record(Handeling.OVERDRACHT_ANSWER, overdracht, door)
    tell_houder(TERUGGEKOPPELD, overdracht, door, op)
    return vervolg


def read_antwoorden(vervolg: Overdrachtvervolg | None) -> list[tuple[str, str]]:
    """The questions with what the school answered; empty before it did."""
    if vervolg is None or not vervolg.antwoorden:
        return []
    vragen = {code: vraag for code, (vraag, _) in VRAGEN.items()} | {TOELICHTING: "Toelichting"}
    return [
        (vraag, vervolg.antwoorden[code]) for code, vraag in vragen.items() if vervolg.antwoorden.get(code)
    ]


def _vervolg_of(overdracht: Overdracht, door: Gebruiker) -> Overdrachtvervolg:
    """What there is already, else a new one; only of a package that is at the school."""
    eigen = Overdracht.objects.for_gebruiker(door).open_for_school()
    if not eigen.filter(pk=overdracht.pk).exists():
        raise ValidationError("Deze overdracht is vervangen, ingetrokken of nog niet bij de school.")
    bestaand = Overdrachtvervolg.objects.select_for_update(of=("self",)).filter(overdracht=overdracht.pk)
    return bestaand.first() or Overdrachtvervolg(overdracht=overdracht)


def _record(handeling: Handeling, overdracht: Overdracht, door: Gebruiker, **details: Any) -> None:
    record(handeling=handeling, door=door, object=overdracht, kind=overdracht.pseudoniem, **details)
