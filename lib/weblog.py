"""The log of the web server, masked like every other: its lines tell what was asked, and that may be a name."""

from typing import Any

from gunicorn.glogging import Logger

from lib.logregel import Logregel


class Weblog(Logger):  # type: ignore[misc]  # gunicorn has no types
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                opmaak = handler.formatter
                handler.setFormatter(Logregel(opmaak._fmt, opmaak.datefmt))
