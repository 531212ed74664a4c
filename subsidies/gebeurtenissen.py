"""What happens in one subject and another must know of; the other registers here."""

from collections.abc import Callable, Iterable

from organisaties.models import Gemeente
from subsidies.models import Berekening, Locatieberekening

_bij_goedkeuring: list[Callable[[Berekening], None]] = []
_bij_locatiegeld: list[Callable[[Locatieberekening], None]] = []
_bij_regeling: list[Callable[[Gemeente], None]] = []
_bij_geld: list[Callable[[Gemeente, Iterable[int]], None]] = []


def register_bij_goedkeuring(luisteraar: Callable[[Berekening], None]) -> None:
    _bij_goedkeuring.append(luisteraar)


def register_bij_locatiegeld(luisteraar: Callable[[Locatieberekening], None]) -> None:
    _bij_locatiegeld.append(luisteraar)


def register_bij_regeling(luisteraar: Callable[[Gemeente], None]) -> None:
    _bij_regeling.append(luisteraar)


def register_bij_geld(luisteraar: Callable[[Gemeente, Iterable[int]], None]) -> None:
    _bij_geld.append(luisteraar)


def announce_goedkeuring(berekening: Berekening) -> None:
    """A calculation was approved: what else was approved of the same children may differ now."""
    for luisteraar in _bij_goedkeuring:
        luisteraar(berekening)


def announce_locatiegeld(berekening: Locatieberekening) -> None:
    """Amounts per location were approved and booked; what they came in the place of is reversed."""
    for luisteraar in _bij_locatiegeld:
        luisteraar(berekening)


def announce_regeling(gemeente: Gemeente) -> None:
    """A policy was adopted, perhaps back in time."""
    for luisteraar in _bij_regeling:
        luisteraar(gemeente)


def announce_geld(gemeente: Gemeente, houders: Iterable[int]) -> None:
    """Money of these providers was decided, paid or sent back, or today's facts about it were compared."""
    for luisteraar in _bij_geld:
        luisteraar(gemeente, houders)
