"""What people type, before it is anything: whole numbers, characters that nobody sees, a BSN where it does not belong."""

import re

from stdnum.nl import bsn

# Control characters, line separators, those that turn the direction of what follows, and halves of characters.
_STUURTEKENS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_STUURTEKEN = re.compile(f"[{_STUURTEKENS}]")
_STUURTEKEN_IN_REGELS = re.compile(f"(?![\\t\\n\\r])[{_STUURTEKENS}]")

_GEHEEL = re.compile(r"[0-9]{1,9}")

# Nine digits as a BSN is written: together, 3-3-3 or 4-2-3 with one mark between.
_NEGEN_CIJFERS = re.compile(
    r"(?<![\d.,-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![\d]|[.,-]\d)"
)
# What a number of nine digits is besides a BSN. With such a word before it, it is that.
NUMMERWOORDEN = (
    "LRK",
    "KvK",
    "zaak",
    "besluit",
    "factuur",
    "kenmerk",
    "dossier",
    "verplichting",
    "order",
    "€",
)
_ANDER_NUMMER = re.compile(rf"(?:{'|'.join(NUMMERWOORDEN)})(?:[ -]?(?:nummer|nr\.?))?[ :]*\Z", re.IGNORECASE)


def geheel(tekst: str | None, standaard: int) -> int:
    """A number of at most nine digits, as in an address; what is no such number is as if it was not there.

    The digits 0 to 9 only: '²' is a digit to Python and no number, '٣' is a number that nobody here types.
    """
    return int(tekst) if tekst and _GEHEEL.fullmatch(tekst) else standaard


def has_stuurteken(tekst: str, *, regels: bool = False) -> bool:
    """Whether something in it is no text; with `regels` it may have lines and tabs."""
    return bool((_STUURTEKEN_IN_REGELS if regels else _STUURTEKEN).search(tekst))


def has_vreemd_cijfer(tekst: str) -> bool:
    """Whether it has digits of another script: they look like a number and are compared as none."""
    return any(teken.isdecimal() and not teken.isascii() for teken in tekst)


def without_stuurtekens(tekst: str) -> str:
    """A space for each, so that words stay apart."""
    return _STUURTEKEN.sub(" ", tekst)


def find_bsn(tekst: str) -> str | None:
    """The first number that passes the 11-proef, as it is written there, unless a word before it says what it is."""
    for getal in _NEGEN_CIJFERS.finditer(tekst):
        if bsn.is_valid(re.sub(r"\D", "", getal[0])) and not _ANDER_NUMMER.search(tekst[: getal.start()]):
            return getal[0]
    return None
