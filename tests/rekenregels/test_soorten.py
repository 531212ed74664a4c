"""Every kind of price, contribution and amount, through reading, writing, checking, computing and telling."""

import ast
import dataclasses
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from rekenregels import Locatiefeit, calculate_locaties, load_document, load_regeling, make_uitleg
from rekenregels.regeling.schema import regeling_schema
from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort, Tariefsoort
from rekenregels.regeling.toml import as_toml
from rekenregels.regeling.velden import Parameter, Veldsoort

from .conftest import reken
from .soorten import BOUWSTENEN, FAMILIES, LEDEN, document_met, naam, voorbeeld_van
from .voorbeeldstad import PEUTER, fouten, maak

WORTEL = Path(__file__).resolve().parents[2]
elk = pytest.mark.parametrize("paar", LEDEN, ids=naam)
elke_bouwsteen = pytest.mark.parametrize("paar", BOUWSTENEN, ids=naam)
KIND = replace(PEUTER, prijs=900, dagen=40)


def _bladen(soort: type) -> set[type]:
    """The kinds below a base that have no kinds below themselves."""
    onder: list[type] = soort.__subclasses__()
    return {blad for lid in onder for blad in _bladen(lid)} if onder else {soort}


@pytest.mark.parametrize("familie", FAMILIES)
def test_a_kind_that_is_written_is_in_the_union_that_the_document_reads(familie: str) -> None:
    unie, basis = FAMILIES[familie]
    assert set(get_args(unie)) == _bladen(basis)


def test_every_kind_belongs_to_a_family_that_these_tests_walk() -> None:
    assert {lid for _, lid in LEDEN} == _bladen(Veldsoort)


@pytest.mark.parametrize("familie", FAMILIES)
def test_no_two_kinds_of_a_family_share_a_word_or_a_choice(familie: str) -> None:
    leden = get_args(FAMILIES[familie][0])
    assert len({lid.soort for lid in leden}) == len({lid.keuze for lid in leden}) == len(leden)


@elk
def test_a_kind_is_written_to_toml_and_to_the_stored_document_and_read_back(paar: tuple[str, Any]) -> None:
    regeling = load_document(document_met(*paar))
    assert load_regeling(as_toml(regeling)) == regeling
    assert load_document(regeling.as_document()) == regeling


@elk
def test_the_schema_knows_the_kind_and_its_fields(paar: tuple[str, Any]) -> None:
    defs = regeling_schema()["$defs"]
    eigen = defs[paar[1].__name__]["properties"]
    assert eigen["soort"] == {"const": paar[1].soort}
    assert list(eigen) == ["soort", *(veld.name for veld in dataclasses.fields(paar[1]))]


def _bronnen(lid: type[Veldsoort]) -> list[str]:
    """All sources in the example of a kind."""
    waarden = voorbeeld_van(lid).items()
    delen = [deel["percentage"] for _, w in waarden if isinstance(w, list) for deel in w]
    return [
        *(deel["bron"] for deel in delen),
        *(
            w["bron"] if isinstance(w, dict) else w
            for veld, w in waarden
            if isinstance(w, dict) or veld == "bron"
        ),
    ]


@elke_bouwsteen
def test_an_explanation_says_the_sentence_and_every_source_of_the_kind(paar: tuple[str, Any]) -> None:
    _, lid = paar
    regeling = load_document(document_met(*paar))
    begin = (
        "Prijs per uur"
        if issubclass(lid, Tariefsoort)
        else ("Ouderbijdrage per uur", "Bedrag van de gemeente")
    )
    [stap] = [s for s in make_uitleg(reken(regeling, KIND), 0).stappen if s.naam.startswith(begin)]
    bouwsteen = next(steen for pad, steen in regeling.bouwstenen() if pad.endswith(".proef"))
    zin = bouwsteen.zin if isinstance(bouwsteen, Tariefsoort) else _zin(bouwsteen, regeling)
    assert stap.omschrijving.startswith(zin)
    tabellen = {Leest.MAXPRIJS: "art. 1", Leest.BEDRAGEN: "tabel 2026", Leest.PERCENTAGES: "tabel 2026"}
    verwacht = {*_bronnen(lid), *(tabellen[leest] for leest in lid.leest)}
    assert set(stap.bron.split("; ")) == verwacht


def _zin(bouwsteen: Leidendsoort, regeling: Any) -> str:
    """The sentence up to where the row of the table is named."""
    return bouwsteen.zin(regeling.omgeving, regeling.geldig_van, "@").partition("@")[0]


@elke_bouwsteen
def test_a_kind_that_reads_a_table_is_refused_without_it(paar: tuple[str, Any]) -> None:
    familie, lid = paar
    zonder = {"max_uurprijs": "geen", "bijdragetabel": "geen"}
    try:
        load_document(document_met(familie, lid, **zonder))
        zinnen = []
    except ValueError as fout:
        zinnen = [re.sub(r"^regeling: ", "", zin) for zin in str(fout).splitlines()]
    verwacht = []
    if Leest.MAXPRIJS in lid.leest:
        verwacht.append(
            f'{familie}.proef rekent met de maximum uurprijs, maar max_uurprijs is "geen". Vul [max_uurprijs] in.'
        )
    if lid.leest - {Leest.MAXPRIJS}:
        verwacht.append(
            f'{familie}.proef leest de bijdragetabel, maar bijdragetabel is "geen". Vul [bijdragetabel] in.'
        )
    assert zinnen == verwacht


@elke_bouwsteen
def test_an_unknown_word_is_answered_with_the_kinds_that_there_are(paar: tuple[str, Any]) -> None:
    familie, lid = paar
    [fout] = fouten(**{familie: {"proef": voorbeeld_van(lid) | {"soort": "gegokt"}}})
    assert lid.soort in fout.partition("Kies een van: ")[2].rstrip(".").split(", ")


@pytest.mark.parametrize("lid", get_args(FAMILIES["plaatsbedragen"][0]), ids=lambda lid: lid.soort)
def test_an_amount_per_child_is_the_product_of_its_numbers_with_their_sources(lid: Any) -> None:
    regeling = maak(plaatsbedragen__hbo=voorbeeld_van(lid))
    hbo = regeling.plaatsbedragen.hbo
    assert hbo is not None
    getallen = {
        veld.name for veld in dataclasses.fields(lid) if isinstance(getattr(hbo, veld.name), Parameter)
    }
    assert {getattr(hbo, naam) for naam in getallen} == set(hbo.per_kind)
    dagen = {"van": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)}
    [post] = calculate_locaties(regeling, [Locatiefeit(locatie="L", **dagen, doelgroepkinderen=3)])
    assert post.centen == 300
    assert post.stap.bron.split("; ") == _bronnen(lid)


def test_no_code_compares_the_word_of_a_kind_or_asks_a_kind_for_a_field_by_its_name() -> None:
    woorden = {lid.soort for _, lid in LEDEN}
    gevonden = [
        f"{pad.relative_to(WORTEL)}:{ast.unparse(knoop)}"
        for room in ("rekenregels", "subsidies/regelingen", "subsidies/scenarios", "demo")
        for pad in (WORTEL / room).rglob("*.py")
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if _vergelijkt_soort(knoop, woorden) or _vraagt_bij_naam(knoop)
    ]
    assert gevonden == []


def _vergelijkt_soort(knoop: ast.AST, woorden: set[str]) -> bool:
    """Something.soort beside a word of a kind, in a comparison or as the key of a lookup."""
    if isinstance(knoop, ast.Compare):
        delen = [knoop.left, *knoop.comparators]
    elif isinstance(knoop, ast.Subscript):
        delen = [knoop.slice]
        return any(isinstance(d, ast.Attribute) and d.attr == "soort" for d in delen)
    else:
        return False
    tekst = {
        n.value
        for d in delen
        for n in ast.walk(d)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    soort = any(isinstance(n, ast.Attribute) and n.attr == "soort" for d in delen for n in ast.walk(d))
    return soort and bool(tekst & woorden)


def _vraagt_bij_naam(knoop: ast.AST) -> bool:
    """getattr or hasattr for a field that one kind has and another has not."""
    velden = {veld.name for _, lid in LEDEN for veld in dataclasses.fields(lid)} | {"soort", "keuze"}
    return (
        isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Name)
        and knoop.func.id in ("getattr", "hasattr")
        and len(knoop.args) > 1
        and isinstance(knoop.args[1], ast.Constant)
        and knoop.args[1].value in velden
    )
