"""Measure the engine beside its peers in one run and write docs/metingen.md."""

from __future__ import annotations

import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from bench import concurrenten as c
from bench.gegevens import maak_feiten, maak_jarigen, maak_kolommen, regeling
from bench.uren import RIJEN, inlees_tijd
from rekenregels import ENGINE_VERSIE, Feiten, Regeling, calculate, load_document, make_uitleg
from rekenregels.rekenen.plan import make_plan
from subsidies.scenarios.vergelijking import Caseload, compare

AANTALLEN = {1_000: (31, 20), 100_000: (15, 3), 1_000_000: (7, 1)}  # rows: rounds, calls per round
DOELEN = {"Decimal": 20.0, "numpy": 0.5, "OpenFisca": 2.0}
KINDEREN = 5_000
UIT = Path(__file__).parents[1] / "docs" / "metingen.md"
# What is measured elsewhere stays under these figures: the nightly review, and two checkouts beside each other.
ELDERS = "## The nightly review\n"


@dataclass
class Meting:
    aantal: int
    seconden: dict[str, float]
    totaal: dict[str, float]
    gelijk: bool  # the engine, Decimal and numpy, line by line

    def factor(self, naam: str) -> float:
        """How many times faster the engine is than this peer."""
        return self.seconden[naam] / self.seconden["engine"]


def meet(aantal: int, rondes: int, keer: int) -> Meting:
    """Peers and engine take turns, so that a busy machine hits all alike; CPU time of this process, median."""
    feiten, policy, stelsel = maak_feiten(aantal), regeling(), c.maak_openfisca()
    regels = c.decimal_regels(feiten)
    werk: dict[str, Callable[[], float]] = {
        "engine": lambda: calculate(policy, feiten).totaal / 100,
        "Decimal": lambda: float(sum(c.reken_decimal(regels))),
        "numpy": lambda: int(c.reken_numpy(feiten).sum()) / 100,
        "OpenFisca": lambda: float(c.reken_openfisca(stelsel, feiten).sum(dtype=np.float64)),
    }
    totaal = {naam: doe() for naam, doe in werk.items()}
    gc.disable()
    tijden: dict[str, list[float]] = {naam: [] for naam in werk}
    for ronde in range(rondes):
        for naam, doe in werk.items():
            if naam == "Decimal" and aantal >= 1_000_000 and ronde >= 3:
                continue
            begin = time.process_time()
            for _ in range(keer):
                doe()
            tijden[naam].append((time.process_time() - begin) / keer)
            gc.collect()
    mediaan = {naam: median(lijst) for naam, lijst in tijden.items()}
    return Meting(aantal, mediaan, totaal, _regels_gelijk(policy, feiten, regels))


def _regels_gelijk(policy: Regeling, feiten: Feiten, regels: list[c.Rij]) -> bool:
    subsidie = calculate(policy, feiten).subsidie
    in_centen = [int(bedrag * 100) for bedrag in c.reken_decimal(regels)]
    return bool((subsidie == c.reken_numpy(feiten)).all() and (subsidie == in_centen).all())


def eenmalig() -> dict[str, float]:
    """Seconds of what happens before the clock starts, and of a million lines with birthdays that matter."""
    policy, kolommen, jarigen = regeling(), maak_kolommen(1_000_000), maak_jarigen(1_000_000)
    calculate(policy, jarigen.deel(0, 1))
    werk: dict[str, Callable[[], object]] = {
        "regeling": lambda: make_plan(_andere_regeling(policy)),
        "feiten": lambda: Feiten.from_columns(**kolommen),
        "jarigen": lambda: calculate(policy, jarigen),
    }
    return {naam: _mediaan(doe) for naam, doe in werk.items()}


def _andere_regeling(policy: Regeling) -> Regeling:
    """The same numbers under another name, read anew: nothing of an earlier round is used again."""
    document = policy.as_document()
    document["regeling"]["naam"] = f"Ronde {time.perf_counter_ns()}"
    return load_document(document)


def _mediaan(doe: Callable[[], object], rondes: int = 7) -> float:
    tijden = []
    for _ in range(rondes):
        begin = time.process_time()
        doe()
        tijden.append(time.process_time() - begin)
    return median(tijden)


def geheugen() -> float:
    """Peak memory in MB of a process of its own that makes and computes a million rows."""
    code = (
        "from bench.gegevens import *; from rekenregels import calculate; import resource;"
        "u = calculate(regeling(), maak_feiten(1_000_000)); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    return int(uit.stdout) / (1024 if platform.system() == "Linux" else 1024**2)


def uitleg_tijd() -> float:
    """Seconds for the explanation of one line out of a million."""
    uitkomst = calculate(regeling(), maak_feiten(1_000_000))
    tijden = []
    for i in range(50):
        begin = time.process_time()
        make_uitleg(uitkomst, i * 17_001)
        tijden.append(time.process_time() - begin)
    return median(tijden)


def scenario_tijd() -> float:
    """Seconds to compare a variant with the present policy for 5,000 children of four quarters each.

    From the stored receipts to the sums per category, provider and child: all that the page does but the page.
    """
    feiten, policy = maak_feiten(4 * KINDEREN), regeling()
    bon = json.dumps(feiten.as_dict() | {"sleutels": [f"K{i // 4}" for i in range(4 * KINDEREN)]})
    document = policy.as_document()
    tijden = []
    for ronde in range(15):
        # Another rate each round, so that nothing of an earlier round is used again.
        document["tarieven"]["doelgroeppeuter"]["bedrag"]["waarde"] = f"10.{30 + ronde}"
        begin = time.process_time()
        gelezen = Feiten.from_dict(json.loads(bon))
        houder = np.arange(len(gelezen)) % 9
        uit = compare(
            Caseload(gelezen, houder, tuple(f"H{i}" for i in range(9))), policy, load_document(document)
        )
        _ = (uit.per_categorie, uit.per_houder, uit.meer, uit.minder)
        tijden.append(time.process_time() - begin)
    return median(tijden)


@dataclass(frozen=True)
class Losse:
    """What is measured beside the calculation; seconds, and MB."""

    mb: float
    uitleg: float
    scenario: float
    eenmalig: dict[str, float]
    inlezen: dict[str, float]


def verslag(metingen: list[Meting], losse: Losse) -> str:
    los = losse.eenmalig
    regels = [
        "# Measurements of the calculation",
        "",
        "Made by `make bench`; every figure is the median of CPU time over rounds in which engine and peers take turns.",
        "",
        "- rule: Duiven 2020, scenario 4a; random child-quarters, all of the right age",
        "- engine: the whole policy from its file: facts checked against it, ages and dates looked up, hours, subsidy,",
        "  contribution, hours above the maximum and signals per line; every line explainable",
        "- Decimal: the same rule in plain Python with `decimal`, row by row; subsidy only, no dates, no checks",
        "- numpy: only the arithmetic with the rates typed in; subsidy only, no dates, no checks",
        "- OpenFisca: OpenFisca-core with the same rule as variables, a simulation built each time; subsidy only, no dates,",
        "  no checks, in 32-bit floats",
        "- ready before the clock starts: columns (engine, numpy, OpenFisca) or rows (Decimal) of facts, the policy and its",
        f"  tables, the system of OpenFisca. Columns of 1 million lines and the check of each fact by itself: {los['feiten'] * 1000:.0f} ms;",
        f"  a policy and its tables: {los['regeling'] * 1000:.0f} ms, once per policy",
        f"- engine {ENGINE_VERSIE}, Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores, {platform.machine()}",
        "",
        "| rows | engine | rows/s | Decimal | numpy | OpenFisca | x Decimal | x numpy | x OpenFisca |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for meting in metingen:
        tijden = [f"{meting.seconden[naam] * 1000:.2f} ms" for naam in ("Decimal", "numpy", "OpenFisca")]
        factoren = [f"{meting.factor(naam):.2f}" for naam in ("Decimal", "numpy", "OpenFisca")]
        snelheid = f"{meting.aantal / meting.seconden['engine'] / 1e6:.2f} M"
        cellen = [
            f"{meting.aantal:,}",
            f"{meting.seconden['engine'] * 1000:.2f} ms",
            snelheid,
            *tijden,
            *factoren,
        ]
        regels.append(f"| {' | '.join(cellen)} |")
    regels += [
        "",
        f"Where three in ten children reach the first or the last age inside their quarter, 1 million lines take {los['jarigen'] * 1000:.0f} ms:",
        "the hours of those children are divided over days. The peers can't do this.",
    ]
    return "\n".join([*regels, "", *_oordeel(metingen, losse), ""])


def _oordeel(metingen: list[Meting], losse: Losse) -> list[str]:
    mb, scenario = losse.mb, losse.scenario
    grootste = metingen[-1]
    fout = abs(grootste.totaal["OpenFisca"] - grootste.totaal["engine"])
    gelijk = all(m.gelijk for m in metingen)
    regels = [
        "## Against the goals",
        "",
        "| goal | reached at 1 thousand, 100 thousand, 1 million |",
        "|---|---|",
    ]
    for naam, doel in DOELEN.items():
        oordelen = [f"{'yes' if m.factor(naam) >= doel else 'no'} ({m.factor(naam):.2f}x)" for m in metingen]
        regels.append(f"| at least {doel:g}x {naam} | {', '.join(oordelen)} |")
    regels.append(
        f"| 1 million rows under 400 MB | {'yes' if mb < 400 else 'no'} ({mb:.0f} MB peak, inputs included) |"
    )
    regels.append(
        f"| a scenario for {KINDEREN:,} children within 500 ms | {'yes' if scenario < 0.5 else 'no'} ({scenario * 1000:.0f} ms) |"
    )
    for soort, tijd in losse.inlezen.items():
        regels.append(
            f"| a file of {RIJEN:,} rows of hours ({soort}) read and checked within 5 s | {'yes' if tijd < 5 else 'no'}"
            f" ({tijd * 1000:.0f} ms) |"
        )
    return [
        *regels,
        "",
        *_waarom_niet(metingen[0]),
        (
            f"Exact: every line of engine, Decimal and numpy is {'equal to the cent' if gelijk else 'NOT EQUAL'} at every size; "
            f"OpenFisca's total of 1 million rows is € {fout:,.2f} off."
        ),
        f"The explanation of one line out of a million takes {losse.uitleg * 1000:.1f} ms.",
    ]


def _waarom_niet(kleinste: Meting) -> list[str]:
    if all(kleinste.factor(naam) >= doel for naam, doel in DOELEN.items()):
        return []
    return [
        "What is not reached at 1 thousand lines is the price of calls: a numpy call then costs more than its arithmetic,",
        f"{kleinste.seconden['numpy'] / 23 * 1e6:.1f} microseconds each for the some 23 calls of the bare arithmetic. The engine makes some 52 (ages, hours, checks,",
        "signals, contribution too) with the Python between them; half of bare numpy would be 46 calls and no Python at all.",
        "",
    ]


def main() -> None:
    mb = geheugen()  # first: a child process inherits the peak of its parent
    metingen = [meet(aantal, *keren) for aantal, keren in AANTALLEN.items()]
    _, kop, eerder = UIT.read_text(encoding="utf-8").partition(ELDERS)
    tekst = verslag(metingen, Losse(mb, uitleg_tijd(), scenario_tijd(), eenmalig(), inlees_tijd()))
    UIT.write_text(tekst + (f"\n{kop}{eerder}" if kop else ""), encoding="utf-8")
    sys.stdout.write(UIT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
