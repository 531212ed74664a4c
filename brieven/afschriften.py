"""A copy of what somebody entered (Awb 2:17 lid 2): who sends something in must be able to take it away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from lib.geld import write_honderdsten
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Blok:
    """A part of a copy: a heading, the columns and the rows, all text."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Afschrift:
    titel: str
    blokken: tuple[Blok, ...]
    # The child that it is about, or the children when it is about several.
    pseudoniem: str = ""
    pseudoniemen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Afschriftmaker:
    """How to copy one kind of submission.

    `rijen` gives those that this user sent in, alone or for the own organisation: nobody else gets a copy.
    """

    rijen: Callable[[Gebruiker], "models.QuerySet[Any]"]
    maak: Callable[[Any], Afschrift]


_makers: dict[str, tuple[type[models.Model], Afschriftmaker]] = {}


def register_afschrift(model: type[models.Model], maker: Afschriftmaker) -> None:
    """Called in the ready() of the room that owns the model."""
    _makers[model._meta.model_name or ""] = (model, maker)


def afschrift_modellen() -> tuple[type[models.Model], ...]:
    return tuple(model for model, _ in _makers.values())


def find_maker(soort: str) -> Afschriftmaker | None:
    """The maker of a kind of object, by the name of its model; None when there is none."""
    gevonden = _makers.get(soort)
    return gevonden[1] if gevonden else None


def has_afschrift(ding: models.Model, gebruiker: Gebruiker) -> bool:
    """May this user take a copy of this thing away? For the button on its page."""
    maker = find_maker(ding._meta.model_name or "")
    return maker is not None and maker.rijen(gebruiker).filter(pk=ding.pk).exists()


def gegevens(titel: str, ding: models.Model, velden: Mapping[str, str]) -> Blok:
    """The fields of one row, or what it works out of them, in words; what was left empty is left out."""
    rijen = ((kop, _text(ding, veld)) for veld, kop in velden.items())
    return Blok(titel, ("Gegeven", "Ingevuld"), tuple((kop, tekst) for kop, tekst in rijen if tekst))


def _text(ding: models.Model, naam: str) -> str:
    veld = next((veld for veld in ding._meta.get_fields() if veld.name == naam), None)
    if isinstance(veld, models.ManyToManyField):
        return ", ".join(str(ander) for ander in getattr(ding, naam).all())
    if getattr(veld, "choices", None):
        return str(getattr(ding, f"get_{naam}_display")() or "")
    return write_waarde(getattr(ding, naam), naam)


def write_waarde(waarde: object, naam: str = "") -> str:
    """A value as people write it; hundredths and cents with a comma."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return f"{timezone.localtime(waarde):%d-%m-%Y %H:%M}"
        case date():
            return f"{waarde:%d-%m-%Y}"
        case int() if naam.endswith(("_honderdsten", "_centen")):
            return write_honderdsten(waarde)
    return str(waarde)
