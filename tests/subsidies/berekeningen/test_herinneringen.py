"""Who declares, judges and approves is reminded on exact days; the work list shows of what and when."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from brieven.actions import send_herinneringen
from brieven.models import Bericht
from opvang.actions import set_herinneringsregel
from opvang.models import Urendeclaratie
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.berekeningen.herinneringen import BEOORDELEN, GOEDKEUREN
from subsidies.berekeningen.werklijst import find_niet_gedeclareerd, with_herinneringen
from tests.conftest import Inloggen
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.berekeningen.test_beoordelen import tekst

KEUZE = {
    "indienen_dagen": 30,
    "vooraf_dagen": 7,
    "verwijzing_dagen": 14,
    "corrigeren_dagen": 14,
    "beoordelen_dagen": 10,
    "goedkeuren_dagen": 21,
    "herhaal_dagen": 7,
    "hoogstens": 2,
}


def choose(duiven: Administratie, **anders: int) -> None:
    set_herinneringsregel(
        gemeente=duiven.gemeente,
        vanaf=date(2020, 1, 1),
        velden=KEUZE | anders,
        door=duiven.gebruiker(Rol.FUNCTIONEEL_BEHEERDER),
        op=date(2020, 1, 1),
    )


def every_day(duiven: Administratie, van: date, dagen: int) -> dict[date, list[str]]:
    verstuurd = {}
    for stap in range(dagen):
        dag = van + timedelta(days=stap)
        eerder = set(Bericht.objects.values_list("pk", flat=True))
        send_herinneringen(gemeente=duiven.gemeente, op=dag)
        if nieuw := Bericht.objects.exclude(pk__in=eerder):
            verstuurd[dag] = sorted(bericht.soort for bericht in nieuw)
    return verstuurd


def test_who_did_not_declare_is_reminded_before_and_after_the_term_and_then_no_more(
    duiven: Administratie,
) -> None:
    choose(duiven)
    duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
    assert every_day(duiven, date(2020, 4, 1), 80) == {
        date(2020, 4, 23): ["declareren-voor-termijn"],
        date(2020, 5, 1): ["declareren-na-termijn"],
        date(2020, 5, 8): ["declareren-na-termijn"],
    }
    assert set(Bericht.objects.values_list("organisatie", flat=True)) == {duiven.houder.pk}


def test_who_declared_is_not_reminded_and_who_has_a_draft_is(duiven: Administratie) -> None:
    choose(duiven)
    plaatsing = duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
    declaratie = duiven.declaratie({plaatsing: "80"}, status="concept")
    assert every_day(duiven, date(2020, 4, 20), 5) == {date(2020, 4, 23): ["declareren-voor-termijn"]}
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(
        status="ingediend", ingediend_op=NU + timedelta(days=20), ingediend_door=declaratie.opgesteld_door
    )
    assert every_day(duiven, date(2020, 4, 25), 14) == {}


def test_hours_that_wait_for_a_judgement_are_told_to_who_judges_in_one_message(duiven: Administratie) -> None:
    choose(duiven)
    for kwartaal in (1, 2):
        plaatsing = duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
        duiven.declaratie({plaatsing: "80"}, kwartaal=kwartaal, status="ingediend")
    # Submitted on 10 April.
    verstuurd = every_day(duiven, date(2020, 4, 10), 60)
    assert verstuurd == {date(2020, 4, 20): [BEOORDELEN], date(2020, 4, 27): [BEOORDELEN]}
    eerste = Bericht.objects.first()
    assert eerste is not None
    assert (eerste.url, eerste.organisatie) == (reverse("subsidies:werklijst"), None)
    assert Rol.SUBSIDIEMEDEWERKER in eerste.rollen
    assert {o.gebruiker for o in eerste.ontvangsten.all()} == {duiven.medewerker}


def test_a_calculation_without_a_decision_is_told_to_the_budgethouder(duiven: Administratie) -> None:
    choose(duiven)
    plaatsing = duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
    declaratie = duiven.declaratie({plaatsing: "80"})
    calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    verstuurd = every_day(duiven, date(2020, 4, 11), 60)
    assert verstuurd == {date(2020, 5, 1): [GOEDKEUREN], date(2020, 5, 8): [GOEDKEUREN]}
    bericht = Bericht.objects.filter(soort=GOEDKEUREN).first()
    assert bericht is not None
    assert {o.gebruiker for o in bericht.ontvangsten.all()} == {duiven.budgethouder}


def test_the_work_list_shows_the_term_and_when_a_provider_was_reminded(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    choose(duiven)
    duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
    every_day(duiven, date(2020, 4, 1), 40)
    dag = date(2020, 5, 10)
    (wie,) = with_herinneringen(duiven.gemeente, find_niet_gedeclareerd(duiven.medewerker, dag), dag)
    assert (wie.uiterlijk, wie.te_laat) == (date(2020, 4, 30), True)
    assert [(keer.op, keer.mensen) for keer in wie.herinnerd] == [
        (date(2020, 4, 23), 0),
        (date(2020, 5, 1), 0),
        (date(2020, 5, 8), 0),
    ]


def test_the_work_list_says_that_nobody_was_reminded_yet(duiven: Administratie, inloggen: Inloggen) -> None:
    duiven.plaatsing(duiven.kind())
    pagina = tekst(inloggen(duiven.medewerker).get(reverse("subsidies:werklijst")))
    assert "nog niet" in pagina
    assert "te laat" in pagina


@pytest.mark.parametrize(("dag", "te_laat"), [(date(2020, 4, 30), False), (date(2020, 5, 1), True)])
def test_late_begins_the_day_after_the_last(duiven: Administratie, dag: date, te_laat: bool) -> None:
    duiven.plaatsing(duiven.kind(), einddatum=date(2020, 3, 31))
    (wie,) = with_herinneringen(duiven.gemeente, find_niet_gedeclareerd(duiven.medewerker, dag), dag)
    assert wie.te_laat is te_laat
