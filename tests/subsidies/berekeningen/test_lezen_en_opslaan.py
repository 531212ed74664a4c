"""What is read and stored by the short road is what the long road of Django would give, line by line."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Model, Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from lib.rijen import onder, read_rijen
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.verdelen import read_regels
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.berekeningen.opgaven import reken_declaratie
from subsidies.berekeningen.rekenen import KOLOMMEN, as_rij
from subsidies.models import Berekeningsregel
from tests.subsidies.administratie import NU, Administratie

HERSTEL = {"reden_herstel": "dubbel", "vervallen_op": date(2020, 3, 1)}


@pytest.fixture
def declaratie(duiven: Administratie) -> Urendeclaratie:
    """Children of one name, one of whom a category changes, a stay in two parts, and a placement that was a mistake."""
    halverwege, zelfde, gewoon = duiven.kind("vve", date(2020, 2, 10)), duiven.kind(), duiven.kind(None)
    zelfde.achternaam, zelfde.voornaam = halverwege.achternaam, halverwege.voornaam
    zelfde.save()
    eerste = duiven.plaatsing(gewoon, einddatum=date(2020, 2, 14))
    tweede = duiven.plaatsing(
        gewoon, startdatum=date(2020, 2, 15), eerste=eerste, uren_per_week_honderdsten=8_00
    )
    fout = duiven.plaatsing(duiven.kind(), vervallen_door=duiven.medewerker, **HERSTEL)
    return duiven.declaratie(
        {
            duiven.plaatsing(halverwege, startdatum=date(2020, 1, 6)): "100",
            duiven.plaatsing(zelfde): "80.01",
            eerste: "40",
            tweede: "20",
            fout: "0",
        }
    )


def test_lines_are_the_objects_that_django_reads_in_the_same_order(declaratie: Urendeclaratie) -> None:
    vraag = Declaratieregel.objects.filter(declaratie=declaratie)
    kort, lang = read_regels(vraag), list(vraag.select_related("plaatsing__kind", "plaatsing__locatie"))
    assert kort == lang
    assert [_columns(regel) for regel in kort] == [_columns(regel) for regel in lang]
    assert {(regel._state.adding, regel._state.db) for regel in kort} == {(False, "default")}


def _columns(regel: Declaratieregel) -> list[dict[str, Any]]:
    plaatsing = regel.plaatsing
    return [_velden(rij) for rij in (regel, plaatsing, plaatsing.kind, plaatsing.locatie)]


def _velden(rij: Model) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in vars(rij).items() if naam != "_state"}


def test_reading_lines_is_four_questions_and_none_where_there_are_none(
    declaratie: Urendeclaratie, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        assert {regel.plaatsing.locatie.pk for regel in read_regels(Declaratieregel.objects.all())}
    with django_assert_num_queries(0):
        assert read_rijen(Plaatsing.objects.filter(onder("id", []))) == []


def test_every_outcome_is_that_of_the_long_road(
    declaratie: Urendeclaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    kort = reken_declaratie(declaratie)
    for module in ("opvang.verdelen", "subsidies.berekeningen.feiten"):
        monkeypatch.setattr(f"{module}.read_rijen", list)
        monkeypatch.setattr(f"{module}.onder", _in)
    monkeypatch.setattr("opvang.verdelen.per_pk", _per_pk)
    lang = reken_declaratie(declaratie)
    assert kort.regels == lang.regels
    assert [deel.invoer for deel in kort.delen] == [deel.invoer for deel in lang.delen]
    assert len(kort.regels) == 5


def _in(veld: str, nummers: set[int]) -> Q:
    return Q(**{f"{veld}__in": nummers})


def _per_pk(vraag: QuerySet[Any]) -> dict[int, Any]:
    return {rij.pk: rij for rij in vraag}


def test_every_line_is_stored_as_its_model_would(duiven: Administratie, declaratie: Urendeclaratie) -> None:
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    namen = ("volgorde", "declaratieregel_id", *KOLOMMEN[1:])
    verwacht = [
        Berekeningsregel(berekening=berekening, **dict(zip(namen, (volgorde, *as_rij(regel)), strict=True)))
        for volgorde, regel in enumerate(reken_declaratie(declaratie).regels)
    ]
    assert [_zonder_pk(regel) for regel in berekening.regels.order_by("volgorde")] == [
        _zonder_pk(regel) for regel in verwacht
    ]


def _zonder_pk(regel: Berekeningsregel) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in _velden(regel).items() if naam != "id"}
