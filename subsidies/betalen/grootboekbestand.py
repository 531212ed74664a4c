"""The payments of a run for the municipality's own books: per claim, source and FCL code, as CSV."""

from collections import Counter
from collections.abc import Iterator

from lib.csvbestand import write_amount, write_csv
from subsidies.betalen.verdeling import verdeel
from subsidies.models import Begrotingspost, Betaalregel, Betaalrun
from subsidies.models.grootboek import bronnaam

KOP = (
    "Betaalrun",
    "Kenmerk betaling",
    "Organisatie",
    "Kenmerk verplichting",
    "Soort",
    "Regeling",
    "Jaar",
    "FCL-code",
    "Bron",
    "SiSa-indicator",
    "Bedrag (euro)",
    "Stand",
    "Betaaldag",
)
NIET_VERDEELD = "niet verdeeld: voorschot of bedrag zonder berekening"


def write_grootboek(run: Betaalrun) -> bytes:
    return write_csv(KOP, _lines(run))


def _lines(run: Betaalrun) -> Iterator[tuple[str, ...]]:
    regels = Betaalregel.objects.filter(betaling__run=run).select_related(
        "betaling__organisatie",
        "betaling__kind",
        "verplichting__regeling",
        "verplichting__berekening__declaratie",
    )
    fcl = {
        (post.jaar, post.bron): post.fcl_code
        for post in Begrotingspost.objects.filter(gemeente=run.gemeente_id)
    }
    for regel in regels.order_by("betaling__organisatie__naam", "pk"):
        for (bron, indicator), centen in _per_bron(regel).items():
            yield _line(run, regel, fcl.get((regel.verplichting.jaar, bron), ""), bron, indicator, centen)


def _per_bron(regel: Betaalregel) -> dict[tuple[str, str], int]:
    """(source, indicator) -> cents; a part of a set-off is spread as the whole of it."""
    som: Counter[tuple[str, str]] = Counter()
    for deel in verdeel(regel.verplichting):
        som[deel.bron, deel.indicator] += deel.centen
    gewicht = dict(som) if sum(som.values()) == regel.verplichting.bedrag_centen else {("", ""): 1}
    return _spread(regel.bedrag_centen, gewicht)


def _spread(centen: int, gewicht: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """In proportion, to the cent: what rounding leaves goes to the last."""
    geheel, over, delen = sum(gewicht.values()), centen, {}
    for plek in list(gewicht)[:-1]:
        delen[plek] = centen * gewicht[plek] // geheel
        over -= delen[plek]
    delen[list(gewicht)[-1]] = over
    return {plek: deel for plek, deel in delen.items() if deel}


def _line(
    run: Betaalrun, regel: Betaalregel, fcl: str, bron: str, indicator: str, centen: int
) -> tuple[str, ...]:
    betaling, verplichting = regel.betaling, regel.verplichting
    return (
        str(run.pk),
        betaling.kenmerk,
        betaling.ontvanger,
        verplichting.kenmerk,
        verplichting.get_soort_display(),
        str(verplichting.regeling),
        str(verplichting.jaar),
        fcl,
        bronnaam(bron) if bron else NIET_VERDEELD,
        indicator,
        write_amount(centen),
        betaling.get_status_display(),
        betaling.betaaldag.isoformat() if betaling.betaaldag else "",
    )
