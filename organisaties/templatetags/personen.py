"""A person under the name that the reader's own municipality gave them."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from organisaties.models import Gebruiker, Gemeentegebruiker
from organisaties.templatetags.weergave import LEEG

register = template.Library()


@register.simple_tag(takes_context=True)
def wie(context: RequestContext, gebruiker: Gebruiker | None) -> str:
    """What another municipality calls this person is not told here: who is not on the own list has an address."""
    if gebruiker is None:
        return LEEG
    eigen = _personen(context["request"])
    return eigen[gebruiker.pk].naam if gebruiker.pk in eigen else gebruiker.email


@register.simple_tag(takes_context=True)
def wie_pagina(context: RequestContext, gebruiker: Gebruiker) -> str:
    """The address of the page of this person, for who manages the users."""
    return reverse("organisaties:gebruiker_detail", args=[_personen(context["request"])[gebruiker.pk].pk])


def _personen(request: Any) -> dict[int, Gemeentegebruiker]:
    """The list of the municipality, read once for the page."""
    if not hasattr(request, "personen_van_gemeente"):
        eigen = Gemeentegebruiker.objects.for_gebruiker(request.user)
        request.personen_van_gemeente = {persoon.gebruiker_id: persoon for persoon in eigen}
    personen: dict[int, Gemeentegebruiker] = request.personen_van_gemeente
    return personen
