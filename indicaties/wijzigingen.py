"""Facts of a child changed: who computed with them wants to know.

The rooms that compute stand to the left of this one; they register here, and every action that changes a fact
that money may depend on announces it, in its own transaction.
"""

from collections.abc import Callable

from indicaties.models import Kind

Luisteraar = Callable[[Kind], None]

_luisteraars: list[Luisteraar] = []


def register_luisteraar(luisteraar: Luisteraar) -> None:
    _luisteraars.append(luisteraar)


def announce_wijziging(kind: Kind) -> None:
    for luisteraar in _luisteraars:
        luisteraar(kind)
