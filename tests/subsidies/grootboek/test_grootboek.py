import pytest
from django.db import IntegrityError, transaction

from organisaties.models import Gemeente
from subsidies.grootboek.cijfers import (
    Balans,
    Begrotingsregel,
    Besteding,
    balans,
    begroting,
    bestedingen,
    besteed_per_bron,
    per_indicator,
    vergelijk,
)
from subsidies.models import Boeking, Geldbron
from tests.factories import GemeenteFactory, OrganisatieFactory
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory

pytestmark = pytest.mark.django_db
Soort = Boeking.Soort


@pytest.fixture
def duiven() -> Gemeente:
    return GemeenteFactory.create(code="0226")


def _book(gemeente: Gemeente, jaar: int, soort: str, centen: int) -> Boeking:
    return BoekingFactory.create(gemeente=gemeente, jaar=jaar, soort=soort, bedrag_centen=centen)


def test_the_balance_is_what_was_there_plus_received_minus_spent_minus_repaid(duiven: Gemeente) -> None:
    _book(duiven, 2020, Soort.OPENING, 431_000_00)
    _book(duiven, 2020, Soort.RECEIVED, 787_000_00)
    _book(duiven, 2020, Soort.SPENT, 620_000_00)
    _book(duiven, 2020, Soort.REPAID, 7_000_00)
    stand = balans(duiven, 2020)
    assert stand == Balans(2020, 431_000_00, 787_000_00, 620_000_00, 7_000_00)
    assert stand.stand_eind == 591_000_00


def test_the_balance_of_a_year_opens_with_the_end_of_the_year_before(duiven: Gemeente) -> None:
    _book(duiven, 2019, Soort.OPENING, 10_00)
    _book(duiven, 2019, Soort.RECEIVED, 213_000_00)
    _book(duiven, 2019, Soort.SPENT, 200_000_00)
    _book(duiven, 2020, Soort.RECEIVED, 276_000_00)
    _book(duiven, 2021, Soort.RECEIVED, 999_00)
    assert balans(duiven, 2020).stand_begin == balans(duiven, 2019).stand_eind == 13_010_00
    assert balans(duiven, 2020).stand_eind == 289_010_00


def test_other_money_and_other_municipalities_do_not_touch_the_balance(duiven: Gemeente) -> None:
    BoekingFactory(gemeente=duiven, bron=Geldbron.GEMEENTE)
    BoekingFactory(gemeente=GemeenteFactory(code="0273"))
    assert balans(duiven, 2025) == Balans(2025, 0, 0, 0, 0)


def test_a_reversed_line_counts_no_more(duiven: Gemeente) -> None:
    fout = _book(duiven, 2020, Soort.SPENT, 120_00)
    BoekingFactory(gemeente=duiven, jaar=2020, soort=Soort.SPENT, bedrag_centen=-120_00, storneert=fout)
    assert balans(duiven, 2020).besteed == 0
    assert bestedingen(duiven, 2020) == []


def test_spending_is_shown_per_source_indicator_category_and_provider(duiven: Gemeente) -> None:
    noord, zuid = OrganisatieFactory(naam="Noord"), OrganisatieFactory(naam="Zuid")
    for houder, centen in ((zuid, 30_00), (noord, 10_00), (noord, 5_00)):
        BoekingFactory(gemeente=duiven, categorie="doelgroep", houder=houder, bedrag_centen=centen)
    BoekingFactory(
        gemeente=duiven, bron=Geldbron.GEMEENTE, categorie="regulier", houder=noord, bedrag_centen=7_00
    )
    BoekingFactory(gemeente=duiven, indicator="D8/02", bedrag_centen=100_00)
    assert bestedingen(duiven, 2025) == [
        Besteding(Geldbron.GEMEENTE, "", "regulier", noord.pk, "Noord", 7_00),
        Besteding(Geldbron.GOAB, "D8/01", "doelgroep", noord.pk, "Noord", 15_00),
        Besteding(Geldbron.GOAB, "D8/01", "doelgroep", zuid.pk, "Zuid", 30_00),
        Besteding(Geldbron.GOAB, "D8/02", "", None, "", 100_00),
    ]
    assert per_indicator(duiven, 2025) == {"D8/01": 45_00, "D8/02": 100_00}
    assert besteed_per_bron(duiven, 2025) == {"goab": 145_00, "asscher": 0, "gemeente": 7_00}


@pytest.mark.parametrize(
    ("jaar", "goab", "totaal", "norm"),
    [(2019, 213_000_00, 380_338_00, 327_088_00), (2020, 276_000_00, 443_338_00, 374_338_00)],
)
def test_the_budget_of_duiven_counts_goab_for_75_percent_and_the_other_sources_whole(
    duiven: Gemeente, jaar: int, goab: int, totaal: int, norm: int
) -> None:
    for bron, centen in (
        (Geldbron.GOAB, goab),
        (Geldbron.ASSCHER, 59_338_00),
        (Geldbron.GEMEENTE, 108_000_00),
    ):
        BegrotingspostFactory(gemeente=duiven, jaar=jaar, bron=bron, bedrag_centen=centen)
    plan = begroting(duiven, jaar)
    assert (plan.totaal, plan.goab, plan.norm) == (totaal, goab, norm)


def test_a_source_is_laid_beside_its_spending_and_one_without_either_is_left_out(duiven: Gemeente) -> None:
    BegrotingspostFactory(gemeente=duiven, bedrag_centen=100_00, toelichting="Aanname: als in 2024")
    BoekingFactory(gemeente=duiven, bedrag_centen=120_00)
    BoekingFactory(gemeente=duiven, bron=Geldbron.GEMEENTE, bedrag_centen=7_00)
    goab, eigen = vergelijk(begroting(duiven, 2025), besteed_per_bron(duiven, 2025))
    assert goab == Begrotingsregel(
        Geldbron.GOAB, str(Geldbron.GOAB.label), 100_00, 120_00, "Aanname: als in 2024"
    )
    assert (goab.over, goab.is_aanname, goab.uitleg) == (-20_00, True, "als in 2024")
    assert eigen == Begrotingsregel(Geldbron.GEMEENTE, "Gemeentelijke middelen", 0, 7_00, "")


def test_half_a_cent_of_the_norm_goes_up(duiven: Gemeente) -> None:
    BegrotingspostFactory(gemeente=duiven, bedrag_centen=2)
    assert begroting(duiven, 2025).norm == 2


def test_a_year_without_budget_has_a_budget_of_nothing(duiven: Gemeente) -> None:
    assert (begroting(duiven, 2024).totaal, begroting(duiven, 2024).norm) == (0, 0)


def test_spending_from_the_grant_names_its_indicator(duiven: Gemeente) -> None:
    with pytest.raises(IntegrityError, match="boeking_goab_heeft_indicator"), transaction.atomic():
        BoekingFactory(gemeente=duiven, indicator="")
