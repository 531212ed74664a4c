"""What the municipality and each JGZ organisation keep to themselves, seen for a child that may know all of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from organisaties.models import Organisatie
from organisaties.rijbeveiliging import Rijbereik, rijbereik


def all_sides(gemeente_id: int) -> Iterator[AbstractContextManager[None]]:
    """The scope of the municipality, then that of each JGZ organisation there is: one may have left the municipality."""
    yield rijbereik(Rijbereik(gemeente_id))
    for jgz_id in Organisatie.objects.filter(soort=Organisatie.Soort.JGZ).values_list("pk", flat=True):
        yield rijbereik(Rijbereik(gemeente_id, jgz_id=jgz_id))
