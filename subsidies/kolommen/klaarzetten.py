"""What was approved before this program made payments is claimed after all, once."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.betalen.actions import claim_betaling
from subsidies.betalen.luisteren import BETAALTERMIJN, pays_on_declaratie
from subsidies.gebeurtenissen import announce_geld
from subsidies.kolommen.beeld import Beeld, Lezing
from subsidies.kolommen.lijnen import Lijn
from subsidies.models import Betaalverplichting, Boeking, Subsidieregeling


@transaction.atomic
def claim_missing(*, gemeente: Gemeente, lijn: Lijn, door: Gebruiker, op: datetime) -> Betaalverplichting:
    """Claim the difference between what is approved and what was claimed; a second time there is none.

    Two people approved the amount, and a run that two people make pays it. ValidationError when nothing is missing,
    or when a grant or a fixing says what is paid.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    beeld = _read(gemeente, lijn)
    regeling = None if beeld is None else find_regeling(gemeente, beeld)
    vreemd = gemeente.pk != door.gemeente.pk
    if beeld is None or regeling is None or lijn.organisatie is None or vreemd:
        raise ValidationError(
            "Hier valt niets klaar te zetten: alles is al klaargezet, of een verlening of vaststelling bepaalt wat wordt "
            "betaald.",
            code="niets",
        )
    begin = f"inhaal-{lijn.organisatie}-{regeling.pk}-{lijn.jaar}-"
    eerder = Betaalverplichting.objects.filter(gemeente=gemeente, kenmerk__startswith=begin).count()
    claim = claim_betaling(
        gemeente=gemeente,
        organisatie=Organisatie.objects.get(pk=lijn.organisatie),
        regeling=regeling,
        jaar=lijn.jaar,
        soort=Betaalverplichting.Soort.DECLARATIE,
        kenmerk=f"{begin}{eerder + 1}",
        bedrag_centen=missing(beeld),
        vervaldag=timezone.localdate(op) + BETAALTERMIJN,
        omschrijving=f"{lijn.regelingnaam}, {lijn.jaar}: eerder goedgekeurd",
        door=door,
        op=op,
    )
    announce_geld(gemeente, [lijn.organisatie])
    return claim


def missing(beeld: Beeld) -> int:
    """Cents that are decided and were not claimed."""
    return beeld.besloten - beeld.geclaimd


def find_regeling(gemeente: Gemeente, beeld: Beeld) -> Subsidieregeling | None:
    """Under which version of the scheme to claim; None where nothing is missing, or something else says what is paid."""
    lijn = beeld.lijn
    if lijn.organisatie is None or beeld.is_verleend or beeld.vaststelling or not missing(beeld):
        return None
    geboekt = Boeking.objects.filter(
        gemeente=gemeente, houder=lijn.organisatie, regeling__naam=lijn.regelingnaam, jaar__gte=lijn.jaar
    )
    boeking = geboekt.select_related("regeling__gemeente").order_by("jaar", "pk").first()
    if boeking is None or boeking.regeling is None:
        return None
    betaalt = pays_on_declaratie(boeking.regeling, date(lijn.jaar, 12, 31))
    return boeking.regeling if betaalt else None


def _read(gemeente: Gemeente, lijn: Lijn) -> Beeld | None:
    houders = set() if lijn.organisatie is None else {lijn.organisatie}
    return Lezing(gemeente, houders, lijn.jaar, rekenen=False).beelden.get(lijn)
