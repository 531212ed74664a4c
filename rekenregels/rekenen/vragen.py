"""What a policy must know of a child besides its hours: the facts that not every policy computes with."""

from __future__ import annotations

from dataclasses import dataclass

from rekenregels.regeling.document import Regeling
from rekenregels.rekenen.plan import make_plan


@dataclass(frozen=True)
class Vragen:
    """Days of care, the price of the provider, and which villages and minima rules the policy names."""

    dagen: bool = False
    prijs: bool = False
    kernen: tuple[str, ...] = ()
    minima: tuple[str, ...] = ()

    def __or__(self, ander: Vragen) -> Vragen:
        """What either of them asks."""
        return Vragen(
            self.dagen or ander.dagen,
            self.prijs or ander.prijs,
            tuple(dict.fromkeys(self.kernen + ander.kernen)),
            tuple(dict.fromkeys(self.minima + ander.minima)),
        )


def vragen_van(regeling: Regeling) -> Vragen:
    """What `calculate` refuses to do without, and the names that it looks for."""
    plan = make_plan(regeling)
    return Vragen(
        dagen=plan.vraagt_dagen,
        prijs=plan.heeft("aanbiedersprijs"),
        kernen=plan.kernen[1:],
        minima=tuple(regel.naam for regel in regeling.minima),
    )
