"""The terms of the Awb around a subsidy, on days. No Django, no clock; last days count.

Asking for a supplement stops the term (4:15), an announced extension moves its end (4:14), an outage adds its days
(2:21). A term of a law that ends in a weekend or on a holiday goes on to the next working day (Algemene termijnenwet,
article 1); longer than twelve weeks it does not (article 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.werkdagen import werkdag_vanaf

BESLISWEKEN = 8  # 4:13, second paragraph, where the regulation of the municipality gives no term of its own
BUITEN_BEHANDELING_WEKEN = 4  # 4:5, fourth paragraph
BETAALWEKEN = 6  # 4:87, first paragraph
BEZWAARWEKEN = 6  # 6:7, from the day after it was made known (6:8)
BEZWAAR_BESLISWEKEN = 6  # 7:10, first paragraph, counted from the end of the term for objecting
_LANGSTE_WEKEN = 12  # Algemene termijnenwet, article 4
_INGEBREKE_DAGEN = 14  # 4:17, third paragraph
# 4:17, second paragraph: cents per day, 14 days each. UNVERIFIED in the text of the law: read on pages of municipalities.
DWANGSOM_PER_DAG = (23_00, 35_00, 45_00)
DWANGSOM_DAGEN = 14


@dataclass(frozen=True)
class Stilstand:
    """The term stands still after the day of asking, until it was supplemented or the time for that had passed."""

    gevraagd: date
    hersteltermijn: date
    aangevuld: date | None = None

    @property
    def dagen(self) -> int:
        """Days that do not count: from the day after asking, up to the day on which it is complete (4:15, first paragraph)."""
        eind = self.hersteltermijn + timedelta(days=1)
        if self.aangevuld is not None:
            eind = min(eind, self.aangevuld)
        return max((eind - self.gevraagd).days - 1, 0)


@dataclass(frozen=True)
class Dwangsom:
    """What the municipality owes for deciding too late: from which day, and so far in cents."""

    vanaf: date
    dagen: int
    centen: int

    @property
    def loopt(self) -> bool:
        return self.dagen > 0


def termijn_eind(begin: date, weken: int) -> date:
    """The last day of a term of so many weeks after `begin`."""
    dag = begin + timedelta(weeks=weken)
    return werkdag_vanaf(dag) if weken <= _LANGSTE_WEKEN else dag


def beslisdatum(
    ontvangen: date,
    stilstanden: Sequence[Stilstand] = (),
    verlengd_tot: date | None = None,
    storingsdagen: int = 0,
    weken: int = BESLISWEKEN,
) -> date:
    """The last day for deciding on what was received. An announced later day (4:14) takes the place of these weeks."""
    stil = sum(stilstand.dagen for stilstand in stilstanden) + storingsdagen
    dag = termijn_eind(ontvangen + timedelta(days=stil), weken)
    return dag if verlengd_tot is None else max(dag, verlengd_tot)


def uiterlijk_buiten_behandeling(einde_hersteltermijn: date) -> date:
    """The last day for leaving unanswered what was not supplemented in time."""
    return termijn_eind(einde_hersteltermijn, BUITEN_BEHANDELING_WEKEN)


def betaaldatum(bekend: date) -> date:
    return termijn_eind(bekend, BETAALWEKEN)


def bezwaardatum(bekend: date) -> date:
    return termijn_eind(bekend, BEZWAARWEKEN)


def beslisdatum_bezwaar(bekend: date) -> date:
    return termijn_eind(bezwaardatum(bekend), BEZWAAR_BESLISWEKEN)


def dwangsom(beslissen_voor: date, ingebreke: date, dag: date) -> Dwangsom | None:
    """What is owed on `dag`; None when the notice of default came before the term was over (4:17, third paragraph)."""
    if ingebreke <= beslissen_voor:
        return None
    vanaf = ingebreke + timedelta(days=_INGEBREKE_DAGEN + 1)
    dagen = min(max((dag - vanaf).days + 1, 0), DWANGSOM_DAGEN * len(DWANGSOM_PER_DAG))
    centen = sum(
        bedrag * min(max(dagen - i * DWANGSOM_DAGEN, 0), DWANGSOM_DAGEN)
        for i, bedrag in enumerate(DWANGSOM_PER_DAG)
    )
    return Dwangsom(vanaf, dagen, centen)
