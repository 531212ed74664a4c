"""The municipality's own SiSa-bijlage: read in both layouts, with a message per cell, and taken over for a year."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lib.werkmap import Bestandsfout
from organisaties.models import Gemeente
from organisaties.rechten import Rol
from rapportage.cijfers import collect_aannames, fill_sisa
from rapportage.opgave.blad import write_blad
from rapportage.opgave.nummers import beschikkingsnummers_van
from rapportage.sisa import Formulier, formulier_van, parse_formulier
from rapportage.sisa.actions import drop_bijlage, record_opmerkingen
from rapportage.sisa.bijlage import Bijlage, read_bijlage
from rapportage.sisa.lezen import find_tekst, formulier_voor
from rapportage.sisa.models import Sisatekst
from subsidies.grootboek.actions import post_boeking
from subsidies.models import Subsidieregeling
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory

VE = "Besteding (jaar T) aan voorzieningen voor voorschoolse educatie (conform artikel 159, eerste lid WPO) 2025"
OVERIG = "Besteding (jaar T) aan overige activiteiten (conform artikel 158 WPO)"
AFSPRAKEN = "Besteding (jaar T) aan afspraken over vve (conform artikel 160 WPO)"
AAN = "Aan andere gemeenten (in jaar T) overgeboekte middelen (lasten) uit de specifieke uitkering"
VAN = "Van andere gemeenten (in jaar T) overgeboekte middelen (baten) uit de specifieke uitkering"
# As the national appendix is laid out: the text, the kind of control and the code above each other.
NAAST = [
    ["OCW", "D8", "Onderwijsachterstandenbeleid 2023-2026 (OAB)", VE, OVERIG, AFSPRAKEN],
    ["", "", "Gemeenten", "Aard controle R", "Aard controle R", "Aard controle D1"],
    ["", "", "", "Indicator: D8/01", "Indicator: D8/02", "Indicator: D8/03"],
    ["", "", "", "€ 369.384", "€ 259.702", "€ 0"],
    ["", "", "", "Hieronder per regel één gemeente(code) selecteren", "", ""],
    ["", "", "", "Gemeentecode", AAN, "Gemeentecode", VAN],
    ["", "", "", "Aard controle n.v.t.", "Aard controle R", "Aard controle n.v.t.", "Aard controle R"],
    ["", "", "", "Indicator: D8/04", "Indicator: D8/05", "Indicator: D8/06", "Indicator: D8/07"],
    ["", "", "", "061942", "0", "", "0"],
    ["Beschikkingsnummer: OCW-2025-117", "", "", "", "", ""],
]
ONDER = [
    ["Indicator", "Omschrijving", "Aard controle"],
    ["D8/01", VE, "R"],
    ["D8/02", OVERIG, "R"],
    ["D8/03", AFSPRAKEN, "R"],
    ["D8/04", "Gemeentecode", "n.v.t."],
    ["D8/05", AAN, "R"],
    ["D8/06", "Gemeentecode", "nvt"],
    ["D8/07", VAN, "R"],
]
BASIS = formulier_van(2025)


def werkmap(rijen: list[list[Any]]) -> bytes:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.title = "SiSa"
    for rij in rijen:
        blad.append([cel or None for cel in rij])
    inhoud = io.BytesIO()
    boek.save(inhoud)
    return inhoud.getvalue()


def lees(rijen: list[list[Any]], basis: Formulier | None = BASIS) -> Bijlage:
    return read_bijlage(werkmap(rijen), "bijlage.xlsx", 2025, basis)


def zinnen(bijlage: Bijlage) -> list[str]:
    return [f"{m.cel}: {m.tekst}" if m.cel else m.tekst for m in bijlage.meldingen]


def test_the_national_layout_is_read_with_its_texts_controls_and_numbers() -> None:
    bijlage = lees(NAAST)
    assert (bijlage.blad, bijlage.meldingen, bijlage.beschikkingsnummers) == ("SiSa", (), "OCW-2025-117")
    formulier = parse_formulier(bijlage.formulier)
    assert formulier.is_eigen
    assert formulier.bron == "SiSa-bijlage van de gemeente (bijlage.xlsx, blad SiSa)"
    assert [(i.code, i.tekst, i.aard_controle, str(i.soort)) for i in formulier.indicatoren] == [
        ("D8/01", VE, "R", "besteding"),
        ("D8/02", OVERIG, "R", "besteding"),
        ("D8/03", AFSPRAKEN, "D1", "besteding"),
        ("D8/04", "Gemeentecode", "n.v.t.", "gemeentecode"),
        ("D8/05", AAN, "R", "overgeboekt_aan"),
        ("D8/06", "Gemeentecode", "n.v.t.", "gemeentecode"),
        ("D8/07", VAN, "R", "ontvangen_van"),
    ]
    assert formulier.indicatoren[0].grondslag == "WPO artikel 159, eerste lid"


def test_a_list_is_read_to_the_same_and_a_year_without_texts_of_ours_too() -> None:
    eerste, tweede = lees(ONDER), read_bijlage(werkmap(ONDER), "b.xlsx", 2031, None)
    assert not eerste.meldingen + tweede.meldingen
    assert [i["tekst"] for i in eerste.formulier["indicatoren"]] == [rij[1] for rij in ONDER[1:]]
    assert tweede.formulier["jaren"] == [2031]


@pytest.mark.parametrize(
    ("rijen", "zin", "bruikbaar"),
    [
        (
            [["D8/01", "", "R"], *ONDER[2:]],
            "A1: bij D8/01 staat geen tekst.",
            False,
        ),
        (
            [*ONDER[:3], *ONDER[4:]],
            "In het bestand staat geen D8/03; in het grootboek wordt daarop geboekt.",
            False,
        ),
        (
            [*ONDER, ["D8/02", "Besteding aan iets anders", "R"]],
            "A9: D8/02 staat er ook met een andere tekst. Haal een van beide weg.",
            False,
        ),
        (
            [*ONDER[:1], ["D8/01", VE, "X"], *ONDER[2:]],
            "A2: bij D8/01 staat geen aard controle. Gebruikt is ‘R’, zoals tot nu toe.",
            True,
        ),
        (
            [*ONDER, ["D8/08", "Correctie besteding (jaar T-1)", "R"]],
            "A9: wat bij D8/08 hoort (‘Correctie besteding (jaar T-1)’), houdt dit programma niet bij. Vul dat zelf in.",
            True,
        ),
    ],
)
def test_what_cannot_be_read_is_told_per_cell(rijen: list[list[Any]], zin: str, bruikbaar: bool) -> None:
    bijlage = lees(rijen)
    assert zin in zinnen(bijlage)
    assert bijlage.is_bruikbaar is bruikbaar


def test_a_file_without_d8_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="In dit bestand staat geen indicator van D8"):
        lees([["D9/01", "iets"]])
    with pytest.raises(Bestandsfout):
        read_bijlage(b"%PDF-1.7", "b.pdf", 2025, BASIS)


@pytest.fixture
def putten(db: None) -> Gemeente:
    gemeente: Gemeente = GemeenteFactory(code="0273", naam="Putten")
    BegrotingspostFactory(gemeente=gemeente, jaar=2025)
    return gemeente


def test_an_own_form_is_looked_at_taken_over_and_put_back_and_each_step_stays(
    putten: Gemeente, inloggen: Callable[..., Client]
) -> None:
    beleid = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)
    client, jaar = inloggen(beleid), {"jaar": 2025}
    adres = f"{reverse('rapportage:sisa_bijlage')}?jaar=2025"
    gelezen = client.post(adres, {"bestand": SimpleUploadedFile("bijlage.xlsx", werkmap(NAAST))})
    assert not Sisatekst.objects.exists()
    overnemen = {"teksten": gelezen.context["getekend"]}
    assert client.post(reverse("rapportage:sisa_bijlage_take"), overnemen).status_code == 302
    assert formulier_voor(putten, 2025).indicatoren[0].tekst == VE
    assert beschikkingsnummers_van(putten, 2025) == "OCW-2025-117"
    geen, eigen = Subsidieregeling.objects.none(), formulier_voor(putten, 2025)
    assert "sisa" not in [a.plek for a in collect_aannames(putten, 2025, geen, eigen)]
    assert formulier_voor(GemeenteFactory(code="0226"), 2025) == BASIS
    pagina = client.get(reverse("rapportage:sisa"), jaar).content.decode()
    assert VE in pagina
    assert "Niet geverifieerd" not in pagina

    record_opmerkingen(
        jaar=2025, beschikkingsnummers="", opmerkingen="Zie jaarrekening.", door=beleid, op=MOMENT
    )
    assert formulier_voor(putten, 2025).is_eigen
    client.post(f"{reverse('rapportage:sisa_bijlage_drop')}?jaar=2025")
    assert formulier_voor(putten, 2025) == BASIS
    tekst = find_tekst(putten, 2025)
    assert tekst is not None
    assert (tekst.opmerkingen, Sisatekst.objects.count()) == ("Zie jaarrekening.", 3)
    with pytest.raises(ValidationError, match="gelden al de teksten van dit programma"):
        drop_bijlage(jaar=2025, door=beleid, op=MOMENT)
    assert "bijlage.xlsx" in client.get(reverse("rapportage:sisa_teksten"), jaar).content.decode()


def test_the_sheet_has_the_order_of_the_form_zeros_filled_in_and_no_own_code_as_another(
    putten: Gemeente, inloggen: Callable[..., Client]
) -> None:
    BoekingFactory(gemeente=putten, bedrag_centen=369_384_00)
    BoekingFactory(gemeente=putten, indicator="D8/05", andere_gemeente="0226", bedrag_centen=2_500_00)
    rijen = list(write_blad(fill_sisa(putten, 2025), "OCW-1", ""))
    assert [(rij[0], getattr(rij[3], "centen", rij[3])) for rij in rijen[:7]] == [
        ("D8/01", 369_384_00),
        ("D8/02", 0),
        ("D8/03", 0),
        ("D8/04", "060226"),
        ("D8/05", 2_500_00),
        ("D8/06", ""),
        ("D8/07", 0),
    ]
    assert rijen[7][1:] == ("Beschikkingsnummers", "", "OCW-1")
    client = inloggen(GebruikerFactory(rol=Rol.AUDITOR, gemeente=putten))
    antwoord: Any = client.get(reverse("rapportage:sisa_export", args=["xlsx"]), {"jaar": 2025})
    blad = openpyxl.load_workbook(io.BytesIO(b"".join(antwoord.streaming_content))).active
    assert blad is not None
    assert [cel.value for cel in blad["D"][1:8]] == [369_384, 0, 0, "060226", 2_500, None, 0]


def test_the_own_municipality_is_refused_as_the_other_one(putten: Gemeente) -> None:
    door = GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=putten)
    with pytest.raises(ValidationError, match="0273 is de code van uw eigen gemeente"):
        post_boeking(
            jaar=2025,
            datum=MOMENT.date(),
            soort="besteed",
            bron="goab",
            indicator="D8/05",
            andere_gemeente="0273",
            bedrag_centen=1,
            omschrijving="x",
            door=door,
            op=MOMENT,
        )
