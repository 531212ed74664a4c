"""The package on paper: accessible, archivable, and the same bytes for the same content."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from opvang.overdracht.document import make_pdf

BEELD: dict[str, Any] = {
    "kind": {"naam": "Noor Testkind", "geboortedatum": "2022-09-01"},
    "van": {"houder": "Peuteropvang De Ark", "locatie": "De Ark"},
    "pakket": "Volledig: met wat de kinderopvang zag",
    "opgemaakt": "2026-06-01",
    "programmas": {
        "rijen": [
            {
                "programma": "Piramide",
                "van": "2025-01-15",
                "tot_en_met": "2026-06-01",
                "duur": "16 maanden en 18 dagen",
                "maanden": 16,
                "locaties": "De Ark",
            }
        ],
        "samen": "16 maanden en 18 dagen",
    },
    "domeinen": [{"domein": "Taal", "niveau": "Ontwikkelt zich zoals verwacht", "tekst": "Praat graag."}],
    "teksten": [{"kop": "Aandachtspunten", "tekst": "Went langzaam."}],
    "bijlagen": [{"omschrijving": "KIJK!", "soort": "PDF", "afdruk": "ab"}],
    "zienswijze": {"tekst": "Wij herkennen ons kind.", "op": "2026-06-01"},
}


def document() -> bytes:
    return make_pdf(
        BEELD,
        gemeente="Putten",
        moment=datetime(2026, 6, 1, 10, tzinfo=UTC),
        toestemming={"op": date(2026, 6, 1), "delen": ["Aandachtspunten"], "ontvangers": ["De basisschool"]},
        code="ABCD-EFGH-JKLM",
        code_tot_en_met=date(2026, 9, 1),
    )


def test_the_same_package_gives_the_same_bytes() -> None:
    assert document() == document()


@pytest.mark.verapdf
def test_it_is_accessible_and_archivable(tmp_path: Path) -> None:
    (tmp_path / "overdracht.pdf").write_bytes(document())
    result = subprocess.run(
        [
            sys.executable,
            settings.BASE_DIR / "scripts/verapdf/validate.py",
            "ua1,3a",
            tmp_path / "overdracht.pdf",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.count("PASS")) == (0, 2), result.stdout + result.stderr
