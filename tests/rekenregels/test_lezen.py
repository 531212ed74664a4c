"""What the reader says of a value of another kind, for each kind of value, and what it takes as it is."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import RegelingFout, load_document, load_regeling
from rekenregels.regelingen import MAP as REGELINGEN

from .voorbeeldstad import BRON, fouten, maak, voorbeeldstad, w

TARIEVEN = (
    "vast, aanbieder, aanbieder_tot_grens, max_uurprijs_plus_opslag, aanbieder_tot_max_uurprijs, samengesteld"
)
WEKEN = "Aantal weken per jaar waarover de gemeente betaalt"
VERGOED = "doelgroep.vergoed"


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"doelgroep": 3}, "doelgroep is 3, maar moet een tabel zijn."),
        ({"doelgroep": "geen"}, 'doelgroep is "geen", maar moet een tabel zijn.'),
        ({"doelgroep": {}}, f"{VERGOED} ontbreekt. Voeg toe: vergoed = true of vergoed = false"),
        ({"doelgroep": {"vergoed": "ja"}}, f'{VERGOED} is "ja", maar moet true of false zijn. Schrijf: vergoed = true'),
        ({"doelgroep": {"vergoed": "nee"}}, f'{VERGOED} is "nee", maar moet true of false zijn. Schrijf: vergoed = false'),
        ({"doelgroep": {"vergoed": "soms"}}, f'{VERGOED} is "soms", maar moet true of false zijn.'),
        ({"doelgroep": {"vergoed": 1}}, f"{VERGOED} is 1, maar moet true of false zijn."),
        ({"tarieven": 3}, "tarieven is 3, maar moet tabellen met een naam bevatten (De uurprijzen waarmee de gemeente rekent, met een naam)."),
        ({"tarieven__basis": []}, "tarieven.basis is een lijst, maar moet een tabel zijn."),
        ({"tarieven__basis": {"bedrag": w(1)}}, f"tarieven.basis.soort is niet ingevuld. Kies een van: {TARIEVEN}."),
        ({"tarieven__basis__soort": 1}, f"tarieven.basis.soort is 1. Kies een van: {TARIEVEN}."),
        ({"tarieven__basis__soort": ["vast"]}, f"tarieven.basis.soort is een lijst. Kies een van: {TARIEVEN}."),
        ({"tarieven__basis__soort": "Vast"}, f'tarieven.basis.soort is "Vast". Kies een van: {TARIEVEN}.'),
        ({"uren__sluitingen": 3}, "uren.sluitingen is 3, maar moet een lijst zijn (Perioden zonder opvang, bij kalenderweken)."),
        ({"uren__sluitingen": [3]}, "uren.sluitingen[1] is 3, maar moet een tabel zijn met naam, van, tot_en_met."),
        ({"uren__vrije_maanden": ["mei"]}, 'uren.vrije_maanden[1] is "mei", maar moet een getal zijn (Maandnummers zonder opvang, bij elf of tien maanden).'),
        ({"uren__ruimte": 3}, "uren.ruimte is 3. Kies een van: per_kwartaal, per_jaar."),
        ({"uren__ruimte": "Per jaar"}, 'uren.ruimte is "Per jaar". Schrijf: ruimte = "per_jaar"'),
        ({"regeling__naam": True}, 'regeling.naam is true, maar moet een tekst tussen aanhalingstekens ("...") zijn (Naam van de regeling, zoals mensen haar noemen).'),
        ({"regeling__naam": "  "}, "regeling.naam is leeg (Naam van de regeling, zoals mensen haar noemen). Vul een tekst in."),
        ({"regeling__geldig_van": 2026}, "regeling.geldig_van is 2.026, maar moet een datum zijn, bijvoorbeeld 2026-01-01."),
        ({"regeling__geldig_van": "1-1-2026"}, 'regeling.geldig_van is "1-1-2026", maar moet een datum zijn. Schrijf: geldig_van = 2026-01-01'),
        ({"regeling__geldig_van": datetime(2026, 1, 1, 12)}, 'regeling.geldig_van is "2026-01-01 12:00:00", maar moet een datum zijn, bijvoorbeeld 2026-01-01.'),  # noqa: DTZ001
        ({"bijdragetabel__kindrang": "ja"}, "bijdragetabel.kindrang is \"ja\", maar moet true of false zijn (Betalen ouders voor een tweede kind een ander bedrag?). Schrijf: kindrang = true"),
        ({"bijdragetabel__kindrang": 0}, "bijdragetabel.kindrang is 0, maar moet true of false zijn (Betalen ouders voor een tweede kind een ander bedrag?)."),
        ({"uren__weken_per_jaar": w("40,5")}, f'uren.weken_per_jaar.waarde is "40,5", maar moet een getal zijn ({WEKEN}). Schrijf: waarde = 40.5'),
        ({"uren__weken_per_jaar": w(10**30)}, f"uren.weken_per_jaar.waarde is {10**30}, maar een getal heeft hoogstens 20 cijfers ({WEKEN}). Verbeter het getal."),
        ({"uren__weken_per_jaar": w("0.99")}, f"uren.weken_per_jaar.waarde is 0,99; toegestaan is 1 tot en met 52,2 ({WEKEN}). Verbeter het getal."),
        ({"uren__weken_per_jaar": w("52.21")}, f"uren.weken_per_jaar.waarde is 52,21; toegestaan is 1 tot en met 52,2 ({WEKEN}). Verbeter het getal."),
        ({"uren__weken_per_jaar": w(40, vanaf="zomer")}, 'uren.weken_per_jaar.vanaf is "zomer", maar moet een datum zijn, bijvoorbeeld 2026-01-01.'),
        ({"uren__weken_per_jaar": w(40, artikel=" ")}, ""),
        ({"uren__weken_per_jaar": [w(40), {"waarde": 40, "vanaf": date(2026, 2, 1)}]}, f"uren.weken_per_jaar[2].bron ontbreekt ({WEKEN}). Elk getal heeft waarde, bron en vanaf nodig."),
        ({"uren__weken_per_jaar": {"bron": BRON}}, f"uren.weken_per_jaar.waarde ontbreekt ({WEKEN}). Elk getal heeft waarde en bron nodig."),
        ({"bijdragetabel__versies__0__rijen__0__tot_en_met": "0.5"}, "bijdragetabel.versies[1].rijen[1].tot_en_met is 0,5, maar mag hoogstens 0 decimalen hebben."),
        ({"max_uurprijs": {"tabel": "anders"}}, 'max_uurprijs.tabel: "anders" bestaat niet. Schrijf tabel = "landelijk" of vul bedragen in.'),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_told_with_what_it_must_be(anders: dict[str, Any], zin: str) -> None:
    gevonden = [fout.replace("\u00a0", " ") for fout in fouten(**anders)]
    assert gevonden == ([zin] if zin else [])


@pytest.mark.parametrize("weken", ["1", 52, "52.2", Decimal("40.50")])
def test_a_number_at_its_edges_is_taken(weken: Any) -> None:
    regeling = maak(uren__weken_per_jaar=w(weken), voorbeelden__0__verwacht={"uren": 1})
    assert regeling.uren.weken_per_jaar.waarden[0].waarde == Decimal(weken) * 100


def test_spaces_around_a_text_are_no_part_of_it() -> None:
    assert maak(regeling__naam="  Stad \n").naam == "Stad"


def test_every_member_of_a_list_is_looked_at() -> None:
    assert fouten(uren__vrije_maanden=["mei", 4, "juni"]) == [
        f'uren.vrije_maanden[{i}] is "{maand}", maar moet een getal zijn (Maandnummers zonder opvang, bij elf of tien '
        "maanden)."
        for i, maand in ((1, "mei"), (3, "juni"))
    ]
    stuk = {"soort": "vast", "bedrag": 10, "meerprijs": "ouder"}
    assert fouten(tarieven={"een": stuk, "twee": stuk}) == [
        f"tarieven.{naam}.bedrag is 10 zonder bron. Schrijf, met tussen de aanhalingstekens waar het getal staat: "
        'bedrag = { waarde = 10, bron = "" }'
        for naam in ("een", "twee")
    ]


def test_of_more_than_twenty_unknown_keys_the_rest_is_counted() -> None:
    onbekend = {f"zzz{i}": 1 for i in range(23)}
    gevonden = fouten(uren=voorbeeldstad()["uren"] | onbekend)
    assert len(gevonden) == 21
    assert gevonden[-1] == "uren heeft nog 3 andere sleutels die niet bekend zijn."
    assert len(fouten(uren=voorbeeldstad()["uren"] | {f"zzz{i}": 1 for i in range(20)})) == 20
    with pytest.raises(RegelingFout) as fout:
        load_document(voorbeeldstad() | onbekend)
    assert fout.value.fouten[-1].endswith(": het bestand heeft nog 3 andere sleutels die niet bekend zijn.")


def test_the_file_that_is_wrong_is_named_and_by_default_it_is_regeling() -> None:
    with pytest.raises(RegelingFout) as fout:
        load_regeling("")
    assert fout.value.fouten[0].startswith("regeling.toml, regel 1, teken 1: dit bestand is leeg.")
    with pytest.raises(RegelingFout) as fout:
        load_regeling("a = 1 2", bestand="x.toml")
    assert fout.value.fouten[0].startswith('x.toml, regel 1, teken 7: dit is geen geldig TOML: "a = 1 2".')
    with pytest.raises(RegelingFout) as fout:
        load_document(voorbeeldstad() | {"uren": 3})
    assert fout.value.fouten[0].startswith("regeling: uren is 3, maar moet een tabel zijn met bron, ")


def test_mistakes_are_told_in_the_order_of_the_file_also_where_a_slip_is_among_them() -> None:
    tekst = (REGELINGEN / "duiven-2020.toml").read_text(encoding="utf-8")
    stuk = tekst.replace('begunstigde = "houder"', "begunstigde = houder").replace(
        'volgorde = "begin"', 'volgorde = "eind"'
    )
    stuk = stuk.replace("op_werkelijke_uren = true", 'op_werkelijke_uren = "soms"')
    with pytest.raises(RegelingFout) as fout:
        load_regeling(stuk, bestand="d.toml")
    assert [zin.partition(": ")[2][:40] for zin in fout.value.fouten] == [
        'samenloop.volgorde is "eind". Kies een v',
        "een tekst staat tussen aanhalingstekens.",
        "geldstroom.vaststelling.op_werkelijke_ur",
    ]
