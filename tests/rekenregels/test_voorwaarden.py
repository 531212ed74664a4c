"""Conditions: who lives where, what the location is, and when subsidy stops."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    FeitenFout,
    Regeling,
    RegelingFout,
    Signaal,
    Vertrek,
    as_toml,
    load_document,
    load_regeling,
    make_uitleg,
)
from rekenregels.csvbestand import CsvFouten, read_feiten, write_uitkomst

from .conftest import reken
from .voorbeeldstad import DOELGROEP, PEUTER, categorie, maak, voorbeeldstad

Q1 = replace(DOELGROEP, tot_en_met=date(2026, 3, 31), uren=16_000)
REGULIER = replace(PEUTER, tot_en_met=date(2026, 3, 31), uren=8_000)
SMI = replace(Q1, categorie=Categorie.SMI)


def eisen(**andere: Any) -> Regeling:
    """A policy that asks nothing, but for what the test says."""
    niets = {"woonplaatseis": False, "locatie_eis": False, "stopredenen": [], "zonder_ve": "geen_subsidie"}
    return maak(
        smi=voorbeeldstad()["doelgroep"],
        **{f"geldstroom__indicering__{sleutel}": waarde for sleutel, waarde in (niets | andere).items()},
    )


@pytest.mark.parametrize(
    ("regeling", "feit", "signaal"),
    [
        (eisen(woonplaatseis=True), replace(Q1, vertrek=Vertrek.VERHUISD), Signaal.VERHUISD),
        (eisen(stopredenen=["verhuizing"]), replace(REGULIER, vertrek=Vertrek.VERHUISD), Signaal.VERHUISD),
        (eisen(), replace(Q1, vertrek=Vertrek.OVERLEDEN), Signaal.OVERLEDEN),
        (eisen(locatie_eis=True), replace(REGULIER, binnen_gemeente=False), Signaal.LOCATIE_ELDERS),
        (eisen(), replace(Q1, ve=False), Signaal.ZONDER_VE),
        (eisen(), replace(SMI, ve=False), Signaal.ZONDER_VE),
        (eisen(stopredenen=["einde indicatie"]), replace(REGULIER, na_indicatie=True), Signaal.NA_INDICATIE),
    ],
)
def test_days_that_a_condition_excludes_are_not_paid_and_say_why(
    regeling: Regeling, feit: Feit, signaal: Signaal
) -> None:
    uitkomst = reken(regeling, feit)
    assert (uitkomst.totaal, int(uitkomst.uren[0]), int(uitkomst.uren_boven[0])) == (0, 0, 0)
    assert uitkomst.signalen_van(0) == (signaal,)
    uitleg = make_uitleg(uitkomst, 0)
    assert uitleg.signalen == (signaal.zin,)
    assert uitleg.stappen[2].omschrijving == f"{signaal.zin} Er tellen geen uren."
    assert uitleg.stappen[2].waarde == 0


@pytest.mark.parametrize(
    "feit",
    [
        replace(Q1, vertrek=Vertrek.VERHUISD),
        replace(Q1, binnen_gemeente=False),
        replace(REGULIER, ve=False),
        replace(REGULIER, na_indicatie=True),
    ],
)
def test_what_the_policy_does_not_ask_excludes_nobody(feit: Feit) -> None:
    gewoon = replace(feit, vertrek=Vertrek.WOONT_HIER, ve=True, binnen_gemeente=True, na_indicatie=False)
    uitkomst = reken(eisen(), feit)
    assert uitkomst.totaal == reken(eisen(), gewoon).totaal > 0
    assert uitkomst.signalen_van(0) == ()


def test_an_indication_that_holds_again_is_paid_though_an_earlier_one_ended() -> None:
    uitkomst = reken(eisen(stopredenen=["einde indicatie"]), replace(Q1, na_indicatie=True))
    assert uitkomst.totaal == reken(eisen(), Q1).totaal > 0


def test_a_location_without_ve_can_be_paid_from_the_municipality_and_says_so() -> None:
    uitkomst = reken(eisen(zonder_ve="eigen_middelen"), replace(Q1, ve=False), Q1)
    assert uitkomst.subsidie[0] == uitkomst.subsidie[1] > 0
    assert uitkomst.signalen_van(0) == (Signaal.EIGEN_MIDDELEN,)
    assert uitkomst.signalen_van(1) == ()


def test_two_reasons_at_once_are_both_told() -> None:
    uitkomst = reken(eisen(woonplaatseis=True), replace(Q1, vertrek=Vertrek.VERHUISD, ve=False))
    assert uitkomst.signalen_van(0) == (Signaal.VERHUISD, Signaal.ZONDER_VE)
    assert [stap.naam for stap in make_uitleg(uitkomst, 0).stappen[2:4]] == ["Woonplaats", "VE-registratie"]


@pytest.mark.parametrize("bron", ["bezette_plaats", "contract", "geleverd"])
def test_wherever_the_hours_come_from_an_excluded_day_has_none(bron: str) -> None:
    feit = replace(Q1, vertrek=Vertrek.OVERLEDEN, uren_per_week=1_600)
    uitkomst = reken(maak(uren__bron=bron), feit)
    assert (uitkomst.totaal, int(uitkomst.uren[0]), int(uitkomst.ouderbijdrage[0])) == (0, 0, 0)
    make_uitleg(uitkomst, 0)


def test_hours_that_a_condition_takes_are_not_told_as_too_many() -> None:
    regeling = maak(doelgroep__maximum_uren_per_jaar={"waarde": 10, "bron": "art. 1"})
    uitkomst = reken(regeling, replace(Q1, vertrek=Vertrek.OVERLEDEN))
    assert uitkomst.signalen_van(0) == (Signaal.OVERLEDEN,)
    assert int(uitkomst.uren_boven[0]) == 0


def test_a_receipt_of_before_knows_no_conditions_and_comes_out_the_same() -> None:
    nu = Feiten.from_records([Q1])
    vroeger = {
        naam: kolom
        for naam, kolom in nu.as_dict().items()
        if naam not in ("vertrek", "ve", "binnen_gemeente", "na_indicatie")
    }
    assert reken(maak(), Feiten.from_dict(vroeger).record(0)).totaal == reken(maak(), Q1).totaal


def test_a_departure_that_does_not_exist_gives_no_number() -> None:
    with pytest.raises(
        FeitenFout, match=r"vertrek = 3: kies 0 \(woont hier\), 1 \(verhuisd\) of 2 \(overleden\)"
    ):
        Feiten.from_dict(Feiten.from_records([Q1]).as_dict() | {"vertrek": [3]})


# -- the policy as text ---------------------------------------------------------------------------


def tekst(**andere: Any) -> str:
    return as_toml(eisen(**andere))


def melding(toml: str) -> str:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(toml)
    [gevonden] = fout.value.meldingen
    return gevonden.zin


def test_a_text_must_say_what_holds_without_ve() -> None:
    assert melding(tekst().replace('zonder_ve = "geen_subsidie"\n', "")) == (
        "geldstroom.indicering.zonder_ve ontbreekt (Wat geldt voor een kind met een indicatie op een "
        'locatie zonder VE-registratie). Een standaard zou een keuze van de raad verbergen. Voeg toe: zonder_ve = "geen_subsidie"'
    )


def test_an_unknown_stop_reason_names_the_choices() -> None:
    assert melding(tekst(stopredenen=["verhuizing"]).replace('"verhuizing"', '"verhuisd"')) == (
        'geldstroom.indicering.stopredenen[1] is "verhuisd". Kies een van: vierde verjaardag, '
        "einde plaatsing, verhuizing, overlijden, einde indicatie."
    )


def test_a_phase_past_the_fourth_birthday_contradicts_that_stop_reason() -> None:
    regeling = maak(
        geldstroom__indicering__stopredenen=["vierde verjaardag"],
        regulier=categorie(*voorbeeldstad()["regulier"]["fasen"][0]["banden"], tot=49),
    )
    assert melding(as_toml(regeling)) == (
        'regulier.fasen[1].tot ligt na 48 maanden, maar "vierde verjaardag" staat in '
        "geldstroom.indicering.stopredenen. Laat de fase stoppen op 48 maanden of haal de stopreden weg."
    )


def test_what_an_earlier_release_adopted_is_still_read_with_the_same_control_number() -> None:
    document = maak(geldstroom__indicering__stopredenen=["vierde verjaardag"]).as_document()
    del_vroeger = document["geldstroom"]["indicering"]
    assert "zonder_ve" not in del_vroeger
    del_vroeger["stopredenen"] = ["als het college dat vindt", "verhuizing"]
    regeling = load_document(document)
    assert regeling.as_document() == document
    assert reken(regeling, replace(Q1, vertrek=Vertrek.VERHUISD)).totaal == 0


# -- files ----------------------------------------------------------------------------------------

KOP = "sleutel;geboortedatum;van;tot_en_met;categorie;kot;uren;bijdrageklasse;vertrek;ve;binnen_gemeente;na_indicatie\n"
REGEL = "a;2023-06-01;2026-01-01;2026-03-31;doelgroep;nee;160;1;"


def test_a_file_can_hold_the_conditions() -> None:
    inhoud = KOP + REGEL + "verhuisd;nee;nee;ja\n" + REGEL + ";;;\n"
    feiten, _ = read_feiten(inhoud, maak())
    assert (feiten[0].vertrek, feiten[0].ve, feiten[0].binnen_gemeente, feiten[0].na_indicatie) == (
        Vertrek.VERHUISD,
        False,
        False,
        True,
    )
    assert feiten[1] == replace(Q1, sleutel="a")
    assert (
        write_uitkomst(reken(eisen(locatie_eis=True), feiten[0]))
        .splitlines()[1]
        .endswith("locatie_elders zonder_ve")
    )


def test_a_departure_that_nobody_knows_is_refused_in_a_file() -> None:
    with pytest.raises(CsvFouten) as fout:
        read_feiten(KOP + REGEL + "weg;;;\n", maak())
    assert str(fout.value) == 'regel 2, kolom vertrek, waarde "weg": kies verhuisd of overleden, of laat leeg'
