import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

import lib.pdf
from lib.pdf import BestandGeweigerd, PdfNietBeschikbaar, make_letterkast, render_pdf

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAGINA = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title></head><body>
<h1>Hoofdstuk één</h1><p>Zie <a href="#bijlage">de bijlage</a>.</p>
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><title>Balk van 90</title>
<rect width="90" height="20" fill="#154273"/></svg>
<h2 id="bijlage">Bijlage</h2>
<table><thead><tr><th scope="col">Kind</th><th scope="col">Bedrag</th></tr></thead>
<tbody><tr><th scope="row">K-1</th><td>€ 6.288,00</td></tr></tbody></table></body></html>"""


def render(html: str = PAGINA) -> bytes:
    return render_pdf(html, titel="Verantwoording 2025", moment=MOMENT, bestanden=STATIC)


@pytest.mark.verapdf
def test_one_file_is_accessible_and_archivable(tmp_path: Path) -> None:
    (tmp_path / "proef.pdf").write_bytes(render())
    result = subprocess.run(
        [sys.executable, ROOT / "scripts/verapdf/validate.py", "ua1,3a", tmp_path / "proef.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.count("PASS")) == (0, 2), result.stdout + result.stderr


@pytest.mark.verapdf
def test_the_validator_refuses_a_file_that_only_promises_to_be_accessible(tmp_path: Path) -> None:
    zonder_alt = PAGINA.replace("<title>Balk van 90</title>", "")
    (tmp_path / "proef.pdf").write_bytes(render(zonder_alt))
    result = subprocess.run(
        [sys.executable, ROOT / "scripts/verapdf/validate.py", "ua1", tmp_path / "proef.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "7.3-1" in result.stdout


def test_the_title_stands_in_the_title_bar_and_the_language_is_dutch() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(render())) as document:
        assert document.docinfo.Title == "Verantwoording 2025"
        assert document.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        assert document.Root.Lang == "nl-NL"
        assert document.Root.MarkInfo.Marked == True  # noqa: E712


def test_the_date_in_the_document_is_the_given_moment() -> None:
    assert pypdf.PdfReader(io.BytesIO(render())).metadata.creation_date == MOMENT


def test_the_headings_are_the_bookmarks() -> None:
    outline = pypdf.PdfReader(io.BytesIO(render())).outline
    assert [outline[0].title, outline[1][0].title] == ["Hoofdstuk één", "Bijlage"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render() == render()


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-03-01 00:00:00 heeft geen tijdzone"):
        render_pdf(PAGINA, titel="x", moment=datetime(2026, 3, 1), bestanden=STATIC)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("adres", "melding"),
    [
        ("https://voorbeeld.nl/logo.png", "vraagt om https://voorbeeld.nl/logo.png; alleen eigen bestanden"),
        ("file:///etc/hostname", "vraagt om file:///etc/hostname; alleen eigen bestanden"),
        ("../pyproject.toml", "alleen eigen bestanden"),
        ("vendor/kwijt.png", "vraagt om vendor/kwijt.png; dat bestand is er niet"),
    ],
)
def test_only_files_of_our_own_are_read_and_a_missing_one_is_no_secret(adres: str, melding: str) -> None:
    with pytest.raises(BestandGeweigerd, match=melding):
        render(PAGINA.replace("<p>", f'<p><img alt="logo" src="{adres}">'))


def test_a_font_of_our_own_is_embedded() -> None:
    css = (
        "<style>@font-face{font-family:'Source Sans 3';"
        "src:url(vendor/source-sans-3-static/source-sans-3-latin-400-normal.woff2)}"
        "body{font-family:'Source Sans 3'}</style>"
    )
    fonts = pypdf.PdfReader(io.BytesIO(render(PAGINA.replace("</head>", css + "</head>")))).pages[0]
    namen = {str(font.get_object()["/BaseFont"]) for font in fonts["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert any("Source-Sans-3" in naam for naam in namen)


def test_every_page_that_is_laid_out_is_a_sign_of_life() -> None:
    steps: list[int] = []
    lang = PAGINA.replace("<h2", "<h2 style='break-before:page'")
    render_pdf(lang, titel="x", moment=MOMENT, bestanden=STATIC, on_step=lambda: steps.append(1))
    assert len(steps) >= 2


def test_a_machine_without_pango_is_told_which_packages_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoPango:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(PdfNietBeschikbaar, match="libpango"):
        render()


def test_documents_that_are_made_together_unpack_a_font_once_and_come_out_as_when_made_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gelezen: list[str] = []

    def tell(root: Path, url: str) -> Path:
        gelezen.extend([url] if url.endswith(".woff2") else [])
        return path_under(root, url)

    path_under = lib.pdf._path_under
    monkeypatch.setattr(lib.pdf, "_path_under", tell)
    brief = PAGINA.replace("<title>", '<link rel="stylesheet" href="pdf/brief.css"><title>')
    alleen = render(brief)
    per_document = len(gelezen)
    kast = make_letterkast()
    samen = [
        render_pdf(brief, titel="Verantwoording 2025", moment=MOMENT, bestanden=STATIC, letterkast=kast)
        for _ in range(2)
    ]
    assert samen == [alleen, alleen]
    assert len(gelezen) == 2 * per_document > 0
