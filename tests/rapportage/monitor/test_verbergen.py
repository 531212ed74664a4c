"""No set of published tables of one quarter lets a hidden number be computed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from indicaties.models import Toeleiding
from rapportage.doelgroep import NIET, VE, VE_ELDERS, ZONDER_VE, Telling
from rapportage.monitor.tabellen import KOLOMMEN, STILTE, Kwartaaltabellen, Stand, kolom_van

BUURTEN, TALEN, GRONDEN = (1, 2, 3, None), ("nl", "ar", None), (7, 8)
# Location -> kind of place and provider.
LOCATIES = {
    11: (VE, 1),
    12: (VE, 1),
    13: (VE, 2),
    14: (VE_ELDERS, 2),
    15: (VE_ELDERS, 3),
    16: (ZONDER_VE, 3),
    17: (VE, 4),
}
# So many times other children are looked for among those that gave the same tables.
DIEP = 12
GROEPEN = ("Beren", "Egels", None)
REDENEN = ("te-duur", "elders", "verhuisd")


@dataclass(frozen=True)
class Kind:
    blad: str
    locatie: int | None
    buurt: int | None
    taal: str | None
    gronden: frozenset[int]
    leeftijd: bool
    vol: bool
    groep: str | None


def tel(kinderen: list[Kind]) -> Telling:
    per: dict[str, defaultdict[Any, Counter[str]]] = {
        naam: defaultdict(Counter) for naam in ("leeftijd", "buurt", "taal", "grond")
    }
    for kind in kinderen:
        for naam in ("leeftijd", "buurt", "taal"):
            per[naam][getattr(kind, naam)][kind.blad] += 1
        for grond in kind.gronden:
            per["grond"][grond][kind.blad] += 1
    return Telling(
        date(2025, 3, 31),
        Counter(kind.blad for kind in kinderen),
        per,
        Counter((k.blad, LOCATIES[k.locatie][1], k.locatie) for k in kinderen if k.locatie),
        Counter(k.vol for k in kinderen if k.blad in (VE, VE_ELDERS)),
    )


Vraag = Callable[[Kind], bool]
Cel = tuple[str, Vraag, int | None]


def cellen(kinderen: list[Kind]) -> Iterator[Cel]:
    """Every number of every table of the quarter: what it counts, and what is told of it."""
    tabellen = Kwartaaltabellen(tel(kinderen), volledig=False)
    yield from _stand("alle", lambda _: True, tabellen.stand)
    for delen in (tabellen.plekken, tabellen.stilte):
        for blad, cel in delen.items():
            yield blad, lambda k, b=blad: k.blad == b, cel
    for reden, cel in tabellen.redenen.items():
        yield reden, lambda k, r=reden: k.blad == NIET + r, cel
    for vol, cel in zip((True, False), tabellen.volle_uren, strict=True):
        yield f"uren {vol}", lambda k, v=vol: k.blad in (VE, VE_ELDERS) and k.vol is v, cel
    yield "landelijk", lambda k: k.leeftijd, tabellen.landelijk.geheel
    yield "landelijk ve", lambda k: k.leeftijd and k.blad in (VE, VE_ELDERS), tabellen.landelijk.deel
    yield from _rijen(tabellen)
    yield from _plekken(kinderen, tabellen)


def _rijen(tabellen: Kwartaaltabellen) -> Iterator[Cel]:
    for naam, sleutels in (("buurt", BUURTEN), ("taal", TALEN)):
        for sleutel, stand in tabellen.divide(naam, sleutels).items():
            yield from _stand(f"{naam} {sleutel}", lambda k, n=naam, s=sleutel: getattr(k, n) == s, stand)
    for grond, stand in tabellen.divide_each("grond", GRONDEN).items():
        yield from _stand(f"grond {grond}", lambda k, g=grond: g in k.gronden, stand)
    for buurt, redenen in tabellen.reasons_of("buurt", BUURTEN).items():
        for reden, cel in redenen.items():
            yield (
                f"buurt {buurt} {reden}",
                lambda k, b=buurt, r=reden: k.buurt == b and k.blad == NIET + r,
                cel,
            )


def _plekken(kinderen: list[Kind], tabellen: Kwartaaltabellen) -> Iterator[Cel]:
    houders, locaties = tabellen.count_per_plek(LOCATIES)
    for houder, cel in houders.items():
        yield f"houder {houder}", lambda k, h=houder: bool(k.locatie) and LOCATIES[k.locatie][1] == h, cel
    for locatie, cel in locaties.items():
        yield f"locatie {locatie}", lambda k, loc=locatie: k.locatie == loc, cel
        per_groep = Counter(k.groep for k in kinderen if k.locatie == locatie)
        delen = tabellen.parts(cel, [per_groep[groep] for groep in GROEPEN])
        for groep, deel in zip(GROEPEN, delen, strict=True):
            yield f"groep {locatie} {groep}", lambda k, p=(locatie, groep): (k.locatie, k.groep) == p, deel


def _stand(naam: str, wie: Vraag, stand: Stand) -> Iterator[Cel]:
    yield f"{naam} totaal", wie, stand.totaal
    for kolom, cel in zip(KOLOMMEN, (stand.bereikt, stand.niet, stand.onbekend), strict=True):
        yield f"{naam} {kolom}", lambda k, kol=kolom: wie(k) and kolom_van(k.blad) == kol, cel


def make_kinderen(toeval: Random, aantal: int) -> list[Kind]:
    """Skewed, so that small groups stand beside large ones."""
    bladen = [VE] * 8 + [VE_ELDERS] * 2 + [ZONDER_VE] + [NIET + r for r in REDENEN] + list(STILTE)
    kinderen = []
    for _ in range(aantal):
        blad = toeval.choice(bladen)
        kan = [loc for loc, (soort, _) in LOCATIES.items() if soort == blad]
        locatie = kan[min(toeval.randrange(len(kan)), toeval.randrange(len(kan)))] if kan else None
        kinderen.append(
            Kind(
                blad,
                locatie,
                BUURTEN[min(toeval.randrange(4), toeval.randrange(4))],
                TALEN[min(toeval.randrange(3), toeval.randrange(3))],
                frozenset(g for g in GRONDEN if toeval.random() < 0.6),
                toeval.random() < 0.8,
                toeval.random() < 0.8,
                GROEPEN[min(toeval.randrange(3), toeval.randrange(3))] if locatie else None,
            )
        )
    return kinderen


PLAATSEN = [
    *((soort, loc) for loc, (soort, _) in LOCATIES.items()),
    *((blad, None) for blad in (*(NIET + r for r in Toeleiding.Reden.values), *STILTE)),
]
Ruil = tuple[tuple[Kind, ...], tuple[Kind, ...]]


def moves(kinderen: list[Kind]) -> Iterator[Ruil]:
    """Who goes and who comes, so that there could have been other children: one who differs in one thing, two who trade
    one thing, one more, one less."""
    soorten = sorted(set(kinderen), key=repr)
    for een in soorten:
        anders = [replace(een, vol=not een.vol), replace(een, leeftijd=not een.leeftijd)]
        anders += [replace(een, buurt=b) for b in BUURTEN] + [replace(een, taal=t) for t in TALEN]
        anders += [replace(een, gronden=een.gronden ^ {g}) for g in GRONDEN]
        anders += [replace(een, groep=g) for g in GROEPEN if een.locatie]
        anders += [
            replace(een, blad=blad, locatie=loc, groep=groep, buurt=buurt, taal=taal)
            for blad, loc in PLAATSEN
            for groep in (GROEPEN if loc else (None,))
            for buurt, taal in ((een.buurt, een.taal), *((b, een.taal) for b in BUURTEN), (een.buurt, "ar"))
        ]
        yield from (((een,), (ander,)) for ander in anders if ander != een)
        yield (een,), ()
        yield (), (een,)
    for plek, een in enumerate(soorten):
        for ander in soorten[plek + 1 :]:
            for veld in ("buurt", "taal", "leeftijd", "gronden", "vol", "groep"):
                if getattr(een, veld) != getattr(ander, veld):
                    heen = replace(een, **{veld: getattr(ander, veld)})
                    terug = replace(ander, **{veld: getattr(een, veld)})
                    yield (een, ander), (heen, terug)
                    if veld == "buurt":
                        yield from (((een, ander), (replace(heen, blad=b), terug)) for b in _others(een))
                        yield from (((een, ander), (heen, replace(terug, blad=b))) for b in _others(ander))


def _others(kind: Kind) -> list[str]:
    """Other reasons why it could not be reached."""
    reden = kind.blad.removeprefix(NIET)
    return [NIET + r for r in Toeleiding.Reden.values if r != reden] if reden != kind.blad else []


def computable(kinderen: list[Kind]) -> list[str]:
    """The hidden numbers of which no other children were found that give the same tables and another number."""
    alle = list(cellen(kinderen))
    dicht = np.array([cel is None for _, _, cel in alle])
    telt: dict[Kind, Any] = {}

    def rij(kind: Kind) -> Any:
        if kind not in telt:
            telt[kind] = np.array([wie(kind) for _, wie, _ in alle], dtype=np.int64)
        return telt[kind]

    som = sum((rij(kind) for kind in kinderen), np.zeros(len(alle), dtype=np.int64))
    assert [int(n) for n in som[~dicht]] == [cel for _, _, cel in alle if cel is not None]
    open_ = dicht.copy()

    def look(huidig: list[Kind]) -> list[Ruil]:
        """Takes away from `open_` what is another number now; the moves that change no number that is told."""
        al = sum(map(rij, huidig), np.zeros(len(alle), dtype=np.int64)) - som
        even_goed = []
        for weg, erbij in moves(huidig):
            verschil = sum(map(rij, erbij), np.zeros(len(alle), dtype=np.int64)) - sum(map(rij, weg))
            if not verschil[~dicht].any():
                np.logical_and(open_, al + verschil == 0, out=open_)
                even_goed.append((weg, erbij))
        return even_goed

    verder = look(kinderen)
    for weg, erbij in Random(1).sample(verder, min(DIEP, len(verder))):
        if open_.any():
            look(list((Counter(kinderen) - Counter(weg) + Counter(erbij)).elements()))
    return [naam for (naam, _, _), nog in zip(alle, open_, strict=True) if nog]


@pytest.mark.parametrize("aantal", [3, 9, 20, 31, 45])
def test_for_every_hidden_number_other_children_give_the_same_tables(aantal: int) -> None:
    for zaad in range(2):
        kinderen = make_kinderen(Random(zaad * 100 + aantal), aantal)
        assert computable(kinderen) == [], (zaad, aantal)


def test_no_small_group_is_told() -> None:
    for zaad in range(40):
        kinderen = make_kinderen(Random(zaad), 10 + 3 * zaad)
        assert all(cel is None or not 0 < cel < 5 for _, _, cel in cellen(kinderen))
