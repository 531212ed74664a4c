"""A year of policy in the demo: what the document of the municipality says, as agreements, actions and meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from rapportage.beleid.actions import record_actie, record_afspraak, record_overleg
from rapportage.beleid.models import Onderwerp


@dataclass(frozen=True)
class Afspraakplan:
    """An agreement with a target in words, or in percent of a measure."""

    onderwerp: Onderwerp
    tekst: str
    doel: str = ""
    maat: str = ""
    doel_pct: int | None = None
    is_resultaat: bool = False


@dataclass(frozen=True)
class Actieplan:
    actie: str
    eigenaar: str
    uiterlijk: date
    euro: int | None = None
    activiteit: str = ""
    onderwerp: Onderwerp | None = None
    afgerond: date | None = None


@dataclass(frozen=True)
class Overlegplan:
    soort: str
    datum: date
    aanwezig: str
    agenda: str = ""
    besluiten: str = ""


def load_afspraken(
    inrichting: Inrichting, plannen: Iterable[Afspraakplan], op: date, partijen: str, partijen_school: str
) -> None:
    """For the year of `op`; on the results of vroegschoolse educatie with the schools alone."""
    for plan in plannen:
        record_afspraak(
            jaar=op.year,
            onderwerp=plan.onderwerp,
            datum=op,
            partijen=partijen_school if plan.onderwerp == Onderwerp.RESULTATEN else partijen,
            tekst=plan.tekst,
            doel=plan.doel,
            maat=plan.maat,
            doel_pct=plan.doel_pct,
            is_resultaat=plan.is_resultaat,
            door=inrichting.gebruikers["beleid"],
            op=moment(op),
        )


def load_acties(inrichting: Inrichting, plannen: Iterable[Actieplan], op: date) -> None:
    activiteiten = {a.naam: a for a in inrichting.gemeente.activiteiten.all()}
    for plan in plannen:
        record_actie(
            jaar=op.year,
            actie=plan.actie,
            eigenaar=plan.eigenaar,
            uiterlijk=plan.uiterlijk,
            kosten_centen=None if plan.euro is None else plan.euro * 100,
            activiteit=activiteiten[plan.activiteit] if plan.activiteit else None,
            onderwerp=plan.onderwerp or "",
            afgerond=plan.afgerond,
            door=inrichting.gebruikers["beleid"],
            op=moment(plan.afgerond or op),
        )


def load_overleggen(inrichting: Inrichting, plannen: Iterable[Overlegplan]) -> None:
    for plan in plannen:
        record_overleg(
            soort=plan.soort,
            datum=plan.datum,
            aanwezig=plan.aanwezig,
            agenda=plan.agenda,
            besluiten=plan.besluiten,
            door=inrichting.gebruikers["beleid"],
            op=moment(plan.datum),
        )
