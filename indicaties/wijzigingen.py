"""Facts changed, of a child or of all children somewhere: who computed with them wants to know.

The rooms that compute stand to the left of this one; they register here, and every action that changes a fact
that money may depend on announces it, in its own transaction.
"""

from collections.abc import Callable

from indicaties.models import Kind
from organisaties.models import Gemeente

_van_kind: list[Callable[[Kind], None]] = []
_van_gemeente: list[Callable[[Gemeente], None]] = []


def register_luisteraars(van_kind: Callable[[Kind], None], van_gemeente: Callable[[Gemeente], None]) -> None:
    _van_kind.append(van_kind)
    _van_gemeente.append(van_gemeente)


def announce_wijziging(kind: Kind) -> None:
    for luisteraar in _van_kind:
        luisteraar(kind)


def announce_gemeente(gemeente: Gemeente) -> None:
    """Something changed that many children of the municipality may depend on, such as a location."""
    for luisteraar in _van_gemeente:
        luisteraar(gemeente)
