"""What the fixing of a year books: the books hold what is approved, and the year may be fixed on less (Awb 4:46)."""

from datetime import datetime

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from lib.geld import split_evenly
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.grootboek.actions import make_opposite
from subsidies.grootboek.boekjaar import find_boekjaar
from subsidies.models import Beschikking, Boeking, BoekingQuerySet, Subsidiedossier

SOORTEN = ("categorie", "bron", "indicator", "begunstigde")


def book_vaststelling(besluit: Beschikking, door: Gebruiker, op: datetime) -> None:
    """Take back what an earlier fixing booked, and book how much less than booked this one is.

    Divided over the categories and sources in proportion to what is booked. Called in the transaction of the
    decision. Is the year closed, then it is booked in the first open one, which says what it is about.
    """
    dossier, datum = besluit.dossier, timezone.localdate(op)
    eerder = Boeking.objects.filter(beschikking__dossier=dossier, storneert=None, gestorneerd_door=None)
    for boeking in eerder.select_related("houder", "gemeente"):
        save_checked(make_opposite(boeking, f"Storno: {boeking.omschrijving}"[:200], datum, door, op))
    per_soort = _booked(dossier)
    verschil = besluit.bedrag_centen - sum(centen for _, centen in per_soort)
    if not verschil or not per_soort:
        return
    boekjaar = find_boekjaar(dossier.gemeente, dossier.jaar)
    delen = split_evenly(verschil, [centen for _, centen in per_soort])
    for (soort, _), centen in zip(per_soort, delen, strict=True):
        if centen:
            boeking = Boeking(
                gemeente=dossier.gemeente,
                jaar=boekjaar.jaar,
                betreft_jaar=boekjaar.betreft,
                datum=datum,
                soort=Boeking.Soort.SPENT,
                houder=dossier.houder,
                regeling=dossier.regeling,
                beschikking=besluit,
                bedrag_centen=centen,
                omschrijving=f"Vaststelling {besluit.nummer}, {dossier.regelingnaam}: lager dan goedgekeurd",
                geboekt_op=op,
                geboekt_door=door,
                **dict(zip(SOORTEN, soort, strict=True)),
            )
            save_checked(boeking)


def _booked(dossier: Subsidiedossier) -> list[tuple[tuple[str, ...], int]]:
    """(category, source, indicator, recipient) with the cents that are booked, where that is above zero."""
    geboekt: BoekingQuerySet = Boeking.objects.filter(
        gemeente=dossier.gemeente_id,
        soort=Boeking.Soort.SPENT,
        houder=dossier.houder_id,
        regeling__naam=dossier.regelingnaam,
    )
    van_jaar = geboekt.annotate(over=Coalesce("betreft_jaar", "jaar")).filter(over=dossier.jaar)
    sommen = van_jaar.order_by(*SOORTEN).values_list(*SOORTEN).annotate(Sum("bedrag_centen"))
    return [(tuple(soort), centen) for *soort, centen in sommen if centen > 0]
