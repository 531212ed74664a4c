"""Log lines as JSON and without personal data: what an error happens to carry is taken out before it is written."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from stdnum.nl import bsn

MASKER = "[weggelaten]"
_NEGEN_CIJFERS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8}(?!\d)")
# PostgreSQL tells the whole row, with name and day of birth, when a constraint refuses it.
_RIJ = re.compile(r"((?:DETAIL|CONTEXT|Failing row contains)\b:?).*")


# What somebody searched for stands behind the question mark of an address.
_VRAAG = re.compile(r"""(/[^\s?"'<>]*)\?[^\s"'<>]+""")

# The request or job that is being done, in every line that is written meanwhile.
verzoeknummer: ContextVar[str] = ContextVar("verzoeknummer", default="")


def mask(tekst: str) -> str:
    """Without numbers that can be a BSN, without rows of the database and without what an address asks for."""
    tekst = _VRAAG.sub(rf"\1?{MASKER}", tekst)
    zonder_bsn = _NEGEN_CIJFERS.sub(lambda getal: MASKER if bsn.is_valid(getal[0]) else getal[0], tekst)
    return _RIJ.sub(rf"\1 {MASKER}", zonder_bsn)


class Logregel(logging.Formatter):
    """One line of JSON; masks all its words, also the message of the exception in it. `extra={"velden": …}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "bericht": record.getMessage(),
        }
        if nummer := verzoeknummer.get():
            regel["verzoek"] = nummer
        regel |= getattr(record, "velden", {})
        if record.exc_info:
            regel["fout"] = self.formatException(record.exc_info)
        return json.dumps(
            {naam: mask(waarde) if isinstance(waarde, str) else waarde for naam, waarde in regel.items()},
            ensure_ascii=False,
        )
