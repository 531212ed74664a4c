"""Will the money last: what the forecasts of the ceilings and of the grant say of the running year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lib.geld import euro
from lib.weergave import datum
from organisaties.models import Gemeente
from rapportage.goab.besluit import EERSTE_TIJDVAK, tijdvak_van
from rapportage.goab.meter import Meter, read_meter
from rapportage.rapport import Budget
from subsidies.models import Subsidieregeling
from subsidies.subsidiejaar.beleid import read_regelingen
from subsidies.subsidiejaar.plafond import Plafondstand, read_stand


@dataclass(frozen=True)
class Verwachting:
    """Of one source of money; `genoeg` None: there is nothing yet to tell it by."""

    naam: str
    genoeg: bool | None
    zin: str
    url: str


@dataclass(frozen=True)
class Vooruitzicht:
    regels: tuple[Verwachting, ...]

    @property
    def genoeg(self) -> bool | None:
        """No as soon as one is not enough; None when of none anything is known."""
        oordelen = [regel.genoeg for regel in self.regels if regel.genoeg is not None]
        return all(oordelen) if oordelen else None

    @property
    def antwoord(self) -> str:
        return {True: "Ja", False: "Nee", None: "Nog niet te zeggen"}[self.genoeg]

    @property
    def zin(self) -> str:
        """The one that matters most."""
        tekort = [f"{regel.naam}: {regel.zin}" for regel in self.regels if regel.genoeg is False]
        bekend = [regel.zin for regel in self.regels if regel.genoeg is not None]
        return next(iter(tekort or bekend), "er is nog niets goedgekeurd of besteed")


def read_vooruitzicht(gemeente: Gemeente, dag: date, budget: Budget) -> Vooruitzicht:
    """`budget`: that of the running year."""
    regels = [_regeling(regeling, dag) for regeling in read_regelingen(gemeente, dag.year)]
    if dag.year >= EERSTE_TIJDVAK:
        regels.append(_uitkering(read_meter(gemeente, tijdvak_van(dag.year), dag)))
    return Vooruitzicht((*regels, *_te_veel(budget)))


def _te_veel(budget: Budget) -> Iterator[Verwachting]:
    """A source of which more is spent already than there was for the year."""
    for regel in budget.regels:
        if regel.over < 0:
            zin = f"al {euro(regel.besteed)} besteed, en {euro(regel.begroot)} begroot"
            yield Verwachting(f"Begroting: {regel.naam}", False, zin, reverse("subsidies:boeking_list"))


def _regeling(regeling: Subsidieregeling, dag: date) -> Verwachting:
    stand = read_stand(regeling, dag.year)
    genoeg, zin = _plafond(stand)
    return Verwachting(regeling.naam, genoeg, zin, f"{reverse('subsidies:plafond')}?jaar={dag.year}")


def _plafond(stand: Plafondstand) -> tuple[bool | None, str]:
    if stand.prognose is None:
        return None, "er is dit jaar nog niets goedgekeurd"
    verwacht = f"verwacht tot en met 31 december {euro(stand.prognose.verwacht)}"
    if stand.plafond is None:
        genoeg = not stand.ongedekt if stand.bekostiging else None
        tekort = f"; dat is {euro(stand.ongedekt)} meer dan er is" if stand.ongedekt else ""
        return genoeg, f"{verwacht}{tekort}; de regeling heeft geen plafond"
    if stand.prognose.op_is_op is not None:
        return (
            False,
            f"{verwacht} van {euro(stand.plafond)}; in dit tempo op {datum(stand.prognose.op_is_op)} op",
        )
    return True, f"{verwacht} van {euro(stand.plafond)}"


def _uitkering(meter: Meter) -> Verwachting:
    naam, url = f"Uitkering van het Rijk {meter.stand.tijdvak}", reverse("rapportage:goab_meter")
    if not meter.stand.is_bekend:
        return Verwachting(naam, None, "er is nog geen beschikking, ontvangst of uitgave vastgelegd", url)
    if meter.verwacht is None:
        return Verwachting(naam, None, "er is nog geen maand van dit jaar voorbij", url)
    over = meter.verwacht.over
    if over < 0:
        return Verwachting(naam, False, f"in dit tempo op 31 december {euro(-over)} te kort", url)
    return Verwachting(naam, True, f"in dit tempo op 31 december {euro(over)} over", url)
