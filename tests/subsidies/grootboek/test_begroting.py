"""A budget for a year that cannot be is refused everywhere; a mistake is put right; the start page stands."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from organisaties.taken import Taak
from subsidies.grootboek.actions import set_begrotingspost
from subsidies.models import Begrotingspost
from tests.subsidies.administratie import Administratie
from tests.subsidies.factories import BegrotingspostFactory
from vve_admin.home import _stand

BEGROTING = {"bron": "goab", "bedrag_centen": "1000", "toelichting": "Begroting"}


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


@pytest.mark.parametrize("jaar", [0, 1999, 2101, 10000])
def test_the_database_refuses_a_year_that_cannot_be(leeg: Administratie, jaar: int) -> None:
    with pytest.raises(IntegrityError, match="begrotingspost_jaar_bestaat"), transaction.atomic():
        BegrotingspostFactory(gemeente=leeg.gemeente, jaar=jaar)


@pytest.mark.parametrize("jaar", [0, 999, 10000, 99999999])
def test_no_page_takes_a_budget_for_such_a_year(leeg: Administratie, client: Client, jaar: int) -> None:
    client.force_login(leeg.medewerker)
    assert client.post(f"/subsidies/grootboek/begroting/{jaar}/", BEGROTING).status_code == 404
    assert not Begrotingspost.objects.exists()


def test_a_source_keeps_its_fcl_code_when_its_amount_changes(leeg: Administratie) -> None:
    velden: dict[str, Any] = {"jaar": 2052, "bron": "goab", "toelichting": "Plan", "door": leeg.medewerker}
    set_begrotingspost(bedrag_centen=1, fcl_code="6.421.01", **velden)
    set_begrotingspost(bedrag_centen=2, **velden)
    post = Begrotingspost.objects.get(jaar=2052)
    assert (post.bedrag_centen, post.fcl_code) == (2, "6.421.01")


def test_a_budget_of_nothing_is_no_budget_any_more(leeg: Administratie, client: Client) -> None:
    """A budget that was put in the wrong year goes, and the year with it; the log keeps both amounts."""
    client.force_login(leeg.medewerker)
    adres = reverse("subsidies:begrotingspost_set", args=[2052])
    client.post(adres, BEGROTING)
    client.post(adres, BEGROTING | {"bedrag_centen": "0"})
    assert not Begrotingspost.objects.exists()
    regels = AuditRegel.objects.filter(handeling="begrotingspost.set").order_by("pk")
    assert [(regel.details["was"], regel.details["wordt"]) for regel in regels] == [
        (None, 1000_00),
        (1000_00, 0),
    ]


def test_the_start_page_shows_this_year_and_not_a_plan_for_later(leeg: Administratie, dag: date) -> None:
    for jaar in (2024, 2052):
        set_begrotingspost(jaar=jaar, bron="goab", bedrag_centen=1, toelichting="Plan", door=leeg.medewerker)
    assert _stand(leeg.gemeente, dag, volledig=True).jaar == 2024


def _breek(*_: object) -> list[Taak]:
    raise ValueError("year 10000 is out of range")


@pytest.mark.parametrize(
    ("deel", "vervanging"),
    [
        ("read_jaarstand", _breek),
        ("taakgevers", lambda: (_breek, lambda *_: [Taak("Uren accepteren", 1, "/")])),
    ],
)
def test_a_part_of_the_start_page_that_breaks_leaves_the_rest(
    leeg: Administratie, client: Client, deel: str, vervanging: Callable[..., object]
) -> None:
    client.force_login(leeg.gebruiker(Rol.BELEIDSMEDEWERKER))
    with patch(f"vve_admin.home.{deel}", vervanging):
        tekst = client.get(reverse("home")).content.decode()
    assert "Een deel van deze pagina kan nu niet worden getoond." in tekst
    assert ("Uren accepteren" in tekst) == (deel == "taakgevers")
    assert "Een deel" not in client.get(reverse("home")).content.decode()
