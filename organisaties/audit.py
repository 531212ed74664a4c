"""The record of who did and saw what. Called inside the transaction of the change: both happen or neither."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from organisaties.loghandeling import LogHandeling
from organisaties.models import INSTALLATIE as INSTALLATIE
from organisaties.models import AuditKeten, AuditRegel, Gebruiker, Gemeente
from organisaties.porties import in_porties
from organisaties.storing import note_recorded


@transaction.atomic
def record(*, handeling: LogHandeling, door: Gebruiker, object: models.Model, **details: Any) -> AuditRegel:
    """Add one line to the chain of the municipality under which `door` works, or to that of the installation.

    `handeling` is a member of the enumeration of a room. Details hold ids, codes, dates and numbers,
    never free text about a person.
    """
    return _append(
        gemeente_code=door.toekenning.keten, **_signed(door), **_about(handeling, object, details, door)
    )


@transaction.atomic
def record_in_gemeente(
    gemeente: Gemeente, *, handeling: LogHandeling, door: Gebruiker, object: models.Model, **details: Any
) -> AuditRegel:
    """A line of who works for the installation, in the chain of the municipality that it is about."""
    if door.toekenning.gemeente not in (None, gemeente):
        raise ValueError("Nobody writes in the record of another municipality.")
    return _append(gemeente_code=gemeente.code, **_signed(door), **_about(handeling, object, details, door))


@dataclass(frozen=True)
class Logregel:
    """What `record_many` writes down of one thing."""

    handeling: LogHandeling
    object: models.Model
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_many(*, regels: Iterable[Logregel], door: Gebruiker) -> int:
    """As `record` for each of these, in their order, under one lock of the chain; how many."""
    keten, moment, nieuw = _locked_keten(door.gemeente.code), timezone.now(), []
    for log in regels:
        regel = AuditRegel(
            gemeente_code=keten.gemeente_code,
            volgnummer=keten.aantal + 1,
            tijdstip=moment,
            vorige_hash=keten.laatste_hash,
            **_signed(door),
            **_about(log.handeling, log.object, log.details, door),
        )
        regel.hash = hash_of(regel)
        keten.aantal, keten.laatste_hash = regel.volgnummer, regel.hash
        nieuw.append(regel)
    AuditRegel.objects.bulk_create(nieuw, batch_size=2_000)
    keten.save(update_fields=["aantal", "laatste_hash"])
    transaction.on_commit(note_recorded)
    return len(nieuw)


def _signed(door: Gebruiker) -> dict[str, Any]:
    return {
        "gebruiker_id": door.pk,
        "gebruiker_email": door.email,
        "rol": door.rol,
        "organisatie": door.toekenning.namens,
    }


def _about(
    handeling: LogHandeling, object: models.Model, details: dict[str, Any], door: Gebruiker
) -> dict[str, Any]:
    if door.via:
        details = details | {"via": door.via}
    return {
        "handeling": handeling.value,
        "object_type": object._meta.model_name or "",
        "object_id": str(object.pk),
        "details": json.loads(json.dumps(details, default=str)),
    }


@transaction.atomic
def record_system(
    *,
    handeling: LogHandeling,
    proces: str,
    gemeente_code: str,
    object: models.Model | None = None,
    **details: Any,
) -> AuditRegel:
    """A line for what the system does by itself, such as a nightly job, or an operator by command.

    `proces` says which, where a line of a person has an address.
    """
    return _append(
        gemeente_code=gemeente_code,
        gebruiker_id=None,
        gebruiker_email=f"systeem: {proces}",
        rol="systeem",
        organisatie="",
        handeling=handeling.value,
        object_type=(object._meta.model_name or "") if object else "",
        object_id=str(object.pk) if object else "",
        details=json.loads(json.dumps(details, default=str)),
    )


@transaction.atomic
def record_sign_in(
    *, handeling: LogHandeling, gebruiker: Gebruiker | None, dag: date, **details: Any
) -> AuditRegel:
    """Signing in, or failing to: in the chain of the municipality for which the user works, else works first.

    Who has no role, or is not known at all, stands in the chain of the installation.
    """
    heeft_rol = gebruiker is not None and (gebruiker.heeft_toekenning or gebruiker.activate(dag))
    return _append(
        gemeente_code=gebruiker.toekenning.keten if gebruiker and heeft_rol else INSTALLATIE,
        gebruiker_id=gebruiker.pk if gebruiker else None,
        gebruiker_email=gebruiker.email if gebruiker else "onbekend",
        rol=gebruiker.rol if gebruiker and heeft_rol else "",
        organisatie=gebruiker.toekenning.namens if gebruiker and heeft_rol else "",
        handeling=handeling.value,
        object_type="gebruiker",
        object_id=str(gebruiker.pk) if gebruiker else "",
        details=details,
    )


def _append(*, gemeente_code: str, **velden: Any) -> AuditRegel:
    keten = _locked_keten(gemeente_code)
    regel = AuditRegel(
        gemeente_code=gemeente_code,
        volgnummer=keten.aantal + 1,
        # The moment of record is the one fact that no caller may choose.
        tijdstip=timezone.now(),
        vorige_hash=keten.laatste_hash,
        **velden,
    )
    regel.hash = hash_of(regel)
    regel.save(force_insert=True)
    keten.aantal, keten.laatste_hash = regel.volgnummer, regel.hash
    keten.save(update_fields=["aantal", "laatste_hash"])
    transaction.on_commit(note_recorded)
    return regel


def _locked_keten(gemeente_code: str) -> AuditKeten:
    """The lock on the chain's row gives concurrent writers one order. Only the very first line has to make it."""
    vergrendeld = AuditKeten.objects.select_for_update().filter(gemeente_code=gemeente_code)
    keten = vergrendeld.first()
    if keten is None:
        AuditKeten.objects.get_or_create(gemeente_code=gemeente_code)
        keten = vergrendeld.get()
    return keten


def hash_of(regel: AuditRegel) -> str:
    return hashlib.sha256(json.dumps(regel.payload(), sort_keys=True).encode()).hexdigest()


def broken_links(gemeente_code: str) -> list[int]:
    """The numbers of the lines at which the chain does not close: altered, removed or added behind its back."""
    gebroken, vorige, verwacht = [], "", 1
    regels = AuditRegel.objects.filter(gemeente_code=gemeente_code).order_by("volgnummer")
    for regel in in_porties(regels, 2_000):
        if regel.vorige_hash != vorige or regel.volgnummer != verwacht or regel.hash != hash_of(regel):
            gebroken.append(regel.volgnummer)
        vorige, verwacht = regel.hash, regel.volgnummer + 1
    keten = AuditKeten.objects.filter(gemeente_code=gemeente_code).first()
    if keten is None and verwacht > 1:
        gebroken.append(verwacht)
    if keten is not None and (keten.aantal, keten.laatste_hash) != (verwacht - 1, vorige):
        gebroken.append(verwacht)
    return gebroken
