"""Facts there and back, their bounds and what a policy asks of them, in exact values."""

import dataclasses
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from rekenregels import Categorie, Feit, Feiten, FeitenFout, Signaal, concat, make_uitleg, vragen_van
from rekenregels.regeling.categorie import Huishouden, Opvangsoort
from rekenregels.rekenen.feit import Vertrek
from rekenregels.rekenen.plan import betaalde_weken, weken_in
from rekenregels.rekenen.vragen import Vragen

from .conftest import reken
from .voorbeeldstad import DOELGROEP, PEUTER, band, categorie, cel, maak, w

VOL = Feit(
    sleutel="vol", geboortedatum=date(2023, 5, 31), van=date(2026, 1, 2), tot_en_met=date(2026, 3, 31),
    categorie=Categorie.SMI, kot=True, uren=1, bijdrageklasse=2, kindrang=2, prijs=3, uren_per_week=4, inkomen=5,
    minima=6, dagen=7, uren_eerder=8, locatie="L1", kern="Dorp", vertrek=Vertrek.VERHUISD, ve=False,
    binnen_gemeente=False, na_indicatie=True, opvang=Opvangsoort.GASTOUDER, recht_vanaf=date(2025, 12, 1),
    begonnen_op=date(2025, 11, 3), huishouden=Huishouden.SAMENWONEND, gebruikt_1=9, gebruikt_2=10, gebruikt_3=11, gebruikt_4=12,
    uren_elders=13, elders_1=14, elders_2=15, elders_3=16, elders_4=17, uren_wachtend=18,
    ruimte_over_1=19, ruimte_over_2=20, ruimte_over_3=21, ruimte_over_4=22,
)  # fmt: skip


def test_every_fact_comes_back_as_it_was_given() -> None:
    velden = [veld.name for veld in dataclasses.fields(Feit)]
    assert all(getattr(VOL, naam) != getattr(PEUTER, naam) for naam in velden)
    feiten = Feiten.from_records([PEUTER, VOL, DOELGROEP])
    assert [feiten.record(i) for i in range(3)] == [PEUTER, VOL, DOELGROEP]
    terug = Feiten.from_dict(feiten.as_dict())
    assert [terug.record(i) for i in range(3)] == [PEUTER, VOL, DOELGROEP]
    samen = concat([feiten.deel(2, 3), feiten.deel(0, 2)])
    assert [samen.record(i) for i in range(3)] == [DOELGROEP, PEUTER, VOL]
    gekozen = feiten.kies(np.array([1, 0]))
    assert list(gekozen.records([0, 1])) == [VOL, PEUTER]


def test_a_receipt_has_only_what_says_something() -> None:
    assert Feiten.from_records([replace(PEUTER, dagen=3, kern="Dorp")]).as_dict() == {
        "geboortedatum": [date(2023, 6, 1).toordinal()],
        "van": [date(2026, 1, 1).toordinal()],
        "tot_en_met": [date(2026, 12, 31).toordinal()],
        "categorie": [1],
        "kot": [0],
        "uren": [320_00],
        "bijdrageklasse": [1],
        "dagen": [3],
        "kern": [1],
        "sleutels": ["p"],
        "locaties": [""],
        "kernen": ["", "Dorp"],
    }


UREN = "uren liggen tussen 0 en 10.000"
GRENZEN: list[tuple[str, int, int, str, str, str]] = [
    ("categorie", 0, 2, "kies doelgroep, regulier of smi", "-1", "3"),
    ("kot", 0, 1, "kies ja of nee", "-1", "2"),
    ("ve", 0, 1, "kies ja of nee", "-1", "2"),
    ("binnen_gemeente", 0, 1, "kies ja of nee", "-1", "2"),
    ("na_indicatie", 0, 1, "kies ja of nee", "-1", "2"),
    ("vertrek", 0, 2, "kies 0 (woont hier), 1 (verhuisd) of 2 (overleden)", "-1", "3"),
    ("uren", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("bijdrageklasse", 0, 200, "de klasse is een rij van de bijdragetabel", "-1", "201"),
    ("kindrang", 1, 2, "kies 1 (eerste kind) of 2 (volgend kind)", "0", "3"),
    ("prijs", -1, 100_000, "een uurprijs ligt tussen € 0 en € 1.000", "-0,02", "1.000,01"),
    ("uren_per_week", -1, 6_000, "uren per week liggen tussen 0 en 60", "-0,02", "60,01"),
    ("inkomen", -1, 100_000_000, "een inkomen ligt tussen € 0 en € 100.000.000", "-2", "100000001"),
    ("minima", 0, 100, "kies het nummer van een minimaregel, of 0", "-1", "101"),
    ("opvang", 0, 2, "kies dagopvang, bso of gastouder", "-1", "3"),
    ("recht_vanaf", -1, 3_652_059, "schrijf een datum", "-2", "3652060"),
    ("huishouden", 0, 2, "kies alleenstaand of samenwonend, of laat leeg", "-1", "3"),
    ("dagen", -1, 366, "dagen liggen tussen 0 en 366", "-2", "367"),
    ("uren_eerder", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("uren_elders", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("elders_4", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("ruimte_over_1", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("uren_wachtend", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
    ("gebruikt_4", 0, 1_000_000, UREN, "-0,01", "10.000,01"),
]  # fmt: skip


def kolommen(**anders: int) -> Feiten:
    """Two lines: a good one, and one with these values."""
    goed = {
        "geboortedatum": date(2023, 6, 1).toordinal(), "van": date(2026, 1, 1).toordinal(),
        "tot_en_met": date(2026, 1, 31).toordinal(), "categorie": 1, "kot": 0, "uren": 1,
    }  # fmt: skip
    goed |= {naam: 1 for naam in anders if naam not in goed}
    return Feiten.from_columns(
        sleutels=("a", "b"), **{naam: [waarde, anders.get(naam, waarde)] for naam, waarde in goed.items()}
    )


@pytest.mark.parametrize(
    ("kolom", "laagste", "hoogste", "zin", "onder", "boven"), GRENZEN, ids=[rij[0] for rij in GRENZEN]
)
def test_a_fact_within_its_bounds_is_taken_and_one_beyond_is_told(
    kolom: str, laagste: int, hoogste: int, zin: str, onder: str, boven: str
) -> None:
    assert getattr(kolommen(**{kolom: laagste}), kolom).tolist()[1] == laagste
    assert getattr(kolommen(**{kolom: hoogste}), kolom).tolist()[1] == hoogste
    for waarde, tekst in ((laagste - 1, onder), (hoogste + 1, boven)):
        with pytest.raises(FeitenFout) as fout:
            kolommen(**{kolom: waarde})
        assert str(fout.value) == f"regel 2 (b), {kolom} = {tekst}: {zin}"


def test_a_line_ends_after_it_begins_and_a_child_is_born_before_and_under_sixteen() -> None:
    van, tot = date(2026, 1, 1).toordinal(), date(2026, 1, 31).toordinal()
    with pytest.raises(FeitenFout) as fout:
        kolommen(tot_en_met=van - 1)
    assert (
        str(fout.value)
        == "regel 2 (b), tot_en_met = 31-12-2025: de laatste dag ligt voor de eerste dag (van)"
    )
    assert len(kolommen(tot_en_met=van)) == 2
    zin = "de geboortedatum ligt na de periode of meer dan 15 jaar ervoor"
    assert len(kolommen(geboortedatum=tot)) == 2
    with pytest.raises(FeitenFout) as fout:
        kolommen(geboortedatum=tot + 1)
    assert str(fout.value) == f"regel 2 (b), geboortedatum = 01-02-2026: {zin}"


def test_of_many_wrong_lines_the_first_twenty_are_told() -> None:
    feiten = [replace(PEUTER, uren=-1)] * 25
    with pytest.raises(FeitenFout) as fout:
        Feiten.from_records(feiten)
    assert [f.regel for f in fout.value.fouten] == list(range(20))


# -- conditions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feit", "naam", "signaal"),
    [
        (replace(PEUTER, vertrek=Vertrek.OVERLEDEN), "Overlijden", Signaal.OVERLEDEN),
        (replace(PEUTER, vertrek=Vertrek.VERHUISD), "Woonplaats", Signaal.VERHUISD),
        (replace(PEUTER, binnen_gemeente=False), "Locatie", Signaal.LOCATIE_ELDERS),
        (replace(DOELGROEP, ve=False), "VE-registratie", Signaal.ZONDER_VE),
        (replace(PEUTER, na_indicatie=True), "Einde indicatie", Signaal.NA_INDICATIE),
    ],
)
def test_each_condition_has_its_own_step_and_signal(feit: Feit, naam: str, signaal: Signaal) -> None:
    regeling = maak(geldstroom__indicering__stopredenen=["verhuizing", "einde indicatie"])
    uitkomst = reken(regeling, feit)
    assert (uitkomst.uren.tolist(), uitkomst.signalen_van(0)) == ([0], (signaal,))
    stappen = {stap.naam: stap for stap in make_uitleg(uitkomst, 0).stappen}
    assert (naam in stappen, "Subsidie: 8 uur" in stappen) == (True, False)
    assert (stappen[naam].waarde, stappen[naam].eenheid) == (0, "uur")


# -- room that others took ---------------------------------------------------------------------------------------


def test_room_that_others_took_is_told_only_where_hours_do_not_fit_for_it() -> None:
    regels = [
        replace(PEUTER, uren=320_00),
        replace(PEUTER, uren=400_00),
        replace(PEUTER, uren=200_00, elders_1=120_00),
        replace(PEUTER, uren=200_01, elders_1=120_00),
        replace(PEUTER, uren=1, elders_1=500_00),
    ]
    uitkomst = reken(maak(), *regels)
    assert uitkomst.uren.tolist() == [320_00, 320_00, 200_00, 200_00, 0]
    assert [Signaal.RUIMTE_ELDERS in uitkomst.signalen_van(i) for i in range(5)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_what_others_took_goes_off_the_first_pieces() -> None:
    """Hours of a line over a change of the amount: 80 hours of room before 1 April, 240 after it."""
    regeling = maak(tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 4, 1))])
    [weinig, meer] = reken(
        regeling, replace(PEUTER, elders_1=50_00), replace(PEUTER, elders_1=100_00)
    ).uren.tolist()
    assert (weinig, meer) == (270_00, 220_00)
    subsidie = reken(regeling, replace(PEUTER, elders_1=50_00), replace(PEUTER, elders_1=100_00)).subsidie
    assert subsidie.tolist() == [30 * 9_00 + 240 * 11_00, 220 * 11_00]


# -- weeks and questions ---------------------------------------------------------------------------------------


def test_the_weeks_that_are_paid_hold_the_rounded_room_of_every_block() -> None:
    regeling, januari = maak(), (date(2026, 1, 1), date(2026, 1, 31))
    heel = (date(2026, 1, 1), date(2026, 12, 31))
    assert weken_in(regeling, *januari) == Fraction(10, 3)
    assert weken_in(regeling, date(2026, 2, 15), date(2026, 2, 28)) == Fraction(10, 6)
    assert betaalde_weken(regeling, Categorie.DOELGROEP, *januari) == Fraction(53_34, 16_00)
    assert betaalde_weken(regeling, Categorie.REGULIER, *januari) == Fraction(26_67, 8_00)
    assert betaalde_weken(regeling, Categorie.REGULIER, date(2026, 2, 1), date(2026, 3, 31)) == Fraction(
        53_33, 8_00
    )
    assert betaalde_weken(regeling, Categorie.SMI, *januari) == Fraction(10, 3)
    assert [betaalde_weken(regeling, groep, *heel) for groep in Categorie] == [40, 40, 40]


def test_what_two_policies_ask_together_is_named_once() -> None:
    pas = {"naam": "pas", "voorwaarde": "v", "bijdrage_nul": True, "bron": "art. 9"}
    opslag = {"naam": "o", "bedrag": w(1), "categorieen": ["regulier"], "kernen": ["Dorp", "Stad"]}
    eerste = vragen_van(maak(minima=[pas], opslagen=[opslag]))
    assert eerste == Vragen(kernen=("Dorp", "Stad"), minima=("pas",))
    per_dag = categorie(band("8 uur", 8, cel("vng")), maximum_uren_per_dag=w(5))
    tweede = vragen_van(
        maak(
            tarieven__basis={"soort": "aanbieder", "bron": "art. 5"},
            minima=[pas, pas | {"naam": "tweede"}],
            opslagen=[opslag | {"kernen": ["Stad", "Gehucht"]}],
            regulier=per_dag,
            voorbeelden__0__kind__prijs=10,
            voorbeelden__0__kind__dagen=80,
        )
    )
    assert tweede == Vragen(dagen=True, prijs=True, kernen=("Stad", "Gehucht"), minima=("pas", "tweede"))
    samen: dict[str, Any] = {"dagen": True, "prijs": True, "minima": ("pas", "tweede")}
    assert eerste | tweede == Vragen(**samen, kernen=("Dorp", "Stad", "Gehucht"))
    assert tweede | eerste == Vragen(**samen, kernen=("Stad", "Gehucht", "Dorp"))
    assert (eerste.huishouden, Vragen(grenzen=(("pas", "x"),)).huishouden) == (False, True)
