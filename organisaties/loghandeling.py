"""What can be said in the record: each room has one enumeration of it, with the Dutch words for the reader."""

from django.db import models


class LogHandeling(models.TextChoices):
    """The kind of enumeration that `record` takes: '<noun>.<verb>' and that in Dutch.

    The stored values may never change. The verb tells the search of the record what was done: looked at
    (.view, .list, .export, ...), refused (.deny, .fail, .block), or else changed.
    """


_soorten: list[type[LogHandeling]] = []
_woorden: dict[str, str] = {}


def register_handelingen(soort: type[LogHandeling]) -> None:
    """Called in the ready() of the room. ValueError when another room has the same handeling."""
    if dubbel := _woorden.keys() & set(soort.values):
        raise ValueError(
            f"{soort.__module__} meldt {', '.join(sorted(dubbel))}, maar een andere kamer heeft dat al."
        )
    _soorten.append(soort)
    _woorden.update(soort.choices)


def handelingsoorten() -> tuple[type[LogHandeling], ...]:
    return tuple(_soorten)


def handeling_label(handeling: str) -> str:
    """'kind.view' -> 'Kind bekeken'; a line of an older or newer release is shown as it is stored."""
    return _woorden.get(handeling, handeling.replace(".", " ", 1))
