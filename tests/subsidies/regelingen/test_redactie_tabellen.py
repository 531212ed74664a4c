"""Named tables, amounts out of parts and other sizes of a block in the editor."""

from rekenregels import load_document
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.velden import Veldinfo
from subsidies.regelingen.blad import Blad
from subsidies.regelingen.redactie.invoer import hernoem
from subsidies.regelingen.redactie.knopen import Bouwer
from subsidies.regelingen.redactie.sjabloon import meegeleverd
from subsidies.regelingen.redactie.vormen import als_document, hoofdstuk_als_ruw, hoofdstukken, hoofdstuksoort


def _hoofdstuk(regeling: Regeling, naam: str) -> list[tuple[str, object, list[tuple[str, str]]]]:
    """Every field of a chapter with its value and its choices."""
    ruw = hoofdstuk_als_ruw(regeling.as_document(), naam)
    knoop = Bouwer(regeling).bouw(hoofdstuksoort(naam), ruw, naam, naam, Veldinfo(""), naam)
    return [(k.pad, k.waarde, k.keuzes) for k in knoop.alle()]


def test_every_shipped_policy_comes_out_of_the_form_as_it_went_in() -> None:
    for regeling in meegeleverd().values():
        document = regeling.as_document()
        terug = {
            naam: als_document(hoofdstuksoort(naam), hoofdstuk_als_ruw(document, naam), info)
            for naam, info in hoofdstukken().items()
            if naam in document
        }
        assert load_document(terug).sha256 == regeling.sha256


def test_an_amount_chooses_among_the_tables_of_the_policy() -> None:
    regeling = meegeleverd()["bergen-op-zoom-2024"]
    velden = {pad: (waarde, keuzes) for pad, waarde, keuzes in _hoofdstuk(regeling, "bijdragen")}
    assert velden["bijdragen.toeslag.tabel"] == ("kot", [("", "geen"), ("kot", "kot")])
    assert velden["bijdragen.toeslag.delen[1].van"][0] == "toeslag"
    assert ("na_toeslag", "wat de toeslag overlaat") in velden["bijdragen.toeslag.delen[1].van"][1]


def test_a_table_with_another_name_goes_along_to_the_amounts_and_leaves_national_tables_alone() -> None:
    plat = {
        "bijdragen": {"a": {"soort": "tabel", "tabel": "kot"}},
        "bijdragetabel": {"versies": [{"tabel": "kot", "bron": "x"}]},
    }
    nieuw = hernoem(plat, "tabellen", {"kot": "toeslagtabel"})
    assert nieuw["bijdragen"]["a"]["tabel"] == "toeslagtabel"
    assert nieuw["bijdragetabel"] == plat["bijdragetabel"]


def test_the_sheet_shows_every_table_and_the_size_of_a_block_with_its_time() -> None:
    blad = Blad(meegeleverd()["bergen-op-zoom-2024"])
    assert [tabel.titel for tabel in blad.tabellen] == [
        "Ouderbijdrage per uur",
        "Percentage kinderopvangtoeslag (kot)",
    ]
    banden = blad.groepen[0].fasen[0].banden
    assert [band.uren for band in banden] == ["6 uur", "600 uur voor de hele periode van het kind"]
