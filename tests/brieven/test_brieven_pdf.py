"""Every kind of letter is readable with a screen reader and in thirty years."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brieven.models import Geadresseerde, Taaltekst
from brieven.ouderteksten import Taal, ouderteksten
from brieven.soorten import briefsoorten
from indicaties.besluitbrief import BRIEFSOORTEN
from indicaties.informatiebrief import text_in
from organisaties.rechten import Rol
from tests.brieven.test_brief import brief
from tests.factories import GebruikerFactory

ROOT = Path(__file__).resolve().parents[2]
# For each kind of letter a context with which it can be made.
_BESLUIT: dict[str, Any] = {
    "kind_naam": "Zoë Łukasiewicz-Çelik",
    "soortnaam": "VVE-indicatie",
    "soortnaam_klein": "VVE-indicatie",
    "is_smi": False,
    "periode": "1 januari 2025 t/m 31 augustus 2026",
    "besloten_op": "15 mei 2025",
    "gronden": ["Uw kind praat nog weinig."],
    "oordeel": True,
    "reden": "het kind is verhuisd",
    "toelichting": "Wij spraken u hierover op het consultatiebureau.",
    "afzender": "CJG Putten",
}


def _informatie() -> dict[str, Any]:
    """With every language, and the code that leads to more."""
    url = "https://www.voorbeeldstad.test/vve"
    talen = [Taal(tekst, Taaltekst(taal=tekst.taal, url=url)) for tekst in ouderteksten().values()]
    return {
        "kind_naam": "Zoë Łukasiewicz-Çelik",
        "ook_in": ["Arabisch", "Engels", "Pools", "Turks", "Oekraïens"],
        "talen": [text_in(taal) for taal in talen],
    }


LETTERS: dict[str, dict[str, Any]] = {
    # With the made-up data that the preview of the site shows.
    **{soort.code: soort.voorbeeldcontext for soort in briefsoorten() if soort.code.startswith("subsidie-")},
    "proef": {},
    "proefbesluit": {},
    **{soort.code: _BESLUIT for soort in BRIEFSOORTEN},
    "informatie": _informatie(),
    "ouderbijeenkomst": {
        "dag": "3 juni 2025",
        "dag_kort": "03-06-2025",
        "tijd": "19:30",
        "plaats": "Buurthuis De Ark",
        "nederlands": ouderteksten()["nl"].uitnodiging,
        "vertalingen": [
            {
                "taal": tekst.taal,
                "richting": tekst.richting,
                "titel": tekst.uitnodiging_titel,
                "tekst": tekst.uitnodiging,
                "vragen": tekst.vragen,
                "wanneer": tekst.wanneer,
                "tijd": tekst.tijd,
                "waar": tekst.waar,
                "nagekeken": False,
            }
            for tekst in ouderteksten().values()
            if tekst.taal != "nl"
        ],
    },
}


def test_every_kind_of_letter_is_put_before_verapdf() -> None:
    assert {soort.code for soort in briefsoorten()} == LETTERS.keys()


@pytest.mark.verapdf
@pytest.mark.django_db
def test_every_kind_of_letter_is_accessible_and_archivable(tmp_path: Path) -> None:
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    aan = Geadresseerde("De ouders/verzorgers van Zoë Łukasiewicz-Çelik", ("Dorpsstraat 1", "3881 AB Putten"))
    bestanden = []
    for code, context in LETTERS.items():
        bestanden.append(tmp_path / f"{code}.pdf")
        bestanden[-1].write_bytes(bytes(brief(regisseur, soort=code, aan=aan, context=context).pdf))
    result = subprocess.run(
        [sys.executable, ROOT / "scripts/verapdf/validate.py", "ua1,3a", *bestanden],
        capture_output=True,
        text=True,
        check=False,
    )
    uitslag = (result.returncode, result.stdout.count("PASS"))
    assert uitslag == (0, 2 * len(bestanden)), result.stdout + result.stderr
