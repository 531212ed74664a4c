"""That the kinds of amount are shorthands: the same policy with every amount written out in parts pays the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from rekenregels.regeling.categorie import Categorie, Huishouden, Opvangsoort
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import Kolom
from rekenregels.rekenen.bereken import UITKOMSTEN, calculate
from rekenregels.rekenen.contractmaten import per_week
from rekenregels.rekenen.feit import MEESTE_BANDEN
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.plan import Plan, make_plan

BLOK: Final = 100_000
KWARTAAL: Final = 91


@dataclass(frozen=True)
class Vergelijking:
    """How many random lines were computed twice, how many amounts were written out, and the first line that differs."""

    regels: int
    bedragen: int
    verschil: str = ""


def in_delen(regeling: Regeling) -> Regeling:
    """The policy with every contribution and municipal amount written out in parts, where it can be."""
    bijdragen: dict[str, Any] = {
        naam: bedrag.als_delen(regeling.omgeving_van(bedrag)) or bedrag
        for naam, bedrag in regeling.bijdragen.items()
    }
    gemeentebedragen: dict[str, Any] = {
        naam: bedrag.als_delen(regeling.omgeving_van(bedrag)) or bedrag
        for naam, bedrag in regeling.gemeentebedragen.items()
    }
    return replace(regeling, bijdragen=bijdragen, gemeentebedragen=gemeentebedragen)


def compare_delen(regeling: Regeling, regels: int, *, zaad: int = 1) -> Vergelijking:
    """Compute random lines under the policy and under the policy in parts; the same seed gives the same lines."""
    delen = in_delen(regeling)
    anders = sum(delen.bijdragen[naam] is not bedrag for naam, bedrag in regeling.bijdragen.items()) + sum(
        delen.gemeentebedragen[naam] is not bedrag for naam, bedrag in regeling.gemeentebedragen.items()
    )
    for start, feiten in _blokken(regeling, regels, zaad):
        heen, terug = calculate(regeling, feiten), calculate(delen, feiten)
        for naam in UITKOMSTEN:
            ongelijk = np.flatnonzero(getattr(heen, naam) != getattr(terug, naam))
            if len(ongelijk):
                i = int(ongelijk[0])
                waarden = f"{getattr(heen, naam)[i]} en {getattr(terug, naam)[i]}"
                return Vergelijking(regels, anders, f"regel {start + i + 1}: {naam} is {waarden}")
    return Vergelijking(regels, anders)


def _blokken(regeling: Regeling, regels: int, zaad: int) -> Iterator[tuple[int, Feiten]]:
    toeval = np.random.default_rng(zaad)
    for start in range(0, regels, BLOK):
        yield start, random_feiten(regeling, min(BLOK, regels - start), toeval)


def random_feiten(regeling: Regeling, aantal: int, toeval: np.random.Generator) -> Feiten:
    """Lines of at most a quarter with everything that a policy may ask; within one calendar year."""
    plan = make_plan(regeling)
    eerste = plan.kalender.dag0
    van = eerste + toeval.integers(0, plan.kalender.dagen, aantal)
    jaar = (van - 719_163).astype("datetime64[D]").astype("datetime64[Y]")
    einde = (jaar + 1).astype("datetime64[D]").astype(np.int64) + 719_163 - 1
    laatste = np.minimum(einde, eerste + plan.kalender.dagen - 1)
    tot = np.minimum(van + toeval.integers(0, KWARTAAL, aantal), laatste)
    klassen = min((len(tabel.versies[0].rijen) for tabel in regeling.bijdragetabellen.values()), default=0)
    categorie = toeval.integers(0, len(Categorie), aantal)
    gebruikt: dict[str, Any] = {
        f"gebruikt_{b}": toeval.integers(0, 30_000, aantal) for b in range(1, MEESTE_BANDEN + 1)
    }
    return Feiten.from_columns(
        geboortedatum=van - toeval.integers(600, 1_700, aantal),
        van=van,
        tot_en_met=tot,
        categorie=categorie,
        kot=toeval.integers(0, 2, aantal),
        uren=toeval.integers(0, 40_000, aantal),
        bijdrageklasse=toeval.integers(0, klassen + 1, aantal),
        kindrang=toeval.integers(1, 3, aantal),
        prijs=toeval.integers(0, 1_600, aantal),
        uren_per_week=_weekuren(plan, categorie, toeval),
        inkomen=toeval.integers(0, 200_000, aantal),
        minima=toeval.integers(0, len(regeling.minima) + 1, aantal),
        dagen=toeval.integers(0, 60, aantal),
        opvang=toeval.integers(0, len(Opvangsoort), aantal),
        huishouden=toeval.integers(0, len(Huishouden) + 1, aantal),
        recht_vanaf=van - toeval.integers(0, 2 * KWARTAAL, aantal),
        begonnen_op=van - toeval.integers(0, KWARTAAL, aantal),
        **gebruikt,
    )


def _weekuren(plan: Plan, categorie: Kolom, toeval: np.random.Generator) -> Kolom:
    """Hours per week; of a group with contracts of fixed sizes one of those."""
    uit: Kolom = toeval.integers(0, 2_000, len(categorie))
    dag = plan.regeling.geldig_van
    for groep, regels in plan.regeling.vergoede_categorieen():
        if regels.contractmaten:
            maten = [per_week(plan, maat, dag) for maat in regels.contractmaten]
            uit = np.where(categorie == groep.nummer, toeval.choice(maten, len(categorie)), uit)
    return uit
