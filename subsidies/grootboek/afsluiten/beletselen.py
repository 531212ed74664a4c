"""What stands in the way of closing a year: each subject tells its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from organisaties.models import Gemeente
from subsidies.models import Boeking, Jaarafsluiting


@dataclass(frozen=True)
class Beletsel:
    """So many things of the year wait, and there they are dealt with."""

    titel: str
    aantal: int
    url: str


Beletselgever = Callable[[Gemeente, int], Beletsel]

_gevers: list[Beletselgever] = []
_waarschuwers: list[Beletselgever] = []


def open_eerdere_jaren(gemeente: Gemeente, jaar: int) -> Beletsel:
    """A year begins with the balance of the one before."""
    eerder = Boeking.objects.filter(gemeente=gemeente, jaar__lt=jaar)
    dicht = Jaarafsluiting.objects.closed().filter(gemeente=gemeente)
    laatste = dicht.order_by("-jaar").values_list("jaar", flat=True).first()
    open_ = eerder.filter(jaar__gt=laatste) if laatste else eerder
    aantal = open_.order_by().values("jaar").distinct().count()
    return Beletsel("Eerdere jaren die nog open zijn", aantal, reverse("subsidies:afsluitingen"))


def register_beletsel(gever: Beletselgever) -> None:
    """Called in the ready() of the room; the order of the subjects is the order of the work."""
    _gevers.append(gever)


def register_waarschuwing(gever: Beletselgever) -> None:
    """What does not stop the closing, and must be seen before it: nobody can make it go away."""
    _waarschuwers.append(gever)


def find_waarschuwingen(gemeente: Gemeente, jaar: int) -> list[Beletsel]:
    gevonden = (gever(gemeente, jaar) for gever in _waarschuwers)
    return [waarschuwing for waarschuwing in gevonden if waarschuwing.aantal]


def find_beletselen(gemeente: Gemeente, jaar: int) -> list[Beletsel]:
    gevonden = (gever(gemeente, jaar) for gever in _gevers)
    return [beletsel for beletsel in gevonden if beletsel.aantal]
