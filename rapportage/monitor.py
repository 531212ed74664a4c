"""What the beleidsmedewerker sees of a year while it runs: reach, money and hours, in counts only."""

from dataclasses import dataclass
from datetime import date

from organisaties.models import Gemeente
from rapportage.bereik import AANNAME_SPLITSING, count_bereik, count_bereik_per_kwartaal
from rapportage.cijfers import AANNAME_BRON, AANNAME_NORM, count_budget
from rapportage.rapport import Bereik, Budget
from subsidies import grootboek
from subsidies.grootboek import Balans


@dataclass(frozen=True)
class Monitor:
    gemeente: Gemeente
    jaar: int
    bereik: tuple[Bereik, ...]
    budget: Budget
    saldo: Balans
    aanname_splitsing: str = AANNAME_SPLITSING
    aanname_norm: str = AANNAME_NORM
    aanname_bron: str = AANNAME_BRON

    @property
    def laatste(self) -> Bereik | None:
        return self.bereik[-1] if self.bereik else None

    @property
    def haalt_doel(self) -> bool:
        doel = self.gemeente.bereik_doel_pct
        return doel is None or self.laatste is None or self.laatste.haalt(doel)


def make_monitor(gemeente: Gemeente, jaar: int, dag: date) -> Monitor:
    """The quarters of the year that have ended, and today when the year still runs."""
    bereik = count_bereik_per_kwartaal(gemeente, jaar, dag)
    if dag.year == jaar and (not bereik or bereik[-1].peildatum != dag):
        bereik = (*bereik, count_bereik(gemeente, dag))
    return Monitor(gemeente, jaar, bereik, count_budget(gemeente, jaar), grootboek.balans(gemeente, jaar))
