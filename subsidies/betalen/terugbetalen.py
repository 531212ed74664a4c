"""A recipient pays back itself what is got back from it: written down by hand, or found on a statement of the bank."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.geld import euro
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from subsidies.betalen.camt import Bankregel
from subsidies.betalen.handelingen import Handeling
from subsidies.gebeurtenissen import announce_geld
from subsidies.models import Betaalverplichting, Terugbetaling

Status = Betaalverplichting.Status
_WOORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


@transaction.atomic
def record_terugbetaling(
    *,
    verplichting: Betaalverplichting,
    bedrag_centen: int,
    dag: date,
    referentie: str,
    door: Gebruiker,
    op: datetime,
) -> Terugbetaling:
    """Settle a claim below zero, wholly or in part; never more than is open, and each transfer once."""
    vast = Betaalverplichting.objects.select_for_update(of=("self",)).get(pk=verplichting.pk)
    verplichting = Betaalverplichting.objects.with_rest().get(pk=vast.pk)
    if bezwaar := _why_not(verplichting, bedrag_centen, door):
        raise ValidationError(bezwaar)
    if dag > timezone.localdate(op):
        raise ValidationError(f"{datum(dag)} moet nog komen. Vul de dag in waarop het bedrag binnenkwam.")
    terugbetaling = Terugbetaling(
        verplichting=verplichting,
        bedrag_centen=bedrag_centen,
        dag=dag,
        referentie=referentie.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(terugbetaling)
    if verplichting.rest + bedrag_centen == 0:
        verplichting.status = Status.REPAID
        save_checked(verplichting)
    record(
        handeling=Handeling.TERUGBETALING_RECORD,
        door=door,
        object=verplichting,
        kenmerk=verplichting.kenmerk,
        centen=bedrag_centen,
        dag=dag,
        referentie=terugbetaling.referentie,
    )
    announce_geld(verplichting.gemeente, [verplichting.organisatie_id])
    return terugbetaling


def find_verplichting(regel: Bankregel, gemeente: Gemeente) -> Betaalverplichting | None:
    """The claim below zero that a transfer names by its kenmerk; None when it names none, or more than one."""
    woorden = _WOORD.findall(f"{regel.kenmerk} {regel.omschrijving}")
    kenmerken = {woord.rstrip(".-") for woord in woorden} | set(woorden)
    gevonden = Betaalverplichting.objects.standing().filter(
        gemeente=gemeente, bedrag_centen__lt=0, kenmerk__in=kenmerken
    )
    genoemd = list(gevonden.with_rest()[:2])
    return genoemd[0] if len(genoemd) == 1 else None


def is_recorded(verplichting: Betaalverplichting, referentie: str) -> bool:
    return verplichting.terugbetalingen.filter(referentie=referentie).exists()


def referentie_van(regel: Bankregel) -> str:
    """What the bank calls the transfer; without that its day and amount."""
    return regel.bankreferentie or f"{regel.boekdag:%Y%m%d}-{regel.centen}"


def _why_not(verplichting: Betaalverplichting, bedrag_centen: int, door: Gebruiker) -> str:
    if verplichting.gemeente_id != door.gemeente.pk:
        return "Deze betaalverplichting is van een andere gemeente."
    if verplichting.bedrag_centen > 0:
        return (
            f"{verplichting.kenmerk} is een bedrag dat de gemeente betaalt. Daarop wordt niet terugbetaald."
        )
    if verplichting.status not in verplichting.ALS_OPEN:
        return (
            f"Deze betaalverplichting heeft de status ‘{verplichting.get_status_display()}’. Alleen wat openstaat, kan "
            "worden terugbetaald."
        )
    if bedrag_centen > -verplichting.rest:
        return (
            f"{euro(bedrag_centen)} is meer dan openstaat: {euro(-verplichting.rest)}. Leg hoogstens dat bedrag vast en "
            "stort de rest terug."
        )
    return ""
