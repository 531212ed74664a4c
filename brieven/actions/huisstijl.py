"""How the letters look, and who can be reached without paper."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.handelingen import Handeling
from brieven.models import Bereikbaarheid, Huisstijl
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked


@transaction.atomic
def set_huisstijl(
    *,
    organisatie: Organisatie | None,
    logo: tuple[bytes, str] | None,
    zonder_logo: bool,
    door: Gebruiker,
    op: datetime,
    **velden: Any,
) -> Huisstijl:
    """Of the municipality under which `door` works, or of a JGZ organisation there; letters that exist stay."""
    rijen = Huisstijl.objects.select_for_update().filter(gemeente=door.gemeente, organisatie=organisatie)
    huisstijl = rijen.first() or Huisstijl(gemeente=door.gemeente, organisatie=organisatie)
    for veld, waarde in velden.items():
        setattr(huisstijl, veld, waarde)
    if zonder_logo:
        huisstijl.logo, huisstijl.logo_soort = None, ""
    elif logo is not None:
        huisstijl.logo, huisstijl.logo_soort = logo
    huisstijl.gewijzigd_op, huisstijl.gewijzigd_door = op, door
    save_checked(huisstijl)
    record(
        handeling=Handeling.HUISSTIJL_SET,
        door=door,
        object=huisstijl,
        organisatie=organisatie.pk if organisatie else None,
        afdruk=_print_of(huisstijl),
    )
    return huisstijl


def _print_of(huisstijl: Huisstijl) -> str:
    """Whether anything changed can be seen from this; what stands there is no matter for the record."""
    velden = [
        str(getattr(huisstijl, veld.name)) for veld in Huisstijl._meta.concrete_fields if veld.name != "logo"
    ]
    return hashlib.sha256(repr([*velden, bytes(huisstijl.logo or b"")]).encode()).hexdigest()


@transaction.atomic
def record_bereikbaarheid(
    *, organisatie: Organisatie, sinds: date, verklaard_door: str, door: Gebruiker, op: datetime
) -> Bereikbaarheid:
    """The organisation said expressly that it reads its messages here (Awb 2:8)."""
    bereikbaarheid = Bereikbaarheid(
        gemeente=door.gemeente,
        organisatie=organisatie,
        sinds=sinds,
        verklaard_door=verklaard_door,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(bereikbaarheid)
    record(
        handeling=Handeling.BEREIKBAARHEID_RECORD,
        door=door,
        object=bereikbaarheid,
        organisatie=organisatie.naam,
        sinds=sinds,
    )
    return bereikbaarheid


@transaction.atomic
def withdraw_bereikbaarheid(
    *, bereikbaarheid: Bereikbaarheid, door: Gebruiker, op: datetime
) -> Bereikbaarheid:
    """From now on its letters go by post again."""
    rijen = Bereikbaarheid.objects.select_for_update(of=("self",)).select_related("organisatie")
    bereikbaarheid = rijen.get(pk=bereikbaarheid.pk)
    if bereikbaarheid.ingetrokken_op is not None:
        raise ValidationError(f"Dit is al ingetrokken op {datum(bereikbaarheid.ingetrokken_op)}.")
    bereikbaarheid.ingetrokken_op, bereikbaarheid.ingetrokken_door = op, door
    save_checked(bereikbaarheid)
    record(
        handeling=Handeling.BEREIKBAARHEID_WITHDRAW,
        door=door,
        object=bereikbaarheid,
        organisatie=bereikbaarheid.organisatie.naam,
    )
    return bereikbaarheid
