"""The whole product on this machine: `python -m demo`, until Ctrl-C.

Starts the embedded PostgreSQL and Redis, migrates, loads the demo, and runs the site with one Celery
worker and beat. Everything it started it also stops. It never touches a database from the environment.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

BASE_DIR = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
SECONDS_TO_STOP = 15

Process = subprocess.Popen[bytes]


def main() -> None:
    _set_environment()
    port = _port()
    _on_signals(_interrupt)
    try:
        with ExitStack() as stack:
            _run(port, stack)
    except KeyboardInterrupt:
        print("\nDe demo is gestopt. De gegevens staan in .data/ en zijn er de volgende keer weer.")  # noqa: T201
    except subprocess.CalledProcessError as fout:
        sys.exit(fout.returncode)


def _run(port: int, stack: ExitStack) -> None:
    from django.conf import settings

    from vve_admin.embedded import servers

    stack.enter_context(_only_one(settings.DATA_DIR))
    _refuse_taken(port)
    print("De demo wordt klaargezet; de eerste keer duurt dat een paar minuten.", flush=True)  # noqa: T201
    # What was started first is stopped last.
    stack.callback(servers.stop_postgres, settings.DATA_DIR)
    servers.start_postgres(settings.DATA_DIR)
    redis = _Redis(settings.DATA_DIR)
    stack.callback(redis.stop)
    processes: dict[str, Process] = {}
    for command in (["migrate", "-v0"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)  # noqa: S603 - our own commands
    _add(processes, stack, "De site", _start_site(port))
    _add(processes, stack, "De worker", _start_worker())
    _wait_for(lambda: _answers(port), processes)
    print(f"\nDe site draait op http://{HOST}:{port} - stop met Ctrl-C.", flush=True)  # noqa: T201
    while True:
        _wait_for(lambda: servers.postgres_stopped(settings.DATA_DIR) or redis.has_stopped(), processes)
        print("De database of Redis van de demo was gestopt en wordt weer gestart.", flush=True)  # noqa: T201
        servers.start_postgres(settings.DATA_DIR)
        redis.start()


class _Redis:
    """The Redis of the demo, which comes back when it has ended."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._start()

    def _start(self) -> None:
        from vve_admin.embedded import servers

        self.process = servers.start_redis(self.data_dir)

    def has_stopped(self) -> bool:
        return self.process.poll() is not None

    def start(self) -> None:
        """Only when it does not run."""
        if self.has_stopped():
            self._start()

    def stop(self) -> None:
        _stop(self.process)


def _add(processes: dict[str, Process], stack: ExitStack, naam: str, process: Process) -> None:
    processes[naam] = process
    stack.callback(_stop, process)


def _set_environment() -> None:
    for elders in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        os.environ.pop(elders, None)
    os.environ["EMBEDDED"] = "true"
    os.environ["DEMO"] = "true"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")
    # Celery warns about working as root; in a container or sandbox there often is nobody else.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:::celery.platforms")
    os.chdir(BASE_DIR)


def _port() -> int:
    tekst = os.environ.get("PORT", "8000")
    if not tekst.isdecimal() or not 1024 <= int(tekst) <= 65535:
        sys.exit(f"PORT is {tekst!r}; kies een getal van 1024 tot 65535, bijvoorbeeld: PORT=8001 make demo")
    return int(tekst)


def _on_signals(handler: signal.Handlers | Callable[[int, FrameType | None], None]) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, handler)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    # A second Ctrl-C may not break off the stopping of the others.
    _on_signals(signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _only_one(data_dir: Path) -> Iterator[None]:
    """Two demos on the same data would stop each other's servers."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("De demo draait al vanuit deze map. Stop haar eerst met Ctrl-C in het andere venster.")
        yield


def _refuse_taken(port: int) -> None:
    if _answers(port):
        sys.exit(f"Poort {port} is al in gebruik. Kies een andere: PORT={port + 1} make demo")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _start_site(port: int) -> Process:
    return _start(
        *("gunicorn", "vve_admin.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2"),
        *("--log-level", "warning"),
    )


def _start_worker() -> Process:
    return _start(
        *("celery", "--quiet", "--app", "vve_admin", "worker", "--beat", "--concurrency", "1"),
        *("--loglevel", "warning"),
    )


def _start(module: str, *args: str) -> Process:
    # A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
    return subprocess.Popen([sys.executable, "-m", module, *args], start_new_session=True)  # noqa: S603


def _wait_for(ready: Callable[[], bool], processes: dict[str, Process]) -> None:
    """Until it is ready; ends the demo when one of the processes has ended."""
    while not ready():
        for naam, process in processes.items():
            if process.poll() is not None:
                sys.exit(
                    f"{naam} is onverwacht gestopt (code {process.returncode}); zie de regels hierboven."
                )
        time.sleep(0.2)


def _stop(process: Process) -> None:
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main()
