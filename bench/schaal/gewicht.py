"""How many bytes a row takes, with its indexes, and a log as long as that of years."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection, models
from django.utils import timezone

from bench.schaal.kopie import copy
from indicaties.models import Indicatie, Kind
from opvang.models import Declaratieregel, Plaatsing
from organisaties.audit import hash_of
from organisaties.databaserol import as_owner
from organisaties.models import AuditKeten, AuditRegel, Gebruiker
from subsidies.models import Berekeningsdeel, Berekeningsregel

_PER_KEER = 20_000
_HANDELINGEN = ("kind.view", "kind.search", "plaatsing.create", "declaratie.submit", "berekening.calculate")
TABELLEN: tuple[type[models.Model], ...] = (
    AuditRegel,
    Kind,
    Indicatie,
    Plaatsing,
    Declaratieregel,
    Berekeningsregel,
    Berekeningsdeel,
)


def fill_log(code: str, regels: int) -> float:
    """So many lines at the end of the chain of a municipality, which stays whole; seconds."""
    begin = time.perf_counter()
    with as_owner():
        keten, _ = AuditKeten.objects.get_or_create(gemeente_code=code)
        door = Gebruiker.objects.get(email=f"kindregisseur@{code}.meting")
        for eerste in range(0, regels, _PER_KEER):
            copy(AuditRegel, [_regel(keten, door) for _ in range(min(_PER_KEER, regels - eerste))])
        keten.save()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE organisaties_auditregel")
    return time.perf_counter() - begin


def _regel(keten: AuditKeten, door: Gebruiker) -> AuditRegel:
    regel = AuditRegel(
        gemeente_code=keten.gemeente_code,
        volgnummer=keten.aantal + 1,
        tijdstip=timezone.now(),
        gebruiker_id=door.pk,
        gebruiker_email=door.email,
        rol="kindregisseur",
        handeling=_HANDELINGEN[keten.aantal % len(_HANDELINGEN)],
        object_type="kind",
        object_id=str(keten.aantal % 1_000 + 1),
        vorige_hash=keten.laatste_hash,
    )
    regel.hash = hash_of(regel)
    keten.aantal, keten.laatste_hash = regel.volgnummer, regel.hash
    return regel


def weigh() -> dict[str, Any]:
    """Rows and bytes of each table, all its indexes and long values with it; and bytes of the whole database."""
    with connection.cursor() as cursor:
        tabellen = {}
        for model in TABELLEN:
            tabel = model._meta.db_table
            cursor.execute("SELECT pg_total_relation_size(%s)", [tabel])
            (bytes_,) = cursor.fetchone()
            tabellen[tabel] = {"rijen": model._default_manager.count(), "bytes": bytes_}
        cursor.execute("SELECT pg_database_size(current_database())")
        (alles,) = cursor.fetchone()
    return {"tabellen": tabellen, "database": alles}
