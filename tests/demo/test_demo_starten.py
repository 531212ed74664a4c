"""What `make demo` says when it cannot start. That it starts, serves and stops is seen by starting it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]


def _start(data_dir: Path, port: str) -> "subprocess.CompletedProcess[str]":
    omgeving = {"PATH": os.environ["PATH"], "VVE_DATA_DIR": str(data_dir), "PORT": port}
    return subprocess.run(
        [sys.executable, "-m", "demo"],
        env=omgeving,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander:
        port = ander.getsockname()[1]
        uitkomst = _start(tmp_path, str(port))
    assert uitkomst.returncode == 1
    assert uitkomst.stderr == (f"Poort {port} is al in gebruik. Kies een andere: PORT={port + 1} make demo\n")
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("port", ["tachtig", "80", "70000", "-1"])
def test_a_port_that_cannot_be_is_refused(tmp_path: Path, port: str) -> None:
    uitkomst = _start(tmp_path, port)
    assert uitkomst.returncode == 1
    assert f"PORT is {port!r}; kies een getal van 1024 tot 65535" in uitkomst.stderr
