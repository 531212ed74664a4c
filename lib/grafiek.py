"""The geometry of charts: figures in, rectangles, lines and texts out, drawn by templates/components/grafiek.html.

Pure integer work. A chart carries its own table, so that nobody needs the picture to know the figures, and
every series has a hatch and a legend, so that nobody needs the colours either.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.weergave import getal

BREEDTE = 600
LINKS = 56
BOVEN = 24
VLAKHOOGTE = 220
RECHTS_ZONDER_DOEL = 12
RECHTS_MET_DOEL = 92
REGELHOOGTE = 52


@dataclass(frozen=True)
class Vlak:
    x: int
    y: int
    breedte: int
    hoogte: int
    klasse: str
    arcering: str = ""


@dataclass(frozen=True)
class Lijn:
    x1: int
    y1: int
    x2: int
    y2: int
    klasse: str


@dataclass(frozen=True)
class Tekst:
    x: int
    y: int
    tekst: str
    klasse: str


@dataclass(frozen=True)
class Legenda:
    naam: str
    klasse: str
    arcering: str = ""


@dataclass(frozen=True)
class Grafiek:
    titel: str
    beschrijving: str
    hoogte: int
    vlakken: tuple[Vlak, ...]
    lijnen: tuple[Lijn, ...]
    doellijnen: tuple[Lijn, ...]
    teksten: tuple[Tekst, ...]
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    legenda: tuple[Legenda, ...] = ()
    breedte: int = BREEDTE

    @property
    def sleutel(self) -> str:
        """Names the parts of this drawing, so that two charts fit on one page."""
        return re.sub(r"[^a-z0-9]+", "-", self.titel.lower()).strip("-")


@dataclass(frozen=True)
class Punt:
    label: str
    waarde: int
    tekst: str


@dataclass(frozen=True)
class Doel:
    waarde: int
    tekst: str


@dataclass(frozen=True)
class Stapel:
    label: str
    waarden: tuple[int, ...]


@dataclass(frozen=True)
class Balk:
    label: str
    budget: int
    besteed: int


REEKSEN = (("g-reeks-1", ""), ("g-reeks-2", "schuin"), ("g-reeks-3", "stip"), ("g-reeks-4", "kruis"))


def round_step(hoogste: int, stappen: int = 4) -> int:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten with which `stappen` steps reach `hoogste`."""
    macht = 1
    while True:
        for stap in (macht, 2 * macht, 5 * macht // 2, 5 * macht):
            if stap >= 1 and stap * stappen >= hoogste:
                return stap
        macht *= 10


@dataclass(frozen=True)
class _As:
    """The plot area and its vertical scale: from zero to a round number above the highest value."""

    top: int
    stap: int
    links: int
    rechts: int

    def y(self, waarde: int) -> int:
        return BOVEN + VLAKHOOGTE - _deel(waarde, VLAKHOOGTE, self.top)

    def lijnen(self) -> list[Lijn]:
        return [
            Lijn(self.links, self.y(w), self.rechts, self.y(w), "g-lijn" if w else "g-nul")
            for w in range(0, self.top + 1, self.stap)
        ]

    def teksten(self, schrijf: Callable[[int], str]) -> list[Tekst]:
        return [
            Tekst(self.links - 8, self.y(w) + 5, schrijf(w), "g-as g-rechts")
            for w in range(0, self.top + 1, self.stap)
        ]


def _as(hoogste: int, rechts: int, schrijf: Callable[[int], str], top: int | None = None) -> _As:
    """Room on the left for the longest figure of the scale, at some eight units a sign."""
    stap = round_step(top or max(hoogste, 1))
    boven = top or stap * -(-max(hoogste, 1) // stap)
    return _As(boven, stap, max(LINKS, 8 * len(schrijf(boven)) + 12), rechts)


def _deel(waarde: int, lengte: int, geheel: int) -> int:
    return (2 * waarde * lengte + geheel) // (2 * geheel)


def _plaatsen(aantal: int, schaal: _As) -> list[tuple[int, int]]:
    """Left edge and width of each of `aantal` bars, evenly spread and never wider than 72."""
    vak = (schaal.rechts - schaal.links) // max(aantal, 1)
    breedte = min(72, vak * 3 // 5)
    return [(schaal.links + vak * i + (vak - breedte) // 2, breedte) for i in range(aantal)]


def make_staafgrafiek(
    titel: str,
    punten: Sequence[Punt],
    *,
    kolommen: tuple[str, str],
    doel: Doel | None = None,
    top: int | None = None,
    schrijf: Callable[[int], str] = getal,
    beschrijving: str = "",
) -> Grafiek:
    """One bar per period, with the target as a dashed line that carries its own text."""
    rechts = BREEDTE - (RECHTS_MET_DOEL if doel else RECHTS_ZONDER_DOEL)
    schaal = _as(max([p.waarde for p in punten] + [doel.waarde if doel else 0]), rechts, schrijf, top)
    vlakken: list[Vlak] = []
    doellijnen: list[Lijn] = []
    teksten = schaal.teksten(schrijf)
    for punt, (x, breedte) in zip(punten, _plaatsen(len(punten), schaal), strict=True):
        y = schaal.y(punt.waarde)
        midden = x + breedte // 2
        vlakken.append(Vlak(x, y, breedte, BOVEN + VLAKHOOGTE - y, "g-reeks-1"))
        teksten.append(_staaftekst(punt, midden, y, schaal.y(doel.waarde) if doel else None))
        teksten.append(Tekst(midden, BOVEN + VLAKHOOGTE + 20, punt.label, "g-midden"))
    if doel:
        y = schaal.y(doel.waarde)
        doellijnen = [Lijn(schaal.links, y, rechts + 4, y, soort) for soort in ("g-doelrand", "g-doel")]
        teksten.append(Tekst(rechts + 8, y + 5, doel.tekst, "g-doeltekst"))
    return Grafiek(
        titel=titel,
        beschrijving=beschrijving or _beschrijf_staven(punten, doel),
        hoogte=BOVEN + VLAKHOOGTE + 32,
        vlakken=tuple(vlakken),
        lijnen=tuple(schaal.lijnen()),
        doellijnen=tuple(doellijnen),
        teksten=tuple(teksten),
        kolommen=kolommen,
        rijen=tuple((p.label, p.tekst) for p in punten),
    )


def _staaftekst(punt: Punt, midden: int, y: int, doellijn: int | None) -> Tekst:
    """The value above its bar, or inside the bar where the target line would run through it."""
    if doellijn is not None and y - 24 < doellijn < y + 2:
        return Tekst(midden, y + 20, punt.tekst, "g-waarde g-midden g-op-1")
    return Tekst(midden, y - 6, punt.tekst, "g-waarde g-midden g-halo")


def _beschrijf_staven(punten: Sequence[Punt], doel: Doel | None) -> str:
    staven = "; ".join(f"{p.label}: {p.tekst}" for p in punten)
    return f"Staafgrafiek. {staven}." + (f" Doellijn: {doel.tekst}." if doel else "")


def make_stapelgrafiek(
    titel: str,
    stapels: Sequence[Stapel],
    *,
    reeksen: Sequence[str],
    eerste_kolom: str,
    schrijf: Callable[[int], str] = getal,
) -> Grafiek:
    """Bars of several parts, for at most four series; a part names its value where there is room for it."""
    rechts = BREEDTE - RECHTS_ZONDER_DOEL
    schaal = _as(max((sum(s.waarden) for s in stapels), default=0), rechts, schrijf)
    vlakken: list[Vlak] = []
    teksten = schaal.teksten(schrijf)
    for stapel, (x, breedte) in zip(stapels, _plaatsen(len(stapels), schaal), strict=True):
        midden = x + breedte // 2
        vlakken += _stapel(stapel, x, breedte, schaal)
        teksten += _stapelteksten(stapel, midden, schaal, schrijf)
        teksten.append(Tekst(midden, BOVEN + VLAKHOOGTE + 20, stapel.label, "g-midden"))
    return Grafiek(
        titel=titel,
        beschrijving=f"Gestapelde staafgrafiek met {', '.join(reeksen)}. De cijfers staan in de tabel.",
        hoogte=BOVEN + VLAKHOOGTE + 32,
        vlakken=tuple(vlakken),
        lijnen=tuple(schaal.lijnen()),
        doellijnen=(),
        teksten=tuple(teksten),
        kolommen=(eerste_kolom, *reeksen, "Totaal"),
        rijen=tuple((s.label, *(schrijf(w) for w in s.waarden), schrijf(sum(s.waarden))) for s in stapels),
        legenda=tuple(Legenda(naam, *reeks) for naam, reeks in zip(reeksen, REEKSEN, strict=False)),
    )


def _stapel(stapel: Stapel, x: int, breedte: int, schaal: _As) -> list[Vlak]:
    vlakken: list[Vlak] = []
    onder = 0
    for waarde, (klasse, arcering) in zip(stapel.waarden, REEKSEN, strict=False):
        y, voet = schaal.y(onder + waarde), schaal.y(onder)
        onder += waarde
        if voet > y:
            vlakken.append(Vlak(x, y, breedte, voet - y, klasse, arcering))
    return vlakken


def _stapelteksten(stapel: Stapel, midden: int, schaal: _As, schrijf: Callable[[int], str]) -> list[Tekst]:
    teksten: list[Tekst] = []
    onder = 0
    for nummer, waarde in enumerate(stapel.waarden, start=1):
        y, voet = schaal.y(onder + waarde), schaal.y(onder)
        onder += waarde
        if voet - y >= 20 and waarde != sum(stapel.waarden):
            teksten.append(
                Tekst(midden, (y + voet) // 2 + 5, schrijf(waarde), f"g-midden g-waarde g-op-{nummer}")
            )
    teksten.append(Tekst(midden, schaal.y(onder) - 6, schrijf(onder), "g-waarde g-midden g-halo"))
    return teksten


def make_budgetgrafiek(
    titel: str, balken: Sequence[Balk], *, eerste_kolom: str, schrijf: Callable[[int], str] = getal
) -> Grafiek:
    """Per line a pale bar for the budget with what was spent inside it; what goes over it is hatched."""
    geheel = max([max(b.budget, b.besteed) for b in balken] + [1])
    vlakken: list[Vlak] = []
    teksten: list[Tekst] = []
    for nummer, balk in enumerate(balken):
        y = nummer * REGELHOOGTE
        teksten.append(Tekst(1, y + 16, balk.label, "g-waarde"))
        teksten.append(
            Tekst(
                BREEDTE - 1,
                y + 16,
                f"{schrijf(balk.besteed)} van {schrijf(balk.budget)}",
                "g-rechts g-extra",
            ),
        )
        vlakken += _budgetbalk(balk, y + 24, geheel)
    return Grafiek(
        titel=titel,
        beschrijving="Per regel een balk voor het budget met daarin wat is besteed. De cijfers staan in de tabel.",
        hoogte=max(len(balken), 1) * REGELHOOGTE,
        vlakken=tuple(vlakken),
        lijnen=(),
        doellijnen=(),
        teksten=tuple(teksten),
        kolommen=(eerste_kolom, "Budget", "Besteed"),
        rijen=tuple((b.label, schrijf(b.budget), schrijf(b.besteed)) for b in balken),
        legenda=_budgetlegenda(balken),
    )


def _budgetlegenda(balken: Sequence[Balk]) -> tuple[Legenda, ...]:
    legenda = (Legenda("Besteed", "g-reeks-1"), Legenda("Budget", "g-budget"))
    if any(b.besteed > b.budget for b in balken):
        return (*legenda, Legenda("Boven budget", "g-te-veel", "schuin"))
    return legenda


def _budgetbalk(balk: Balk, y: int, geheel: int) -> list[Vlak]:
    lengte = BREEDTE - 2
    budget = _deel(balk.budget, lengte, geheel)
    binnen = _deel(max(min(balk.besteed, balk.budget), 0), lengte, geheel)
    vlakken = [Vlak(1, y, budget, 16, "g-budget"), Vlak(1, y, binnen, 16, "g-reeks-1")]
    if balk.besteed > balk.budget:
        vlakken.append(
            Vlak(1 + budget, y, _deel(balk.besteed, lengte, geheel) - budget, 16, "g-te-veel", "schuin")
        )
    return vlakken


def make_balkgrafiek(
    titel: str, punten: Sequence[Punt], *, kolommen: tuple[str, str], geheel: int, beschrijving: str
) -> Grafiek:
    """A bar under each label, in the order given; `geheel` is the value of a bar over the whole width."""
    lengte = BREEDTE - 2
    vlakken: list[Vlak] = []
    teksten: list[Tekst] = []
    for nummer, punt in enumerate(punten):
        y = nummer * REGELHOOGTE
        teksten.append(Tekst(1, y + 16, punt.label, "g-waarde"))
        teksten.append(Tekst(BREEDTE - 1, y + 16, punt.tekst, "g-rechts g-extra"))
        vlakken.append(Vlak(1, y + 24, lengte, 16, "g-budget"))
        vlakken.append(Vlak(1, y + 24, _deel(punt.waarde, lengte, geheel), 16, "g-reeks-1"))
    return Grafiek(
        titel=titel,
        beschrijving=beschrijving,
        hoogte=max(len(punten), 1) * REGELHOOGTE,
        vlakken=tuple(vlakken),
        lijnen=(),
        doellijnen=(),
        teksten=tuple(teksten),
        kolommen=kolommen,
        rijen=tuple((p.label, p.tekst) for p in punten),
    )
