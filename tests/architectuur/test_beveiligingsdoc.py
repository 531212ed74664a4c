"""What docs/beveiliging.md says that a test proves, a test must prove: the file is there and holds tests."""

import re
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
TEKST = (BASE_DIR / "docs" / "beveiliging.md").read_text()
DREIGINGEN = [
    regel.strip("| ").split(" | ")
    for regel in TEKST.split("## BIO2")[0].splitlines()
    if regel.startswith("| ") and not regel.startswith("| Dreiging")
]
# The measures of BIO2 that ask something of a system like this one.
MAATREGELEN = {
    *("5.16.02", "5.17.01", "5.28.01", "5.30.01", "5.33.01", "8.08.04", "8.08.05"),
    *("8.15.02", "8.15.03", "8.15.04", "8.15.05", "8.15.06", "8.18.02"),
}


def genoemd(tekst: str) -> list[str]:
    return re.findall(r"`([\w/]*test_\w+\.py)`", tekst)


@pytest.mark.parametrize("dreiging", DREIGINGEN, ids=lambda dreiging: dreiging[0][:40])
def test_every_threat_names_what_protects_and_a_test_that_proves_it(dreiging: list[str]) -> None:
    _, bescherming, bewijs = dreiging
    assert bescherming
    assert genoemd(bewijs)


@pytest.mark.parametrize("pad", sorted(set(genoemd(TEKST))))
def test_every_test_that_the_document_names_exists(pad: str) -> None:
    assert re.search(r"^def test_", (BASE_DIR / "tests" / pad).read_text(), re.MULTILINE)


def test_every_measure_of_bio2_has_a_line() -> None:
    bio2 = TEKST.split("## BIO2")[1].split("## Bewaartermijnen")[0]
    assert set(re.findall(r"\b\d\.\d\d\.\d\d\b", bio2)) == MAATREGELEN
