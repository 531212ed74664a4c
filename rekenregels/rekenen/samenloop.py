"""Room belongs to the child, not to the line: what one line of a child takes, the next one no longer has.

Lines of one child have the same key, or the group that the caller gives. Those over the same days share the room of the bands, in the order
that the policy names; those of the same calendar year share its maximum, the earlier days first. Room runs on in the
year, or for lines that are declared by month in the quarter (rekenen/jaarruimte.py). What a line
finds taken is written in its facts, so that every line can still be computed and explained by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from lib.geld import round_half_up
from rekenregels.regeling.document import Regeling, Samenloopvolgorde
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.urenregels import Urenbron
from rekenregels.rekenen.bereken import Uitkomst, calculate, check_feiten, regel_kolommen, run, run_regels
from rekenregels.rekenen.feit import ELDERS, GEBRUIKT, ONBEKEND, VAN_EERDER, FeitenFout
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.jaarruimte import jaarrest
from rekenregels.rekenen.plan import Plan, make_plan
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.tegoed import gebruikt_tegoed

# Per line the period whose room runs on, as year and quarter (0: the whole year).
Ruimten = list[tuple[int, int] | None]


@dataclass(frozen=True)
class Genomen:
    """What a piece of a line was paid: days as indices of the calendar, hundredths of hours per band."""

    van: int
    tot: int
    per_band: tuple[int, ...]


@dataclass
class Kind:
    """The lines of one child in the order in which they take room, and what each took."""

    regels: list[int]
    genomen: dict[int, list[Genomen]] = field(default_factory=dict)
    uren: dict[int, int] = field(default_factory=dict)  # paid, in hundredths
    over: dict[int, list[int]] = field(default_factory=dict)  # what it leaves to the next, as VAN_EERDER
    gebruikt: dict[int, list[tuple[int, bool]]] = field(default_factory=dict)  # per band of a balance

    def eerder(self, ronde: int) -> list[int]:
        return self.regels[:ronde]


def calculate_samen(
    regeling: Regeling,
    feiten: Feiten,
    groepen: Sequence[Hashable] | None = None,
    per_maand: Sequence[bool] | None = None,
) -> Uitkomst:
    """As `calculate`, with the room of a child divided over its lines; the facts of the result say how.

    `groepen`: per line whose room it is; by default its key, where a line without a key stands alone.
    `per_maand`: per line whether it is declared by month; by default none is.
    """
    plan = make_plan(regeling)
    ruimten = _ruimten(plan, feiten, per_maand)
    kinderen = list(_kinderen(plan, feiten, feiten.sleutels if groepen is None else groepen, ruimten))
    if not kinderen:
        return calculate(regeling, feiten)
    if fouten := check_feiten(plan, feiten):
        raise FeitenFout(fouten)
    extra = {"uren_elders": _uren_elders(plan, feiten, kinderen)}
    extra |= {naam: getattr(feiten, naam).copy() for naam in (*ELDERS, *VAN_EERDER, *GEBRUIKT, "uren_eerder")}
    uit = {naam: kolom.copy() for naam, kolom in run_regels(plan, feiten).items()}
    for ronde in range(max(len(kind.regels) for kind in kinderen)):
        aan_de_beurt = [kind for kind in kinderen if ronde < len(kind.regels)]
        for kind in aan_de_beurt:
            _look_back(plan, feiten, kind, ronde, extra, ruimten)
        _run_ronde(plan, feiten.met(**extra), aan_de_beurt, ronde, uit, ruimten)
    uit["signalen"] |= _dubbele(feiten, kinderen) * Signaal.DUBBELE_REGEL.bit
    return Uitkomst(regeling, feiten.met(**extra), **uit)


def _run_ronde(
    plan: Plan, feiten: Feiten, kinderen: list[Kind], ronde: int, uit: dict[str, Kolom], ruimten: Ruimten
) -> None:
    """Compute the next line of each child, and remember what it took."""
    regels = np.array([kind.regels[ronde] for kind in kinderen], dtype=np.int64)
    blok = run(plan, feiten.kies(regels))
    for naam, kolom in regel_kolommen(blok).items():
        uit[naam][regels] = kolom
    # Where room runs on, a line hands on what it leaves; lines over the same days then find all of it taken.
    stukken = blok.stukken
    vrij, uren = (np.stack(blok.per_band[naam]) // plan.eenheid for naam in ("vrij", "uren"))
    van_regel = np.arange(len(regels)) if stukken.regel is None else stukken.regel
    for j, nummer in enumerate(van_regel.tolist()):
        i = int(regels[nummer])
        per_band = (uren if ruimten[i] is None else vrij)[:, j]
        genomen = Genomen(int(stukken.van[j]), int(stukken.tot[j]), tuple(per_band.tolist()))
        kinderen[nummer].genomen.setdefault(i, []).append(genomen)
    rest = jaarrest(blok) if any(ruimten[i] is not None for i in regels.tolist()) else None
    for nummer, kind in enumerate(kinderen):
        i = int(regels[nummer])
        kind.uren[i] = int(blok.k["regel_uren"][nummer])
        if "tegoed" in blok.per_band:
            kind.gebruikt[i] = gebruikt_tegoed(blok, nummer)
        if rest is not None and ruimten[i] is not None:
            kind.over[i] = [*_vier(rest.ruimte_over[:, nummer].tolist()), int(rest.uren_wachtend[nummer])]


def _look_back(
    plan: Plan, feiten: Feiten, kind: Kind, ronde: int, extra: dict[str, Kolom], ruimten: Ruimten
) -> None:
    """What the lines before this one took: of the same days per band, and of the same year in all."""
    i = kind.regels[ronde]
    van, tot = _dagen(plan, feiten, i)
    for stuk in (stuk for j in kind.eerder(ronde) for stuk in kind.genomen[j]):
        for naam, uren in zip(ELDERS, stuk.per_band, strict=False):
            extra[naam][i] += _deel_in(plan, uren, stuk.van, stuk.tot, van, tot)
    if zelfde := [j for j in kind.eerder(ronde) if ruimten[i] is not None and ruimten[j] == ruimten[i]]:
        for naam, over in zip(VAN_EERDER, kind.over[zelfde[-1]], strict=True):
            extra[naam][i] = over
    if plan.heeft("saldo"):
        _look_back_tegoed(feiten, kind, ronde, extra)
    if plan.heeft("jaarmaximum"):
        extra["uren_eerder"][i] += _eerder_in_jaar(feiten, kind, ronde)


def _look_back_tegoed(feiten: Feiten, kind: Kind, ronde: int, extra: dict[str, Kolom]) -> None:
    """What the lines before this one used of a balance of its year, or of the whole time of the child."""
    i = kind.regels[ronde]
    for j in kind.eerder(ronde):
        zelfde_jaar = _jaar(feiten, j) == _jaar(feiten, i)
        for naam, (uren, blijft) in zip(GEBRUIKT, kind.gebruikt[j], strict=False):
            extra[naam][i] += uren if blijft or zelfde_jaar else 0


def _vier(getallen: list[int]) -> list[int]:
    """One per column, also where the policy has fewer bands."""
    return [*getallen, *(0 for _ in range(len(ELDERS) - len(getallen)))]


def _eerder_in_jaar(feiten: Feiten, kind: Kind, ronde: int) -> int:
    """Hours paid on the lines before this one in its year; none when the line tells of more than they do themselves."""
    i = kind.regels[ronde]
    jaar = [j for j in kind.regels if _jaar(feiten, j) == _jaar(feiten, i)]
    if feiten.uren_eerder[i] > min(feiten.uren_eerder[j] for j in jaar):
        return 0
    return sum(kind.uren[j] for j in kind.eerder(ronde) if j in jaar)


def _deel_in(plan: Plan, uren: int, van: int, tot: int, ander_van: int, ander_tot: int) -> int:
    """The part of hours over the days van up to tot that lies in other days, by the weight of the policy's time."""
    begin, eind = max(van, ander_van), min(tot, ander_tot)
    if begin >= eind:
        return 0
    weken = plan.kalender.weken
    geheel, deel = int(weken[tot] - weken[van]), int(weken[eind] - weken[begin])
    return round_half_up(uren * deel, geheel) if geheel else round_half_up(uren * (eind - begin), tot - van)


def _uren_elders(plan: Plan, feiten: Feiten, kinderen: list[Kind]) -> Kolom:
    """The hours that the other lines of the child ask over the same days; they count for a minimum."""
    elders = np.zeros(len(feiten), dtype=np.int64)
    for kind in kinderen:
        for i in kind.regels:
            van, tot = _dagen(plan, feiten, i)
            elders[i] = sum(
                _deel_in(plan, _gevraagd(plan, feiten, j), *_dagen(plan, feiten, j), van, tot)
                for j in kind.regels
                if j != i
            )
    return elders


def _gevraagd(plan: Plan, feiten: Feiten, i: int) -> int:
    if not plan.regeling.uren.bron.uit_weekuren:
        return int(feiten.uren[i])
    (van, tot), kalender = _dagen(plan, feiten, i), plan.kalender
    weken = int(kalender.weken[tot] - kalender.weken[van])
    return round_half_up(int(feiten.uren_per_week[i]) * weken, kalender.noemer)


def _dubbele(feiten: Feiten, kinderen: list[Kind]) -> Kolom:
    """1 for a line that stands there for the second time."""
    dubbel = np.zeros(len(feiten), dtype=np.int64)
    for kind in kinderen:
        gezien = set()
        for i in kind.regels:
            velden = ("van", "tot_en_met", "locatie", "uren", "kot")
            regel = tuple(int(getattr(feiten, naam)[i]) for naam in velden)
            dubbel[i] = regel in gezien and feiten.uren[i] > 0
            gezien.add(regel)
    return dubbel


# -- which lines, in which order ---------------------------------------------------------------------


def _ruimten(plan: Plan, feiten: Feiten, per_maand: Sequence[bool] | None) -> Ruimten:
    """Per line the year or the quarter whose room it takes part in; None where it has its own.

    Where hours follow from hours a week or from the place, every month fills its own room: there is nothing to hand on.
    """
    jaren = [_jaar(feiten, i) for i in range(len(feiten))]
    if plan.heeft("ruimte_per_jaar"):
        return [(jaar, 0) for jaar in jaren]
    bron = plan.regeling.uren.bron
    if per_maand is None or bron.uit_weekuren or bron is Urenbron.BEZETTE_PLAATS:
        return [None] * len(feiten)
    kwartalen = ((date.fromordinal(int(van)).month + 2) // 3 for van in feiten.van)
    return [
        (jaar, kwartaal) if door else None
        for jaar, kwartaal, door in zip(jaren, kwartalen, per_maand, strict=True)
    ]


def _kinderen(plan: Plan, feiten: Feiten, groepen: Sequence[Hashable], ruimten: Ruimten) -> Iterator[Kind]:
    """The children with lines that have to do with each other."""
    per_kind: dict[Hashable, list[int]] = defaultdict(list)
    for i, groep in enumerate(groepen):
        if groep:
            per_kind[groep].append(i)
    jaar = plan.regeling.telt_per_jaar
    van, tot = feiten.van.tolist(), feiten.tot_en_met.tolist()
    for regels in per_kind.values():
        if len(regels) > 1:
            clusters = _samenlopend(regels, van, tot)
            if jaar or len(clusters) < len(regels) or any(ruimten[i] is not None for i in regels):
                yield Kind([i for cluster in clusters for i in _in_volgorde(plan.regeling, feiten, cluster)])


def _samenlopend(regels: list[int], van: list[int], tot: list[int]) -> list[list[int]]:
    """The lines in groups that have days in common, by time."""
    groepen: list[list[int]] = []
    laatste = -1
    for i in sorted(regels, key=lambda i: (van[i], i)):
        if groepen and van[i] <= laatste:
            groepen[-1].append(i)
        else:
            groepen.append([i])
        laatste = max(laatste, tot[i])
    return groepen


def _in_volgorde(regeling: Regeling, feiten: Feiten, groep: list[int]) -> list[int]:
    """In the order that the policy names; equal lines as they were given."""
    prijs, uren = feiten.prijs, np.where(feiten.uren_per_week == ONBEKEND, feiten.uren, feiten.uren_per_week)
    match regeling.samenloop.volgorde:
        case Samenloopvolgorde.BEGIN:
            return sorted(groep)
        case Samenloopvolgorde.LAAGSTE_PRIJS:
            return sorted(groep, key=lambda i: (prijs[i] == ONBEKEND, prijs[i], i))
        case Samenloopvolgorde.MEESTE_UREN:
            return sorted(groep, key=lambda i: (-uren[i], i))


def _dagen(plan: Plan, feiten: Feiten, i: int) -> tuple[int, int]:
    """The first day of a line and the day after its last, as indices of the calendar."""
    return int(feiten.van[i]) - plan.kalender.dag0, int(feiten.tot_en_met[i]) - plan.kalender.dag0 + 1


def _jaar(feiten: Feiten, i: int) -> int:
    return date.fromordinal(int(feiten.van[i])).year
