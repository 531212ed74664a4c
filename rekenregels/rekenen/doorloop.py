"""A balance for the whole time of a child that goes on under the document that follows.

Each document is computed by itself. What a child used under one is told by the names of its bands; the next one says
which of its bands goes on with which of those, and finds it in its facts, as what earlier lines used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.rekenen.bereken import Uitkomst, run
from rekenregels.rekenen.feit import GEBRUIKT
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.plan import make_plan

Tegoeden = Mapping[str, int]  # hundredths of hours by the name of a band


def verbruik(uitkomst: Uitkomst) -> list[dict[str, int]]:
    """Per line what it used itself of each balance for the whole time of the child."""
    uit: list[dict[str, int]] = [{} for _ in range(len(uitkomst.feiten))]
    if not uitkomst.regeling.telt_vanaf_begin or not uit:
        return uit
    plan = make_plan(uitkomst.regeling)
    blok = run(plan, uitkomst.feiten)
    regels = range(len(uit)) if blok.stukken.regel is None else blok.stukken.regel.tolist()
    for j, (i, pakket) in enumerate(zip(regels, blok.k["pakket"].tolist(), strict=True)):
        for b, band in enumerate(plan.pakketten[pakket].banden):
            if band.is_doorlopend:
                uren = int(blok.per_band["uren"][b][j]) // plan.eenheid
                uit[i][band.naam] = uit[i].get(band.naam, 0) + uren
    return uit


def verder_met(regeling: Regeling, vorige: Tegoeden, nieuw: Tegoeden) -> dict[str, int]:
    """What a child has used of each balance after this document: its own, and what it went on with."""
    uit = dict(nieuw)
    for naam, bron in {(band.naam, band.tegoed_uit) for band in regeling.banden() if band.tegoed_uit}:
        uit[naam] = nieuw.get(naam, 0) + vorige.get(bron, 0)
    return uit


def met_tegoeden(regeling: Regeling, feiten: Feiten, vorige: Sequence[Tegoeden]) -> Feiten:
    """The facts with what was used under the document before: `vorige` per line, for the bands that go on with it."""
    kolommen = {naam: getattr(feiten, naam).copy() for naam in GEBRUIKT}
    for i, (nummer, tegoeden) in enumerate(zip(feiten.categorie.tolist(), vorige, strict=True)):
        for b, naam in regeling.tegoeden_uit.get(Categorie.from_nummer(nummer), {}).items():
            kolommen[GEBRUIKT[b]][i] += tegoeden.get(naam, 0)
    gevuld = {naam: kolom for naam, kolom in kolommen.items() if np.count_nonzero(kolom)}
    return feiten.met(**gevuld) if gevuld else feiten
