"""Pseudoniemen that differ: drawn one by one, two of the children of a country would get the same in two runs of three."""

from __future__ import annotations

import secrets
from itertools import count

_TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTE = 7
_nummers = count(secrets.randbelow(len(_TEKENS) ** _LENGTE))


def next_pseudoniem() -> str:
    rest, tekens = next(_nummers), ""
    for _ in range(_LENGTE):
        rest, plek = divmod(rest, len(_TEKENS))
        tekens = _TEKENS[plek] + tekens
    return f"K{tekens}"
