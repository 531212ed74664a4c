"""The report as a document: figures in, HTML and PDF out."""

from collections.abc import Callable
from datetime import datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from lib.kleine_groepen import TOELICHTING, VERBORGEN
from lib.pdf import render_pdf
from rapportage import grafieken
from rapportage.rapport import Rapport
from rapportage.uitgave import Uitgave

SJABLOON = "rapportage/pdf/verantwoording.html"


def make_verslag(
    rapport: Rapport, on_step: Callable[[], None] | None = None, *, volledig: bool = True
) -> tuple[str, bytes]:
    """Return the HTML and the PDF; not `volledig` is the edition without small groups and without lines per child.

    The day of the report is all the time that is in it, so that the same figures give the same file.
    """
    uitgave = Uitgave(rapport, volledig)
    # A drawing has no room for a hidden figure, so it goes when one of its figures would be.
    toont_bereik = all(stand.percentage != VERBORGEN for stand in uitgave.bereik)
    toont_deelname = rapport.bereik and all(stand.is_heel for stand in uitgave.bereik)
    html = render_to_string(
        SJABLOON,
        {
            "rapport": rapport,
            "uitgave": uitgave,
            "toelichting": TOELICHTING,
            "grafiek_bereik": grafieken.draw_bereik(rapport.bereik, rapport.bereik_doel_pct)
            if toont_bereik
            else None,
            "grafiek_deelname": grafieken.draw_deelname(rapport.bereik) if toont_deelname else None,
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


def bestandsnaam(gemeente: str, jaar: int, *, volledig: bool = True) -> str:
    soort = "" if volledig else "-zonder-kleine-groepen"
    return f"verantwoording-vve-{gemeente.lower().replace(' ', '-')}-{jaar}{soort}.pdf"
