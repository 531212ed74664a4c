"""Room that runs on in the calendar year: a next line brings in what the lines before it left."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    FeitenFout,
    Regeling,
    RegelingFout,
    Signaal,
    as_toml,
    calculate,
    load_regeling,
    make_uitleg,
)
from rekenregels.regelingen import MAP as REGELINGEN
from rekenregels.rekenen.bereken import run
from rekenregels.rekenen.jaarruimte import jaarrest
from rekenregels.rekenen.plan import make_plan

from .conftest import kwartalen, reken
from .referentie import bereken
from .rekenblad import controleer
from .strategieen import feiten as willekeurige_feiten
from .strategieen import regelingen
from .test_eigenschappen import RUSTIG
from .voorbeeldstad import DOELGROEP, PEUTER, band, categorie, cel, fase, fouten, maak, w

PER_JAAR = "per_jaar"
PUTTEN = (REGELINGEN / "putten-2025.toml").read_text(encoding="utf-8").replace('"per_kwartaal"', '"per_jaar"')
KIND = Feit(
    geboortedatum=date(2022, 6, 1), van=date(2025, 1, 1), tot_en_met=date(2025, 12, 31),
    categorie=Categorie.DOELGROEP, kot=False, bijdrageklasse=4, uren=63_400,
)  # fmt: skip


def ketting(regeling: Regeling, regels: list[Feit]) -> list[Feit]:
    """The lines one after the other, each with what the one before it left."""
    uit: list[Feit] = []
    eerder: dict[str, int] = {}
    for regel in regels:
        uit.append(replace(regel, **eerder))
        rest = jaarrest(run(make_plan(regeling), Feiten.from_records(uit[-1:])))
        eerder = {f"ruimte_over_{b}": int(over[0]) for b, over in enumerate(rest.ruimte_over, start=1)}
        eerder["uren_wachtend"] = int(rest.uren_wachtend[0])
    return uit


def per_band(regeling: Regeling, regels: list[Feit]) -> list[int]:
    """Hours per band of all lines together, in the units of the policy: hundredths where it rounds to them."""
    blok = run(make_plan(regeling), Feiten.from_records(regels))
    return [int(kolom.sum()) for kolom in blok.per_band["uren"]]


def met_uren(regels: list[Feit], uren: tuple[int, ...]) -> list[Feit]:
    return [replace(regel, uren=aantal) for regel, aantal in zip(regels, uren, strict=True)]


# -- the chain ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kot", [False, True])
def test_the_quarters_of_a_school_year_come_to_the_year(kot: bool) -> None:
    regeling, kind = load_regeling(PUTTEN), replace(KIND, kot=kot)
    regels = ketting(regeling, met_uren(kwartalen(kind), (17_600, 17_600, 11_200, 17_000)))
    uitkomst, jaar = reken(regeling, *regels), reken(regeling, kind)
    assert int(uitkomst.subsidie.sum()) == int(jaar.subsidie[0])
    assert int(uitkomst.uren.sum()) == int(jaar.uren[0])
    assert uitkomst.uren_boven.tolist() == [1_600, 3_200, 0, 0]
    assert kot or int(jaar.subsidie[0]) == 650_534


def test_quarters_apart_pay_less() -> None:
    regeling = load_regeling(PUTTEN.replace('"per_jaar"', '"per_kwartaal"'))
    regels = met_uren(kwartalen(KIND), (17_600, 17_600, 11_200, 17_000))
    assert int(reken(regeling, *regels).subsidie.sum()) == 605_552


def test_hours_that_never_fit_are_told_by_the_last_line() -> None:
    regeling = maak(uren__ruimte=PER_JAAR)
    regels = ketting(regeling, met_uren(kwartalen(DOELGROEP), (20_000, 16_000, 16_000, 16_000)))
    uitkomst = reken(regeling, *regels)
    assert uitkomst.uren.tolist() == [16_000] * 4
    assert uitkomst.uren_boven.tolist() == [4_000] * 4
    assert uitkomst.signalen_van(3) == (Signaal.BOVEN_MAXIMUM,)


def test_room_that_is_left_is_used_by_a_later_line() -> None:
    regeling = maak(uren__ruimte=PER_JAAR)
    regels = ketting(regeling, met_uren(kwartalen(DOELGROEP), (6_000, 18_000, 16_000, 16_000)))
    uitkomst = reken(regeling, *regels)
    assert uitkomst.uren.tolist() == [6_000, 18_000, 16_000, 16_000]
    assert [regel.ruimte_over_1 for regel in regels] == [0, 2_000, 0, 0]
    assert [regel.ruimte_over_2 for regel in regels] == [0, 8_000, 8_000, 8_000]


def test_pieces_of_one_line_pass_on_their_room_too() -> None:
    """The policy changes in July; before it there are 160 hours of room, after it 320."""
    uren = [w(4), w(8, vanaf=date(2026, 7, 1))]
    regels = categorie(band("blok", 8, cel("vng")))
    regels["fasen"][0]["banden"][0]["uren_per_week"] = uren
    apart, samen = (maak(regulier=regels, uren__ruimte=ruimte) for ruimte in ("per_kwartaal", PER_JAAR))
    jaar = replace(PEUTER, uren=24_000)
    assert reken(apart, jaar).uren.tolist() == [20_000]
    assert reken(samen, jaar).uren.tolist() == [24_000]
    assert reken(samen, jaar).uren_boven.tolist() == [0]


def test_below_the_minimum_nothing_comes_in_and_all_is_kept_for_later() -> None:
    regels = categorie(band("blok", 8, cel("vng")), minimum_uren_per_week=w(4))
    regeling = maak(regulier=regels, uren__ruimte=PER_JAAR)
    kwartaal = replace(PEUTER, tot_en_met=date(2026, 3, 31), uren=3_000, ruimte_over_1=500, uren_wachtend=700)
    blok = run(make_plan(regeling), Feiten.from_records([kwartaal]))
    rest = jaarrest(blok)
    assert reken(regeling, kwartaal).uren.tolist() == [0]
    assert (rest.ruimte_over.tolist(), rest.uren_wachtend.tolist()) == ([[8_500], [0]], [700])


def test_a_line_without_days_in_the_ages_passes_on_what_it_got() -> None:
    regeling = maak(uren__ruimte=PER_JAAR)
    oud = replace(PEUTER, geboortedatum=date(2021, 1, 1), ruimte_over_1=500, uren_wachtend=700)
    rest = jaarrest(run(make_plan(regeling), Feiten.from_records([oud])))
    assert (rest.ruimte_over.tolist(), rest.uren_wachtend.tolist()) == ([[500], [0]], [700])
    assert reken(regeling, oud).subsidie.tolist() == [0]


def test_room_of_a_block_that_the_phase_does_not_have_stays_unused() -> None:
    fasen = [fase("2", 24, 48, band("8", 8, cel("vng")))]
    regeling = maak(regulier=categorie() | {"fasen": fasen}, uren__ruimte=PER_JAAR)
    feit = replace(PEUTER, uren=40_000, ruimte_over_2=5_000)
    assert reken(regeling, feit).uren.tolist() == [32_000]
    assert reken(regeling, replace(feit, ruimte_over_1=5_000)).uren.tolist() == [37_000]


def test_a_line_of_a_policy_with_a_room_per_period_uses_what_it_is_given() -> None:
    """As months of one quarter are (test_maandruimte.py); its pieces hand on nothing of their own to each other."""
    feit = replace(DOELGROEP, uren=60_000)
    assert reken(maak(), replace(feit, uren_wachtend=1_000)).uren.tolist() == [61_000]
    assert reken(maak(), replace(feit, uren=70_000, ruimte_over_1=1_000)).uren.tolist() == [65_000]
    assert reken(maak(), replace(feit, uren=70_000)).uren.tolist() == [64_000]


# -- properties -----------------------------------------------------------------------------------------------


@RUSTIG
@given(
    st.tuples(*[st.integers(0, 25_000)] * 4),
    st.sampled_from(["honderdste", "maand_honderdste", "maand_honderdste_omlaag"]),
    st.integers(1, 3),
)
def test_a_chain_never_pays_more_than_the_year_nor_less_than_the_quarters(
    uren: tuple[int, ...], afronding: str, blokken: int
) -> None:
    banden = [band(f"blok {nummer}", "6.7", cel("vng")) for nummer in range(blokken)]
    samen, apart = (
        maak(doelgroep=categorie(*banden), afronding__uren=afronding, uren__ruimte=ruimte)
        for ruimte in (PER_JAAR, "per_kwartaal")
    )
    regels = met_uren(kwartalen(DOELGROEP), uren)
    geketend = ketting(samen, regels)
    vol = [
        int(kolom.sum()) for kolom in run(make_plan(apart), Feiten.from_records(regels)).per_band["ruimte"]
    ]
    gevuld = per_band(samen, geketend)
    assert all(uur <= ruimte for uur, ruimte in zip(gevuld, vol, strict=True))
    assert sum(gevuld) >= sum(per_band(apart, regels))
    # Whole: as many hours as there are, or as fit behind each other.
    boven = int(reken(samen, geketend[-1]).uren_boven[0])
    assert sum(gevuld) + boven == sum(uren)


@RUSTIG
@given(st.data())
def test_a_line_with_what_earlier_lines_left_agrees_with_plain_fractions(data: st.DataObject) -> None:
    regeling = data.draw(regelingen().filter(lambda r: r.uren.ruimte == PER_JAAR))
    feit = data.draw(willekeurige_feiten(regeling))
    namen = ("ruimte_over_1", "ruimte_over_2", "ruimte_over_3", "uren_wachtend")
    feit = replace(feit, **{naam: data.draw(st.sampled_from([0, 0, 150, 5_000])) for naam in namen})
    uitkomst, antwoord = reken(regeling, feit), bereken(regeling, feit)
    gevonden = [
        int(getattr(uitkomst, naam)[0]) for naam in ("subsidie", "ouderbijdrage", "uren", "uren_boven")
    ]
    assert gevonden == [
        antwoord.subsidie * 100, antwoord.ouderbijdrage * 100, antwoord.uren * 100, antwoord.uren_boven * 100
    ]  # fmt: skip
    for stap in make_uitleg(uitkomst, 0).stappen:
        assert not stap.formule or controleer(stap.formule) == stap.waarde


# -- the explanation, the facts, the checks -----------------------------------------------------------------------


def test_the_explanation_tells_what_came_along() -> None:
    regeling = maak(uren__ruimte=PER_JAAR)
    feit = replace(
        DOELGROEP, tot_en_met=date(2026, 3, 31), uren=16_000, uren_wachtend=2_500, ruimte_over_1=2_000
    )
    uitleg = make_uitleg(reken(regeling, feit), 0)
    stappen = {stap.naam: (stap.omschrijving, stap.formule) for stap in uitleg.stappen}
    assert stappen["Uren van eerder"] == (
        "Uren van eerder dit jaar die toen niet pasten, tellen nu mee.",
        "160,00 uur + 25,00 uur = 185,00 uur",
    )
    assert stappen["Ruimte van eerder: eerste 8 uur"] == (
        "Ruimte die eerder dit jaar over bleef, komt bij dit blok.",
        "80,00 uur + 20,00 uur = 100,00 uur",
    )
    assert "Ruimte van eerder: tweede 8 uur" not in stappen
    assert stappen["Uren: tweede 8 uur"][1] == "min(85,00 uur; 80,00 uur) = 80,00 uur"
    assert stappen["Uren boven het maximum"] == (
        "Deze uren passen nu niet in de regeling. Zij tellen mee zodra er later dit jaar ruimte over is.",
        "185,00 uur - 100,00 uur - 80,00 uur = 5,00 uur",
    )


def test_what_came_along_is_kept_in_the_receipt_and_computed_again() -> None:
    regeling = maak(uren__ruimte=PER_JAAR)
    feiten = Feiten.from_records([replace(DOELGROEP, uren=70_000, uren_wachtend=100, ruimte_over_1=2_000)])
    opnieuw = Feiten.from_dict(feiten.as_dict())
    assert opnieuw.record(0) == feiten.record(0)
    assert calculate(regeling, opnieuw).as_dict() == calculate(regeling, feiten).as_dict()
    vroeger = {
        naam: kolom for naam, kolom in feiten.as_dict().items() if not naam.startswith(("ruimte", "uren_w"))
    }
    assert Feiten.from_dict(vroeger).record(0).ruimte_over_1 == 0


@pytest.mark.parametrize("naam", ["ruimte_over_1", "ruimte_over_4", "uren_wachtend"])
def test_what_came_along_is_never_negative(naam: str) -> None:
    anders: dict[str, Any] = {naam: -1}
    with pytest.raises(FeitenFout, match=rf"{naam} = -0,01: uren liggen tussen 0 en 10.000"):
        Feiten.from_records([replace(DOELGROEP, **anders)])


def test_room_of_a_year_needs_lines_inside_one_year() -> None:
    regeling = maak(uren__ruimte=PER_JAAR, regeling__geldig_van=date(2025, 1, 1))
    with pytest.raises(FeitenFout, match="de periode loopt over de jaarwisseling; splits de regel"):
        reken(regeling, replace(PEUTER, van=date(2025, 12, 1), tot_en_met=date(2026, 1, 31)))


def test_a_policy_has_four_blocks_at_most_and_one_of_before_still_loads() -> None:
    banden = [band(f"blok {nummer}", 2, cel("vng")) for nummer in range(5)]
    vier, vijf = (as_toml(maak(regulier=categorie(*banden[:n]))) for n in (4, 5))
    assert load_regeling(vier).naam
    with pytest.raises(
        RegelingFout, match=r"regulier\.fasen\[1\]\.banden heeft 5 blokken uren; het zijn er hoogstens 4"
    ):
        load_regeling(vijf)


def test_room_of_a_year_holds_hundredths() -> None:
    assert fouten(afronding__uren="geen", uren__ruimte=PER_JAAR) == [
        (
            'uren.ruimte is "per_jaar", maar afronding.uren is "geen". Ruimte die doorloopt telt in honderdsten van een uur. '
            "Kies honderdste, of kies per_kwartaal."
        )
    ]
