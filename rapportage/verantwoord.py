"""What a definitive report says that went to providers, per scheme and year: kept with the report, and read again."""

from collections import defaultdict

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from organisaties.models import Gemeente
from rapportage.models import Verantwoording, Verantwoordingsregel
from subsidies.kolommen.lijnen import Lijn, read_delen
from subsidies.kolommen.ontvangers import Toedeling, read_toedeling
from subsidies.kolommen.verantwoord import Verantwoord
from subsidies.models import Boeking, Jaarafsluiting


def find_afsluiting(gemeente: Gemeente, jaar: int) -> Jaarafsluiting | None:
    """The closing of the books of a year: from then on its figures no longer move."""
    return Jaarafsluiting.objects.closed().filter(gemeente=gemeente, jaar=jaar).first()


def collect_regels(gemeente: Gemeente, jaar: int) -> list[Verantwoordingsregel]:
    """Lines of the books of the year: per provider, scheme and the year that it is about, and per calculation.

    The scheme is empty where an earlier release did not book it.
    """
    besteed = Boeking.objects.filter(
        gemeente=gemeente,
        soort=Boeking.Soort.SPENT,
        houder__isnull=False,
    ).in_jaar(jaar)
    velden = ("houder", "regeling__naam", "over", "berekening", "locatieberekening", "beschikking")
    rijen = besteed.annotate(over=Coalesce("betreft_jaar", "jaar")).order_by().values_list(*velden)
    return [
        Verantwoordingsregel(
            houder_id=houder,
            regelingnaam=naam or "",
            jaar=over,
            berekening_id=berekening,
            locatieberekening_id=locatieberekening,
            beschikking_id=beschikking,
            bedrag_centen=centen,
        )
        for houder, naam, over, berekening, locatieberekening, beschikking, centen in rijen.annotate(
            Sum("bedrag_centen")
        )
        if centen
    ]


def read_verantwoord(gemeente: Gemeente, lijn: Lijn | None) -> Verantwoord:
    """Of each year the last definitive report; what is corrected in a later year counts for the year it is about."""
    definitief = Verantwoording.objects.definitive().filter(gemeente=gemeente)
    per_jaar = dict(definitief.order_by("definitief_op", "pk").values_list("jaar", "pk"))
    regels = Verantwoordingsregel.objects.filter(verantwoording__in=per_jaar.values()).exclude(
        regelingnaam=""
    )
    velden = ("houder", "regelingnaam", "jaar", "beschikking__dossier__kind", "berekening")
    rijen = regels.order_by().values_list(*velden).annotate(Sum("bedrag_centen"))
    toedeling = read_toedeling(gemeente)
    bedragen = toedeling.divide_som(
        (Lijn(None if kind else houder, naam, jaar, kind), berekening, centen)
        for houder, naam, jaar, kind, berekening, centen in rijen
    )
    per_kind = {} if lijn is None else _per_kind(lijn, regels, toedeling)
    return Verantwoord(dict(bedragen), frozenset(per_jaar), per_kind)


def _per_kind(
    lijn: Lijn, regels: QuerySet[Verantwoordingsregel], toedeling: Toedeling
) -> dict[tuple[Lijn, int], int]:
    """The children of the calculations that were reported; one that was taken back in full counts no more."""
    eigen = regels.filter(
        houder__in=toedeling.houders(lijn),
        regelingnaam=lijn.regelingnaam,
        jaar=lijn.jaar,
        berekening__isnull=False,
    )
    sommen = eigen.order_by().values_list("berekening").annotate(Sum("bedrag_centen"))
    geteld = [berekening for berekening, centen in sommen if centen]
    som: dict[tuple[Lijn, int], int] = defaultdict(int)
    for deel in toedeling.divide(read_delen(geteld)):
        if deel.lijn == lijn:
            som[lijn, deel.kind] += deel.centen
    return dict(som)
