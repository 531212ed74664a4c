"""A letter as PDF: its template in the house style of who sends it."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from brieven.afschriften import Afschrift
from brieven.briefteksten import TEKSTEN, alineas_van, check_niets_over, fill_blokken, waarden_van
from brieven.models import Brief, Huisstijl
from brieven.rekenstaat import REKENSTAAT, ingesloten_van
from brieven.soorten import Briefsoort
from lib.pdf import render_pdf
from organisaties.models import Gemeente

BASIS = "brieven/pdf/brief.html"
ALINEAS = "brieven/pdf/_alineas.html"


def render_brief(brief: Brief, soort: Briefsoort, huisstijl: Huisstijl) -> bytes:
    """Of a letter that holds its filled-in words; ValidationError when a name between braces is left in it."""
    html = render_to_string(soort.sjabloon, _context(brief, soort, huisstijl))
    check_niets_over(soort, html)
    return render_pdf(
        html,
        titel=f"{soort.naam}, kenmerk {brief.nummer}",
        moment=_begin_of(brief.opgemaakt_op),
        bestanden=settings.BASE_DIR / "static",
        ingesloten=ingesloten_van(brief.context.get(REKENSTAAT)),
    )


def _context(brief: Brief, soort: Briefsoort, huisstijl: Huisstijl) -> dict[str, Any]:
    context = {"brief": brief, "soort": soort, "huisstijl": huisstijl, **brief.context}
    return context | {TEKSTEN: alineas_van(brief.context)}


def fill_brief(brief: Brief, soort: Briefsoort, huisstijl: Huisstijl, blokken: Mapping[str, str]) -> None:
    """Put these words, with all that they name filled in, in the context of the letter."""
    waarden = waarden_van(brief, huisstijl, brief.context)
    brief.context = brief.context | {TEKSTEN: fill_blokken(soort, blokken, waarden)}


def sjabloonversie(soort: Briefsoort) -> str:
    """SHA-256 over the template and those that it is made of: which text made this letter."""
    som = hashlib.sha256()
    for naam in (BASIS, ALINEAS, soort.sjabloon):
        som.update(Path(_origin(naam)).read_bytes())
    return som.hexdigest()


def _origin(naam: str) -> str:
    sjabloon: Any = get_template(naam)
    return str(sjabloon.origin.name)


def _begin_of(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=timezone.get_default_timezone())


def render_proef(gemeente: Gemeente, huisstijl: Huisstijl, dag: date) -> bytes:
    """What a letter in this house style looks like; it is to nobody and is not kept."""
    soort = Briefsoort("proef", "Proefbrief", "brieven/pdf/proef.html", met_bezwaar=True)
    return render_voorbeeld(
        soort, {blok.code: blok.tekst for blok in soort.tekstblokken}, gemeente, huisstijl, dag
    )


def render_voorbeeld(
    soort: Briefsoort, blokken: Mapping[str, str], gemeente: Gemeente, huisstijl: Huisstijl, dag: date
) -> bytes:
    """A letter of this kind in these words, with made-up data and marked as an example; to nobody, and not kept."""
    brief = Brief(
        gemeente=gemeente,
        jaar=dag.year,
        volgnummer=0,
        aan_naam="Familie Voorbeeld",
        aan_adres=["Voorbeeldstraat 1", "1234 AB Voorbeeldstad"],
        opgemaakt_op=dag,
        context={**soort.voorbeeldcontext, "is_voorbeeld": True},
    )
    fill_brief(brief, soort, huisstijl, blokken)
    return render_brief(brief, soort, huisstijl)


def render_afschrift(afschrift: Afschrift, moment: datetime) -> bytes:
    return render_pdf(
        render_to_string("brieven/pdf/afschrift.html", {"afschrift": afschrift, "moment": moment}),
        titel=afschrift.titel,
        moment=moment,
        bestanden=settings.BASE_DIR / "static",
    )
