"""A real PgBouncer in transaction mode, in front of the database of a test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from vve_admin.embedded import servers

# Debian puts it where the path of an ordinary user does not look.
WAAR = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
# PgBouncer does not work as root; the embedded PostgreSQL made this user for the same reason.
ZONDER_RECHTEN = "pgserver"

_INSTELLINGEN = """
[databases]
* = host={socket}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {poort}
unix_socket_dir =
auth_type = trust
auth_file = {gebruikers}
pool_mode = transaction
default_pool_size = {grootte}
"""


def find_pgbouncer() -> str | None:
    return shutil.which("pgbouncer", path=WAAR)


@contextmanager
def pgbouncer(grootte: int) -> Iterator[int]:
    """With so many connections at the server for each role; gives its port on 127.0.0.1."""
    programma = find_pgbouncer()
    assert programma, "PgBouncer ontbreekt: installeer het pakket pgbouncer."
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    with tempfile.TemporaryDirectory() as map_:
        Path(map_).chmod(0o755)
        gebruikers, instellingen = Path(map_) / "gebruikers", Path(map_) / "pgbouncer.ini"
        gebruikers.write_text(f'"{servers.APP_ROLE}" ""\n"{servers.BEHEER_ROLE}" ""\n')
        instellingen.write_text(
            _INSTELLINGEN.format(
                socket=servers.start_postgres(settings.DATA_DIR),
                poort=poort,
                gebruikers=gebruikers,
                grootte=grootte,
            )
        )
        proces = subprocess.Popen(
            [programma, "-q", instellingen], user=ZONDER_RECHTEN if os.geteuid() == 0 else None
        )
        try:
            _wait_for(poort, proces)
            yield poort
        finally:
            proces.terminate()
            proces.wait(timeout=10)


def _wait_for(poort: int, proces: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert proces.poll() is None, "PgBouncer is gestopt; zie zijn uitvoer."
        with socket.socket() as proef:
            if proef.connect_ex(("127.0.0.1", poort)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("PgBouncer luistert na 10 seconden nog niet.")
