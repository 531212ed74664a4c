"""The smallest site there is, to see what the web server itself writes."""

from collections.abc import Callable, Iterable
from typing import Any


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/kapot/":
        raise RuntimeError("geen kind met 123456782")
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
