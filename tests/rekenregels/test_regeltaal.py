"""The reference and the tutorial of the policy language: every example in them is computed."""

import dataclasses
import re
from enum import StrEnum
from typing import Any, get_args

import pytest

from rekenregels import Regeling, let_op, load_regeling, run_voorbeelden
from rekenregels.regeling.velden import Parameter, Veldsoort, Waarde, hints

from .naslag import KLEINSTE, LES, TEKST, VOORBEELDEN, blokken, regeling_van


@pytest.mark.parametrize(("kop", "blok"), VOORBEELDEN, ids=[kop for kop, _ in VOORBEELDEN])
def test_every_example_of_a_rule_comes_out_as_it_says(kop: str, blok: str) -> None:
    uitslagen = run_voorbeelden(regeling_van(blok))
    assert [uitslag.verschillen for uitslag in uitslagen] == [()] * len(uitslagen)
    assert uitslagen


def _soorten(ding: Any, gezien: dict[type, None]) -> dict[type, None]:
    """Every table and list of choices that a policy can hold, found from its types."""
    for lid in get_args(ding):
        _soorten(lid, gezien)
    if not isinstance(ding, type) or ding in gezien or ding is Parameter:
        return gezien
    if issubclass(ding, StrEnum) or dataclasses.is_dataclass(ding):
        gezien[ding] = None
    if dataclasses.is_dataclass(ding):
        for veld in dataclasses.fields(ding):
            _soorten(hints(ding)[veld.name], gezien)
    return gezien


SOORTEN = [*_soorten(Regeling, {}), Waarde]
KEUZES = [
    *(str(keuze) for soort in SOORTEN if issubclass(soort, StrEnum) for keuze in soort),
    *(soort.soort for soort in SOORTEN if issubclass(soort, Veldsoort)),
]
SLEUTELS = [
    veld.name for soort in SOORTEN if dataclasses.is_dataclass(soort) for veld in dataclasses.fields(soort)
]
GEBRUIKT = "\n".join(
    re.sub(r'"[^"]*"', '""', blok) for blok in (KLEINSTE, *(blok for _, blok in VOORBEELDEN))
)


@pytest.mark.parametrize("woord", sorted(set(KEUZES)))
def test_every_choice_of_the_language_has_an_example(woord: str) -> None:
    assert any(f'"{woord}"' in blok for _, blok in VOORBEELDEN)


@pytest.mark.parametrize("sleutel", sorted(set(SLEUTELS)))
def test_every_key_of_the_language_has_an_example(sleutel: str) -> None:
    assert re.search(rf"\b{sleutel}\b( =|\.|\])", GEBRUIKT)


def test_the_lesson_makes_a_whole_policy_that_comes_out_as_published() -> None:
    regeling = load_regeling("\n".join(blok for _, blok in blokken(LES)))
    uitslagen = run_voorbeelden(regeling)
    assert (regeling.naam, len(uitslagen)) == ("Putten 2018", 2)
    assert [uitslag.verschillen for uitslag in uitslagen] == [(), ()]
    assert let_op(regeling) == []


def test_the_smallest_policy_stands_in_the_text_as_it_is_shipped() -> None:
    assert KLEINSTE in TEKST
