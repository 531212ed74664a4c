"""To which locations a family can be referred, with what is known of their free places.

Who counts places stands to the left of this room and registers here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from indicaties.models import Adres, Kind
from organisaties.models import Gemeente, Locatie

# Of each location of which the capacity is known: how many VE places are free on the day.
VrijePlaatsen = Callable[[Gemeente, date], Mapping[int, int]]

_tellers: list[VrijePlaatsen] = []


def register_vrije_plaatsen(teller: VrijePlaatsen) -> None:
    _tellers.append(teller)


@dataclass(frozen=True)
class Aanbod:
    """`vrij` is None when nobody wrote down how many places there are."""

    locatie: Locatie
    ve: bool
    vrij: int | None
    dichtbij: bool

    @property
    def waarschuwingen(self) -> list[str]:
        """Why this may be no good choice; it never stops anybody."""
        zinnen = []
        if not self.ve:
            zinnen.append(f"{self.locatie} heeft vandaag geen VE-registratie in het LRK.")
        if self.vrij is not None and self.vrij <= 0:
            zinnen.append(f"{self.locatie} heeft vandaag geen vrije VE-plaats.")
        if self.locatie.buiten_gemeente:
            zinnen.append(f"{self.locatie} ligt in een andere gemeente.")
        return zinnen

    @property
    def keuze(self) -> str:
        """As it stands in a list to choose from."""
        vrij = "vrije plaatsen onbekend" if self.vrij is None else f"{self.vrij} vrij"
        delen = ["VE" if self.ve else "geen VE", vrij]
        if self.locatie.buiten_gemeente:
            delen.append("andere gemeente")
        return f"{self.locatie.houder}, {self.locatie} ({', '.join(delen)})"


def read_aanbod(kind: Kind, dag: date) -> list[Aanbod]:
    """Near the child first (the same four digits of the postcode), then with VE, then with most places free."""
    vrij: dict[int, int] = {}
    for teller in _tellers:
        vrij |= teller(kind.gemeente, dag)
    locaties = Locatie.objects.filter(gemeente=kind.gemeente).registered().select_related("houder")
    # Near tells where about the child lives: not of who lives there in secret.
    adres = Adres.objects.filter(kind=kind, geheim=False).exclude(postcode="").first()
    aanbod = [
        Aanbod(
            locatie,
            ve=locatie.has_ve_on(dag),
            vrij=vrij.get(locatie.pk),
            dichtbij=adres is not None and adres.postcode[:4] == locatie.postcode[:4],
        )
        for locatie in locaties
    ]
    return sorted(aanbod, key=_plek)


def _plek(aanbod: Aanbod) -> tuple[bool, bool, bool, int, str]:
    vrij = aanbod.vrij or 0
    return not aanbod.dichtbij, aanbod.locatie.buiten_gemeente, not aanbod.ve, -vrij, aanbod.locatie.naam
