"""The municipality's own caseload for a scenario, read from the receipts of a year.

Receipts never change, so what was read once stays right.
"""

from functools import lru_cache

import numpy as np

from lib.periode import jaar_periode
from organisaties.models import Gemeente
from rekenregels import Feiten, Regeling, concat
from subsidies.models import Berekening, Berekeningsdeel, Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.scenarios.vergelijking import Caseload


def read_caseload(gemeente: Gemeente, jaar: int) -> Caseload:
    """Every line of the year that has been calculated; of a corrected tijdvak only the latest."""
    geldig = (Berekening.Status.CALCULATED, Berekening.Status.APPROVED)
    bonnen = (
        Berekening.objects.filter(declaratie__gemeente=gemeente, declaratie__jaar=jaar, status__in=geldig)
        .exclude(vervangen_door__status__in=geldig)
        .order_by("declaratie__houder__naam", "pk")
    )
    return _read(tuple(bonnen.values_list("pk", "declaratie__houder__naam")))


@lru_cache(maxsize=8)
def _read(bonnen: tuple[tuple[int, str], ...]) -> Caseload:
    houder_van = dict(bonnen)
    rijen = Berekeningsdeel.objects.filter(berekening__in=houder_van).values_list("berekening", "invoer")
    delen = [(houder_van[pk], Feiten.from_dict(invoer["feiten"])) for pk, invoer in rijen]
    houders = tuple(dict.fromkeys(naam for _, naam in bonnen))
    nummers = [houders.index(naam) for naam, _ in delen]
    houder = np.repeat(np.array(nummers, dtype=np.int64), [len(feiten) for _, feiten in delen])
    return Caseload(concat([feiten for _, feiten in delen]), houder, houders)


def present_regeling(gemeente: Gemeente, jaar: int) -> Regeling | None:
    """The adopted policy that holds for the whole year."""
    geldend = (
        Subsidieregeling.objects.filter(gemeente=gemeente).adopted().covering(jaar_periode(jaar)).first()
    )
    return as_regeling(geldend) if geldend else None
