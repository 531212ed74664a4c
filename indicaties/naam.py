"""Under which name a reader sees a child: the one place that decides it.

The grounds of an indicatie fall under medical secrecy: who audits reads them under a pseudoniem (art. 23a UAVG),
and therefore sees no name of a child anywhere.
"""

from indicaties.models import Kind, KindQuerySet
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def ziet_namen(gebruiker: Gebruiker) -> bool:
    return gebruiker.has_recht(Recht.KINDNAAM_VIEW)


def naam_voor(kind: Kind, gebruiker: Gebruiker) -> str:
    return kind.naam if ziet_namen(gebruiker) else kind.pseudoniem


def search_for(kinderen: KindQuerySet, tekst: str, gebruiker: Gebruiker) -> KindQuerySet:
    """Who sees no names does not find by name either: what is found would tell it."""
    if tekst and not ziet_namen(gebruiker):
        return kinderen.filter(pseudoniem__iexact=tekst)
    return kinderen.search(tekst)
