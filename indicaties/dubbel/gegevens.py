"""The fields of a child that are chosen when two files become one: what belongs together is chosen together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from indicaties.models import Kind
from lib.weergave import datum

_BIJEEN = (
    ("naam", ("voornaam", "tussenvoegsel", "achternaam")),
    ("geboortedatum", ("geboortedatum", "geboorte_bekend")),
    ("vertrek", ("vertrokken_op", "reden_vertrek")),
    ("bezwaar", ("herkomst_bezwaar_op", "herkomst_bezwaar_door_id")),
)
# Whichever file has it: the other one gets it, and nobody chooses.
_VANZELF = ("bezwaar", "gezin_id")
# Of the file itself, not of the child.
_VAN_HET_DOSSIER = {
    "id",
    "gemeente",
    "ingeschreven_door",
    "ingeschreven_op",
    "pseudoniem",
    "samengevoegd_met",
    "bsn_versleuteld",
    "bsn_index",
}


def _groepen() -> dict[str, tuple[str, ...]]:
    """Every other field of the model is a choice of its own, also one that is added later."""
    velden = [veld.attname for veld in Kind._meta.concrete_fields if veld.name not in _VAN_HET_DOSSIER]
    groepen = {naam: tuple(veld for veld in samen if veld in velden) for naam, samen in _BIJEEN}
    over = [veld for veld in velden if not any(veld in groep for groep in groepen.values())]
    return groepen | {veld: (veld,) for veld in over}


VELDGROEPEN = _groepen()


@dataclass(frozen=True)
class Keuze:
    """A group of fields that differs between the two files, as text."""

    naam: str
    label: str
    blijft: str
    vervalt: str


def keuzes(blijft: Kind, vervalt: Kind) -> Iterator[Keuze]:
    for naam, velden in VELDGROEPEN.items():
        if naam not in _VANZELF and any(getattr(blijft, veld) != getattr(vervalt, veld) for veld in velden):
            label = naam if len(velden) > 1 else str(Kind._meta.get_field(naam).verbose_name)  # type: ignore[union-attr]
            yield Keuze(naam, label[:1].upper() + label[1:], _text(blijft, velden), _text(vervalt, velden))


def vanzelf(blijft: Kind, vervalt: Kind) -> set[str]:
    """The groups that only the file that goes has a value of."""
    return {naam for naam in _VANZELF if _is_empty(blijft, naam) and not _is_empty(vervalt, naam)}


def _is_empty(kind: Kind, groep: str) -> bool:
    return all(getattr(kind, veld) is None for veld in VELDGROEPEN[groep])


def write_velden(kind: Kind, waarden: dict[str, Any]) -> None:
    """Give these fields the value that the text stands for."""
    for veld in (veld for groep in VELDGROEPEN.values() for veld in groep):
        tekst = waarden[veld]
        model_veld = Kind._meta.get_field(veld)
        assert isinstance(model_veld, models.Field)  # noqa: S101 - tells the type checker
        setattr(kind, veld, None if tekst is None else model_veld.to_python(tekst))


def _text(kind: Kind, velden: tuple[str, ...]) -> str:
    if "geboortedatum" in velden:
        return kind.geboren
    delen = [_show(kind, veld) for veld in velden]
    return " ".join(deel for deel in delen if deel) or "niet ingevuld"


def _show(kind: Kind, veld: str) -> str:
    waarde = getattr(kind, veld)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, date):
        return datum(waarde)
    toon = getattr(kind, f"get_{veld}_display", None)
    return str(toon() if toon else waarde or "")
