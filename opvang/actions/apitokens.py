"""Giving the software of a provider a key, and taking it away."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from opvang.actions.plaatsing import houder_of
from opvang.handelingen import Handeling
from opvang.models import ApiToken
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# Recognised by programs that look for keys where they should not be.
VOORVOEGSEL = "vve_"
LANGSTE_GELDIGHEID = timedelta(days=400)


@transaction.atomic
def make_apitoken(
    *, naam: str, scopes: Sequence[str], geldig_tot_en_met: date, door: Gebruiker, op: datetime
) -> tuple[ApiToken, str]:
    """The token, and the key itself, which is nowhere kept and cannot be shown again."""
    vandaag = timezone.localdate(op)
    if not vandaag <= geldig_tot_en_met <= vandaag + LANGSTE_GELDIGHEID:
        raise ValidationError(
            f"Kies een laatste dag van {vandaag:%d-%m-%Y} tot en met {vandaag + LANGSTE_GELDIGHEID:%d-%m-%Y}."
        )
    sleutel = VOORVOEGSEL + secrets.token_urlsafe(32)
    token = ApiToken(
        gemeente=door.gemeente,
        houder=houder_of(door),
        naam=naam,
        scopes=list(scopes),
        begin=sleutel[:12],
        afdruk=afdruk_of(sleutel),
        geldig_tot_en_met=geldig_tot_en_met,
        gemaakt_op=op,
        gemaakt_door=door,
        toekenning=door.toekenning,
    )
    save_checked(token)
    record(
        handeling=Handeling.APITOKEN_MAKE,
        door=door,
        object=token,
        begin=token.begin,
        scopes=token.scopes,
        tot_en_met=geldig_tot_en_met,
    )
    return token, sleutel


@transaction.atomic
def withdraw_apitoken(*, token: ApiToken, door: Gebruiker, op: datetime) -> None:
    """From the next request on the software gets no answer any more."""
    token = ApiToken.objects.for_gebruiker(door).select_for_update().get(pk=token.pk)
    if token.ingetrokken_op is not None:
        raise ValidationError(
            f"Deze sleutel is op {timezone.localtime(token.ingetrokken_op):%d-%m-%Y} al ingetrokken."
        )
    token.ingetrokken_op, token.ingetrokken_door = op, door
    save_checked(token)
    record(handeling=Handeling.APITOKEN_WITHDRAW, door=door, object=token, begin=token.begin)


def afdruk_of(sleutel: str) -> str:
    """SHA-256 is enough for a key of 256 random bits: nobody can try them."""
    return hashlib.sha256(sleutel.encode()).hexdigest()
