"""The manual knows every page that a role can open, and no page that is not there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.wereld import FUNCTIES, Functie, paginas
from vve_admin.handleiding import BEELDEN, BESTANDEN, IEDEREEN, MAP, handleiding_van, read_handleiding
from vve_admin.handleiding import paginas as paginas_van_de_site

BESCHERMD = {p.naam: p.view.recht for p in paginas() if not hasattr(p.view, "openbaar")}
LEZERS = {
    bestand: frozenset().union(*(RECHTEN[rol] for rol in Rol if BESTANDEN[rol] == bestand))
    for bestand in set(BESTANDEN.values())
} | {IEDEREEN: frozenset().union(*RECHTEN.values())}


@pytest.mark.parametrize("functie", FUNCTIES, ids=str)
def test_every_page_that_a_role_opens_has_a_paragraph_in_its_manual(functie: Functie) -> None:
    handleiding = handleiding_van(functie.rol, functie.rechten)
    eigen = [naam for naam, recht in BESCHERMD.items() if recht in functie.rechten]
    assert len(eigen) > 25
    assert [naam for naam in eigen if handleiding.find(naam) is None] == []


@pytest.mark.parametrize("bestand", sorted(LEZERS))
def test_a_manual_names_only_pages_that_are_there_and_that_its_reader_may_open(bestand: str) -> None:
    genoemd = [naam for p in read_handleiding(bestand).paragrafen for naam in p.paginas]
    assert [naam for naam in genoemd if BESCHERMD.get(naam) not in LEZERS[bestand]] == []
    assert sorted(genoemd) == sorted(set(genoemd))


@pytest.mark.parametrize("functie", FUNCTIES, ids=str)
def test_a_reader_sees_no_paragraph_about_what_he_may_not(functie: Functie) -> None:
    paragrafen = handleiding_van(functie.rol, functie.rechten).paragrafen
    assert [p.titel for p in paragrafen if not p.is_for(functie.rechten)] == []
    ankers = [p.anker for p in paragrafen]
    assert len(ankers) == len(set(ankers))


def test_there_is_a_file_for_every_role_and_no_other() -> None:
    assert {pad.stem for pad in MAP.glob("*.md")} == {*LEZERS, "README"}


def test_the_names_of_pages_and_html_of_its_own_do_not_show() -> None:
    html = [p.html for bestand in LEZERS for p in read_handleiding(bestand).paragrafen]
    assert [stuk for stuk in html if "<!--" in stuk or "&lt;" in stuk or "](" in stuk] == []


def test_a_page_without_a_paragraph_has_that_of_the_page_above_it() -> None:
    handleiding = handleiding_van(Rol.FUNCTIONEEL_BEHEERDER, RECHTEN[Rol.FUNCTIONEEL_BEHEERDER])
    assert paginas_van_de_site()["organisaties:opdracht_retry"].route == "werk/<int:werk_id>/opnieuw/"
    gevonden = handleiding.find("organisaties:opdracht_retry")
    assert gevonden is not None
    assert gevonden.titel == "Werk dat mislukte opnieuw starten"
    assert handleiding.find("opvang:declaratie_list") is None
    assert handleiding.find("bestaat_niet") is None


def test_pictures_are_few_small_and_all_used() -> None:
    tekst = "".join((MAP / f"{bestand}.md").read_text() for bestand in LEZERS)
    genoemd = set(re.findall(r"static/handleiding/([a-z-]+\.png)", tekst))
    beelden = {pad.name: pad.stat().st_size for pad in BEELDEN.glob("*.png")}
    assert set(beelden) == genoemd
    assert len(beelden) <= 15
    assert max(beelden.values()) < 60_000


def test_the_image_of_production_holds_the_manual() -> None:
    regels = (settings.BASE_DIR / ".dockerignore").read_text().splitlines()
    assert "docs" not in regels
    assert regels.index("!docs/handleiding") > regels.index("docs/*")


# Lists of which emptiness asks for nothing, and why.
ZONDER_LEGE_STAAT = {
    "mfa/webauthn/authenticator_list.html": "says so under its button",
    "organisaties/instelling_list.html": "is never empty: it has a line for all that can be chosen",
    "organisaties/machtiging_list.html": "is never empty: it has a line for all that can be given",
    "organisaties/opdracht_list.html": "empty is how it should be",
    "organisaties/rolbotsing_list.html": "empty is how it should be",
}


def test_an_empty_list_says_what_to_do_first() -> None:
    sjablonen = Path(settings.BASE_DIR, "templates")
    zonder = {
        str(pad.relative_to(sjablonen))
        for pad in sjablonen.rglob("*_list.html")
        if "components/lege_staat.html" not in pad.read_text()
    }
    assert zonder == set(ZONDER_LEGE_STAAT)
