"""Everything of one municipality into a directory, as it was at one moment."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify
from psycopg import ClientCursor

from indicaties.models import Kind
from organisaties.audit import record_system
from organisaties.models import Gemeente
from organisaties.porties import in_porties
from privacy.handelingen import Handeling
from privacy.uitgang.bsn import WAARSCHUWING, Wijze, check_password, write_bsns
from privacy.uitgang.keuze import APPS_DIE_ACHTERBLIJVEN, BLIJFT_ACHTER, Keuze, Tabel, choose
from privacy.uitgang.map import (
    BESTANDEN,
    GEGEVENS,
    INHOUD,
    REGELINGEN,
    SOORT,
    VERSIE,
    last_migrations,
    new_directory,
    write_file,
)
from privacy.uitgang.woordenboek import write_woordenboek
from subsidies.models import Subsidieregeling

_BEGIN = {b"%PDF": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"<svg": "svg"}


@dataclass
class Uitvoer:
    """What was written, as the list of contents has it."""

    waar: Path
    tabellen: list[dict[str, Any]] = field(default_factory=list)
    bestanden: list[dict[str, Any]] = field(default_factory=list)
    overig: list[dict[str, str]] = field(default_factory=list)

    def add(self, pad: str, inhoud: bytes) -> None:
        self.overig.append({"pad": pad, "sha256": write_file(self.waar, pad, inhoud)})


def export_gemeente(
    *, gemeente: Gemeente, waar: Path, bsn: Wijze, wachtwoord: str = "", op: datetime
) -> dict[str, Any]:
    """The list of contents. Uitgangfout or ValueError with the sentence when it can't be made there."""
    if bsn == Wijze.PASSWORD:
        check_password(wachtwoord)
    new_directory(waar)
    # First, so that the record that goes along says that it went.
    record_system(
        handeling=Handeling.GEMEENTE_EXPORT,
        proces="export_gemeente",
        gemeente_code=gemeente.code,
        object=gemeente,
        bsn=bsn.value,
    )
    uitvoer = Uitvoer(waar)
    with transaction.atomic():
        _one_moment()
        keuze = choose(gemeente)
        for tabel in keuze.tabellen:
            _write_tabel(tabel, uitvoer)
        _write_regelingen(gemeente, uitvoer)
        if bsn != Wijze.NONE:
            kinderen = Kind.alle.filter(gemeente=gemeente).exclude(bsn_index=None).order_by("pk")
            uitvoer.add(*write_bsns(kinderen, bsn, wachtwoord))
        uitvoer.add("woordenboek.csv", write_woordenboek(keuze.tabellen))
        inhoud = _contents(keuze, uitvoer, bsn, op)
    uitvoer.add("LEESMIJ.md", _leesmij(inhoud).encode())
    write_file(waar, INHOUD, json.dumps(inhoud, indent=1, ensure_ascii=False).encode())
    return inhoud


def _one_moment() -> None:
    """All tables as of one moment; only the first statement of a transaction can ask for it."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def copy_out(tabel: Tabel) -> bytes:
    """The rows as CSV by PostgreSQL itself: an empty cell is no value, "" is an empty text."""
    vraag, waarden = tabel.select()
    connection.ensure_connection()
    opdracht = ClientCursor(connection.connection).mogrify(vraag, waarden)
    delen: list[bytes] = []
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY ({opdracht}) TO STDOUT (FORMAT csv, HEADER)") as uit,
    ):
        delen.extend(bytes(deel) for deel in uit)
    return b"".join(delen)


def _write_tabel(tabel: Tabel, uitvoer: Uitvoer) -> None:
    inhoud = copy_out(tabel)
    pad = f"{GEGEVENS}/{tabel.label}.csv"
    sha256 = write_file(uitvoer.waar, pad, inhoud)
    uitvoer.tabellen.append(
        {"model": tabel.label, "pad": pad, "rijen": tabel.rijen.count(), "sha256": sha256}
    )
    for veld in tabel.bestanden:
        rijen = tabel.rijen.order_by("pk").exclude(**{veld: None}).only("pk", veld)
        for rij in in_porties(rijen, 20):
            _write_bestand(tabel, rij.pk, veld, bytes(getattr(rij, veld)), uitvoer)


def _write_bestand(tabel: Tabel, pk: Any, veld: str, inhoud: bytes, uitvoer: Uitvoer) -> None:
    soort = next((naam for begin, naam in _BEGIN.items() if inhoud.startswith(begin)), "bin")
    pad = f"{BESTANDEN}/{tabel.label}/{pk}-{veld}.{soort}"
    sha256 = write_file(uitvoer.waar, pad, inhoud)
    uitvoer.bestanden.append({"model": tabel.label, "id": pk, "veld": veld, "pad": pad, "sha256": sha256})


def _write_regelingen(gemeente: Gemeente, uitvoer: Uitvoer) -> None:
    """As they were written; import takes them from the table, where their print stands beside them."""
    for regeling in Subsidieregeling.objects.filter(gemeente=gemeente).order_by("pk"):
        naam = f"{regeling.pk}-{slugify(regeling.naam)}-versie-{regeling.versie}"
        uitvoer.add(f"{REGELINGEN}/{naam}.toml", regeling.tekst.encode())


def _contents(keuze: Keuze, uitvoer: Uitvoer, bsn: Wijze, op: datetime) -> dict[str, Any]:
    return {
        "soort": SOORT,
        "versie": VERSIE,
        "gemeente": {"code": keuze.gemeente.code, "naam": keuze.gemeente.naam},
        "gemaakt_op": op.isoformat(),
        "migraties": last_migrations(),
        "bsn": bsn.value,
        "tabellen": uitvoer.tabellen,
        "bestanden": uitvoer.bestanden,
        "overig": uitvoer.overig,
        "blijft_achter": BLIJFT_ACHTER | APPS_DIE_ACHTERBLIJVEN,
    }


def _leesmij(inhoud: dict[str, Any]) -> str:
    gemeente = inhoud["gemeente"]
    achter = "\n".join(f"- {wat}: {waarom}" for wat, waarom in inhoud["blijft_achter"].items())
    rijen = "\n".join(f"| {t['model']} | {t['rijen']} |" for t in inhoud["tabellen"])
    return f"""# Alle gegevens van gemeente {gemeente["naam"]} ({gemeente["code"]})

Gemaakt op {inhoud["gemaakt_op"]}. {WAARSCHUWING[Wijze(inhoud["bsn"])]}

- `{GEGEVENS}/`: een CSV-bestand per tabel (UTF-8, komma, kop op de eerste regel). Een lege cel is geen waarde; `""` is een
  lege tekst. Datums zijn JJJJ-MM-DD, bedragen centen en uren honderdsten. Samengestelde waarden zijn JSON.
- `woordenboek.csv`: wat er in elke kolom staat, en naar welk bestand een nummer verwijst.
- `{BESTANDEN}/`: brieven, verslagen en bijlagen, elk als eigen bestand. In de naam staan het nummer van de rij en de kolom.
- `{REGELINGEN}/`: de subsidieregelingen als TOML.
- `{GEGEVENS}/organisaties.AuditRegel.csv`: het logboek. Elke regel heeft de SHA-256 van de regel ervoor.
- `{INHOUD}`: alle bestanden met hun SHA-256, voor `manage.py import_gemeente`.

Wat niet meegaat:

{achter}

| tabel | rijen |
|---|---|
{rijen}
"""


def print_of(tabel: Tabel) -> str:
    return hashlib.sha256(copy_out(tabel)).hexdigest()
