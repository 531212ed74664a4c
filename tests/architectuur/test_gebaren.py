"""What views of every room do alike exists once: a page of a list, a file to take away, a date in a form."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from indicaties.forms import KindgegevensForm
from tests.architectuur.test_modellen import ROOMS
from tests.architectuur.test_tekstvelden import forms_of_the_house

# What may stand in no other file than its own.
EENMAAL = {
    "Paginator(": "organisaties/paginas.py",
    "Content-Disposition": "organisaties/paginas.py",
    "forms.DateField": "organisaties/velden.py",
    "forms.DateInput": "organisaties/velden.py",
    '"inputmode": "decimal"': "organisaties/velden.py",
}


def files() -> Iterator[Path]:
    for room in (*ROOMS, "vve_admin"):
        yield from sorted(Path(settings.BASE_DIR, room).rglob("*.py"))


@pytest.mark.parametrize("tekst", EENMAAL)
def test_a_gesture_exists_once(tekst: str) -> None:
    waar = [str(f.relative_to(settings.BASE_DIR)) for f in files() if tekst in f.read_text()]
    assert waar == [EENMAAL[tekst]]


def test_no_view_shows_the_sentences_of_a_refusal_by_itself() -> None:
    """`attempt` does; what must stay on the page puts them on its form."""
    zelf = [
        f"{f.relative_to(settings.BASE_DIR)}:{knoop.lineno}"
        for f in files()
        if f.name != "paginas.py"
        for knoop in ast.walk(ast.parse(f.read_text()))
        if isinstance(knoop, ast.ExceptHandler) and "messages.error(request, ' '.join" in ast.unparse(knoop)
    ]
    assert zelf == []


def test_a_child_is_asked_for_with_one_set_of_fields() -> None:
    vraagt = [
        form for form in forms_of_the_house() if {"voornaam", "geboortedatum"} <= {*vars(form)["base_fields"]}
    ]
    assert {form.__name__ for form in vraagt} == {"KindgegevensForm", "KindForm", "InschrijfForm"}
    assert all(issubclass(form, KindgegevensForm) for form in vraagt)
    assert all("clean_postcode" not in vars(form) for form in vraagt if form is not KindgegevensForm)
