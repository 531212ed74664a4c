"""What to write instead: the advice for every key that a text must have, word for word, and that it can be pasted."""

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args

import pytest

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.getallen import Overmaat
from rekenregels.regeling.raad import als_waarde, ja_nee, kies, toon, voeg_toe
from rekenregels.regeling.velden import Parameter, hints, info_van, keuzes, mag_ontbreken

from .test_goud import assert_goud


def tabellen(soort: type, gezien: list[type]) -> list[type]:
    """The tables of the language in the order in which a reader meets them."""
    if soort not in gezien:
        gezien.append(soort)
        for hint in hints(soort).values():
            for lid in leden(hint):
                if dataclasses.is_dataclass(lid) and lid is not Parameter:
                    tabellen(lid, gezien)
    return gezien


def leden(hint: Any) -> Iterator[Any]:
    for lid in keuzes(hint):
        if get_args(lid):
            yield from (deel for arg in get_args(lid) if arg is not ... for deel in leden(arg))
        else:
            yield lid


def adviezen() -> Iterator[tuple[str, str]]:
    """Per key that a text must have: what is written where it lacks."""
    for soort in tabellen(Regeling, []):
        for veld in dataclasses.fields(soort):
            if not mag_ontbreken(veld):
                naam = veld.name if soort is Regeling else f"{soort.__name__}.{veld.name}"
                yield naam, voeg_toe(naam, hints(soort)[veld.name], info_van(veld))


def test_the_advice_for_every_key_that_a_text_must_have_stays_word_for_word() -> None:
    assert_goud("raad.txt", "".join(f"{naam}: {raad}\n" for naam, raad in adviezen()))


@pytest.mark.parametrize(("naam", "raad"), list(adviezen()), ids=[naam for naam, _ in adviezen()])
def test_advice_can_be_pasted_and_brings_no_source_along(naam: str, raad: str) -> None:
    """Each of the alternatives is a line or a heading of TOML; a source in it is left empty."""
    sleutel = naam.rpartition(".")[2]
    for keus in re.split(rf" of (?={sleutel} = |\[)", raad):
        if not keus.startswith("["):
            assert list(tomllib.loads(keus)) == [sleutel]
    assert len(set(raad.split(" of "))) == len(raad.split(" of "))
    assert set(re.findall(r'bron = "([^"]*)"', raad)) <= ({"geleverd"} if naam == "Uren.bron" else {""})


class Kleur(StrEnum):
    LICHT_BLAUW = "licht_blauw"
    ROOD = "rood"
    GROEN_GEEL = "groen geel"


@pytest.mark.parametrize(
    ("rauw", "zin"),
    [
        ("Licht-Blauw ", 'Schrijf: kleur = "licht_blauw"'),
        ("licht blauw", 'Schrijf: kleur = "licht_blauw"'),
        ("groen_geel", 'Schrijf: kleur = "groen geel"'),
        ("blauw", "Kies een van: licht_blauw, rood, groen geel."),
        (1, "Kies een van: licht_blauw, rood, groen geel."),
    ],
)
def test_the_word_that_was_probably_meant_is_named_and_otherwise_all_words(rauw: object, zin: str) -> None:
    assert kies(Kleur, rauw, "kleur") == zin


@pytest.mark.parametrize(
    ("rauw", "zin"),
    [
        (" JA ", " Schrijf: kot = true"),
        ("true", " Schrijf: kot = true"),
        ("waar", " Schrijf: kot = true"),
        ("Nee", " Schrijf: kot = false"),
        ("false", " Schrijf: kot = false"),
        ("onwaar", " Schrijf: kot = false"),
        ("geen", " Schrijf: kot = false"),
        ("soms", ""),
        (1, ""),
    ],
)
def test_a_yes_or_no_in_words_is_told_as_true_or_false(rauw: object, zin: str) -> None:
    assert ja_nee(rauw, "kot") == zin


@pytest.mark.parametrize(
    ("rauw", "gelezen", "geplakt"),
    [
        (True, "true", "true"),
        (False, "false", "false"),
        (1234, "1.234", "1234"),
        (Decimal("1234.50"), "1.234,50", "1234.50"),
        (Decimal("1E+3"), "1.000", "1000"),
        (10**15 - 1, "999.999.999.999.999", "999999999999999"),
        (10**15, "1000000000000000", "1000000000000000"),
        (10**80, "1" + 79 * "0" + "…", "1" + 79 * "0" + "…"),
        ({}, "een tabel", "een tabel"),
        ([], "een lijst", "een lijst"),
        (None, "niet ingevuld", "niet ingevuld"),
        ("houder", '"houder"', '"houder"'),
        ("x" * 80, f'"{80 * "x"}"', f'"{80 * "x"}"'),
        ("x" * 81, f'"{80 * "x"}…"', f'"{80 * "x"}…"'),
        (Overmaat("9" * 81), 80 * "9" + "…", 80 * "9" + "…"),
    ],
)
def test_a_value_is_shown_as_people_read_it_and_pasted_as_toml_writes_it(
    rauw: object, gelezen: str, geplakt: str
) -> None:
    assert (toon(rauw), als_waarde(rauw)) == (gelezen, geplakt)
