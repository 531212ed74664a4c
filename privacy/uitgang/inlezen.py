"""An export into an installation that has no municipality yet: all of it, proved row by row, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from indicaties.bsn import bsn_index, encrypt_bsn
from indicaties.models import Kind
from organisaties.audit import broken_links, record_system
from organisaties.databaserol import as_owner
from organisaties.models import Gemeente
from privacy.handelingen import Handeling
from privacy.uitgang.bsn import Wijze, read_bsns
from privacy.uitgang.keuze import Tabel, all_models, choose, stays_behind
from privacy.uitgang.map import Uitgangfout, last_migrations, read_contents, read_file
from privacy.uitgang.schrijven import print_of


def import_gemeente(*, waar: Path, wachtwoord: str = "", op: datetime) -> Gemeente:
    """Uitgangfout with the sentence, and nothing read in, when anything differs from the export."""
    inhoud = read_contents(waar)
    _check_release(inhoud)
    _check_empty()
    for overig in inhoud["overig"]:
        if overig["pad"] != "LEESMIJ.md":
            read_file(waar, overig["pad"], overig["sha256"])
    # As the owner: rows that may only be added in steps come as a whole, and the database checks all keys at the end.
    with as_owner(), transaction.atomic():
        try:
            _fill(waar, inhoud, wachtwoord)
        except IntegrityError as fout:
            raise Uitgangfout(
                "De export is niet heel: een rij verwijst naar een rij die ontbreekt."
            ) from fout
        gemeente = Gemeente.objects.get(code=inhoud["gemeente"]["code"])
        _prove(gemeente, inhoud)
        record_system(
            handeling=Handeling.GEMEENTE_IMPORT,
            proces="import_gemeente",
            gemeente_code=gemeente.code,
            object=gemeente,
            gemaakt_op=inhoud["gemaakt_op"],
            gelezen_op=op,
        )
    return gemeente


def _check_release(inhoud: dict[str, Any]) -> None:
    hier, daar = last_migrations(), inhoud["migraties"]
    anders = sorted(app for app in hier.keys() | daar.keys() if hier.get(app) != daar.get(app))
    if anders:
        wat = "; ".join(f"{app}: export {daar.get(app, '–')}, hier {hier.get(app, '–')}" for app in anders)
        raise Uitgangfout(
            f"De export is van een andere versie van het programma ({wat}). Installeer die versie."
        )
    verwacht = {model._meta.label for model in all_models() if not stays_behind(model)}
    if verwacht != {tabel["model"] for tabel in inhoud["tabellen"]}:
        raise Uitgangfout("De export heeft andere tabellen dan deze installatie. Installeer dezelfde versie.")


def _check_empty() -> None:
    """The numbers of rows stay what they were, because the record names them; so nothing may have them yet."""
    for model in all_models():
        if not stays_behind(model) and model._base_manager.exists():
            raise Uitgangfout(
                f"Deze installatie is niet leeg: er staat al een {model._meta.verbose_name}. Lees een export in op een nieuwe"
                " installatie, direct na migrate."
            )


def _fill(waar: Path, inhoud: dict[str, Any], wachtwoord: str) -> None:
    modellen = {model._meta.label: model for model in all_models()}
    tabellen = [(modellen[t["model"]], t) for t in inhoud["tabellen"]]
    tabellen.sort(key=lambda tabel: tabel[0] is not Kind)  # other rows take their municipality from the child
    with _without_triggers([model._meta.db_table for model, _ in tabellen]):
        for model, tabel in tabellen:
            gegevens = read_file(waar, tabel["pad"], tabel["sha256"])
            bestanden = [b for b in inhoud["bestanden"] if b["model"] == tabel["model"]]
            _copy_in(Tabel(model, model._base_manager.none()), gegevens, waar, bestanden)
            _advance(model)
        _put_bsns(waar, inhoud, wachtwoord)


@contextmanager
def _without_triggers(tabellen: list[str]) -> Iterator[None]:
    """What the triggers make is in the export already, and what they refuse was allowed when it happened.

    Only the municipality beside a row is in no export: no model knows it (docs/adr/0098).
    """
    with connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(f'ALTER TABLE "{tabel}" DISABLE TRIGGER USER')
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'gemeente_van_kind'")
        for (tabel,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{tabel}" ENABLE TRIGGER gemeente_van_kind')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for tabel in tabellen:
            cursor.execute(f'ALTER TABLE "{tabel}" ENABLE TRIGGER USER')


def _copy_in(tabel: Tabel, gegevens: bytes, waar: Path, bestanden: list[dict[str, Any]]) -> None:
    """By way of a table without rules, where the files are put beside their rows."""
    naam, quote = tabel.model._meta.db_table, connection.ops.quote_name
    kolommen = ", ".join(quote(kolom) for kolom in tabel.kolommen)
    alle = ", ".join(quote(kolom) for kolom in [*tabel.kolommen, *tabel.bestanden])
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE inlezen AS SELECT * FROM "{naam}" WHERE false')  # noqa: S608
        with (
            cursor.connection.cursor() as echt,
            echt.copy(f"COPY inlezen ({kolommen}) FROM STDIN (FORMAT csv, HEADER)") as naar,
        ):
            naar.write(gegevens)
        for bestand in bestanden:
            if bestand["veld"] not in tabel.bestanden:
                raise Uitgangfout(f"{bestand['pad']} hoort bij een kolom die hier niet bestaat.")
            cursor.execute(
                f"UPDATE inlezen SET {quote(bestand['veld'])} = %s WHERE id = %s",  # noqa: S608
                [read_file(waar, bestand["pad"], bestand["sha256"]), bestand["id"]],
            )
        cursor.execute(f'INSERT INTO "{naam}" ({alle}) SELECT {alle} FROM inlezen')  # noqa: S608
        cursor.execute("DROP TABLE inlezen")


def _advance(model: Any) -> None:
    """The next row gets the next number."""
    tabel, sleutel = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{tabel}"', sleutel])
        (reeks,) = cursor.fetchone()
        if reeks:
            cursor.execute(f'SELECT setval(%s, max("{sleutel}")) FROM "{tabel}" HAVING count(*) > 0', [reeks])  # noqa: S608


def _put_bsns(waar: Path, inhoud: dict[str, Any], wachtwoord: str) -> None:
    wijze = Wijze(inhoud["bsn"])
    if wijze == Wijze.NONE:
        return
    bestand = next(b for b in inhoud["overig"] if b["pad"].startswith("bsn.csv"))
    gelezen = dict(read_bsns(read_file(waar, bestand["pad"], bestand["sha256"]), wijze, wachtwoord))
    for pseudoniem, bsn in gelezen.items():
        Kind.alle.filter(pseudoniem=pseudoniem).update(
            bsn_versleuteld=encrypt_bsn(bsn, context=pseudoniem), bsn_index=bsn_index(bsn)
        )


def _prove(gemeente: Gemeente, inhoud: dict[str, Any]) -> None:
    """The same choice of rows, made here, gives the same bytes."""
    hier = {tabel.label: tabel for tabel in choose(gemeente).tabellen}
    for tabel in inhoud["tabellen"]:
        if print_of(hier[tabel["model"]]) != tabel["sha256"]:
            raise Uitgangfout(f"{tabel['model']} is hier anders dan in de export. Er is niets ingelezen.")
    if gebroken := broken_links(gemeente.code):
        raise Uitgangfout(f"Het logboek sluit niet bij regel {gebroken[0]}. Er is niets ingelezen.")
