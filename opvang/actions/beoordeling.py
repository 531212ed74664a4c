"""The municipality judges hours: it accepts them, sends them back as a whole or line by line, or thinks again."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from opvang.actions.declaratie import lock_concept, lock_declaratie, record_declaratie
from opvang.handelingen import Handeling
from opvang.models import Declaratieregel, Regelbericht, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN

Status = Urendeclaratie.Status
BERICHT_TERUG = "declaratie-terug"


@transaction.atomic
def accept_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker, op: datetime) -> Urendeclaratie:
    """The municipality agrees with the hours; they now count for the subsidy."""
    declaratie = lock_declaratie(declaratie, Status.SUBMITTED, "geaccepteerd")
    return _judge(declaratie, Status.ACCEPTED, door, op, Handeling.DECLARATIE_ACCEPT)


@transaction.atomic
def return_declaratie(
    *,
    declaratie: Urendeclaratie,
    reden: str,
    door: Gebruiker,
    op: datetime,
    uit: Status = Status.SUBMITTED,
) -> Urendeclaratie:
    """The municipality does not agree and says why; the provider answers with a correction.

    `uit`: what it was until now; also an accepted declaration goes back, when its calculation was rejected.
    """
    declaratie = lock_declaratie(declaratie, uit, "teruggestuurd")
    if not reden.strip():
        raise ValidationError(
            "Geef een reden als u een declaratie terugstuurt. De houder leest wat er anders moet."
        )
    declaratie.reden_terugsturen = reden.strip()
    return _judge(declaratie, Status.RETURNED, door, op, Handeling.DECLARATIE_RETURN)


@transaction.atomic
def return_regels(
    *, declaratie: Urendeclaratie, redenen: Mapping[int, str], door: Gebruiker, op: datetime
) -> Urendeclaratie:
    """Send back some lines, by their id, each with its reason; the others stand in the correction as they are."""
    declaratie = lock_declaratie(declaratie, Status.SUBMITTED, "teruggestuurd")
    regels = declaratie.regels.in_bulk(list(redenen))
    if not redenen or len(regels) < len(redenen) or not all(reden.strip() for reden in redenen.values()):
        raise ValidationError("Geef een reden bij elke regel die u terugstuurt.")
    for pk, reden in redenen.items():
        _write(regels[pk], Regelbericht.Soort.RETURN, reden.strip(), door, op)
    aantal = len(redenen)
    declaratie.reden_terugsturen = (
        "Eén regel klopt niet. Bij die regel staat waarom; de andere regels blijven zoals zij zijn."
        if aantal == 1
        else f"{aantal} regels kloppen niet. Bij die regels staat waarom; de andere blijven zoals zij zijn."
    )
    return _judge(
        declaratie, Status.RETURNED, door, op, Handeling.DECLARATIE_RETURN, teruggestuurde_regels=aantal
    )


@transaction.atomic
def reopen_declaratie(*, declaratie: Urendeclaratie, door: Gebruiker) -> Urendeclaratie:
    """Undo an acceptance: the declaration waits for a judgement again. The room of subsidies asks when it may."""
    declaratie = lock_declaratie(declaratie, Status.ACCEPTED, "opnieuw beoordeeld")
    return _judge(declaratie, Status.SUBMITTED, door, None, Handeling.DECLARATIE_REOPEN)


@transaction.atomic
def answer_signaal(*, regel: Declaratieregel, tekst: str, door: Gebruiker, op: datetime) -> None:
    """What the provider has to say about the signals of a line of its draft; empty takes the answer away."""
    declaratie = lock_concept(regel.declaratie)
    if not tekst.strip():
        regel.berichten.filter(soort=Regelbericht.Soort.ANSWER).delete()
    else:
        _write(regel, Regelbericht.Soort.ANSWER, tekst.strip(), door, op)
    record_declaratie(Handeling.DECLARATIE_ANSWER, declaratie, door, regel=regel.pk)


def _write(
    regel: Declaratieregel, soort: Regelbericht.Soort, tekst: str, door: Gebruiker, op: datetime
) -> None:
    bericht = regel.berichten.filter(soort=soort).first() or Regelbericht(regel=regel, soort=soort)
    bericht.tekst, bericht.geschreven_op, bericht.geschreven_door = tekst, op, door
    save_checked(bericht)


def _judge(
    declaratie: Urendeclaratie,
    status: Status,
    door: Gebruiker,
    op: datetime | None,
    handeling: Handeling,
    **details: object,
) -> Urendeclaratie:
    """Without a moment the judgement is taken back."""
    if declaratie.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze declaratie is van een andere gemeente.")
    declaratie.status = status
    declaratie.beoordeeld_op, declaratie.beoordeeld_door = op, door if op else None
    save_checked(declaratie)
    record_declaratie(handeling, declaratie, door, **details)
    if op is not None and status == Status.RETURNED:
        place_bericht(
            soort=BERICHT_TERUG,
            gemeente=declaratie.gemeente,
            aan=Ontvangers(HOUDER_ROLLEN, declaratie.houder),
            url=reverse("opvang:declaratie_detail", args=[declaratie.pk]),
            object=declaratie,
            door=door,
            op=op,
        )
    return declaratie
