"""What the beleidsmedewerker sees of a year while it runs: reach, money and hours, in counts only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.kleine_groepen import VERBORGEN
from organisaties.bereikdoel import bereikdoel_van
from organisaties.instellingen import Gekozen
from organisaties.models import Gemeente
from rapportage.bereik import AANNAME_SPLITSING, count_bereiken, peildata
from rapportage.cijfers import (
    AANNAME_BRON,
    AANNAME_NORM,
    count_budget,
    count_openstaand,
)
from rapportage.jaarsom import sum_houders
from rapportage.monitor.geld import Vooruitzicht, read_vooruitzicht
from rapportage.rapport import Bereik, Budget, SluitNietAan, Telling
from rapportage.uitgave import Peiling, Telregel, show_bereik, show_tellingen
from subsidies.grootboek import cijfers as grootboek
from subsidies.grootboek.cijfers import Balans


@dataclass(frozen=True, kw_only=True)
class Jaarstand:
    """How a year stands in a few figures: what the start page tells of it."""

    gemeente: Gemeente
    jaar: int
    bereik: tuple[Bereik, ...]
    budget: Budget
    saldo: Balans
    doel: Gekozen
    # Will the money last: of the running year only.
    vooruitzicht: Vooruitzicht | None
    # Also groups of one to four children.
    volledig: bool

    @property
    def laatste(self) -> Bereik | None:
        return self.bereik[-1] if self.bereik else None

    @property
    def peilingen(self) -> tuple[Peiling, ...]:
        return show_bereik(self.bereik, volledig=self.volledig)

    @property
    def laatste_peiling(self) -> Peiling | None:
        return self.peilingen[-1] if self.bereik else None

    @property
    def haalt_doel(self) -> bool | None:
        """None without a target, or where the answer would tell of a small group."""
        doel, peiling = self.doel.waarde, self.laatste_peiling
        if doel is None or self.laatste is None or peiling is None or peiling.percentage == VERBORGEN:
            return None
        return self.laatste.haalt(doel)


@dataclass(frozen=True, kw_only=True)
class Monitor(Jaarstand):
    per_locatie: list[tuple[str, int]]
    houders: tuple[Telling, ...]
    openstaand: int
    melding: str
    aanname_splitsing: str = AANNAME_SPLITSING
    aanname_norm: str = AANNAME_NORM
    aanname_bron: str = AANNAME_BRON

    @property
    def bereik_bekend(self) -> tuple[Bereik, ...]:
        """The days of which the share is told."""
        paren = zip(self.bereik, self.peilingen, strict=True)
        return tuple(stand for stand, peiling in paren if peiling.percentage != VERBORGEN)

    @property
    def bereik_heel(self) -> tuple[Bereik, ...]:
        """The days of which every part is told."""
        return tuple(
            stand for stand, peiling in zip(self.bereik, self.peilingen, strict=True) if peiling.is_heel
        )

    @property
    def telregels(self) -> tuple[Telregel, ...]:
        return show_tellingen(self.houders, volledig=self.volledig)


def read_jaarstand(gemeente: Gemeente, jaar: int, dag: date, *, volledig: bool = False) -> Jaarstand:
    """With the reach of the last day that the monitor tells of."""
    return Jaarstand(**_read_stand(gemeente, jaar, dag, _peildata(jaar, dag)[-1:]), volledig=volledig)


def make_monitor(gemeente: Gemeente, jaar: int, dag: date, *, volledig: bool = False) -> Monitor:
    houders, melding = _read_houders(gemeente, jaar)
    return Monitor(
        **_read_stand(gemeente, jaar, dag, _peildata(jaar, dag)),
        per_locatie=grootboek.per_bedragsoort(gemeente, jaar),
        houders=houders,
        openstaand=count_openstaand(gemeente, jaar),
        melding=melding,
        volledig=volledig,
    )


def _peildata(jaar: int, dag: date) -> list[date]:
    """The quarters of the year that have ended, and today when the year still runs."""
    dagen = peildata(jaar, dag)
    return dagen if dag.year != jaar or dag in dagen else [*dagen, dag]


def _read_stand(gemeente: Gemeente, jaar: int, dag: date, dagen: list[date]) -> dict[str, Any]:
    budget = count_budget(gemeente, jaar)
    return {
        "gemeente": gemeente,
        "jaar": jaar,
        "bereik": count_bereiken(gemeente, dagen),
        "budget": budget,
        "saldo": grootboek.balans(gemeente, jaar),
        "doel": bereikdoel_van(gemeente, jaar),
        "vooruitzicht": read_vooruitzicht(gemeente, dag, budget) if jaar == dag.year else None,
    }


def _read_houders(gemeente: Gemeente, jaar: int) -> tuple[tuple[Telling, ...], str]:
    """What each provider got; when the books do not meet, the sentence that says so instead."""
    try:
        return sum_houders(gemeente, jaar), ""
    except SluitNietAan as fout:
        return (), str(fout)
