"""To whom letters about a child go."""

from brieven.models import Geadresseerde
from indicaties.models import Kind


def ontvangers(kind: Kind) -> list[Geadresseerde]:
    """One for each family that must get the letter. Of the address only the postal code is known."""
    postcode = f"{kind.postcode[:4]} {kind.postcode[4:]}".strip()
    return [Geadresseerde(f"De ouders/verzorgers van {kind.naam}", (postcode,) if postcode else ())]
