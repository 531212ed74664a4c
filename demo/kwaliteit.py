"""The quality of the locations in the demo: one sheet of each kind of work, and what the GGD found. All made up."""

from dataclasses import dataclass
from datetime import date

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from opvang.eisen import newest
from opvang.kwaliteit.actions import (
    Groepstelling,
    agree_blad,
    begin_groepen,
    record_inspectie,
    return_blad,
    save_blad,
    submit_blad,
)
from opvang.kwaliteit.doelgroep import count_doelgroepkinderen
from opvang.kwaliteit.instellingen import KWALITEIT_WEKEN
from opvang.kwaliteit.locaties import locaties_of_gemeente
from opvang.models import Ggdinspectie, Kwaliteitsblad
from organisaties.instelacties import set_instelling
from organisaties.models import Locatie

WEKEN = 8


@dataclass(frozen=True)
class Bladplan:
    """What a location tells; `zonder_scholing`: so many of its staff have no VE training yet."""

    weken: int = 40
    te_weinig_pbm: int = 0
    zonder_scholing: int = 0
    geevalueerd: bool = True
    toelichting: str = ""


def load(inrichting: Inrichting, jaar: int) -> None:
    """Of the four locations, by name: nothing yet, agreed after it came back once, sent back, and waiting."""
    set_instelling(
        soort=KWALITEIT_WEKEN,
        waarde=WEKEN,
        bron="Voorbeeld: het beleidskader noemt geen termijn",
        geldig_van=date(jaar, 1, 1),
        door=inrichting.gebruikers["beheer"],
        op=moment(date(jaar, 1, 6)),
    )
    zonder, akkoord, terug, wacht = locaties_of_gemeente(inrichting.gemeente, jaar)
    _agree(inrichting, akkoord, jaar)
    blad = _send(inrichting, terug, jaar, Bladplan(geevalueerd=False), date(jaar, 12, 9))
    reden = "Wanneer is het opleidingsplan geëvalueerd? Vul de dag in."
    return_blad(blad=blad, reden=reden, door=inrichting.gebruikers["beleid"], op=moment(date(jaar, 12, 15)))
    _send(inrichting, wacht, jaar, Bladplan(te_weinig_pbm=12, zonder_scholing=1), date(jaar, 12, 16))
    _inspect(inrichting, zonder, jaar)
    for locatie in (akkoord, wacht):
        record_inspectie(
            locatie=locatie,
            datum=date(jaar, 4, 15),
            uitkomst=Ggdinspectie.Uitkomst.GOED,
            door=inrichting.gebruikers["beleid"],
            op=moment(date(jaar, 5, 12)),
        )


def _agree(inrichting: Inrichting, locatie: Locatie, jaar: int) -> None:
    beleid = inrichting.gebruikers["beleid"]
    blad = _send(inrichting, locatie, jaar, Bladplan(weken=38), date(jaar, 12, 1))
    reden = "Op het blad staan 38 weken. Dan is er minder dan 960 uur. Hoeveel weken was de groep open?"
    return_blad(blad=blad, reden=reden, door=beleid, op=moment(date(jaar, 12, 4)))
    beter = Bladplan(toelichting="Het waren 40 weken.")
    blad = _send(inrichting, locatie, jaar, beter, date(jaar, 12, 8))
    agree_blad(blad=blad, door=beleid, op=moment(date(jaar, 12, 11)))


def _send(inrichting: Inrichting, locatie: Locatie, jaar: int, plan: Bladplan, op: date) -> Kwaliteitsblad:
    houder = inrichting.medewerker(locatie.houder)
    nodig = newest("pbm") * count_doelgroepkinderen([locatie], jaar)[locatie.pk]
    blad = save_blad(
        locatie=locatie,
        jaar=jaar,
        velden={
            "dagen_per_week": 4,
            "uren_per_week_honderdsten": 16_00,
            "weken_per_jaar": plan.weken,
            "opleidingsplan": date(jaar, 1, 20),
            "opleidingsplan_evaluatie": date(jaar, 11, 24) if plan.geevalueerd else None,
            "beleidsplan": date(jaar - 1, 9, 2),
            "beleidsplan_evaluatie": date(jaar, 9, 8),
            "pbm_uren_honderdsten": 100 * max(nodig - plan.te_weinig_pbm, 0),
            "toelichting": plan.toelichting,
        },
        groepen=[_staff(groep, plan) for groep in begin_groepen(None, locatie, jaar, op)],
        door=houder,
        op=moment(op),
    )
    return submit_blad(blad=blad, door=houder, op=moment(op))


def _staff(groep: Groepstelling, plan: Bladplan) -> Groepstelling:
    return Groepstelling(
        groep.naam,
        groep.plaatsen,
        beroepskrachten=3,
        tegelijk=2,
        met_taal=3,
        met_scholing=3 - plan.zonder_scholing,
    )


def _inspect(inrichting: Inrichting, locatie: Locatie, jaar: int) -> None:
    record_inspectie(
        locatie=locatie,
        datum=date(jaar, 10, 7),
        uitkomst=Ggdinspectie.Uitkomst.TEKORT,
        bevindingen="Het opleidingsplan is niet geëvalueerd. Eén beroepskracht kan VE-scholing niet aantonen.",
        opvolging="De houder stuurt de evaluatie en het bewijs van scholing.",
        opvolging_uiterlijk=date(jaar + 1, 1, 31),
        door=inrichting.gebruikers["beleid"],
        op=moment(date(jaar, 11, 3)),
    )
