"""Which rule for a low income holds for each piece: as declared, else by income and household."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from rekenregels.regeling.categorie import Huishouden
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.minima import Inkomensgrens, Minimaregel, rand_van
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import ONBEKEND

NIET: Final = -2  # no income is below it, and an unknown income is not
ALTIJD: Final = 2**40
HUISHOUDENS: Final = (None, *Huishouden)


def minimanummers(blok: Blok) -> Kolom:
    """The number of the rule, 0 for none; the first rule of the policy that holds."""
    if not blok.plan.heeft("minimagrens"):
        return blok.feit("minima")
    if "minima" not in blok.k:
        blok.k["minima"] = _uit_inkomen(blok)
    return blok.k["minima"]


def _uit_inkomen(blok: Blok) -> Kolom:
    nummers, inkomen, huishouden = blok.feit("minima"), blok.feit("inkomen"), blok.feit("huishouden")
    regeling, dagen = blok.plan.regeling, blok.plan.kalender.tijdvakken
    tijdvak = np.broadcast_to(blok.tijdvak, nummers.shape)
    for nummer, regel in enumerate(regeling.minima, start=1):
        if regel.grens is None:
            continue
        randen = np.array([[_rand(regeling, regel.grens, wie, dag) for wie in HUISHOUDENS] for dag in dagen])
        rand = randen[tijdvak, huishouden]
        past = (rand == ALTIJD) | ((inkomen != ONBEKEND) & (inkomen <= rand))
        nummers = np.where((nummers == 0) & past, nummer, nummers)
    return nummers


def _rand(regeling: Regeling, grens: Inkomensgrens, wie: Huishouden | None, dag: date) -> int:
    """The highest income a year; of a household that is not known a rule holds only where households are equal to it."""
    if wie is None or not grens.geldt_voor(wie):
        return NIET
    rand = rand_van(grens, regeling.sociaal_minimum, wie, dag)
    if rand is None:
        return NIET if grens.vraagt_inkomen else ALTIJD
    return rand.euro


def regel_van(blok: Blok, j: int) -> Minimaregel | None:
    """The rule that holds for piece j."""
    nummer = int(minimanummers(blok)[j])
    return blok.plan.regeling.minima[nummer - 1] if nummer else None
