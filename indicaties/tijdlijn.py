"""What happened with a child, newest first, as far as the reader may see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from indicaties.models import Indicatie, Indicatiebesluit, Kind, Ondersteuningsvraag, Toeleiding
from lib.weergave import datum, periode
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Gebeurtenis:
    dag: date
    tekst: str


def make_tijdlijn(
    kind: Kind,
    indicaties: list[Indicatie],
    toeleidingen: list[Toeleiding],
    meer: Iterable[Gebeurtenis] = (),
) -> list[Gebeurtenis]:
    punten = [Gebeurtenis(kind.ingeschreven_op, f"Ingeschreven door {kind.ingeschreven_door}"), *meer]
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


def read_vragen(kind: Kind, gebruiker: Gebruiker) -> Iterator[Gebeurtenis]:
    """That extra support was asked for and answered, without what was written; a provider knows only of its own."""
    vragen = Ondersteuningsvraag.objects.filter(kind=kind).select_related("organisatie")
    if gebruiker.is_houder:
        vragen = vragen.filter(organisatie=gebruiker.organisatie)
    for vraag in vragen:
        wie = vraag.organisatie or "de gemeente"
        yield Gebeurtenis(vraag.gesteld_op, f"Extra ondersteuning gevraagd door {wie}")
        if vraag.beantwoord_op is not None:
            yield Gebeurtenis(vraag.beantwoord_op, f"Vraag om ondersteuning van {wie} beantwoord")


def read_afwijzingen(kind: Kind, gebruiker: Gebruiker) -> Iterator[Gebeurtenis]:
    """A refusal leaves no indicatie behind; it stands here for who may see that there was one."""
    afgewezen = Indicatiebesluit.objects.for_gebruiker(gebruiker).filter(
        kind=kind, soort=Indicatiebesluit.Soort.REFUSED, vervangt=None
    )
    for besluit in afgewezen.select_related("organisatie"):
        soort = besluit.get_indicatiesoort_display()
        yield Gebeurtenis(besluit.besloten_op, f"Geen {soort} gegeven door {besluit.organisatie}")


def _event(dag: date, stand: str, verwacht: date | None, toeleiding: Toeleiding) -> Gebeurtenis:
    wacht = f", verwacht op {datum(verwacht)}" if verwacht else ""
    return Gebeurtenis(dag, f"{stand} bij {toeleiding.houder}{wacht}")
