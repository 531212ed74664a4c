"""Lines of the columns: schemes beside each other, amounts per location, rounding and nothing; and the pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.landelijk.tasks import spread_ronde
from organisaties.rechten import Rol
from organisaties.ronde import Ronde, Rondedeel
from subsidies.kolommen.actions import check_kolommen
from subsidies.kolommen.beeld import read_beelden
from subsidies.kolommen.tasks import check_alle_kolommen, check_houder
from subsidies.locatiegeld.actions import approve_locatiegeld, calculate_jaar
from subsidies.locatiegeld.vergelijken import check_locatiegeld
from subsidies.models import Kolommenstand
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.factories import GroepFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.herzieningen.test_correcties import only
from tests.subsidies.herzieningen.wereld import NU as LATER
from tests.subsidies.herzieningen.wereld import Wereld
from tests.subsidies.kolommen.wereld import columns, give_accounts, kept, pay_all
from tests.subsidies.locatiegeld.wereld import adopt_locatiegeld
from tests.wachtrij import asked, work

pytestmark = pytest.mark.django_db
JAN, EIND = date(2025, 1, 1), date(2026, 5, 31)


def _two_schemes() -> Wereld:
    """Noor has an indicatie and falls under one scheme, another child under the other, at the same provider."""
    wereld = Wereld(only("doelgroep"), only("regulier", "Peuters"))
    give_accounts(wereld, wereld.houder, op=LATER)
    wereld.grant(JAN, EIND)
    wereld.put(wereld.a, JAN)
    wereld.put(wereld.a, JAN, kind=wereld.child(), uren_per_week=6_50)
    wereld.reward(wereld.declare(1, "160"))
    return wereld


def test_two_schemes_of_a_provider_in_one_year_are_two_lines() -> None:
    wereld = _two_schemes()
    assert columns(wereld.gemeente) == {
        ("Putten 2025", 2025): (1_160_80, 1_160_80, 0, 1_160_80, None),
        ("Peuters", 2025): (247_00, 247_00, 0, 247_00, None),
    }
    pay_all(wereld.medewerker, wereld.budgethouder, LATER)
    assert [(naam, status) for naam, _, status, _ in kept(wereld.gemeente, LATER)] == [
        ("Peuters", "loopt"),
        ("Putten 2025", "loopt"),
    ]
    assert {b.betaald for b in read_beelden(wereld.gemeente)} == {1_160_80, 247_00}


def test_thirds_of_cents_add_up_over_lines_children_and_totals() -> None:
    """Three children whose months are cut at odd days: the sum of the parts is the claim, to the cent."""
    wereld = Wereld()
    give_accounts(wereld, wereld.houder, op=LATER)
    for kind in (wereld.noor, wereld.child(), wereld.child()):
        wereld.grant(JAN, EIND, kind=kind)
        plaats = wereld.put(wereld.a, JAN, kind=kind)
        wereld.change(wereld.change(plaats, date(2025, 2, 3), kot=True), date(2025, 3, 7), kot=False)
    wereld.reward(wereld.declare(1, "133.37"))
    pay_all(wereld.medewerker, wereld.budgethouder, LATER)
    [beeld] = read_beelden(wereld.gemeente)
    assert beeld.vandaag_uren % 100
    assert len(set(beeld.kolommen[:4])) == 1


def test_an_approved_year_that_comes_to_nothing_is_equal() -> None:
    wereld = Wereld()
    wereld.put(wereld.a, JAN, kot=True)
    wereld.reward(wereld.declare(1, "160"))
    assert columns(wereld.gemeente) == {("Putten 2025", 2025): (0, 0, 0, 0, None)}
    assert kept(wereld.gemeente, LATER) == [("Putten 2025", 2025, "gelijk", [])]


def test_what_can_not_be_computed_today_says_why() -> None:
    wereld = Wereld()
    plaats = wereld.put(wereld.a, date(2025, 2, 15))
    wereld.reward(wereld.declare(1, "80"))
    wereld.start(plaats, JAN)
    wereld.void(plaats)
    wereld.put(wereld.b, date(2025, 3, 1))
    [(_, _, status, zinnen)] = kept(wereld.gemeente, LATER)
    assert status == "te-doen"
    assert zinnen


@pytest.fixture
def duiven() -> Administratie:
    boeken = Administratie(regeling_naam=None)
    boeken.plaatsing(boeken.kind())
    return boeken


def decide(boeken: Administratie) -> int:
    (berekening,) = calculate_jaar(gemeente=boeken.gemeente, jaar=2020, door=boeken.medewerker, op=NU)
    return approve_locatiegeld(berekening=berekening, door=boeken.budgethouder, op=NU).totaal_centen


def test_amounts_per_location_are_in_every_column_and_a_new_group_shows(duiven: Administratie) -> None:
    naam = adopt_locatiegeld(duiven, voorschot=0).naam
    give_accounts(duiven, duiven.houder, op=NU)
    eerst = decide(duiven)
    pay_all(duiven.medewerker, duiven.budgethouder, NU)
    assert columns(duiven.gemeente) == {(naam, 2020): (eerst, eerst, eerst, eerst, None)}
    GroepFactory(locatie=duiven.locatie)
    check_locatiegeld(gemeente=duiven.gemeente, op=NU)
    assert columns(duiven.gemeente) == {(naam, 2020): (eerst + 500_00, eerst, eerst, eerst, None)}
    [(_, _, status, zinnen)] = kept(duiven.gemeente, NU)
    assert (status, zinnen[0].endswith("Laat opnieuw berekenen.")) == ("te-doen", True)
    decide(duiven)
    pay_all(duiven.medewerker, duiven.budgethouder, NU)
    assert set(columns(duiven.gemeente)[naam, 2020][:4]) == {eerst + 500_00}


def test_amounts_per_location_that_go_to_a_scheme_with_another_name_are_taken_back_from_the_first(
    duiven: Administratie,
) -> None:
    oud = adopt_locatiegeld(duiven, voorschot=0)
    give_accounts(duiven, duiven.houder, op=NU)
    eerst = decide(duiven)
    pay_all(duiven.medewerker, duiven.budgethouder, NU)
    tekst = oud.tekst.replace(f'naam = "{oud.naam}"', 'naam = "Duiven anders"', 1)
    concept = import_regeling(tekst=tekst, door=duiven.beleid, op=NU, uit=oud)
    adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=duiven.beleid), door=duiven.budgethouder, op=NU
    )
    assert decide(duiven) == eerst
    pay_all(duiven.medewerker, duiven.budgethouder, NU)
    assert {naam: set(k[:4]) for (naam, _), k in columns(duiven.gemeente).items()} == {
        oud.naam: {0},
        "Duiven anders": {eerst},
    }


# -- when it is compared ---------------------------------------------------------------------------


def test_a_payment_asks_for_a_comparison_once_and_the_night_for_one_of_all() -> None:
    wereld = _two_schemes()
    pay_all(wereld.medewerker, wereld.budgethouder, LATER)
    assert asked(check_houder) == [[wereld.gemeente.pk, wereld.houder.pk]]
    check_houder(wereld.gemeente.pk, wereld.houder.pk)
    assert Kolommenstand.objects.count() == 2
    check_alle_kolommen()
    check_alle_kolommen()
    assert asked(spread_ronde) == [Ronde.objects.get(soort="kolommen").pk]
    work()
    work()
    assert Rondedeel.objects.get().zin == "De vijf kolommen zijn vergeleken."
    assert Kolommenstand.objects.count() == 2


# -- the pages -------------------------------------------------------------------------------------


def test_the_pages_open_a_difference_down_to_the_days_of_a_child() -> None:
    wereld = _two_schemes()
    wereld.change(wereld.noor.plaatsingen.get(), date(2025, 3, 1), kot=True)
    wereld.check()
    check_kolommen(gemeente=wereld.gemeente, op=LATER)
    client = Client()
    client.force_login(wereld.gebruiker(Rol.SUBSIDIEMEDEWERKER))
    lijst = client.get(reverse("subsidies:kolommen"), {"jaar": 2025, "status": "te-doen"})
    assert [s.regelingnaam for s in lijst.context["pagina"]] == ["Putten 2025"]
    stand = Kolommenstand.objects.get(regelingnaam="Putten 2025")
    pagina = client.get(reverse("subsidies:kolommen_detail", args=[stand.pk]))
    assert [(k.vandaag, k.goedgekeurd, k.verschil) for k in pagina.context["pagina"]] == [
        (1_059_45, 1_160_80, -101_35)
    ]
    kind = client.get(reverse("subsidies:kolommen_kind", args=[stand.pk, wereld.noor.pk]))
    assert kind.context["redenen"] == [
        "De ouders hebben vanaf 1 maart 2025 recht op kinderopvangtoeslag (KOT)."
    ]
    assert [(d.van, d.tot_en_met, d.verschil) for d, _ in kind.context["delen"]] == [
        (JAN, date(2025, 2, 28), 773_81),
        (JAN, date(2025, 3, 31), -1_160_80),
        (date(2025, 3, 1), date(2025, 3, 31), 285_64),
    ]
    assert [centen for _, centen in kind.context["betalingen"]] == [1_160_80]
    vreemd = client.get(reverse("subsidies:kolommen_kind", args=[stand.pk, wereld.child().pk]))
    assert vreemd.status_code == 404


def test_before_the_first_decision_the_list_says_what_will_come(duiven: Administratie) -> None:
    client = Client()
    client.force_login(duiven.budgethouder)
    assert "Nog niets vergeleken" in client.get(reverse("subsidies:kolommen")).content.decode()
