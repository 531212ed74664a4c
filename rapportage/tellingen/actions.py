"""Writing down what was counted. Nothing is edited: what comes later counts, what was earlier stays to be read."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicaties.models import Buurt
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked
from rapportage.handelingen import Handeling
from rapportage.tellingen.models import Kindertelling


@transaction.atomic
def record_peuters(
    *, buurt: Buurt, peildatum: date, aantal: int, bron: str, door: Gebruiker, op: datetime
) -> Kindertelling:
    """Children of 2 and 3 years who lived in a neighbourhood on that day."""
    telling = Kindertelling(buurtcode=buurt.code, buurtnaam=buurt.naam)
    return _keep(telling, peildatum, aantal, bron, door, op)


@transaction.atomic
def record_leerlingen(
    *,
    school: Organisatie,
    peildatum: date,
    aantal: int,
    met_indicatie: int,
    bron: str,
    door: Gebruiker,
    op: datetime,
) -> Kindertelling:
    """Pupils of groep 1-2 of a school on that day, and how many of them had a VVE-indicatie."""
    telling = Kindertelling(school=school, met_indicatie=met_indicatie)
    return _keep(telling, peildatum, aantal, bron, door, op)


@transaction.atomic
def withdraw_telling(*, telling: Kindertelling, door: Gebruiker, op: datetime) -> None:
    """It was of another day or another place: the one before it counts again."""
    telling = Kindertelling.objects.for_gebruiker(door).select_for_update(of=("self",)).get(pk=telling.pk)
    if telling.ingetrokken_op is not None:
        raise ValidationError(
            f"Deze telling is op {timezone.localdate(telling.ingetrokken_op):%d-%m-%Y} al ingetrokken."
        )
    telling.ingetrokken_op, telling.ingetrokken_door = op, door
    save_checked(telling)
    record(
        handeling=Handeling.KINDERTELLING_WITHDRAW,
        door=door,
        object=telling,
        peildatum=telling.peildatum.isoformat(),
    )


def _keep(
    telling: Kindertelling, peildatum: date, aantal: int, bron: str, door: Gebruiker, op: datetime
) -> Kindertelling:
    """Saved, and written down without how many have an indicatie: that can be a small group."""
    if peildatum > timezone.localdate(op):
        raise ValidationError(
            f"{peildatum:%d-%m-%Y} is nog niet geweest. Vul de dag in waarop er is geteld.", code="invalid"
        )
    telling.gemeente, telling.peildatum = door.gemeente, peildatum
    telling.aantal, telling.bron = aantal, bron
    telling.vastgelegd_op, telling.vastgelegd_door = op, door
    save_checked(telling)
    record(
        handeling=Handeling.KINDERTELLING_RECORD, door=door, object=telling, peildatum=peildatum.isoformat()
    )
    return telling
