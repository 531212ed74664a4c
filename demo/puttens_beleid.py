"""Putten in 2025: the uitvoeringsagenda of par. 4.2 of its beleidskader with its estimates, and how partners meet.

Owners, days and meetings are made up; topics, amounts and how often are of the beleidskader 2025-2028.
"""

from datetime import date

from demo.beleid import (
    Actieplan,
    Afspraakplan,
    Overlegplan,
    load_acties,
    load_afspraken,
    load_overleggen,
)
from demo.inrichting import Inrichting
from demo.kwartalen import moment
from organisaties.instelacties import set_instelling
from rapportage.beleid.models import Onderwerp
from rapportage.opmerkingen.actions import record_opmerking
from rapportage.periodiek.instellingen import KWARTAALRAPPORT

_PARTIJEN = "gemeente, schoolbesturen, houders van kinderopvang en consultatiebureau"
_OP = date(2025, 1, 27)
AFSPRAKEN = (
    Afspraakplan(
        Onderwerp.TOELEIDING,
        "Partners houden het bereik van kinderen met een indicatie vast en verhogen het waar dat kan (par. 2.3).",
        maat="bereik",
        doel_pct=80,
        is_resultaat=True,
    ),
    Afspraakplan(
        Onderwerp.DOELGROEP,
        "Het consultatiebureau geeft de indicatie af; kinderen van nieuwkomers horen bij de doelgroep (par. 2.1).",
        doel="elk kind met 18 maanden in beeld",
    ),
    Afspraakplan(
        Onderwerp.LEERLIJN,
        "Elk kind gaat met een warme overdracht van voorschool naar school, en de school koppelt terug (par. 1.3).",
        doel="de overdracht staat elk jaar op de agenda van de VVE-werkgroep",
    ),
    Afspraakplan(
        Onderwerp.RESULTATEN,
        "De uitkomsten van de VE-Resultatenmonitor worden elk jaar met de scholen besproken (par. 3.1).",
        doel="één bespreking per jaar",
        is_resultaat=True,
    ),
    Afspraakplan(
        Onderwerp.INTEGRATIE,
        "Wat partners al doen om integratie te bevorderen, staat bij elkaar en krijgt een vervolg (par. 1.3).",
        doel="de acties staan in de uitvoeringsagenda",
    ),
)
ACTIES = (
    Actieplan(
        "Inzet van de kindregisseur verlengen",
        "Gemeente",
        date(2025, 4, 1),
        11_000,
        "Kindregisseur",
        Onderwerp.TOELEIDING,
        date(2025, 1, 20),
    ),
    Actieplan(
        "Ouders informeren met een folder, een kaart met QR-code en een bijeenkomst per jaar",
        "Gemeente en consultatiebureau",
        date(2025, 6, 30),
        10_000,
        "Ouderinformatie",
        Onderwerp.TOELEIDING,
        date(2025, 5, 12),
    ),
    Actieplan(
        "VoorleesExpress en Boekjes en babbels aanbieden",
        "Bibliotheek",
        date(2025, 12, 31),
        30_000,
        "VoorleesExpress",
        Onderwerp.LEERLIJN,
        date(2025, 12, 15),
    ),
    Actieplan(
        "VE-Resultatenmonitor invoeren (eenmalig)",
        "VVE-werkgroep",
        date(2025, 3, 31),
        8_000,
        "Resultatenmonitor",
        Onderwerp.RESULTATEN,
        date(2025, 2, 17),
    ),
    Actieplan(
        "VE-Resultatenmonitor elk jaar afnemen",
        "VVE-werkgroep",
        date(2025, 12, 31),
        13_000,
        "Resultatenmonitor",
        Onderwerp.RESULTATEN,
        date(2025, 9, 15),
    ),
    Actieplan(
        "Activiteiten voor integratie en tegen segregatie",
        "Gemeente en schoolbesturen",
        date(2025, 12, 31),
        onderwerp=Onderwerp.INTEGRATIE,
    ),
)
_WERKGROEP = "intern begeleiders, pedagogisch medewerkers en consultatiebureau"
OVERLEGGEN = (
    Overlegplan(
        "oogo", _OP, _PARTIJEN, "Afspraken voor 2025", "De afspraken en de uitvoeringsagenda gelden."
    ),
    *(
        Overlegplan("werkgroep", date(2025, maand, dag), _WERKGROEP, "VVE-Routekaart en overdracht")
        for maand, dag in ((3, 11), (6, 10), (9, 16), (12, 9))
    ),
    *(Overlegplan("casusoverleg", date(2025, maand, dag), _WERKGROEP) for maand, dag in ((6, 10), (12, 9))),
    Overlegplan(
        "evaluatie",
        date(2025, 12, 15),
        _PARTIJEN,
        "Stand van de afspraken",
        "De afspraken worden met een jaar verlengd.",
    ),
)


def load(inrichting: Inrichting) -> None:
    load_afspraken(inrichting, AFSPRAKEN, _OP, _PARTIJEN, "gemeente en schoolbesturen")
    load_acties(inrichting, ACTIES, _OP)
    load_overleggen(inrichting, OVERLEGGEN)
    _load_verslagen(inrichting)


def _load_verslagen(inrichting: Inrichting) -> None:
    """A report of every quarter by itself, and what the municipality says of its reach."""
    set_instelling(
        soort=KWARTAALRAPPORT,
        waarde=14,
        bron="voorbeeld",
        geldig_van=date(2026, 1, 1),
        door=inrichting.gebruikers["beheer"],
        op=moment(_OP),
    )
    record_opmerking(
        jaar=2025,
        hoofdstuk="bereik",
        tekst="Voorbeeld van een opmerking: de VVE-werkgroep besprak het bereik op 9 december 2025.",
        vervangt=None,
        door=inrichting.gebruikers["beleid"],
        op=moment(date(2025, 12, 15)),
    )
