"""What a payment is made of, for the books of the one who gets it: a line per child, as CSV and as a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from lib.csvbestand import write_amount, write_csv
from lib.pdf import Ingesloten, render_pdf
from lib.weergave import datum_kort
from subsidies.betalen.verdeling import per_kind
from subsidies.models import Betaalregel, Betaling

KOP = ("Kenmerk", "Betaaldag", "Verplichting", "Omschrijving", "Kind", "Bedrag (euro)")
BESTANDEN = Path(settings.BASE_DIR) / "static"


@dataclass(frozen=True)
class Specificatieregel:
    """A part of a payment, in cents: for which child, or for what else. `pseudoniem` is empty without a child."""

    kenmerk: str
    omschrijving: str
    waarvoor: str
    centen: int
    pseudoniem: str = ""


def read_specificatie(betaling: Betaling, *, met_naam: bool) -> list[Specificatieregel]:
    """A claim without lines per child is one line."""
    return list(_lines(betaling, met_naam))


def write_specificatie(betaling: Betaling, *, met_naam: bool) -> tuple[bytes, list[str]]:
    """The file and the pseudoniemen of who stands in it."""
    regels = read_specificatie(betaling, met_naam=met_naam)
    return _write(betaling, regels), [regel.pseudoniem for regel in regels if regel.pseudoniem]


def render_specificatie(betaling: Betaling, *, met_naam: bool, moment: datetime) -> tuple[bytes, list[str]]:
    """The same as a document, with the CSV inside it."""
    regels = read_specificatie(betaling, met_naam=met_naam)
    html = render_to_string("subsidies/pdf/betaalspecificatie.html", {"betaling": betaling, "regels": regels})
    pdf = render_pdf(
        html,
        titel=f"Betaalspecificatie {betaling.kenmerk}",
        moment=moment,
        bestanden=BESTANDEN,
        ingesloten=[
            Ingesloten(
                f"betaalspecificatie-{betaling.kenmerk}.csv", "De specificatie", _write(betaling, regels)
            )
        ],
    )
    return pdf, [regel.pseudoniem for regel in regels if regel.pseudoniem]


def _write(betaling: Betaling, regels: list[Specificatieregel]) -> bytes:
    dag = _dag(betaling)
    rijen = [
        (
            betaling.kenmerk,
            dag,
            regel.kenmerk,
            regel.omschrijving,
            regel.waarvoor,
            write_amount(regel.centen),
        )
        for regel in regels
    ]
    rijen.append((betaling.kenmerk, dag, "Totaal", "", "", write_amount(betaling.bedrag_centen)))
    return write_csv(KOP, rijen)


def _lines(betaling: Betaling, met_naam: bool) -> Iterator[Specificatieregel]:
    regels = betaling.regels.select_related("verplichting__berekening__declaratie", "verplichting__regeling")
    for regel in regels:
        verplichting = regel.verplichting
        kop = (verplichting.kenmerk, verplichting.omschrijving)
        kinderen = per_kind(verplichting)
        for bedrag in kinderen:
            kind = bedrag.kind
            naam = kind.naam if met_naam else kind.pseudoniem
            yield Specificatieregel(*kop, naam, bedrag.centen, kind.pseudoniem)
        rest = regel.bedrag_centen - sum(bedrag.centen for bedrag in kinderen)
        if rest:
            yield Specificatieregel(*kop, _rest(regel, bool(kinderen)), rest)


def _rest(regel: Betaalregel, met_kinderen: bool) -> str:
    return (
        "blijft openstaan voor een volgende verrekening"
        if met_kinderen
        else regel.verplichting.get_soort_display()
    )


def _dag(betaling: Betaling) -> str:
    return datum_kort(betaling.betaaldag) if betaling.betaaldag else ""
