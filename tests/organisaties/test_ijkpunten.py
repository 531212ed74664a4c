"""Who owns the tables can make the chain close again over a rewritten past; the checkpoints outside do not."""

import base64
import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from organisaties import tasks
from organisaties.audit import INSTALLATIE, broken_links, hash_of, record
from organisaties.databaserol import as_owner
from organisaties.ijkpuntcontrole import find_differences
from organisaties.ijkpunten import Ijkpunt, IjkpuntFout, public_key, write_ijkpunten
from organisaties.models import AuditKeten, AuditRegel, Gebruiker
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.organisaties.proef import Proef

pytestmark = pytest.mark.django_db
NU = timezone.now()
ANDERE_SLEUTEL = base64.b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def bestand(settings: Any, tmp_path: Path) -> Path:
    pad = tmp_path / "ergens" / "ijkpunten.jsonl"
    settings.IJKPUNTEN = pad
    return pad


@pytest.fixture
def door() -> Gebruiker:
    return GebruikerFactory()


def add(door: Gebruiker, aantal: int = 1) -> None:
    for _ in range(aantal):
        record(handeling=Proef.A, door=door, object=door)


def found(op: datetime = NU) -> list[str]:
    return list(find_differences(op=op))


def checked() -> str:
    uit = StringIO()
    call_command("check_audit", stdout=uit)
    return uit.getvalue()


def lines(bestand: Path) -> list[dict[str, Any]]:
    return [json.loads(regel) for regel in bestand.read_text().splitlines()]


@contextmanager
def triggers_off() -> Iterator[Any]:
    """What the owner of the tables can do and nobody else."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisaties_auditregel DISABLE TRIGGER ALL")
        yield cursor
        cursor.execute("ALTER TABLE organisaties_auditregel ENABLE TRIGGER ALL")


def recompute() -> None:
    """Let the chain close again after a change: everything that the code of the product does, the owner can."""
    vorige = ""
    for nummer, regel in enumerate(AuditRegel.objects.filter(gemeente_code="0273").order_by("volgnummer"), 1):
        regel.volgnummer, regel.vorige_hash = nummer, vorige
        regel.hash = vorige = hash_of(regel)
        regel.save()
    AuditKeten.objects.filter(gemeente_code="0273").update(
        aantal=AuditRegel.objects.filter(gemeente_code="0273").count(), laatste_hash=vorige
    )


def test_every_chain_that_has_grown_gets_one_checkpoint(door: Gebruiker, bestand: Path) -> None:
    add(door, 2)
    add(GebruikerFactory(gemeente=GemeenteFactory(code="0226")))
    assert [(punt.keten, punt.volgnummer) for punt in write_ijkpunten(op=NU)] == [("0226", 1), ("0273", 2)]
    assert write_ijkpunten(op=NU) == []
    add(door)
    assert [(punt.nummer, punt.keten, punt.volgnummer) for punt in write_ijkpunten(op=NU)] == [
        (3, "0273", 3),
    ]
    assert found() == []


def test_each_line_follows_on_the_one_before_it_and_an_auditor_can_check_it_elsewhere(
    door: Gebruiker, bestand: Path
) -> None:
    """With the file, the public key, and nothing of the product."""
    for _ in range(2):
        add(door)
        write_ijkpunten(op=NU)
    eerste, tweede = bestand.read_bytes().splitlines()
    assert json.loads(tweede)["vorige"] == hashlib.sha256(eerste).hexdigest()
    punt = json.loads(tweede)
    handtekening = base64.b64decode(punt.pop("handtekening"))
    tekst = json.dumps(punt, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key())).verify(handtekening, tekst)
    assert punt["hash"] == AuditRegel.objects.get(gemeente_code="0273", volgnummer=2).hash


def test_that_checkpoints_were_written_is_in_the_log_and_asks_for_no_new_one(
    door: Gebruiker, bestand: Path
) -> None:
    add(door)
    (punt,) = write_ijkpunten(op=NU)
    regel = AuditRegel.objects.get(gemeente_code=INSTALLATIE)
    assert (regel.handeling, regel.gebruiker_email) == ("logboek.checkpoint", "systeem: ijkpunten")
    assert regel.details == {"nummer": 1, "regel": punt.digest()}
    tasks.write_ijkpunten()
    assert len(lines(bestand)) == 1


def test_each_checkpoint_also_goes_whole_to_the_log_stream(door: Gebruiker, bestand: Path) -> None:
    regels: list[str] = []

    class Opvang(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            regels.append(record.getMessage())

    opvang = Opvang()
    logger = logging.getLogger("vve.ijkpunten")
    logger.addHandler(opvang)
    add(door)
    write_ijkpunten(op=NU)
    logger.removeHandler(opvang)
    assert regels == bestand.read_text().splitlines()


@pytest.mark.django_db(transaction=True)
def test_a_rewritten_past_shows_though_the_chain_closes(door: Gebruiker) -> None:
    add(door, 2)
    write_ijkpunten(op=NU)
    add(door, 3)
    write_ijkpunten(op=NU)
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE organisaties_auditregel SET gebruiker_email = 'ander@putten.test'"
            " WHERE gemeente_code = '0273' AND volgnummer = 4"
        )
        recompute()
    assert broken_links("0273") == []
    with pytest.raises(CommandError) as fout:
        checked()
    assert (
        "0273: van de regels 3 tot en met 5 is er minstens een gewijzigd en daarna opnieuw berekend."
        in str(fout.value)
    )
    assert "docs/beveiliging.md" in str(fout.value)


@pytest.mark.django_db(transaction=True)
def test_lines_cut_off_at_the_end_show_though_the_chain_closes(door: Gebruiker) -> None:
    add(door, 5)
    write_ijkpunten(op=NU)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM organisaties_auditregel WHERE gemeente_code = '0273' AND volgnummer > 3")
        recompute()
    assert broken_links("0273") == []
    assert found() == [
        "0273: van de regels 1 tot en met 5 is er minstens een weg. Regel 5 is niet meer die van het ijkpunt."
    ]


@pytest.mark.django_db(transaction=True)
def test_a_whole_chain_that_is_gone_shows(door: Gebruiker) -> None:
    add(door, 2)
    write_ijkpunten(op=NU)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM organisaties_auditregel WHERE gemeente_code = '0273'")
        cursor.execute("DELETE FROM organisaties_auditketen WHERE gemeente_code = '0273'")
    assert found() == [
        "0273: van de regels 1 tot en met 2 is er minstens een weg. Regel 2 is niet meer die van het ijkpunt."
    ]


def three_rounds(door: Gebruiker) -> None:
    for _ in range(3):
        add(door)
        write_ijkpunten(op=NU)


def test_a_file_that_lost_its_end_shows_and_gets_no_new_checkpoint(door: Gebruiker, bestand: Path) -> None:
    three_rounds(door)
    bestand.write_text("".join(bestand.read_text().splitlines(keepends=True)[:2]))
    assert f"{bestand} eindigt bij ijkpunt 2; volgens het logboek waren er 3." in found()[0]
    add(door)
    with pytest.raises(IjkpuntFout, match="eindigt bij ijkpunt 2; volgens het logboek waren er 3"):
        write_ijkpunten(op=NU)


def test_a_file_that_is_gone_is_a_finding_and_not_silence(door: Gebruiker, bestand: Path) -> None:
    three_rounds(door)
    bestand.unlink()
    with pytest.raises(CommandError, match="ontbreekt of is leeg; volgens het logboek waren er 3"):
        checked()
    with pytest.raises(CommandError, match="eindigt bij ijkpunt 0"):
        call_command("write_ijkpunten", stdout=StringIO())


def test_a_new_installation_says_that_there_is_no_checkpoint_yet(door: Gebruiker) -> None:
    add(door)
    assert "Er is nog geen ijkpunt" in checked()


def test_lines_that_stay_without_a_checkpoint_for_over_an_hour_are_a_finding(door: Gebruiker) -> None:
    """Of an installation whose worker does not run, and of one that never had a checkpoint."""
    add(door)
    assert found(timezone.now() + timedelta(minutes=59)) == []
    (zin,) = found(timezone.now() + timedelta(minutes=61))
    assert zin.startswith("0273: vanaf regel 1 (")
    assert "manage.py write_ijkpunten" in zin
    write_ijkpunten(op=NU)
    assert found(timezone.now() + timedelta(days=3)) == []


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("nummer", 9),
        ("keten", "0226"),
        ("volgnummer", 3),
        ("hash", "0" * 64),
        ("moment", "2020-01-01T00:00:00+00:00"),
        ("vorige", "0" * 64),
        ("sleutel", ANDERE_SLEUTEL),
        ("handtekening", base64.b64encode(b"0" * 64).decode()),
        ("handtekening", "geen base64"),
        ("nummer", "2"),
    ],
)
def test_no_part_of_a_checkpoint_can_be_changed(
    door: Gebruiker, bestand: Path, veld: str, waarde: Any
) -> None:
    three_rounds(door)
    regels = lines(bestand)
    regels[1][veld] = waarde
    bestand.write_text("".join(json.dumps(regel) + "\n" for regel in regels))
    assert f"{bestand}, regel 2 " in found()[0]


@pytest.mark.parametrize("weg", [0, 1])
def test_no_checkpoint_can_be_left_out(door: Gebruiker, bestand: Path, weg: int) -> None:
    three_rounds(door)
    regels = bestand.read_text().splitlines(keepends=True)
    bestand.write_text("".join(regels[:weg] + regels[weg + 1 :]))
    assert f"regel {weg + 1} sluit niet aan op de regel ervoor" in found()[0]


def test_half_a_line_is_told_by_check_and_writer(door: Gebruiker, bestand: Path) -> None:
    three_rounds(door)
    bestand.write_text(bestand.read_text()[:-40])
    assert f"{bestand}, regel 3 is geen ijkpunt." in found()
    with pytest.raises(IjkpuntFout, match="bestaat niet uit hele ijkpunten"):
        write_ijkpunten(op=NU)


def test_a_file_that_somebody_else_made_and_signed_is_not_believed(
    door: Gebruiker, bestand: Path, settings: Any
) -> None:
    add(door)
    eigen, settings.AUDIT_KEY = settings.AUDIT_KEY, ANDERE_SLEUTEL
    write_ijkpunten(op=NU)
    settings.AUDIT_KEY = eigen
    assert "regel 1 is ondertekend met de onbekende sleutel" in found()[0]


def test_after_renewing_the_key_the_old_public_key_still_vouches_for_the_old_lines(
    door: Gebruiker, settings: Any
) -> None:
    add(door)
    write_ijkpunten(op=NU)
    oud, settings.AUDIT_KEY = public_key(), ANDERE_SLEUTEL
    add(door)
    write_ijkpunten(op=NU)
    assert "AUDIT_PUBLIC_KEYS" in found()[0]
    settings.AUDIT_PUBLIC_KEYS = [oud]
    assert found() == []
    assert checked().count("Openbare sleutel") == 2


def test_who_checks_needs_only_the_public_key_and_who_writes_the_secret_one(
    door: Gebruiker, settings: Any
) -> None:
    add(door)
    write_ijkpunten(op=NU)
    settings.AUDIT_PUBLIC_KEYS, settings.AUDIT_KEY = [public_key()], ""
    assert found() == []
    with pytest.raises(IjkpuntFout, match="AUDIT_KEY ontbreekt"):
        write_ijkpunten(op=NU)


def test_starting_anew_after_a_lost_file_stays_in_sight(door: Gebruiker, bestand: Path) -> None:
    three_rounds(door)
    bestand.write_text("")
    call_command("write_ijkpunten", "--opnieuw", stdout=StringIO())
    assert lines(bestand)[0]["nummer"] == 1
    assert [pad.name for pad in bestand.parent.glob("*.tot-*")] != []
    assert "is opnieuw begonnen met de ijkpunten" in checked()
    regel = AuditRegel.objects.get(handeling="logboek.restart")
    assert (regel.gemeente_code, regel.gebruiker_email) == (INSTALLATIE, "systeem: ijkpunten")


def test_a_quiet_chain_outside_the_end_that_is_read_gets_a_checkpoint_more(
    door: Gebruiker, monkeypatch: pytest.MonkeyPatch, bestand: Path
) -> None:
    add(GebruikerFactory(gemeente=GemeenteFactory(code="0226")))
    three_rounds(door)
    monkeypatch.setattr("organisaties.ijkpunten._STAART", len(bestand.read_text().splitlines()[-1]) + 20)
    assert [(punt.nummer, punt.keten) for punt in write_ijkpunten(op=NU)] == [(5, "0226")]
    assert found() == []


def test_a_checkpoint_reads_back_as_it_was_written(door: Gebruiker) -> None:
    add(door)
    (punt,) = write_ijkpunten(op=NU)
    assert Ijkpunt.parse(punt.line()) == punt
