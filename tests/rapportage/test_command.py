from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisaties.models import AuditRegel, Gemeente
from rapportage.tasks import make_verantwoording
from tests.architectuur.test_auditplicht import logboek_is_vol
from tests.factories import GemeenteFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import VerantwoordingFactory
from tests.subsidies.factories import BoekingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def putten() -> Gemeente:
    boeken = Administratie(GemeenteFactory.create())
    boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    return boeken.gemeente


def make(out: Path, gemeente: str = "0273", jaar: str = "2025") -> str:
    uit = StringIO()
    call_command("make_verantwoording", "--gemeente", gemeente, "--jaar", jaar, "--out", str(out), stdout=uit)
    return uit.getvalue()


def test_the_command_makes_the_same_file_as_the_site(
    putten: Gemeente, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    verantwoording = VerantwoordingFactory.create(gemeente=putten, aangevraagd_op=moment)
    make_verantwoording(verantwoording.pk)
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2026, 3, 1))
    uitvoer = make(tmp_path / "putten.pdf")
    verantwoording.refresh_from_db()
    assert (tmp_path / "putten.pdf").read_bytes() == bytes(verantwoording.pdf or b"")
    assert "Verantwoording voor- en vroegschoolse educatie 2025, gemeente Putten" in uitvoer
    regel = AuditRegel.objects.get(handeling="verantwoording.export")
    assert (regel.gemeente_code, regel.gebruiker_email) == ("0273", "systeem: make_verantwoording")
    assert regel.details == {"jaar": 2025, "sha256": verantwoording.sha256}


def test_without_its_line_in_the_record_the_command_leaves_no_file(putten: Gemeente, tmp_path: Path) -> None:
    with logboek_is_vol(), pytest.raises(RuntimeError, match="het logboek is vol"):
        make(tmp_path / "uit.pdf")
    assert not (tmp_path / "uit.pdf").exists()


def test_an_unknown_municipality_is_answered_with_those_that_are_known(
    putten: Gemeente, tmp_path: Path
) -> None:
    with pytest.raises(
        CommandError, match=r"Gemeente 9999 is hier niet bekend. Wel bekend: 0273 \(Putten\)."
    ):
        make(tmp_path / "uit.pdf", gemeente="9999")


def test_a_year_without_a_sisa_form_is_refused(putten: Gemeente, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Voor 2018 is geen SiSa-formulier D8 bekend"):
        make(tmp_path / "uit.pdf", jaar="2018")


def test_books_that_do_not_add_up_leave_no_file(putten: Gemeente, tmp_path: Path) -> None:
    BoekingFactory(gemeente=putten, indicator="D9/01")
    with pytest.raises(CommandError, match="sluiten niet aan"):
        make(tmp_path / "uit.pdf")
    assert not (tmp_path / "uit.pdf").exists()


def test_a_place_that_cannot_be_written_is_named(putten: Gemeente, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"weg/uit.pdf kan niet worden geschreven"):
        make(tmp_path / "weg" / "uit.pdf")
