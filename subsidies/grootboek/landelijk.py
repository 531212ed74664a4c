"""A year closed in many municipalities at once: proposed by one person of each, and closed by another.

Closing is a decision of two people of the municipality. A round takes each step only in the name of who gave a
machtiging for it, and these must be two; else it says what stands in the way, or whose turn it is.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from organisaties.landelijk.machtigen import find_gemachtigde
from organisaties.landelijk.soorten import (
    Beurt,
    Keuzesoort,
    Landelijkwerk,
    Machtigingsoort,
    Uitkomst,
    klaar,
    overgeslagen,
)
from organisaties.rechten import Recht
from subsidies.grootboek.afsluiten.actions import close_jaar, propose_afsluiting
from subsidies.grootboek.afsluiten.beletselen import find_beletselen
from subsidies.models import Boeking, Jaarafsluiting

VOORSTELLEN = Machtigingsoort(
    "jaar-voorstellen",
    "Voorstellen een jaar af te sluiten",
    "Staat er niets meer open, dan wordt in uw naam voorgesteld het jaar af te sluiten. Een ander sluit het af.",
    Recht.JAAR_PROPOSE,
)
SLUITEN = Machtigingsoort(
    "jaar-afsluiten",
    "Een jaar afsluiten dat een collega voorstelde",
    "Staat er niets meer open en stelde een collega het voor, dan wordt het jaar in uw naam afgesloten. De cijfers liggen"
    " dan vast. Een voorstel van uzelf blijft wachten op een ander (vier ogen).",
    Recht.JAAR_CLOSE,
)


def close_gemeente(beurt: Beurt) -> Uitkomst:
    """As far as the municipality let it be done."""
    jaar, dag = int(beurt.keuze), timezone.localdate(beurt.op)
    if not Boeking.objects.filter(gemeente=beurt.gemeente, jaar=jaar).exists():
        return overgeslagen(f"In {jaar} is niets geboekt.")
    lopend = Jaarafsluiting.objects.filter(gemeente=beurt.gemeente, jaar=jaar).current().first()
    if lopend is not None and lopend.is_closed:
        return klaar(f"{jaar} was al afgesloten.")
    if beletselen := find_beletselen(beurt.gemeente, jaar):
        opsomming = "; ".join(f"{b.titel.lower()}: {b.aantal}" for b in beletselen)
        return overgeslagen(f"{jaar} kan nog niet dicht. Er staat open: {opsomming}.")
    return _close(beurt, jaar, dag, lopend)


def _close(beurt: Beurt, jaar: int, dag: date, lopend: Jaarafsluiting | None) -> Uitkomst:
    if lopend is None:
        wie = find_gemachtigde(beurt.gemeente, VOORSTELLEN, dag)
        if wie is None:
            return overgeslagen(
                f"{jaar} kan dicht. De gemeente stelt het zelf voor: zij gaf geen machtiging."
            )
        try:
            lopend = propose_afsluiting(jaar=jaar, door=wie, op=beurt.op)
        except ValidationError as fout:
            return overgeslagen(" ".join(fout.messages))
    wie = find_gemachtigde(beurt.gemeente, SLUITEN, dag)
    if wie is None or wie.pk == lopend.voorgesteld_door_id:
        return klaar(f"Afsluiten van {jaar} is voorgesteld. De budgethouder van de gemeente beslist.")
    close_jaar(afsluiting=lopend, door=wie, op=beurt.op)
    return klaar(f"{jaar} is afgesloten.")


AFSLUITEN = Landelijkwerk(
    "afsluiten",
    "Een jaar van het grootboek afsluiten",
    "Voorstellen en afsluiten gebeurt in naam van twee mensen van de gemeente die daarvoor elk een machtiging gaven. Zonder"
    " machtiging staat er wat nog openstaat, of dat het jaar dicht kan.",
    close_gemeente,
    Keuzesoort.JAAR,
    (VOORSTELLEN, SLUITEN),
)
