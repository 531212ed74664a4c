"""What another policy would cost on the own children, against amounts worked out by hand."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from lib.kleine_groepen import TOELICHTING
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from rekenregels import Regeling, RegelingFout, load_regeling
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie, reject_berekening
from subsidies.models import Berekening
from subsidies.scenarios.caseload import present_regeling, read_caseload
from subsidies.scenarios.knoppen import find_knoppen, make_variant, table_choices
from subsidies.scenarios.vergelijking import Vergelijking, compare
from tests.subsidies.administratie import NU, Administratie, regeling_text

Inloggen = Callable[..., Client]
URL = "subsidies:scenario"
TARIEF_D, TARIEF_R = "tarieven.doelgroeppeuter.bedrag#0", "tarieven.reguliere_peuter.bedrag#0"
SCENARIO_4B = {TARIEF_D: Decimal("10.43"), TARIEF_R: Decimal("9.57")}


def _calculate(duiven: Administratie, declaratie: object) -> Berekening:
    return calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)


@pytest.fixture
def jaar(duiven: Administratie) -> Administratie:
    """A quarter of one doelgroep child (160 hours) and one regular child (80 hours), both without KOT."""
    uren = {duiven.plaatsing(duiven.kind("vve")): "160", duiven.plaatsing(duiven.kind(None)): "80"}
    _calculate(duiven, duiven.declaratie(uren))
    return duiven


def _compare(duiven: Administratie, standen: dict[str, Decimal], tabel: str | None = None) -> Vergelijking:
    huidig = present_regeling(duiven.gemeente, 2020)
    assert huidig is not None
    return compare(read_caseload(duiven.gemeente, 2020), huidig, make_variant(huidig, standen, tabel))


def _duiven_4a() -> Regeling:
    return load_regeling(regeling_text("duiven-2020"), bestand="duiven-2020.toml")


def test_the_knobs_are_the_weeks_the_rates_and_the_bands() -> None:
    assert [(knop.label, str(knop.waarde)) for knop in find_knoppen(_duiven_4a())] == [
        ("Weken per jaar", "40"),
        ("Tarief doelgroeppeuter", "10.26"),
        ("Tarief reguliere peuter", "9.4"),
        ("Doelgroep, 2,5 tot 4 jaar, eerste en tweede dagdeel: uren per week", "8"),
        ("Doelgroep, 2,5 tot 4 jaar, derde en vierde dagdeel: uren per week", "8"),
        ("Regulier, 2,5 tot 4 jaar, twee dagdelen: uren per week", "8"),
        ("SMI, 2,5 tot 4 jaar, twee dagdelen: uren per week", "8"),
    ]


def test_the_rates_of_scenario_4b_turn_4a_into_what_the_shipped_4b_pays() -> None:
    gedraaid = make_variant(_duiven_4a(), SCENARIO_4B)
    verscheept = load_regeling(regeling_text("duiven-2020-scenario-4b"), bestand="4b.toml")
    bedragen = [{k.sleutel: k.waarde for k in find_knoppen(r)} for r in (gedraaid, verscheept)]
    assert bedragen[0] == bedragen[1]


def test_a_knob_that_makes_no_sense_is_refused_in_words() -> None:
    with pytest.raises(RegelingFout, match="weken_per_jaar"):
        make_variant(_duiven_4a(), {"uren.weken_per_jaar#0": Decimal(60)})


def test_a_policy_without_a_table_per_hour_has_no_table_to_choose() -> None:
    putten = load_regeling(regeling_text("putten-2018"), bestand="putten-2018.toml")
    assert table_choices(putten) == []


def test_a_higher_rate_costs_the_difference_times_the_hours(jaar: Administratie) -> None:
    uitkomst = _compare(jaar, SCENARIO_4B)
    # 160 x 0,17 = 27,20 for the doelgroep child and 80 x 0,17 = 13,60 for the regular one.
    assert (uitkomst.totaal.nu, uitkomst.totaal.straks) == (1_572_00 + 682_40, 1_599_20 + 696_00)
    assert [(g.naam, g.aantal, g.verschil) for g in uitkomst.per_categorie] == [
        ("Doelgroep", 1, 27_20),
        ("Regulier", 1, 13_60),
    ]
    assert [(g.naam, g.aantal, g.verschil) for g in uitkomst.per_houder] == [(jaar.houder.naam, 2, 40_80)]
    assert uitkomst.ouders.verschil == 0


def test_another_table_moves_money_between_parents_and_municipality(jaar: Administratie) -> None:
    uitkomst = _compare(jaar, {}, "vng-2022")  # class 3 pays € 0,92 instead of € 0,87
    assert uitkomst.totaal.verschil == -(80 * 5 + 80 * 5)
    assert uitkomst.ouders.verschil == 80 * 5 + 80 * 5
    assert [k.verschil for k in uitkomst.minder] == [-4_00, -4_00]
    assert uitkomst.meer == []


def test_the_present_policy_changes_nothing_for_anybody(jaar: Administratie) -> None:
    uitkomst = _compare(jaar, {})
    assert (uitkomst.totaal.verschil, uitkomst.gelijk, uitkomst.meer, uitkomst.minder) == (0, 2, [], [])


def test_groups_and_children_add_up_to_the_total(jaar: Administratie) -> None:
    uitkomst = _compare(jaar, SCENARIO_4B)
    for groepen in (uitkomst.per_categorie, uitkomst.per_houder, uitkomst.per_kind):
        assert sum(groep.nu for groep in groepen) == uitkomst.totaal.nu
        assert sum(groep.straks for groep in groepen) == uitkomst.totaal.straks


def test_of_a_corrected_quarter_only_the_latest_calculation_counts(duiven: Administratie) -> None:
    plaatsing = duiven.plaatsing(duiven.kind("vve"))
    oud = duiven.declaratie({plaatsing: "160"})
    approve_berekening(berekening=_calculate(duiven, oud), door=duiven.budgethouder, op=NU)
    _calculate(duiven, duiven.declaratie({plaatsing: "80"}, corrigeert=oud))
    assert _compare(duiven, {}).totaal.nu == 80 * (10_26 - 87)


def test_a_rejected_calculation_does_not_count(jaar: Administratie) -> None:
    berekening = Berekening.objects.get()
    reject_berekening(berekening=berekening, reden="Uren kloppen niet", door=jaar.budgethouder, op=NU)
    assert len(read_caseload(jaar.gemeente, 2020)) == 0


def test_the_page_shows_what_a_turned_knob_costs(inloggen: Inloggen, jaar: Administratie) -> None:
    antwoord = inloggen(jaar.beleid).get(reverse(URL), {"jaar": "2020", TARIEF_D: "10,43", TARIEF_R: "9,57"})
    assert antwoord.status_code == 200
    assert "€\u00a040,80" in antwoord.content.decode()


@pytest.mark.parametrize(("waarde", "zin"), [("abc", "‘abc’ is geen getal"), ("-1", "minder dan 0")])
def test_a_wrong_number_is_named_and_stays_in_the_field(
    inloggen: Inloggen, jaar: Administratie, waarde: str, zin: str
) -> None:
    antwoord = inloggen(jaar.beleid).get(reverse(URL), {"jaar": "2020", TARIEF_D: waarde})
    html = antwoord.content.decode()
    assert zin in html
    assert f'value="{waarde}"' in html


def test_a_policy_that_cannot_be_is_explained(inloggen: Inloggen, jaar: Administratie) -> None:
    antwoord = inloggen(jaar.beleid).get(reverse(URL), {"jaar": "2020", "uren.weken_per_jaar#0": "60"})
    assert "weken_per_jaar" in antwoord.content.decode()


def test_another_of_the_own_policies_can_be_the_start(inloggen: Inloggen, jaar: Administratie) -> None:
    antwoord = inloggen(jaar.beleid).get(reverse(URL), {"jaar": "2020", "regeling": str(jaar.regeling.pk)})
    assert antwoord.context["vergelijking"].totaal.verschil == 0


def test_without_calculated_declarations_the_page_says_what_to_do(
    inloggen: Inloggen, duiven: Administratie
) -> None:
    antwoord = inloggen(duiven.beleid).get(reverse(URL), {"jaar": "2020"})
    assert "nog geen berekende declaraties" in antwoord.content.decode()


def test_a_year_without_policy_says_what_to_do(inloggen: Inloggen, duiven: Administratie) -> None:
    antwoord = inloggen(duiven.beleid).get(reverse(URL), {"jaar": "2031"})
    assert "geen vastgestelde regeling" in antwoord.content.decode()


def test_the_children_of_another_municipality_do_not_count(inloggen: Inloggen, jaar: Administratie) -> None:
    putten = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
    antwoord = inloggen(putten.beleid).get(reverse(URL), {"jaar": "2020", "regeling": str(jaar.regeling.pk)})
    assert "vergelijking" not in antwoord.context


def test_no_name_of_a_child_is_on_the_page(inloggen: Inloggen, jaar: Administratie) -> None:
    html = inloggen(jaar.beleid).get(reverse(URL), {"jaar": "2020", TARIEF_D: "11"}).content.decode()
    assert "Voorbeeld" not in html  # the surname of every child in these tests


def test_the_download_holds_the_same_figures_and_is_on_record(
    inloggen: Inloggen, jaar: Administratie
) -> None:
    regels = _download(inloggen(jaar.medewerker), "10")
    assert regels[:4] == [
        "Indeling;Naam;Kinderen;Nu (euro);Scenario (euro);Verschil (euro)",
        "Totaal;Totaal;2;2254,40;2212,80;-41,60",
        "Ouders samen;Ouderbijdragen;2;139,20;139,20;0,00",
        "Categorie;Doelgroep;1;1572,00;1530,40;-41,60",
    ]
    assert AuditRegel.objects.filter(handeling="scenario.export").count() == 1


def test_groups_under_five_children_are_hidden_from_who_may_not_take_them_along(
    inloggen: Inloggen, duiven: Administratie
) -> None:
    uren = {duiven.plaatsing(duiven.kind("vve")): "160" for _ in range(5)}
    uren |= {duiven.plaatsing(duiven.kind(None)): "80"}
    _calculate(duiven, duiven.declaratie(uren))
    # The group of five goes too: with the total it would tell what the one regular child costs.
    assert _download(inloggen(duiven.beleid), "10")[1:] == [
        "Totaal;Totaal;6;8542,40;8334,40;-208,00",
        "Ouders samen;Ouderbijdragen;6;417,60;417,60;0,00",
        "Categorie;Doelgroep;verborgen;verborgen;verborgen;verborgen",
        "Categorie;Regulier;verborgen;verborgen;verborgen;verborgen",
        f"Houder;{duiven.houder.naam};6;8542,40;8334,40;-208,00",
        f"Toelichting;{TOELICHTING}",
    ]


def test_of_a_handful_of_children_even_the_total_is_hidden(inloggen: Inloggen, jaar: Administratie) -> None:
    regels = _download(inloggen(jaar.beleid), "10")
    assert {regel.split(";", 2)[2] for regel in regels[1:-1]} == {";".join(["verborgen"] * 4)}


def _download(client: Client, tarief: str) -> list[str]:
    antwoord = client.get(reverse("subsidies:scenario_csv"), {"jaar": "2020", TARIEF_D: tarief})
    return antwoord.content.decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (Rol.BELEIDSMEDEWERKER, 200),
        (Rol.BUDGETHOUDER, 200),
        (Rol.SUBSIDIEMEDEWERKER, 200),
        (Rol.AUDITOR, 200),
        (Rol.HOUDER_BEHEERDER, 403),
        (Rol.JGZ_MEDEWERKER, 403),
    ],
)
def test_who_may_compare(inloggen: Inloggen, jaar: Administratie, rol: Rol, status: int) -> None:
    assert inloggen(jaar.gebruiker(rol)).get(reverse(URL)).status_code == status
