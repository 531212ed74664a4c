"""What must always be true of amounts per location."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from lib.geld import euro
from organisaties.models import Gemeente
from organisaties.porties import in_porties
from subsidies.invarianten import invariant, of_gemeente
from subsidies.locatiegeld.rekenen import replay
from subsidies.models import Boeking, Locatieberekening


@invariant("Bedragen per locatie komen, opnieuw berekend, hetzelfde uit.")
def bedragen_per_locatie_komen_opnieuw_berekend_hetzelfde_uit(gemeente: Gemeente | None) -> Iterator[str]:
    eigen = Locatieberekening.objects.filter(**of_gemeente("gemeente", gemeente))
    alle = eigen.select_related("houder", "regeling").prefetch_related("regels")
    for berekening in in_porties(alle.order_by("pk"), 50):
        try:
            opnieuw = [post.centen for post in replay(berekening)]
        except ValueError as fout:
            yield f"{berekening}: kan niet opnieuw worden berekend. {fout}"
            continue
        opgeslagen = [regel.bedrag_centen for regel in berekening.regels.all()]
        if opgeslagen != opnieuw or sum(opnieuw) != berekening.totaal_centen:
            yield (
                f"{berekening}: opgeslagen is {euro(berekening.totaal_centen)}, opnieuw berekend is het"
                f" {euro(sum(opnieuw))}."
            )


@invariant("Goedgekeurde bedragen per locatie staan tot op de cent in het grootboek.")
def het_grootboek_is_gelijk_aan_de_bedragen_per_locatie(gemeente: Gemeente | None) -> Iterator[str]:
    som = Coalesce(Sum("boekingen__bedrag_centen"), 0)
    eigen = Locatieberekening.objects.filter(**of_gemeente("gemeente", gemeente))
    alle: QuerySet[Any] = eigen.select_related("houder").annotate(som=som)
    for berekening in alle.order_by("pk"):
        geldt = berekening.status == Locatieberekening.Status.APPROVED
        hoort = berekening.totaal_centen if geldt else 0
        if berekening.som != hoort:
            yield f"{berekening}: geboekt is {euro(berekening.som)}, dat hoort {euro(hoort)} te zijn."


@invariant("Een boeking van bedragen per locatie staat bij dezelfde houder.")
def een_boeking_staat_op_de_houder_van_de_bedragen_per_locatie(
    gemeente: Gemeente | None,
) -> Iterator[str]:
    fout = (
        ~Q(gemeente=F("locatieberekening__gemeente"))
        | ~Q(over=F("locatieberekening__jaar"))
        | ~Q(houder=F("locatieberekening__houder"))
    )
    eigen = Boeking.objects.filter(**of_gemeente("gemeente", gemeente)).exclude(locatieberekening=None)
    for boeking in eigen.annotate(over=Coalesce("betreft_jaar", "jaar")).filter(fout):
        yield f"Boeking {boeking.pk}: gemeente, houder of jaar is niet die van de bedragen per locatie."
