"""The code that parents take to the school: shown once, kept as a hash under the key of the installation."""

import re
import secrets

from django.utils.crypto import salted_hmac

# Letters and digits that cannot be mistaken for each other, written or read aloud.
TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTE, GROEP = 12, 4


def new_code() -> str:
    """'ABCD-EFGH-JKLM': sixty bits, in groups that one can copy by hand."""
    tekens = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
    return "-".join(tekens[i : i + GROEP] for i in range(0, LENGTE, GROEP))


def clean_code(tekst: str) -> str:
    """As it was made, however it was typed: small letters, spaces, other dashes."""
    return re.sub(r"[\s\-\u2010-\u2015._]", "", tekst).upper()


def is_code(tekst: str) -> bool:
    code = clean_code(tekst)
    return len(code) == LENGTE and set(code) <= set(TEKENS)


def hash_code(tekst: str) -> str:
    return salted_hmac("opvang.overdracht.code", clean_code(tekst), algorithm="sha256").hexdigest()
