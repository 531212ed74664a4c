"""Overbetuwe pays a target child only over three days a week or more, and no more than six hours a day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lib.periode import Periode, kwartaal, kwartaal_periode
from opvang.actions import (
    Afspraken,
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    place_kind,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.klassen import klassen_op
from opvang.models import Plaatsing, Urendeclaratie
from opvang.vragen import vragen_in
from organisaties.models import AuditRegel, Locatie
from organisaties.rechten import Rol
from rekenregels import Huishouden, Vragen
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.bewaard import read_grondslagen
from subsidies.berekeningen.feiten import read_feiten
from subsidies.models import Berekening
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.factories import GemeenteFactory, IndicatieFactory, KindFactory
from tests.subsidies.administratie import NU, Administratie, regeling_text

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 1)
APRIL = datetime(2025, 4, 10, 9, 0, tzinfo=UTC)
MEI = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
LATER = Plaatsing.RedenHerstel.KNOWN_LATER
# 80 x (10,71 - 0,89) + 80 x 10,71: the worked example of the policy itself.
HEEL = 1_642_40


class Overbetuwe:
    """A child of two and a half with an indicatie, 16 hours over so many days a week from the first of January 2025."""

    def __init__(self, dagen: int | None = 3, regeling: str = "overbetuwe-2025", code: str = "1734") -> None:
        self.boeken = Administratie(code, regeling, 2025)
        self.houder = self.boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.boeken.houder)
        self.afspraken = Afspraken(
            locatie=self.boeken.locatie,
            uren_per_week=16_00,
            kot=False,
            bijdrageklasse=4,
            dagen_per_week=dagen,
        )
        self.kind = KindFactory(
            gemeente=self.boeken.gemeente,
            ingeschreven_door=self.boeken.houder,
            geboortedatum=date(2022, 6, 1),
        )
        IndicatieFactory(kind=self.kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2026, 5, 31))

    def plaats(self, **anders: Any) -> Plaatsing:
        return place_kind(
            kind=self.kind,
            afspraken=replace(self.afspraken, **anders),
            startdatum=date(2025, 1, 1),
            door=self.houder,
            op=date(2025, 1, 2),
        )

    def wijzig(self, plaatsing: Plaatsing, vanaf: date, **anders: Any) -> Plaatsing:
        return change_afspraken(
            plaatsing=plaatsing,
            afspraken=replace(self.afspraken, **anders),
            vanaf=vanaf,
            door=self.houder,
            op=OP,
            reden=LATER,
        )

    def start(self) -> Urendeclaratie:
        return start_declaratie(tijdvak=kwartaal(2025, 1), door=self.houder, op=APRIL)

    def vul(self, declaratie: Urendeclaratie, dagen: int) -> Urendeclaratie:
        regels = declaratie.regels.values_list("pk", flat=True)
        save_uren(declaratie=declaratie, uren={}, dagen=dict.fromkeys(regels, dagen), door=self.houder)
        return declaratie

    def betaal(self, declaratie: Urendeclaratie, op: datetime = APRIL) -> int:
        return self.keur(submit_declaratie(declaratie=declaratie, door=self.houder, op=op), op).totaal_centen

    def keur(self, ingediend: Urendeclaratie, op: datetime = APRIL) -> Berekening:
        ander = self.boeken.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        accepted = accept_declaratie(declaratie=ingediend, door=ander, op=op)
        berekening = calculate_declaratie(declaratie=accepted, door=self.boeken.medewerker, op=op)
        return approve_berekening(berekening=berekening, door=self.boeken.budgethouder, op=op)


def test_a_policy_that_looks_at_days_pays_a_declaration() -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.plaats()
    assert overbetuwe.betaal(overbetuwe.start()) == HEEL


@pytest.mark.parametrize(
    ("dagen", "bedrag"),
    [
        (30, HEEL),  # three days in ten weeks
        (29, 0),  # under the minimum
        (40, HEEL),
        (0, 0),
    ],
)
def test_what_was_typed_counts_and_not_what_was_agreed(dagen: int, bedrag: int) -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.plaats()
    assert overbetuwe.betaal(overbetuwe.vul(overbetuwe.start(), dagen)) == bedrag


def test_no_more_than_six_hours_a_day_are_paid() -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.plaats(uren_per_week=20_00, kot=True)
    declaratie = overbetuwe.start()
    assert declaratie.regels.get().uren_honderdsten == 200_00
    # 30 days of 6 hours; with KOT the first 80 are for the Rijk, and 80 of the other 100 fit in the block.
    assert overbetuwe.betaal(declaratie) == 80 * 10_71


def test_a_regular_child_of_two_days_is_paid_too() -> None:
    """Only for a target child there is a minimum."""
    overbetuwe = Overbetuwe(dagen=2)
    overbetuwe.kind.indicaties.all().delete()
    overbetuwe.plaats()
    assert overbetuwe.betaal(overbetuwe.start()) == 80 * (10_71 - 89)


def test_from_the_day_that_days_are_fewer_the_child_is_under_the_minimum() -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.wijzig(overbetuwe.plaats(), date(2025, 2, 15), dagen_per_week=2)
    declaratie = overbetuwe.start()
    assert list(declaratie.regels.order_by("van").values_list("dagen", flat=True)) == [15, 10]
    # Half a quarter of three days a week: half of it.
    assert overbetuwe.betaal(declaratie) == HEEL // 2


def test_two_agreements_of_three_days_are_paid_as_one() -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.wijzig(overbetuwe.plaats(), date(2025, 2, 15), bijdrageklasse=4, uurprijs_centen=10_71)
    declaratie = overbetuwe.start()
    assert declaratie.regels.count() == 2
    assert overbetuwe.betaal(declaratie) == HEEL


def test_agreements_that_change_after_submitting_divide_the_days() -> None:
    overbetuwe = Overbetuwe()
    plaatsing = overbetuwe.plaats()
    ingediend = submit_declaratie(
        declaratie=overbetuwe.vul(overbetuwe.start(), 31), door=overbetuwe.houder, op=APRIL
    )
    overbetuwe.wijzig(plaatsing, date(2025, 2, 15), kot=True)
    assert [rf.feit.dagen for rf in read_feiten(ingediend)] == [16, 15]
    # Without KOT half of all; with KOT 40 hours at 10,71.
    assert overbetuwe.keur(ingediend).totaal_centen == HEEL // 2 + 40 * 10_71


def test_a_correction_of_the_days_alone_pays_what_they_give() -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.plaats()
    assert overbetuwe.betaal(overbetuwe.vul(overbetuwe.start(), 20)) == 0
    correctie = correct_declaratie(declaratie=Urendeclaratie.objects.get(), door=overbetuwe.houder, op=MEI)
    assert overbetuwe.betaal(overbetuwe.vul(correctie, 30), MEI) == HEEL


def test_without_days_it_is_refused_before_anyone_calculates() -> None:
    overbetuwe = Overbetuwe(dagen=None)
    overbetuwe.plaats()
    declaratie = overbetuwe.start()
    with pytest.raises(ValidationError, match=f"Vul de dagen in van {overbetuwe.kind.naam}"):
        overbetuwe.betaal(declaratie)
    assert overbetuwe.betaal(overbetuwe.vul(declaratie, 30)) == HEEL


def test_a_draft_learns_days_when_it_is_brought_up_to_date() -> None:
    overbetuwe = Overbetuwe(dagen=None)
    plaatsing = overbetuwe.plaats()
    declaratie = overbetuwe.start()
    overbetuwe.wijzig(plaatsing, plaatsing.startdatum, dagen_per_week=3)
    refresh_declaratie(declaratie=declaratie, door=overbetuwe.houder)
    assert overbetuwe.betaal(declaratie) == HEEL


def test_where_the_policy_does_not_look_at_days_nothing_is_asked() -> None:
    putten = Overbetuwe(dagen=None, regeling="putten-2025", code="0273")
    putten.plaats()
    declaratie = putten.start()
    assert [regel.dagen for regel in declaratie.regels.all()] == [None]
    assert putten.betaal(declaratie) == HEEL


def test_the_municipality_sees_the_days_that_it_judges(inloggen: Any) -> None:
    overbetuwe = Overbetuwe()
    overbetuwe.plaats()
    ingediend = submit_declaratie(declaratie=overbetuwe.start(), door=overbetuwe.houder, op=APRIL)
    adres = reverse("subsidies:declaratie_detail", args=[ingediend.pk])
    pagina = inloggen(overbetuwe.boeken.medewerker).get(adres).content.decode()
    assert '<th scope="col" class="getal">Dagen</th>' in pagina
    assert '<td class="getal">30</td>' in pagina


def test_a_quarter_asks_what_its_own_policies_ask() -> None:
    gemeente = Overbetuwe().boeken.gemeente
    assert vragen_in(gemeente, kwartaal_periode(2025, 4)) == Vragen(dagen=True)
    assert vragen_in(gemeente, kwartaal_periode(2026, 1)) == Vragen()
    assert vragen_in(gemeente, Periode(date(2025, 12, 1), date(2026, 1, 31))).dagen
    assert vragen_in(GemeenteFactory(code="0273"), kwartaal_periode(2025, 4)) == Vragen()


# -- villages and minima rules -------------------------------------------------------------------

_EXTRA = """
[[opslagen]]
naam = "kleine kern"
bedrag = { waarde = 0.50, bron = "test" }
categorieen = ["doelgroep"]
kernen = ["Hoef"]

[[minima]]
naam = "U-pas"
voorwaarde = "laag inkomen"
bijdrage_nul = true
bron = "test"
"""


def _with_extra(extra: str = _EXTRA) -> Overbetuwe:
    """Putten with an addition for a village and a rule for parents with a low income."""
    putten = Overbetuwe(dagen=None, regeling="", code="0273")
    tekst = regeling_text("putten-2025") + extra
    concept = import_regeling(tekst=tekst, door=putten.boeken.beleid, op=NU)
    voorstel = propose_regeling(regeling=concept, door=putten.boeken.beleid)
    adopt_regeling(regeling=voorstel, door=putten.boeken.budgethouder, op=NU)
    return putten


def test_parents_under_a_minima_rule_pay_nothing() -> None:
    putten = _with_extra()
    putten.plaats(minimaregel="U-pas")
    assert putten.betaal(putten.start()) == 160 * 10_71


_ALLEEN = """
[[minima]]
naam = "ouder alleen"
voorwaarde = "een ouder zonder partner"
bijdrage_nul = true
bron = "test"
grens = { huishoudens = ["alleenstaand"] }
"""


def test_a_rule_for_a_kind_of_household_follows_from_what_the_provider_wrote_down() -> None:
    putten = _with_extra(_ALLEEN)
    putten.plaats(huishouden="alleenstaand")
    berekening = putten.keur(submit_declaratie(declaratie=putten.start(), door=putten.houder, op=APRIL))
    assert berekening.totaal_centen == 160 * 10_71
    feiten = read_feiten(berekening.declaratie)
    assert [regelfeit.feit.huishouden for regelfeit in feiten] == [Huishouden.ALLEENSTAAND]


def test_a_rule_for_a_kind_of_household_does_not_hold_for_others() -> None:
    putten = _with_extra(_ALLEEN)
    putten.plaats(huishouden="samenwonend")
    assert putten.betaal(putten.start()) == HEEL


def test_a_class_and_a_rule_of_the_policy_itself_are_held_against_each_other() -> None:
    grens = 'grens = { huishoudens = ["alleenstaand"], alleenstaand = { waarde = 23211, bron = "test" } }'
    putten = _with_extra(_ALLEEN.replace('grens = { huishoudens = ["alleenstaand"] }', grens))
    klassen = klassen_op(putten.boeken.gemeente, OP)
    assert klassen is not None
    assert [(klasse.laagste, klasse.hoogste) for klasse in klassen[:2]] == [(0, 23_211), (23_212, 35_687)]
    assert klassen[-1].hoogste is None
    with pytest.raises(ValidationError, match="Bij klasse 1 hoort voor een alleenstaande ouder"):
        putten.plaats(huishouden="alleenstaand", bijdrageklasse=1)
    putten.plaats(huishouden="alleenstaand", bijdrageklasse=1, minimaregel="ouder alleen")
    assert putten.betaal(putten.start()) == 160 * 10_71


def test_a_minima_rule_that_the_policy_no_longer_has_is_refused_with_the_child_and_the_rule() -> None:
    putten = _with_extra()
    putten.plaats(minimaregel="U-pas")
    ingediend = submit_declaratie(declaratie=putten.start(), door=putten.houder, op=APRIL)
    Plaatsing.objects.update(minimaregel="Oude pas")
    with pytest.raises(
        ValidationError,
        match=f"Kind {putten.kind.pseudoniem} heeft minimaregel ‘Oude pas’, en die staat niet in",
    ):
        putten.keur(ingediend)


def test_a_location_in_a_village_gets_its_addition(inloggen: Any) -> None:
    putten = _with_extra()
    putten.plaats()
    ingediend = submit_declaratie(declaratie=putten.start(), door=putten.houder, op=APRIL)
    eerst = read_grondslagen([ingediend])
    client = inloggen(putten.boeken.gebruiker(Rol.FUNCTIONEEL_BEHEERDER))
    locatie = reverse("opvang:locatie_detail", args=[putten.boeken.locatie.pk])
    assert "Kern of wijk vastleggen" in client.get(locatie).content.decode()
    antwoord = client.post(f"{locatie}kern/", {"kern": "Hoef"}, follow=True)
    assert "<dt>Kern of wijk</dt><dd>Hoef</dd>" in "".join(antwoord.content.decode().split("\n")).replace(
        "  ", ""
    )
    assert AuditRegel.objects.get(handeling="locatie.update").details["kern"] == "Hoef"
    assert read_grondslagen([ingediend]) != eerst
    assert putten.keur(ingediend).totaal_centen == HEEL + 160 * 50


def test_a_village_that_no_policy_names_is_not_on_the_list(inloggen: Any) -> None:
    putten = _with_extra()
    client = inloggen(putten.boeken.gebruiker(Rol.FUNCTIONEEL_BEHEERDER))
    client.post(reverse("opvang:locatie_kern", args=[putten.boeken.locatie.pk]), {"kern": "Elders"})
    assert Locatie.objects.get().kern == ""


def test_where_no_policy_names_villages_nothing_is_asked_of_a_location(inloggen: Any) -> None:
    boeken = Overbetuwe().boeken
    client = inloggen(boeken.gebruiker(Rol.FUNCTIONEEL_BEHEERDER))
    pagina = client.get(reverse("opvang:locatie_detail", args=[boeken.locatie.pk]))
    assert "Kern of wijk" not in pagina.content.decode()
