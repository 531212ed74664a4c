"""Absence and money: taken off where the policy counts the hours really taken, and told in the explanation (docs/adr/0058)."""

from datetime import date

import pytest

from lib.periode import kwartaal
from opvang.actions import (
    accept_declaratie,
    save_uren,
    set_herinneringsregel,
    start_declaratie,
    submit_declaratie,
)
from opvang.models import Plaatsing, Urendeclaratie
from opvang.overzicht import Declaratiebeeld
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.controle import replay_differences
from subsidies.berekeningen.feiten import read_feiten
from subsidies.berekeningen.signalen import judge
from subsidies.berekeningen.uitleg import explain
from subsidies.berekeningen.voorganger import read_voorganger
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekening
from tests.opvang.test_herinneringen import KEUZE
from tests.subsidies.berekeningen.test_samenloop import NU, Gemeente, policy, valid

pytestmark = pytest.mark.django_db

AFGESPROKEN = policy(lambda tekst: tekst.replace("op_werkelijke_uren = true", "op_werkelijke_uren = false"))


def absent(putten: Gemeente, plaatsing: Plaatsing, uren: int, afwezig: int) -> Urendeclaratie:
    """Accepted hours of the first quarter, of which so many absent."""
    declaratie = putten.declaratie({plaatsing: "0"}, status="concept")
    declaratie.met_afwezig = True
    declaratie.save()
    declaratie.regels.update(uren_honderdsten=uren, afwezig_honderdsten=afwezig)
    submit_declaratie(
        declaratie=declaratie, door=putten.gebruiker(Rol.HOUDER_MEDEWERKER, organisatie=putten.houder), op=NU
    )
    declaratie.refresh_from_db()
    return accept_declaratie(declaratie=declaratie, door=putten.medewerker, op=NU)


def calculate(putten: Gemeente, declaratie: Urendeclaratie) -> Berekening:
    berekening = calculate_declaratie(declaratie=declaratie, door=putten.medewerker, op=NU)
    return approve_berekening(berekening=berekening, door=putten.budgethouder, op=NU)


def test_where_the_hours_taken_count_absence_goes_off() -> None:
    putten = Gemeente()
    berekening = calculate(putten, absent(putten, putten.place(), 160_00, 10_00))
    regel = berekening.regels.get()
    assert (regel.uren_honderdsten, berekening.totaal_centen) == (150_00, 1_053_70)
    assert putten.pay({regel.declaratieregel.plaatsing: "150"}, kwartaal=2).totaal_centen == 1_053_70
    uitleg = explain(regel)
    assert (uitleg.klopt, uitleg.gedeclareerd) == (True, 150_00)
    assert uitleg.afwezigheid.replace("\u00a0", " ") == (
        "Gedeclareerd is 160,00 uur, waarvan 10,00 uur afwezig. De regeling rekent af op werkelijke uren: 150,00 uur telt."
    )
    assert [naam for naam, regel in INVARIANTEN.items() if list(regel())] == []
    assert list(replay_differences()) == []


def test_where_the_agreed_hours_count_absence_changes_nothing() -> None:
    putten = Gemeente(AFGESPROKEN)
    berekening = calculate(putten, absent(putten, putten.place(), 160_00, 10_00))
    assert (berekening.regels.get().uren_honderdsten, berekening.totaal_centen) == (160_00, 1_160_80)
    assert explain(berekening.regels.get()).afwezigheid.endswith(
        "De regeling rekent met de afgesproken uren: daar gaat afwezigheid niet af."
    )


def test_absence_is_divided_as_the_hours_are_and_each_policy_has_its_own_rule() -> None:
    """From 15 February the hours really taken count: 45 of 90 days."""
    eerst = valid("Putten afgesproken", "2025-01-01", "2025-02-14")
    putten = Gemeente(
        policy(lambda t: eerst(t).replace("op_werkelijke_uren = true", "op_werkelijke_uren = false")),
        policy(valid("Putten werkelijk", "2025-02-15", "2025-12-31"), "2025-02-16"),
    )
    declaratie = absent(putten, putten.place(), 160_00, 10_00)
    feiten = [regelfeit.feit for regelfeit in read_feiten(declaratie)]
    assert [(feit.van, feit.uren) for feit in feiten] == [
        (date(2025, 1, 1), 80_00),
        (date(2025, 2, 15), 75_00),
    ]
    berekening = calculate(putten, declaratie)
    assert (
        "in dit deel van de regel telt" in explain(berekening.regels.get(van=date(2025, 2, 15))).afwezigheid
    )


def test_parts_of_absence_are_never_more_than_their_hours() -> None:
    """All of it absent, over two agreements: nothing is left in either."""
    putten = Gemeente()
    noor = putten.place(einddatum=date(2025, 2, 9))
    declaratie = absent(putten, noor, 33_33, 33_33)
    assert [regelfeit.feit.uren for regelfeit in read_feiten(declaratie)] == [0]


def test_a_proposal_by_month_under_a_policy_gives_no_signal_and_is_paid_whole() -> None:
    putten = Gemeente()
    putten.place()
    beheerder = putten.gebruiker(Rol.FUNCTIONEEL_BEHEERDER)
    set_herinneringsregel(
        gemeente=putten.gemeente,
        vanaf=date(2025, 1, 1),
        velden=KEUZE | {"uren_per_maand": True, "afwezigheid": True},
        door=beheerder,
        op=date(2025, 1, 1),
    )
    houder = putten.gebruiker(Rol.HOUDER_MEDEWERKER, organisatie=putten.houder)
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    assert (declaratie.met_maanden, declaratie.met_afwezig) == (True, True)
    regel = declaratie.regels.get()
    assert (regel.uren_honderdsten, regel.afwezig_honderdsten) == (160_00, 0)
    assert regel.maanden_honderdsten == [53_34, 53_32, 53_34]
    assert list(Declaratiebeeld(declaratie).signalen.values()) == [[]]
    submit_declaratie(declaratie=declaratie, door=houder, op=NU)
    assert judge(declaratie).per_regel == {regel.pk: []}
    declaratie.refresh_from_db()
    accept_declaratie(declaratie=declaratie, door=putten.medewerker, op=NU)
    assert calculate(putten, declaratie).totaal_centen == 1_160_80


def test_other_months_or_other_absence_of_the_same_hours_is_a_change_of_a_correction() -> None:
    putten = Gemeente()
    noor = putten.place()
    eerst = absent(putten, noor, 160_00, 10_00)
    correctie = putten.declaratie({noor: "160"}, status="concept", corrigeert=eerst)
    correctie.met_afwezig = True
    correctie.save()
    correctie.regels.update(afwezig_honderdsten=10_00)
    voorganger = read_voorganger(correctie, judge(eerst))
    assert voorganger is not None
    regel = correctie.regels.get()
    assert (voorganger.changes(regel), voorganger.uren_van(regel)) == (False, 160_00)
    houder = putten.gebruiker(Rol.HOUDER_MEDEWERKER, organisatie=putten.houder)
    save_uren(declaratie=correctie, uren={}, afwezig={regel.pk: 12_00}, door=houder)
    assert voorganger.changes(correctie.regels.get())
