"""The grant read: what was decided and booked per year of a period, what is left of it, and how the running year goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from organisaties.models import Gemeente
from rapportage.goab.besluit import (
    EERSTE_TIJDVAK,
    Jaarstand,
    Maandstand,
    Tijdvak,
    Tijdvakstand,
    compute_uitkering,
    derive_prijs,
    make_stand,
    project_besteding,
    tijdvak_van,
)
from rapportage.goab.models import Goabbeschikking, Goabscore, Stand
from subsidies.grootboek.cijfers import NORM_PCT, balans
from subsidies.models import Boeking, Geldbron

_VE = "D8/01"
Bericht = TypeVar("Bericht", Goabscore, Goabbeschikking)


@dataclass(frozen=True)
class Berekend:
    """The grant of a year as the decree computes it from two scores. Cents; None where something is missing."""

    jaar: int
    score_vorig: Goabscore | None
    score_daarvoor: Goabscore | None
    prijs: int | None
    prijs_uit_jaar: int | None
    bedrag: int | None


@dataclass(frozen=True)
class Meter:
    """All that the page shows of one period."""

    stand: Tijdvakstand
    verwacht: Tijdvakstand | None
    beschikkingen: dict[int, Goabbeschikking]
    maanden: tuple[Maandstand, ...]
    berekend: tuple[Berekend, ...]
    ve_besteed: int

    @property
    def norm(self) -> int:
        """What of the grant so far the norm would have spent on voorschoolse educatie."""
        return self.stand.uitkering * NORM_PCT // 100

    @property
    def onder_norm(self) -> int:
        """What was spent less on it than the norm; the norm warns and refuses nothing."""
        return max(self.norm - self.ve_besteed, 0) if self.stand.besteed else 0


def read_meter(gemeente: Gemeente, tijdvak: Tijdvak, dag: date) -> Meter:
    beschikt = _that_counts(Goabbeschikking.objects.filter(gemeente=gemeente))
    scores = _that_counts(Goabscore.objects.filter(gemeente=gemeente))
    jaren = _jaren(gemeente, tijdvak, beschikt)
    stand = make_stand(tijdvak, _begin(gemeente, tijdvak), jaren)
    maanden = _maanden(gemeente, dag) if dag.year in tijdvak.jaren else ()
    return Meter(
        stand=stand,
        verwacht=_verwacht(stand, maanden, dag.year),
        beschikkingen={jaar: b for jaar, b in beschikt.items() if jaar in tijdvak.jaren},
        maanden=maanden,
        berekend=tuple(compute_jaar(jaar, scores, beschikt) for jaar in tijdvak.jaren),
        ve_besteed=_sum(gemeente, tijdvak, soort=Boeking.Soort.SPENT, indicator=_VE),
    )


def _begin(gemeente: Gemeente, tijdvak: Tijdvak) -> int:
    """What the books say was left when the period began; an opening balance counts in its own year."""
    eerste = balans(gemeente, tijdvak.eerste)
    return eerste.stand_begin


def _that_counts(rijen: Iterable[Bericht]) -> dict[int, Bericht]:
    """Of each year the final one, else the provisional one; of each the last that was written down."""
    per_jaar: dict[int, Bericht] = {}
    for rij in sorted(rijen, key=lambda rij: rij.pk):
        eerder = per_jaar.get(rij.jaar)
        if eerder is None or rij.stand == Stand.FINAL or eerder.stand == Stand.PROVISIONAL:
            per_jaar[rij.jaar] = rij
    return per_jaar


def _jaren(
    gemeente: Gemeente, tijdvak: Tijdvak, beschikt: dict[int, Goabbeschikking]
) -> dict[int, Jaarstand]:
    """By decision where there is one; a year without one has what was booked as received."""
    standen = {}
    for jaar in tijdvak.jaren:
        balans_van = balans(gemeente, jaar)
        uitkering = beschikt[jaar].bedrag_centen if jaar in beschikt else balans_van.ontvangen
        standen[jaar] = Jaarstand(jaar, uitkering, balans_van.besteed, balans_van.terugbetaald)
    return standen


def _maanden(gemeente: Gemeente, dag: date) -> tuple[Maandstand, ...]:
    """The running year. Only months that are over tell a pace."""
    gehad = dag.month - 1
    rijen = dict(
        Boeking.objects.filter(
            gemeente=gemeente,
            bron=Geldbron.GOAB,
            soort=Boeking.Soort.SPENT,
            jaar=dag.year,
            datum__lt=dag.replace(day=1),
        )
        .order_by()
        .annotate(maand=ExtractMonth("datum"))
        .values_list("maand")
        .annotate(Sum("bedrag_centen"))
    )
    return project_besteding([rijen.get(maand, 0) for maand in range(1, gehad + 1)], dag.year)


def _verwacht(stand: Tijdvakstand, maanden: tuple[Maandstand, ...], jaar: int) -> Tijdvakstand | None:
    """The period with the running year as it is expected to end; None while there is no pace."""
    if not maanden or not maanden[-1].verwacht:
        return None
    return replace(
        stand,
        jaren=tuple(
            replace(s, besteed=max(s.besteed, maanden[-1].besteed)) if s.jaar == jaar else s
            for s in stand.jaren
        ),
    )


def _sum(gemeente: Gemeente, tijdvak: Tijdvak, **welke: str) -> int:
    rijen = Boeking.objects.filter(
        gemeente=gemeente, bron=Geldbron.GOAB, jaar__in=tijdvak.jaren, **welke
    ).order_by()
    return rijen.aggregate(som=Sum("bedrag_centen"))["som"] or 0


def compute_jaar(
    jaar: int, scores: Mapping[int, Goabscore], beschikt: Mapping[int, Goabbeschikking]
) -> Berekend:
    """With the price behind the decision of the year, or else of the last year before it that has one."""
    vorig, daarvoor = scores.get(jaar - 1), scores.get(jaar - 2)
    prijs, uit_jaar = _prijs(jaar, scores, beschikt)
    bedrag = None
    if vorig is not None and daarvoor is not None and prijs is not None:
        bedrag = compute_uitkering(vorig.score_honderdsten, daarvoor.score_honderdsten, prijs)
    return Berekend(jaar, vorig, daarvoor, prijs, uit_jaar, bedrag)


def _prijs(
    jaar: int, scores: Mapping[int, Goabscore], beschikt: Mapping[int, Goabbeschikking]
) -> tuple[int | None, int | None]:
    for eerder in range(jaar, EERSTE_TIJDVAK - 1, -1):
        vorig, daarvoor = scores.get(eerder - 1), scores.get(eerder - 2)
        if eerder in beschikt and vorig is not None and daarvoor is not None:
            prijs = derive_prijs(
                beschikt[eerder].bedrag_centen, vorig.score_honderdsten, daarvoor.score_honderdsten
            )
            if prijs is not None:
                return prijs, eerder
    return None, None


def tijdvakken(dag: date) -> list[Tijdvak]:
    """The periods that have begun, the newest first."""
    return [Tijdvak(jaar) for jaar in range(tijdvak_van(dag.year).eerste, EERSTE_TIJDVAK - 1, -4)]
