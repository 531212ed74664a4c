"""What moves when two files of one child become one: each room registers its own facts, upwards (docs/adr/0039).

Such a room calls `register_verhuizing` in the ready() of its AppConfig, for every model with a key to a child.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet

from indicaties.models import Kind
from organisaties.kanten import all_sides
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


@dataclass(frozen=True)
class Ingreep:
    """A fact that must change before it can stand beside those of the other file; the sentence says what happens."""

    rij: models.Model
    velden: dict[str, Any]
    zin: str


def _geen_zinnen(blijft: Kind, vervalt: Kind) -> list[str]:
    return []


def _geen_ingrepen(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    return []


def _niets(blijft: Kind, vervalt: Kind) -> set[int]:
    return set()


@dataclass(frozen=True)
class Verhuizing:
    """The facts of one model. `pad` leads from it to the child; only a key of its own ('kind') is moved, of a longer
    one it is only noticed that it changed since.

    `weigert` gives what must be solved first, `regelt` what is put right by itself, `achter` the rows that stay with
    the empty file because the other one has such a row already.
    """

    model: type[models.Model]
    titel: str
    toon: Callable[[Any], str] = str
    pad: str = "kind"
    samen: tuple[str, ...] = ()
    # What each organisation keeps to itself: moved in the scope of each, and shown to nobody else.
    per_kant: bool = False
    # Who lacks it sees how many there are, and not what they are.
    recht: Recht = Recht.KIND_VIEW
    weigert: Callable[[Kind, Kind], list[str]] = field(default=_geen_zinnen)
    regelt: Callable[[Kind, Kind, Gebruiker, date], list[Ingreep]] = field(default=_geen_ingrepen)
    achter: Callable[[Kind, Kind], set[int]] = field(default=_niets)

    @property
    def verhuist(self) -> bool:
        return "__" not in self.pad

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def sides(self, kind: Kind) -> Iterator[AbstractContextManager[None]]:
        """The scopes in which all its rows are seen."""
        return all_sides(kind.gemeente_id) if self.per_kant else iter((nullcontext(),))

    def rows(self, kind: Kind) -> QuerySet[Any]:
        rijen = self.model._base_manager.filter(**{self.pad: kind.pk}).order_by("pk")
        if self.samen:
            rijen = rijen.select_related(*self.samen)
        return rijen if self.verhuist else rijen.distinct()

    def moving(self, blijft: Kind, vervalt: Kind) -> QuerySet[Any]:
        return self.rows(vervalt).exclude(pk__in=self.achter(blijft, vervalt))


_verhuizingen: list[Verhuizing] = []


def register_verhuizing(verhuizing: Verhuizing) -> None:
    """Called in the ready() of the room that owns the model; the order of the rooms is the order of the page."""
    _verhuizingen.append(verhuizing)


def verhuizingen() -> tuple[Verhuizing, ...]:
    return tuple(_verhuizingen)


def verhuizing_van(label: str) -> Verhuizing:
    return next(verhuizing for verhuizing in _verhuizingen if verhuizing.label == label)


def stand_van(kind: Kind) -> dict[str, dict[str, str]]:
    """Per model the fingerprint of each row about this child: what changed since can be told from it."""
    return {
        verhuizing.label: {str(rij.pk): _afdruk(rij) for rij in _all_rows(verhuizing, kind)}
        for verhuizing in _verhuizingen
    }


def _all_rows(verhuizing: Verhuizing, kind: Kind) -> Iterator[models.Model]:
    for kant in verhuizing.sides(kind):
        with kant:
            yield from list(verhuizing.rows(kind))


def changed_since(kind: Kind, stand: dict[str, dict[str, str]]) -> Iterator[str]:
    """What came, went or was changed after it stood like that; one sentence per kind of fact."""
    nu = stand_van(kind)
    for verhuizing in _verhuizingen:
        eerst, daarna = stand.get(verhuizing.label, {}), nu[verhuizing.label]
        if anders := {pk for pk in eerst.keys() | daarna.keys() if eerst.get(pk) != daarna.get(pk)}:
            rijen = [rij for rij in _all_rows(verhuizing, kind) if str(rij.pk) in anders]
            namen = [verhuizing.toon(rij) for rij in rijen[:3]] or ["er is iets verwijderd"]
            yield f"{verhuizing.titel}: {', '.join(namen)}."


def _afdruk(rij: models.Model) -> str:
    waarden = [_repr(getattr(rij, veld.attname)) for veld in rij._meta.concrete_fields]
    return hashlib.sha256("\n".join(waarden).encode()).hexdigest()[:16]


def _repr(waarde: object) -> str:
    return repr(bytes(waarde) if isinstance(waarde, memoryview) else waarde)
