"""A question about known holes that got no answer never looks like a pass; a hole is always an error."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
HEEL = {"name": "django", "version": "5.2.19", "vulns": []}
LEK = {
    "name": "celery",
    "version": "5.0.0",
    "vulns": [{"id": "PYSEC-2021-858", "fix_versions": ["5.2.2"], "aliases": [], "description": "x"}],
}
GEEN_ANTWOORD = {"name": "vine", "skip_reason": "Dependency not found and could not be audited"}


def judge(stdin: str, *opties: str) -> tuple[int, str]:
    uitvoer = subprocess.run(
        [sys.executable, BASE_DIR / "scripts" / "oordeel_audit.py", *opties],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uitvoer.stderr == ""
    return uitvoer.returncode, uitvoer.stdout


def found(*pakketten: dict[str, Any]) -> str:
    return json.dumps({"dependencies": pakketten, "fixes": []})


def test_only_when_every_package_got_an_answer_there_is_nothing_known() -> None:
    assert judge(found(HEEL)) == (0, "Geen bekende kwetsbaarheden in 1 pakketten.\n")


@pytest.mark.parametrize("opties", [(), ("--mag-ontbreken",)])
def test_a_hole_is_an_error_also_where_the_connection_may_be_missing(opties: tuple[str, ...]) -> None:
    assert judge(found(HEEL, LEK, GEEN_ANTWOORD), *opties) == (
        1,
        "1 bekende kwetsbaarheden:\ncelery 5.0.0: PYSEC-2021-858, hersteld in 5.2.2\n",
    )


@pytest.mark.parametrize(
    ("stdin", "gevraagd"),
    [
        (found(HEEL, GEEN_ANTWOORD), "1 van 2 pakketten"),
        (found(), "alle pakketten"),
        ("", "alle pakketten"),
        ("ConnectionError", "alle pakketten"),
    ],
)
def test_without_an_answer_it_says_that_nothing_was_checked(stdin: str, gevraagd: str) -> None:
    zin = (
        f"KWETSBAARHEDEN NIET NAGEGAAN: over {gevraagd} gaf de adviesdienst geen antwoord."
        " Herhaal dit met een verbinding.\n"
    )
    assert judge(stdin) == (2, zin)
    assert judge(stdin, "--mag-ontbreken") == (0, zin)


def test_continuous_integration_tries_it_and_the_command_itself_is_strict() -> None:
    assert "make audit AUDIT_OPTIES=--mag-ontbreken" in (BASE_DIR / ".ci" / "run").read_text()
    assert "AUDIT_OPTIES ?=" in (BASE_DIR / "Makefile").read_text()
