"""The check of what is approved, of a whole municipality in turns: so many children at a time."""

from datetime import datetime

from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar, nog_niet_klaar
from organisaties.models import Gemeente
from subsidies.gebeurtenissen import announce_geld
from subsidies.herzieningen.actions import check_herzieningen
from subsidies.herzieningen.vergelijken import in_groepen
from subsidies.locatiegeld.vergelijken import check_locatiegeld
from subsidies.models import Berekening


def review_gemeente(beurt: Beurt) -> Uitkomst:
    """Group after group; `verder` is the number of the last child that was done."""
    for groep in in_groepen(beurt.gemeente.pk, int(beurt.verder or 0)):
        check_herzieningen(gemeente=beurt.gemeente, op=beurt.op, kinderen=groep)
        if beurt.is_om():
            return nog_niet_klaar("Een deel van de kinderen is nagekeken.", str(max(groep)))
    finish_check(beurt.gemeente, beurt.op)
    return klaar("Alle goedgekeurde subsidie is nagekeken.")


def finish_check(gemeente: Gemeente, op: datetime) -> None:
    """What is not per child, and who must know that today's facts were compared."""
    check_locatiegeld(gemeente=gemeente, op=op)
    goedgekeurd = Berekening.objects.in_force().filter(declaratie__gemeente=gemeente)
    announce_geld(gemeente, goedgekeurd.order_by().values_list("declaratie__houder", flat=True).distinct())


HERZIENING = Landelijkwerk(
    "herziening",
    "Goedgekeurde subsidie nakijken",
    "Er wordt niets besloten: wat niet meer klopt, komt op de lijst Herzieningen van de gemeente. Gebeurt ook elke"
    " nacht.",
    review_gemeente,
)
