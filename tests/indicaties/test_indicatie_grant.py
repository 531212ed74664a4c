"""Granting, withdrawing and shortening an indicatie on screen."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from indicaties.criteria import load_criteria
from indicaties.models import Indicatie, Kind
from lib.periode import add_maanden
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.conftest import Inloggen
from tests.factories import CriteriumFactory, GebruikerFactory, GemeenteFactory, IndicatieFactory, KindFactory
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db

GEBOREN = date(2022, 9, 1)


@pytest.fixture
def gebruiker() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def jgz(inloggen: Inloggen, gebruiker: Gebruiker) -> Client:
    return inloggen(gebruiker)


@pytest.fixture
def kind() -> Kind:
    kind = KindFactory(geboortedatum=GEBOREN)
    load_criteria(kind.gemeente)
    return kind


def _url(kind: Kind, soort: str = "vve") -> str:
    return f"/kinderen/{kind.pk}/indicatie/{soort}/"


def _invoer(kind: Kind, **velden: Any) -> dict[str, Any]:
    return {
        "criteria": [kind.gemeente.criteria.get(code="taalontwikkeling").pk],
        "geldig_van": "2025-01-01",
        "geldig_tot_en_met": "2026-08-31",
        **velden,
    }


def test_the_decision_keeps_who_gave_it_when_and_on_which_grounds(
    jgz: Client, gebruiker: Gebruiker, kind: Kind
) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind))
    indicatie = Indicatie.objects.get()
    assert antwoord.headers["Location"] == f"/kinderen/{kind.pk}/"
    assert (indicatie.geldig_van, indicatie.geldig_tot_en_met) == (date(2025, 1, 1), date(2026, 8, 31))
    assert (indicatie.afgegeven_door, indicatie.organisatie) == (gebruiker, gebruiker.organisatie)
    assert [criterium.code for criterium in indicatie.criteria.all()] == ["taalontwikkeling"]


def test_the_record_holds_the_period_and_not_the_grounds(jgz: Client, kind: Kind) -> None:
    jgz.post(_url(kind), _invoer(kind))
    assert AuditRegel.objects.get(handeling="indicatie.grant").details == {
        "kind": kind.pseudoniem,
        "soort": "vve",
        "geldig_van": "2025-01-01",
        "geldig_tot_en_met": "2026-08-31",
    }


def test_the_proposed_last_day_is_the_day_before_the_fourth_birthday(jgz: Client) -> None:
    geboren = add_maanden(timezone.localdate(), -30)
    kind = KindFactory(geboortedatum=geboren, ingeschreven_op=timezone.localdate())
    voorstel = jgz.get(_url(kind)).context["form"].initial
    assert voorstel["geldig_van"] == timezone.localdate()
    assert add_maanden(geboren, 48) - voorstel["geldig_tot_en_met"] == date(2025, 1, 2) - date(2025, 1, 1)


def test_a_last_day_before_the_first_is_refused_with_both_days(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind, geldig_tot_en_met="2024-12-31")).content.decode()
    assert "De laatste dag (31 december 2024) ligt voor de eerste dag (1 januari 2025)." in antwoord


def test_an_overlap_is_told_on_the_form(jgz: Client, kind: Kind) -> None:
    IndicatieFactory(kind=kind, geldig_van=date(2025, 6, 1), geldig_tot_en_met=date(2025, 6, 30))
    antwoord = jgz.post(_url(kind), _invoer(kind)).content.decode()
    assert "Dit kind heeft in (een deel van) deze periode al een indicatie." in antwoord
    assert Indicatie.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_overlap_in_a_race_is_told_on_the_form_and_not_recorded(
    jgz: Client, gebruiker: Gebruiker, kind: Kind
) -> None:
    eerste = IndicatieFactory.build(
        kind=kind, afgegeven_door=gebruiker, organisatie=gebruiker.organisatie, geldig_van=date(2025, 6, 1)
    )
    with other_request(eerste.save):
        antwoord = jgz.post(_url(kind), _invoer(kind)).content.decode()
    assert "Dit kind heeft in (een deel van) deze periode al een indicatie." in antwoord
    assert not AuditRegel.objects.filter(handeling="indicatie.grant").exists()


def test_an_indicatie_cannot_start_before_birth(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind, geldig_van="2022-08-31")).content.decode()
    assert "begint op 31 augustus 2022, voor de geboorte van het kind op 1 september 2022" in antwoord


def test_an_indicatie_cannot_last_beyond_the_fifth_birthday(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind, geldig_tot_en_met="2027-09-01")).content.decode()
    assert "Dat kan hooguit tot en met 31 augustus 2027" in antwoord


def test_beyond_the_fourth_birthday_it_is_granted_with_a_warning(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind, geldig_tot_en_met="2026-09-01"), follow=True)
    assert "loopt door na de vierde verjaardag, 1 september 2026" in antwoord.content.decode()
    assert Indicatie.objects.count() == 1


def test_without_a_ground_there_is_no_indicatie(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind), _invoer(kind, criteria=[])).content.decode()
    assert "Kies ten minste één grond voor de indicatie." in antwoord


def test_a_ground_of_another_municipality_is_refused(jgz: Client, kind: Kind) -> None:
    vreemd = CriteriumFactory(gemeente=GemeenteFactory(code="0226"))
    jgz.post(_url(kind), _invoer(kind, criteria=[vreemd.pk]))
    assert not Indicatie.objects.exists()


def test_a_ground_that_is_assumed_is_marked_as_such_where_it_is_chosen(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.get(_url(kind)).content.decode()
    assert antwoord.count('<span class="vve-aanname">Aanname</span>') == 5


def test_putten_has_no_smi_and_duiven_has(inloggen: Inloggen, jgz: Client, kind: Kind) -> None:
    assert jgz.get(_url(kind, "smi")).status_code == 404
    duiven = GemeenteFactory(code="0226")
    load_criteria(duiven)
    kind = KindFactory(gemeente=duiven, geboortedatum=GEBOREN)
    client = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=duiven))
    grond = duiven.criteria.get(code="onrustige-thuissituatie").pk
    client.post(_url(kind, "smi"), _invoer_smi(grond))
    assert Indicatie.objects.get().soort == "smi"


def _invoer_smi(grond: int) -> dict[str, Any]:
    return {"criteria": [grond], "geldig_van": "2025-01-01", "geldig_tot_en_met": "2025-06-30"}


@pytest.mark.parametrize("rol", Rol)
def test_only_the_consultatiebureau_grants(inloggen: Inloggen, kind: Kind, rol: Rol) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(_url(kind))
    assert antwoord.status_code == (200 if Recht.INDICATIE_GRANT in RECHTEN[rol] else 403)


def test_a_child_of_another_municipality_is_not_found(inloggen: Inloggen, kind: Kind) -> None:
    duiven = GemeenteFactory(code="0226")
    client = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=duiven))
    assert client.post(_url(kind), _invoer(kind)).status_code == 404
    assert not Indicatie.objects.exists()


def test_a_withdrawn_indicatie_stays_visible_with_its_reason(jgz: Client, kind: Kind) -> None:
    indicatie = IndicatieFactory(kind=kind)
    jgz.post(f"/kinderen/indicaties/{indicatie.pk}/intrekken/", {"reden": "verhuisd"})
    indicatie.refresh_from_db()
    assert (indicatie.ingetrokken_op, indicatie.reden_intrekking) == (timezone.localdate(), "verhuisd")
    assert "Reden: het kind is verhuisd" in jgz.get(f"/kinderen/{kind.pk}/").content.decode()
    assert AuditRegel.objects.get(handeling="indicatie.withdraw").details["reden"] == "verhuisd"


def test_a_withdrawal_needs_a_reason(jgz: Client, kind: Kind) -> None:
    indicatie = IndicatieFactory(kind=kind)
    antwoord = jgz.post(f"/kinderen/indicaties/{indicatie.pk}/intrekken/", {"reden": ""})
    assert "Kies een reden." in antwoord.content.decode()
    assert Indicatie.objects.effective().count() == 1


def test_an_indicatie_that_ends_earlier_is_replaced_by_a_shorter_one_on_the_same_grounds(
    jgz: Client, kind: Kind
) -> None:
    indicatie = IndicatieFactory(kind=kind, geldig_van=date(2024, 9, 1), geldig_tot_en_met=date(2026, 8, 31))
    indicatie.criteria.set(kind.gemeente.criteria.filter(code="schuldsanering"))
    jgz.post(
        f"/kinderen/indicaties/{indicatie.pk}/verkorten/",
        {"laatste_dag": "2025-03-31", "reden": "verhuisd"},
    )
    korter = Indicatie.objects.effective().get()
    assert (korter.geldig_van, korter.geldig_tot_en_met) == (date(2024, 9, 1), date(2025, 3, 31))
    assert [criterium.code for criterium in korter.criteria.all()] == ["schuldsanering"]
    assert Indicatie.objects.exclude(ingetrokken_op=None).get() == indicatie


@pytest.mark.parametrize("dag", ["2024-08-31", "2026-08-31"])
def test_the_new_last_day_lies_inside_the_indicatie(jgz: Client, kind: Kind, dag: str) -> None:
    indicatie = IndicatieFactory(kind=kind, geldig_van=date(2024, 9, 1), geldig_tot_en_met=date(2026, 8, 31))
    antwoord = jgz.post(
        f"/kinderen/indicaties/{indicatie.pk}/verkorten/", {"laatste_dag": dag, "reden": "verhuisd"}
    )
    assert "Kies een laatste dag binnen de indicatie." in antwoord.content.decode()
    assert Indicatie.objects.get().ingetrokken_op is None
