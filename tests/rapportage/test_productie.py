from datetime import timedelta

import pytest

from organisaties.models import AuditRegel
from rapportage import productie
from rapportage.models import Verantwoording
from rapportage.productie import HARTSLAG_MAX, MAX_POGINGEN, Claim, Overgenomen
from tests.factories import MOMENT
from tests.rapportage.factories import Status, VerantwoordingFactory

pytestmark = pytest.mark.django_db
TE_LAAT = MOMENT + HARTSLAG_MAX + timedelta(seconds=1)


@pytest.fixture
def wacht() -> Verantwoording:
    return VerantwoordingFactory.create()


def test_a_waiting_row_is_claimed_once(wacht: Verantwoording) -> None:
    assert productie.claim(wacht.pk, MOMENT) == Claim(wacht.pk, 1)
    assert productie.claim(wacht.pk, MOMENT) is None
    wacht.refresh_from_db()
    assert (wacht.status, wacht.poging, wacht.hartslag_op, wacht.stap) == (
        Status.RUNNING,
        1,
        MOMENT,
        "Cijfers verzamelen",
    )


def test_a_row_with_a_fresh_heartbeat_is_not_taken_over(wacht: Verantwoording) -> None:
    productie.claim(wacht.pk, MOMENT)
    assert productie.claim(wacht.pk, MOMENT + HARTSLAG_MAX) is None


def test_a_row_whose_worker_stopped_is_taken_over_and_the_first_worker_finds_out(
    wacht: Verantwoording,
) -> None:
    eerste, tweede = productie.claim(wacht.pk, MOMENT), productie.claim(wacht.pk, TE_LAAT)
    assert tweede == Claim(wacht.pk, 2)
    assert eerste is not None
    with pytest.raises(Overgenomen):
        eerste.write(TE_LAAT, voortgang=99)
    wacht.refresh_from_db()
    assert wacht.voortgang == 0


@pytest.mark.parametrize("eind", ["done", "failed"])
def test_a_finished_row_is_not_claimed(eind: str) -> None:
    verantwoording = VerantwoordingFactory.create(**{eind: True})
    assert productie.claim(verantwoording.pk, TE_LAAT) is None


def test_every_write_is_a_heartbeat(wacht: Verantwoording) -> None:
    geclaimd = productie.claim(wacht.pk, MOMENT)
    assert geclaimd is not None
    geclaimd.write(MOMENT + HARTSLAG_MAX, voortgang=50)
    assert not productie.find_stopped(TE_LAAT).exists()
    assert productie.find_stopped(TE_LAAT + HARTSLAG_MAX).get() == wacht


def test_a_heartbeat_in_the_future_is_none_because_the_clock_was_set_back(wacht: Verantwoording) -> None:
    productie.claim(wacht.pk, MOMENT)
    terug = MOMENT - HARTSLAG_MAX
    assert productie.claim(wacht.pk, terug) is None
    assert productie.claim(wacht.pk, terug - timedelta(seconds=1)) == Claim(wacht.pk, 2)


def test_after_three_interrupted_attempts_a_person_decides() -> None:
    verantwoording = VerantwoordingFactory.create(running=True, poging=MAX_POGINGEN)
    assert productie.give_up(MOMENT + HARTSLAG_MAX) == 0
    assert productie.give_up(TE_LAAT) == 1
    verantwoording.refresh_from_db()
    assert verantwoording.status == Status.FAILED
    assert verantwoording.fout.startswith("Het maken is 3 keer onderbroken. Probeer het opnieuw")
    regel = AuditRegel.objects.get(handeling="verantwoording.fail")
    assert (regel.gebruiker_email, regel.object_id) == ("systeem: verantwoording", str(verantwoording.pk))


def test_before_the_third_attempt_nothing_is_given_up() -> None:
    VerantwoordingFactory(running=True, poging=MAX_POGINGEN - 1)
    assert productie.give_up(TE_LAAT) == 0
