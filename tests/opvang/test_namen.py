"""The letter about a decision, the board's file, the package for the school and the invitation hold each name unharmed."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types
from pypdf import PdfReader

from brieven.models import Geadresseerde
from indicaties.besluitbrief import letter_text
from indicaties.geadresseerden import ontvangers
from indicaties.models import Kind
from opvang.overdracht.document import make_pdf
from opvang.overdracht.inhoud import make_snapshot
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.brieven.test_brief import brief
from tests.brieven.test_brieven_pdf import LETTERS
from tests.factories import (
    MOMENT,
    BesluitFactory,
    GebruikerFactory,
    KindFactory,
    SentOverdrachtFactory,
    TrajectFactory,
)
from tests.namen import NAMEN

pytestmark = pytest.mark.django_db
FONTS = Path(__file__).resolve().parents[2] / "static/vendor/source-sans-3-static"


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


def _renamed(kind: Kind) -> Iterator[Kind]:
    """The same child under each of the names."""
    for kind.voornaam, kind.tussenvoegsel, kind.achternaam in NAMEN:
        yield kind


ALLE = [kind.naam for kind in (Kind(voornaam=v, tussenvoegsel=t, achternaam=a) for v, t, a in NAMEN)]
SAMEN = " ; ".join(ALLE)


def _unharmed(pdf: bytes, namen: list[str]) -> None:
    """Each word can be read, in letters of our own font: one that it lacks would come out of another, or as a box.

    Words, because a name may go on after the foot of a page.
    """
    bladen = PdfReader(io.BytesIO(pdf)).pages
    tekst = _letters("".join(blad.extract_text() for blad in bladen))
    assert {deel for naam in namen for deel in naam.split() if _letters(deel) not in tekst} == set()
    resources: list[Any] = [blad["/Resources"] for blad in bladen]
    fonts = {str(f.get_object()["/BaseFont"]) for deel in resources for f in deel["/Font"].values()}
    assert [font for font in fonts if "Source-Sans-3" not in font] == []


def _letters(tekst: str) -> str:
    """Composed, and without where a line ends, which a hyphen may say."""
    heel = unicodedata.normalize("NFC", tekst)
    return "".join(teken for teken in heel if not teken.isspace() and teken not in "-\u2010\u00ad")


@pytest.mark.parametrize("gewicht", [400, 600])
def test_the_font_on_paper_has_every_letter_of_them(gewicht: int) -> None:
    heeft = {
        code
        for deel in ("latin", "latin-ext")
        for code in TTFont(FONTS / f"source-sans-3-{deel}-{gewicht}-normal.woff2").getBestCmap()
    }
    assert {teken for naam in ALLE for teken in naam if ord(teken) not in heeft} == set()


def test_the_letter_about_a_decision(regisseur: Gebruiker) -> None:
    besluit = BesluitFactory()
    for kind in _renamed(besluit.kind):
        assert letter_text(besluit)["kind_naam"] == kind.naam
    context = letter_text(besluit) | {"kind_naam": SAMEN}
    lang = Geadresseerde(f"De ouders/verzorgers van {max(ALLE, key=len)}", ())
    gemaakt = brief(regisseur, soort=f"indicatie-{besluit.soort}", aan=lang, context=context)
    _unharmed(bytes(gemaakt.pdf), ALLE)


def test_the_invitation(regisseur: Gebruiker) -> None:
    for kind in _renamed(KindFactory()):
        assert ontvangers(kind)[0].naam == f"De ouders/verzorgers van {kind.naam}"
    context = LETTERS["ouderbijeenkomst"] | {"plaats": SAMEN, "vertalingen": []}
    gemaakt = brief(regisseur, soort="ouderbijeenkomst", context=context)
    _unharmed(bytes(gemaakt.pdf), ALLE)


def test_the_package_for_the_school() -> None:
    overdracht = SentOverdrachtFactory()
    inhoud = overdracht.inhoud
    for kind in _renamed(overdracht.kind):
        assert make_snapshot(overdracht, inhoud, date(2025, 5, 15))["kind"]["naam"] == kind.naam
    beeld = make_snapshot(overdracht, inhoud, date(2025, 5, 15))
    beeld["kind"]["naam"] = SAMEN
    _unharmed(make_pdf(beeld, gemeente="Putten", moment=MOMENT), ALLE)


def test_the_file_of_the_board(client: Client, regisseur: Gebruiker) -> None:
    dag = timezone.localdate()
    for voornaam, tussen, achternaam in NAMEN:
        kind = KindFactory(
            voornaam=voornaam,
            tussenvoegsel=tussen,
            achternaam=achternaam,
            geboortedatum=dag - timedelta(800),
            ingeschreven_op=dag - timedelta(400),
        )
        TrajectFactory(kind=kind, geopend_op=dag - timedelta(50))
    client.force_login(regisseur)
    bestand = client.get(reverse("indicaties:route_export")).content.decode("utf-8-sig")
    rijen = csv.DictReader(io.StringIO(bestand, newline=""), delimiter=";")
    assert sorted(rij["Naam"] for rij in rijen) == sorted(ALLE)
