"""Rooms declare their chapter of the reports; the report reads them in one order."""

import pytest

from organisaties import hoofdstukken
from organisaties.hoofdstukken import Document, Hoofdstuk, register_hoofdstuk


@pytest.fixture(autouse=True)
def leeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hoofdstukken, "_hoofdstukken", {})


def declare(code: str, plaats: int, *documenten: Document) -> Hoofdstuk:
    hoofdstuk = Hoofdstuk(
        code=code,
        titel=code.title(),
        plaats=plaats,
        sjabloon=f"{code}.html",
        lees=lambda gemeente, jaar, dag: None,
        toon=lambda cijfers, vorig, volledig: None,
        documenten=frozenset(documenten),
    )
    register_hoofdstuk(hoofdstuk)
    return hoofdstuk


def test_a_document_has_the_chapters_that_were_declared_for_it_in_their_order() -> None:
    later = declare("kwaliteit", 470, Document.VERANTWOORDING, Document.EVALUATIE)
    eerder = declare("resultaten", 450, Document.EVALUATIE)
    assert hoofdstukken.hoofdstukken(Document.EVALUATIE) == (eerder, later)
    assert hoofdstukken.hoofdstukken(Document.VERANTWOORDING) == (later,)
    assert hoofdstukken.hoofdstukken(Document.KWARTAAL) == ()


def test_a_code_is_declared_once() -> None:
    declare("kwaliteit", 470, Document.EVALUATIE)
    with pytest.raises(ValueError, match="is al aangemeld"):
        declare("kwaliteit", 480, Document.EVALUATIE)
