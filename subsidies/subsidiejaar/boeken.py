"""What the fixing of a year books: the books hold what is approved, and the year may be fixed on less (Awb 4:46)."""

from collections import Counter
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
from subsidies.subsidiejaar.bedragen import houders_van, read_kindregels

SOORTEN = ("houder_id", "categorie", "bron", "indicator", "begunstigde")


def book_vaststelling(besluit: Beschikking, door: Gebruiker, op: datetime) -> None:
    """Take back what an earlier fixing booked, and book how much less than booked this one is.

    Divided over the providers, categories and sources in proportion to what is booked. Called in the transaction of the
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
                regeling=dossier.regeling,
                beschikking=besluit,
                bedrag_centen=centen,
                omschrijving=f"Vaststelling {besluit.nummer}, {dossier.regelingnaam}: lager dan goedgekeurd",
                geboekt_op=op,
                geboekt_door=door,
                **dict(zip(SOORTEN, soort, strict=True)),
            )
            save_checked(boeking)


Soort = tuple[int | str | None, ...]


def _booked(dossier: Subsidiedossier) -> list[tuple[Soort, int]]:
    """(provider, category, source, indicator, recipient) with the cents that are booked, where that is above zero."""
    geboekt: BoekingQuerySet = Boeking.objects.filter(
        gemeente=dossier.gemeente_id, soort=Boeking.Soort.SPENT, regeling__naam=dossier.regelingnaam
    )
    van_jaar = geboekt.annotate(over=Coalesce("betreft_jaar", "jaar")).filter(over=dossier.jaar)
    if dossier.kind_id is not None:
        return _booked_of_kind(dossier, van_jaar)
    sommen = (
        van_jaar.filter(houder__in=houders_van(dossier))
        .order_by(*SOORTEN)
        .values_list(*SOORTEN)
        .annotate(Sum("bedrag_centen"))
    )
    return [(tuple(soort), centen) for *soort, centen in sommen if centen > 0]


def _booked_of_kind(dossier: Subsidiedossier, geboekt: BoekingQuerySet) -> list[tuple[Soort, int]]:
    """The books know no children: the lines of this child, over the bookings of their calculation and category."""
    per_plek: Counter[tuple[int, str]] = Counter()
    kinderen = [dossier.kind_id] if dossier.kind_id is not None else []
    for regel in read_kindregels(dossier.regeling, dossier.jaar, kinderen):
        per_plek[regel.berekening_id, regel.categorie] += regel.subsidie_centen
    som: Counter[Soort] = Counter()
    for (berekening, categorie), centen in sorted(per_plek.items()):
        staand = geboekt.filter(
            berekening=berekening, categorie=categorie, storneert=None, gestorneerd_door=None
        )
        rijen = list(staand.order_by("pk").values_list("bedrag_centen", *SOORTEN))
        gewichten = [gewicht for gewicht, *_ in rijen]
        if any(gewichten):
            for (_, *soort), deel in zip(rijen, split_evenly(centen, gewichten), strict=True):
                som[tuple(soort)] += deel
    return sorted((soort, centen) for soort, centen in som.items() if centen > 0)
