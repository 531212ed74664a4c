"""A workbook that is wrong gets a sentence per row, and a question where two children look alike; nothing is stored."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from indicaties.models import Dubbelpaar, Kind
from opvang.models import Overname
from opvang.overname.werk import report_of
from organisaties.models import Gebruiker, Locatie, Organisatie
from tests.factories import KindFactory
from tests.opvang.overnamewerkmap import LRK, child, sentences, workbook

pytestmark = pytest.mark.django_db
Status = Overname.Status
BSN, ANDER_BSN = "111222333", "123456782"


@pytest.mark.parametrize(
    ("kinderen", "zinnen"),
    [
        (
            [child(geboortedatum="31-02-2022")],
            ["geboortedatum: ‘31-02-2022’ bestaat niet. Controleer de dag en de maand."],
        ),
        ([child(geboortedatum="morgen")], ["geboortedatum: ‘morgen’ is geen geboortedatum"]),
        ([child(achternaam="x" * 201)], ["achternaam: ‘xxxxx"]),
        ([child(bsn="123456789")], ["bsn: Dit BSN klopt niet"]),
        ([child(postcode="12 AB")], ["postcode: ‘12 AB’ is geen postcode"]),
        ([child(huisnummer="1.280")], ["huisnummer: ‘1.280’ kan niet. Vul een heel getal in"]),
        ([child(achternaam=None)], ["achternaam: Deze cel is leeg"]),
        ([child(achternaam="-")], ["achternaam: ‘-’ is geen naam"]),
        ([child(geboortedatum=date(2090, 1, 1))], ["geboortedatum: 1 januari 2090 is nog niet geweest"]),
        (
            [child("A1", bsn=BSN), child("A2", bsn=BSN, voornaam="Tim", geboortedatum=date(2023, 1, 5))],
            ["bsn: Dit BSN staat ook op regel 2"],
        ),
        ([child("A1"), child("A1", voornaam="Tim")], ["kindnummer: Dit kindnummer staat ook op regel 2"]),
        ([child(pseudoniem="K9999999")], ["pseudoniem: Een kind K9999999 is hier niet bekend"]),
        ([child(ander_kind="misschien")], ["ander kind: ‘misschien’ is geen antwoord. Vul ja of nee in."]),
    ],
)  # fmt: skip
def test_a_bad_row_gets_a_sentence_with_its_column_and_nothing_is_stored(
    kies: Any, kinderen: list[dict[str, Any]], zinnen: list[str]
) -> None:
    overname = kies(workbook(kinderen=kinderen))
    gezegd = [zin.split(" ", 2)[2] for zin in sentences(overname)]
    assert len(gezegd) == len(zinnen)
    assert all(zegt.startswith(zin) for zegt, zin in zip(gezegd, zinnen, strict=True)), gezegd
    assert not overname.is_door_te_voeren
    assert not Kind.objects.exists()


def test_the_report_never_repeats_a_bsn(kies: Any) -> None:
    overname = kies(workbook(kinderen=[child(bsn="123456789")]))
    assert [b.waarde for b in report_of(overname)] == [""]
    assert "123456789" not in str(report_of(overname))


def test_a_name_of_200_characters_fits(neem_over: Any) -> None:
    neem_over(workbook(kinderen=[child(achternaam="Y" * 200)]))
    assert Kind.objects.get().achternaam == "Y" * 200


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        ("1.280", "Uren 2 uren: ‘1.280’ kan 1280 of 1,28 zijn. Schrijf 1280 of 1,28."),
        (-3, "Uren 2 uren: Uren kunnen niet negatief zijn; u vulde -3 in."),
        (5000, "Uren 2 uren: 5000 uur past niet in een kwartaal: meer dan 1104 uur kan niet."),
        ("veel", "Uren 2 uren: ‘veel’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers achter de komma."),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(kies: Any, ark: Locatie, uren: Any, zin: str) -> None:
    plaats = {
        "kindnummer": "A1",
        "lrk-nummer": LRK,
        "startdatum": date(2025, 1, 6),
        "uren per week": 16,
        "kot": "nee",
    }
    regel = {"kindnummer": "A1", "lrk-nummer": LRK, "jaar": 2025, "tijdvak": 1, "uren": uren}
    assert sentences(kies(workbook(kinderen=[child()], plaatsingen=[plaats], uren=[regel]))) == [zin]


def test_other_column_names_and_sheets_are_told_by_name(kies: Any) -> None:
    werkmap = openpyxl.Workbook()
    werkmap.active.title = "Kinderen"
    werkmap.active.append(["kindnummer", "Naam kind", "geboortedatum"])
    werkmap.active.append(["A1", "Noor", "14-09-2022"])
    werkmap.create_sheet("Blad2").append(["iets"])
    buffer = io.BytesIO()
    werkmap.save(buffer)
    assert sentences(kies(buffer.getvalue())) == [
        (
            "Blad2 0 : Dit blad kennen wij niet. De bladen heten Kinderen, Ouders, Indicaties, Toeleiding, Plaatsingen, Uren."
            " Neem het sjabloon en vul dat in."
        ),
        "Kinderen 1 Naam kind: Kolom ‘Naam kind’ kennen wij niet. Gebruik de koppen van het sjabloon.",
        "Kinderen 1 achternaam: Kolom ‘achternaam’ ontbreekt. Gebruik de koppen van het sjabloon.",
    ]


def test_a_formula_is_refused_with_its_cell(kies: Any) -> None:
    werkmap = openpyxl.Workbook()
    werkmap.active.title = "Kinderen"
    werkmap.active.append(["kindnummer", "achternaam", "geboortedatum"])
    werkmap.active.append(["A1", "=B1", "14-09-2022"])
    buffer = io.BytesIO()
    werkmap.save(buffer)
    assert sentences(kies(buffer.getvalue())) == [
        (
            " 0 : In cel B2 staat een formule. Kopieer het blad, plak het als waarden (Plakken speciaal, Waarden) en kies dat"
            " bestand."
        )
    ]


def test_a_hundred_thousand_rows_are_refused_before_they_are_read(kies: Any) -> None:
    rijen = [{"kindnummer": f"A{n}"} for n in range(100_000)]
    (zin,) = sentences(kies(workbook(kinderen=rijen)))
    assert "hoogstens 20000 regels" in zin


def test_something_else_than_a_workbook_is_one_sentence(kies: Any) -> None:
    assert sentences(kies(b"%PDF-1.7 ...")) == [
        " 0 : Dit is een pdf. Kies het Excel-bestand of het CSV-bestand."
    ]


def test_two_rows_that_look_like_one_child_are_a_question(kies: Any, neem_over: Any) -> None:
    rijen = [child("A1"), child("A2", voornaam="Noortje")]
    (zin,) = sentences(kies(workbook(kinderen=[child("A1"), child("A2", achternaam="Janssen")])))
    assert zin == (
        "Kinderen 3 achternaam: Dit kind lijkt op regel 2: zelfde geboortedatum, de naam klinkt hetzelfde, zelfde postcode."
        " Is het hetzelfde kind? Verwijder dan een van beide regels. Is het een ander kind? Vul dan bij ‘ander kind’ ja in."
    )
    rijen[1] |= {"achternaam": "Janssen", "voornaam": "Noor", "ander kind": "ja"}
    neem_over(workbook(kinderen=rijen))
    assert kies(workbook(kinderen=rijen)).aantallen["Kinderen"] == [0, 0, 2]
    assert Dubbelpaar.objects.get().status == Dubbelpaar.Status.OTHER


@pytest.mark.parametrize(("huisnummer", "vragen"), [(12, 1), (14, 0), (None, 0)])
def test_under_another_name_a_child_is_a_question_behind_one_door_only(
    kies: Any, huisnummer: int | None, vragen: int
) -> None:
    ander = child("A2", achternaam="Yilmaz", huisnummer=huisnummer)
    assert len(sentences(kies(workbook(kinderen=[child("A1"), ander])))) == vragen


def test_a_child_like_one_that_is_here_is_a_question_with_its_pseudoniem(
    kies: Any, neem_over: Any, regisseur: Gebruiker, jgz: Organisatie
) -> None:
    bekend = KindFactory(
        gemeente=regisseur.gemeente,
        ingeschreven_door=jgz,
        voornaam="Noor",
        achternaam="Janssen",
        geboortedatum=date(2022, 9, 14),
    )
    (zin,) = sentences(kies(workbook(kinderen=[child()])))
    assert f"lijkt op kind {bekend.pseudoniem}" in zin
    neem_over(workbook(kinderen=[child(pseudoniem=bekend.pseudoniem)]))
    bekend.refresh_from_db()
    assert (Kind.objects.count(), bekend.achternaam) == (1, "Jansen")


def test_facts_of_a_child_that_is_on_no_sheet_are_refused(kies: Any) -> None:
    ouder = {"kindnummer": "Z9", "achternaam": "Jansen", "relatie": "vader"}
    assert sentences(kies(workbook(kinderen=[child()], ouders=[ouder]))) == [
        "Ouders 2 kindnummer: Kindnummer Z9 staat niet op het blad Kinderen. Zet het kind daar ook neer."
    ]


def test_what_does_not_fit_together_is_refused_per_row(kies: Any, ark: Locatie) -> None:
    indicatie = {
        "kindnummer": "A1",
        "soort": "vve",
        "geldig van": date(2025, 3, 14),
        "geldig tot en met": date(2026, 9, 13),
        "afgegeven op": date(2025, 2, 1),
    }
    plaats = {
        "kindnummer": "A1",
        "lrk-nummer": LRK,
        "startdatum": date(2025, 3, 1),
        "uren per week": 16,
        "kot": "nee",
    }
    zinnen = sentences(
        kies(
            workbook(
                kinderen=[child()],
                indicaties=[indicatie, indicatie | {"geldig van": date(2025, 6, 1)}],
                toeleiding=[
                    {
                        "kindnummer": "A1",
                        "aanbieder": "Elders",
                        "verwezen op": date(2025, 2, 3),
                        "stand": "Verwezen",
                    },
                    {
                        "kindnummer": "A1",
                        "aanbieder": "de ark",
                        "verwezen op": date(2025, 2, 3),
                        "stand": "Geplaatst",
                    },
                ],
                plaatsingen=[
                    plaats,
                    plaats | {"startdatum": date(2025, 5, 1)},
                    plaats | {"lrk-nummer": "999999"},
                ],
            )
        )
    )
    assert [zin.split(":")[0] for zin in zinnen] == [
        "Indicaties 3 geldig van",
        "Toeleiding 2 aanbieder",
        "Toeleiding 3 sinds",
        "Plaatsingen 3 startdatum",
        "Plaatsingen 4 lrk-nummer",
    ]
