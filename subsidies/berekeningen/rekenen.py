"""Between the books and the engine: facts go in, a receipt comes out, and a receipt can be played again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from rekenregels import (
    ENGINE_VERSIE,
    VE_CATEGORIEEN,
    Feiten,
    FeitenFout,
    Uitkomst,
    calculate,
)
from subsidies.berekeningen.feiten import Regelfeit
from subsidies.models import Berekening, Subsidieregeling
from subsidies.regelingen.document import as_regeling


@dataclass(frozen=True)
class Resultaatregel:
    """What came out for one fact. Amounts in cents, hours in hundredths."""

    declaratieregel: int
    van: date
    tot_en_met: date
    categorie: str
    kot: bool
    zonder_ve: bool
    uren: int
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


def replay_regel(berekening: Berekening, volgorde: int) -> Uitkomst:
    """The same for one line only: the engine computes every line by itself, whatever stands beside it."""
    feiten = Feiten.from_dict(berekening.invoer["feiten"]).deel(volgorde, volgorde + 1)
    return calculate(as_regeling(berekening.regeling), feiten)


def replayed_regels(berekening: Berekening) -> list[Resultaatregel]:
    return _regels(replay(berekening), berekening.invoer["declaratieregels"])


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
                zonder_ve=not feit.ve and feit.categorie in VE_CATEGORIEEN,
                uren=int(uitkomst.uren[i]),
                subsidie=int(uitkomst.subsidie[i]),
                ouderbijdrage=int(uitkomst.ouderbijdrage[i]),
            )
        )
    return regels
