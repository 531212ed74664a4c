"""Counting requests over all processes of one web server: each keeps a small file, and who asks adds them up."""

import json
import os
import time
from collections import Counter
from pathlib import Path

# Upper bounds in seconds; the pages stop at the database after ten.
GRENZEN = (0.1, 0.3, 1.0, 3.0, 10.0)
_SCHRIJF_NA = 1.0  # seconds

_map: Path | None = None
_tellers: Counter[str] = Counter()
_geschreven = 0.0


def keep_in(map_: Path | None) -> None:
    """Count in this empty folder; of the server before it starts its processes. None: count no more."""
    global _map
    _map = map_
    _tellers.clear()


def count_verzoek(status: int, seconden: float) -> None:
    """What a process counted in its last second is not lost: the next request writes it, and its end too."""
    global _geschreven
    if _map is None:
        return
    _tellers[f"{status // 100}xx"] += 1
    _tellers["ms"] += round(seconden * 1000)
    for grens in GRENZEN:
        _tellers[f"tot {grens}"] += seconden <= grens
    if time.monotonic() - _geschreven >= _SCHRIJF_NA:
        _geschreven = time.monotonic()
        write()


def write() -> None:
    """In one move, so that nobody reads half a file."""
    if _map is None:
        return
    nieuw = _map / f"{os.getpid()}.nieuw"
    nieuw.write_text(json.dumps(_tellers))
    nieuw.replace(_map / f"{os.getpid()}.json")


def start_process() -> None:
    """In a new process: what it got from the one before it is counted there already."""
    _tellers.clear()


def read() -> Counter[str]:
    """The sum over all processes since the server started, also over those that ended."""
    som: Counter[str] = Counter()
    for bestand in _map.glob("*.json") if _map else ():
        som.update(json.loads(bestand.read_text()))
    return som
