"""Under which pseudoniemen a child is known: files of it may have been joined. Answered by the room of the children."""

from collections.abc import Callable

from organisaties.models import Gemeente

_vinders: list[Callable[[str, Gemeente], set[str]]] = []


def register_pseudoniemen(vinder: Callable[[str, Gemeente], set[str]]) -> None:
    """Called in the ready() of the room that knows."""
    _vinders.append(vinder)


def all_pseudoniemen(pseudoniem: str, gemeente: Gemeente) -> set[str]:
    return {pseudoniem}.union(*(vinder(pseudoniem, gemeente) for vinder in _vinders))
