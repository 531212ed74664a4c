"""The letter to the parents about a decision: whom it is for, and what it says."""

from typing import Any

from brieven.models import Brief
from brieven.soorten import Briefsoort
from indicaties.briefteksten import VOORBEELD, blokken_van_besluit
from indicaties.models import Indicatie, Indicatiebesluit
from lib.weergave import datum
from organisaties.rechten import Recht

_Soort = Indicatiebesluit.Soort
_NAMEN = {
    _Soort.GRANTED: "Indicatie afgegeven",
    _Soort.EXTENDED: "Indicatie verlengd",
    _Soort.SHORTENED: "Indicatie eindigt eerder",
    _Soort.WITHDRAWN: "Indicatie ingetrokken",
    _Soort.REFUSED: "Geen indicatie",
}
BRIEFSOORTEN = [
    Briefsoort(
        f"indicatie-{soort}",
        naam,
        f"indicaties/brief_{soort}.html",
        met_bezwaar=True,
        recht=Recht.GRONDTEKST_VIEW,
        blokken=blokken_van_besluit(soort),
        voorbeeld=VOORBEELD,
    )
    for soort, naam in _NAMEN.items()
]
# For parents; inside the municipality they are called by their names.
_WOORDEN = {
    Indicatie.Soort.VVE: "VVE-indicatie",
    Indicatie.Soort.SMI: "Sociaal-medische indicatie",
}


def brief_of(besluit: Indicatiebesluit) -> Brief | None:
    """The letter about this decision that counts."""
    over = Brief.objects.filter(
        gemeente=besluit.kind.gemeente_id,
        object_type=besluit._meta.model_name,
        object_id=str(besluit.pk),
    )
    return over.without_pdf().order_by("-pk").first()


def letter_text(besluit: Indicatiebesluit) -> dict[str, Any]:
    """What the letter says of the decision; the reason of a professional's own judgement stays out of it."""
    soort = _WOORDEN[Indicatie.Soort(besluit.indicatiesoort)]
    reden = str(besluit.get_reden_display()) if besluit.reden else ""
    return {
        "kind_naam": besluit.kind.naam,
        "soortnaam": soort,
        "soortnaam_klein": soort if soort.startswith("VVE") else soort.lower(),
        "is_smi": besluit.indicatiesoort == Indicatie.Soort.SMI,
        "periode": besluit.periode,
        "besloten_op": datum(besluit.besloten_op),
        "gronden": [grond.brieftekst for grond in besluit.gronden_toen],
        "oordeel": bool(besluit.oordeel),
        "reden": reden[:1].lower() + reden[1:],
        "toelichting": besluit.toelichting,
        "afzender": str(besluit.organisatie),
    }
