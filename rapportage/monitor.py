"""What the beleidsmedewerker sees of a year while it runs: reach, money and hours, in counts only."""

from dataclasses import dataclass
from datetime import date

from organisaties.bereikdoel import bereikdoel_van
from organisaties.instellingen import Gekozen
from organisaties.models import Gemeente
from rapportage.bereik import AANNAME_SPLITSING, count_bereik, count_bereik_per_kwartaal
from rapportage.cijfers import (
    AANNAME_BRON,
    AANNAME_NORM,
    count_budget,
    count_openstaand,
    sum_houders,
)
from rapportage.rapport import Bereik, Budget, SluitNietAan, Telling
from subsidies.grootboek import cijfers as grootboek
from subsidies.grootboek.cijfers import Balans


@dataclass(frozen=True)
class Monitor:
    gemeente: Gemeente
    jaar: int
    bereik: tuple[Bereik, ...]
    budget: Budget
    saldo: Balans
    per_locatie: list[tuple[str, int]]
    houders: tuple[Telling, ...]
    openstaand: int
    melding: str
    doel: Gekozen
    aanname_splitsing: str = AANNAME_SPLITSING
    aanname_norm: str = AANNAME_NORM
    aanname_bron: str = AANNAME_BRON

    @property
    def laatste(self) -> Bereik | None:
        return self.bereik[-1] if self.bereik else None

    @property
    def haalt_doel(self) -> bool:
        doel = self.doel.waarde
        return doel is None or self.laatste is None or self.laatste.haalt(doel)


def make_monitor(gemeente: Gemeente, jaar: int, dag: date) -> Monitor:
    """The quarters of the year that have ended, and today when the year still runs."""
    bereik = count_bereik_per_kwartaal(gemeente, jaar, dag)
    if dag.year == jaar and (not bereik or bereik[-1].peildatum != dag):
        bereik = (*bereik, count_bereik(gemeente, dag))
    houders, melding = _read_houders(gemeente, jaar)
    return Monitor(
        gemeente=gemeente,
        jaar=jaar,
        bereik=bereik,
        budget=count_budget(gemeente, jaar),
        saldo=grootboek.balans(gemeente, jaar),
        per_locatie=grootboek.per_bedragsoort(gemeente, jaar),
        houders=houders,
        openstaand=count_openstaand(gemeente, jaar),
        melding=melding,
        doel=bereikdoel_van(gemeente, jaar),
    )


def _read_houders(gemeente: Gemeente, jaar: int) -> tuple[tuple[Telling, ...], str]:
    """What each provider got; when the books do not meet, the sentence that says so instead."""
    try:
        return sum_houders(gemeente, jaar), ""
    except SluitNietAan as fout:
        return (), str(fout)
