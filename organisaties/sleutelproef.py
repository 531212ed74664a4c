"""A known text under the data key, kept in the database: with another key it does not open.

Without it a wrong BSN_KEY shows only when somebody looks at a BSN, and what was written until then is under two keys.
"""

from typing import Any

from organisaties.aanmelden.versleuteling import decrypt, encrypt
from organisaties.models import Sleutelproef

TEKST = "sleutelproef"
VERKEERD = (
    "BSN_KEY is niet de sleutel waaronder deze database is versleuteld: BSN's en tweede factoren zijn er niet mee te "
    "lezen. Zet de juiste sleutel terug. Vernieuwen gaat met BSN_KEY_VORIGE en manage.py rotate_bsn_key "
    "(docs/beveiliging.md)."
)


def renew() -> None:
    """Keep the text under the present key."""
    Sleutelproef.objects.update_or_create(pk=1, defaults={"versleuteld": encrypt(TEKST)})


def read(cursor: Any) -> str | None:
    """What is kept, by a cursor of the driver; None before the first migrate, also when that was broken off halfway:
    the rights on the tables are given at its end.
    """
    tabel = Sleutelproef._meta.db_table
    leesbaar = "SELECT has_table_privilege(to_regclass(%s), 'SELECT')"
    if cursor.execute(leesbaar, [tabel]).fetchone() != (True,):
        return None
    rij = cursor.execute(f"SELECT versleuteld FROM {tabel}").fetchone()  # noqa: S608 - our own name
    return rij[0] if rij else None


def verify(bewaard: str) -> None:
    """InvalidToken when it does not open under the present key, nor under the previous one while renewing."""
    decrypt(bewaard)
