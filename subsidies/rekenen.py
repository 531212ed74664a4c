"""Between the books and the engine: facts go in, a receipt comes out, and a receipt can be played again."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from subsidies.feiten import Regelfeit
from subsidies.models import Berekening, Subsidieregeling
from subsidies.rekenregels import (
    ENGINE_VERSIE,
    Feiten,
    FeitenFout,
    Regeling,
    Uitkomst,
    calculate,
    load_document,
    run_voorbeelden,
)


@dataclass(frozen=True)
class Resultaatregel:
    """What came out for one fact. Amounts in cents."""

    declaratieregel: int
    van: date
    tot_en_met: date
    categorie: str
    kot: bool
    uren: Decimal
    subsidie: int
    ouderbijdrage: int


@dataclass(frozen=True)
class Rekenresultaat:
    engine_versie: str
    invoer: dict[str, Any]
    regels: list[Resultaatregel]
    totaal: int
    uitkomst: Uitkomst


def reken(regeling: Subsidieregeling, regelfeiten: list[Regelfeit]) -> Rekenresultaat:
    """Compute; ValidationError with one sentence per fact that the policy can't compute with."""
    try:
        feiten = Feiten.from_records(rf.feit for rf in regelfeiten)
        uitkomst = calculate(as_regeling(regeling), feiten)
    except FeitenFout as fout:
        raise ValidationError([str(f) for f in fout.fouten], code="feiten") from fout
    ids = [rf.regel.pk for rf in regelfeiten]
    return Rekenresultaat(
        engine_versie=ENGINE_VERSIE,
        invoer={"declaratieregels": ids, "feiten": feiten.as_dict()},
        regels=_regels(uitkomst, ids),
        totaal=uitkomst.totaal,
        uitkomst=uitkomst,
    )


def replay(berekening: Berekening) -> Uitkomst:
    """Compute a stored calculation again, from its receipt and its frozen policy alone."""
    feiten = Feiten.from_dict(berekening.invoer["feiten"])
    return calculate(as_regeling(berekening.regeling), feiten)


def replayed_regels(berekening: Berekening) -> list[Resultaatregel]:
    return _regels(replay(berekening), berekening.invoer["declaratieregels"])


def as_regeling(regeling: Subsidieregeling) -> Regeling:
    """The typed policy; refuses a document that is no longer the one that was adopted."""
    gelezen = _load(json.dumps(regeling.document))
    if gelezen.sha256 != regeling.sha256:
        raise ValueError(
            f"Het document van {regeling} is veranderd: SHA-256 {gelezen.sha256} in plaats van {regeling.sha256}."
        )
    return gelezen


def failing_voorbeelden(regeling: Subsidieregeling) -> list[tuple[str, str]]:
    """The worked examples that don't come out, with what differs."""
    uitslagen = run_voorbeelden(as_regeling(regeling))
    return [(uitslag.naam, "; ".join(uitslag.verschillen)) for uitslag in uitslagen if not uitslag.klopt]


@lru_cache(maxsize=64)
def _load(document: str) -> Regeling:
    return load_document(json.loads(document))


def _regels(uitkomst: Uitkomst, ids: list[int]) -> list[Resultaatregel]:
    regels = []
    for i, declaratieregel in enumerate(ids):
        feit = uitkomst.feiten.record(i)
        regels.append(
            Resultaatregel(
                declaratieregel=declaratieregel,
                van=feit.van,
                tot_en_met=feit.tot_en_met,
                categorie=str(feit.categorie),
                kot=feit.kot,
                uren=Decimal(int(uitkomst.uren[i])) / 100,
                subsidie=int(uitkomst.subsidie[i]),
                ouderbijdrage=int(uitkomst.ouderbijdrage[i]),
            )
        )
    return regels
