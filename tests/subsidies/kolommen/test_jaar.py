"""A year from application to closed books: the five columns on the way, and a correction after the fixing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.models import Kind
from lib.periode import kwartaal
from opvang.actions import accept_declaratie, correct_declaratie, save_uren, submit_declaratie
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rapportage.models import Verantwoording, Verantwoordingsregel
from rapportage.verantwoord import collect_regels, find_afsluiting
from rekenregels import Categorie
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.betalen.actions import claim_betaling
from subsidies.betalen.terugbetalen import record_terugbetaling
from subsidies.betalen.uitkomsten import fail_betaling
from subsidies.grootboek.actions import reverse_boeking
from subsidies.grootboek.afsluiten.actions import close_jaar, propose_afsluiting
from subsidies.herzieningen.actions import check_herzieningen
from subsidies.invarianten import INVARIANTEN
from subsidies.kolommen.actions import check_kolommen
from subsidies.kolommen.lijnen import Lijn
from subsidies.kolommen.opening import open_lijn
from subsidies.kolommen.taken import taken
from subsidies.models import (
    Beschikking,
    Betaalverplichting,
    Betaling,
    Boeking,
    Kolommenstand,
    Subsidiedossier,
)
from subsidies.subsidiejaar.actions.aanvraag import (
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
)
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from subsidies.subsidiejaar.betaling import most_to_fix
from subsidies.subsidiejaar.verwachting import Verwacht
from tests.subsidies.administratie import Administratie
from tests.subsidies.kolommen.wereld import Kolommen, columns, give_accounts, kept, pay_all

PUTTEN = "Putten 2025"
# Per quarter of a child with an indicatie in class 4: 80 x (10,71 - 0,89) + 80 x 10,71.
KWARTAAL = 1_642_40
JAAR = 4 * KWARTAAL


def at(jaar: int, maand: int, dag: int) -> datetime:
    return datetime(jaar, maand, dag, 10, 0, tzinfo=UTC)


@dataclass
class Jaar:
    """One provider with one child in Putten, 2025."""

    boeken: Administratie
    houder: Gebruiker
    kind: Kind
    plaats: Plaatsing
    dossier: Subsidiedossier

    def decide(self, soort: str, bedrag: int, op: datetime) -> Beschikking:
        besluit = prepare_beschikking(
            dossier=self.dossier,
            soort=soort,
            bedrag=bedrag,
            motivering="Zoals berekend.",
            door=self.boeken.medewerker,
            op=op,
        )
        return take_beschikking(besluit=besluit, door=self.boeken.budgethouder, op=op)

    def declare(self, nummer: int, uren: str, op: datetime) -> Urendeclaratie:
        declaratie = self.boeken.declaratie({self.plaats: uren}, kwartaal(2025, nummer))
        self.approve(declaratie, op)
        return declaratie

    def approve(self, declaratie: Urendeclaratie, op: datetime) -> int:
        berekening = calculate_declaratie(declaratie=declaratie, door=self.boeken.medewerker, op=op)
        return approve_berekening(berekening=berekening, door=self.boeken.budgethouder, op=op).totaal_centen

    def correct(self, declaratie: Urendeclaratie, honderdsten: int, op: datetime) -> int:
        concept = correct_declaratie(declaratie=declaratie, door=self.houder, op=op)
        regel = concept.regels.get()
        save_uren(declaratie=concept, uren={regel.pk: honderdsten}, door=self.houder)
        ingediend = submit_declaratie(declaratie=concept, door=self.houder, op=op)
        return self.approve(accept_declaratie(declaratie=ingediend, door=self.boeken.medewerker, op=op), op)

    def apply(self, jaar: int, kinderen: int, op: datetime) -> Subsidiedossier:
        aanvraag = start_aanvraag(regeling=self.boeken.regeling, jaar=jaar, door=self.houder, op=op)
        regel = Verwacht(
            locatie=self.boeken.locatie,
            categorie=Categorie.DOELGROEP,
            kot=False,
            bijdrageklasse=4,
            uren_per_week=16_00,
            kinderen=kinderen,
        )
        save_regels(aanvraag=aanvraag, regels=[regel], door=self.houder)
        submit_aanvraag(aanvraag=aanvraag, door=self.houder, op=op)
        complete_aanvraag(aanvraag=aanvraag, door=self.boeken.medewerker, op=op)
        return aanvraag.dossier

    def pay(self, op: datetime) -> None:
        pay_all(self.boeken.medewerker, self.boeken.budgethouder, op)

    def fix(self, op: datetime) -> Beschikking:
        if not self.dossier.beschikkingen.in_force().finals().exists():
            final = start_vaststelling(dossier=self.dossier, door=self.houder, op=op)
            submit_aanvraag(aanvraag=final, door=self.houder, op=op)
            complete_aanvraag(aanvraag=final, door=self.boeken.medewerker, op=op)
        return self.decide("vaststelling", most_to_fix(self.dossier), op)

    def close(self, jaar: int, op: datetime) -> None:
        afsluiting = propose_afsluiting(jaar=jaar, door=self.boeken.medewerker, op=op)
        close_jaar(afsluiting=afsluiting, door=self.boeken.budgethouder, op=op)

    def report(self, jaar: int, op: datetime) -> Verantwoording:
        """A definitive report, as the worker keeps it; without its document."""
        assert find_afsluiting(self.boeken.gemeente, jaar)
        verantwoording = Verantwoording.objects.create(
            gemeente=self.boeken.gemeente,
            jaar=jaar,
            status="klaar",
            aangevraagd_op=op,
            aangevraagd_door=self.boeken.beleid,
            klaar_op=op,
            pdf=b"%PDF",
            pdf_delen=b"%PDF",
            sha256="0" * 64,
            na_afsluiting=True,
            definitief_op=op,
            definitief_door=self.boeken.budgethouder,
        )
        regels = collect_regels(self.boeken.gemeente, jaar)
        for regel in regels:
            regel.verantwoording = verantwoording
        Verantwoordingsregel.objects.bulk_create(regels)
        return verantwoording

    def columns(self) -> Kolommen:
        return columns(self.boeken.gemeente)[PUTTEN, 2025]

    def kept(self, op: datetime) -> tuple[str, list[str]]:
        return next(
            (status, zinnen) for _, jaar, status, zinnen in kept(self.boeken.gemeente, op) if jaar == 2025
        )

    def tasks(self, rol: Rol, dag: date) -> int:
        return taken(self.boeken.gebruiker(rol), dag)[0].aantal


def _verleend() -> Jaar:
    boeken = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    houder = boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)
    kind = boeken.kind(van=date(2024, 12, 1), tot=date(2026, 5, 31))
    kind.geboortedatum = date(2022, 6, 1)
    kind.save()
    plaats = boeken.plaatsing(
        kind, bijdrageklasse=4, uren_per_week_honderdsten=16_00, startdatum=date(2025, 1, 1)
    )
    give_accounts(boeken, boeken.houder, op=at(2024, 12, 2))
    jaar = Jaar(boeken, houder, kind, plaats, Subsidiedossier())
    jaar.dossier = jaar.apply(2025, 1, at(2024, 12, 2))
    jaar.decide("verlening", JAAR, at(2024, 12, 16))
    return jaar


@pytest.fixture(scope="module")
def _basis(django_db_setup: None, django_db_blocker: Any) -> Iterator[Jaar]:
    """The year that is granted; each test goes on from here in a transaction of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _verleend()
        transaction.set_rollback(True)


@pytest.fixture
def jaar(_basis: Jaar, db: None) -> Jaar:
    """What a test before this one changed on these objects, is taken back with its rows."""
    _basis.plaats.refresh_from_db()
    _basis.dossier.refresh_from_db()
    return _basis


def test_a_granted_year_differs_for_reasons_that_time_solves(jaar: Jaar) -> None:
    assert jaar.columns() == (0, JAAR, 0, 0, None)
    status, zinnen = jaar.kept(at(2024, 12, 20))
    assert status == "loopt"
    assert len(zinnen) == 6
    assert zinnen[0].startswith(
        "Verleend is €\u00a06.569,60 en goedgekeurd tot nu toe €\u00a00,00. De vaststelling"
    )
    assert "uiterlijk 27 januari 2025." in zinnen[1]
    # The last day for paying is over: now somebody must act, and sees so.
    status, zinnen = jaar.kept(at(2025, 1, 28))
    assert (status, "neem haar op in een betaalrun" in zinnen[1]) == ("te-doen", True)
    assert jaar.tasks(Rol.SUBSIDIEMEDEWERKER, date(2025, 1, 28)) == 1
    assert jaar.tasks(Rol.BUDGETHOUDER, date(2025, 1, 28)) == 1


def _whole_year(jaar: Jaar, uren: str = "160") -> list[Urendeclaratie]:
    """Paid in advance, four quarters approved and fixed in 2026."""
    jaar.pay(at(2025, 1, 20))
    declaraties = [jaar.declare(nummer, uren, at(2026, 1, 10)) for nummer in (1, 2, 3, 4)]
    jaar.fix(at(2026, 1, 20))
    return declaraties


def test_a_closed_year_is_equal_in_five_columns_and_a_correction_opens_and_closes_it_again(
    jaar: Jaar,
) -> None:
    declaraties = _whole_year(jaar)
    assert jaar.columns() == (JAAR, JAAR, JAAR, JAAR, None)
    status, zinnen = jaar.kept(at(2026, 1, 21))
    assert (status, [z[:44] for z in zinnen]) == ("loopt", ["Over 2025 is nog geen definitieve verantwoor"])
    jaar.close(2025, at(2026, 2, 2))
    jaar.report(2025, at(2026, 2, 3))
    assert jaar.columns() == (JAAR, JAAR, JAAR, JAAR, JAAR)
    assert jaar.kept(at(2026, 2, 3)) == ("gelijk", [])
    assert jaar.tasks(Rol.SUBSIDIEMEDEWERKER, date(2026, 2, 3)) == 0

    # The contribution class was wrong all year: today's facts say 80 x 3,80 + 80 x 10,71 a quarter.
    nieuw = 4 * 1_160_80
    jaar.plaats.bijdrageklasse = None
    jaar.plaats.save()
    check_herzieningen(gemeente=jaar.boeken.gemeente, op=at(2026, 3, 2))
    assert jaar.columns() == (nieuw, JAAR, JAAR, JAAR, JAAR)
    status, zinnen = jaar.kept(at(2026, 3, 2))
    assert (status, zinnen[0].endswith("Laat opnieuw berekenen.")) == ("te-doen", True)
    assert jaar.tasks(Rol.BUDGETHOUDER, date(2026, 3, 2)) == 1
    opening = open_lijn(jaar.boeken.gemeente, Lijn(jaar.boeken.houder.pk, PUTTEN, 2025))
    [kind] = opening.per_kind()
    assert (kind.vandaag, kind.goedgekeurd, kind.verantwoord) == (nieuw, JAAR, JAAR)
    dagen = opening.per_dag(kind.kind.pk)
    assert [(d.van, d.tot_en_met, d.vandaag, d.goedgekeurd) for d in dagen[:1]] == [
        (date(2025, 1, 1), date(2025, 3, 31), 1_160_80, KWARTAAL)
    ]
    assert (
        opening.redenen(kind.kind.pk)[0]
        == "Vanaf 1 januari 2025 geldt een andere klasse van de ouderbijdrage."
    )

    # Computed and booked in the open year, fixed again, set off against the advance of the year after.
    for declaratie in declaraties:
        jaar.approve(declaratie, at(2026, 3, 3))
    check_herzieningen(gemeente=jaar.boeken.gemeente, op=at(2026, 3, 3))
    assert jaar.columns() == (nieuw, JAAR, JAAR, nieuw, JAAR)
    assert {b.jaar for b in Boeking.objects.filter(betreft_jaar=2025)} == {2026}
    assert jaar.kept(at(2026, 3, 3))[1][0].endswith("Stel de subsidie opnieuw vast.")
    jaar.fix(at(2026, 3, 4))
    assert jaar.columns() == (nieuw, nieuw, JAAR, nieuw, JAAR)
    status, zinnen = jaar.kept(at(2026, 3, 4))
    assert (status, "verrekent de volgende betaalrun" in zinnen[0]) == ("loopt", True)
    assert zinnen[1].endswith("Het komt in de verantwoording over dat jaar.")
    _set_off(jaar, at(2026, 3, 9))
    assert jaar.columns() == (nieuw, nieuw, nieuw, nieuw, JAAR)
    jaar.close(2026, at(2027, 1, 20))
    jaar.report(2026, at(2027, 1, 21))
    assert jaar.columns() == (nieuw, nieuw, nieuw, nieuw, nieuw)
    assert jaar.kept(at(2027, 1, 21)) == ("gelijk", [])
    assert [
        zin for naam, regel in INVARIANTEN.items() if "verantwoording" not in naam for zin in regel()
    ] == []


def _set_off(jaar: Jaar, op: datetime) -> None:
    """An advance of another year, from which what is to be got back is taken."""
    claim_betaling(
        gemeente=jaar.boeken.gemeente,
        organisatie=jaar.boeken.houder,
        regeling=jaar.boeken.regeling,
        jaar=2026,
        soort=Betaalverplichting.Soort.VOORSCHOT,
        kenmerk=f"voorschot-2026-{op:%m%d}",
        bedrag_centen=5_000_00,
        vervaldag=op.date(),
        omschrijving="Voorschot 2026",
        door=jaar.boeken.medewerker,
        op=op,
    )
    jaar.pay(op)


def test_what_a_set_off_pays_counts_whole_in_the_year_that_gets_and_below_zero_in_the_other(
    jaar: Jaar,
) -> None:
    _whole_year(jaar, "80")
    gehad = 4 * 80 * 9_82
    assert jaar.columns() == (gehad, gehad, JAAR, gehad, None)
    _set_off(jaar, at(2026, 3, 9))
    assert columns(jaar.boeken.gemeente)[PUTTEN, 2026][2] == 5_000_00
    assert jaar.columns() == (gehad, gehad, gehad, gehad, None)


def test_a_year_closes_when_the_provider_pays_back_what_was_too_much(jaar: Jaar) -> None:
    """There is nothing to set off against: the provider stops."""
    _whole_year(jaar, "80")
    gehad = 4 * 80 * 9_82
    terug = Betaalverplichting.objects.get(soort="terugvordering")
    for centen, referentie in ((1_000_00, "BANK-1"), (JAAR - gehad - 1_000_00, "BANK-2")):
        record_terugbetaling(
            verplichting=terug,
            bedrag_centen=centen,
            dag=date(2026, 1, 28),
            referentie=referentie,
            door=jaar.boeken.medewerker,
            op=at(2026, 1, 29),
        )
    assert jaar.columns() == (gehad, gehad, gehad, gehad, None)
    jaar.close(2025, at(2026, 2, 2))
    jaar.report(2025, at(2026, 2, 3))
    assert jaar.columns() == (gehad,) * 5
    assert jaar.kept(at(2026, 2, 3)) == ("gelijk", [])
    assert list(INVARIANTEN["de_kolommen_zijn_twee_keer_geteld"](jaar.boeken.gemeente)) == []


def test_a_year_fixed_below_what_is_approved_is_booked_at_what_is_fixed(jaar: Jaar) -> None:
    """Awb 4:46: the provider did not keep its obligations."""
    jaar.pay(at(2025, 1, 20))
    declaraties = [jaar.declare(nummer, "160", at(2026, 1, 10)) for nummer in (1, 2, 3, 4)]
    final = start_vaststelling(dossier=jaar.dossier, door=jaar.houder, op=at(2026, 1, 20))
    submit_aanvraag(aanvraag=final, door=jaar.houder, op=at(2026, 1, 20))
    complete_aanvraag(aanvraag=final, door=jaar.boeken.medewerker, op=at(2026, 1, 20))
    jaar.decide("vaststelling", 6_000_00, at(2026, 1, 21))
    assert jaar.columns() == (6_000_00, 6_000_00, JAAR, 6_000_00, None)
    lager = Boeking.objects.get(beschikking__isnull=False)
    assert (lager.bedrag_centen, lager.bron, lager.indicator) == (6_000_00 - JAAR, "goab", "D8/01")
    with pytest.raises(ValidationError, match="hoort bij een vaststelling"):
        reverse_boeking(
            boeking=lager,
            reden="fout",
            datum=date(2026, 1, 22),
            door=jaar.boeken.medewerker,
            op=at(2026, 1, 22),
        )
    _set_off(jaar, at(2026, 3, 9))
    assert jaar.columns() == (6_000_00, 6_000_00, 6_000_00, 6_000_00, None)

    # A correction after that: fixed again on what is approved then, the earlier lowering is taken back.
    jaar.correct(declaraties[3], 80_00, at(2026, 4, 1))
    nieuw = 3 * KWARTAAL + 80 * 9_82
    assert jaar.columns()[3] == nieuw - (JAAR - 6_000_00)
    assert jaar.kept(at(2026, 4, 1))[0] == "te-doen"
    jaar.fix(at(2026, 4, 2))
    _set_off(jaar, at(2026, 4, 9))
    assert jaar.columns() == (nieuw, nieuw, nieuw, nieuw, None)
    assert [zin for regel in INVARIANTEN.values() for zin in regel()] == []


def test_more_than_granted_is_not_due_and_not_booked(jaar: Jaar) -> None:
    """Awb 4:46: the approved calculations may come to more, the fixing never does."""
    jaar.decide("wijziging", 6_000_00, at(2025, 6, 2))
    jaar.pay(at(2025, 6, 3))
    for nummer in (1, 2, 3, 4):
        jaar.declare(nummer, "160", at(2026, 1, 10))
    assert jaar.columns() == (6_000_00, 6_000_00, 6_000_00, JAAR, None)
    assert jaar.kept(at(2026, 1, 11))[0] == "loopt"
    jaar.fix(at(2026, 1, 20))
    assert jaar.columns() == (6_000_00, 6_000_00, 6_000_00, 6_000_00, None)


def test_a_payment_that_is_sent_back_is_work_until_it_is_paid_again(jaar: Jaar) -> None:
    _whole_year(jaar)
    betaling = Betaling.objects.get(status="betaald")
    fail_betaling(betaling=betaling, reden="Rekening opgeheven", door=jaar.boeken.medewerker)
    assert jaar.columns() == (JAAR, JAAR, 0, JAAR, None)
    status, zinnen = jaar.kept(at(2026, 1, 22))
    assert (status, "De bank stuurde de betaling terug" in zinnen[0]) == ("te-doen", True)
    jaar.pay(at(2026, 1, 23))
    assert jaar.columns() == (JAAR, JAAR, JAAR, JAAR, None)


def test_a_grant_that_is_withdrawn_asks_everything_back(jaar: Jaar) -> None:
    jaar.pay(at(2025, 1, 20))
    jaar.decide("intrekking", 0, at(2025, 6, 2))
    assert jaar.columns() == (0, 0, JAAR, 0, None)
    _set_off(jaar, at(2026, 3, 9))
    assert jaar.columns() == (0, 0, JAAR - 5_000_00, 0, None)
    _set_off(jaar, at(2026, 3, 10))
    assert jaar.columns() == (0, 0, 0, 0, None)
    assert jaar.kept(at(2026, 3, 10)) == ("gelijk", [])


def test_a_difference_keeps_its_day_and_its_row_until_it_is_gone(jaar: Jaar) -> None:
    gemeente = jaar.boeken.gemeente
    check_kolommen(gemeente=gemeente, op=at(2025, 1, 28))
    eerste = Kolommenstand.objects.get()
    check_kolommen(gemeente=gemeente, op=at(2025, 1, 29), houders=[jaar.boeken.houder.pk])
    daarna = Kolommenstand.objects.get()
    assert (daarna.pk, daarna.sinds, daarna.gecontroleerd_op) == (eerste.pk, at(2025, 1, 28), at(2025, 1, 29))
    jaar.pay(at(2025, 1, 29))
    check_kolommen(gemeente=gemeente, op=at(2025, 1, 30))
    assert [(s.status, s.sinds) for s in Kolommenstand.objects.all()] == [("loopt", None)]


def test_what_the_database_counts_otherwise_is_work_and_breaks_an_invariant(jaar: Jaar) -> None:
    """A claim says that it is paid while its payment does not."""
    jaar.pay(at(2025, 1, 20))
    assert list(INVARIANTEN["de_kolommen_zijn_twee_keer_geteld"](jaar.boeken.gemeente)) == []
    Betaling.objects.update(status="ingetrokken")
    [zin] = INVARIANTEN["de_kolommen_zijn_twee_keer_geteld"](jaar.boeken.gemeente)
    assert zin.endswith("betaald is €\u00a06.569,60, de database telt €\u00a00,00.")
    status, redenen = jaar.kept(at(2025, 1, 21))
    assert status == "te-doen"
    assert redenen[-1].startswith("De controle telt voor ‘betaald’ €\u00a00,00, en niet €\u00a06.569,60.")
