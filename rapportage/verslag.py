"""The report as a document: figures in, HTML and PDF out."""

from collections.abc import Callable
from datetime import datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from rapportage import grafieken
from rapportage.rapport import Rapport
from vve_admin.lib.pdf import render_pdf

SJABLOON = "rapportage/pdf/verantwoording.html"


def make_verslag(rapport: Rapport, on_step: Callable[[], None] | None = None) -> tuple[str, bytes]:
    """Return the HTML and the PDF. The day of the report is all the time that is in it, so that the same
    figures give the same file."""
    html = render_to_string(
        SJABLOON,
        {
            "rapport": rapport,
            "grafiek_bereik": grafieken.draw_bereik(rapport.bereik, rapport.bereik_doel_pct),
            "grafiek_deelname": grafieken.draw_deelname(rapport.bereik),
            "grafiek_budget": grafieken.draw_budget(rapport.budget),
        },
    )
    moment = timezone.make_aware(datetime.combine(rapport.datum, time(12)))
    pdf = render_pdf(
        html,
        titel=f"{rapport.titel}, gemeente {rapport.gemeente}",
        moment=moment,
        bestanden=settings.BASE_DIR / "static",
        on_step=on_step,
    )
    return html, pdf


def bestandsnaam(gemeente: str, jaar: int) -> str:
    return f"verantwoording-vve-{gemeente.lower().replace(' ', '-')}-{jaar}.pdf"
