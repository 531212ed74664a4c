"""What a payment is made of, for the books of the one who gets it: a line per child, as CSV."""

from collections.abc import Iterator

from lib.csvbestand import write_amount, write_csv
from lib.weergave import datum_kort
from subsidies.betalen.verdeling import per_kind
from subsidies.models import Betaalregel, Betaling

KOP = ("Kenmerk", "Betaaldag", "Verplichting", "Omschrijving", "Kind", "Bedrag (euro)")


def write_specificatie(betaling: Betaling, *, met_naam: bool) -> tuple[bytes, list[str]]:
    """The file and the pseudoniemen of who stands in it. A claim without lines per child is one line."""
    genoemd: list[str] = []
    rijen = list(_lines(betaling, met_naam, genoemd))
    rijen.append((betaling.kenmerk, _dag(betaling), "Totaal", "", "", write_amount(betaling.bedrag_centen)))
    return write_csv(KOP, rijen), genoemd


def _lines(betaling: Betaling, met_naam: bool, genoemd: list[str]) -> Iterator[tuple[str, ...]]:
    regels = betaling.regels.select_related("verplichting__berekening__declaratie", "verplichting__regeling")
    for regel in regels:
        verplichting = regel.verplichting
        kop = (betaling.kenmerk, _dag(betaling), verplichting.kenmerk, verplichting.omschrijving)
        kinderen = per_kind(verplichting)
        for bedrag in kinderen:
            genoemd.append(bedrag.kind.pseudoniem)
            yield (
                *kop,
                bedrag.kind.naam if met_naam else bedrag.kind.pseudoniem,
                write_amount(bedrag.centen),
            )
        rest = regel.bedrag_centen - sum(bedrag.centen for bedrag in kinderen)
        if rest:
            yield (*kop, _rest(regel, bool(kinderen)), write_amount(rest))


def _rest(regel: Betaalregel, met_kinderen: bool) -> str:
    return (
        "blijft openstaan voor een volgende verrekening"
        if met_kinderen
        else regel.verplichting.get_soort_display()
    )


def _dag(betaling: Betaling) -> str:
    return datum_kort(betaling.betaaldag) if betaling.betaaldag else ""
