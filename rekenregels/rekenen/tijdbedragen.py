"""Amounts that do not go by the hour: per day, month and year; and bands in which both sides have one."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.eenheden import MILLICENT, Kolom
from rekenregels.rekenen.begin import begin_van, begonnen_deel
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.rondtabel import Rondtabel
from rekenregels.rekenen.tijdafronding import rond_over_tijd
from rekenregels.rekenen.urenstappen import gewichten


class Tijdtabel(Protocol):
    """Amounts per situation, in millicent; `verdeling`: the number in `Plan.verdelingen`."""

    @property
    def per_jaar(self) -> Kolom: ...

    @property
    def per_dag(self) -> Kolom: ...

    @property
    def verdeling(self) -> Kolom: ...

    @property
    def rond(self) -> Rondtabel | None: ...


def tijdbedrag(blok: Blok, tabel: Tijdtabel) -> Kolom:
    """What the piece costs by the year and by the day, in millicent and whole cents; parts add up to the whole."""
    jaar = _jaardeel(blok, tabel)
    return jaar + _dagdeel(blok, tabel) if blok.plan.heeft("per_dag") else jaar


def _jaardeel(blok: Blok, tabel: Tijdtabel) -> Kolom:
    """The year's amount x the share of the year; running totals since the start of the policy."""
    situatie = blok.k["situatie"]
    per_jaar = tabel.per_jaar[situatie]
    van, tot, jaar = jaarpunten(blok, tabel.verdeling[situatie])
    stap = jaar * MILLICENT
    return MILLICENT * (round_half_up_array(per_jaar * tot, stap) - round_half_up_array(per_jaar * van, stap))


def jaarpunten(blok: Blok, verdeling: Kolom) -> tuple[Kolom, Kolom, Kolom]:
    """Where the piece begins and ends in the running weight of the year, and the weight of a whole year."""
    plan, stukken = blok.plan, blok.stukken
    van, tot = (plan.jaargewicht[verdeling, punt] for punt in (stukken.van, stukken.tot))
    if plan.heeft("begonnen"):
        begin = begin_van(blok)
        erbij = begonnen_deel(blok, verdeling, begin)
        van, tot = (
            punt + np.where(begin < dag, erbij, 0) for punt, dag in ((van, stukken.van), (tot, stukken.tot))
        )
    return van, tot, plan.jaargewichten[verdeling]


def _dagdeel(blok: Blok, tabel: Tijdtabel) -> Kolom:
    """The amount x the days of the line, for the piece's share of the line; running totals since its start."""
    begin, van, tot, geheel = gewichten(blok)
    bedrag = tabel.per_dag[blok.k["situatie"]] * np.maximum(blok.feit("dagen"), 0)
    stap = np.maximum(geheel, 1) * MILLICENT
    return MILLICENT * (
        round_half_up_array(bedrag * (tot - begin), stap) - round_half_up_array(bedrag * (van - begin), stap)
    )


def reken_zonder_prijs(blok: Blok, kosten: list[Kolom], subsidie: list[Kolom]) -> None:
    """Bands without a price: each side its own amount, and the cost is both; written over what goes by a price."""
    situatie = blok.k["situatie"]
    for b, band in enumerate(blok.plan.banden):
        uren = blok.per_band["uren"][b]
        gemeente = _bedrag(blok, uren, blok.uurbedragen[blok.plan.gemeenterij[b]], band)
        ouder = _bedrag(blok, uren, band.ouder.per_uur[situatie], band.ouder)
        geldt = band.ouder.geldt[situatie] == 1
        subsidie[b] = np.where(geldt, gemeente, subsidie[b])
        kosten[b] = np.where(geldt, gemeente + ouder, kosten[b])


def _bedrag(blok: Blok, uren: Kolom, per_uur: Kolom, tabel: Tijdtabel) -> Kolom:
    """One side in cents; no hours, no amount."""
    vast = tijdbedrag(blok, tabel) // MILLICENT
    van_uren = round_half_up_array(uren * per_uur, blok.plan.fijn_per_cent)
    if tabel.rond is not None:
        van_uren = rond_over_tijd(blok, tabel.rond, uren, per_uur, van_uren)
    return np.where(uren > 0, van_uren + vast, 0)
