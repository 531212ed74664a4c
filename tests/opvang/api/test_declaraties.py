"""Declaring by a program: begun, filled in by line or by file, handed in, corrected; and what it is worth."""

from typing import Any

import pytest
from django.core.cache import cache

from lib.periode import Ritme, jaar_periode
from opvang import ritme, urenbestand
from opvang.models import Declaratieregel, Inlezing, Urendeclaratie
from opvang.ritme import Regelritme
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.architectuur.wereld import Wereld
from tests.factories import LocatieFactory, PlaatsingFactory
from tests.opvang.api.programma import Programma, beheerder_van, fouten, sleutel_voor
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

KWARTAAL = {"jaar": 2025, "kwartaal": 1}


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def ark() -> Locatie:
    locatie: Locatie = LocatieFactory(naam="De Ark", lrk_nummer="123456789")
    for _ in range(2):
        PlaatsingFactory(locatie=locatie, kind__ingeschreven_door=locatie.houder)
    return locatie


@pytest.fixture
def beheerder(ark: Locatie) -> Gebruiker:
    return beheerder_van(ark.houder)


@pytest.fixture
def programma(beheerder: Gebruiker) -> Programma:
    return Programma(sleutel_voor(beheerder))


@pytest.fixture
def declaratie(programma: Programma) -> Urendeclaratie:
    return Urendeclaratie.objects.get(pk=programma.post("/urendeclaraties", KWARTAAL).json()["id"])


def regels(programma: Programma, declaratie: Urendeclaratie) -> list[dict[str, Any]]:
    gevonden: list[dict[str, Any]] = programma.get(f"/urendeclaraties/{declaratie.pk}/regels").json()[
        "resultaten"
    ]
    return gevonden


def test_a_quarter_from_the_first_line_to_the_municipality(
    programma: Programma, declaratie: Urendeclaratie, beheerder: Gebruiker
) -> None:
    een, twee = regels(programma, declaratie)
    assert (een["van"], een["totEnMet"], een["uren"], een["lrkNummer"]) == (
        "2025-01-01",
        "2025-03-31",
        160,
        "123456789",
    )
    vul = {"regels": [{"id": een["id"], "uren": 150.25}, {"id": twee["id"], "uren": 300}]}
    assert programma.patch(f"/urendeclaraties/{declaratie.pk}/regels", vul).json() == {"gewijzigd": 2}
    signalen = {
        regel["id"]: [s["code"] for s in regel["signalen"]] for regel in regels(programma, declaratie)
    }
    assert signalen == {een["id"]: [], twee["id"]: ["te-veel-uren"]}
    klaar = programma.post(f"/urendeclaraties/{declaratie.pk}/indieningen")
    assert (klaar.status_code, klaar.json()["status"]) == (201, "ingediend")
    gezien = programma.get(f"/urendeclaraties/{declaratie.pk}").json()
    assert (gezien["status"], gezien["uren"], gezien["aantalKinderen"]) == ("ingediend", 450.25, 2)
    declaratie.refresh_from_db()
    assert declaratie.ingediend_door == beheerder
    assert AuditRegel.objects.get(handeling="declaratie.submit").details["via"].startswith("sleutel ")


def test_a_correction_takes_the_place_of_what_was_submitted(
    programma: Programma, declaratie: Urendeclaratie
) -> None:
    programma.post(f"/urendeclaraties/{declaratie.pk}/indieningen")
    antwoord = programma.post(f"/urendeclaraties/{declaratie.pk}/correcties")
    assert (antwoord.status_code, antwoord.json()["status"]) == (201, "concept")
    assert programma.get(f"/urendeclaraties/{antwoord.json()['id']}").json()["corrigeert"] == declaratie.pk
    assert programma.get("/urendeclaraties", jaar="2025").json()["totaal"] == 2
    assert programma.get("/urendeclaraties", jaar="2024").json()["totaal"] == 0


def test_what_is_not_or_no_longer_possible_is_a_conflict(
    programma: Programma, declaratie: Urendeclaratie
) -> None:
    dubbel = programma.post("/urendeclaraties", KWARTAAL)
    assert (dubbel.status_code, "is al een declaratie" in dubbel.json()["detail"]) == (409, True)
    programma.post(f"/urendeclaraties/{declaratie.pk}/indieningen")
    (een, _) = regels(programma, declaratie)
    laat = programma.patch(
        f"/urendeclaraties/{declaratie.pk}/regels", {"regels": [{"id": een["id"], "uren": 1}]}
    )
    assert (laat.status_code, "heeft de status ‘Ingediend’" in laat.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        (-1, "-1"),
        (9999, "9999"),
        (1.5e3, "1500"),
        ("8", "‘8’ kan niet. Verwacht: een getal"),
        (1.001, "1.001"),
    ],
)
def test_hours_that_cannot_be_change_nothing(
    programma: Programma, declaratie: Urendeclaratie, uren: Any, zin: str
) -> None:
    een, twee = regels(programma, declaratie)
    vul = {"regels": [{"id": twee["id"], "uren": 1}, {"id": een["id"], "uren": uren}]}
    antwoord = programma.patch(f"/urendeclaraties/{declaratie.pk}/regels", vul)
    fouten(antwoord)
    assert antwoord.status_code == 422
    assert set(Declaratieregel.objects.values_list("uren_honderdsten", flat=True)) == {160_00}


def test_a_line_twice_or_of_another_is_told(programma: Programma, declaratie: Urendeclaratie) -> None:
    een, _ = regels(programma, declaratie)
    dubbel = {"regels": [{"id": een["id"], "uren": 1}, {"id": een["id"], "uren": 2}]}
    assert fouten(programma.patch(f"/urendeclaraties/{declaratie.pk}/regels", dubbel)) == {
        "/regels/1/id": "Deze regel staat er twee keer in."
    }
    vreemd = {"regels": [{"id": 0, "uren": 1}]}
    antwoord = programma.patch(f"/urendeclaraties/{declaratie.pk}/regels", vreemd)
    assert "hoort niet bij deze declaratie" in antwoord.json()["detail"]


@pytest.mark.parametrize(("jaar", "kwartaal", "plek"), [(1999, 1, "/jaar"), (2025, 5, "/kwartaal")])
def test_a_quarter_that_cannot_be_is_told(programma: Programma, jaar: int, kwartaal: int, plek: str) -> None:
    antwoord = programma.post("/urendeclaraties", {"jaar": jaar, "kwartaal": kwartaal})
    assert list(fouten(antwoord)) == [plek]


def test_a_month_is_begun_by_rhythm_and_number(programma: Programma, monkeypatch: pytest.MonkeyPatch) -> None:
    maandelijks = Regelritme(jaar_periode(2025), Ritme.MAAND)
    monkeypatch.setattr(ritme, "_lezers", [lambda gemeente, periode: [maandelijks]])
    begonnen = programma.post("/urendeclaraties", {"jaar": 2025, "ritme": "maand", "nummer": 3})
    assert begonnen.status_code == 201
    declaratie = programma.get(f"/urendeclaraties/{begonnen.json()['id']}").json()
    velden = ("jaar", "ritme", "nummer", "kwartaal", "van", "totEnMet")
    assert [declaratie[veld] for veld in velden] == [2025, "maand", 3, None, "2025-03-01", "2025-03-31"]


def test_another_rhythm_than_the_municipalitys_is_told_with_what_can_be_declared(
    programma: Programma,
) -> None:
    antwoord = programma.post("/urendeclaraties", {"jaar": 2025, "ritme": "maand", "nummer": 3})
    assert antwoord.status_code == 422
    assert "Kies 1e kwartaal 2025:" in antwoord.json()["detail"]


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"ritme": "maand", "kwartaal": 1}, "nu spreken zij elkaar tegen."),
        ({"nummer": 2, "kwartaal": 1}, "nu spreken zij elkaar tegen."),
        ({"ritme": "halfjaar", "nummer": 3}, "‘3’ kan niet. Verwacht: 1 of 2."),
        ({"ritme": "jaar"}, "Dit veld ontbreekt. Verwacht: 1."),
        ({}, "Dit veld ontbreekt. Verwacht: 1, 2, 3 of 4."),
    ],
)
def test_a_tijdvak_that_cannot_be_read_is_told(
    programma: Programma, vraag: dict[str, object], zin: str
) -> None:
    (fout,) = fouten(programma.post("/urendeclaraties", {"jaar": 2025, **vraag})).values()
    assert fout.endswith(zin)


# -- by file --------------------------------------------------------------------------------------


def test_a_file_is_tried_and_then_read(programma: Programma, declaratie: Urendeclaratie) -> None:
    bestand = urenbestand.write(declaratie).replace(b";160", b";150,5", 1)
    proef = programma.send_file(f"/urendeclaraties/{declaratie.pk}/bestandsproeven", bestand)
    assert proef.status_code == 200
    (wijziging,) = proef.json()["wijzigingen"]
    assert (wijziging["urenNu"], wijziging["urenStraks"], proef.json()["nietGenoemd"]) == (160, 150.5, 0)
    assert set(Declaratieregel.objects.values_list("uren_honderdsten", flat=True)) == {160_00}
    assert not Inlezing.objects.exists()
    klaar = programma.send_file(f"/urendeclaraties/{declaratie.pk}/bestanden", bestand)
    assert (klaar.status_code, klaar.json()["gelezen"], klaar.json()["gewijzigd"]) == (201, 2, 1)
    assert set(Declaratieregel.objects.values_list("uren_honderdsten", flat=True)) == {160_00, 150_50}
    assert Inlezing.objects.get().regels == {}


def test_a_workbook_is_read_too(programma: Programma, declaratie: Urendeclaratie) -> None:
    soort = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    klaar = programma.send_file(
        f"/urendeclaraties/{declaratie.pk}/bestanden", urenbestand.write_xlsx(declaratie), soort
    )
    assert (klaar.status_code, klaar.json()["gewijzigd"]) == (201, 0)


def test_a_wrong_row_is_told_and_nothing_is_read(programma: Programma, declaratie: Urendeclaratie) -> None:
    bestand = urenbestand.write(declaratie).replace(b";160", b";veel", 1)
    antwoord = programma.send_file(f"/urendeclaraties/{declaratie.pk}/bestanden", bestand)
    fouten(antwoord)
    assert (antwoord.status_code, "‘veel’" in antwoord.json()["detail"]) == (422, True)
    assert set(Declaratieregel.objects.values_list("uren_honderdsten", flat=True)) == {160_00}


def test_what_a_person_would_be_asked_says_how_to_answer(
    programma: Programma, declaratie: Urendeclaratie
) -> None:
    pad = f"/urendeclaraties/{declaratie.pk}/bestanden"
    getal = urenbestand.write(declaratie).replace(b";160", b";1.280")
    antwoord = programma.send_file(pad, getal)
    assert (antwoord.status_code, "decimaalteken" in antwoord.json()["detail"]) == (422, True), (
        antwoord.content
    )
    met_punt = programma.send_file(f"{pad}?decimaalteken=.", getal)
    assert "decimaalteken" not in met_punt.json().get("detail", "")
    kolom = programma.send_file(pad, urenbestand.write(declaratie).replace(b"uren", b"opgave"))
    assert (kolom.status_code, "wijs de kolommen aan" in kolom.json()["detail"]) == (422, True), kolom.content


def test_another_kind_of_body_is_no_file(programma: Programma, declaratie: Urendeclaratie) -> None:
    antwoord = programma.send_file(f"/urendeclaraties/{declaratie.pk}/bestanden", b"{}", "application/json")
    assert antwoord.status_code == 415
    groot = programma.send_file(f"/urendeclaraties/{declaratie.pk}/bestanden", b"x" * (5 * 1024**2 + 1))
    assert (groot.status_code, "te groot" in groot.json()["detail"]) == (400, True)


# -- what it is worth -----------------------------------------------------------------------------


def test_the_amounts_are_those_that_were_approved() -> None:
    wereld = Wereld(Administratie())
    programma = Programma(sleutel_voor(beheerder_van(wereld.houder, gemeente=wereld.gemeente)))
    pad = f"/urendeclaraties/{wereld.ids['declaratie_id']}/subsidiebedragen"
    bedragen = programma.get(pad).json()
    assert bedragen["totaalCenten"] == sum(regel["subsidieCenten"] for regel in bedragen["regels"]) > 0
    assert {regel["kind"] for regel in bedragen["regels"]} == {wereld.pseudoniem}


def test_before_that_there_are_none(programma: Programma, declaratie: Urendeclaratie) -> None:
    assert programma.get(f"/urendeclaraties/{declaratie.pk}/subsidiebedragen").json() == {
        "totaalCenten": None,
        "goedgekeurdOp": None,
        "regels": [],
    }


def test_months_and_absence_go_in_and_out_where_they_are_asked(
    programma: Programma, declaratie: Urendeclaratie
) -> None:
    een, _ = regels(programma, declaratie)
    assert (een["maanden"], een["afwezig"]) == ([], None)
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(met_maanden=True, met_afwezig=True)
    declaratie.regels.update(maanden_honderdsten=[60_00, 50_00, 50_00], afwezig_honderdsten=0)
    maanden = [{"maand": 1, "uren": 40}, {"maand": 3, "uren": 30.5}]
    vul = {"regels": [{"id": een["id"], "uren": 70.5, "maanden": maanden, "afwezig": 2.25}]}
    pad = f"/urendeclaraties/{declaratie.pk}/regels"
    assert programma.patch(pad, vul).json() == {"gewijzigd": 1}
    gezien, ander = regels(programma, declaratie)
    assert (gezien["uren"], gezien["afwezig"]) == (70.5, 2.25)
    assert [maand["uren"] for maand in gezien["maanden"]] == [40, 0, 30.5]
    assert [maand["uren"] for maand in ander["maanden"]] == [60, 50, 50]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"maanden": [{"maand": 4, "uren": 70.5}]}, "Maand 4 valt niet in het 1e kwartaal 2025."),
        ({"maanden": [{"maand": 1, "uren": 40}, {"maand": 1, "uren": 30.5}]}, "staat er twee keer in"),
        ({"maanden": [{"maand": 1, "uren": 40}]}, "De maanden zijn samen 40 uur en niet 70,5."),
        ({}, "De gemeente vraagt uren per maand."),
        ({"maanden": [{"maand": 1, "uren": 70.5}], "afwezig": 71}, "71 uur afwezig kan niet"),
    ],
)
def test_months_that_do_not_fit_change_nothing(
    programma: Programma, declaratie: Urendeclaratie, anders: dict[str, Any], zin: str
) -> None:
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(met_maanden=True, met_afwezig=True)
    declaratie.regels.update(maanden_honderdsten=[60_00, 50_00, 50_00], afwezig_honderdsten=0)
    een, _ = regels(programma, declaratie)
    vul = {"regels": [{"id": een["id"], "uren": 70.5} | anders]}
    antwoord = programma.patch(f"/urendeclaraties/{declaratie.pk}/regels", vul)
    assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)
    assert set(Declaratieregel.objects.values_list("uren_honderdsten", flat=True)) == {160_00}
