"""What the night does with the children of each municipality."""

from django.utils import timezone

from indicaties.dubbel.paren import renew_paren
from indicaties.routekaart.bijgehouden import renew
from indicaties.routekaart.stilte import return_silent
from lib.weergave import getal
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar


def renew_gemeente(beurt: Beurt) -> Uitkomst:
    """To the day of now and not of the night: a turn that comes late is about the day that has begun."""
    aantal = renew(beurt.gemeente, timezone.localdate(beurt.op))
    return klaar(f"Bijgewerkt: {getal(aantal)}.")


def silence_gemeente(beurt: Beurt) -> Uitkomst:
    aantal = return_silent(beurt.gemeente, timezone.localdate(beurt.op))
    return klaar(f"Terug naar het consultatiebureau: {getal(aantal)}.")


def pair_gemeente(beurt: Beurt) -> Uitkomst:
    renew_paren(gemeente=beurt.gemeente, op=timezone.localdate(beurt.op))
    return klaar("Dossiers die dubbel kunnen zijn, zijn gezocht.")


STANDEN = Landelijkwerk(
    "standen", "Standen van kinderen bijwerken", "Elke nacht.", renew_gemeente, alleen_nacht=True
)
STILTE = Landelijkwerk(
    "stilte", "Stille dossiers terugleggen", "Elke nacht.", silence_gemeente, alleen_nacht=True
)
DUBBELEN = Landelijkwerk(
    "dubbelen", "Dubbele dossiers zoeken", "Elke nacht.", pair_gemeente, alleen_nacht=True
)
