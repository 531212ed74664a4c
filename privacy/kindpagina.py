"""The request of access on the page of a child."""

from datetime import date

from indicaties.kindpagina import Deel
from indicaties.models import Kind
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def inzage_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.INZAGE_EXPORT):
        return None
    return Deel("Inzageverzoek", "privacy/_kindpagina_inzage.html", plek=80, dicht=True)
