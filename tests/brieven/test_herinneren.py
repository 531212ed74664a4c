"""Each reminder goes once, together where one message tells it, and stops."""

from datetime import date, timedelta

import pytest

from brieven import herinneren
from brieven.actions import send_herinneringen
from brieven.herinneren import Herinnerd, Moment, Wachtend, find_herinnerd
from brieven.models import Bericht, Berichtinstelling, Herinnering, Ontvangers, Ontvangst
from brieven.soorten import register_berichtsoort
from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.rechten import HOUDER_ROLLEN, Rol
from tests.factories import GebruikerFactory, GemeenteFactory

register_berichtsoort("proef-vooraf", "een termijn", "De termijn loopt bijna af.")
register_berichtsoort("proef-daarna", "een termijn", "De termijn is voorbij.")
pytestmark = pytest.mark.django_db

EERSTE, TWEEDE, DERDE = date(2025, 5, 1), date(2025, 5, 8), date(2025, 5, 15)
MOMENTEN = (Moment(EERSTE, "proef-vooraf"), Moment(TWEEDE, "proef-daarna"), Moment(DERDE, "proef-daarna"))


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    return gebruiker


@pytest.fixture
def wachtend(houder: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> list[Wachtend]:
    """What waits in Putten, for the test to add to; nothing else does."""
    rijen: list[Wachtend] = []

    def find(gemeente: Gemeente, dag: date) -> list[Wachtend]:
        return rijen if gemeente == houder.gemeente else []

    monkeypatch.setattr(herinneren, "_herinneraars", [find])
    return rijen


def waiting(houder: Gebruiker, sleutel: str = "proef/1", url: str = "/declaraties/") -> Wachtend:
    aan = Ontvangers(HOUDER_ROLLEN, houder.organisatie)
    return Wachtend(sleutel, MOMENTEN, aan, url, houder.gemeente)


def send(houder: Gebruiker, dag: date) -> list[str]:
    """The kinds of the messages of that day."""
    eerder = set(Bericht.objects.values_list("pk", flat=True))
    send_herinneringen(gemeente=houder.gemeente, op=dag)
    return [bericht.soort for bericht in Bericht.objects.exclude(pk__in=eerder)]


def test_each_reminder_goes_on_its_day_and_after_the_last_it_stops(
    houder: Gebruiker, wachtend: list[Wachtend]
) -> None:
    wachtend.append(waiting(houder))
    verstuurd = {}
    for dagen in range(-1, 60):
        dag = EERSTE + timedelta(days=dagen)
        if soorten := send(houder, dag):
            verstuurd[dag] = soorten
    assert verstuurd == {EERSTE: ["proef-vooraf"], TWEEDE: ["proef-daarna"], DERDE: ["proef-daarna"]}


def test_a_second_run_on_the_same_day_sends_nothing_twice(
    houder: Gebruiker, wachtend: list[Wachtend]
) -> None:
    wachtend.append(waiting(houder))
    assert [send(houder, EERSTE), send(houder, EERSTE)] == [["proef-vooraf"], []]
    assert (Ontvangst.objects.count(), Herinnering.objects.count()) == (1, 1)


def test_after_days_without_a_clock_only_the_last_that_was_missed_goes(
    houder: Gebruiker, wachtend: list[Wachtend]
) -> None:
    wachtend.append(waiting(houder))
    assert send(houder, date(2025, 12, 1)) == ["proef-daarna"]
    assert list(Herinnering.objects.values_list("nummer", flat=True)) == [3]
    assert send(houder, date(2025, 12, 2)) == []


def test_what_waits_on_one_page_is_told_in_one_message(houder: Gebruiker, wachtend: list[Wachtend]) -> None:
    wachtend += [
        waiting(houder, "proef/1"),
        waiting(houder, "proef/2"),
        waiting(houder, "proef/3", "/elders/"),
    ]
    assert send(houder, EERSTE) == ["proef-vooraf", "proef-vooraf"]
    gevonden = find_herinnerd(houder.gemeente, ["proef/1", "proef/2", "proef/9"])
    assert gevonden == {"proef/1": [Herinnerd(EERSTE, 1)], "proef/2": [Herinnerd(EERSTE, 1)]}


def test_another_municipality_gets_nothing(houder: Gebruiker, wachtend: list[Wachtend]) -> None:
    wachtend.append(waiting(houder))
    assert send_herinneringen(gemeente=GemeenteFactory(code="0226"), op=EERSTE) == 0


def test_who_chose_one_mail_a_day_gets_it_in_that_mail(houder: Gebruiker, wachtend: list[Wachtend]) -> None:
    Berichtinstelling.objects.create(gebruiker=houder, dagelijks=True)
    wachtend.append(waiting(houder))
    send(houder, EERSTE)  # placed at noon
    assert f"{Ontvangst.objects.get().versturen_vanaf:%d-%m %H:%M}" == "02-05 06:00"


def test_the_record_says_that_the_system_placed_it(houder: Gebruiker, wachtend: list[Wachtend]) -> None:
    wachtend.append(waiting(houder))
    send(houder, EERSTE)
    regel = AuditRegel.objects.get(handeling="bericht.place")
    assert (regel.gebruiker_email, regel.details) == ("systeem: berichten", {"soort": "proef-vooraf"})
