"""Build a country, calculate it with real workers, ask its pages of the real server, and write it in docs/metingen.md.

`python -m bench.schaal`, or with KLEIN=1 in the environment a country of a few thousand children. It ends by itself
after `Maat.hoogstens` seconds and writes what it has; of its database, servers and files nothing is left.
"""

from __future__ import annotations

import os
import platform
import signal
import sys
import traceback
from datetime import date
from types import FrameType

from bench.bladzijden import cores, write_section
from bench.schaal import omgeving
from bench.schaal.loop import Loop
from bench.schaal.maten import HEEL, KLEIN, Maat
from bench.schaal.omgeving import TeLaat
from bench.schaal.verslag import KOP, make_verslag


def main() -> None:
    maat = KLEIN if os.environ.get("KLEIN", "") not in ("", "0") else HEEL
    _on_signals()
    omgeving.set_environment()
    loop = Loop(maat)
    try:
        with omgeving.servers():
            loop.measure()
    except TeLaat:
        loop.mislukt["the rest"] = f"the run is over after {maat.hoogstens} seconds"
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing is written and nothing is left.")
    except Exception as fout:
        traceback.print_exc()
        loop.mislukt["the rest"] = f"{type(fout).__name__}"
    tekst = make_verslag(_kop(maat), loop.uit, loop.mislukt)
    write_section(KOP, tekst)
    sys.stdout.write(tekst)
    sys.exit(1 if loop.mislukt else 0)


def _kop(maat: Maat) -> list[str]:
    soort = " KLEIN=1" if maat == KLEIN else ""
    return [
        f"By `make scale{soort}` (`python -m bench.schaal`), on {date.today():%d-%m-%Y}: {maat.gemeenten} municipalities with {maat.kinderen:,} children,",  # noqa: DTZ011 - when it was measured
        f"of whom a tenth in one, and beside them municipalities of {', '.join(f'{aantal:,}' for aantal in maat.groei)}; embedded PostgreSQL and Redis as they come,",
        "real Celery workers, gunicorn with four sync workers, row-level security on. Seconds are of the clock; what is short is",
        f"a median of {maat.rondes}. Python {platform.python_version()}, {platform.machine()}, {cores()} cores, which also do the asking.",
    ]


def _on_signals() -> None:
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, _interrupt)


def _interrupt(nummer: int, frame: FrameType | None) -> None:
    # A second one may not break off the stopping of the others.
    for een in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(een, signal.SIG_IGN)
    for proces in list(omgeving.LOPEND):
        proces.terminate()
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
