"""Log lines without personal data: what an error happens to carry is taken out before it is written."""

import logging
import re

from stdnum.nl import bsn

MASKER = "[weggelaten]"
_NEGEN_CIJFERS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8}(?!\d)")
# PostgreSQL tells the whole row, with name and day of birth, when a constraint refuses it.
_RIJ = re.compile(r"((?:DETAIL|CONTEXT|Failing row contains)\b:?).*")


# What somebody searched for stands behind the question mark of an address.
_VRAAG = re.compile(r"""(/[^\s?"'<>]*)\?[^\s"'<>]+""")


def mask(tekst: str) -> str:
    """Without numbers that can be a BSN, without rows of the database and without what an address asks for."""
    tekst = _VRAAG.sub(rf"\1?{MASKER}", tekst)
    zonder_bsn = _NEGEN_CIJFERS.sub(lambda getal: MASKER if bsn.is_valid(getal[0]) else getal[0], tekst)
    return _RIJ.sub(rf"\1 {MASKER}", zonder_bsn)


class Logregel(logging.Formatter):
    """Masks the whole line, also the message of the exception under it."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
