"""An installation as docker compose makes it: the real settings without DEBUG, three roles, real PostgreSQL and Redis."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from vve_admin.embedded import servers

BASE_DIR = Path(__file__).resolve().parents[2]
TOKEN = "token-van-de-bewaking"


@dataclass(frozen=True)
class Installatie:
    """`data` is the directory of its PostgreSQL and Redis, `sleutels` what the operator keeps apart from the backup."""

    data: Path
    sleutels: dict[str, str]

    def omgeving(self, **anders: str) -> dict[str, str]:
        """Of the site, a worker and the clock; a command of the operator gets more."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONWARNINGS": "ignore",
            "VVE_DATA_DIR": str(self.data),
            "DATABASE_URL": self.adres(servers.APP_ROLE),
            "REDIS_URL": f"redis+socket://{servers.redis_socket(self.data)}",
            "SECRET_KEY": "Zo-lang-en-willekeurig-als-een-echt-geheim-hoort-te-zijn-7r4q",
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "true",
            "EMAIL_URL": "consolemail://",
            "STATIC_ROOT": str(self.data / "static"),
            "MONITOR_TOKEN": TOKEN,
            **self.sleutels,
            **anders,
        }

    def adres(self, rol: str) -> str:
        return f"postgres://{rol}@/vve?host={quote(servers.start_postgres(self.data))}"

    def manage(self, *opdracht: str, eigenaar: bool = False) -> str:
        """What a command of the operator writes; of the owner of the tables for `migrate`."""
        rollen = {"DATABASE_BEHEER_URL": self.adres(servers.BEHEER_ROLE)}
        if eigenaar:
            rollen["DATABASE_OWNER_URL"] = self.adres(servers.OWNER_ROLE)
        uitkomst = subprocess.run(
            [sys.executable, "manage.py", *opdracht],
            cwd=BASE_DIR,
            env=self.omgeving(**rollen),
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert uitkomst.returncode == 0, uitkomst.stdout + uitkomst.stderr
        return uitkomst.stdout

    @contextmanager
    def running(self, log: Path) -> Iterator["Site"]:
        """Redis, gunicorn, a worker and beat, as docker-compose.yml starts them; all that was started is stopped."""
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort = vrij.getsockname()[1]
        celery = ("-m", "celery", "--app", "vve_admin")
        opdrachten = {
            "web": (
                "-m",
                "gunicorn",
                "vve_admin.wsgi",
                "--bind",
                f"127.0.0.1:{poort}",
                "--access-logfile",
                "-",
            ),
            "worker": (*celery, "worker", "--concurrency", "1", "--loglevel", "info"),
            "beat": (*celery, "beat", "--loglevel", "info", "--pidfile="),
        }
        redis = servers.start_redis(self.data)
        gestart = []
        try:
            for naam, opdracht in opdrachten.items():
                with (log / f"{naam}.log").open("w") as uitvoer:
                    gestart.append(
                        subprocess.Popen(
                            [sys.executable, *opdracht],
                            cwd=BASE_DIR,
                            env=self.omgeving(),
                            stdout=uitvoer,
                            stderr=subprocess.STDOUT,
                        )
                    )
            yield Site(poort)
        finally:
            for proces in (*reversed(gestart), redis):
                proces.terminate()
            for proces in (*reversed(gestart), redis):
                proces.wait(timeout=60)


@dataclass(frozen=True)
class Site:
    poort: int

    def get(self, pad: str, **koppen: str) -> tuple[int, str]:
        """As the reverse proxy asks it; status 0 while nobody listens yet."""
        verzoek = Request(
            f"http://127.0.0.1:{self.poort}{pad}",
            headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", **koppen},
        )
        try:
            with urlopen(verzoek, timeout=30) as antwoord:
                return antwoord.status, antwoord.read().decode()
        except HTTPError as fout:
            return fout.code, fout.read().decode()
        except URLError:
            return 0, ""

    def onderdelen(self) -> dict[str, Any]:
        _, tekst = self.get("/gezond/", Authorization=f"Bearer {TOKEN}")
        gevonden: dict[str, Any] = json.loads(tekst)["onderdelen"] if tekst else {}
        return gevonden


def wait_until(klaar: Callable[[], bool], seconden: int) -> None:
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if klaar():
            return
        time.sleep(0.5)
    raise AssertionError(f"Na {seconden} seconden nog niet.")
