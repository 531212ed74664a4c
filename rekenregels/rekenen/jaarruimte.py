"""Room that runs on: what a piece leaves unused is for the pieces and lines after it.

In the calendar year where the policy says so, else from month to month in a calendar quarter where a child is
declared by month: that comes to what the quarter would.

A line brings in what earlier lines of the child left, as facts (`ruimte_over_1` to `ruimte_over_4`, `uren_wachtend`);
`jaarrest` tells what it leaves itself, so that lines can be computed one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from rekenregels.regeling.eenheden import Kolom, Masker
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import RUIMTE_OVER, VAN_EERDER
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.tegoed import Tegoed
from rekenregels.rekenen.urenstappen import bandruimte, verdeel_uren, vrije_ruimte, vul_banden

MEESTE_BANDEN: Final = len(RUIMTE_OVER)

_VAN_EERDER = frozenset(VAN_EERDER)


@dataclass(frozen=True)
class Jaarrest:
    """Hundredths of hours that lines leave for the lines after them in the same calendar year."""

    ruimte_over: Kolom  # band x line: room that is left
    uren_wachtend: Kolom  # line: hours that did not fit yet


def verdeel_in_periode(blok: Blok) -> None:
    """Every line its own room, but for a line that brings in what earlier months of its quarter left."""
    if not blok.feiten.zijn_neutraal(_VAN_EERDER):
        verdeel_over_jaar(blok)
    else:
        verdeel_uren(blok)


def verdeel_over_jaar(blok: Blok) -> None:
    """Fill the bands in order, with the room and the hours that earlier pieces and lines left.

    A piece without days, or of a line below the minimum take-up, brings nothing in; its own room runs on. Per band
    `over` is the room brought in; `uren_mee` the hours. What does not fit is `uren_boven` of the line's last piece.
    """
    stukken, ruimte, vraag = blok.stukken, bandruimte(blok), blok.k["uren"]
    vrij = vrije_ruimte(blok, ruimte)
    rest, mee, uren, over = (np.zeros_like(wat) for wat in (vraag, vraag, ruimte, ruimte))
    wacht = blok.feiten.uren_wachtend * blok.plan.eenheid
    ruimte_over = np.stack([getattr(blok.feiten, naam) for naam in RUIMTE_OVER[: len(ruimte)]])
    ruimte_over = ruimte_over * blok.plan.eenheid
    doet_mee, heeft_band = _doet_mee(blok) & _loopt_door(blok), _heeft_band(blok)
    tegoed = Tegoed(blok)
    for nu in _beurten(blok):
        regel = nu if stukken.regel is None else stukken.regel[nu]
        over[:, nu] = np.where(heeft_band[:, nu] & doet_mee[nu], ruimte_over[:, regel], 0)
        mee[nu] = np.where(doet_mee[nu], wacht[regel], 0)
        kan = tegoed.erbij(vrij[:, nu] + over[:, nu], nu, regel)
        in_band, rest[nu] = vul_banden(vraag[nu] + mee[nu], kan)
        uren[:, nu] = np.stack(in_band)
        ruimte_over[:, regel] += np.where(tegoed.is_saldo[:, nu], 0, vrij[:, nu] - uren[:, nu])
        wacht[regel] += rest[nu] - mee[nu]
        tegoed.take(uren[:, nu], nu, regel)
    blok.k |= {
        "uren_mee": mee,
        "uren_boven": np.where(_is_laatste(blok) | ~_loopt_door(blok), rest, 0),
        "regel_wachtend": wacht,
    }
    per_band = {"ruimte": ruimte, "vrij": vrij, "over": over, "uren": uren, "rest": ruimte_over}
    blok.per_band |= {naam: list(banden) for naam, banden in per_band.items()}
    blok.per_band["tegoed"] = list(tegoed.kolom)
    speling = 0 if blok.plan.heeft("ruimte_per_jaar") else blok.plan.weekspeling
    blok.signaleer(Signaal.BOVEN_MAXIMUM, blok.k["uren_boven"] > speling)


def jaarrest(blok: Blok) -> Jaarrest:
    """What the lines of a block leave, in whole hundredths: a policy whose room runs on in the year has no others."""
    if "rest" in blok.per_band:
        ruimte, wacht = np.stack(blok.per_band["rest"]), blok.k["regel_wachtend"]
    else:
        banden = zip(blok.per_band["vrij"], blok.per_band["uren"], strict=True)
        ruimte = np.stack([blok.stukken.per_regel(vrij - uren) for vrij, uren in banden])
        wacht = blok.stukken.per_regel(blok.k["uren_boven"])
    return Jaarrest(ruimte // blok.plan.eenheid, wacht // blok.plan.eenheid)


def _loopt_door(blok: Blok) -> Masker:
    """Piece: does its line bring in what others left?"""
    if blok.plan.heeft("ruimte_per_jaar"):
        return np.ones(len(blok.stukken.van), dtype=bool)
    erin: Masker = np.any([getattr(blok.feiten, naam) > 0 for naam in VAN_EERDER], axis=0)
    return blok.stukken.per_stuk(erin)


def _doet_mee(blok: Blok) -> Masker:
    doet_mee: Masker = blok.stukken.van < blok.stukken.tot
    if "onder_minimum" in blok.k:
        doet_mee &= blok.k["onder_minimum"] == 0
    return doet_mee


def _heeft_band(blok: Blok) -> Masker:
    """Band x piece: does the list of bands of the piece go that far?"""
    aantallen = np.array([len(pakket.banden) for pakket in blok.plan.pakketten], dtype=np.int64)
    uit: Masker = np.arange(len(blok.plan.banden))[:, None] < aantallen[blok.k["pakket"]]
    return uit


def _beurten(blok: Blok) -> Iterator[Kolom]:
    """The first piece of every line, then the second of those that have one, and so on."""
    aantal, start = len(blok.stukken.van), blok.stukken.start
    nummers = np.arange(aantal, dtype=np.int64)
    if start is None:
        yield nummers
        return
    rang = nummers - np.repeat(start, np.diff(np.append(start, aantal)))
    for beurt in range(int(rang.max(initial=0)) + 1):
        yield np.flatnonzero(rang == beurt)


def _is_laatste(blok: Blok) -> Masker:
    """Is this the last piece of its line?"""
    laatste: Masker = np.ones(len(blok.stukken.van), dtype=bool)
    if blok.stukken.regel is not None:
        laatste[:-1] = np.diff(blok.stukken.regel) > 0
    return laatste
