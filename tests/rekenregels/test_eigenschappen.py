"""Properties of every policy: the engine equals a plain second implementation, parts add up, nothing is negative."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    Regeling,
    calculate,
    concat,
    load_document,
    load_regeling,
    make_uitleg,
)
from rekenregels.regeling.afronding import Afrondingsniveau, Afrondingsstap
from rekenregels.regeling.groepen import NietVergoed
from rekenregels.regeling.toml import as_toml
from rekenregels.regeling.urenregels import Urenbron

from .conftest import lees, reken
from .referentie import bereken
from .rekenblad import controleer
from .strategieen import WEEKUREN, feiten, gevallen, regelingen

RUSTIG = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    phases=(
        Phase.explicit,
        Phase.generate,
    ),  # a failing policy is big; shrinking it takes longer than reading it
    max_examples=int(os.environ.get("VOORBEELDEN", "20")),
)
Geval = tuple[Regeling, Feit]
DUIVEN = lees("duiven-2020.toml")


@RUSTIG
@given(gevallen())
def test_the_engine_gives_the_same_as_plain_fractions_day_by_day(geval: Geval) -> None:
    regeling, feit = geval
    uitkomst, verwacht = reken(regeling, feit), bereken(regeling, feit)
    gekregen = [
        int(getattr(uitkomst, naam)[0]) for naam in ("subsidie", "ouderbijdrage", "uren", "uren_boven")
    ]
    assert gekregen == [
        verwacht.subsidie * 100,
        verwacht.ouderbijdrage * 100,
        verwacht.uren * 100,
        verwacht.uren_boven * 100,
    ]


@RUSTIG
@given(gevallen())
def test_every_printed_sum_can_be_redone_with_pencil_and_paper(geval: Geval) -> None:
    regeling, feit = geval
    uitleg = make_uitleg(reken(regeling, feit), 0)
    for stap in uitleg.stappen:
        if stap.formule:
            assert controleer(stap.formule) == stap.waarde, stap


@RUSTIG
@given(gevallen())
def test_the_last_steps_of_the_explanation_are_the_amounts(geval: Geval) -> None:
    regeling, feit = geval
    uitkomst = reken(regeling, feit)
    uitleg = make_uitleg(uitkomst, 0)
    assert uitleg.stappen[-1].waarde * 100 == uitkomst.ouderbijdrage[0]
    subsidies = [stap.waarde * 100 for stap in uitleg.stappen if stap.naam.startswith("Subsidie")]
    assert (subsidies[-1] if subsidies else 0) == uitkomst.totaal


@RUSTIG
@given(gevallen())
def test_nothing_is_ever_negative(geval: Geval) -> None:
    uitkomst = reken(*geval)
    for kolom in (
        uitkomst.subsidie,
        uitkomst.ouderbijdrage,
        uitkomst.kosten,
        uitkomst.uren,
        uitkomst.uren_boven,
    ):
        assert kolom[0] >= 0


@RUSTIG
@given(gevallen())
def test_subsidy_and_contribution_are_never_less_than_the_cost(geval: Geval) -> None:
    """They are equal, but for what a provider asks on top."""
    uitkomst = reken(*geval)
    meer = uitkomst.subsidie + uitkomst.ouderbijdrage - uitkomst.kosten
    assert meer[0] >= 0
    zonder_meerprijs = reken(geval[0], replace(geval[1], prijs=0))
    assert zonder_meerprijs.subsidie[0] + zonder_meerprijs.ouderbijdrage[0] == zonder_meerprijs.kosten[0]


@RUSTIG
@given(gevallen(), st.integers(0, 20_000))
def test_more_hours_never_lower_the_subsidy(geval: Geval, extra: int) -> None:
    """For an uncut line; in a cut line a hundredth of an hour can move between pieces."""
    regeling, feit = geval
    assume(regeling.afronding.per is Afrondingsniveau.BAND)
    meer = replace(
        feit, uren=feit.uren + extra, uren_per_week=min(6_000, (feit.uren_per_week or 0) + extra // 40)
    )
    minder, daarna = reken(regeling, feit), reken(regeling, meer)
    stukken = len({stap.periode for stap in make_uitleg(daarna, 0).stappen if stap.periode})
    speling = 0 if stukken <= 1 else stukken * 20
    assert daarna.totaal >= minder.totaal - speling


@RUSTIG
@given(gevallen(), st.integers(0, 150_000), st.integers(0, 50_000))
def test_a_higher_income_never_raises_the_subsidy(geval: Geval, inkomen: int, erbij: int) -> None:
    regeling, feit = geval
    laag = replace(feit, bijdrageklasse=None, inkomen=inkomen)
    assert reken(regeling, laag).totaal >= reken(regeling, replace(laag, inkomen=inkomen + erbij)).totaal


@RUSTIG
@given(gevallen())
def test_a_parent_without_proof_never_gets_more_than_one_with_the_lowest_income(geval: Geval) -> None:
    regeling, feit = geval
    zonder = replace(feit, bijdrageklasse=None, inkomen=None)
    # The whole price of a few cents, rounded down to whole euros, is nothing; an amount per month is more than it costs.
    rond = 0 if regeling.afronding.op is Afrondingsstap.CENT else 12 * 100
    assert reken(regeling, zonder).totaal <= reken(regeling, replace(zonder, inkomen=0)).totaal + rond


@RUSTIG
@given(st.data())
def test_the_order_of_children_does_not_matter(data: st.DataObject) -> None:
    regeling = data.draw(regelingen())
    kinderen = data.draw(st.lists(feiten(regeling), min_size=2, max_size=6))
    volgorde = data.draw(st.permutations(range(len(kinderen))))
    heen = reken(regeling, *kinderen).subsidie.tolist()
    assert reken(regeling, *(kinderen[i] for i in volgorde)).subsidie.tolist() == [heen[i] for i in volgorde]


@RUSTIG
@given(st.data())
def test_many_children_at_once_give_the_same_as_one_by_one(data: st.DataObject) -> None:
    regeling = data.draw(regelingen())
    kinderen = data.draw(st.lists(feiten(regeling), min_size=1, max_size=6))
    samen = reken(regeling, *kinderen)
    assert samen.subsidie.tolist() == [reken(regeling, kind).totaal for kind in kinderen]
    assert samen.totaal == sum(samen.subsidie.tolist())


@RUSTIG
@given(st.data())
def test_facts_survive_the_receipt(data: st.DataObject) -> None:
    regeling = data.draw(regelingen())
    kinderen = data.draw(st.lists(feiten(regeling), min_size=1, max_size=4))
    heen = Feiten.from_records(kinderen)
    terug = Feiten.from_dict(heen.as_dict())
    assert [terug.record(i) for i in range(len(terug))] == kinderen
    assert calculate(regeling, terug).as_dict() == calculate(regeling, heen).as_dict()
    dubbel = concat([heen, terug])
    assert calculate(regeling, dubbel).totaal == 2 * calculate(regeling, heen).totaal


@RUSTIG
@given(gevallen(), st.integers(1, 400))
def test_a_cut_in_time_moves_the_total_by_no_more_than_its_rounding(geval: Geval, dag: int) -> None:
    """Hours are rounded to 0.01 per piece and band, amounts to the cent."""
    regeling, feit = geval
    knip = feit.van + timedelta(days=dag)
    assume(regeling.afronding.per is Afrondingsniveau.BAND and knip <= feit.tot_en_met)
    assume(regeling.uren.bron in WEEKUREN or regeling.uren.bron is Urenbron.BEZETTE_PLAATS)
    feit = replace(feit, dagen=366, uren_eerder=0)
    delen = [replace(feit, tot_en_met=knip - timedelta(days=1)), replace(feit, van=knip)]
    geheel, geknipt = reken(regeling, feit), reken(regeling, *delen)
    assume(not regels_knellen(regeling, feit.categorie))
    stukken = 2 + len(
        {stap.periode for stap in make_uitleg(geknipt, 0).stappen + make_uitleg(geknipt, 1).stappen}
    )
    assert abs(geheel.totaal - geknipt.totaal) <= stukken * 3 * 20


def regels_knellen(regeling: Regeling, soort: Categorie) -> bool:
    """Minimum, maximum and what goes by the day or is rounded over a time hold for a whole line, so they see a cut."""
    regels = regeling.categorie(soort)
    if isinstance(regels, NietVergoed):
        return False
    afwijkingen = [afwijking for afwijking in regeling.afwijkingen if afwijking.categorie is soort]
    per_deel = [fase.banden for fase in regels.fasen] + [afwijking.banden for afwijking in afwijkingen]
    banden = [band for deel in per_deel for band in deel]
    cellen = [cel for band in banden for cel in (band.zonder_kot, band.met_kot) if cel]
    bedragen = [bedrag for cel in cellen for bedrag in regeling.bedragen(cel)]
    hele_regel = (
        regels.minimum_uren_per_week,
        regels.minimum_dagen_per_week,
        regels.maximum_uren_per_dag,
        regels.maximum_uren_per_jaar,
        *(afwijking.maximum_uren_per_dag for afwijking in afwijkingen),
    )
    return (
        any(maat is not None for maat in hele_regel)
        or bool(regels.uren_per_dagplek)
        or any(band.maat[1].is_saldo for band in banden)
        or any(bedrag.soort == "per_dag" or bedrag.tijd is not None for bedrag in bedragen)
    )


@RUSTIG
@given(st.integers(1, 365), st.booleans(), st.integers(1, 7))
def test_two_parts_of_a_year_have_exactly_the_room_of_the_year(dag: int, kot: bool, klasse: int) -> None:
    heel = Feit(
        geboortedatum=date(2017, 6, 1),
        van=date(2020, 1, 1),
        tot_en_met=date(2020, 12, 31),
        categorie=Categorie.DOELGROEP,
        kot=kot,
        bijdrageklasse=klasse,
        uren=100_000,
    )
    knip = heel.van + timedelta(days=dag)
    uitkomst = reken(DUIVEN, replace(heel, tot_en_met=knip - timedelta(days=1)), replace(heel, van=knip))
    assert uitkomst.uren.sum() == 64_000
    assert abs(uitkomst.totaal - reken(DUIVEN, heel).totaal) <= 2


@RUSTIG
@given(regelingen())
def test_a_policy_survives_storage_and_export(regeling: Regeling) -> None:
    assert load_document(regeling.as_document()) == regeling
    assert load_document(regeling.as_document()).sha256 == regeling.sha256
    assert load_regeling(as_toml(regeling)) == regeling


@pytest.mark.parametrize("aantal", [0, 1, 32_769, 65_535, 65_536, 100_001])
def test_the_size_of_the_blocks_does_not_show(aantal: int) -> None:
    jaar = date(2020, 1, 1).toordinal()
    kolommen = {"van": jaar, "tot_en_met": jaar + 90, "categorie": 0, "kot": 0, "geboortedatum": jaar - 1000}
    vast = {naam: [waarde] * aantal for naam, waarde in kolommen.items()}
    feiten_ = Feiten.from_columns(
        **vast, uren=[8_000 + i % 7 for i in range(aantal)], bijdrageklasse=[3] * aantal
    )
    uitkomst = calculate(DUIVEN, feiten_)
    boven = [round_cent(max(0, rest), 1026) for rest in range(7)]
    verwacht = [round_cent(8_000, 939) + boven[i % 7] for i in range(aantal)]
    assert uitkomst.subsidie.tolist() == verwacht


def test_a_price_on_one_line_of_many_asks_more_of_that_parent_only() -> None:
    aantal, jaar = 70_000, date(2020, 1, 1).toordinal()
    kolommen = {"van": jaar, "tot_en_met": jaar + 90, "categorie": 0, "kot": 0, "geboortedatum": jaar - 1000}
    feiten_ = Feiten.from_columns(
        **{naam: [waarde] * aantal for naam, waarde in kolommen.items()},
        uren=[100] * aantal,
        prijs=[-1] * (aantal - 1) + [1126],
    )
    assert calculate(DUIVEN, feiten_).meerprijs.tolist() == [0] * (aantal - 1) + [100]


def round_cent(honderdsten: int, centen: int) -> int:
    return (honderdsten * centen + 50) // 100
