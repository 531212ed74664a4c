"""A letter as PDF: its template in the house style of who sends it."""

import hashlib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from brieven.afschriften import Afschrift
from brieven.models import Brief, Huisstijl
from brieven.soorten import Briefsoort
from lib.pdf import render_pdf
from organisaties.models import Gemeente

BASIS = "brieven/pdf/brief.html"


def render_brief(brief: Brief, soort: Briefsoort, huisstijl: Huisstijl) -> bytes:
    context = {"brief": brief, "soort": soort, "huisstijl": huisstijl, **brief.context}
    return render_pdf(
        render_to_string(soort.sjabloon, context),
        titel=f"{soort.naam}, kenmerk {brief.nummer}",
        moment=_begin_of(brief.opgemaakt_op),
        bestanden=settings.BASE_DIR / "static",
    )


def sjabloonversie(soort: Briefsoort) -> str:
    """SHA-256 over the template and the one that it extends: which text made this letter."""
    som = hashlib.sha256()
    for naam in (BASIS, soort.sjabloon):
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
    brief = Brief(
        gemeente=gemeente,
        jaar=dag.year,
        volgnummer=0,
        aan_naam="Familie Voorbeeld",
        aan_adres=["Voorbeeldstraat 1", "1234 AB Voorbeeldstad"],
        opgemaakt_op=dag,
    )
    return render_brief(brief, soort, huisstijl)


def render_afschrift(afschrift: Afschrift, moment: datetime) -> bytes:
    return render_pdf(
        render_to_string("brieven/pdf/afschrift.html", {"afschrift": afschrift, "moment": moment}),
        titel=afschrift.titel,
        moment=moment,
        bestanden=settings.BASE_DIR / "static",
    )
