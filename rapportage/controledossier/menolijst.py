"""The M&O list (misbruik en oneigenlijk gebruik): rules over what was approved for a year, and the lines that meet them.

A line on the list is a reason to look, not a mistake: a child may go to two locations, and an indication may count
from an earlier day. Each rule tells what it compares.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicaties.models import Dubbelpaar, Indicatie
from lib.weergave import datum, periode
from organisaties.models import Gemeente
from organisaties.porties import in_porties
from rapportage.controledossier.jaarregels import Jaarregel, read_jaarregels
from rekenregels import Signaal
from subsidies.berekeningen.rekenen import replay
from subsidies.models import Berekeningsdeel

MET_INDICATIE = {"doelgroep": Indicatie.Soort.VVE, "smi": Indicatie.Soort.SMI}


@dataclass(frozen=True)
class Treffer:
    """A line that meets a rule, and in words what is seen in it."""

    regel: Jaarregel
    waarom: str


@dataclass(frozen=True)
class Menoregel:
    code: str
    naam: str
    uitleg: str
    zoek: Callable[[Gemeente, Sequence[Jaarregel]], list[Treffer]]


@dataclass(frozen=True)
class Uitkomst:
    regel: Menoregel
    treffers: list[Treffer]

    @property
    def centen(self) -> int:
        """The subsidy of the lines, each counted once."""
        return sum({(t.regel.berekening, t.regel.volgorde): t.regel.centen for t in self.treffers}.values())

    @property
    def kinderen(self) -> int:
        return len({t.regel.kind for t in self.treffers})


def check_all(gemeente: Gemeente, jaar: int) -> list[Uitkomst]:
    regels = read_jaarregels(gemeente, jaar)
    return [Uitkomst(regel, regel.zoek(gemeente, regels)) for regel in REGELS]


def _twice(gemeente: Gemeente, regels: Sequence[Jaarregel]) -> list[Treffer]:
    """The same days of one child under two placements, or a file beside another that looks like it."""
    per_kind: dict[int, list[Jaarregel]] = defaultdict(list)
    for regel in regels:
        per_kind[regel.kind].append(regel)
    dubbel = [
        Treffer(regel, f"Ook op een andere locatie gesubsidieerd in {periode(regel.van, regel.tot_en_met)}.")
        for regel in regels
        if any(_is_elsewhere(regel, ander) for ander in per_kind[regel.kind])
    ]
    return dubbel + list(_alike(gemeente, regels))


def _is_elsewhere(regel: Jaarregel, ander: Jaarregel) -> bool:
    samen = ander.van <= regel.tot_en_met and ander.tot_en_met >= regel.van
    return samen and ander.locatie.pk != regel.locatie.pk


def _alike(gemeente: Gemeente, regels: Sequence[Jaarregel]) -> Iterator[Treffer]:
    paren = Dubbelpaar.objects.filter(gemeente=gemeente).open().values_list("een", "ander")
    lijken: dict[int, set[int]] = defaultdict(set)
    for een, ander in paren:
        lijken[een].add(ander)
        lijken[ander].add(een)
    betaald = {regel.kind for regel in regels}
    for regel in regels:
        if regel.kind in lijken and lijken[regel.kind] & betaald:
            yield Treffer(regel, "Het dossier lijkt op een ander dossier waarvoor ook is betaald.")


def _without_ve(_gemeente: Gemeente, regels: Sequence[Jaarregel]) -> list[Treffer]:
    return [
        Treffer(regel, zin) for regel in regels if regel.categorie == "doelgroep" and (zin := _say_ve(regel))
    ]


def _say_ve(regel: Jaarregel) -> str:
    dagen = [dag for dag in (regel.van, regel.tot_en_met) if not regel.locatie.has_ve_on(dag)]
    if not dagen:
        return ""
    geld = "uit eigen middelen" if regel.zonder_ve else "als locatie mét VE"
    return f"Op {datum(dagen[0])} heeft de locatie geen VE-registratie; gerekend is {geld}."


def _before_indicatie(_gemeente: Gemeente, regels: Sequence[Jaarregel]) -> list[Treffer]:
    treffers = []
    for categorie, soort in MET_INDICATIE.items():
        eigen = [regel for regel in regels if regel.categorie == categorie]
        gegeven = _given({regel.kind for regel in eigen}, soort)
        treffers += [
            Treffer(regel, _say_indicatie(regel, gegeven[regel.kind]))
            for regel in eigen
            if not any(i.is_known_on(regel.van) for i in gegeven[regel.kind])
        ]
    return treffers


@dataclass(frozen=True)
class _Gegeven:
    """An indication: the days that it holds, and the day of giving."""

    van: date
    tot_en_met: date
    op: date

    def is_known_on(self, dag: date) -> bool:
        return self.op <= dag and self.van <= dag <= self.tot_en_met


def _given(kinderen: Iterable[int], soort: Indicatie.Soort) -> dict[int, list[_Gegeven]]:
    gegeven: dict[int, list[_Gegeven]] = defaultdict(list)
    indicaties = Indicatie.objects.effective().filter(kind__in=kinderen, soort=soort).order_by("geldig_van")
    for kind, *dagen in indicaties.values_list("kind", "geldig_van", "geldig_tot_en_met", "afgegeven_op"):
        gegeven[kind].append(_Gegeven(*dagen))
    return gegeven


def _say_indicatie(regel: Jaarregel, gegeven: list[_Gegeven]) -> str:
    if not gegeven:
        return "Er is nu geen indicatie meer die geldt."
    naaste = min(gegeven, key=lambda indicatie: abs((indicatie.van - regel.van).days))
    return (
        f"De dagen beginnen op {datum(regel.van)}; de indicatie is afgegeven op {datum(naaste.op)}"
        f" en geldt vanaf {datum(naaste.van)}."
    )


def _over_maximum(_gemeente: Gemeente, regels: Sequence[Jaarregel]) -> list[Treffer]:
    """The engine's own signal, computed again from the receipt."""
    delen = Berekeningsdeel.objects.filter(berekening__in={regel.berekening for regel in regels})
    plekken: set[tuple[int, int]] = set()
    for deel in in_porties(delen.select_related("regeling"), 20):
        boven = replay(deel).signalen & Signaal.BOVEN_MAXIMUM.bit
        plekken |= {(deel.berekening_id, deel.eerste + i) for i in boven.nonzero()[0].tolist()}
    return [
        Treffer(regel, Signaal.BOVEN_MAXIMUM.zin)
        for regel in regels
        if (regel.berekening, regel.volgorde) in plekken
    ]


REGELS = (
    Menoregel(
        "dubbel-kind",
        "Dubbel kind",
        "Een kind is voor dezelfde dagen op twee locaties gesubsidieerd, of er is betaald voor twee dossiers die op elkaar lijken.",
        _twice,
    ),
    Menoregel(
        "zonder-ve",
        "Geen VE-registratie",
        "Op de eerste of de laatste dag van de regel heeft de locatie van een doelgroepkind geen VE-registratie in het LRK.",
        _without_ve,
    ),
    Menoregel(
        "indicatie-na-start",
        "Indicatie na de start",
        "Op de eerste dag van de regel gold er geen indicatie die toen al was afgegeven.",
        _before_indicatie,
    ),
    Menoregel(
        "boven-maximum",
        "Boven het maximum",
        "Er zijn meer uren gedeclareerd dan de regeling vergoedt. De uren erboven zijn niet betaald.",
        _over_maximum,
    ),
)
