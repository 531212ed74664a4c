"""What an agreement can have as a target because the site measures it itself. A code never changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from indicaties.models import Kind, werkwijze_of
from indicaties.routekaart.lezen import read_gangen, started_in
from indicaties.routekaart.optijd import summarise
from organisaties.models import Gemeente
from rapportage.beleidsjaar import Meting
from rapportage.bereik import count_bereik


@dataclass(frozen=True)
class Maat:
    """A share in percent; `hoogstens`: less is better."""

    code: str
    naam: str
    meet: Callable[[Gemeente, date], Meting]
    hoogstens: bool = False


def _bereik(gemeente: Gemeente, dag: date) -> Meting:
    stand = count_bereik(gemeente, dag)
    return Meting(stand.bereikt, stand.totaal, dag)


def _onbekend(gemeente: Gemeente, dag: date) -> Meting:
    stand = count_bereik(gemeente, dag)
    return Meting(stand.onbekend, stand.totaal, dag)


def _op_tijd(gemeente: Gemeente, dag: date) -> Meting:
    """Of the children whose first place began in the year up to the day, as the routekaart counts them."""
    kinderen = started_in(Kind.objects.filter(gemeente=gemeente), dag.year, dag)
    gangen = [g for g in read_gangen(kinderen, dag).values() if g.start and g.start.year == dag.year]
    uitkomst = summarise("", gangen, werkwijze_of(gemeente).op_tijd_maanden)
    return Meting(uitkomst.op_tijd, uitkomst.gestart, dag)


MATEN = {
    maat.code: maat
    for maat in (
        Maat("bereik", "Bereik: kinderen met een indicatie die een plaats hebben", _bereik),
        Maat("op-tijd", "Op tijd gestart, van de kinderen die dit jaar begonnen", _op_tijd),
        Maat(
            "onbekend",
            "Kinderen met een indicatie van wie deelname onbekend is",
            _onbekend,
            hoogstens=True,
        ),
    )
}
