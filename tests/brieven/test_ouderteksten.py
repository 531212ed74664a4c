"""What parents read in their own language: whole, in a face that has every letter, and marked until it was checked."""

import io
import logging
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.core.exceptions import ValidationError

from brieven.actions import check_taaltekst, set_taaltekst_url
from brieven.folder import render_folder
from brieven.models import Taaltekst, huisstijl_of
from brieven.ouderteksten import Taal, ouderteksten, talen_van
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import MOMENT, GebruikerFactory

ROOT = Path(__file__).resolve().parents[2]
DAG = date(2025, 5, 15)
URL = "https://www.voorbeeldstad.test/vve"
pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    return gebruiker


def folder(taal: Taal, beheerder: Gebruiker) -> bytes:
    return render_folder(taal, huisstijl_of(beheerder.gemeente), DAG)


def text_of(pdf: bytes) -> str:
    tekst = "\n".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(tekst.split())


def test_there_are_texts_in_these_languages_and_each_is_whole() -> None:
    teksten = ouderteksten()
    assert list(teksten) == ["nl", "ar", "en", "pl", "tr", "uk"]
    assert {len(t.koppen) for t in teksten.values()} == {len(t.alineas) for t in teksten.values()} == {4}
    assert [t.taal for t in teksten.values() if t.richting == "rtl"] == ["ar"]


@pytest.mark.parametrize("taal", list(ouderteksten()))
def test_no_letter_of_a_folder_is_missing_in_the_face(
    taal: str, beheerder: Gebruiker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        logging.getLogger("weasyprint").addHandler(caplog.handler)
        pdf = folder(talen_van(beheerder.gemeente)[taal], beheerder)
        logging.getLogger("weasyprint").removeHandler(caplog.handler)
    assert [regel.getMessage() for regel in caplog.records] == []
    assert pypdf.PdfReader(io.BytesIO(pdf)).root_object["/Lang"] == taal


def test_a_translation_says_that_it_was_not_checked_until_it_was(beheerder: Gebruiker) -> None:
    zin = "aanname: vertaling nog niet nagekeken"
    assert zin in text_of(folder(talen_van(beheerder.gemeente)["en"], beheerder))
    assert zin not in text_of(folder(talen_van(beheerder.gemeente)["nl"], beheerder))
    check_taaltekst(taal="en", versie=ouderteksten()["en"].versie, door=beheerder, op=MOMENT)
    assert zin not in text_of(folder(talen_van(beheerder.gemeente)["en"], beheerder))


def test_who_checked_another_version_did_not_check_this_text(beheerder: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="De tekst is intussen vernieuwd"):
        check_taaltekst(taal="en", versie="oud", door=beheerder, op=MOMENT)
    Taaltekst.objects.update_or_create(
        gemeente=beheerder.gemeente, taal="en", defaults={"nagekeken_versie": "oud"}
    )
    assert not talen_van(beheerder.gemeente)["en"].is_nagekeken


def test_without_a_page_there_is_no_code(beheerder: Gebruiker) -> None:
    assert talen_van(beheerder.gemeente)["tr"].qr == ""
    set_taaltekst_url(taal="tr", url=URL, door=beheerder)
    taal = talen_van(beheerder.gemeente)["tr"]
    assert taal.qr.startswith("M4 4h7v1h-7z")
    assert URL in text_of(folder(taal, beheerder))


def test_the_code_is_read_back_as_the_page(beheerder: Gebruiker) -> None:
    """Square by square as the library that made it drew it."""
    from qrcode.main import QRCode

    set_taaltekst_url(taal="pl", url=URL, door=beheerder)
    taal = talen_van(beheerder.gemeente)["pl"]
    code = QRCode(error_correction=0, border=4)
    code.add_data(URL)
    code.make()
    vakjes = {(x, y) for y, rij in enumerate(code.get_matrix()) for x, punt in enumerate(rij) if punt}
    assert _squares(taal.qr) == vakjes
    assert taal.qr_zijde == len(code.get_matrix())


def _squares(path: str) -> set[tuple[int, int]]:
    vakjes = set()
    for stuk in path.removesuffix("z").split("z"):
        plek, _, rest = stuk.removeprefix("M").partition("h")
        x, y = map(int, plek.split())
        vakjes |= {(x + i, y) for i in range(int(rest.split("v")[0]))}
    return vakjes


@pytest.mark.parametrize("taal", list(ouderteksten()))
def test_a_folder_with_its_code_is_one_sheet(taal: str, beheerder: Gebruiker) -> None:
    set_taaltekst_url(taal=taal, url=URL, door=beheerder)
    pdf = folder(talen_van(beheerder.gemeente)[taal], beheerder)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.verapdf
def test_every_folder_is_accessible_and_archivable(tmp_path: Path, beheerder: Gebruiker) -> None:
    bestanden = []
    for code in ouderteksten():
        set_taaltekst_url(taal=code, url=URL, door=beheerder)
        bestanden.append(tmp_path / f"{code}.pdf")
        bestanden[-1].write_bytes(folder(talen_van(beheerder.gemeente)[code], beheerder))
    result = subprocess.run(
        [sys.executable, ROOT / "scripts/verapdf/validate.py", "ua1,3a", *bestanden],
        capture_output=True,
        text=True,
        check=False,
    )
    uitslag = (result.returncode, result.stdout.count("PASS"))
    assert uitslag == (0, 2 * len(bestanden)), result.stdout + result.stderr
