"""The books of many municipalities checked in one round."""

from lib.weergave import getal
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar
from subsidies.controles.actions import check_boeken


def check_gemeente(beurt: Beurt) -> Uitkomst:
    """How many rules do not hold is told: that is an error of the program or of the data."""
    fout = check_boeken(gemeente=beurt.gemeente, op=beurt.op)
    if not fout:
        return klaar("Alle regels van de boeken kloppen.")
    return klaar(
        f"Van de regels van de boeken kloppen er {getal(fout)} niet. De gemeente ziet welke bij Controle."
    )


BOEKEN = Landelijkwerk(
    "boeken",
    "De boeken controleren",
    "Er wordt niets besloten: wat niet klopt, staat op de pagina Controle van de gemeente. Gebeurt ook elke nacht.",
    check_gemeente,
)
