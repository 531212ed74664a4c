"""What waits for somebody, and when to remind them. The rooms whose work it is say so; here it is sent and looked up."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count
from django.utils import timezone

from brieven.models import Herinnering, Ontvangers
from organisaties.models import Gemeente


@dataclass(frozen=True)
class Moment:
    """From this day on a reminder is due, and what kind of message it is."""

    op: date
    soort: str


@dataclass(frozen=True)
class Wachtend:
    """Something that waits: `sleutel` tells it from all else, `momenten` are its reminders in order; then it stops."""

    sleutel: str
    momenten: tuple[Moment, ...]
    aan: Ontvangers
    url: str
    object: models.Model

    def due_on(self, dag: date) -> int:
        """The number of the reminder that is due. What was missed is not made up for: only the last one counts."""
        return sum(moment.op <= dag for moment in self.momenten)


Herinneraar = Callable[[Gemeente, date], Iterable[Wachtend]]

_herinneraars: list[Herinneraar] = []


def register_herinneraar(*herinneraars: Herinneraar) -> None:
    """Called in the ready() of the room that knows what waits."""
    _herinneraars.extend(h for h in herinneraars if h not in _herinneraars)


def find_wachtend(gemeente: Gemeente, dag: date) -> list[Wachtend]:
    return [wachtend for herinneraar in _herinneraars for wachtend in herinneraar(gemeente, dag)]


@dataclass(frozen=True)
class Herinnerd:
    """A reminder that went out: when, and to how many people."""

    op: date
    mensen: int


def find_herinnerd(gemeente: Gemeente, sleutels: Collection[str]) -> dict[str, list[Herinnerd]]:
    """The reminders of these things, by their key, the first one first; what was not reminded of is not in it."""
    rijen = Herinnering.objects.filter(gemeente=gemeente, sleutel__in=sleutels).order_by("nummer")
    gevonden: dict[str, list[Herinnerd]] = defaultdict(list)
    for sleutel, moment, mensen in rijen.annotate(mensen=Count("bericht__ontvangsten")).values_list(
        "sleutel", "bericht__geplaatst_op", "mensen"
    ):
        gevonden[sleutel].append(Herinnerd(timezone.localdate(moment), mensen))
    return dict(gevonden)
