"""What a policy costs on the own children, beside the budget, on the page of the policy."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.models import Begrotingspost, Subsidieregeling
from subsidies.regelingen.actions import import_regeling, propose_regeling
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]


@pytest.fixture
def jaar(duiven: Administratie) -> Administratie:
    """A quarter of one doelgroep child (160 hours) and one regular child (80 hours), both without KOT."""
    uren = {duiven.plaatsing(duiven.kind("vve")): "160", duiven.plaatsing(duiven.kind(None)): "80"}
    calculate_declaratie(declaratie=duiven.declaratie(uren), door=duiven.medewerker, op=NU)
    return duiven


def _duurder(administratie: Administratie) -> Subsidieregeling:
    tekst = regeling_text("duiven-2020").replace("waarde = 9.40", "waarde = 10.40")
    return import_regeling(tekst=tekst, door=administratie.beleid, op=NU)


def _fragment(client: Client, regeling: Subsidieregeling) -> str:
    antwoord = client.get(
        reverse("subsidies:regeling_kosten", args=[regeling.pk]), headers={"HX-Request": "true"}
    )
    assert antwoord.status_code == 200
    return antwoord.content.decode().replace("\u00a0", " ")


def test_the_cost_stands_beside_what_it_is_now_and_the_budget(
    jaar: Administratie, inloggen: Inloggen
) -> None:
    """1 euro more for 80 hours: 80 euro; 1.572,00 + 682,40 = 2.254,40 now."""
    Begrotingspost.objects.create(
        gemeente=jaar.gemeente, jaar=2020, bron="goab", bedrag_centen=230_000, toelichting="begroting"
    )
    tekst = _fragment(inloggen(jaar.beleid), _duurder(jaar))
    for deel in ("€ 2.254,40", "€ 2.334,40", "€ 80,00", "€ 2.300,00", "2 kinderen en 2 regels"):
        assert deel in tekst, deel
    assert "Deze regeling kost € 34,40 meer dan er voor 2020 is begroot." in tekst


def test_without_a_budget_the_page_says_so(jaar: Administratie, inloggen: Inloggen) -> None:
    tekst = _fragment(inloggen(jaar.beleid), _duurder(jaar))
    assert "er is geen begroting voor dit jaar vastgelegd" in tekst
    assert "Meer dan begroot" not in tekst


def test_the_budgethouder_sees_it_on_the_page_where_he_adopts(
    jaar: Administratie, inloggen: Inloggen
) -> None:
    voorstel = propose_regeling(regeling=_duurder(jaar), door=jaar.beleid)
    adres = reverse("subsidies:regeling_kosten", args=[voorstel.pk])
    client = inloggen(jaar.budgethouder)
    pagina = client.get(reverse("subsidies:regeling_detail", args=[voorstel.pk])).content.decode()
    assert f'hx-get="{adres}"' in pagina
    assert "€ 2.334,40" in client.get(adres).content.decode().replace("\u00a0", " ")


def test_without_declarations_there_is_a_reason_instead_of_an_amount(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    assert "Er zijn nog geen berekeningen." in _fragment(inloggen(duiven.beleid), _duurder(duiven))


def test_a_policy_that_asks_what_the_lines_do_not_hold_says_what(
    jaar: Administratie, inloggen: Inloggen
) -> None:
    vast = 'soort = "vast"\nbedrag = { waarde = 9.40, bron = "tabel scenario\'s, scenario 4a: kostprijs reguliere peuter" }\n'
    eigen = 'soort = "aanbieder_tot_grens"\ngrens = { waarde = 9.40, bron = "art. 4" }\n'
    tekst = regeling_text("duiven-2020")
    assert vast in tekst
    concept = import_regeling(tekst=tekst.replace(vast, eigen), door=jaar.beleid, op=NU)
    assert "deze regeling rekent met de uurprijs" in _fragment(inloggen(jaar.beleid), concept)


def test_a_concept_is_for_who_writes_it(jaar: Administratie, inloggen: Inloggen) -> None:
    adres = reverse("subsidies:regeling_kosten", args=[_duurder(jaar).pk])
    assert inloggen(jaar.budgethouder).get(adres).status_code == 404
