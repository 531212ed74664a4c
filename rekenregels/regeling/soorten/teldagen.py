"""Days of a month on which an amount per month or year is counted, instead of spread over all its days."""

from __future__ import annotations

from typing import Any, Final

from rekenregels.regeling.velden import veld

LAATSTE: Final = 31  # in a shorter month its last day


def teldagveld() -> Any:
    """The key, the same for every kind of amount."""
    return veld(
        "Dagen van de maand waarop wordt geteld: een maand telt als het kind er dan is (31: de laatste dag); leeg: elke dag",
        default=(),
    )


def begonnenveld() -> Any:
    return veld(
        "Telt een begonnen maand, of het deel ervan vanaf een teldag, ook als het kind daarin begon",
        default=False,
    )


def teldagzin(dagen: tuple[int, ...], *, begonnen: bool) -> str:
    """When a month counts, in a sentence to put behind another; empty where every day counts."""
    if not dagen:
        return ""
    woorden = " en ".join(_woord(dag) for dag in sorted(dagen))
    if len(dagen) == 1:
        ook = ", of in de loop van die maand begon" if begonnen else ""
        return f" Een maand telt als het kind er is op {woorden}{ook}."
    ook = " Een deel telt ook als het kind daarin begon." if begonnen else ""
    delen = f"Een maand telt in {len(dagen)} gelijke delen, een voor elke dag waarop het kind er is"
    return f" {delen}: {woorden}.{ook}"


def _woord(dag: int) -> str:
    if dag == LAATSTE:
        return "de laatste dag"
    return f"de {dag}e" if dag <= 28 else f"de {dag}e (of de laatste dag)"
