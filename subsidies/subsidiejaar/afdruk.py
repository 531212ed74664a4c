"""An application as it was sent, or as it would be sent now (Awb 2:17)."""

from datetime import datetime
from typing import Any

from lib.weergave import datum
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.verwachting import bereken, read_regels


def picture_of(aanvraag: Aanvraag, op: datetime) -> dict[str, Any]:
    """What is sent, in plain JSON types (Awb 2:17)."""
    regels = list(aanvraag.regels.select_related("locatie"))
    berekend = bereken(beleid_van(aanvraag.dossier), read_regels(aanvraag), aanvraag.op_1_januari)
    return {
        "op": op.isoformat(),
        "bedrag": aanvraag.bedrag_centen,
        "regels": [
            {
                "locatie": regel.locatie.naam,
                "lrk_nummer": regel.locatie.lrk_nummer,
                "categorie": regel.categorie,
                "kot": regel.kot,
                "bijdrageklasse": regel.bijdrageklasse,
                "uren_per_week": regel.uren_per_week_honderdsten,
                "dagen_per_week": regel.dagen_per_week,
                "uurprijs": regel.uurprijs_centen,
                "kinderen": regel.kinderen,
                "van": regel.van and regel.van.isoformat(),
                "tot_en_met": regel.tot_en_met and regel.tot_en_met.isoformat(),
                "uren": regel.uren_honderdsten,
                "centen": regel.bedrag_centen,
            }
            for regel in regels
        ],
        "locaties": [[bedrag.locatie, bedrag.bedrag] for bedrag in berekend.locaties],
        "peilweek": aanvraag.peilweek.isoformat() if aanvraag.peilweek else "",
        "op_1_januari": aanvraag.op_1_januari,
        "bijlagen": [
            {"naam": bijlage.naam, "soort": bijlage.soort, "sha256": bijlage.sha256}
            for bijlage in aanvraag.bijlagen.defer("inhoud")
        ],
        "bewijzen": [[bewijs.bewijs, datum(bewijs.gezien_op)] for bewijs in aanvraag.bewijzen.all()],
    }
