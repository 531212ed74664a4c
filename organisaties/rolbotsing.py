"""Which roles of one person may not meet in one municipality, in sentences; the rules stand in the table of rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from organisaties.rechten import Rol, Scheiding, scheiding_tussen

if TYPE_CHECKING:
    # The models lean on this module, not the other way round.
    from organisaties.models import Roluitzondering, Toekenning


@dataclass(frozen=True)
class Botsing:
    """Two roles of one person, at the same time in one municipality, that the table of rights keeps apart."""

    nieuw: Toekenning
    ander: Toekenning
    scheiding: Scheiding
    # Covers all of the period that the roles have in common.
    uitzondering: Roluitzondering | None

    @property
    def rollen(self) -> tuple[Toekenning, Toekenning]:
        return self.nieuw, self.ander

    def __str__(self) -> str:
        wacht = ", die op instemming wacht" if self.ander.is_waiting else ""
        zin = (
            f"{self.nieuw.wie} heeft {_where(self.ander)} de rol {self.ander.rol_label}{wacht}. "
            f"Die gaat niet samen met {self.nieuw.rol_label}: {_lower_first(self.scheiding.waarom)}"
        )
        if not self.scheiding.met_uitzondering:
            return f"{zin} Beëindig eerst die rol, of kies iemand anders."
        return (
            f"{zin} Kies iemand anders. Kan uw gemeente niet anders, dan kan een leidinggevende een tijdelijke "
            "uitzondering laten vastleggen; geef de rol dan met een laatste dag binnen die uitzondering."
        )


def find_botsingen(
    toekenningen: Sequence[Toekenning], uitzonderingen: Sequence[Roluitzondering], *, vanaf: date
) -> list[Botsing]:
    """Every pair that may not meet, as far as they meet on that day or later; with the exception that allows it."""
    per_persoon: dict[int, list[Toekenning]] = {}
    for toekenning in toekenningen:
        per_persoon.setdefault(toekenning.gebruiker_id, []).append(toekenning)
    paren = (paar for rollen in per_persoon.values() for paar in combinations(rollen, 2) if _meet(*paar))
    gevonden = (_botsing(een, ander, uitzonderingen, vanaf) for een, ander in paren)
    return [botsing for botsing in gevonden if botsing is not None]


def only_shortens(vorige: Toekenning, nu: Toekenning) -> bool:
    """The same role of the same person, within the period that it had."""
    zelfde = ("gebruiker_id", "gemeente_id", "rol", "status")
    return (
        all(getattr(vorige, veld) == getattr(nu, veld) for veld in zelfde)
        and nu.geldig_van >= vorige.geldig_van
        and (nu.geldig_tot_en_met or date.max) <= (vorige.geldig_tot_en_met or date.max)
    )


def _botsing(
    een: Toekenning, ander: Toekenning, uitzonderingen: Iterable[Roluitzondering], vanaf: date
) -> Botsing | None:
    scheiding = scheiding_tussen(Rol(een.rol), Rol(ander.rol))
    # Without an end a role lasts for ever.
    van = max(een.geldig_van, ander.geldig_van, vanaf)
    tot_en_met = min(een.geldig_tot_en_met or date.max, ander.geldig_tot_en_met or date.max)
    if scheiding is None or van > tot_en_met:
        return None
    dekkend = (
        u
        for u in uitzonderingen
        if scheiding.met_uitzondering
        and (u.gebruiker_id, u.gemeente_id) == (een.gebruiker_id, een.gemeente_id)
        and u.rol in (een.rol, ander.rol)
        and u.geldig_van <= van
        and tot_en_met <= u.geldig_tot_en_met
    )
    return Botsing(een, ander, scheiding, next(dekkend, None))


def _meet(een: Toekenning, ander: Toekenning) -> bool:
    """In one municipality; a role of the installation is in all of them."""
    return None in (een.gemeente_id, ander.gemeente_id) or een.gemeente_id == ander.gemeente_id


def _where(toekenning: Toekenning) -> str:
    return f"in {toekenning.gemeente}" if toekenning.gemeente else "voor de hele installatie"


def _lower_first(zin: str) -> str:
    return zin[0].lower() + zin[1:]
