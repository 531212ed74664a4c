"""How many children of the doelgroep are reached: the count of the Peutermonitor, on any day.

- the whole is every child of the municipality with a valid VVE-indicatie on the day, who had not moved or died;
- reached is a child with a placement on that day, split by the kind of location;
- not reached is a child without a placement whose latest referral ended in no participation, with the reason;
- unknown is everybody else, and counts in the whole.

Putten publishes its reach as 24 + 2 + 0 without saying what the three are. The split used here is our reading.
"""

from collections.abc import Sequence
from datetime import date

from indicaties.models import Toeleiding
from lib.periode import kwartaal_periode
from organisaties.models import Gemeente
from rapportage.doelgroep import NIET, ONBEKEND, VE, VE_ELDERS, ZONDER_VE, Bladen
from rapportage.peildata import count_bladen
from rapportage.rapport import Bereik

AANNAME_SPLITSING = (
    "De splitsing van ‘bereikt’ in VE-locatie in de gemeente, VE-locatie elders en locatie zonder VE is een"
    " aanname: de Peutermonitor noemt drie getallen en zegt niet wat ze onderscheiden."
)
REDEN_LABELS = dict(Toeleiding.Reden.choices)


def count_bereik(gemeente: Gemeente, dag: date) -> Bereik:
    (stand,) = count_bereiken(gemeente, [dag])
    return stand


def count_bereik_per_kwartaal(gemeente: Gemeente, jaar: int, tot_en_met: date) -> tuple[Bereik, ...]:
    """The reach on the last day of each quarter that has ended."""
    return count_bereiken(gemeente, peildata(jaar, tot_en_met))


def peildata(jaar: int, tot_en_met: date) -> list[date]:
    """The last days of the quarters that have ended."""
    einden = (kwartaal_periode(jaar, kwartaal).tot_en_met for kwartaal in (1, 2, 3, 4))
    return [dag for dag in einden if dag <= tot_en_met]


def count_bereiken(gemeente: Gemeente, dagen: Sequence[date]) -> tuple[Bereik, ...]:
    """The reach on each of the days: one question for all."""
    return tuple(_bereik(dag, bladen) for dag, bladen in count_bladen(gemeente, dagen).items())


def _bereik(dag: date, bladen: Bladen) -> Bereik:
    redenen = {
        str(REDEN_LABELS[blad.removeprefix(NIET)]): n for blad, n in bladen.items() if blad.startswith(NIET)
    }
    return Bereik(
        peildatum=dag,
        ve_in_gemeente=bladen[VE],
        ve_elders=bladen[VE_ELDERS],
        zonder_ve=bladen[ZONDER_VE],
        niet_bereikt=tuple(sorted(redenen.items(), key=lambda reden: (-reden[1], reden[0]))),
        onbekend=sum(bladen[blad] for blad in ONBEKEND),
    )
