"""How gunicorn serves the site, wherever it is started from this directory; the rest stands on its command line."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from lib import tellers

# A line of JSON per request, without the question behind the address: who searches, types a name.
logger_class = "lib.weblog.Weblog"
# Nobody tells a running server anything; what listens can be spoken to.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Before the first process of the site; those that come later count in the same folder."""
    server.tellers = Path(tempfile.mkdtemp(prefix="vve-tellers-"))
    tellers.keep_in(server.tellers)


def post_fork(server: Any, worker: Any) -> None:
    tellers.start_process()


def worker_exit(server: Any, worker: Any) -> None:
    tellers.write()


def on_exit(server: Any) -> None:
    shutil.rmtree(server.tellers, ignore_errors=True)
