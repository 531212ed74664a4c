"""The whole product on this machine: `python -m vve_admin.demo`, until Ctrl-C.

Starts the embedded PostgreSQL and Redis, migrates, loads the demo, and runs the site with one Celery
worker and beat. Everything it started it also stops.
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType

BASE_DIR = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


def main() -> None:
    os.environ.setdefault("DEBUG", "true")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")
    os.chdir(BASE_DIR)
    port = int(os.environ.get("PORT", "8000"))
    _refuse_taken(port)
    from django.conf import settings

    from vve_admin.embedded import servers

    signal.signal(signal.SIGTERM, _interrupt)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        servers.start_postgres(settings.DATA_DIR)
        processes.append(servers.start_redis(settings.DATA_DIR))
        for command in (["migrate", "-v0"], ["load_demo"]):
            subprocess.run([sys.executable, "manage.py", *command], check=True)  # noqa: S603 - our own commands
        processes += [_start_site(port), _start_worker()]
        print(f"\nDe site draait op http://{HOST}:{port} - stop met Ctrl-C.", flush=True)  # noqa: T201
        processes[1].wait()
    except KeyboardInterrupt:
        pass
    except subprocess.CalledProcessError as fout:
        sys.exit(fout.returncode)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _stop(processes)
        servers.stop_postgres(settings.DATA_DIR)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            sys.exit(f"Poort {port} is al in gebruik. Kies een andere: PORT=8001 make demo")


def _start_site(port: int) -> "subprocess.Popen[bytes]":
    return _start(
        "gunicorn", "vve_admin.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2", "--log-level", "warning"
    )


def _start_worker() -> "subprocess.Popen[bytes]":
    return _start(
        "celery", "-A", "vve_admin", "worker", "--beat", "--concurrency", "1", "--loglevel", "warning"
    )


def _start(module: str, *args: str) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
    return subprocess.Popen([sys.executable, "-m", module, *args], start_new_session=True)  # noqa: S603


def _stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in reversed(processes):
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
