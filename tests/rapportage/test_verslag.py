import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pypdf
import pytest

from organisaties import hoofdstukken
from organisaties.hoofdstukken import Document, Hoofdstuk
from rapportage.beleidsjaar import Meting
from rapportage.inhoud import fill_inhoud
from rapportage.rapport import Deel
from rapportage.verslag import bestandsnaam, make_verslag
from tests.rapportage.voorbeeld import make_rapport

ROOT = Path(__file__).resolve().parents[2]


@cache
def verslag(aantal: int, jaar: int = 2025) -> tuple[str, bytes]:
    return make_verslag(make_rapport(aantal, jaar))


def bladzijden(pdf: bytes) -> list[str]:
    return [
        re.sub(r"\s+", " ", bladzijde.extract_text()) for bladzijde in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


@pytest.mark.verapdf
def test_the_report_is_accessible_and_archivable(tmp_path: Path) -> None:
    (tmp_path / "verslag.pdf").write_bytes(verslag(3)[1])
    result = subprocess.run(
        [sys.executable, ROOT / "scripts/verapdf/validate.py", "ua1,3a", tmp_path / "verslag.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.count("PASS")) == (0, 2), result.stdout + result.stderr


def test_the_cover_carries_the_name_of_the_municipality_and_the_year() -> None:
    omslag = bladzijden(verslag(3)[1])[0]
    assert "Gemeente Voorbeeldstad" in omslag
    assert "Verantwoording voor- en vroegschoolse educatie 2025" in omslag
    assert "1 maart 2026" in omslag


def test_the_contents_name_the_page_on_which_each_chapter_starts() -> None:
    tekst = bladzijden(verslag(3)[1])
    for hoofdstuk in ("Samenvatting", "SiSa-opgave D8", "Bereik", "Bijlage: subsidie per kind"):
        (nummer,) = re.findall(rf"{hoofdstuk}[ .]*(\d+)", tekst[0])
        assert re.search(rf"\d\. {hoofdstuk}", tekst[int(nummer) - 1])


def test_every_page_but_the_cover_is_numbered() -> None:
    tekst = bladzijden(verslag(3)[1])
    assert [f"{nummer} van {len(tekst)}" in bladzijde for nummer, bladzijde in enumerate(tekst, 1)] == [
        nummer > 1 for nummer in range(1, len(tekst) + 1)
    ]


def test_the_chapters_are_bookmarks() -> None:
    outline = pypdf.PdfReader(io.BytesIO(verslag(3)[1])).outline
    titels = [deel.title for deel in outline[1] if not isinstance(deel, list)]
    assert titels[:4] == ["Inhoud", "1. Samenvatting", "2. SiSa-opgave D8", "3. Bestedingen en uren"]


def test_sisa_is_printed_with_codes_texts_and_amounts_also_where_the_amount_is_0() -> None:
    (sisa,) = (b for b in bladzijden(verslag(3)[1]) if "2. SiSa-opgave D8 Verstrekker" in b)
    assert (
        "(conform artikel 159, eerste lid WPO) Juridische grondslag: WPO artikel 159 lid 1 R € 18.864,00"
        in sisa
    )
    assert "Juridische grondslag: WPO artikel 158 R € 30.000,00" in sisa
    assert "Juridische grondslag: WPO artikel 160 R € 0,00" in sisa
    assert "060226 € 1.500,00 060273 € 500,00" in sisa
    assert "069999 € 0,00" in sisa


def test_unverified_texts_are_marked_on_paper_and_verified_ones_name_their_source() -> None:
    assert "Niet geverifieerd. Herkomst van de teksten: aanname:" in " ".join(bladzijden(verslag(3)[1]))
    oud = " ".join(bladzijden(verslag(1, 2020)[1]))
    assert "Geverifieerd. De teksten komen uit: SiSa-bijlage bij de jaarstukken 2019" in oud


def test_declarations_that_are_still_open_are_told_in_the_summary() -> None:
    assert (
        "Let op. 2 declaraties over 2025 zijn nog niet goedgekeurd en tellen in dit document niet mee."
    ) in " ".join(bladzijden(verslag(3)[1]))


def test_the_balance_and_the_budget_are_on_paper() -> None:
    tekst = " ".join(bladzijden(verslag(3)[1]))
    assert (
        "Stand op 1 januari € 10.000,00 € 0,00 + ontvangen € 386.792,00 € 160.000,00 − besteed € 50.864,00 € 150.000,00"
        " − terugbetaald € 0,00 € 0,00 Stand op 31 december € 345.928,00 € 10.000,00"
    ) in tekst
    assert "Totaal € 494.792,00 € 50.864,00 € 443.928,00" in tekst


def test_the_reach_is_on_paper_with_all_its_parts() -> None:
    tekst = " ".join(bladzijden(verslag(3)[1]))
    for regel in (
        "Totaal met een indicatie 31 29 32 34",
        "Bereikt, VE-locatie in de gemeente 24 22 25 27",
        "Bereikt, VE-locatie elders 2 2 2 2",
        "Bereikt, locatie zonder VE 0 0 0 0",
        "Niet bereikt 2 2 2 2",
        "Onbekend 3 3 3 3",
        "Bereik (bereikt / totaal) 83,9 % 82,8 % 84,4 % 85,3 %",
        "Aanname. De splitsing is onze lezing.",
    ):
        assert regel in tekst


def test_the_policy_of_the_year_is_on_paper_with_what_was_measured_and_booked() -> None:
    tekst = " ".join(bladzijden(verslag(3)[1]))
    for regel in (
        "6. Afspraken, uitvoering en overleg",
        "Bereik: minstens 80 % 85,3 % op 31-12-2025, gehaald. Het bereik steeg.",
        "Voor 2025 is geen afspraak vastgelegd over:",
        "Segregatie voorkomen (WPO artikel 161)",
        "De VoorleesExpress inzetten Bibliotheek afgerond 03-06-2025 € 30.000,00 € 30.000,00",
        "OOGO: 1 van 1 gehouden.",
        "OOGO 03-06-2025 gemeente, schoolbesturen Het doel blijft 80 %.",
    ):
        assert regel in tekst


def test_the_edition_to_share_hides_the_share_of_a_small_group_with_its_answer() -> None:
    rapport = make_rapport()
    onderwerp = rapport.beleid.onderwerpen[1]
    klein = replace(onderwerp.afspraken[0], meting=Meting(2, 3, date(2025, 12, 31)))
    beleid = replace(rapport.beleid, onderwerpen=(replace(onderwerp, afspraken=(klein,)),))
    html, _ = make_verslag(replace(rapport, beleid=beleid), volledig=False)
    assert "verborgen op 31-12-2025. Het bereik steeg." in html
    assert "66,7" not in html


def test_the_lines_per_child_travel_inside_the_document_and_not_on_paper() -> None:
    lezer = pypdf.PdfReader(io.BytesIO(verslag(3)[1]))
    [inhoud] = lezer.attachments["subsidie-per-kind-2025.csv"]
    regels = inhoud.decode("utf-8-sig").splitlines()
    assert regels[:2] == [
        "Aanbieder;Kind;Categorie;KOT;Locatie;Tijdvakken;Uren;Subsidie",
        "Stichting Voorbeeld Kinderopvang;K0000000;Doelgroep;nee;Peuterhuis De Lange Laan;kw 1-4;640,00;6288,00",
    ]
    assert len(regels) == 4
    tekst = " ".join(bladzijden(verslag(3)[1]))
    assert re.search(r"K0000\d{3}", tekst) is None
    assert "Het bestand heeft 3 regels over 3 kinderen." in tekst
    assert f"(SHA-256): {hashlib.sha256(inhoud).hexdigest()}" in tekst


def test_five_thousand_children_take_no_more_pages_than_three() -> None:
    groot, klein = bladzijden(verslag(5000)[1]), bladzijden(verslag(3)[1])
    assert len(groot) == len(klein) <= 10
    assert "Het bestand heeft 5.000 regels over 5.000 kinderen." in " ".join(groot)


def test_the_year_before_stands_beside_the_year() -> None:
    tekst = " ".join(bladzijden(verslag(3)[1]))
    for regel in (
        "Besteed uit alle geldbronnen € 50.864,00 € 150.000,00 − € 99.136,00",
        "Kinderen met subsidie 3 20 − 17",
        "Bereik van de doelgroep, laatste peildatum 85,3 % 80,0 % –",
        "Juridische grondslag: WPO artikel 158 R € 30.000,00 € 30.000,00",
    ):
        assert regel in tekst
    zonder = make_verslag(replace(make_rapport(3), vorig=None))[0]
    assert "Over 2024 is niets geboekt." in zonder


def test_a_remark_of_the_municipality_stands_under_its_chapter_as_its_own() -> None:
    (bereik,) = (b for b in bladzijden(verslag(3)[1]) if "4. Bereik De doelgroep" in b)
    assert (
        "Opmerking van de gemeente De wachtlijst liep terug. Een locatie opende. Beleidsmedewerker, 25 februari 2026"
        in bereik
    )


def test_a_chapter_of_another_room_comes_in_its_place_with_its_own_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hoofdstuk = Hoofdstuk(
        code="proef",
        titel="Een ander hoofdstuk",
        plaats=450,
        sjabloon="rapportage/pdf/noten.html",
        lees=lambda gemeente, jaar, dag: None,
        toon=lambda cijfers, vorig, volledig: f"{cijfers} {vorig} {volledig}",
    )
    monkeypatch.setattr(hoofdstukken, "_hoofdstukken", {"proef": hoofdstuk})
    rapport = replace(make_rapport(), delen=(Deel("proef", "nu", "toen"),))
    inhoud = fill_inhoud(rapport, volledig=False).hoofdstukken
    assert [(h.nummer, h.code) for h in inhoud][3:6] == [(4, "bereik"), (5, "proef"), (6, "budget")]
    assert inhoud[4].deel == "nu toen False"


def test_provisional_figures_say_so_on_the_cover_and_in_the_summary() -> None:
    assert "Boeken afgesloten op 20 februari 2026" in bladzijden(verslag(3)[1])[0]
    html, _ = make_verslag(replace(make_rapport(), afgesloten_op=None))
    assert "Voorlopig: de boeken zijn nog open" in html
    assert "De boeken van 2025 waren op 1 maart 2026 nog open." in html


def test_the_evaluation_has_no_sisa_and_no_file_per_child() -> None:
    html, pdf = make_verslag(make_rapport(document=Document.EVALUATIE), volledig=False)
    assert "Evaluatie voor- en vroegschoolse educatie 2025" in html
    assert "SiSa-opgave" not in html
    assert not pypdf.PdfReader(io.BytesIO(pdf)).attachments


def test_the_same_figures_give_the_same_file() -> None:
    assert make_verslag(make_rapport(3))[1] == verslag(3)[1]


def test_an_empty_year_says_so() -> None:
    tekst = " ".join(bladzijden(verslag(0)[1]))
    assert "Over 2025 is geen subsidie geboekt." in tekst
    assert "Over 2025 is voor geen kind subsidie geboekt: het bestand heeft alleen een kop." in tekst


def test_the_file_is_named_after_the_municipality_and_the_year() -> None:
    assert bestandsnaam("De Ronde Venen", 2023) == "verantwoording-vve-de-ronde-venen-2023.pdf"
