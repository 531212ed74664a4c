"""What waits for a user: each app tells its own tasks in `taken.py`, the start page shows them together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Taak:
    """One line of 'Wat moet ik nu doen?': so many things wait, and there they are done."""

    titel: str
    aantal: int
    url: str
    toelichting: str = ""
    dringend: bool = False
