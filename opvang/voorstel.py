"""What a draft begins with: the agreed hours and days a week, in a quarter of an ordinary year."""

from lib.geld import round_half_up
from lib.periode import Periode
from opvang.models import Plaatsing

# Most municipalities count 40 weeks a year. The policy itself is not known to a provider's draft: this is a proposal.
GESUBSIDIEERDE_WEKEN = 10  # of a quarter


def voorstel_uren(plaatsing: Plaatsing, periode: Periode, deel: Periode | None = None) -> int:
    """Hundredths of hours: ten weeks, in proportion to the days of the quarter, or of a part of it, with a place."""
    return _naar_rato(plaatsing.uren_per_week_honderdsten, plaatsing, periode, deel)


def voorstel_dagen(plaatsing: Plaatsing, periode: Periode, deel: Periode | None = None) -> int | None:
    """Whole days of care in the same way; None where nobody agreed on a number of days a week."""
    if plaatsing.dagen_per_week is None:
        return None
    return _naar_rato(plaatsing.dagen_per_week, plaatsing, periode, deel)


def _naar_rato(per_week: int, plaatsing: Plaatsing, periode: Periode, deel: Periode | None) -> int:
    dagen = dagen_in(plaatsing, deel or periode)
    return round_half_up(per_week * GESUBSIDIEERDE_WEKEN * dagen, periode.dagen)


def dagen_in(plaatsing: Plaatsing, periode: Periode) -> int:
    """The number of days of the period on which the placement is active."""
    deel = actief_in(plaatsing, periode)
    return deel.dagen if deel else 0


def actief_in(plaatsing: Plaatsing, periode: Periode) -> Periode | None:
    eind = plaatsing.einddatum or max(periode.tot_en_met, plaatsing.startdatum)
    return Periode(plaatsing.startdatum, eind).overlap(periode)
