"""The tasks themselves, called as a worker calls them: outside a transaction."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from organisaties.landelijk.machtigen import give_machtiging
from organisaties.landelijk.soorten import Beurt
from organisaties.models import AuditRegel, Gemeente
from organisaties.rechten import Rol
from rapportage import actions, productie, tasks
from rapportage.landelijk import VERANTWOORDEN, report_gemeente
from rapportage.models import Verantwoording
from rapportage.productie import HARTSLAG_MAX, MAX_POGINGEN
from rapportage.rapport import Rapport
from rapportage.verslag import make_verslag
from subsidies.invarianten import INVARIANTEN
from subsidies.kolommen.tasks import check_houder
from subsidies.models import Boeking, Jaarafsluiting
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import Status, VerantwoordingFactory
from tests.subsidies.factories import BoekingFactory
from tests.wachtrij import asked, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def putten() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory.create()
    boeken = Administratie(gemeente)
    boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    return gemeente


def test_the_report_is_made_stored_and_recorded(putten: Gemeente) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    assert (verantwoording.status, verantwoording.voortgang, verantwoording.poging) == (Status.DONE, 100, 1)
    pdf = bytes(verantwoording.pdf or b"")
    assert verantwoording.sha256 == hashlib.sha256(pdf).hexdigest()
    assert "Gemeente Putten" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert verantwoording.cijfers is not None
    assert verantwoording.cijfers["sisa"]["bestedingen"][0]["bedrag"] == 1_572_00
    regel = AuditRegel.objects.get(handeling="verantwoording.make")
    assert regel.details == {
        "jaar": 2025,
        "poging": 1,
        "sha256": verantwoording.sha256,
        "na_afsluiting": False,
    }
    assert not verantwoording.regels.exists()


def test_a_round_makes_the_report_once_and_only_in_the_name_of_who_said_so(
    putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(jaar: str = "2025") -> tuple[str, str]:
        uitkomst = report_gemeente(Beurt(putten, jaar, MOMENT, MOMENT, "", lambda: False))
        return str(uitkomst.status), uitkomst.zin

    assert turn() == ("overgeslagen", "Geen machtiging van de gemeente. Zij maakt de verantwoording zelf.")
    beleid = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)
    give_machtiging(soort=VERANTWOORDEN, door=beleid, op=MOMENT)
    assert turn("2011")[0] == "overgeslagen"
    with monkeypatch.context() as kapot:
        kapot.setattr(tasks, "_make", lambda geclaimd: 1 / 0)
        assert turn() == ("mislukt", "Niet gemaakt. De gemeente ziet de reden op haar pagina Verantwoording.")
    gemaakt = ("klaar", "De verantwoording over 2025 is gemaakt, als concept.")
    assert turn() == gemaakt == turn()
    assert sorted(Verantwoording.objects.values_list("status", "aangevraagd_door")) == [
        ("klaar", beleid.pk),
        ("mislukt", beleid.pk),
    ]


def test_a_report_of_a_closed_year_keeps_what_it_says_per_provider_and_counts_once_it_is_definitive(
    putten: Gemeente,
) -> None:
    een, ander = GebruikerFactory.create_batch(2, gemeente=putten)
    Jaarafsluiting.objects.create(
        gemeente=putten,
        jaar=2025,
        status=Jaarafsluiting.Status.CLOSED,
        voorgesteld_op=MOMENT,
        voorgesteld_door=een,
        gesloten_op=MOMENT,
        gesloten_door=ander,
        cijfers={},
        sha256="0" * 64,
    )
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    assert (verantwoording.na_afsluiting, verantwoording.trede) == (True, "concept")
    boeking = Boeking.objects.get()
    [regel] = verantwoording.regels.all()
    assert (regel.houder, regel.jaar, regel.berekening, regel.bedrag_centen) == (
        boeking.houder,
        2025,
        boeking.berekening,
        1_572_00,
    )
    assert asked(check_houder) == []
    actions.finalize_verantwoording(verantwoording=verantwoording, door=ander, moment=MOMENT)
    assert asked(check_houder) == [[putten.pk, boeking.houder_id]]
    assert list(INVARIANTEN["een_definitieve_verantwoording_telt_op"](putten)) == []
    verantwoording.regels.update(bedrag_centen=1)
    [zin] = INVARIANTEN["een_definitieve_verantwoording_telt_op"](putten)
    assert zin.endswith("de regels per aanbieder zijn €\u00a00,01, de cijfers €\u00a01.572,00.")


def test_a_second_delivery_of_the_same_task_changes_nothing(putten: Gemeente) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    eerst = Verantwoording.objects.values().get()
    tasks.make_verantwoording(verantwoording.pk)
    assert Verantwoording.objects.values().get() == eerst
    assert AuditRegel.objects.filter(handeling="verantwoording.make").count() == 1


def test_the_document_carries_the_day_of_the_request_so_that_a_retry_gives_the_same_file(
    putten: Gemeente,
) -> None:
    een, twee = VerantwoordingFactory.create(gemeente=putten), None
    tasks.make_verantwoording(een.pk)
    twee = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(twee.pk)
    een.refresh_from_db()
    twee.refresh_from_db()
    assert een.sha256 == twee.sha256


def test_progress_only_grows_and_is_written_while_the_document_is_made(
    putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien: list[int] = []
    schrijf = productie.Claim.write

    def watch(self: productie.Claim, moment: Any, **velden: Any) -> None:
        schrijf(self, moment, **velden)
        gezien.append(Verantwoording.objects.get(pk=self.verantwoording_id).voortgang)

    monkeypatch.setattr(productie.Claim, "write", watch)
    monkeypatch.setattr(tasks, "SECONDEN_TUSSEN_HARTSLAGEN", 0.0)
    tasks.make_verantwoording(VerantwoordingFactory.create(gemeente=putten).pk)
    assert gezien == sorted(gezien)
    assert gezien[0] == 20
    assert gezien[-2:] == [95, 100]
    assert len(gezien) > 10


def test_a_ledger_that_does_not_add_up_ends_in_a_failed_row_with_the_reason(putten: Gemeente) -> None:
    BoekingFactory(gemeente=putten, indicator="D9/01", bedrag_centen=10_00)
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    assert verantwoording.status == Status.FAILED
    assert verantwoording.fout.startswith(
        "De cijfers van SiSa en het saldo sluiten niet aan: €\u00a01.572,00"
    )
    assert verantwoording.pdf is None


def test_an_unexpected_error_ends_in_a_failed_row_and_reaches_the_logs(
    putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(rapport: Rapport, **_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "make_verslag", explode)
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    with pytest.raises(ZeroDivisionError):
        tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    assert (verantwoording.status, verantwoording.fout[:44]) == (
        Status.FAILED,
        "Er ging iets mis dat wij niet verwachtten. P",
    )


def test_a_worker_that_was_taken_over_in_the_middle_stores_nothing(
    putten: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    verantwoording = VerantwoordingFactory.create(gemeente=putten)
    maak = make_verslag

    def overtake(rapport: Rapport, **_: Any) -> tuple[str, bytes]:
        Verantwoording.objects.update(poging=2)
        return maak(rapport)

    monkeypatch.setattr(tasks, "make_verslag", overtake)
    tasks.make_verantwoording(verantwoording.pk)
    verantwoording.refresh_from_db()
    assert (verantwoording.status, verantwoording.poging, verantwoording.pdf) == (Status.RUNNING, 2, None)
    assert not AuditRegel.objects.filter(handeling="verantwoording.make").exists()


def test_the_rescue_asks_again_for_what_a_stopped_worker_left() -> None:
    gestopt = VerantwoordingFactory.create(running=True)
    VerantwoordingFactory(running=True, jaar=2024, hartslag_op=timezone.now())
    VerantwoordingFactory(done=True, jaar=2023)
    tasks.rescue_verantwoordingen()
    tasks.rescue_verantwoordingen()
    assert asked(tasks.make_verantwoording) == [gestopt.pk]


def test_the_rescue_asks_for_what_waits_without_a_job() -> None:
    """As reports do that were asked for before there was an outbox."""
    vergeten = VerantwoordingFactory.create()
    tasks.rescue_verantwoordingen()
    tasks.rescue_verantwoordingen()
    assert asked(tasks.make_verantwoording) == [vergeten.pk]


def test_a_report_that_was_broken_off_before_the_clock_was_set_back_is_asked_for_again() -> None:
    gestopt = VerantwoordingFactory.create(running=True, hartslag_op=timezone.now() + timedelta(hours=1))
    tasks.rescue_verantwoordingen()
    assert asked(tasks.make_verantwoording) == [gestopt.pk]
    work()
    gestopt.refresh_from_db()
    assert gestopt.poging == 2


def test_the_rescue_gives_up_after_three_attempts() -> None:
    verantwoording = VerantwoordingFactory.create(
        running=True, poging=MAX_POGINGEN, hartslag_op=timezone.now() - HARTSLAG_MAX - timedelta(seconds=1)
    )
    tasks.rescue_verantwoordingen()
    verantwoording.refresh_from_db()
    assert verantwoording.status == Status.FAILED
    assert asked(tasks.make_verantwoording) == []


def test_the_rescue_is_on_the_clock(settings: Any) -> None:
    taken = {rooster["task"] for rooster in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.rescue_verantwoordingen.name in taken
