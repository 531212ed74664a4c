"""Two checkouts beside each other in one run: python -m bench.voor_en_na OTHER_CHECKOUT

For who moves the engine about: is it as quick as before? Both compute the children of the benchmark with their own
code, in processes that take turns, so that a busy machine hits both alike. Run it on a quiet machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

HIER = Path(__file__).resolve().parents[1]
RONDES = 7
# In the other checkout the engine may still be where it was before it became a room of its own.
METING = """
import gc, json, time
from statistics import median
from bench.gegevens import maak_feiten, maak_jarigen, regeling
try:
    from rekenregels import calculate, load_document
except ImportError:
    from subsidies.rekenregels import calculate, load_document

def meet(feiten, rondes, keer):
    calculate(policy, feiten)
    gc.disable()
    tijden = []
    for _ in range(rondes):
        begin = time.process_time()
        for _ in range(keer):
            calculate(policy, feiten)
        tijden.append((time.process_time() - begin) / keer)
        gc.collect()
    return median(tijden)

def meet_plan(feiten, rondes):
    tijden = []
    for ronde in range(rondes):
        document = policy.as_document()
        document["regeling"]["naam"] = f"Ronde {ronde}"
        nieuw = load_document(document)
        begin = time.process_time()
        calculate(nieuw, feiten)
        tijden.append(time.process_time() - begin)
    return median(tijden)

policy = regeling()
print(json.dumps({
    "1, a policy not seen before": meet_plan(maak_feiten(1), 15),
    "1,000": meet(maak_feiten(1_000), 15, 40),
    "100,000": meet(maak_feiten(100_000), 9, 5),
    "1,000,000": meet(maak_feiten(1_000_000), 5, 1),
    "1,000,000 with birthdays": meet(maak_jarigen(1_000_000), 5, 1),
}))
"""


def meet(map_: Path) -> dict[str, float]:
    """Seconds of CPU per size, of the code in a checkout."""
    uit = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-B", "-c", METING], cwd=map_, capture_output=True, text=True, check=True
    )
    tijden: dict[str, float] = json.loads(uit.stdout)
    return tijden


def main(andere: Path) -> None:
    paren = [(meet(andere), meet(HIER)) for _ in range(RONDES)]
    regels = ["| rows | before | after | after / before |", "|---:|---:|---:|---:|"]
    for maat in paren[0][0]:
        voor, na = (median(paar[kant][maat] for paar in paren) for kant in (0, 1))
        factor = median(paar[1][maat] / paar[0][maat] for paar in paren)
        regels.append(f"| {maat} | {voor * 1000:.2f} ms | {na * 1000:.2f} ms | {factor:.2f} |")
    sys.stdout.write("\n".join([*regels, ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
