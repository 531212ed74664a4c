"""What came of each measurement, for the parents' file (art. 15 AVG)."""

from collections.abc import Iterator

from opvang.models import Resultaatmeting, Resultaatscore
from opvang.resultaten.schalen import naam_of


def read_scores(meting: Resultaatmeting) -> Iterator[tuple[str, str, str, str, str]]:
    """Day, system, domain, outcome and level; in the scope of its provider, because the municipality sees no score."""
    for score in Resultaatscore.objects.filter(meting=meting).order_by("pk"):
        yield (
            f"{meting.datum:%d-%m-%Y}",
            naam_of(meting),
            str(score.get_domein_display()),
            score.waarde,
            str(score.get_niveau_display()),
        )
