import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from brieven.models import Ontvangst
from demo.inrichting import INSTALLATIE_LOGIN, LOGINS, WACHTWOORD
from demo.kwartalen import moment
from demo.laden import PLANNEN, load_demo
from indicaties.bsn import clean_bsn
from indicaties.models import Indicatie, Kind, Toeleiding
from opvang.kwaliteit.locaties import locaties_of_gemeente
from opvang.kwaliteit.overzicht import read_standen
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.bereikdoel import bereikdoel_van
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from rapportage.actions import finalize_verantwoording
from rapportage.beleid.lezen import read_beleidsjaar
from rapportage.bereik import count_bereik
from rapportage.cijfers import prepare_rapport
from rapportage.models import Kindertelling, Verantwoording
from rapportage.tasks import make_verantwoording
from rekenregels import run_voorbeelden
from rekenregels.regeling.soorten.tarieven import VastTarief
from subsidies.kolommen.actions import check_kolommen
from subsidies.models import (
    Bankrekening,
    Begrotingspost,
    Berekening,
    Beschikking,
    Betaalverplichting,
    Boeking,
    Kolommenstand,
    Subsidieregeling,
)
from subsidies.regelingen.document import as_regeling
from tests.demo.afmaken import Putten2025

# One group: the worker that loads the demo runs all of these.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

DAG = date(2026, 3, 16)
ADRESSEN = [f"{login}@{plan.domein}" for plan in PLANNEN for login, _, _ in LOGINS]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo is loaded once; each test then works in a transaction of its own inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(DAG)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def putten(demo: None) -> Gemeente:
    return Gemeente.objects.get(code="0273")


@pytest.fixture
def duiven(demo: None) -> Gemeente:
    return Gemeente.objects.get(code="0226")


def _aantallen() -> dict[str, int]:
    modellen = (Gemeente, Organisatie, Gebruiker, Locatie, Kind, Indicatie, Toeleiding, Plaatsing, Boeking)
    return {model.__name__: model.objects.count() for model in modellen}


@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing() -> None:
    eerst = _aantallen()
    assert load_demo(DAG) == []
    assert _aantallen() == eerst


def test_putten_reaches_26_of_31_children(putten: Gemeente) -> None:
    bereik = count_bereik(putten, date(2025, 12, 31))
    assert (bereik.ve_in_gemeente, bereik.ve_elders, bereik.zonder_ve) == (24, 2, 0)
    assert bereik.niet_bereikt == (("Ouders willen het niet", 1), ("Te duur", 1))
    assert (bereik.onbekend, bereik.totaal) == (3, 31)
    assert bereik.percentage == "83,9\u00a0%"
    assert bereikdoel_van(putten, 2025).waarde == 80
    assert bereik.haalt(80)


def test_puttens_agenda_stands_with_its_amounts_and_what_is_booked(putten: Gemeente) -> None:
    stand = read_beleidsjaar(putten, 2025, DAG)
    bedragen = {(actie.actie.split()[0], actie.kosten, actie.geboekt) for actie in stand.acties}
    assert bedragen == {
        ("Inzet", 11_000_00, 11_000_00),
        ("Ouders", 10_000_00, 10_000_00),
        ("VoorleesExpress", 30_000_00, 30_000_00),
        ("VE-Resultatenmonitor", 8_000_00, 21_000_00),
        ("VE-Resultatenmonitor", 13_000_00, 21_000_00),
        ("Activiteiten", None, None),
    }
    assert (stand.kosten, stand.geboekt) == (72_000_00, 72_000_00)
    assert [(p.naam, p.gehouden) for p in stand.plichten] == [
        *(("OOGO", 1), ("VVE-werkgroep", 4), ("Casusoverleg", 2))
    ]
    (bereik,) = stand.onderwerpen[1].afspraken
    assert bereik.meting is not None
    assert (bereik.meting.percentage, bereik.is_gehaald) == ("83,9\u00a0%", True)
    tellingen = Kindertelling.objects.filter(gemeente=putten, bron="voorbeeld")
    assert (tellingen.filter(school=None).count(), tellingen.exclude(school=None).count()) == (5, 1)


def test_puttens_locations_have_a_sheet_of_each_kind_of_work(putten: Gemeente) -> None:
    standen = read_standen(putten, locaties_of_gemeente(putten, 2025), 2025, DAG)
    assert [stand.status for stand in standen] == [
        "Nog niet ingediend",
        "Akkoord",
        "Teruggestuurd",
        "Ingediend",
    ]
    assert [b.onderwerp for b in standen[3].let_op] == ["pbm", "scholing"]


def test_duivens_nine_ambitions_stand_as_agreements_and_come_back_in_the_report(duiven: Gemeente) -> None:
    beleid = prepare_rapport(duiven, 2020, DAG).beleid
    afspraken = [afspraak for onderwerp in beleid.onderwerpen for afspraak in onderwerp.afspraken]
    assert len(afspraken) == 9
    assert all(afspraak.doel or afspraak.doel_in_woorden for afspraak in afspraken)
    (gemeten,) = (afspraak for afspraak in afspraken if afspraak.doel)
    assert (str(gemeten.doel).rsplit(": ", 1)[1], gemeten.is_gehaald) == ("minstens 90\u00a0%", True)


def test_duiven_reaches_38_of_40_children(duiven: Gemeente) -> None:
    bereik = count_bereik(duiven, date(2020, 12, 31))
    assert (bereik.bereikt, bereik.totaal, bereik.percentage) == (38, 40, "95,0\u00a0%")


def test_duiven_has_the_head_counts_of_scenario_4a_all_year(duiven: Gemeente) -> None:
    plaatsingen = Plaatsing.objects.filter(kind__gemeente=duiven, startdatum=date(2020, 1, 1))
    assert not plaatsingen.filter(einddatum__lt=date(2020, 12, 31)).exists()
    aantallen = {
        (uren, kot): plaatsingen.filter(uren_per_week_honderdsten=uren * 100, kot=kot).count()
        for uren in (8, 16)
        for kot in (False, True)
    }
    assert aantallen == {(16, False): 28, (16, True): 10, (8, False): 38, (8, True): 95}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("code", "naam", "status", "prijs"),
    [
        ("0226", "Duiven 2021 (scenario 4a) (voorbeeld)", "ter-vaststelling", ("doelgroeppeuter", 10_62_000)),
    ],
)
def test_the_next_policy_is_an_example_with_one_other_price_whose_worked_examples_pass(
    code: str, naam: str, status: str, prijs: tuple[str, int]
) -> None:
    regeling = Subsidieregeling.objects.get(gemeente__code=code, naam=naam)
    assert regeling.status == status
    document = as_regeling(regeling)
    tarief = document.tarieven[prijs[0]]
    assert isinstance(tarief, VastTarief)
    assert tarief.bedrag.waarden[0].waarde == prijs[1]
    assert tarief.bedrag.waarden[0].bron == "aanname: voorbeeld van een wijziging, niet vastgesteld"
    assert all(uitslag.klopt for uitslag in run_voorbeelden(document))


def test_duiven_has_five_providers_of_whom_three_offer_ve_on_eight_of_nine_locations(
    duiven: Gemeente,
) -> None:
    locaties = Locatie.objects.filter(gemeente=duiven)
    assert duiven.organisaties.filter(soort=Organisatie.Soort.HOUDER).count() == 5
    assert locaties.count() == 9
    assert locaties.filter(ve_geregistreerd=True).count() == 8
    assert locaties.filter(ve_geregistreerd=True).values("houder").distinct().count() == 3


@pytest.mark.parametrize(("jaar", "totaal"), [(2019, 380_338_00), (2020, 443_338_00)])
def test_duivens_budget_has_three_sources(duiven: Gemeente, jaar: int, totaal: int) -> None:
    posten = Begrotingspost.objects.filter(gemeente=duiven, jaar=jaar)
    assert posten.count() == 3
    assert sum(post.bedrag_centen for post in posten) == totaal


def test_duivens_year_costs_what_the_notitie_publishes_for_scenario_4a(duiven: Gemeente) -> None:
    besteed = Boeking.objects.filter(gemeente=duiven, jaar=2020, soort=Boeking.Soort.SPENT)
    per_bron = {
        bron: sum(boeking.bedrag_centen for boeking in besteed if boeking.bron == bron)
        for bron in ("goab", "gemeente")
    }
    assert per_bron == {"goab": 215_584_00, "gemeente": 141_116_80}
    assert sum(per_bron.values()) == 356_700_80


@pytest.mark.parametrize("kwartaal", [1, 2, 3, 4])
def test_each_quarter_of_duiven_is_approved_for_a_quarter_of_the_year(
    duiven: Gemeente, kwartaal: int
) -> None:
    geldig = Berekening.objects.in_force().filter(
        declaratie__gemeente=duiven, declaratie__jaar=2020, declaratie__nummer=kwartaal
    )
    assert geldig.count() == 2
    assert sum(berekening.totaal_centen for berekening in geldig) == 356_700_80 // 4


def test_duiven_has_a_correction_to_judge_and_one_to_approve(duiven: Gemeente) -> None:
    assert _status_of_quarter_4(duiven, 2020) == [
        ("geaccepteerd", "berekend"),
        ("ingediend", None),
        ("vervangen", "goedgekeurd"),
        ("vervangen", "goedgekeurd"),
    ]


def test_puttens_fourth_quarter_waits_for_provider_reviewer_and_budgethouder(putten: Gemeente) -> None:
    assert _status_of_quarter_4(putten, 2025) == [
        ("geaccepteerd", "berekend"),
        ("geaccepteerd", None),
        ("ingediend", None),
        ("teruggestuurd", None),
    ]


def test_puttens_first_three_quarters_are_approved(putten: Gemeente) -> None:
    declaraties = Urendeclaratie.objects.filter(gemeente=putten, jaar=2025, nummer__lte=3)
    assert declaraties.count() == 12
    assert Berekening.objects.in_force().filter(declaratie__in=declaraties).count() == 12


def _status_of_quarter_4(gemeente: Gemeente, jaar: int) -> list[tuple[str, str | None]]:
    declaraties = Urendeclaratie.objects.filter(gemeente=gemeente, jaar=jaar, nummer=4)
    return sorted(declaraties.values_list("status", "berekeningen__status"), key=str)


@pytest.mark.parametrize("command", ["check_invariants", "check_berekeningen", "check_audit"])
@pytest.mark.usefixtures("demo")
def test_the_books_of_the_demo_close(command: str) -> None:
    call_command(command, stdout=StringIO())


@pytest.mark.parametrize("login", ["jgz", "kindregisseur", "aanbieder", "subsidie", "budgethouder"])
@pytest.mark.parametrize("domein", ["putten.demo", "duiven.demo"])
@pytest.mark.usefixtures("demo")
def test_something_waits_for_who_handles_files(login: str, domein: str) -> None:
    client = Client()
    client.force_login(Gebruiker.objects.get(email=f"{login}@{domein}"))
    assert client.get(reverse("home")).context["taken"]


def test_no_mail_about_a_message_is_late_and_old_messages_are_read(
    putten: Gemeente, duiven: Gemeente
) -> None:
    rijen = Ontvangst.objects.filter(bericht__gemeente__in=(putten, duiven))
    oud = rijen.filter(bericht__geplaatst_op__date__lt=DAG - timedelta(days=15))
    assert not rijen.late(timezone.now()).exists()
    assert oud.exists()
    assert not oud.filter(gelezen_op=None).exists()


def test_puttens_year_is_granted_under_the_ceiling_and_claimed_in_four_parts(putten: Gemeente) -> None:
    besluiten = Beschikking.objects.filter(gemeente=putten, dossier__jaar=2025)
    assert [b.nummer for b in besluiten] == [f"B2025-00{n}" for n in range(1, 5)]
    verleend = sum(b.bedrag_centen for b in besluiten)
    assert 0 < verleend <= 386_792_00
    termijnen = Betaalverplichting.objects.filter(gemeente=putten, jaar=2025, soort="voorschot")
    assert (termijnen.count(), sum(t.bedrag_centen for t in termijnen)) == (16, verleend)


def test_puttens_other_spending_is_that_of_the_beleidskader(putten: Gemeente) -> None:
    uitgaven = Boeking.objects.filter(
        gemeente=putten, soort=Boeking.Soort.SPENT, berekening=None, locatieberekening=None
    )
    assert sorted(boeking.bedrag_centen for boeking in uitgaven) == [
        *(8_000_00, 10_000_00, 11_000_00, 13_000_00, 30_000_00)
    ]
    assert all(b.factuur and b.factuur.activiteit.is_aanname for b in uitgaven)


def test_every_bsn_is_a_test_number_that_passes_the_11_proef(putten: Gemeente) -> None:
    bsns = [kind.bsn for kind in Kind.objects.all() if kind.bsn]
    assert len(bsns) > 50
    assert all(re.fullmatch(r"999\d{6}", bsn) and clean_bsn(bsn) == bsn for bsn in bsns)


def test_no_two_children_of_a_municipality_have_the_same_name(putten: Gemeente) -> None:
    namen = [kind.naam for kind in Kind.objects.filter(gemeente=putten)]
    assert len(set(namen)) == len(namen)


@pytest.mark.usefixtures("demo")
def test_every_login_works_and_opens_its_start_page() -> None:
    for adres in ADRESSEN:
        client = Client()
        assert client.login(username=adres, password=WACHTWOORD), adres
        assert client.get(reverse("home")).status_code == 200, adres


@pytest.mark.usefixtures("demo")
def test_only_the_logins_of_each_municipality_have_a_password() -> None:
    met_wachtwoord = {g.email for g in Gebruiker.objects.all() if g.has_usable_password()}
    assert met_wachtwoord == {*ADRESSEN, INSTALLATIE_LOGIN}


@pytest.mark.usefixtures("demo")
def test_the_command_prints_every_login_and_the_password(settings: LazySettings) -> None:
    settings.DEBUG, settings.EMBEDDED = False, False
    uitvoer = StringIO()
    call_command("load_demo", "--force", stdout=uitvoer)
    assert all(adres in uitvoer.getvalue() for adres in (*ADRESSEN, WACHTWOORD))


# -- the year in five columns ----------------------------------------------------------------------


def _standen(gemeente: Gemeente, jaar: int, op: date) -> list[Kolommenstand]:
    check_kolommen(gemeente=gemeente, op=moment(op))
    return list(Kolommenstand.objects.filter(gemeente=gemeente, jaar=jaar))


def _kolommen(stand: Kolommenstand) -> set[int | None]:
    return {
        stand.verschuldigd_centen,
        stand.besloten_centen,
        stand.betaald_centen,
        stand.geboekt_centen,
        stand.verantwoord_centen,
    }


def test_duivens_closed_year_is_equal_in_five_columns_once_the_report_is_definitive(
    duiven: Gemeente,
) -> None:
    verantwoording = Verantwoording.objects.get(gemeente=duiven, jaar=2020)
    make_verantwoording(verantwoording.pk)
    budgethouder = Gebruiker.objects.get(email="budgethouder@duiven.demo")
    budgethouder.activate(DAG)
    finalize_verantwoording(verantwoording=verantwoording, door=budgethouder, moment=moment(DAG))
    standen = _standen(duiven, 2020, DAG)
    assert {stand.status for stand in standen} == {"gelijk"}
    assert [len(_kolommen(stand)) for stand in standen] == [1, 1]
    assert sum(stand.verantwoord_centen or 0 for stand in standen) == 356_700_80


def test_puttens_running_year_differs_for_reasons_and_one_account_waits(putten: Gemeente) -> None:
    per_houder = {stand.ontvanger: stand for stand in _standen(putten, 2025, DAG)}
    assert all(stand.redenen for stand in per_houder.values())
    assert [naam for naam, stand in per_houder.items() if stand.status == "te-doen"] == [
        "Kinderopvang Heiderand (demo)"
    ]
    assert Bankrekening.objects.filter(gemeente=putten).waiting().count() == 1


def test_puttens_year_is_finished_and_closes_and_a_child_that_changes_opens_it_again(
    putten: Gemeente,
) -> None:
    werk = Putten2025(putten)
    werk.finish(date(2026, 3, 17))
    werk.close(date(2026, 4, 20))
    standen = _standen(putten, 2025, date(2026, 5, 1))
    assert [(stand.status, len(_kolommen(stand))) for stand in standen] == [("gelijk", 1)] * 4
    assert all(stand.verantwoord_centen for stand in standen)

    # One child gets a contribution class that pays less: more subsidy than was approved.
    herzien = werk.change_class(date(2026, 5, 4))
    (anders,) = (s for s in _standen(putten, 2025, date(2026, 5, 4)) if s.status != "gelijk")
    assert (anders.organisatie, anders.status) == (herzien, "te-doen")
    werk.review(date(2026, 5, 5))
    werk.settle(date(2026, 5, 11))
    (nu,) = (s for s in _standen(putten, 2025, date(2026, 6, 1)) if s.organisatie == herzien)
    vier = _kolommen(nu) - {nu.verantwoord_centen}
    assert (len(vier), nu.status, nu.verantwoord_centen) == (1, "loopt", anders.verantwoord_centen)
    assert [reden["tussen"] for reden in nu.redenen] == ["Geboekt en verantwoord"]
    assert Boeking.objects.filter(gemeente=putten, betreft_jaar=2025, jaar=2026).exists()
    call_command("check_invariants", stdout=StringIO())
