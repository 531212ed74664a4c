"""The log of the web server: a line per request, masked like every other. Its address is in it, and what was asked not."""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from lib.logregel import Logregel
from lib.tellers import count_verzoek


class Weblog(Logger):  # type: ignore[misc]  # gunicorn has no types
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(Logregel())

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Without the address of the visitor, which is a datum about a person."""
        status, seconden = int(str(resp.status).split()[0]), request_time.total_seconds()
        count_verzoek(status, seconden)
        if not self.cfg.accesslog:
            return
        methode, pad = str(req.method), str(environ.get("PATH_INFO", req.path))
        koppen = {str(naam).lower(): str(waarde) for naam, waarde in resp.headers}
        velden = {
            "soort": "verzoek",
            "verzoek": koppen.get("x-request-id", ""),
            "methode": methode,
            "pad": pad,
            "status": status,
            "bytes": resp.sent or 0,
            "ms": round(seconden * 1000),
        }
        self.access_log.info("%s %s %s", methode, pad, status, extra={"velden": velden})
