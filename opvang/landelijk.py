"""What the night does with the work of providers in each municipality."""

from django.utils import timezone

from brieven.actions import send_herinneringen
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar


def remind_gemeente(beurt: Beurt) -> Uitkomst:
    send_herinneringen(gemeente=beurt.gemeente, op=timezone.localdate(beurt.op))
    return klaar("Herinneringen die aan de beurt waren, zijn geplaatst.")


HERINNEREN = Landelijkwerk(
    "herinneren", "Herinneringen plaatsen", "Elke ochtend.", remind_gemeente, alleen_nacht=True
)
