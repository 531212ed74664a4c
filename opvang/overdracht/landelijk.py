"""The retention term of what was handed over, in each municipality."""

from django.utils import timezone

from lib.weergave import getal
from opvang.overdracht.bewaren import expire_in
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar


def expire_gemeente(beurt: Beurt) -> Uitkomst:
    aantal = expire_in(beurt.gemeente, timezone.localdate(beurt.op))
    return klaar(f"Gewist: {getal(aantal)}.")


OVERDRACHTEN = Landelijkwerk(
    "overdrachten",
    "Overdrachten wissen na hun bewaartermijn",
    "Elke nacht.",
    expire_gemeente,
    alleen_nacht=True,
)
