"""The amounts of a declaration for the software of the provider, as its pages show them."""

from opvang.api.bedragen import Bedragen, Bedragregel
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from subsidies.models import Berekening, Berekeningsregel


def read_bedragen(declaratie: Urendeclaratie, door: Gebruiker) -> Bedragen | None:
    """What is approved of this declaration now; None when there is nothing, or it is not for this user."""
    berekening = Berekening.objects.for_gebruiker(door).in_force().filter(declaratie=declaratie).first()
    if berekening is None or berekening.besloten_op is None:
        return None
    regels = berekening.regels.select_related("declaratieregel__plaatsing__kind")
    return Bedragen(
        totaal_centen=berekening.totaal_centen,
        goedgekeurd_op=berekening.besloten_op,
        regels=[_regel(regel) for regel in regels],
    )


def _regel(regel: Berekeningsregel) -> Bedragregel:
    return Bedragregel(
        declaratieregel=regel.declaratieregel_id,
        kind=regel.declaratieregel.plaatsing.kind.pseudoniem,
        van=regel.van,
        tot_en_met=regel.tot_en_met,
        categorie=regel.categorie,
        uren=regel.uren_honderdsten,
        subsidie_centen=regel.subsidie_centen,
        ouderbijdrage_centen=regel.ouderbijdrage_centen,
    )
