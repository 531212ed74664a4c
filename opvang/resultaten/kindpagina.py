"""The results on the page of a child, for its provider and nobody else."""

from datetime import date
from typing import Any

from indicaties.kindpagina import Deel
from indicaties.models import Kind
from opvang.domeinen import DOMEINEN, KORTE_NIVEAUS
from opvang.models import Plaatsing, Resultaatmeting, Resultaatscore
from opvang.resultaten.schalen import naam_of
from opvang.resultaten.werklijst import metingen_van
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def resultaten_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """None for who may not see the results of a child."""
    if not gebruiker.has_recht(Recht.RESULTAAT_MANAGE):
        return None
    return Deel("Resultaten", "opvang/_resultaten_van_kind.html", read_resultaten(kind, gebruiker), plek=22)


def read_resultaten(kind: Kind, gebruiker: Gebruiker) -> dict[str, Any]:
    """What the table of results of a child needs."""
    plaatsing = (
        Plaatsing.objects.for_gebruiker(gebruiker).in_force().filter(kind=kind).order_by("-startdatum", "-pk")
    ).first()
    return {
        "domeinen": DOMEINEN.values(),
        "resultaten": [show_meting(meting) for meting in metingen_van(kind, gebruiker)],
        "laatste_plaatsing": plaatsing,
    }


def show_meting(meting: Resultaatmeting) -> dict[str, Any]:
    """A measurement with its four cells: (name of the domain, level, outcome); None where nothing was recorded."""
    scores = {score.domein: score for score in meting.scores.all()}
    return {
        "meting": meting,
        "systeem": naam_of(meting),
        "cellen": [(naam, *_cel(scores.get(domein))) for domein, naam in DOMEINEN.items()],
    }


def _cel(score: Resultaatscore | None) -> tuple[str, str]:
    """Level and outcome; the outcome is left out where it says the same."""
    if score is None:
        return "", ""
    niveau = KORTE_NIVEAUS[score.niveau]
    return niveau, "" if score.waarde.casefold() == niveau.casefold() else score.waarde
