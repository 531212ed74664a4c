"""What a line of the record is about, in words: the room that owns a model says how one of it is called.

A name holds no personal data of a child: a child is its pseudoniem. A colleague has a name.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from django.db import models

Naamgever = Callable[[Collection[int]], dict[int, str]]

_naamgevers: dict[str, Naamgever] = {}


def register_objectnaam(model: type[models.Model], naamgever: Naamgever) -> None:
    """Called in the ready() of the room. `naamgever` finds the names of all these ids in one query."""
    _naamgevers[model._meta.model_name or ""] = naamgever


def from_queryset(model: type[models.Model], naam: Callable[..., str], *samen: str) -> Naamgever:
    """A naamgever that reads the rows, with those that `samen` joins, and names each with `naam`."""

    def names(pks: Collection[int]) -> dict[int, str]:
        rijen = model._default_manager.filter(pk__in=pks).select_related(*samen)
        return {rij.pk: naam(rij) for rij in rijen}

    return names


def has_objectnaam(object_type: str) -> bool:
    return object_type in _naamgevers


def objectnamen(dingen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(object_type, object_id) -> name, one query for each type; what no longer exists is left out."""
    per_soort: defaultdict[str, set[int]] = defaultdict(set)
    for soort, pk in dingen:
        if soort in _naamgevers and pk.isdecimal():
            per_soort[soort].add(int(pk))
    return {
        (soort, str(pk)): naam
        for soort, pks in per_soort.items()
        for pk, naam in _naamgevers[soort](pks).items()
    }
