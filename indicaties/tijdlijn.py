"""What happened with a child, newest first, as far as the reader may see it."""

from dataclasses import dataclass
from datetime import date

from indicaties.models import Indicatie, Kind, Toeleiding
from lib.weergave import datum, periode


@dataclass(frozen=True)
class Gebeurtenis:
    dag: date
    tekst: str


def make_tijdlijn(
    kind: Kind, indicaties: list[Indicatie], toeleidingen: list[Toeleiding]
) -> list[Gebeurtenis]:
    punten = [Gebeurtenis(kind.ingeschreven_op, f"Ingeschreven door {kind.ingeschreven_door}")]
    if kind.vertrokken_op is not None:
        tekst = f"{kind.get_reden_vertrek_display()}. Dit was de laatste dag in de gemeente"
        punten.append(Gebeurtenis(kind.vertrokken_op, tekst))
    for indicatie in indicaties:
        punten += _of_indicatie(indicatie)
    for toeleiding in toeleidingen:
        punten += _of_toeleiding(toeleiding)
    # Stable: on one day the order in which things were added stays, so the last one stands on top.
    return sorted(punten, key=lambda punt: punt.dag)[::-1]


def _of_indicatie(indicatie: Indicatie) -> list[Gebeurtenis]:
    soort = indicatie.get_soort_display()
    duur = periode(indicatie.geldig_van, indicatie.geldig_tot_en_met)
    punten = [
        Gebeurtenis(indicatie.afgegeven_op, f"{soort} afgegeven door {indicatie.organisatie}, geldig {duur}")
    ]
    if indicatie.ingetrokken_op is not None:
        reden = indicatie.get_reden_intrekking_display()
        punten.append(
            Gebeurtenis(
                indicatie.ingetrokken_op, f"{soort} ingetrokken. Reden: {reden.lower() or 'onbekend'}"
            )
        )
    return punten


def _of_toeleiding(toeleiding: Toeleiding) -> list[Gebeurtenis]:
    naar = f"{toeleiding.locatie} van {toeleiding.houder}" if toeleiding.locatie else f"{toeleiding.houder}"
    punten = [Gebeurtenis(toeleiding.verwezen_op, f"Verwezen naar {naar}")]
    # The last step is what the referral itself tells; rows of before there were steps have no others.
    punten += [
        _event(stap.sinds, stap.get_status_display(), stap.verwacht, toeleiding)
        for stap in toeleiding.stappen.all()
        if stap.status != toeleiding.status or toeleiding.is_open
    ]
    if not toeleiding.is_open:
        verwacht = toeleiding.verwacht if toeleiding.status == Toeleiding.Status.NOT_SHOWN else None
        uitkomst = _event(toeleiding.stand_sinds, toeleiding.get_status_display(), verwacht, toeleiding)
        reden = f". Reden: {toeleiding.get_reden_display().lower()}" if toeleiding.reden else ""
        punten.append(Gebeurtenis(uitkomst.dag, uitkomst.tekst + reden))
    return punten


def _event(dag: date, stand: str, verwacht: date | None, toeleiding: Toeleiding) -> Gebeurtenis:
    wacht = f", verwacht op {datum(verwacht)}" if verwacht else ""
    return Gebeurtenis(dag, f"{stand} bij {toeleiding.houder}{wacht}")
