"""What happened with a child, newest first, as far as the reader may see it."""

from dataclasses import dataclass
from datetime import date

from indicaties.models import Indicatie, Kind, Toeleiding
from lib.weergave import periode


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
    punten = [Gebeurtenis(toeleiding.verwezen_op, f"Verwezen naar {toeleiding.houder}")]
    if toeleiding.afgerond_op is not None:
        uitkomst = f"{toeleiding.get_status_display()} bij {toeleiding.houder}"
        if toeleiding.reden:
            uitkomst += f". Reden: {toeleiding.get_reden_display().lower()}"
        punten.append(Gebeurtenis(toeleiding.afgerond_op, uitkomst))
    return punten
