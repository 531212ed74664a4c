"""The file of a booking, or of all bookings of a draw, as one PDF; the lines of each calculation go along as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from lib.csvbestand import write_amount, write_csv
from lib.geld import write_honderdsten
from lib.pdf import Ingesloten, render_pdf
from rapportage.controledossier.dossier import Dossier, open_dossier
from rapportage.controledossier.models import Trekking
from subsidies.models import Boeking

SJABLOON = "rapportage/pdf/controledossier.html"
REGELS = "regels-van-de-boekingen.csv"
_KOP = (
    *("boeking", "regel", "kind (pseudoniem)", "categorie", "locatie", "LRK-nummer"),
    *("van", "tot en met", "gedeclareerde uren", "gesubsidieerde uren", "subsidie"),
)


@dataclass(frozen=True)
class Document:
    html: str
    pdf: bytes
    dossiers: tuple[Dossier, ...]


def make_document(boeking: Boeking, dag: date) -> Document:
    """Of one booking. The same data and day give the same bytes."""
    return _make([open_dossier(boeking)], f"Controledossier boeking {boeking.pk}", boeking, dag, None)


def make_trekkingdocument(trekking: Trekking, dag: date) -> Document:
    """Of every booking that was drawn, in the order of the draw; of each the line on which the lot fell is told whole."""
    relaties = ("boeking__houder", "boeking__berekening__declaratie__houder", "regel")
    posten = list(trekking.posten.select_related(*relaties))
    dossiers = [open_dossier(post.boeking, post.regel) for post in posten]
    titel = f"Controledossier steekproef {trekking.pk}"
    return _make(dossiers, titel, posten[0].boeking, dag, trekking)


def _make(
    dossiers: Sequence[Dossier], titel: str, eerste: Boeking, dag: date, trekking: Trekking | None
) -> Document:
    html = render_to_string(
        SJABLOON,
        {
            "titel": titel,
            "gemeente": eerste.gemeente,
            "jaar": eerste.jaar,
            "dag": dag,
            "trekking": trekking,
            "dossiers": dossiers,
            "bestand": REGELS,
        },
    )
    pdf = render_pdf(
        html,
        titel=f"{titel}, gemeente {eerste.gemeente}",
        moment=timezone.make_aware(datetime.combine(dag, time(12))),
        bestanden=settings.BASE_DIR / "static",
        ingesloten=[
            Ingesloten(REGELS, "Alle regels van de berekeningen achter de boekingen", _regels(dossiers))
        ],
    )
    return Document(html, pdf, tuple(dossiers))


def _regels(dossiers: Sequence[Dossier]) -> bytes:
    return write_csv(
        _KOP,
        [
            (
                str(dossier.boeking.pk),
                str(regel.volgorde),
                plaatsing.kind.pseudoniem,
                regel.categorie,
                plaatsing.locatie.naam,
                plaatsing.locatie.lrk_nummer,
                f"{regel.van:%d-%m-%Y}",
                f"{regel.tot_en_met:%d-%m-%Y}",
                write_honderdsten(regel.declaratieregel.uren_honderdsten),
                write_honderdsten(regel.uren_honderdsten),
                write_amount(regel.subsidie_centen),
            )
            for dossier in dossiers
            for regel in dossier.regels.regels
            for plaatsing in [regel.declaratieregel.plaatsing]
        ],
    )
