"""The retention terms of each municipality, every night."""

from django.utils import timezone

from lib.weergave import getal
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar
from privacy.bewaren import end_terms_in


def end_terms_of(beurt: Beurt) -> Uitkomst:
    aantallen = end_terms_in(beurt.gemeente, timezone.localdate(beurt.op))
    return klaar(f"Onder een pseudoniem gezet: {getal(sum(aantallen.values()))}.")


BEWAARTERMIJNEN = Landelijkwerk(
    "bewaartermijnen", "Bewaartermijnen toepassen", "Elke nacht.", end_terms_of, alleen_nacht=True
)
