"""Files of planning software: other names and order of columns, a row per month, two LRK numbers, odd numbers."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from opvang import urenbestand
from opvang.models import Declaratieregel, Plaatsing
from opvang.urenbestand import Getalvraag, Kolomvraag, Urenregels
from organisaties.models import Locatie
from tests.factories import DeclaratieregelFactory, KindFactory, LocatieFactory, PlaatsingFactory
from tests.werkmappen import MAKERS, as_libreoffice, as_tekst, by_openpyxl, by_xlsxwriter

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(regel: Declaratieregel, locatie: Locatie) -> Declaratieregel:
    """Noor de Jong at De Ark (LRK 123456789), beside the child of `regel`."""
    Locatie.objects.filter(pk=locatie.pk).update(lrk_nummer="123456789")
    kind = KindFactory(
        voornaam="Noor", tussenvoegsel="de", achternaam="Jong", geboortedatum=date(2022, 5, 15)
    )
    regel_van_noor: Declaratieregel = DeclaratieregelFactory(
        declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie, kind=kind)
    )
    return regel_van_noor


@pytest.fixture
def noor_elders(noor: Declaratieregel) -> Declaratieregel:
    """Noor is also at De Boot, LRK 987654321."""
    boot = LocatieFactory(houder=noor.declaratie.houder, naam="De Boot", lrk_nummer="987654321")
    plaatsing = PlaatsingFactory(locatie=boot, kind=noor.plaatsing.kind)
    elders: Declaratieregel = DeclaratieregelFactory(declaratie=noor.declaratie, plaatsing=plaatsing)
    return elders


def lees(regel: Declaratieregel, rijen: list[list[Any]], **anders: Any) -> Urenregels:
    return urenbestand.read(by_xlsxwriter(rijen), regel.declaratie, **anders)


def fouten(regel: Declaratieregel, rijen: list[list[Any]], **anders: Any) -> list[str]:
    with pytest.raises(ValidationError) as fout:
        lees(regel, rijen, **anders)
    return list(fout.value.messages)


# -- who it is about -----------------------------------------------------------------------------

KOP = ["Achternaam", "Roepnaam", "Voorvoegsel", "Geb.datum", "LRK-nummer", "Aantal uren"]


@pytest.mark.parametrize("maker", MAKERS, ids=str)
def test_a_child_is_found_by_name_and_birthday_in_every_kind_of_file(
    noor: Declaratieregel, maker: str
) -> None:
    rijen = [KOP, ["Jong", "Noor", "de", date(2022, 5, 15), "123456789", 120.5]]
    assert urenbestand.read(MAKERS[maker](rijen), noor.declaratie).uren == {noor.pk: 120_50}


@pytest.mark.parametrize(
    "naam", ["Noor de Jong", "Jong, Noor de", "de Jong, Noor", "NOOR DE JONG", "Jong, de, Noor"]
)
@pytest.mark.parametrize(
    "geboren", ["15-05-2022", "2022-05-15", "15/5/2022", date(2022, 5, 15), "2022-05-15 00:00:00"]
)
def test_a_name_in_one_cell_may_stand_in_any_order(noor: Declaratieregel, naam: str, geboren: Any) -> None:
    assert lees(noor, [["Kind", "Geboren", "Uren"], [naam, geboren, 40]]).uren == {noor.pk: 40_00}


def test_the_title_and_period_above_the_columns_and_the_total_below_are_no_rows(
    noor: Declaratieregel,
) -> None:
    rijen = [
        ["VVE rapport"],
        ["Periode", "01-01-2025 t/m 31-03-2025"],
        [],
        ["Naam kind", "Geboortedatum", "Uren totaal"],
        ["Noor de Jong", date(2022, 5, 15), 40],
        ["Totaal", None, 40],
    ]
    assert lees(noor, rijen).uren == {noor.pk: 40_00}


def test_a_child_that_is_not_in_the_declaration_is_told_with_its_row(noor: Declaratieregel) -> None:
    rijen = [
        ["Kind", "Geboren", "Uren"],
        ["Noor de Jong", "15-05-2022", 1],
        ["Sam Ander", "01-01-2022", 1],
        [None, "1-1-2022", 1],
    ]
    assert fouten(noor, rijen) == [
        (
            "Regel 3, kolom Kind: ‘Sam Ander, geboren 01-01-2022’ staat niet in deze declaratie. Verwijder de regel, of"
            " gebruik het bestand van dit tijdvak."
        ),
        "Regel 4, kolom Kind is leeg: welk kind is dit? Vul de cel, of verwijder de regel.",
    ]


def test_a_name_with_another_birthday_is_another_child(noor: Declaratieregel) -> None:
    [zin] = fouten(noor, [["Kind", "Geboren", "Uren"], ["Noor de Jong", "16-05-2022", 1]])
    assert "‘Noor de Jong, geboren 16-05-2022’ staat niet in deze declaratie" in zin
    [zin] = fouten(noor, [["Kind", "Geboren", "Uren"], ["Noor de Jong", "mei 2022", 1]])
    assert zin == "Regel 2, kolom Geboren: ‘mei 2022’ is geen datum. Schrijf bijvoorbeeld 15-05-2022."


# -- two LRK numbers -----------------------------------------------------------------------------


def test_a_child_at_two_locations_is_told_apart_by_lrk_number_or_name(
    noor: Declaratieregel, noor_elders: Declaratieregel
) -> None:
    kop = ["Kind", "Geboren", "LRK nr", "Vestiging", "Uren"]
    kind = ["Noor de Jong", "15-05-2022"]
    rijen = [kop, [*kind, 123456789, None, 40], [*kind, None, "de boot", 60]]
    assert lees(noor, rijen).uren == {noor.pk: 40_00, noor_elders.pk: 60_00}


def test_without_the_location_nobody_guesses_which_of_two(
    noor: Declaratieregel, noor_elders: Declaratieregel
) -> None:
    [zin] = fouten(noor, [["Kind", "Geboren", "Uren"], ["Noor de Jong", "15-05-2022", 100]])
    assert zin == (
        f"Regel 2, dit kind staat 2 keer in deze declaratie: plaatsing {noor.plaatsing_id} (De Ark, 01-01-2025 tot en met"
        f" 31-03-2025) en plaatsing {noor_elders.plaatsing_id} (De Boot, 01-01-2025 tot en met 31-03-2025). Zet het"
        " LRK-nummer of het nummer van de plaatsing in een kolom, zodat duidelijk is bij welke de uren horen."
    )


def test_a_wrong_lrk_number_is_told_with_the_right_one(noor: Declaratieregel) -> None:
    rijen = [["Kind", "Geboren", "LRK", "Uren"], ["Noor de Jong", "15-05-2022", "111111111", 1]]
    assert fouten(noor, rijen) == [
        (
            "Regel 2, kolom LRK: op ‘111111111’ staat dit kind niet in deze declaratie, wel op De Ark (LRK 123456789)."
            " Verbeter de cel."
        )
    ]


# -- a row per month -----------------------------------------------------------------------------


def _maanden(*rijen: list[Any]) -> list[list[Any]]:
    return [["Kind", "Geboren", "Maand", "Uren"], *(["Noor de Jong", "15-05-2022", *rij] for rij in rijen)]


@pytest.mark.parametrize(
    "maanden",
    [
        ("2025-01", "2025-02", "2025-03"),
        ("januari 2025", "februari 2025", "maart 2025"),
        ("jan-25", "feb-25", "mrt-25"),
        ("01-2025", "2/2025", "03-2025"),
        ("202501", 202502, "202503"),
        (1, "2", "03"),
        (date(2025, 1, 1), date(2025, 2, 28), "01-03-2025"),
        ("Januari", "FEB", "mrt."),
    ],
)
def test_months_are_added_up_however_they_are_written(
    noor: Declaratieregel, maanden: tuple[Any, ...]
) -> None:
    rijen = _maanden(*([maand, uren] for maand, uren in zip(maanden, (40, 35.5, 44.25), strict=True)))
    assert lees(noor, rijen) == Urenregels({noor.pk: 119_75}, maanden={noor.pk: [1, 2, 3]})


@pytest.mark.parametrize(
    ("maand", "zin"),
    [
        (
            "2025-04",
            "‘2025-04’ valt niet in het 1e kwartaal 2025. Verwijder de regel, of kies de declaratie waar die maand in valt.",
        ),
        ("jan 2024", "‘jan 2024’ valt niet in het 1e kwartaal 2025."),
        ("ja", "‘ja’ is geen maand."),
        ("13", "‘13’ is geen maand. Schrijf bijvoorbeeld 2025-01 of januari 2025."),
        ("", "‘’ is geen maand."),
    ],
)
def test_a_month_that_cannot_be_is_told(noor: Declaratieregel, maand: str, zin: str) -> None:
    [gezegd] = fouten(noor, _maanden([maand, 40]))
    assert gezegd.startswith(f"Regel 2, kolom Maand: {zin}")


def test_a_year_beside_the_month_counts(noor: Declaratieregel) -> None:
    kop = ["Kind", "Geboren", "Maand", "Jaar", "Uren"]
    assert lees(noor, [kop, ["Noor de Jong", "15-05-2022", 2, 2025, 40]]).uren == {noor.pk: 40_00}
    [zin] = fouten(noor, [kop, ["Noor de Jong", "15-05-2022", 2, 2024, 40]])
    assert "‘2 2024’ valt niet in het 1e kwartaal 2025" in zin


def test_the_same_month_twice_is_refused_and_not_added(noor: Declaratieregel) -> None:
    assert fouten(noor, _maanden(["2025-01", 40], ["jan-25", 40])) == [
        "Regel 3, Noor de Jong staat voor januari ook op regel 2. Verwijder een van beide, of tel ze op in een regel."
    ]


def test_months_at_two_locations_stay_apart(noor: Declaratieregel, noor_elders: Declaratieregel) -> None:
    rijen: list[list[Any]] = [["Kind", "Geboren", "Maand", "LRK", "Uren"]]
    for lrk, uren in ((123456789, 10), (987654321, 20)):
        rijen += [["Noor de Jong", "15-05-2022", maand, lrk, uren] for maand in (1, 2, 3)]
    assert lees(noor, rijen).uren == {noor.pk: 30_00, noor_elders.pk: 60_00}


def test_a_month_finds_the_agreements_that_held_then(noor: Declaratieregel) -> None:
    """KOT from February on: two lines of one stay."""
    Plaatsing.objects.filter(pk=noor.plaatsing_id).update(einddatum=date(2025, 1, 31))
    Declaratieregel.objects.filter(pk=noor.pk).update(tot_en_met=date(2025, 1, 31))
    vervolg = DeclaratieregelFactory(
        declaratie=noor.declaratie,
        plaatsing=PlaatsingFactory(
            locatie=noor.plaatsing.locatie, kind=noor.plaatsing.kind, startdatum=date(2025, 2, 1), kot=True
        ),
    )
    Declaratieregel.objects.filter(pk=vervolg.pk).update(van=date(2025, 2, 1))
    gelezen = lees(noor, _maanden([1, 40], [2, 30], [3, 35]))
    assert gelezen == Urenregels(
        {noor.pk: 40_00, vervolg.pk: 65_00}, maanden={noor.pk: [1], vervolg.pk: [2, 3]}
    )


def test_days_are_added_up_too_and_a_month_without_them_is_told(noor: Declaratieregel) -> None:
    kop = ["Kind", "Geboren", "Maand", "Uren", "Dagen"]
    kind = ["Noor de Jong", "15-05-2022"]
    rijen: list[list[Any]] = [kop, [*kind, 1, 40, 10], [*kind, 2, 40, 9], [*kind, 3, 40, 11]]
    assert lees(noor, rijen, met_dagen=True).dagen == {noor.pk: 30}
    rijen[2][4] = None
    assert fouten(noor, rijen, met_dagen=True) == [
        "Regel 3, kolom Dagen: de cel is leeg. Vul een getal in; 0 als er niets is."
    ]
    assert lees(noor, rijen).dagen == {}


def test_months_that_together_are_too_much_are_refused(noor: Declaratieregel) -> None:
    assert fouten(noor, _maanden([1, 400], [2, 400], [3, 400])) == [
        "Regel 4, kolom Uren: 1200 uur past niet in een kwartaal: meer dan 1104 uur kan niet."
    ]


# -- numbers that can be two ---------------------------------------------------------------------


def _getallen(noor: Declaratieregel, *uren: Any, **anders: Any) -> list[int]:
    """The hours of months, read as text of a CSV file, in the order of the file."""
    maanden: list[list[Any]] = [["Kind", "Geboren", "Maand", "Uren"]]
    maanden += [["Noor de Jong", "15-05-2022", nummer, cel] for nummer, cel in enumerate(uren, 1)]
    gelezen = urenbestand.read(as_tekst()(maanden), noor.declaratie, **anders)
    return list(gelezen.uren.values())


def test_half_an_hour_with_three_decimals_is_not_five_hundred_hours(regel: Declaratieregel) -> None:
    kop = "plaatsing;pseudoniem;naam;geboortedatum;locatie;uren"
    rij = f"{regel.plaatsing_id};{regel.plaatsing.kind.pseudoniem};x;x;x;0.500"
    assert urenbestand.read(f"\ufeff{kop}\n{rij}\n".encode(), regel.declaratie).uren == {regel.pk: 50}


def test_the_first_line_that_excel_writes_for_itself_is_read(regel: Declaratieregel) -> None:
    kop = "plaatsing;pseudoniem;naam;geboortedatum;locatie;uren"
    rij = f"{regel.plaatsing_id};{regel.plaatsing.kind.pseudoniem};x;x;x;40"
    for begin in ("sep=;\n", "SEP=;\r\n", '"sep=;"\n'):
        inhoud = f"\ufeff{begin}{kop}\n{rij}\n".encode()
        assert urenbestand.read(inhoud, regel.declaratie).uren == {regel.pk: 40_00}


@pytest.mark.parametrize(
    ("cellen", "samen"),
    [
        (("1.280", "0.500", "2.000"), 1_28 + 50 + 2_00),  # 0.500 says: a point before decimals
        (("1.280", "36.5", "2"), 1_28 + 36_50 + 2_00),
        (("1,280", "40,5", "2"), 1_28 + 40_50 + 2_00),
        (("1.040,00", "0,5", "1"), 1040_00 + 50 + 1_00),
        (("1,040.00", "0.5", "1"), 1040_00 + 50 + 1_00),
        (("160,5", "160.5", "1"), 160_50 + 160_50 + 1_00),  # each can be one thing only
    ],
)
def test_a_number_is_what_its_column_says(noor: Declaratieregel, cellen: tuple[str, ...], samen: int) -> None:
    assert _getallen(noor, *cellen) == [samen]


@pytest.mark.parametrize(
    "cellen", [("1.040",), ("1,040",), ("1.040", "40"), ("160,5", "160.5", "1.001"), ("1.001", "veel")]
)
def test_a_number_that_nothing_decides_is_asked(noor: Declaratieregel, cellen: tuple[str, ...]) -> None:
    with pytest.raises(Getalvraag) as vraag:
        _getallen(noor, *cellen)
    assert "Kies wat het is." in vraag.value.message


def test_the_question_names_both_readings_and_the_answer_counts(noor: Declaratieregel) -> None:
    with pytest.raises(Getalvraag) as vraag:
        _getallen(noor, "1.040")
    assert (vraag.value.tekst, vraag.value.komma, vraag.value.punt) == ("1.040", "1040", "1,04")
    assert _getallen(noor, "1.040", teken=",") == [1040_00]
    assert _getallen(noor, "1.040", teken=".") == [1_04]


def test_the_column_goes_before_the_answer(noor: Declaratieregel) -> None:
    assert _getallen(noor, "1.280", "0.500", teken=",") == [1_78]


def test_a_third_decimal_is_not_rounded_and_not_read_as_thousands(noor: Declaratieregel) -> None:
    with pytest.raises(ValidationError) as fout:
        _getallen(noor, "33.333", "0.5")
    assert fout.value.messages == [
        "Regel 2, kolom Uren: 33,333 heeft meer dan twee cijfers achter de komma. Rond het getal af op twee cijfers."
    ]


def test_a_number_of_a_spreadsheet_is_never_asked(noor: Declaratieregel) -> None:
    for maker in (by_xlsxwriter, by_openpyxl, as_libreoffice):
        rijen = _maanden([1, 0.5], [2, 1.28], [3, 0.1 + 0.2])
        assert urenbestand.read(maker(rijen), noor.declaratie).uren == {noor.pk: 2_08}


@pytest.mark.parametrize(
    ("cel", "zin"),
    [
        (date(2025, 1, 2), "02-01-2025 is een datum en geen getal. Zet de kolom in Excel op Getal."),
        (None, "de cel is leeg. Vul een getal in; 0 als er niets is."),
        ("37:30", "‘37:30’ is geen getal."),
        (-1, "Uren kunnen niet negatief zijn; u vulde -1 in."),
        (1.005, "1,005 heeft meer dan twee cijfers achter de komma."),
        (1e300, "‘1e+300’ is geen getal."),
    ],
)
def test_a_cell_that_is_no_hours_is_told(noor: Declaratieregel, cel: Any, zin: str) -> None:
    [gezegd] = fouten(noor, _maanden([1, cel]))
    assert gezegd.startswith(f"Regel 2, kolom Uren: {zin}")


# -- which column is what ------------------------------------------------------------------------

EIGEN = [["Cliënt", "Geb", "BSN", "Afn."], ["Noor de Jong", "15-05-2022", "111222333", 40]]


def test_unknown_names_are_asked_with_the_first_rows_and_without_a_bsn(noor: Declaratieregel) -> None:
    with pytest.raises(Kolomvraag) as vraag:
        lees(noor, EIGEN)
    assert vraag.value.message == (
        "Regel 1: aan de namen van de kolommen is niet te zien waar dit staat: naam en geboortedatum (of pseudoniem),"
        " uren. Kies welke kolom wat is."
    )
    assert vraag.value.voorbeelden == {
        "Cliënt": ["Noor de Jong"],
        "Geb": ["15-05-2022"],
        "BSN": ["•••"],
        "Afn.": ["40"],
    }


def test_the_habit_of_a_provider_answers(noor: Declaratieregel) -> None:
    gewoonte = {"client": "naam", "geb": "geboortedatum", "afn": "uren"}
    assert lees(noor, EIGEN, gewoonte=gewoonte).uren == {noor.pk: 40_00}


def test_the_habit_goes_before_the_usual_name(noor: Declaratieregel) -> None:
    rijen = [["Kind", "Geboren", "Uren", "Gedeclareerd"], ["Noor de Jong", "15-05-2022", 16, 40]]
    assert lees(noor, rijen).uren == {noor.pk: 16_00}
    assert lees(noor, rijen, gewoonte={"gedeclareerd": "uren", "uren": ""}).uren == {noor.pk: 40_00}


def test_two_columns_that_can_be_the_hours_are_asked(noor: Declaratieregel) -> None:
    rijen = [["Kind", "Geboren", "Uren", "Aantal uren"], ["Noor de Jong", "15-05-2022", 16, 40]]
    with pytest.raises(Kolomvraag, match="‘Uren’ en ‘Aantal uren’ kunnen allebei ‘Uren’ zijn"):
        lees(noor, rijen)


def test_who_wants_to_choose_is_asked(noor: Declaratieregel) -> None:
    with pytest.raises(Kolomvraag) as vraag:
        lees(noor, [["Kind", "Geboren", "Uren"], ["Noor de Jong", "15-05-2022", 16]], vraag=True)
    assert vraag.value.gekozen == {"Kind": "naam", "Geboren": "geboortedatum", "Uren": "uren"}


def test_rows_without_names_above_them_are_no_question(noor: Declaratieregel) -> None:
    """What stands in the first row is about a child, and is not kept as the name of a column."""
    [zin] = fouten(noor, [["Noor de Jong", "15-05-2022", 40], ["Sam Ander", "01-01-2022", 40]])
    assert zin.startswith("Regel 1: kolom naam en geboortedatum (of pseudoniem), uren ontbreekt.")


def test_the_hours_may_stand_on_another_sheet_than_the_first(noor: Declaratieregel) -> None:
    werkmap = openpyxl.Workbook()
    werkmap.active.append(["Deze map komt uit de planning"])
    blad = werkmap.create_sheet("Overzicht")
    blad.append(["Kind", "Geboren", "Uren"])
    blad.append(["Noor de Jong", "15-05-2022", "veel"])
    buffer = io.BytesIO()
    werkmap.save(buffer)
    with pytest.raises(ValidationError, match="Blad ‘Overzicht’, regel 2, kolom Uren: ‘veel’ is geen getal"):
        urenbestand.read(buffer.getvalue(), noor.declaratie)
