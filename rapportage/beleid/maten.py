"""What an agreement can have as a target because the site measures it itself. A code never changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from indicaties.models import Kind, werkwijze_of
from indicaties.routekaart.lezen import read_gangen, started_in
from indicaties.routekaart.optijd import summarise
from opvang.domeinen import DOMEINEN
from opvang.kwaliteit.overzicht import count_akkoord
from organisaties.models import Gemeente
from rapportage.beleidsjaar import Meting
from rapportage.bereik import count_bereik
from rapportage.rapport import Bereik
from rapportage.resultaten.lezen import read_resultaten
from rapportage.resultaten.tabel import Resultaten

# Their places in `Bereik.delen`.
_BEREIKT, _ONBEKEND = 0, 2


class Peilmoment:
    """A day of a municipality, of which several measures tell: what they share is counted once."""

    def __init__(self, gemeente: Gemeente, dag: date) -> None:
        self.gemeente, self.dag = gemeente, dag

    @cached_property
    def bereik(self) -> Bereik:
        return count_bereik(self.gemeente, self.dag)

    @cached_property
    def resultaten(self) -> Resultaten:
        return read_resultaten(self.gemeente, self.dag.year)


@dataclass(frozen=True)
class Maat:
    """A share in percent; `hoogstens`: less is better."""

    code: str
    naam: str
    meet: Callable[[Peilmoment], Meting]
    hoogstens: bool = False


def _bereik(moment: Peilmoment) -> Meting:
    stand = moment.bereik
    return Meting(stand.bereikt, stand.totaal, moment.dag, is_verborgen=_BEREIKT in stand.verborgen_delen)


def _onbekend(moment: Peilmoment) -> Meting:
    stand = moment.bereik
    return Meting(stand.onbekend, stand.totaal, moment.dag, is_verborgen=_ONBEKEND in stand.verborgen_delen)


def _op_tijd(moment: Peilmoment) -> Meting:
    """Of the children whose first place began in the year up to the day, as the routekaart counts them."""
    gemeente, dag = moment.gemeente, moment.dag
    kinderen = started_in(Kind.objects.filter(gemeente=gemeente), dag.year, dag)
    gangen = [g for g in read_gangen(kinderen, dag).values() if g.start and g.start.year == dag.year]
    uitkomst = summarise("", gangen, werkwijze_of(gemeente).op_tijd_maanden)
    return Meting(uitkomst.op_tijd, uitkomst.gestart, dag)


def _niveau(domein: str) -> Callable[[Peilmoment], Meting]:
    """Of the children who left in the year with a result: those who are as expected or further."""

    def meet(moment: Peilmoment) -> Meting:
        tabel = next((tabel for tabel in moment.resultaten.niveau if tabel.domein == domein), None)
        return Meting(*(tabel.share(1, 2) if tabel else (0, 0)), moment.dag)

    return meet


def _groei(domein: str) -> Callable[[Peilmoment], Meting]:
    """Of those whose start is known: the children who went ahead or stayed on their level."""

    def meet(moment: Peilmoment) -> Meting:
        tabel = next((tabel for tabel in moment.resultaten.groei if tabel.domein == domein), None)
        return Meting(*(tabel.share(0, 1, zonder=3) if tabel else (0, 0)), moment.dag)

    return meet


def _kwaliteit(moment: Peilmoment) -> Meting:
    """Over the year before: a sheet is sent when its year is over."""
    telling = count_akkoord(moment.gemeente, moment.dag.year - 1, moment.dag)
    return Meting(*telling, moment.dag, van_kinderen=False)


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
        *(
            Maat(f"niveau-{code}", f"{naam} bij vertrek: zoals verwacht of verder", _niveau(code))
            for code, naam in DOMEINEN.items()
        ),
        *(
            Maat(f"groei-{code}", f"{naam} sinds de start: vooruit of zelfde niveau", _groei(code))
            for code, naam in DOMEINEN.items()
        ),
        Maat(
            "kwaliteit",
            "VE-locaties waarvan het kwaliteitsblad over het vorige jaar akkoord is",
            _kwaliteit,
        ),
    )
}
