"""The report as a document: figures in, HTML and PDF out."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from lib.kleine_groepen import TOELICHTING, VERBORGEN
from lib.pdf import Ingesloten, render_pdf
from organisaties.hoofdstukken import Document
from rapportage import grafieken
from rapportage.bijlagen import make_bijlage
from rapportage.inhoud import fill_inhoud
from rapportage.kerncijfers import list_kerncijfers, list_sisa
from rapportage.rapport import Rapport
from rapportage.uitgave import Uitgave

SJABLOON = "rapportage/pdf/verantwoording.html"


def make_verslag(
    rapport: Rapport,
    on_step: Callable[[], None] | None = None,
    *,
    volledig: bool = True,
    letterkast: object = None,
) -> tuple[str, bytes]:
    """Return the HTML and the PDF; not `volledig` is the edition without small groups and without lines per child.

    The day of the report is all the time that is in it, so that the same figures give the same file.
    """
    bijlage = make_bijlage(rapport) if volledig and rapport.document is Document.VERANTWOORDING else None
    uitgave = Uitgave(rapport, volledig)
    context = {
        "rapport": rapport,
        "uitgave": uitgave,
        "inhoud": fill_inhoud(rapport, volledig=volledig),
        "bijlage": bijlage,
        "kerncijfers": list_kerncijfers(rapport, volledig=volledig),
        "sisa_regels": list(zip(rapport.sisa.bestedingen, list_sisa(rapport), strict=True)),
        **draw_bereik(uitgave),
        "grafiek_budget": grafieken.draw_budget(rapport.budget),
    }
    return bind(
        SJABLOON,
        context,
        titel=f"{rapport.titel}, gemeente {rapport.gemeente}",
        datum=rapport.datum,
        on_step=on_step,
        ingesloten=[bijlage.bestand] if bijlage else [],
        letterkast=letterkast,
    )


def draw_bereik(uitgave: Uitgave) -> dict[str, Any]:
    """A drawing has no room for a hidden figure, so it goes when one of its figures would be."""
    rapport = uitgave.rapport
    toont_bereik = all(stand.percentage != VERBORGEN for stand in uitgave.bereik)
    toont_deelname = rapport.bereik and all(stand.is_heel for stand in uitgave.bereik)
    return {
        "grafiek_bereik": grafieken.draw_bereik(rapport.bereik, rapport.bereik_doel_pct)
        if toont_bereik and rapport.bereik
        else None,
        "grafiek_deelname": grafieken.draw_deelname(rapport.bereik) if toont_deelname else None,
    }


def bind(
    sjabloon: str,
    context: dict[str, Any],
    *,
    titel: str,
    datum: date,
    on_step: Callable[[], None] | None = None,
    ingesloten: Sequence[Ingesloten] = (),
    letterkast: object = None,
) -> tuple[str, bytes]:
    """HTML and PDF of any report of this room."""
    html = render_to_string(sjabloon, {"toelichting": TOELICHTING, **context})
    pdf = render_pdf(
        html,
        titel=titel,
        moment=timezone.make_aware(datetime.combine(datum, time(12))),
        bestanden=settings.BASE_DIR / "static",
        on_step=on_step,
        ingesloten=ingesloten,
        letterkast=letterkast,
    )
    return html, pdf


def bestandsnaam(gemeente: str, jaar: int, *, volledig: bool = True) -> str:
    soort = "" if volledig else "-zonder-kleine-groepen"
    return f"verantwoording-vve-{slug(gemeente)}-{jaar}{soort}.pdf"


def slug(gemeente: str) -> str:
    return gemeente.lower().replace(" ", "-")
