"""Proves that the ledger holds, to the cent, what the lines of the approved calculations give."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Sum

from lib.geld import euro
from organisaties.models import Gemeente
from rekenregels import Categorie
from subsidies.grootboek.cijfers import bron_van
from subsidies.invarianten import ask, invariant, of_gemeente
from subsidies.models import Boeking, Subsidieregeling
from subsidies.regelingen.document import as_regeling

# Scheme (None where an earlier release did not book it), category and source.
Sleutel = tuple[int | None, str, str]
Bedragen = dict[int, dict[Sleutel, int]]


@invariant(
    "Van elke goedgekeurde berekening is per regeling, categorie en geldbron geboekt wat haar regels geven."
)
def per_regeling_categorie_en_bron_is_geboekt_wat_is_berekend(gemeente: Gemeente | None) -> Iterator[str]:
    """To the cent; what earlier releases booked without its scheme is compared per category and source."""
    hoort, geboekt = _due_per_bron(gemeente), _booked_per_bron(gemeente)
    for berekening in sorted(hoort.keys() | geboekt.keys()):
        wel, wordt = geboekt.get(berekening, {}), hoort.get(berekening, {})
        if any(sleutel[0] is None for sleutel in wel):
            wel, wordt = _without_regeling(wel), _without_regeling(wordt)
        for sleutel in sorted({*wel, *wordt}, key=str):
            if wel.get(sleutel, 0) != wordt.get(sleutel, 0):
                _, categorie, bron = sleutel
                yield (
                    f"Berekening {berekening}: voor {categorie} uit {bron} hoort {euro(wordt.get(sleutel, 0))} geboekt te"
                    f" zijn, in het grootboek staat {euro(wel.get(sleutel, 0))}."
                )


def _due_per_bron(gemeente: Gemeente | None) -> Bedragen:
    """Cents per approved calculation out of its stored lines, added up by the database."""
    rijen = ask(
        """SELECT r.berekening_id, deel.regeling_id, r.categorie, r.zonder_ve, sum(r.subsidie_centen)
             FROM subsidies_berekeningsregel r
             JOIN subsidies_berekening b ON b.id = r.berekening_id AND b.status = 'goedgekeurd'
             JOIN opvang_urendeclaratie d ON d.id = b.declaratie_id
             JOIN LATERAL (SELECT regeling_id FROM subsidies_berekeningsdeel
                            WHERE berekening_id = r.berekening_id AND eerste <= r.volgorde
                            ORDER BY eerste DESC, id DESC LIMIT 1) deel ON true
            WHERE %(gemeente)s IS NULL OR d.gemeente_id = %(gemeente)s
            GROUP BY 1, 2, 3, 4""",
        gemeente,
    )
    regelingen = Subsidieregeling.objects.in_bulk({regeling for _, regeling, *_ in rijen})
    som: defaultdict[int, defaultdict[Sleutel, int]] = defaultdict(lambda: defaultdict(int))
    for berekening, regeling, categorie, zonder_ve, centen in rijen:
        betaler = as_regeling(regelingen[regeling]).geldstroom.betaler(Categorie(categorie))
        bron, _ = bron_van(categorie, zonder_ve=zonder_ve, betaler=betaler)
        som[berekening][regeling, categorie, str(bron)] += int(centen)
    return {berekening: dict(bedragen) for berekening, bedragen in som.items()}


def _booked_per_bron(gemeente: Gemeente | None) -> Bedragen:
    geboekt: defaultdict[int, dict[Sleutel, int]] = defaultdict(dict)
    rijen = Boeking.objects.filter(
        berekening__isnull=False, **of_gemeente("berekening__declaratie__gemeente", gemeente)
    )
    for berekening, regeling, categorie, bron, centen in (
        rijen.order_by()
        .values_list("berekening", "regeling", "categorie", "bron")
        .annotate(Sum("bedrag_centen"))
    ):
        geboekt[berekening][regeling, categorie, bron] = centen
    return geboekt


def _without_regeling(bedragen: dict[Sleutel, int]) -> dict[Sleutel, int]:
    som: defaultdict[Sleutel, int] = defaultdict(int)
    for (_, categorie, bron), centen in bedragen.items():
        som[None, categorie, bron] += centen
    return dict(som)
