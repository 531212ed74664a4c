"""All that stands in a package, in words, for the parents' file (art. 15 AVG)."""

from collections.abc import Iterator
from typing import Any

from lib.weergave import datum
from opvang.models import Overdracht, Overdrachtbijlage, Overdrachtinhoud, Overdrachtvervolg
from opvang.overdracht.actions.vervolg import read_antwoorden


def read_alles(overdracht: Overdracht) -> Iterator[tuple[str, str]]:
    """Name and value; in the scope of its provider, because the municipality does not see what a package says."""
    inhoud = Overdrachtinhoud.objects.filter(overdracht=overdracht).first()
    if inhoud is not None:
        yield from _flat("ingevuld", inhoud.gegevens)
        if inhoud.zienswijze and inhoud.zienswijze_op is not None:
            yield "zienswijze", f"{inhoud.zienswijze} ({datum(inhoud.zienswijze_op)})"
        yield from _flat("verzonden", inhoud.verzonden)
    for bijlage in Overdrachtbijlage.objects.filter(overdracht=overdracht).defer("inhoud"):
        wat = f"{bijlage.omschrijving} ({bijlage.get_soort_display()}, {bijlage.grootte} bytes)"
        yield "bijlage", f"{wat}, toegevoegd op {datum(bijlage.toegevoegd_op)}"
    yield from read_antwoorden(Overdrachtvervolg.objects.filter(overdracht=overdracht).first())


def _flat(naam: str, waarde: Any) -> Iterator[tuple[str, str]]:
    """'verzonden, kind, naam': every text of a nested value with the way to it."""
    if isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _flat(f"{naam}, {sleutel}", deel)
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde, start=1):
            yield from _flat(f"{naam} {nummer}", deel)
    elif waarde not in (None, ""):
        yield naam, str(waarde)
