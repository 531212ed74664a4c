"""Template filters for figures, days and statuses; the writing itself is in lib."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.defaulttags import CsrfTokenNode
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lib import geld, weergave
from organisaties.formuliersleutel import VELD, new_sleutel
from organisaties.statussen import Nadruk, nadruk_van

register = template.Library()

LEEG = "\u2013"

# What the reader sees -> the name of the component's variant.
VARIANTEN: dict[str, str] = {
    Nadruk.GOED: "success",
    Nadruk.INFO: "neutral",
    Nadruk.LET_OP: "warning",
    Nadruk.FOUT: "danger",
    Nadruk.RUSTIG: "inactive",
}


@register.simple_tag(takes_context=True)
def csrf_token(context: template.Context) -> SafeString:
    """Django's tag of this name, and beside it the key with which this form counts once (organisaties.eenmaal)."""
    return format_html(
        '{}<input type="hidden" name="{}" value="{}">',
        CsrfTokenNode().render(context),
        VELD,
        new_sleutel(),
    )


@register.filter
def euro(centen: int | None) -> str:
    return LEEG if centen is None else geld.euro(centen)


@register.filter
def uren(honderdsten: int | None) -> str:
    return LEEG if honderdsten is None else geld.uren(honderdsten)


@register.filter
def procent(tienden: int | None) -> str:
    return LEEG if tienden is None else weergave.procent(tienden)


@register.filter
def getal(waarde: int | None) -> str:
    return LEEG if waarde is None else weergave.getal(waarde)


@register.filter
def datum(dag: date | None) -> str:
    return LEEG if dag is None else weergave.datum(dag)


@register.filter
def datum_kort(dag: date | None) -> str:
    return LEEG if dag is None else weergave.datum_kort(dag)


@register.filter
def tijdstip(moment: datetime | None) -> str:
    return LEEG if moment is None else weergave.tijdstip(timezone.localtime(moment))


@register.filter
def periode(van: date, tot_en_met: date | None) -> str:
    return weergave.periode(van, tot_en_met)


@register.filter
def som(tekst: str) -> str:
    return weergave.som(tekst)


@register.simple_tag
def badge(soort: str, tekst: str) -> SafeString:
    """A state in words; the colour only supports it. `soort` is a Nadruk."""
    return format_html(
        '<span class="utrecht-status-badge utrecht-status-badge--{}">{}</span>', VARIANTEN[soort], tekst
    )


@register.filter
def status_badge(ding: Any) -> SafeString:
    """The status of a declaration, calculation, policy, referral or job as a badge."""
    return badge(nadruk_van(ding, ding.status), ding.get_status_display())


@register.filter
def bladzijden(pagina: "Page[Any]") -> Iterator[int | str]:
    return pagina.paginator.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1)


@cache
def _themas() -> frozenset[str]:
    return frozenset(bestand.stem for bestand in (settings.BASE_DIR / "static/css/gemeenten").glob("*.css"))


@register.filter
def gemeentethema(code: str) -> str:
    """The stylesheet with a municipality's own design tokens, or nothing when it has none."""
    return f"css/gemeenten/{code}.css" if code in _themas() else ""
