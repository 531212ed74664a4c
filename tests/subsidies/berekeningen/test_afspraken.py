"""Agreements that turn out otherwise after approval: the correction pays exactly what they give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum

from lib.periode import kwartaal
from opvang.actions import (
    Afspraken,
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    end_plaatsing,
    move_start,
    place_kind,
    refresh_declaratie,
    start_declaratie,
    submit_declaratie,
    void_plaatsing,
)
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.models import Berekening, Boeking
from tests.factories import IndicatieFactory, KindFactory
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 1)
APRIL = datetime(2025, 4, 10, 9, 0, tzinfo=UTC)
MEI = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
LATER = Plaatsing.RedenHerstel.KNOWN_LATER


@dataclass
class Putten:
    """Putten in 2025, with one child of two and a half that has an indicatie and a place from 1 January."""

    uren_per_week: int = 16

    def __post_init__(self) -> None:
        self.administratie = Administratie("0273", "putten-2025", 2025)
        self.houder: Gebruiker = self.administratie.gebruiker(
            Rol.HOUDER_BEHEERDER, organisatie=self.administratie.houder
        )
        self.kind = KindFactory(
            gemeente=self.administratie.gemeente,
            ingeschreven_door=self.administratie.houder,
            geboortedatum=date(2022, 6, 1),
        )
        IndicatieFactory(kind=self.kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2026, 5, 31))
        self.plaatsing = place_kind(
            kind=self.kind,
            afspraken=self.afspraken(),
            startdatum=date(2025, 1, 1),
            door=self.houder,
            op=date(2025, 1, 2),
        )

    def afspraken(self, *, kot: bool = False, uren: int | None = None) -> Afspraken:
        return Afspraken(
            locatie=self.administratie.locatie,
            uren_per_week=(uren or self.uren_per_week) * 100,
            kot=kot,
        )

    def approve(self, declaratie: Urendeclaratie, op: datetime) -> Berekening:
        """From a draft to money."""
        ander = self.administratie.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        ingediend = submit_declaratie(declaratie=declaratie, door=self.houder, op=op)
        accepted = accept_declaratie(declaratie=ingediend, door=ander, op=op)
        berekening = calculate_declaratie(declaratie=accepted, door=self.administratie.medewerker, op=op)
        return approve_berekening(berekening=berekening, door=self.administratie.budgethouder, op=op)

    def eerste_kwartaal(self) -> Berekening:
        return self.approve(start_declaratie(tijdvak=kwartaal(2025, 1), door=self.houder, op=APRIL), APRIL)

    def correctie(self) -> Berekening:
        """The provider corrects without typing anything."""
        laatste = Urendeclaratie.objects.get(status="geaccepteerd")
        correctie = correct_declaratie(declaratie=laatste, door=self.houder, op=MEI)
        refresh_declaratie(declaratie=correctie, door=self.houder)
        return self.approve(correctie, MEI)

    def geboekt(self) -> int:
        return Boeking.objects.aggregate(som=Sum("bedrag_centen"))["som"] or 0


Herstel = Callable[[Putten], object]


def _kot(vanaf: date) -> Herstel:
    return lambda putten: change_afspraken(
        plaatsing=putten.plaatsing,
        afspraken=putten.afspraken(kot=True),
        vanaf=vanaf,
        door=putten.houder,
        op=OP,
        reden=LATER,
    )


def _start(dag: date) -> Herstel:
    return lambda putten: move_start(
        plaatsing=putten.plaatsing, startdatum=dag, reden=LATER, door=putten.houder, op=OP
    )


def _end(dag: date) -> Herstel:
    return lambda putten: end_plaatsing(plaatsing=putten.plaatsing, einddatum=dag, door=putten.houder)


@pytest.mark.parametrize(
    ("uren_per_week", "eerst", "herstel", "daarna"),
    [
        # 80 hours at 10,71 - 6,91 and 80 at 10,71; with KOT the first 80 are for the Rijk.
        (16, 116_080, _kot(date(2025, 1, 1)), 85_680),
        # 8 hours a week: 80 hours at 3,80; with KOT from 15 February half of them, and nothing after.
        (8, 30_400, _kot(date(2025, 2, 15)), 15_200),
        # From the last day of the quarter: 79,14 hours at 3,80; the 0,86 hours on that day are for the Rijk.
        (8, 30_400, _kot(date(2025, 3, 31)), 30_073),
        # The hours were all given after the 15th: room for half a quarter only.
        (16, 116_080, _start(date(2025, 2, 15)), 58_040),
        (16, 116_080, _end(date(2025, 2, 14)), 58_040),
    ],
)
def test_a_correction_without_typing_pays_what_the_new_agreements_give(
    uren_per_week: int, eerst: int, herstel: Herstel, daarna: int
) -> None:
    putten = Putten(uren_per_week)
    assert putten.eerste_kwartaal().totaal_centen == eerst
    herstel(putten)
    assert putten.correctie().totaal_centen == daarna
    assert putten.geboekt() == daarna


def test_agreements_that_are_put_back_bring_every_cent_back() -> None:
    putten = Putten()
    putten.eerste_kwartaal()
    _kot(date(2025, 1, 1))(putten)
    assert putten.correctie().totaal_centen == 85_680
    change_afspraken(
        plaatsing=putten.plaatsing,
        afspraken=putten.afspraken(),
        vanaf=date(2025, 1, 1),
        door=putten.houder,
        op=OP,
        reden=LATER,
    )
    assert putten.correctie().totaal_centen == 116_080
    assert putten.geboekt() == 116_080


def test_a_placement_of_the_wrong_child_pays_nothing_and_the_right_one_all() -> None:
    putten = Putten()
    putten.eerste_kwartaal()
    void_plaatsing(
        plaatsing=putten.plaatsing, reden=Plaatsing.RedenHerstel.WRONG_CHILD, door=putten.houder, op=OP
    )
    juist = KindFactory(
        gemeente=putten.administratie.gemeente,
        ingeschreven_door=putten.administratie.houder,
        geboortedatum=date(2022, 6, 1),
    )
    place_kind(
        kind=juist,
        afspraken=putten.afspraken(uren=6),
        startdatum=date(2025, 1, 1),
        door=putten.houder,
        op=OP,
    )
    # A regular child: 60 hours at 3,80.
    assert putten.correctie().totaal_centen == 22_800
    assert putten.geboekt() == 22_800


def test_a_mistake_without_another_child_brings_all_the_money_back() -> None:
    putten = Putten()
    putten.eerste_kwartaal()
    void_plaatsing(
        plaatsing=putten.plaatsing, reden=Plaatsing.RedenHerstel.NOT_STARTED, door=putten.houder, op=OP
    )
    assert putten.correctie().totaal_centen == 0
    assert putten.geboekt() == 0
