"""What waits for a user: each subject tells its own tasks, the start page shows them together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Taak:
    """One line of 'Wat moet ik nu doen?': so many things wait, and there they are done."""

    titel: str
    aantal: int
    url: str
    toelichting: str = ""
    dringend: bool = False


Taakgever = Callable[[Gebruiker, date], list[Taak]]

_taakgevers: list[Taakgever] = []


def register_taken(taakgever: Taakgever) -> None:
    """Called in the ready() of the room; the order of the rooms is the order of the work."""
    _taakgevers.append(taakgever)


def taakgevers() -> tuple[Taakgever, ...]:
    return tuple(_taakgevers)
