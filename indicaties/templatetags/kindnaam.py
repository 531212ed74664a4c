"""A child under the name that the reader may see."""

from django import template
from django.template.context import RequestContext

from indicaties.models import Kind
from indicaties.naam import naam_voor

register = template.Library()


@register.simple_tag(takes_context=True)
def kindnaam(context: RequestContext, kind: Kind) -> str:
    return naam_voor(kind, context["request"].user)
