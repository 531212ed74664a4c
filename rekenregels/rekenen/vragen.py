"""What a policy must know of a child besides its hours: the facts that not every policy computes with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.minima import Minimarand, grens_in_woorden, randen_van
from rekenregels.rekenen.plan import make_plan


@dataclass(frozen=True)
class Vragen:
    """Days of care, the price of the provider, and which villages and minima rules the policy names.

    `grenzen`: of each minima rule that has a limit of income, its name and for whom it holds in words; `randen`: the
    same as numbers, per kind of household.
    """

    dagen: bool = False
    prijs: bool = False
    kernen: tuple[str, ...] = ()
    minima: tuple[str, ...] = ()
    grenzen: tuple[tuple[str, str], ...] = ()
    randen: tuple[Minimarand, ...] = ()

    @property
    def huishouden(self) -> bool:
        """Does a minima rule look at the kind of household?"""
        return bool(self.grenzen)

    def __or__(self, ander: Vragen) -> Vragen:
        """What either of them asks."""
        return Vragen(
            self.dagen or ander.dagen,
            self.prijs or ander.prijs,
            tuple(dict.fromkeys(self.kernen + ander.kernen)),
            tuple(dict.fromkeys(self.minima + ander.minima)),
            tuple(dict.fromkeys(self.grenzen + ander.grenzen)),
            tuple(dict.fromkeys(self.randen + ander.randen)),
        )


def vragen_van(regeling: Regeling, dag: date | None = None) -> Vragen:
    """What `calculate` refuses to do without, and the names that it looks for; limits are those of the day."""
    plan, dag = make_plan(regeling), dag or regeling.geldig_van
    return Vragen(
        dagen=plan.vraagt_dagen,
        prijs=plan.heeft("aanbiedersprijs"),
        kernen=plan.kernen[1:],
        minima=tuple(regel.naam for regel in regeling.minima),
        grenzen=tuple(
            (regel.naam, grens_in_woorden(regel.grens, regeling.sociaal_minimum, dag))
            for regel in regeling.minima
            if regel.grens is not None
        ),
        randen=tuple(
            rand for regel in regeling.minima for rand in randen_van(regel, regeling.sociaal_minimum, dag)
        ),
    )
