"""Conditions in the books: who moved or died, what the location is, and which money may pay for it."""

from datetime import date

import pytest

from indicaties.actions import record_vertrek, shorten_indicatie, undo_vertrek
from indicaties.models import Kind
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.rechten import Rol
from rekenregels import Vertrek
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.bewaard import read_grondslagen
from subsidies.berekeningen.controle import replay_differences
from subsidies.berekeningen.feiten import read_feiten
from subsidies.berekeningen.signalen import judge
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekening
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.subsidies.administratie import NU, Administratie, regeling_text

pytestmark = pytest.mark.django_db

HALF_FEBRUARI = date(2020, 2, 15)


@pytest.fixture
def duiven() -> Administratie:
    return Administratie()


def betaald(adm: Administratie, plaatsing: Plaatsing, uren: str = "160") -> Berekening:
    """Declared, calculated and approved over the first quarter."""
    declaratie = adm.declaratie({plaatsing: uren})
    berekening = calculate_declaratie(declaratie=declaratie, door=adm.medewerker, op=NU)
    return approve_berekening(berekening=berekening, door=adm.budgethouder, op=NU)


def bedragen(berekening: Berekening) -> list[tuple[date, date, str, int]]:
    velden = ("van", "tot_en_met", "categorie", "subsidie_centen")
    return [tuple(rij) for rij in berekening.regels.values_list(*velden)]


def geboekt(berekening: Berekening) -> list[tuple[str, str, str, int]]:
    rijen = berekening.boekingen.order_by("bron", "categorie")
    return list(rijen.values_list("bron", "indicator", "categorie", "bedrag_centen"))


def codes(declaratie: Urendeclaratie) -> set[str]:
    return {signaal.code for signalen in judge(declaratie).per_regel.values() for signaal in signalen}


def geen_bezwaar() -> list[str]:
    return [zin for regel in INVARIANTEN.values() for zin in regel()] + list(replay_differences())


def adopt_with(adm: Administratie, was: str, wordt: str) -> None:
    tekst = regeling_text("duiven-2020")
    assert was in tekst
    concept = import_regeling(tekst=tekst.replace(was, wordt), door=adm.beleid, op=NU)
    voorstel = propose_regeling(regeling=concept, door=adm.beleid)
    adopt_regeling(regeling=voorstel, door=adm.budgethouder, op=NU)


# -- residence ----------------------------------------------------------------------------------------


def test_nothing_is_paid_after_a_child_moved_though_its_place_goes_on(duiven: Administratie) -> None:
    """Case 08: the consultatiebureau ends the indication because the child moved; the provider forgets the place."""
    kind = duiven.kind()
    jgz = duiven.gebruiker(Rol.JGZ_MEDEWERKER)
    shorten_indicatie(
        indicatie=kind.indicaties.get(),
        laatste_dag=HALF_FEBRUARI,
        reden="verhuisd",
        door=jgz,
        op=HALF_FEBRUARI,
    )
    berekening = betaald(duiven, duiven.plaatsing(kind))
    assert bedragen(berekening) == [
        (date(2020, 1, 1), HALF_FEBRUARI, "doelgroep", 79_504),
        (date(2020, 2, 16), date(2020, 3, 31), "regulier", 0),
    ]
    assert geen_bezwaar() == []


def test_a_child_that_died_is_not_paid_whatever_the_policy_asks(duiven: Administratie) -> None:
    adopt_with(duiven, "woonplaatseis = true", "woonplaatseis = false")
    kind = duiven.kind()
    record_vertrek(
        kind=kind, laatste_dag=HALF_FEBRUARI, reden="overleden", door=duiven.medewerker, op=NU.date()
    )
    assert [centen for *_, centen in bedragen(betaald(duiven, duiven.plaatsing(kind)))] == [79_504, 0]


def test_without_that_demand_a_child_that_moved_is_paid_on() -> None:
    duiven = Administratie(regeling_naam=None)
    tekst = regeling_text("duiven-2020").replace("woonplaatseis = true", "woonplaatseis = false")
    concept = import_regeling(tekst=tekst.replace(', "verhuizing"]', "]"), door=duiven.beleid, op=NU)
    adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=duiven.beleid), door=duiven.budgethouder, op=NU
    )
    kind = duiven.kind()
    record_vertrek(
        kind=kind, laatste_dag=HALF_FEBRUARI, reden="verhuisd", door=duiven.medewerker, op=NU.date()
    )
    assert sum(centen for *_, centen in bedragen(betaald(duiven, duiven.plaatsing(kind)))) == 157_200


def test_the_last_day_in_the_municipality_still_counts(duiven: Administratie) -> None:
    kind = duiven.kind()
    record_vertrek(
        kind=kind, laatste_dag=date(2020, 3, 31), reden="verhuisd", door=duiven.medewerker, op=NU.date()
    )
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"})
    assert [rf.feit.vertrek for rf in read_feiten(declaratie)] == [Vertrek.WOONT_HIER]


def test_a_departure_taken_back_pays_again_and_the_kept_judgement_sees_both(duiven: Administratie) -> None:
    kind = duiven.kind()
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"}, status="ingediend")
    voor = read_grondslagen([declaratie])
    record_vertrek(
        kind=kind, laatste_dag=HALF_FEBRUARI, reden="verhuisd", door=duiven.medewerker, op=NU.date()
    )
    assert read_grondslagen([declaratie]) != voor
    assert judge(declaratie).totaal == 79_504
    undo_vertrek(kind=kind, door=duiven.medewerker)
    assert read_grondslagen([declaratie]) == voor
    assert judge(declaratie).totaal == 157_200


def test_the_reviewer_sees_why_days_are_not_paid(duiven: Administratie) -> None:
    kind = duiven.kind()
    record_vertrek(
        kind=kind, laatste_dag=HALF_FEBRUARI, reden="verhuisd", door=duiven.medewerker, op=NU.date()
    )
    assert "verhuisd" in codes(duiven.declaratie({duiven.plaatsing(kind): "160"}))


# -- the location -------------------------------------------------------------------------------------


def test_a_location_without_ve_gets_no_ve_money_and_says_so(duiven: Administratie) -> None:
    """Case 09: the register says that the location has no VE."""
    duiven.locatie.ve_geregistreerd = False
    duiven.locatie.save()
    berekening = betaald(duiven, duiven.plaatsing(duiven.kind()))
    assert "zonder_ve" in codes(berekening.declaratie)
    assert (berekening.totaal_centen, geboekt(berekening)) == (0, [])
    assert berekening.regels.get().zonder_ve
    assert geen_bezwaar() == []


def test_a_regular_peuter_there_is_paid_as_ever(duiven: Administratie) -> None:
    duiven.locatie.ve_geregistreerd = False
    duiven.locatie.save()
    berekening = betaald(duiven, duiven.plaatsing(duiven.kind(None)), "80")
    assert codes(berekening.declaratie) == set()
    assert geboekt(berekening) == [("gemeente", "", "regulier", 68_240)]
    assert not berekening.regels.get().zonder_ve


def test_only_the_days_without_ve_are_not_paid(duiven: Administratie) -> None:
    duiven.locatie.ve_geregistreerd, duiven.locatie.ve_tot_en_met = False, HALF_FEBRUARI
    duiven.locatie.save()
    berekening = betaald(duiven, duiven.plaatsing(duiven.kind()))
    assert bedragen(berekening) == [
        (date(2020, 1, 1), HALF_FEBRUARI, "doelgroep", 79_504),
        (date(2020, 2, 16), date(2020, 3, 31), "doelgroep", 0),
    ]
    assert geboekt(berekening) == [("goab", "D8/01", "doelgroep", 79_504)]


@pytest.mark.parametrize("veld", ["uitgeschreven_per", "ve_tot_en_met"])
def test_from_the_day_that_a_location_is_out_of_the_register_it_has_no_ve(
    duiven: Administratie, veld: str
) -> None:
    eerste_dag_zonder = {"uitgeschreven_per": date(2020, 2, 16), "ve_tot_en_met": HALF_FEBRUARI}
    setattr(duiven.locatie, veld, eerste_dag_zonder[veld])
    duiven.locatie.save()
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    assert [(rf.feit.tot_en_met, rf.feit.ve) for rf in read_feiten(declaratie)] == [
        (HALF_FEBRUARI, True),
        (date(2020, 3, 31), False),
    ]


def test_own_money_pays_where_the_policy_says_so_and_never_d8_01(duiven: Administratie) -> None:
    adopt_with(duiven, 'zonder_ve = "geen_subsidie"', 'zonder_ve = "eigen_middelen"')
    duiven.locatie.ve_vanaf = date(2020, 2, 16)
    duiven.locatie.save()
    berekening = betaald(duiven, duiven.plaatsing(duiven.kind()))
    assert "eigen_middelen" in codes(berekening.declaratie)
    assert berekening.totaal_centen == 157_200
    assert geboekt(berekening) == [
        ("gemeente", "", "doelgroep", 79_504),
        ("goab", "D8/01", "doelgroep", 77_696),
    ]
    assert geen_bezwaar() == []


def test_a_location_elsewhere_is_paid_unless_the_policy_asks_for_one_of_its_own(
    duiven: Administratie,
) -> None:
    duiven.locatie.buiten_gemeente = True
    duiven.locatie.save()
    plaatsing = duiven.plaatsing(duiven.kind())
    assert judge(duiven.declaratie({plaatsing: "160"}, status="ingediend")).totaal == 157_200
    adopt_with(duiven, "locatie_eis = false", "locatie_eis = true")
    declaratie = duiven.declaratie({plaatsing: "160"}, kwartaal=2, status="ingediend")
    oordeel = judge(declaratie)
    assert oordeel.totaal == 0
    assert [s.code for signalen in oordeel.per_regel.values() for s in signalen] == ["locatie_elders"]


# -- the end of an indication ---------------------------------------------------------------------------


def test_after_an_indication_ended_a_child_is_regular_unless_the_policy_then_stops(
    duiven: Administratie,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind(tot=HALF_FEBRUARI))
    assert [centen > 0 for *_, centen in bedragen(betaald(duiven, plaatsing))] == [True, True]
    adopt_with(duiven, '"verhuizing"]', '"verhuizing", "einde indicatie"]')
    declaratie = duiven.declaratie({plaatsing: "160"}, kwartaal=2, status="ingediend")
    oordeel = judge(declaratie)
    assert oordeel.totaal == 0
    assert "na_indicatie" in {s.code for signalen in oordeel.per_regel.values() for s in signalen}


def test_a_child_that_never_had_an_indication_is_not_after_one(duiven: Administratie) -> None:
    kind: Kind = duiven.kind(van=date(2020, 2, 1))
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "160"})
    assert [rf.feit.na_indicatie for rf in read_feiten(declaratie)] == [False, False]
