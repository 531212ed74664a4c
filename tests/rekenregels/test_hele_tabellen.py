"""A national table that lacks its highest classes is not read as if its last row were the highest."""

from pathlib import Path

import pytest

from rekenregels import RegelingFout, inkomenstabellen, let_op, load_document, load_regeling
from rekenregels.regelingen import MAP as REGELINGEN

from .conftest import lees
from .voorbeeldstad import maak

VEENENDAAL = (REGELINGEN / "veenendaal-2024.toml").read_text(encoding="utf-8")
EIGEN = VEENENDAAL[VEENENDAAL.index("[bijdragetabel.versies.aanvulling]") : VEENENDAAL.index("[doelgroep]")]
ZONDER = VEENENDAAL.replace(EIGEN, "")
MET_2024 = (
    "de-bilt-2024",
    "het-hogeland-2024",
    "ijsselstein-2024",
    "veenendaal-2024",
    "voorbeeld-kleine-reiziger-2024",
    "voorbeeld-vng-2024",
)


def test_the_product_says_which_of_its_tables_have_gaps() -> None:
    gaten = {naam: tabel.gaten for naam, tabel in inkomenstabellen().items() if tabel.gaten}
    assert gaten == {
        "vng-2019": ("De bedragen voor een tweede kind zijn niet bekend.",),
        "vng-2023": ("Boven een inkomen van € 88.015 zijn de bedragen niet bekend.",),
        "vng-2024": ("Boven een inkomen van € 92.434 zijn de bedragen niet bekend.",),
        "vng-2025": ("Voor een tweede kind zijn de bedragen van klasse 2, 3, 4, 5, 6, 7 niet bekend.",),
        "kot-2024": ("Boven een inkomen van € 92.434 zijn de bedragen niet bekend.",),
        "kot-2025": ("De bedragen voor een tweede kind zijn niet bekend.",),
    }


def test_the_highest_contribution_of_such_a_table_is_an_error_that_names_the_row() -> None:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(ZONDER, bestand="v.toml")
    assert fout.value.fouten == [
        (
            "v.toml, regel 59, teken 1: bijdragetabel.versies[1].tabel: vng-2024 houdt op bij klasse 5, tot en met € 92.434; de "
            "klassen erboven zijn niet bekend. Met hoogste_bijdrage (zonder_bewijs en boven_tabel) zou wie meer verdient of geen "
            "inkomen aantoont het bedrag van die klasse betalen (€ 3,01). Vul de klassen aan onder "
            "[bijdragetabel.versies.aanvulling] met een eigen bron, of kies geen_subsidie."
        )
    ]


def test_without_the_highest_contribution_the_table_may_end() -> None:
    regeling = load_regeling(ZONDER.replace('"hoogste_bijdrage"', '"geen_subsidie"'))
    assert regeling.bijdragetabel is not None
    assert len(regeling.bijdragetabel.versies[0].rijen) == 5


def test_what_was_adopted_before_keeps_its_rows_and_its_control_number() -> None:
    document = lees("veenendaal-2024.toml").as_document()
    versie = document["bijdragetabel"]["versies"][0]
    del versie["aanvulling"]
    versie["rijen"] = versie["rijen"][:5]
    vroeger = load_document(document)
    assert vroeger.as_document() == document
    assert load_document(vroeger.as_document()).sha256 == vroeger.sha256


@pytest.mark.parametrize("naam", MET_2024)
def test_the_shipped_policies_of_2024_have_all_classes_and_mark_what_is_assumed(naam: str) -> None:
    regeling = lees(f"{naam}.toml")
    assert regeling.bijdragetabel is not None
    [versie] = regeling.bijdragetabel.versies
    assert [rij.kind1 for rij in versie.rijen] == [
        41_000,
        52_000,
        111_000,
        173_000,
        301_000,
        511_000,
        680_000,
    ]
    [aanname] = [bron for pad, _, bron in regeling.aannames if pad == "bijdragetabel.versies[1].aanvulling"]
    assert aanname.startswith("aanname: klasse 6 en 7 van 2024 zijn niet gevonden")


def test_an_income_above_the_national_table_pays_the_added_class() -> None:
    """6,80 and not 3,01: the row that was there before is not the highest."""
    regeling = lees("veenendaal-2024.toml")
    assert regeling.bijdragetabel is not None
    rij = regeling.bijdragetabel.rij_op(regeling.geldig_van, 7)
    assert (rij and rij.kind1) == 680_000


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (
            VEENENDAAL.replace(
                'tabel = "vng-2024"', 'rijen = [{ tot_en_met = "geen", kind1 = 1, kind2 = 1 }]'
            ),
            "bijdragetabel.versies[1].aanvulling hoort bij een meegeleverde tabel. Noem die bij tabel, of zet deze klassen zelf in rijen.",
        ),
        (
            VEENENDAAL.replace("tot_en_met = 128088", "tot_en_met = 90000"),
            "bijdragetabel.versies[1].rijen[6].tot_en_met (90.000) is niet hoger dan de klasse ervoor. Zet de klassen van laag naar hoog.",
        ),
    ],
)
def test_added_classes_follow_the_last_of_a_national_table(tekst: str, zin: str) -> None:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(tekst)
    assert [melding.zin for melding in fout.value.meldingen] == [zin]


def test_a_table_of_the_municipality_itself_that_ends_is_pointed_out() -> None:
    zin = (
        "bijdragetabel.versies[1]: de tabel houdt op bij € 50.000. Wie meer verdient of geen inkomen aantoont, betaalt het bedrag "
        "van klasse 3. Heeft de regeling hogere klassen, vul die dan aan."
    )
    assert let_op(maak(bijdragetabel__versies__0__rijen__2__tot_en_met=50_000)) == [zin]


@pytest.mark.parametrize("bestand", sorted(REGELINGEN.glob("*.toml")), ids=lambda pad: pad.stem)
def test_no_shipped_policy_takes_the_last_row_of_a_table_with_gaps(bestand: Path) -> None:
    tabel = lees(bestand.name).bijdragetabel
    for versie in tabel.versies if tabel and tabel.neemt_hoogste else ():
        assert not versie.tabel or versie.rijen[-1].tot_en_met is None
