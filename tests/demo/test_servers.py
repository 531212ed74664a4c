"""The embedded servers of the demo come back after they died."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from demo.__main__ import _Redis
from vve_admin.embedded import servers


def ask(host: str) -> str:
    with psycopg.connect(f"host={host} user=postgres dbname={servers.DATABASE}") as verbinding:
        (antwoord,) = verbinding.execute("SELECT 'er nog'").fetchone() or ("",)
        return str(antwoord)


@pytest.mark.parametrize("signaal", [signal.SIGKILL, signal.SIGQUIT])
def test_a_postgresql_that_died_is_noticed_and_started_again_with_its_data(
    tmp_path: Path, signaal: signal.Signals
) -> None:
    host = servers.start_postgres(tmp_path)
    try:
        assert ask(host) == "er nog"
        assert not servers.postgres_stopped(tmp_path)
        os.kill(servers._servers[tmp_path].get_pid() or 0, signaal)
        while not servers.postgres_stopped(tmp_path):
            pass
        assert servers.start_postgres(tmp_path) == host
        assert ask(host) == "er nog"
        assert not servers.postgres_stopped(tmp_path)
    finally:
        servers.stop_postgres(tmp_path)


def test_a_redis_that_died_is_started_again_and_one_that_lives_is_left_alone(tmp_path: Path) -> None:
    redis = _Redis(tmp_path)
    eerste = redis.process
    redis.start()
    assert redis.process is eerste
    eerste.kill()
    eerste.wait(timeout=10)
    assert redis.has_stopped()
    redis.start()
    assert not redis.has_stopped()
    redis.stop()
