"""Every kind of letter is readable with a screen reader and in thirty years."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brieven.models import Geadresseerde, Taaltekst
from brieven.ouderteksten import Taal, ouderteksten
from brieven.soorten import Briefsoort, briefsoorten
from indicaties.besluitbrief import BRIEFSOORTEN
from indicaties.informatiebrief import text_in
from organisaties.rechten import Rol
from subsidies.subsidiejaar.brieven import briefsoorten as subsidiebrieven
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


_SUBSIDIE: dict[str, Any] = {
    "dossier": "S2025-001",
    "regeling": "Putten 2025",
    "jaar": "2025",
    "bedrag": "€ 70.802,40",
    "beslissen_voor": "27 januari 2025",
}
_SUBSIDIEBESLUIT: dict[str, Any] = _SUBSIDIE | {
    "nummer": "B2024-001",
    "besluit": "Wij verlenen u voor 2025 een subsidie van ten hoogste € 70.802,40.",
    "artikel": "Awb artikel 4:29 en 4:31",
    "bronnen": ["art. 8", "art. 9"],
    "motivering": "De aanvraag past binnen de regeling.",
    "bedragen": [["Berekend uit uw aanvraag", "€ 70.802,40"]],
    "met_bedrag": True,
    "termijnen": [["27-01-2025", "€ 17.700,60"], ["01-04-2025", "€ 17.700,60"]],
    "nabetaling": "€ 12,00",
    "terugvordering": "€ 0,01",
    "betalen_voor": "28 april 2025",
    "verplichtingen": ["U houdt een administratie bij."],
    "vaststellen_voor": "1 mei 2026",
}
_PER_SJABLOON: dict[str, dict[str, Any]] = {
    "ontvangst": _SUBSIDIE
    | {
        "wat": "aanvraag subsidie",
        "ontvangen": "2 december 2024",
        "te_laat": True,
        "te_laat_regel": "alleen als er geld over is",
        "regels": [["De Ark", "Doelgroep", "nee", "4", "16,00", "10", "€ 65.696,00"]],
        "locaties": [["De Ark", "€ 375,00"]],
        "bijlagen": ["begroting"],
        "bewijzen": ["inkomensverklaring, gezien op 2 december 2024"],
    },
    "termijn": _SUBSIDIE
    | {
        "aanvulling": True,
        "storing": False,
        "tot_en_met": "18 december 2024",
        "reden": "De begroting ontbreekt.",
    },
    "besluit": _SUBSIDIEBESLUIT | {"maanden": [["januari 2025", "€ 328,00"]]},
    "opdracht": _SUBSIDIEBESLUIT,
}


def _of_subsidie(soort: Briefsoort) -> dict[str, Any]:
    """What stands in a letter of this kind; to parents and under a contract in their own words."""
    is_besluit, namens = "-opdracht-" not in soort.code, "-ouder-" in soort.code
    sjabloon = soort.sjabloon.rsplit("/")[-1].removesuffix(".html")
    return _PER_SJABLOON[sjabloon] | {"is_besluit": is_besluit, "namens": namens}


LETTERS: dict[str, dict[str, Any]] = {
    **{soort.code: _of_subsidie(soort) for soort in subsidiebrieven(None)},
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
