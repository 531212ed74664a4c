"""The reference and the tutorial of the policy language: every example in them is computed."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rekenregels
from rekenregels import let_op, load_regeling, run_voorbeelden
from rekenregels.regeling.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Maandverdeling,
    Urenafronding,
    Urenbron,
    Uurbedragafronding,
    Uurruimte,
)
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.velden import keuzes
from rekenregels.regelingen import MAP as REGELINGEN

TEKST = (Path(rekenregels.__file__).parent.parent / "docs" / "regeltaal.md").read_text(encoding="utf-8")
LES, REGELS = TEKST.split("\n## Regel voor regel\n")
KLEINSTE = (REGELINGEN / "voorbeeld-kleinste.toml").read_text(encoding="utf-8")


def _blokken(tekst: str) -> Iterator[tuple[str, str]]:
    """Each example with the heading above it."""
    for deel in re.split(r"^#{2,4} ", tekst, flags=re.MULTILINE)[1:]:
        kop = deel.split("\n", 1)[0]
        for blok in re.findall(r"^```toml\n(.*?)^```$", deel, re.MULTILINE | re.DOTALL):
            yield kop, blok


VOORBEELDEN = list(_blokken(REGELS))


def _erop(onder: Any, boven: Any) -> Any:
    """The example put over the smallest policy: a kind and a list are replaced, a chapter is filled in."""
    if not isinstance(onder, dict) or not isinstance(boven, dict) or "soort" in boven:
        return boven
    return onder | {naam: _erop(onder.get(naam), lid) for naam, lid in boven.items()}


def _toml(ding: Any) -> str:
    if isinstance(ding, dict):
        return "{" + ", ".join(f'"{naam}" = {_toml(lid)}' for naam, lid in ding.items()) + "}"
    if isinstance(ding, list):
        return "[" + ", ".join(map(_toml, ding)) + "]"
    if isinstance(ding, bool):
        return str(ding).lower()
    return ding.isoformat() if isinstance(ding, date) else f'"{ding}"' if isinstance(ding, str) else str(ding)


@pytest.mark.parametrize(("kop", "blok"), VOORBEELDEN, ids=[kop for kop, _ in VOORBEELDEN])
def test_every_example_of_a_rule_comes_out_as_it_says(kop: str, blok: str) -> None:
    heel = _erop(tomllib.loads(KLEINSTE), tomllib.loads(blok))
    regeling = load_regeling("\n".join(f"{naam} = {_toml(lid)}" for naam, lid in heel.items()))
    uitslagen = run_voorbeelden(regeling)
    assert [uitslag.verschillen for uitslag in uitslagen] == [()] * len(uitslagen)
    assert uitslagen


WOORDEN = [
    *(lid.soort for soort in (Tarief, Bijdrage, Gemeentebedrag) for lid in keuzes(soort)),
    *Urenbron,
    *Maandverdeling,
    *Uurruimte,
    *Urenafronding,
    *Uurbedragafronding,
    *Afrondingsniveau,
    *Afrondingsstap,
]


@pytest.mark.parametrize("woord", sorted({str(woord) for woord in WOORDEN}))
def test_every_choice_of_the_language_has_an_example(woord: str) -> None:
    assert any(f'"{woord}"' in blok for _, blok in VOORBEELDEN)


def test_the_lesson_makes_a_whole_policy_that_comes_out_as_published() -> None:
    regeling = load_regeling("\n".join(blok for _, blok in _blokken(LES)))
    uitslagen = run_voorbeelden(regeling)
    assert (regeling.naam, len(uitslagen)) == ("Putten 2018", 2)
    assert [uitslag.verschillen for uitslag in uitslagen] == [(), ()]
    assert let_op(regeling) == []


def test_the_smallest_policy_stands_in_the_text_as_it_is_shipped() -> None:
    assert KLEINSTE in TEKST
