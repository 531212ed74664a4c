"""Rules between the parts of a policy: names that exist, ages that follow on, amounts that make sense."""

from __future__ import annotations

from subsidies.rekenregels.document import Regeling


def toets(regeling: Regeling) -> list[str]:
    return []
