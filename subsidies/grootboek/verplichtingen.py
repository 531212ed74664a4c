"""What was decided and is not spent yet: the subjects that decide register how much that is."""

from collections import Counter
from collections.abc import Callable, Mapping

from organisaties.models import Gemeente

# Municipality and year -> cents per source (a value of Geldbron) that were decided and not booked as spent yet.
Verplichtinggever = Callable[[Gemeente, int], Mapping[str, int]]

_gevers: list[Verplichtinggever] = []


def register_verplichting(gever: Verplichtinggever) -> None:
    """Called in the ready() of the room."""
    _gevers.append(gever)


def verplicht_per_bron(gemeente: Gemeente, jaar: int) -> dict[str, int] | None:
    """Cents per source; None when nobody tells of obligations, which is something else than that there are none."""
    if not _gevers:
        return None
    som: Counter[str] = Counter()
    for gever in _gevers:
        som.update({str(bron): centen for bron, centen in gever(gemeente, jaar).items()})
    return dict(som)
