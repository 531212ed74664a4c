"""One year of one child, declared by month, quarter, half year and year: exact cents beside each other (docs/adr/0050)."""

from collections.abc import Sequence

import pytest
from django.db import transaction

from lib.periode import Ritme, Tijdvak
from opvang.models import Plaatsing
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.controle import replay_differences
from subsidies.berekeningen.signalen import judge
from subsidies.herzieningen.vergelijken import find_afwijkingen
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekening
from tests.subsidies.administratie import with_ritme
from tests.subsidies.berekeningen.test_samenloop import NU, Gemeente, paid_hours, policy, valid

pytestmark = pytest.mark.django_db

# Hours per month, in hundredths: 16 hours a week in 40 weeks, and as children really come.
GELIJK = [53_33, 53_33, 53_34] * 4
WISSELEND = [60_00, 40_00, 60_00, 30_00, 70_00, 60_00, 80_00, 0, 80_00, 53_33, 53_33, 53_34]


def pay_year(
    putten: Gemeente, plaatsing: Plaatsing, ritme: Ritme, maanden: Sequence[int]
) -> list[Berekening]:
    """All tijdvakken of 2025 in order, each with the hours of its months."""
    betaald = []
    for tijdvak in Tijdvak.all_in(ritme, 2025):
        uren = sum(maanden[m.nummer - 1] for m in tijdvak.maanden)
        betaald.append(putten.pay({plaatsing: f"{uren / 100:.2f}"}, tijdvak))
    return betaald


def assert_sound() -> None:
    assert [naam for naam, regel in INVARIANTEN.items() if list(regel())] == []
    assert list(replay_differences()) == []


@pytest.mark.parametrize(
    ("ritme", "gelijk", "wisselend"),
    [
        (Ritme.MAAND, 4_643_28, 4_643_24),
        (Ritme.KWARTAAL, 4_643_20, 4_643_20),
        (Ritme.HALFJAAR, 4_643_20, 4_643_20),
        (Ritme.JAAR, 4_643_20, 4_643_20),
    ],
)
def test_a_year_comes_to_the_same_hours_and_all_but_the_same_cents(
    ritme: Ritme, gelijk: int, wisselend: int
) -> None:
    for maanden, centen in ((GELIJK, gelijk), (WISSELEND, wisselend)):
        with transaction.atomic():
            putten = Gemeente(policy(lambda tekst: with_ritme(tekst, ritme)))
            betaald = pay_year(putten, putten.place(), ritme, maanden)
            assert (sum(b.totaal_centen for b in betaald), paid_hours()) == (centen, 640_00)
            assert_sound()
            assert find_afwijkingen(putten.gemeente.pk, {putten.noor.pk}) == []
            transaction.set_rollback(True)


def test_a_month_uses_what_the_months_before_it_in_the_quarter_left() -> None:
    putten = Gemeente()
    noor = putten.place()
    uren = {1: "30", 2: "60", 3: "80", 4: "60"}
    betaald = [
        putten.pay({noor: aantal}, Tijdvak(Ritme.MAAND, 2025, maand)) for maand, aantal in uren.items()
    ]
    # 53 1/3 hours of room a month: in March 23,34 and 16,66 hours of it are left; in April nothing of March.
    assert [berekening.regels.get().uren_honderdsten for berekening in betaald] == [
        30_00,
        60_00,
        70_00,
        53_34,
    ]


def test_a_correction_of_a_month_asks_the_months_after_it_to_be_reviewed() -> None:
    """January had more hours than its room; once it has fewer, its room is for February."""
    putten = Gemeente()
    noor = putten.place()
    januari, februari = (Tijdvak(Ritme.MAAND, 2025, maand) for maand in (1, 2))
    eerst = putten.pay({noor: "60"}, januari)
    later = putten.pay({noor: "60"}, februari)
    assert [b.regels.get().uren_honderdsten for b in (eerst, later)] == [53_34, 53_32]
    correctie = putten.declaratie({noor: "40"}, januari, corrigeert=eerst.declaratie)
    berekening = calculate_declaratie(declaratie=correctie, door=putten.medewerker, op=NU)
    assert (berekening.vervangt, berekening.regels.get().uren_honderdsten) == (eerst, 40_00)
    approve_berekening(berekening=berekening, door=putten.budgethouder, op=NU)
    (afwijking,) = find_afwijkingen(putten.gemeente.pk, {putten.noor.pk})
    assert (afwijking.berekening, afwijking.wordt and afwijking.wordt.uren) == (later.pk, 60_00)


def test_hours_that_did_not_fit_in_a_month_are_told_with_what_becomes_of_them() -> None:
    putten = Gemeente()
    declaratie = putten.declaratie({putten.place(): "60"}, Tijdvak(Ritme.MAAND, 2025, 1), status="ingediend")
    codes = {s.code for signalen in judge(declaratie).per_regel.values() for s in signalen}
    assert "boven_maximum" in codes


def test_after_a_change_of_rhythm_at_new_year_each_year_is_paid_by_its_own() -> None:
    """Declared by quarter in 2025 and by month in 2026: nothing of December is in January."""
    putten = Gemeente(
        policy(),
        policy(
            lambda t: with_ritme(valid("Putten 2026", "2026-01-01", "2026-12-31")(t), Ritme.MAAND),
            "2026-01-02",
        ),
    )
    noor = putten.place()
    vierde = putten.pay({noor: "100"}, Tijdvak(Ritme.KWARTAAL, 2025, 4))
    januari = putten.pay({noor: "60"}, Tijdvak(Ritme.MAAND, 2026, 1))
    februari = putten.pay({noor: "40"}, Tijdvak(Ritme.MAAND, 2026, 2))
    uren = [b.regels.get().uren_honderdsten for b in (vierde, januari, februari)]
    assert uren == [100_00, 53_34, 46_66]
    assert_sound()
