from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from opvang.models import Urendeclaratie
from organisaties.models import Gemeente
from rapportage.cijfers import _find_aannames, count_houders, prepare_rapport, read_uurregels
from rapportage.jaarsom import count_jaar, sum_houders
from rapportage.monitor.jaar import make_monitor
from rapportage.rapport import GEEN_GEMEENTE, Besteding, KindRegel, Overboeking, SluitNietAan, Telling
from rapportage.sisa import GeenFormulier
from subsidies.models import Boeking, Geldbron
from tests.factories import (
    MOMENT,
    GemeenteFactory,
    InstellingFactory,
    LocatieFactory,
    OrganisatieFactory,
    UrendeclaratieFactory,
)
from tests.rapportage.administratie import Administratie, Regel
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 1)
Soort = Boeking.Soort


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory.create()


@pytest.fixture
def boeken(putten: Gemeente) -> Administratie:
    return Administratie(putten)


def make_year(boeken: Administratie) -> None:
    """Two providers, three children, four quarters, a transfer and two other expenses."""
    noord = LocatieFactory.create(
        gemeente=boeken.gemeente, houder=OrganisatieFactory(naam="Noord"), naam="De Beuk"
    )
    zuid = LocatieFactory.create(
        gemeente=boeken.gemeente, houder=OrganisatieFactory(naam="Zuid"), naam="De Eik"
    )
    een, twee, drie = boeken.place(noord), boeken.place(noord, kot=True), boeken.place(zuid)
    for kwartaal in (1, 2, 3, 4):
        boeken.book(kwartaal, Regel(een, "160", 1_572_00), Regel(twee, "80.50", 100_33, "regulier"))
    boeken.book(1, Regel(drie, "40.25", 393_71))
    for omschrijving, indicator, centen in (
        ("Kindregisseur", "D8/03", 11_000_00),
        ("Voorleesexpress", "D8/02", 30_000_00),
    ):
        BoekingFactory(
            gemeente=boeken.gemeente, indicator=indicator, omschrijving=omschrijving, bedrag_centen=centen
        )
    BoekingFactory(
        gemeente=boeken.gemeente,
        indicator="D8/05",
        andere_gemeente="0226",
        omschrijving="Overboeking Duiven",
        bedrag_centen=2_500_00,
    )
    BoekingFactory(gemeente=boeken.gemeente, soort=Soort.RECEIVED, bedrag_centen=386_792_00)


def ledger(gemeente: Gemeente, **waar: object) -> int:
    """The sum of the ledger, counted apart from the code under test."""
    return (
        Boeking.objects.filter(gemeente=gemeente, jaar=2025, **waar).aggregate(s=Sum("bedrag_centen"))["s"]
        or 0
    )


def test_sisa_equals_the_ledger_to_the_cent(boeken: Administratie, putten: Gemeente) -> None:
    make_year(boeken)
    sisa = prepare_rapport(putten, 2025, DAG).sisa
    assert [(regel.code, regel.bedrag) for regel in sisa.bestedingen] == [
        ("D8/01", 4 * 1_572_00 + 393_71),
        ("D8/02", 30_000_00),
        ("D8/03", 11_000_00),
    ]
    assert sisa.aan_gemeenten == (Overboeking("060226", 2_500_00),)
    for regel in sisa.bestedingen:
        assert regel.bedrag == ledger(putten, indicator=regel.code)
    assert sisa.besteed == ledger(putten, bron="goab", soort="besteed")


def test_without_transfers_both_rows_are_0_and_name_no_municipality(putten: Gemeente) -> None:
    sisa = prepare_rapport(putten, 2025, DAG).sisa
    assert sisa.aan_gemeenten == sisa.van_gemeenten == (Overboeking(GEEN_GEMEENTE, 0),)
    assert [regel.bedrag for regel in sisa.bestedingen] == [0, 0, 0]


def test_money_from_other_municipalities_has_a_row_each(putten: Gemeente) -> None:
    for code, centen in (("0226", 100_00), ("0106", 50_00), ("0226", 1_00)):
        BoekingFactory(
            gemeente=putten,
            soort=Soort.RECEIVED,
            indicator="D8/07",
            andere_gemeente=code,
            bedrag_centen=centen,
        )
    assert prepare_rapport(putten, 2025, DAG).sisa.van_gemeenten == (
        Overboeking("060106", 50_00),
        Overboeking("060226", 101_00),
    )


def test_subsidy_hours_and_children_per_provider_category_and_quarter(
    boeken: Administratie, putten: Gemeente
) -> None:
    make_year(boeken)
    rapport = prepare_rapport(putten, 2025, DAG)
    assert rapport.houders == (
        Telling("Noord", 2, 4 * (160_00 + 80_50), 4 * (1_572_00 + 100_33)),
        Telling("Zuid", 1, 40_25, 393_71),
    )
    assert rapport.categorieen == (
        Telling("Doelgroep zonder kinderopvangtoeslag", 2, 680_25, 6_681_71),
        Telling("Regulier met kinderopvangtoeslag", 1, 322_00, 401_32),
    )
    assert rapport.tijdvakken[:2] == (
        Telling("1e kwartaal 2025", 3, 280_75, 2_066_04),
        Telling("2e kwartaal 2025", 2, 240_50, 1_672_33),
    )
    assert rapport.subsidie == ledger(putten, berekening__isnull=False)


def test_other_spending_is_listed_and_everything_adds_up(boeken: Administratie, putten: Gemeente) -> None:
    make_year(boeken)
    rapport = prepare_rapport(putten, 2025, DAG)
    goab = str(Geldbron.GOAB.label)
    assert rapport.overige == (
        Besteding("Voorleesexpress", "D8/02", goab, 30_000_00),
        Besteding("Kindregisseur", "D8/03", goab, 11_000_00),
        Besteding("Overboeking Duiven", "D8/05", goab, 2_500_00),
    )
    assert rapport.besteed == ledger(putten, soort="besteed")
    assert rapport.saldo.stand_eind == 386_792_00 - ledger(putten, soort="besteed", bron="goab")


def test_the_appendix_has_a_line_per_child_and_location_without_a_name(
    boeken: Administratie, putten: Gemeente
) -> None:
    make_year(boeken)
    rapport = prepare_rapport(putten, 2025, DAG)
    kinderen = {regel.houder + regel.categorie: regel for regel in rapport.kinderen}
    noord = kinderen["NoordRegulier"]
    assert (noord.kot, noord.locatie, noord.tijdvakken, noord.uren, noord.bedrag) == (
        True,
        "De Beuk",
        "kw 1-4",
        322_00,
        401_32,
    )
    assert kinderen["ZuidDoelgroep"].tijdvakken == "kw 1"
    assert sum(regel.bedrag for regel in rapport.kinderen) == ledger(putten, berekening__isnull=False)
    assert "Voorbeeld" not in str(rapport.kinderen)


def test_a_correction_replaces_what_it_corrects(boeken: Administratie, putten: Gemeente) -> None:
    plaats = boeken.place()
    fout = boeken.book(1, Regel(plaats, "160", 1_572_00))
    boeken.book(1, Regel(plaats, "150", 1_473_75), vervangt=fout)
    rapport = prepare_rapport(putten, 2025, DAG)
    assert [(regel.uren, regel.bedrag) for regel in rapport.kinderen] == [(150_00, 1_473_75)]
    assert rapport.sisa.bestedingen[0].bedrag == 1_473_75


def test_a_reversed_expense_is_taken_off_its_own_line(putten: Gemeente) -> None:
    fout = BoekingFactory.create(
        gemeente=putten, indicator="D8/02", omschrijving="Bibliotheek", bedrag_centen=9_00
    )
    BoekingFactory(
        gemeente=putten,
        indicator="D8/02",
        omschrijving="Storno: dubbel betaald",
        bedrag_centen=-9_00,
        storneert=fout,
    )
    assert prepare_rapport(putten, 2025, DAG).overige == ()


def test_declarations_that_are_not_approved_are_counted_as_open(
    boeken: Administratie, putten: Gemeente
) -> None:
    houder = OrganisatieFactory.create()
    for kwartaal in (1, 2):
        UrendeclaratieFactory(gemeente=putten, houder=houder, kwartaal=kwartaal, submitted=True)
    UrendeclaratieFactory(gemeente=putten, houder=houder, kwartaal=3)
    UrendeclaratieFactory(
        gemeente=putten,
        houder=houder,
        kwartaal=4,
        submitted=True,
        status="teruggestuurd",
        reden_terugsturen="uren",
    )
    UrendeclaratieFactory(gemeente=putten, houder=houder, kwartaal=1, jaar=2024, submitted=True)
    geboekt = boeken.book(1, Regel(boeken.place(), "160", 1_572_00)).declaratie
    Urendeclaratie.objects.filter(pk=geboekt.pk).update(
        status=Urendeclaratie.Status.ACCEPTED, ingediend_op=MOMENT, ingediend_door=boeken.rekenaar
    )
    assert prepare_rapport(putten, 2025, DAG).openstaand == 3


def test_hours_without_subsidy_are_in_the_report_too(boeken: Administratie, putten: Gemeente) -> None:
    boeken.book(1, Regel(boeken.place(kot=True), "80", 0, "regulier"))
    rapport = prepare_rapport(putten, 2025, DAG)
    assert [(regel.uren, regel.bedrag) for regel in rapport.kinderen] == [(80_00, 0)]
    assert rapport.besteed == 0


def test_a_correction_of_last_year_that_is_booked_this_year_counts_this_year(
    boeken: Administratie, putten: Gemeente
) -> None:
    oud = Administratie(putten, 2024)
    plaats = oud.place()
    fout = oud.book(4, Regel(plaats, "160", 1_572_00))
    oud.jaar = 2025
    oud.reverse(fout)
    rapport = prepare_rapport(putten, 2025, DAG)
    assert rapport.kinderen == (
        KindRegel(
            plaats.locatie.houder.naam,
            plaats.kind.pseudoniem,
            "Doelgroep",
            False,
            plaats.locatie.naam,
            "kw 4",
            -160_00,
            -1_572_00,
        ),
    )
    assert rapport.tijdvakken == (Telling("4e kwartaal 2024", 0, -160_00, -1_572_00),)
    assert rapport.sisa.bestedingen[0].bedrag == -1_572_00


def test_a_ledger_that_differs_from_its_calculation_gives_no_report(
    boeken: Administratie, putten: Gemeente
) -> None:
    berekening = boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    BoekingFactory(gemeente=putten, berekening=berekening, categorie="smi", bedrag_centen=1)
    with pytest.raises(
        SluitNietAan, match=f"Berekening {berekening.pk} is €\u00a01.572,00, maar in het grootboek"
    ):
        prepare_rapport(putten, 2025, DAG)


def test_spending_on_an_indicator_that_the_form_does_not_know_gives_no_report(putten: Gemeente) -> None:
    BoekingFactory(gemeente=putten, indicator="D9/01", bedrag_centen=10_00)
    with pytest.raises(SluitNietAan, match="SiSa en het saldo"):
        prepare_rapport(putten, 2025, DAG)


def test_a_year_without_a_sisa_form_gives_no_report(putten: Gemeente) -> None:
    with pytest.raises(GeenFormulier, match="2018"):
        prepare_rapport(putten, 2018, DAG)


@pytest.mark.parametrize(
    ("jaar", "goab", "totaal", "norm"),
    [(2019, 213_000_00, 380_338_00, 327_088_00), (2020, 276_000_00, 443_338_00, 374_338_00)],
)
def test_the_budget_of_duiven_comes_from_three_sources_with_the_75_percent_norm(
    jaar: int, goab: int, totaal: int, norm: int
) -> None:
    duiven = GemeenteFactory.create(code="0226")
    for bron, centen in (
        (Geldbron.GOAB, goab),
        (Geldbron.ASSCHER, 59_338_00),
        (Geldbron.GEMEENTE, 108_000_00),
    ):
        BegrotingspostFactory(gemeente=duiven, jaar=jaar, bron=bron, bedrag_centen=centen)
    BoekingFactory(gemeente=duiven, jaar=jaar, bedrag_centen=100_00)
    budget = prepare_rapport(duiven, jaar, DAG).budget
    assert (budget.begroot, budget.norm, budget.besteed, budget.over) == (
        totaal,
        norm,
        100_00,
        totaal - 100_00,
    )
    assert [regel.bron for regel in budget.regels] == ["goab", "asscher", "gemeente"]


def test_everything_assumed_is_collected_and_stays_marked(putten: Gemeente) -> None:
    InstellingFactory(gemeente=putten, bron="aanname: niet gepubliceerd")
    boeken = Administratie(
        putten, document={"tarief": [{"waarde": 1, "bron": "aanname: geraamd"}], "weken": {"bron": "art. 3"}}
    )
    boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    BegrotingspostFactory(gemeente=putten, toelichting="Aanname: gelijk aan 2024")
    plekken = [(aanname.plek, aanname.tekst) for aanname in prepare_rapport(putten, 2025, DAG).aannames]
    assert [plek for plek, _ in plekken] == [
        "sisa",
        "bestedingen",
        "bereik",
        "budget",
        "bereik",
        "budget",
        "regeling",
    ]
    assert plekken[4][1] == "Doel voor het bereik: niet gepubliceerd"
    assert plekken[5][1].endswith("(GOAB): gelijk aan 2024")
    assert plekken[6][1] == "Regeling, tarief: geraamd"


def test_assumptions_stand_under_words_and_examples_are_none() -> None:
    document = {
        "uren": {"weken_per_jaar": {"waarde": "40", "bron": "aanname: 960 uur in anderhalf jaar"}},
        "voorbeelden": [{"naam": "heel jaar", "bron": "aanname: 320 x 9,39"}],
    }
    assert list(_find_aannames(document)) == ["Regeling, uren, weken per jaar: 960 uur in anderhalf jaar"]


def test_another_municipality_is_not_in_the_report(boeken: Administratie) -> None:
    make_year(boeken)
    rapport = prepare_rapport(GemeenteFactory.create(code="0226"), 2025, DAG)
    assert (rapport.besteed, rapport.kinderen, rapport.regelingen) == (0, (), ())


def test_the_adopted_policy_is_named_with_its_fingerprint(boeken: Administratie, putten: Gemeente) -> None:
    make_year(boeken)
    assert prepare_rapport(putten, 2025, DAG).regelingen == (
        f"Regeling Putten 2025, versie 1 (SHA-256 {'ab' * 32})",
    )


def test_the_figures_take_as_many_queries_for_one_quarter_as_for_a_year(
    boeken: Administratie, putten: Gemeente, django_assert_max_num_queries: object
) -> None:
    make_year(boeken)
    with django_assert_max_num_queries(40) as vragen:  # type: ignore[operator]
        prepare_rapport(putten, 2025, DAG)
    # Of lines beside children PostgreSQL expects next to none under row-level security, and then compares each with each.
    samen = ('"subsidies_berekeningsregel"', '"indicaties_kind"')
    assert [v["sql"] for v in vragen if all(tabel in v["sql"] for tabel in samen)] == []


def test_the_database_counts_per_provider_what_the_report_counts_line_by_line(
    boeken: Administratie, putten: Gemeente
) -> None:
    """Also what a correction took back this year of last year, and hours that cost nothing."""
    make_year(boeken)
    oud = Administratie(putten, 2024)
    plaats = oud.place()
    fout = oud.book(4, Regel(plaats, "160", 1_572_00))
    oud.jaar = 2025
    oud.reverse(fout)
    boeken.book(2, Regel(boeken.place(kot=True), "80", 0, "regulier"))
    per_houder = sum_houders(putten, 2025)
    samen = count_jaar(putten, 2025)
    assert (samen.uren, samen.bedrag) == (
        sum(houder.uren for houder in per_houder),
        sum(houder.bedrag for houder in per_houder),
    )
    assert per_houder == count_houders(read_uurregels(putten, 2025))
    assert sorted((houder.kinderen, houder.uren, houder.bedrag) for houder in per_houder) == [
        (0, -160_00, -1_572_00),
        (1, 40_25, 393_71),
        (1, 80_00, 0),
        (2, 4 * (160_00 + 80_50), 4 * (1_572_00 + 100_33)),
    ]


def test_the_monitor_reads_no_line_of_a_calculation(boeken: Administratie, putten: Gemeente) -> None:
    make_year(boeken)
    with CaptureQueriesContext(connection) as queries:
        make_monitor(putten, 2025, DAG)
    gelezen = [query["sql"] for query in queries if 'FROM "subsidies_berekeningsregel"' in query["sql"]]
    assert len(gelezen) == 2
    assert all("GROUP BY" in vraag for vraag in gelezen)
