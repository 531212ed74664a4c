"""What a full package begins with: the levels that were recorded of the child last, for its provider to change."""

from opvang.models import Overdracht
from opvang.resultaten.schalen import naam_of
from opvang.resultaten.werklijst import metingen_van
from organisaties.models import Gebruiker


def propose_gegevens(overdracht: Overdracht, gebruiker: Gebruiker) -> dict[str, str]:
    """Empty when nothing was recorded. Nothing goes along before the provider has saved it and the parents allowed it."""
    if not overdracht.is_volledig:
        return {}
    laatste = metingen_van(overdracht.kind, gebruiker).last()
    if laatste is None:
        return {}
    niveaus = {f"{score.domein}_niveau": score.niveau for score in laatste.scores.all()}
    return {"volgsysteem": naam_of(laatste)} | niveaus
