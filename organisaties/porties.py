"""Reading a list that is too long for memory, with nothing that stays open at the database in between."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

T = TypeVar("T", bound=Model)


def in_porties(rijen: QuerySet[T], aantal: int) -> Iterator[T]:
    """All rows that there are now, in their order, so many at a time; one that is gone by then is passed over.

    A cursor at the server would outlive its transaction, or keep one open for as long as somebody reads.
    """
    sleutels = list(rijen.values_list("pk", flat=True))
    for begin in range(0, len(sleutels), aantal):
        per_sleutel = rijen.in_bulk(sleutels[begin : begin + aantal])
        yield from (per_sleutel[pk] for pk in sleutels[begin : begin + aantal] if pk in per_sleutel)
