"""An objection comes in, in whatever way (Awb 2:16), and ends. How it is heard is no work of this product."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.weergave import datum
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.models import Beschikking, Bezwaar
from subsidies.subsidiejaar.actions.dossier import lock_dossier, record_dossier
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.handelingen import Handeling


@transaction.atomic
def record_bezwaar(
    *, besluit: Beschikking, ontvangen: date, kort: str, door: Gebruiker, op: datetime
) -> Bezwaar:
    dossier = lock_dossier(besluit.dossier, door)
    besluit = Beschikking.objects.get(pk=besluit.pk)
    if not beleid_van(dossier).is_besluit:
        raise ValidationError(
            "Een opdracht onder een overeenkomst is geen besluit. Bezwaar is niet mogelijk; spreek de opdrachtnemer.",
            code="overeenkomst",
        )
    if besluit.genomen_op is None:
        raise ValidationError(
            "Tegen een besluit dat nog niet is genomen, kan niemand bezwaar maken.", code="status"
        )
    genomen = timezone.localdate(besluit.genomen_op)
    if not genomen <= ontvangen <= timezone.localdate(op):
        raise ValidationError(
            f"{datum(ontvangen)} kan niet: kies een dag van {datum(genomen)} (het besluit) tot en met vandaag.",
            code="dag",
        )
    bezwaar = Bezwaar(
        beschikking=besluit, ontvangen=ontvangen, kort=kort.strip(), vastgelegd_op=op, vastgelegd_door=door
    )
    save_checked(bezwaar)
    record_dossier(
        Handeling.BEZWAAR_RECORD, bezwaar, dossier, door, besluit=besluit.nummer, ontvangen=ontvangen
    )
    return bezwaar


@transaction.atomic
def decide_bezwaar(*, bezwaar: Bezwaar, uitkomst: str, dag: date, door: Gebruiker, op: datetime) -> Bezwaar:
    """How it ended. What changes by it is a new decision, which is prepared as every other."""
    dossier = lock_dossier(bezwaar.beschikking.dossier, door)
    bezwaar = Bezwaar.objects.select_related("beschikking").get(pk=bezwaar.pk)
    if bezwaar.uitkomst:
        raise ValidationError("De uitkomst van dit bezwaar staat al vast.", code="beslist")
    if dag > timezone.localdate(op):
        raise ValidationError(f"{datum(dag)} moet nog komen. Vul de dag van de beslissing in.", code="dag")
    bezwaar.uitkomst, bezwaar.beslist_op, bezwaar.beslist_door = uitkomst, dag, door
    save_checked(bezwaar)
    record_dossier(
        Handeling.BEZWAAR_DECIDE,
        bezwaar,
        dossier,
        door,
        besluit=bezwaar.beschikking.nummer,
        uitkomst=uitkomst,
    )
    return bezwaar
