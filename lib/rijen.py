"""Many rows as objects of their model, without the road through `Model.__init__`, and asked for by many numbers at once.

For a calculation that reads hundreds of thousands of rows: making an object takes a tenth of the time, and what comes
out is the same object, with all its columns. Nobody here listens to the signals of `__init__`, which are not sent.
"""

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)


class _InArray(Func):
    template = "%(expressions)s::bigint[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def onder(veld: str, nummers: Collection[int]) -> Q:
    """Is the number in this column one of these? As `__in`, which Django and psycopg write out number by number."""
    if not nummers:
        return Q(pk__in=())
    return Q(_InArray(F(veld), Value(f"{{{','.join(map(str, nummers))}}}")))


def read_rijen(vraag: QuerySet[M]) -> list[M]:
    """What `list(vraag)` gives; relations are not read along."""
    model, database = vraag.model, vraag.db
    namen = [veld.attname for veld in model._meta.concrete_fields]
    return [_make(model, database, dict(zip(namen, rij, strict=True))) for rij in vraag.values_list(*namen)]


def per_pk(vraag: QuerySet[M]) -> dict[int, M]:
    return {rij.pk: rij for rij in read_rijen(vraag)}


def _make(model: type[M], database: str, velden: dict[str, Any]) -> M:
    rij = model.__new__(model)
    staat = ModelState()
    staat.db, staat.adding, staat.fields_cache = database, False, {}
    velden["_state"] = staat
    rij.__dict__ = velden
    return rij


def attach(rijen: Iterable[Model], veld: str, naar: dict[int, Any]) -> None:
    """Give each row what its key `veld` points to, as `select_related` does."""
    sleutel = attrgetter(f"{veld}_id")
    for rij in rijen:
        rij._state.fields_cache[veld] = naar[sleutel(rij)]
