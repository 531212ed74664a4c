"""To whom letters about a child go."""

from brieven.models import Geadresseerde
from indicaties.models import Adres, Kind


def ontvangers(kind: Kind) -> list[Geadresseerde]:
    """One for each family that must get the letter: parents are written to where the child lives."""
    adres = Adres.objects.filter(kind=kind).first() or Adres(kind=kind)
    return [
        Geadresseerde(
            f"De ouders/verzorgers van {kind.naam}",
            () if adres.geheim else adres.regels,
            adres_geheim=adres.geheim,
        )
    ]
