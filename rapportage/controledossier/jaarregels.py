"""The approved lines with money of a year, read once for all rules of the M&O list.

Each table is read by itself: in one question PostgreSQL can't tell how many rows row-level security leaves, expects next
to none, and compares each line with each child.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from opvang.models import Plaatsing
from organisaties.models import Gemeente, Locatie
from subsidies.models import Berekening, Berekeningsregel

GELDIG = Berekening.Status.APPROVED


@dataclass(frozen=True, slots=True)
class Jaarregel:
    berekening: int
    volgorde: int
    houder: str
    kind: int
    pseudoniem: str
    locatie: Locatie
    categorie: str
    zonder_ve: bool
    van: date
    tot_en_met: date
    centen: int


def read_jaarregels(gemeente: Gemeente, jaar: int) -> list[Jaarregel]:
    """In the order of the receipts, the last one first."""
    houders = dict(
        Berekening.objects.filter(
            status=GELDIG, declaratie__gemeente=gemeente, declaratie__jaar=jaar
        ).values_list("pk", "declaratie__houder__naam")
    )
    plek = {pk: nummer for nummer, pk in enumerate(houders)}
    regels = Berekeningsregel.objects.filter(berekening__in=houders, subsidie_centen__gt=0).order_by()
    velden = ("categorie", "zonder_ve", "van", "tot_en_met", "subsidie_centen")
    rijen = sorted(
        regels.values_list("berekening", "volgorde", "declaratieregel__plaatsing", *velden),
        key=lambda rij: (plek[rij[0]], rij[1]),
    )
    plaatsen = _read_plaatsen({rij[2] for rij in rijen})
    return [
        Jaarregel(berekening, volgorde, houders[berekening], *plaatsen[plaatsing], *rest)
        for berekening, volgorde, plaatsing, *rest in rijen
    ]


def _read_plaatsen(plaatsingen: Iterable[int]) -> dict[int, tuple[int, str, Locatie]]:
    """Of each placement the child, its pseudoniem and the location."""
    rijen = list(
        Plaatsing.objects.filter(pk__in=plaatsingen)
        .order_by()
        .values_list("pk", "kind", "kind__pseudoniem", "locatie")
    )
    locaties = Locatie.objects.in_bulk({rij[3] for rij in rijen})
    return {pk: (kind, pseudoniem, locaties[locatie]) for pk, kind, pseudoniem, locatie in rijen}
