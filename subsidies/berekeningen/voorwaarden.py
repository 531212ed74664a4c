"""The facts that the conditions of a policy ask for, cut where one of them changes: who lives where, what a location is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypedDict

from indicaties.models import Indicatie, Kind
from lib.periode import Periode, day_before
from organisaties.models import Locatie
from rekenregels import Vertrek


class Voorwaarden(TypedDict):
    """Columns of a Feit (rekenregels/rekenen/feiten.py)."""

    vertrek: Vertrek
    ve: bool
    binnen_gemeente: bool
    na_indicatie: bool


_VERTREK = {Kind.RedenVertrek.MOVED: Vertrek.VERHUISD, Kind.RedenVertrek.DECEASED: Vertrek.OVERLEDEN}


def split_voorwaarden(
    periode: Periode, kind: Kind, locatie: Locatie, indicaties: Iterable[Indicatie]
) -> list[tuple[Periode, Voorwaarden]]:
    """The parts of a period in which these facts stay the same; together exactly the period.

    `indicaties`: those of the child that count, also the ones that ended before; none of them begins or ends inside.
    """
    na_indicatie = _is_na_indicatie(periode.van, indicaties)
    begin = sorted({periode.van} | {rand for rand in _wisseldagen(kind, locatie) if rand in periode})
    if len(begin) == 1:
        return [(periode, _facts_on(periode.van, kind, locatie, na_indicatie))]
    eind = [day_before(rand) for rand in begin[1:]] + [periode.tot_en_met]
    return [
        (Periode(van, tot_en_met), _facts_on(van, kind, locatie, na_indicatie))
        for van, tot_en_met in zip(begin, eind, strict=True)
    ]


def _wisseldagen(kind: Kind, locatie: Locatie) -> set[date]:
    vertrek = kind.vertrokken_op
    return locatie.ve_wisseldagen | ({vertrek + timedelta(days=1)} if vertrek is not None else set())


def _facts_on(dag: date, kind: Kind, locatie: Locatie, na_indicatie: bool) -> Voorwaarden:
    weg = kind.is_vertrokken_op(dag)
    return {
        "vertrek": _VERTREK[Kind.RedenVertrek(kind.reden_vertrek)] if weg else Vertrek.WOONT_HIER,
        "ve": locatie.has_ve_on(dag),
        "binnen_gemeente": not locatie.buiten_gemeente,
        "na_indicatie": na_indicatie,
    }


def _is_na_indicatie(dag: date, indicaties: Iterable[Indicatie]) -> bool:
    alle = list(indicaties)
    return any(i.geldig_tot_en_met < dag for i in alle) and not any(i.is_geldig_op(dag) for i in alle)
