"""The servers of a run and its steps, each a process of its own; whatever happens, all of them are stopped.

Nothing here imports Django: what a step needs of it, the step's own process loads.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.herziening import BASIS

# The steps that run now: who breaks off the run, ends them first.
LOPEND: set[subprocess.Popen[str]] = set()
GEGEVENS = BASIS / ".data" / "bench-schaal"
HOST = "127.0.0.1"
STOPTIJD = 20


class TeLaat(Exception):
    """The time of the whole run is over."""


class Klok:
    def __init__(self, hoogstens: float) -> None:
        self._begin = time.monotonic()
        self._hoogstens = hoogstens

    @property
    def over(self) -> float:
        return self._hoogstens - (time.monotonic() - self._begin)

    def tell(self, zin: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - self._begin:6.1f} s] {zin}\n")
        sys.stderr.flush()


def set_environment() -> None:
    """Of the site and the workers; nothing of a database or queue of one's own."""
    for elders in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "RIJEN_STANDAARD"):
        os.environ.pop(elders, None)
    os.environ |= {
        "VVE_DATA_DIR": str(GEGEVENS),
        "EMBEDDED": "true",
        "DEBUG": "false",
        # As `make demo` serves: without the second factor, and over plain HTTP.
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "vve_admin.settings",
        "PYTHONWARNINGS": "ignore:::celery.platforms,ignore:No directory at",
    }


@contextmanager
def servers() -> Iterator[None]:
    """PostgreSQL and Redis in a folder that is new, and gone afterwards."""
    from vve_admin.embedded import servers as ingebouwd

    shutil.rmtree(GEGEVENS, ignore_errors=True)
    with ExitStack() as stapel:
        stapel.callback(_remove, ingebouwd.redis_socket(GEGEVENS).parent)
        stapel.callback(ingebouwd.stop_postgres, GEGEVENS)
        ingebouwd.start_postgres(GEGEVENS)
        redis = ingebouwd.start_redis(GEGEVENS)
        stapel.callback(stop, redis)
        yield


def _remove(van_redis: Path) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    shutil.rmtree(van_redis, ignore_errors=True)


def run(klok: Klok, *wat: str, als_beheerder: bool = True) -> str:
    """A step in a process of its own; TeLaat when the time of the run is over before it is done."""
    if klok.over <= 0:
        raise TeLaat
    omgeving = os.environ | ({"RIJEN_STANDAARD": "alles"} if als_beheerder else {})
    proces = _start(*wat, omgeving=omgeving, stdout=subprocess.PIPE)
    LOPEND.add(proces)
    try:
        uit, _ = proces.communicate(timeout=klok.over)
    except subprocess.TimeoutExpired:
        raise TeLaat from None
    finally:
        LOPEND.discard(proces)
        stop(proces)
    if proces.returncode:
        raise subprocess.CalledProcessError(proces.returncode, wat)
    return str(uit)


def step(klok: Klok, naam: str, **gegevens: Any) -> Any:
    """What a function of bench.schaal.stappen gives: the last line that its process writes."""
    return json.loads(run(klok, "-m", "bench.schaal.stappen", naam, json.dumps(gegevens)).splitlines()[-1])


def _start(*wat: str, omgeving: dict[str, str], stdout: int | None = None) -> subprocess.Popen[str]:
    # A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, *wat], cwd=BASIS, env=omgeving, stdout=stdout, text=True, start_new_session=True
    )


def stop(proces: subprocess.Popen[Any]) -> None:
    """Ask, and then end it with all that it started."""
    if proces.poll() is None:
        proces.terminate()
        try:
            proces.wait(timeout=STOPTIJD)
        except subprocess.TimeoutExpired:
            os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()
    if proces.stdout is not None:
        proces.stdout.close()


@contextmanager
def workers(aantal: int) -> Iterator[subprocess.Popen[str]]:
    """As the worker of the night in docker-compose.yml, with so many processes."""
    werker = _start(
        *("-m", "celery", "--quiet", "--app", "vve_admin", "worker", "--queues", "mensen,nacht"),
        *("--concurrency", str(aantal), "--loglevel", "error"),
        omgeving=dict(os.environ),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield werker
    finally:
        stop(werker)


@contextmanager
def site() -> Iterator[tuple[subprocess.Popen[str], int]]:
    """gunicorn as in docker-compose.yml: four sync workers, with gunicorn.conf.py of this directory."""
    poort = _free_port()
    opties = ("--bind", f"{HOST}:{poort}", "--workers", "4", "--log-level", "error")
    server = _start("-m", "gunicorn", "vve_admin.wsgi", *opties, omgeving=dict(os.environ))
    try:
        _wait(server, poort)
        yield server, poort
    finally:
        stop(server)


def _free_port() -> int:
    with socket.socket() as vrij:
        vrij.bind((HOST, 0))
        return int(vrij.getsockname()[1])


def _wait(server: subprocess.Popen[str], poort: int) -> None:
    for _ in range(300):
        try:
            get(http.client.HTTPConnection(HOST, poort, timeout=5), "/inloggen/", "")
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")


def get(verbinding: http.client.HTTPConnection, pad: str, sessie: str) -> tuple[int, int]:
    """The status and the bytes of an answer that was read whole, as it comes over the line."""
    verbinding.request("GET", pad, headers={"Cookie": f"sessionid={sessie}", "Accept-Encoding": "gzip"})
    antwoord = verbinding.getresponse()
    return antwoord.status, len(antwoord.read())


def peak_mb(proces: subprocess.Popen[Any]) -> float:
    """The most memory that one process of this server has had, in MB."""
    import psutil

    alle = [psutil.Process(proces.pid), *psutil.Process(proces.pid).children(recursive=True)]
    return max((_peak(een.pid) for een in alle), default=0.0)


def _peak(pid: int) -> float:
    try:
        regels = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(regel.split()[1]) / 1024 for regel in regels if regel.startswith("VmHWM")), 0.0)
