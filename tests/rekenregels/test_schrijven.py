"""What a policy and its facts look like in words: for the page of sources, for differences and for messages."""

from datetime import date
from typing import Any

import pytest

from rekenregels import Categorie, Feit, Feiten, FeitenFout, concat
from rekenregels.regeling.schrijven import bronnen, parameters_met_pad, toon_veld
from rekenregels.regeling.velden import Eenheid, Parameter, Veldinfo, Waarde
from rekenregels.rekenen.feit import FeitFout
from rekenregels.rekenen.feiten import toon_kolomwaarde

from .conftest import lees
from .test_goud import assert_goud
from .voorbeeldstad import DOELGROEP, PEUTER, maak, w


@pytest.mark.parametrize("naam", ["duiven-2020", "putten-2025", "voorbeeld-kiekeboe-2026", "oudewater-2024"])
def test_every_value_is_listed_with_its_place_and_source(naam: str) -> None:
    regels = [
        f"{b.pad} = {b.waarde} | {b.bron} | {b.artikel} | {b.is_aanname}"
        for b in bronnen(lees(f"{naam}.toml"))
    ]
    assert_goud(f"bronnen-{naam}.txt", "\n".join(regels) + "\n")


def test_every_number_is_found_by_its_place() -> None:
    regeling = maak(tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 7, 1))])
    assert {pad: [waarde.waarde for waarde in p.waarden] for pad, p in parameters_met_pad(regeling)} == {
        "uren.weken_per_jaar": [4_000],
        "doelgroep.fasen[1].banden[1].uren_per_week": [800],
        "doelgroep.fasen[1].banden[2].uren_per_week": [800],
        "regulier.fasen[1].banden[1].uren_per_week": [800],
        "tarieven.basis.bedrag": [1_000_000, 1_200_000],
        "max_uurprijs.bedragen": [900_000],
        "geldstroom.verlening.voorschot": [900],
        "geldstroom.verlening.termijnen": [4],
    }


@pytest.mark.parametrize(
    ("waarde", "eenheid", "tekst"),
    [
        (None, None, "geen"),
        (True, None, "ja"),
        (False, None, "nee"),
        (1_026_000, Eenheid.EURO, "€ 10,26"),
        (1_026_500, Eenheid.EURO, "€ 10,26500"),
        (650, Eenheid.UREN, "6,5 uur"),
        (4_000, Eenheid.WEKEN, "40 weken"),
        (12, Eenheid.AANTAL, "12"),
        (333, Eenheid.PROCENT, "33,3%"),
        (2026, None, "2026"),
        (date(2026, 3, 9), None, "09-03-2026"),
        (("L1", "L2"), None, "L1, L2"),
        ((), None, ""),
        ("vrije tekst", None, "vrije tekst"),
    ],
)
def test_a_value_is_shown_as_people_write_it(waarde: Any, eenheid: Eenheid | None, tekst: str) -> None:
    assert toon_veld(waarde, Veldinfo("", eenheid)).replace("\u00a0", " ") == tekst


def test_a_number_holds_until_the_day_of_the_next() -> None:
    bedrag = Parameter(
        Eenheid.EURO,
        (Waarde(1, "a"), Waarde(2, "b", vanaf=date(2026, 2, 1)), Waarde(3, "c", vanaf=date(2026, 7, 1))),
    )
    dagen = [date(2025, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [bedrag.op(dag).waarde for dag in dagen] == [1, 1, 2, 2, 3]
    assert bedrag.wisseldagen == (date(2026, 2, 1), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("kolom", "waarde", "tekst"),
    [
        ("geboortedatum", date(2023, 6, 1).toordinal(), "01-06-2023"),
        ("van", date.max.toordinal(), "31-12-9999"),
        ("van", date.max.toordinal() + 1, "3652060"),
        ("van", 0, "0"),
        ("prijs", -1, "niet ingevuld"),
        ("prijs", 1_050, "10,50"),
        ("dagen", -1, "niet ingevuld"),
        ("bijdrageklasse", 0, "0"),
        ("minima", -1, "-1"),
        ("categorie", 0, "doelgroep"),
        ("categorie", 2, "smi"),
        ("categorie", 3, "3"),
        ("categorie", -1, "-1"),
        ("kot", 0, "nee"),
        ("kot", 1, "ja"),
        ("kot", 2, "2"),
        ("uren", 32_050, "320,50"),
        ("inkomen", 20_000, "20000"),
        ("huishouden", 0, "niet ingevuld"),
        ("huishouden", 1, "alleenstaand"),
    ],
)
def test_a_wrong_fact_is_named_as_it_was_given(kolom: str, waarde: int, tekst: str) -> None:
    feiten = Feiten.from_records([PEUTER])
    feiten.__dict__[kolom] = [waarde]
    assert toon_kolomwaarde(feiten, kolom, 0) == tekst


def test_a_wrong_fact_is_one_line_of_text() -> None:
    fouten = [FeitFout(0, "k1", "uren", "-1", "te laag"), FeitFout(9, "", "kot", "2", "kies ja of nee")]
    assert str(FeitenFout(fouten)) == "regel 1 (k1), uren = -1: te laag\nregel 10, kot = 2: kies ja of nee"
    assert FeitenFout(fouten).fouten == fouten


def plek(feit: Feit, sleutel: str, locatie: str, kern: str) -> Feit:
    return Feit(**{**feit.__dict__, "sleutel": sleutel, "locatie": locatie, "kern": kern})


def test_facts_put_together_keep_their_own_places_and_villages() -> None:
    eerste = [plek(PEUTER, "a", "L1", "Dorp"), plek(DOELGROEP, "b", "L2", "")]
    tweede = [plek(PEUTER, "c", "L2", "Stad"), plek(PEUTER, "d", "", "Dorp"), plek(PEUTER, "e", "L3", "Dorp")]
    samen = concat([Feiten.from_records(eerste), Feiten.from_records(tweede)])
    assert [samen.record(i) for i in range(5)] == eerste + tweede
    assert (samen.locaties, samen.kernen) == (("", "L1", "L2", "L3"), ("", "Dorp", "Stad"))
    assert len(concat([])) == 0


def test_facts_that_nobody_gave_are_known_to_be_missing() -> None:
    zonder, met = (
        Feiten.from_records([PEUTER]),
        Feiten.from_records([Feit(**{**PEUTER.__dict__, "prijs": 0})]),
    )
    assert (zonder.ontbreekt("prijs"), met.ontbreekt("prijs")) == (True, False)
    kolommen = {
        naam: getattr(zonder, naam)
        for naam in ("geboortedatum", "van", "tot_en_met", "categorie", "kot", "uren")
    }
    kaal = Feiten.from_columns(**kolommen)
    assert (kaal.ontbreekt("prijs"), kaal.ontbreekt("kindrang"), kaal.record(0).kindrang) == (True, False, 1)
    assert (kaal.record(0).bijdrageklasse, kaal.record(0).prijs, kaal.sleutel(0)) == (None, None, "")
    with pytest.raises(TypeError, match=r"^onbekende kolommen: kleur, maat$"):
        Feiten.from_columns(**kolommen, kleur=[1], maat=[2])
    with pytest.raises(ValueError, match=r"^De kolommen zijn niet even lang\.$"):
        Feiten.from_columns(**kolommen | {"uren": [1, 2]})


def test_at_most_twenty_lines_are_named_for_one_rule() -> None:
    fout = Feit(**{**PEUTER.__dict__, "uren": -1})
    with pytest.raises(FeitenFout) as gevonden:
        Feiten.from_records([PEUTER, *[fout] * 30])
    assert [f.regel for f in gevonden.value.fouten] == list(range(1, 21))


def test_a_part_of_the_facts_is_the_lines_from_here_to_there() -> None:
    feiten = Feiten.from_records([plek(PEUTER, s, s.upper(), "") for s in "abcd"])
    deel = feiten.deel(1, 3)
    assert [deel.record(i) for i in range(len(deel))] == [feiten.record(1), feiten.record(2)]
    assert feiten.record(2).categorie is Categorie.REGULIER
