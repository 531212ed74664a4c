"""The demo lives on the day of loading: whoever signs in finds work, also on odd days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demo import duiven, putten
from demo.inrichting import LOGINS, Inrichting
from demo.laden import build_basis, load_demo
from demo.lopend import Lopend
from demo.overdrachten import Overdrachten
from demo.personen import Mensen
from demo.vandaag import Vandaag
from indicaties.models import Kind, Trajecttaak
from indicaties.routekaart.stap import KOLOMMEN, WEG, Feiten, Stap, find_stap, with_case, with_facts_on
from opvang.models import ApiToken, LrkVraag, Urendeclaratie
from opvang.signalen import signaleer
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Rol
from rapportage.bereik import count_bereik
from subsidies.models import Berekening, Boeking, Locatieberekening, Subsidieregeling

# An ordinary day is in test_load_demo.py.
DAGEN = (date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29))
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo-vandaag")]


@pytest.fixture(scope="module", params=DAGEN, ids=str)
def dag(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[date]:
    """Putten as it is loaded on this day; each test works inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(request.param, [putten.PLAN])
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture
def op_die_dag(dag: date, monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(timezone, "localdate", lambda *_: dag)
    return dag


def open_home(login: str) -> Any:
    client = Client()
    client.force_login(Gebruiker.objects.get(email=f"{login}@putten.demo"))
    return client.get(reverse("home")).context


@pytest.mark.usefixtures("op_die_dag")
@pytest.mark.parametrize("login", [login for login, rol, _ in LOGINS if rol != Rol.AUDITOR])
def test_whoever_signs_in_finds_work(login: str) -> None:
    context = open_home(login)
    assert context["taken"]
    assert not context["kapot"]


def test_the_auditor_who_has_no_tasks_sees_how_this_year_stands(op_die_dag: date) -> None:
    jaren = {op_die_dag.year, op_die_dag.year - 1}
    assert open_home("auditor")["stand"].jaar in jaren


def steps(gemeente: Gemeente, dag: date) -> set[Stap]:
    rijen = with_facts_on(with_case(Kind.objects.filter(gemeente=gemeente)), dag).values_list(*KOLOMMEN)
    return {find_stap(Feiten(*rij), dag)[0] for rij in rijen}


def test_every_column_of_the_routekaart_has_a_child(dag: date) -> None:
    gemeente = Gemeente.objects.get(code="0273")
    assert steps(gemeente, dag) >= {*WEG, Stap.DECLINED, Stap.ENDED}


def test_a_quarter_is_declared_judged_and_approved_at_this_moment(dag: date) -> None:
    nieuw = Urendeclaratie.objects.filter(jaar__gte=2026)
    (concept,) = nieuw.filter(status="concept")
    uren = list(concept.regels.values_list("uren_honderdsten", flat=True))
    assert 0 in uren
    assert any(uren)
    (te_beoordelen,) = nieuw.filter(status="ingediend")
    assert any(signaleer(te_beoordelen).values())
    assert Berekening.objects.waiting().filter(declaratie__in=nieuw).count() == 1
    assert {concept.tijdvak} == {te_beoordelen.tijdvak}
    assert concept.tijdvak.periode.tot_en_met < dag


def test_a_policy_is_in_force_and_one_for_next_year_is_a_concept_both_marked_as_example(dag: date) -> None:
    (geldend,) = Subsidieregeling.objects.adopted().filter(geldig_van__year=dag.year)
    (volgend,) = Subsidieregeling.objects.filter(geldig_van__year=dag.year + 1)
    assert volgend.status == "concept"
    for regeling in (geldend, volgend):
        assert regeling.naam.endswith("(voorbeeld)")
        assert "aanname: voorbeeld, niet vastgesteld" in regeling.tekst


def test_amounts_per_location_are_approved_and_one_waits(dag: date) -> None:
    van_jaar = Locatieberekening.objects.in_jaar(dag.year)
    assert van_jaar.waiting().count() == 1
    assert van_jaar.in_force().count() >= 2
    assert {regel.soort for b in van_jaar for regel in b.regels.all()} >= {"pbm", "groep"}
    assert Boeking.objects.filter(jaar=dag.year, bedragsoort="groep", indicator="D8/01").exists()


def test_the_register_asks_a_key_is_given_and_a_task_is_late(dag: date) -> None:
    assert LrkVraag.objects.open().count() == 1
    assert ApiToken.objects.get().geldig_tot_en_met > dag
    taken = Trajecttaak.objects.filter(gedaan_op=None)
    assert taken.filter(uiterlijk__lt=dag).exists()
    assert taken.filter(uiterlijk=dag).exists()


def test_the_closed_year_stays_what_it_is(dag: date) -> None:
    bereik = count_bereik(Gemeente.objects.get(code="0273"), date(2025, 12, 31))
    assert (bereik.bereikt, bereik.totaal) == (26, 31)
    assert Urendeclaratie.objects.filter(jaar=2025).count() == 16
    assert not Boeking.objects.filter(jaar=2025, berekening__declaratie__jaar__gt=2025).exists()


@pytest.mark.parametrize("op", DAGEN, ids=str)
def test_duiven_has_work_of_today_without_its_closed_year(op: date) -> None:
    inrichting, criteria = build_basis(duiven.PLAN, op)
    build_today(inrichting, [criterium for criterium in criteria if criterium.soort == "vve"], op)
    assert steps(inrichting.gemeente, op) >= {Stap.DISCUSSED, Stap.WAITLISTED, Stap.PLACED, Stap.HANDED_OVER}
    statussen = set(Urendeclaratie.objects.values_list("status", "berekeningen__status"))
    assert {("concept", None), ("ingediend", None), ("geaccepteerd", "berekend")} <= statussen


def build_today(inrichting: Inrichting, criteria: list[Any], op: date) -> None:
    mensen = Mensen(seed=1, postcodes=duiven.POSTCODES, woonplaats="Duiven")
    lopend = Lopend(inrichting, duiven.REGELING, duiven.VANDAAG_VANAF)
    lopend.adopt(op)
    Vandaag(inrichting, criteria, mensen, duiven.VANDAAG_VANAF).build(op)
    lopend.declare(op)
    Overdrachten(inrichting).build(op)
