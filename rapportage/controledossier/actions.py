"""Drawing a sample, and writing down what was found. What takes the place of another row says so; nothing is edited."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from lib.geld import euro
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from rapportage.controledossier.loten import draw
from rapportage.controledossier.models import Bevinding, Trekking, Trekkingspost
from rapportage.controledossier.regels import find_regel
from rapportage.handelingen import Handeling
from subsidies.models import Boeking, Geldbron


def find_populatie(gemeente: Gemeente, jaar: int, indicator: str) -> QuerySet[Boeking]:
    """What was spent of the grant and stands: above zero, and not reversed in the same year. In the order of booking."""
    besteed = Boeking.objects.filter(
        gemeente=gemeente, jaar=jaar, soort=Boeking.Soort.SPENT, bron=Geldbron.GOAB, indicator=indicator
    )
    return besteed.filter(bedrag_centen__gt=0).exclude(gestorneerd_door__jaar=jaar).order_by("pk")


@transaction.atomic
def draw_trekking(
    *, jaar: int, indicator: str, omvang: int, zaad: str, door: Gebruiker, op: datetime
) -> Trekking:
    """Draw bookings of the year; without `zaad` one is made. ValidationError where nothing was booked."""
    populatie = find_populatie(door.gemeente, jaar, indicator).select_related("berekening")
    boekingen = {boeking.pk: boeking for boeking in populatie}
    bedragen = {pk: boeking.bedrag_centen for pk, boeking in boekingen.items()}
    trekking = Trekking(
        gemeente=door.gemeente,
        jaar=jaar,
        indicator=indicator,
        zaad=zaad.strip() or secrets.token_hex(16),
        omvang=omvang,
        populatie_aantal=len(bedragen),
        populatie_centen=sum(bedragen.values()),
        getrokken_op=op,
        getrokken_door=door,
    )
    save_checked(trekking)
    for volgorde, treffer in enumerate(draw(trekking.zaad, bedragen, omvang), 1):
        boeking = boekingen[treffer.sleutel]
        post = Trekkingspost(
            trekking=trekking,
            volgorde=volgorde,
            boeking=boeking,
            cent=treffer.cent,
            regel=find_regel(boeking, treffer.cent),
            treffers=treffer.treffers,
        )
        save_checked(post)
    record(
        handeling=Handeling.TREKKING_DRAW,
        door=door,
        object=trekking,
        jaar=jaar,
        indicator=indicator,
        zaad=trekking.zaad,
        omvang=omvang,
        populatie=len(bedragen),
        centen=trekking.populatie_centen,
    )
    return trekking


@transaction.atomic
def record_bevinding(
    *,
    jaar: int,
    soort: str,
    indicator: str,
    bedrag_centen: int,
    oorzaak: str,
    door: Gebruiker,
    op: datetime,
    vervallen: bool = False,
    vervangt: Bevinding | None = None,
) -> Bevinding:
    """A mistake or a doubt, in the place of `vervangt` where that is given."""
    if vervangt is not None and vervangt.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze bevinding is van een andere gemeente.", code="gemeente")
    bevinding = Bevinding(
        gemeente=door.gemeente,
        jaar=jaar,
        soort=soort,
        indicator=indicator,
        bedrag_centen=bedrag_centen,
        oorzaak=oorzaak,
        vervangt=vervangt,
        vervallen=vervallen,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(bevinding)
    record(
        handeling=Handeling.BEVINDING_RECORD,
        door=door,
        object=bevinding,
        jaar=jaar,
        soort=soort,
        indicator=indicator,
        bedrag=euro(bedrag_centen),
        vervangt=vervangt.pk if vervangt else None,
        vervallen=vervallen,
    )
    return bevinding
