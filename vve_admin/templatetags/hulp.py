from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from organisaties.rechten import Rol
from vve_admin.handleiding import handleiding_van

register = template.Library()


@register.simple_tag(takes_context=True)
def hulp_bij_pagina(context: Context) -> str:
    """Where the manual of the reader's own role tells about this page; empty for who has no role, or reads it now."""
    verzoek: Any = context.get("request")
    user = getattr(verzoek, "user", None)
    if user is None or not user.is_authenticated or not user.heeft_toekenning:
        return ""
    hier = verzoek.resolver_match.view_name if verzoek.resolver_match else ""
    adres = reverse("hulp")
    if hier == "hulp":
        return ""
    paragraaf = handleiding_van(Rol(user.toekenning.rol), user.toekenning.rechten).find(hier)
    return f"{adres}#{paragraaf.anker}" if paragraaf else adres
