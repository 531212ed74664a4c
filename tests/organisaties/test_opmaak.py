"""Rules of the look that hold for every template and every theme, now and later."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

SJABLONEN = settings.BASE_DIR / "templates"
CSS = settings.BASE_DIR / "static/css"
THEMAS = ["", *(pad.stem for pad in sorted((CSS / "gemeenten").glob("*.css")))]

# Text token on background token, wherever the stylesheets put the one on the other.
TEKST_OP_VLAK = [
    ("inkt", "vlak"),
    ("inkt", "vlak-diep"),
    ("inkt-zacht", "vlak"),
    ("inkt-zacht", "vlak-zacht"),
    ("inkt-zacht", "vlak-diep"),
    ("merk", "vlak"),
    ("merk", "vlak-zacht"),
    ("merk-donker", "merk-licht"),
    ("merk-op-donker", "merk"),
    ("merk-op-donker", "merk-donker"),
    ("merk-op-donker-zacht", "merk-donker"),
    ("goed", "goed-vlak"),
    ("let-op", "let-op-vlak"),
    ("fout", "fout-vlak"),
    ("fout", "vlak"),
    ("info", "info-vlak"),
    ("doellijn", "vlak"),
]
# Edges of fields and parts of charts: what a reader must be able to tell from its surroundings.
VORM_OP_VLAK = [
    ("lijn-sterk", "vlak"),
    ("lijn-sterk", "vlak-zacht"),
    ("reeks-1", "vlak"),
    ("merk", "vlak-diep"),
]


def sjablonen() -> list[Path]:
    """Pages in the browser; the reports on paper have their own stylesheet inside."""
    sjablonenmap = settings.BASE_DIR / "templates"
    return [
        pad
        for pad in sorted(sjablonenmap.rglob("*.html"))
        if "pdf" not in pad.relative_to(sjablonenmap).parts
    ]


def tokens(thema: str) -> dict[str, str]:
    css = (CSS / "thema.css").read_text()
    if thema:
        css += (CSS / "gemeenten" / f"{thema}.css").read_text()
    return dict(re.findall(r"--vve-([a-z0-9-]+): (#[0-9a-f]{6});", css))


def luminance(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(een: str, ander: str) -> float:
    licht, donker = sorted((luminance(een), luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("thema", THEMAS)
def test_text_is_legible_in_every_theme(thema: str) -> None:
    kleuren = tokens(thema)
    te_zwak = [paar for paar in TEKST_OP_VLAK if contrast(kleuren[paar[0]], kleuren[paar[1]]) < 4.5]
    assert te_zwak == []


@pytest.mark.parametrize("thema", THEMAS)
def test_edges_and_bars_are_visible_in_every_theme(thema: str) -> None:
    kleuren = tokens(thema)
    te_zwak = [paar for paar in VORM_OP_VLAK if contrast(kleuren[paar[0]], kleuren[paar[1]]) < 3]
    assert te_zwak == []


def test_no_template_needs_more_than_the_security_policy_allows() -> None:
    verboden = re.compile(
        r"\sstyle\s*=|\son[a-z]+\s*=|<style|<script(?![^>]*\b(?:src=|type=.application/json.))|javascript:",
        re.IGNORECASE,
    )
    assert [pad.name for pad in sjablonen() if verboden.search(pad.read_text())] == []


def test_every_page_has_a_title_and_a_heading() -> None:
    paginas = {pad: pad.read_text() for pad in sjablonen() if '{% extends "base.html" %}' in pad.read_text()}
    assert len(paginas) >= 8
    zonder = [
        pad.name
        for pad, tekst in paginas.items()
        if "{% block title %}" not in tekst or ("{% block kop %}" not in tekst and "<h1" not in tekst)
    ]
    assert zonder == []


def test_the_stylesheets_load_nothing_from_elsewhere() -> None:
    for pad in sorted((settings.BASE_DIR / "static").rglob("*.css")):
        for adres in re.findall(r"url\(\"?([^\")]+)", pad.read_text()):
            assert adres.startswith("data:") or (pad.parent / adres).is_file(), f"{pad.name}: {adres}"


def test_every_table_of_a_screen_is_the_one_component() -> None:
    zelf = {
        str(pad.relative_to(SJABLONEN))
        for pad in SJABLONEN.rglob("*.html")
        if "<table" in pad.read_text() and "pdf" not in pad.parts
    }
    assert zelf == set()


def test_a_table_has_a_name_and_headings_that_are_there_for_screen_readers() -> None:
    tekst = Template(
        '{% tabel naam soort="kaarten smal" invoer="toetsen" %}'
        '{% kolommen "Kind" "Bedrag|getal" "Acties|knoppen" "Keuze|verborgen" %}{% endtabel %}'
    ).render(Context({"naam": 'De "Ark" & co'}))
    assert tekst == (
        '<div class="vve-tabel vve-tabel--kaarten vve-tabel--smal vve-invoertabel utrecht-table-container"'
        ' role="region" tabindex="0" aria-label="De &quot;Ark&quot; &amp; co">'
        '<table class="utrecht-table utrecht-table--html-table" data-invoertabel><thead><tr>'
        '<th scope="col">Kind</th><th scope="col" class="getal">Bedrag</th>'
        '<th scope="col" class="knoppen"><span class="vve-alleen-voorlezen">Acties</span></th>'
        '<th scope="col"><span class="vve-alleen-voorlezen">Keuze</span></th></tr></thead></table></div>'
    )
