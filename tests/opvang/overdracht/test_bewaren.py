"""Two years after the child left the kindercentrum what was handed over goes, to the day and provably."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from opvang.models import Overdracht, Overdrachtbijlage, Overdrachtinhoud, Plaatsing
from opvang.overdracht.actions.opstellen import attach_bijlage
from opvang.overdracht.actions.vervolg import confirm_ontvangst, give_terugkoppeling
from opvang.overdracht.actions.verzenden import send_overdracht
from opvang.overdracht.bewaren import expire_overdrachten, termijnen
from organisaties.models import AuditRegel, Gebruiker
from tests.factories import PlaatsingFactory
from tests.opvang.overdracht.conftest import DAG
from tests.opvang.overdracht.hulp import PNG

pytestmark = pytest.mark.django_db


@pytest.fixture
def verzonden(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> Overdracht:
    attach_bijlage(overdracht=klaar, inhoud=PNG, omschrijving="KIJK!", door=houder, op=DAG)
    Overdracht.objects.filter(pk=klaar.pk).update(gezien_op=DAG, gezien_door=houder)
    assert ib_er.organisatie is not None
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)
    give_terugkoppeling(overdracht=klaar, antwoorden={"toelichting": "Noor"}, door=ib_er, op=DAG)
    return klaar


def leave(overdracht: Overdracht, laatste_dag: date) -> None:
    Plaatsing.objects.filter(kind=overdracht.kind_id).update(einddatum=laatste_dag)


@pytest.mark.parametrize(
    ("laatste_dag", "bewaard_tot_en_met"),
    [
        (date(2026, 8, 31), date(2028, 8, 31)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_it_is_there_on_the_last_day_and_gone_on_the_next(
    verzonden: Overdracht, laatste_dag: date, bewaard_tot_en_met: date
) -> None:
    leave(verzonden, laatste_dag)
    assert expire_overdrachten(bewaard_tot_en_met) == 0
    assert Overdrachtinhoud.objects.count() == 1
    assert expire_overdrachten(date.fromordinal(bewaard_tot_en_met.toordinal() + 1)) == 1
    assert (Overdrachtinhoud.objects.count(), Overdrachtbijlage.objects.count()) == (0, 0)


def test_the_row_stays_with_its_dates_and_the_record_says_so(verzonden: Overdracht) -> None:
    dag = date(2028, 9, 1)
    expire_overdrachten(dag)
    verzonden.refresh_from_db()
    assert (verzonden.status, verzonden.gewist_op, verzonden.verzonden_op) == ("verlopen", dag, DAG)
    assert (verzonden.vervolg.antwoorden, verzonden.vervolg.ontvangen_op) == ({}, DAG)
    regel = AuditRegel.objects.get(handeling="overdracht.expire")
    assert regel.details == {
        "kind": verzonden.pseudoniem,
        "vertrokken_op": "2026-08-31",
        "bewaard_tot_en_met": "2028-08-31",
        "bijlagen": 1,
    }


def test_twice_does_nothing_more(verzonden: Overdracht) -> None:
    assert [expire_overdrachten(date(2028, 9, 1)) for _ in range(2)] == [1, 0]
    assert AuditRegel.objects.filter(handeling="overdracht.expire").count() == 1


def test_a_place_without_an_end_counts_until_the_fourth_birthday(verzonden: Overdracht) -> None:
    Plaatsing.objects.filter(kind=verzonden.kind_id).update(einddatum=None)
    (termijn,) = termijnen(verzonden.gemeente)
    assert (termijn.vertrokken_op, termijn.bewaren_tot_en_met) == (date(2026, 8, 31), date(2028, 8, 31))


def test_the_last_day_at_this_provider_counts_and_not_that_of_another(
    verzonden: Overdracht, plaatsing: Plaatsing
) -> None:
    PlaatsingFactory(kind=plaatsing.kind, startdatum=date(2026, 9, 1), einddatum=date(2027, 1, 1))
    (termijn,) = termijnen(verzonden.gemeente)
    assert termijn.vertrokken_op == date(2026, 8, 31)


def test_the_command_shows_what_will_go_and_what_went(verzonden: Overdracht) -> None:
    def told(*argumenten: str) -> str:
        uit = StringIO()
        call_command("overdracht_termijnen", *argumenten, stdout=uit)
        return uit.getvalue()

    assert "bewaren tot en met 31-08-2028" in told("--dag=2028-07-01")
    assert "bewaren tot en met" not in told("--dag=2026-09-01")
    assert Overdrachtinhoud.objects.count() == 1
    assert "Nu gewist: 1" in told("--dag=2028-09-01", "--wis")
    assert f"overdracht van kind {verzonden.pseudoniem}, gewist op 01-09-2028" in told("--dag=2028-09-02")
