"""What is approved under a scheme without voorschot is owed at once, less what its predecessor claimed."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TypedDict

from django.utils import timezone

from organisaties.models import Gebruiker
from subsidies.betalen.verplichtingen import Soort, claim_betaling
from subsidies.models import Berekening, Locatieberekening, Subsidieregeling
from subsidies.models.grootboek import Begunstigde
from subsidies.regelingen.document import as_regeling

# Awb 4:87: payment within six weeks after the decision.
BETAALTERMIJN = timedelta(weeks=6)


def on_goedkeuring(berekening: Berekening) -> None:
    """Claim per scheme the difference with the calculation that this one took the place of.

    Where a scheme pays voorschotten the vaststelling settles, and where it does not go to the provider nothing is
    claimed here.
    """
    verschil = Counter(_per_regeling(berekening))
    if (vorige := find_before(berekening)) is not None:
        verschil.subtract(_per_regeling(vorige))
    regelingen = Subsidieregeling.objects.in_bulk([pk for pk, centen in verschil.items() if centen])
    for pk, regeling in sorted(regelingen.items()):
        if pays_on_declaratie(regeling, berekening.declaratie.periode.tot_en_met):
            _claim(berekening, regeling, verschil[pk])


def on_locatiegeld(berekening: Locatieberekening) -> None:
    """Claim the difference with the amounts per location that these took the place of."""
    eerder = Locatieberekening.objects.of_lijn(
        berekening.gemeente_id, berekening.houder_id, berekening.regeling, berekening.jaar
    ).filter(status=Locatieberekening.Status.REPLACED, besloten_op__isnull=False, pk__lt=berekening.pk)
    vorige = eerder.order_by("-besloten_op", "-pk").first()
    if not pays_on_declaratie(berekening.regeling, date(berekening.jaar, 12, 31)):
        return
    if vorige is not None and vorige.regeling.naam != berekening.regeling.naam:
        # Another scheme pays from now on: what the one before it gave, is taken back there.
        _claim_locatiegeld(berekening, vorige.regeling, -vorige.totaal_centen, "-terug")
        vorige = None
    centen = berekening.totaal_centen - (vorige.totaal_centen if vorige else 0)
    _claim_locatiegeld(berekening, berekening.regeling, centen)


def _claim_locatiegeld(
    berekening: Locatieberekening, regeling: Subsidieregeling, centen: int, achter: str = ""
) -> None:
    if centen:
        claim_betaling(
            gemeente=berekening.gemeente,
            organisatie=berekening.houder,
            regeling=regeling,
            jaar=berekening.jaar,
            soort=Soort.LOCATIEBEDRAG,
            kenmerk=f"locatiegeld-{berekening.pk}{achter}",
            bedrag_centen=centen,
            omschrijving=f"{regeling.naam}, bedragen per locatie {berekening.jaar}",
            **_besluit(berekening),
        )


def pays_on_declaratie(regeling: Subsidieregeling, dag: date) -> bool:
    geldstroom = as_regeling(regeling).geldstroom
    return (
        str(geldstroom.begunstigde) == Begunstigde.HOUDER
        and not geldstroom.verlening.voorschot.op(dag).waarde
    )


def _claim(berekening: Berekening, regeling: Subsidieregeling, centen: int) -> None:
    declaratie = berekening.declaratie
    claim_betaling(
        gemeente=declaratie.gemeente,
        organisatie=declaratie.houder,
        regeling=regeling,
        jaar=declaratie.jaar,
        soort=Soort.DECLARATIE,
        kenmerk=f"berekening-{berekening.pk}-{regeling.pk}",
        bedrag_centen=centen,
        omschrijving=f"{regeling.naam}, {declaratie.tijdvak}",
        berekening=berekening,
        **_besluit(berekening),
    )


class _Besluit(TypedDict):
    door: Gebruiker
    op: datetime
    vervaldag: date


def _besluit(berekening: Berekening | Locatieberekening) -> _Besluit:
    door, op = berekening.besloten_door, berekening.besloten_op
    if door is None or op is None:
        raise ValueError(f"{berekening} is niet goedgekeurd.")
    return {"door": door, "op": op, "vervaldag": timezone.localdate(op) + BETAALTERMIJN}


def find_before(berekening: Berekening) -> Berekening | None:
    """What was in force of the tijdvak until then; paid, also when that was before this program made payments."""
    eerder = Berekening.objects.same_tijdvak(berekening.declaratie).filter(pk__lt=berekening.pk)
    besloten = eerder.filter(status=Berekening.Status.REPLACED, besloten_op__lte=berekening.besloten_op)
    return besloten.order_by("-besloten_op", "-pk").first()


def _per_regeling(berekening: Berekening) -> dict[int, int]:
    """Scheme -> cents, as the calculation booked them."""
    geboekt = berekening.boekingen.filter(storneert=None, regeling__isnull=False)
    som: Counter[int] = Counter()
    for regeling, centen in geboekt.values_list("regeling", "bedrag_centen"):
        som[regeling] += centen
    return dict(som)
