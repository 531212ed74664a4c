"""The sentences of an explanation, as a parent reads them: one for every kind of rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import Feit, make_uitleg

from .conftest import reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, gemeente, maak, w, wijzig

PEUTER_KOT = replace(PEUTER, kot=True)
PROCENTEN = {
    "bijdragetabel__soort": "kot_percentage",
    "bijdragetabel__versies": [
        {
            "bron": "KOT-tabel",
            "rijen": [
                {"tot_en_met": 20_000, "kind1": 96, "kind2": 96},
                {"tot_en_met": "geen", "kind1": Decimal("33.3"), "kind2": 70},
            ],
        }
    ],
}


def zinnen(feit: Feit, stap: str, **wijzigingen: Any) -> list[str]:
    """The sentences of the steps whose name starts so."""
    stappen = make_uitleg(reken(maak(**wijzigingen), feit), 0).stappen
    return [gezet.omschrijving.replace("\u00a0", " ") for gezet in stappen if gezet.naam.startswith(stap)]


def regulier(cel_: dict[str, str], uren: int = 8) -> dict[str, Any]:
    return categorie(band("8 uur", uren, cel_, cel_))


@pytest.mark.parametrize(
    ("tarief", "zin"),
    [
        ({"soort": "vast", "bedrag": w(10), "meerprijs": "ouder"}, "Het vaste bedrag per uur waarmee de gemeente rekent."),
        ({"soort": "vast", "bedrag": w(10), "meerprijs": "gemeente"}, "Het vaste bedrag per uur waarmee de gemeente rekent. Wat de aanbieder meer vraagt, betaalt de gemeente."),
        ({"soort": "aanbieder", "bron": BRON}, "De prijs van de aanbieder."),
        ({"soort": "aanbieder_tot_grens", "grens": w(11), "meerprijs": "ouder"}, "De prijs van de aanbieder, tot het hoogste bedrag waarmee de gemeente rekent."),
        ({"soort": "max_uurprijs_plus_opslag", "opslag": w(1), "meerprijs": "ouder"}, "De maximum uurprijs van het Rijk, met de opslag van de gemeente."),
        ({"soort": "aanbieder_tot_max_uurprijs", "bron": BRON, "meerprijs": "verboden"}, "De prijs van de aanbieder, tot de maximum uurprijs van het Rijk."),
    ],
)  # fmt: skip
def test_a_price_is_explained_by_where_it_comes_from(tarief: dict[str, Any], zin: str) -> None:
    feit = replace(PEUTER, prijs=10_50)
    assert zinnen(feit, "Prijs per uur: 8 uur", tarieven__basis=tarief) == [zin]


def test_a_surcharge_of_the_place_is_said_with_the_price() -> None:
    opslag = {"naam": "kleine kern", "bedrag": w(1), "categorieen": ["regulier"], "kernen": ["De Hoek"]}
    feit = replace(PEUTER, kern="De Hoek")
    assert zinnen(feit, "Prijs per uur", opslagen=[opslag]) == [
        "Het vaste bedrag per uur waarmee de gemeente rekent, met de opslag voor deze plek."
    ]


@pytest.mark.parametrize(
    ("bijdrage", "zin"),
    [
        ({"soort": "geen", "bron": BRON}, "In dit blok betalen de ouders niets."),
        ({"soort": "per_uur", "bedrag": w(1)}, "De ouders betalen een vast bedrag per uur."),
        ({"soort": "per_maand", "bedrag": w(25)}, "De ouders betalen een vast bedrag per maand en daarbovenop niets per uur."),
        ({"soort": "tabel", "bron": BRON, "opslag": "geen"}, "De ouders betalen het bedrag per uur uit de tabel, inkomensklasse 1 van 3 (tot en met € 20.000), eerste kind."),
        ({"soort": "tabel", "bron": BRON, "opslag": w("0.50")}, "De ouders betalen het bedrag per uur uit de tabel, met een opslag, inkomensklasse 1 van 3 (tot en met € 20.000), eerste kind."),
        ({"soort": "deel_van_laagste", "deel": w(50)}, "De ouders betalen 50% van de laagste bijdrage in de tabel."),
        ({"soort": "max_uurprijs", "bron": BRON}, "Ouders met kinderopvangtoeslag betalen zelf de maximum uurprijs van het Rijk. De gemeente betaalt de rest."),
        ({"soort": "hele_prijs", "bron": BRON}, "De ouders betalen de hele prijs."),
    ],
)  # fmt: skip
def test_a_contribution_is_explained_by_its_rule(bijdrage: dict[str, Any], zin: str) -> None:
    wijzigingen = {"bijdragen__eigen": bijdrage, "regulier": regulier(cel("eigen"))}
    assert zinnen(PEUTER_KOT, "Ouderbijdrage per uur", **wijzigingen) == [zin]


@pytest.mark.parametrize(
    ("opslag", "zin"),
    [("geen", "Per uur betalen zij niets."), (w("0.50"), "Per uur betalen zij alleen de opslag.")],
)
def test_an_amount_per_month_is_not_mistaken_for_nothing(opslag: Any, zin: str) -> None:
    wijzigingen = {
        "bijdragetabel__soort": "bedrag_per_maand",
        "bijdragen__vng__opslag": opslag,
        "doelgroep": {"vergoed": False, "bron": BRON},
    }
    klasse = "inkomensklasse 1 van 3 (tot en met € 20.000), eerste kind"
    assert zinnen(PEUTER, "Ouderbijdrage per uur", **wijzigingen) == [
        f"De ouders betalen een bedrag per maand volgens de tabel, {klasse}. {zin}"
    ]


@pytest.mark.parametrize(
    ("bedrag", "zin"),
    [
        ({"soort": "per_uur", "bedrag": w(8)}, "De gemeente betaalt een vast bedrag per uur. De ouders betalen de rest."),
        ({"soort": "per_jaar", "bedrag": w(1000)}, "De gemeente betaalt een vast bedrag per jaar en daarbovenop niets per uur. De ouders betalen de rest."),
    ],
)  # fmt: skip
def test_an_amount_of_the_municipality_is_explained_by_its_rule(bedrag: dict[str, Any], zin: str) -> None:
    wijzigingen = {"gemeentebedragen": {"vast": bedrag}, "regulier": regulier(gemeente("vast"))}
    assert zinnen(PEUTER, "Bedrag van de gemeente per uur", **wijzigingen) == [zin]


def test_a_share_as_in_the_kinderopvangtoeslag_is_said_from_the_side_that_pays_it() -> None:
    van_gemeente = {
        **PROCENTEN,
        "gemeentebedragen": {"spiegel": {"soort": "kot_percentage", "bron": BRON}},
        "bijdragen__vng": {"soort": "kot_eigen_deel", "bron": BRON},
        "regulier": regulier(gemeente("spiegel")),
    }
    klasse = "inkomensklasse 1 van 2 (tot en met € 20.000), eerste kind"
    assert zinnen(PEUTER, "Bedrag van de gemeente per uur", **van_gemeente) == [
        f"De gemeente betaalt het deel dat de kinderopvangtoeslag zou vergoeden, {klasse}. De ouders betalen de rest."
    ]
    van_ouder = van_gemeente | {"regulier": regulier(cel("vng"))}
    assert zinnen(PEUTER, "Ouderbijdrage per uur", **van_ouder) == [
        f"De ouders betalen het deel dat de kinderopvangtoeslag niet zou vergoeden, {klasse}."
    ]


@pytest.mark.parametrize(
    ("feit", "klasse"),
    [
        (replace(PEUTER, bijdrageklasse=2), "inkomensklasse 2 van 3 (€ 20.001 tot en met € 40.000), eerste kind"),
        (replace(PEUTER, bijdrageklasse=3), "inkomensklasse 3 van 3 (vanaf € 40.001), eerste kind"),
        (replace(PEUTER, bijdrageklasse=None, inkomen=40_000), "inkomensklasse 2 van 3 (€ 20.001 tot en met € 40.000), eerste kind"),
        (replace(PEUTER, kindrang=2), "inkomensklasse 1 van 3 (tot en met € 20.000), tweede of volgende kind"),
        (replace(PEUTER, bijdrageklasse=None), "zonder bewijs van inkomen: de hoogste bijdrage, eerste kind"),
    ],
)  # fmt: skip
def test_the_class_of_the_parent_is_shown_with_its_edges(feit: Feit, klasse: str) -> None:
    assert zinnen(feit, "Ouderbijdrage per uur") == [
        f"De ouders betalen het bedrag per uur uit de tabel, {klasse}."
    ]


def test_the_edges_are_those_of_the_table_on_the_day() -> None:
    oud = wijzig()["bijdragetabel"]["versies"][0]
    nieuw = {**oud, "vanaf": date(2026, 7, 1), "rijen": [{**rij} for rij in oud["rijen"]]}
    nieuw["rijen"][0]["tot_en_met"] = 21_000
    feit = replace(PEUTER, van=date(2026, 6, 1), tot_en_met=date(2026, 7, 31), uren=5_000)
    vast = "De ouders betalen het bedrag per uur uit de tabel, inkomensklasse 1 van 3"
    assert zinnen(feit, "Ouderbijdrage per uur", bijdragetabel__versies=[oud, nieuw]) == [
        f"{vast} (tot en met € 20.000), eerste kind.",
        f"{vast} (tot en met € 21.000), eerste kind.",
    ]


def test_a_table_of_one_row_has_no_class_to_name() -> None:
    rij = {"tot_en_met": "geen", "kind1": 2, "kind2": 1}
    assert zinnen(PEUTER, "Ouderbijdrage per uur", bijdragetabel__versies__0__rijen=[rij]) == [
        "De ouders betalen het bedrag per uur uit de tabel, eerste kind."
    ]


@pytest.mark.parametrize(
    ("feit", "waarom"),
    [
        (replace(PEUTER, bijdrageklasse=None), "hun inkomen niet is aangetoond"),
        (replace(PEUTER, bijdrageklasse=None, inkomen=50_000), "hun inkomen boven de tabel ligt"),
    ],
)
def test_parents_outside_the_table_read_why_they_pay_all(feit: Feit, waarom: str) -> None:
    wijzigingen = {
        "bijdragetabel__zonder_bewijs": "geen_subsidie",
        "bijdragetabel__boven_tabel": "geen_subsidie",
        "bijdragetabel__versies__0__rijen__2__tot_en_met": 45_000,
    }
    assert zinnen(feit, "Ouderbijdrage per uur", **wijzigingen) == [
        f"De ouders betalen de hele prijs, omdat {waarom}."
    ]


def test_parents_with_a_pass_read_which_rule_helps_them() -> None:
    pas = {"naam": "stadspas", "voorwaarde": "pas", "bijdrage_nul": True, "bron": BRON}
    assert zinnen(replace(PEUTER, minima=1), "Ouderbijdrage per uur", minima=[pas]) == [
        'De ouders betalen niets, door de regel "stadspas".'
    ]


def test_other_hours_of_a_location_are_named_with_the_band() -> None:
    afwijking = {
        "naam": "locatie De Hoek",
        "bron": BRON,
        "categorie": "regulier",
        "locaties": ["123"],
        "banden": [band("5,25 uur", "5.25", cel("vng"))],
    }
    (zin,) = zinnen(replace(PEUTER, locatie="123"), "Ruimte", afwijkingen=[afwijking])
    assert zin.startswith('Dit blok is 5,25 uur per week (volgens de afwijking "locatie De Hoek"), maal de')


def test_the_subsidy_is_said_in_the_words_of_its_own_direction() -> None:
    assert zinnen(DOELGROEP, "Subsidie:") == [
        "De uren maal de prijs min de ouderbijdrage per uur.",
        "De uren maal de prijs.",
    ]
    vast = {"gemeentebedragen": {"vast": {"soort": "per_uur", "bedrag": w(8)}}}
    assert zinnen(PEUTER, "Subsidie:", **vast, regulier=regulier(gemeente("vast"))) == [
        "De uren maal het bedrag van de gemeente per uur."
    ]
    jaar = {"gemeentebedragen": {"vast": {"soort": "per_jaar", "bedrag": w(1000)}}}
    assert zinnen(PEUTER, "Subsidie:", **jaar, regulier=regulier(gemeente("vast"))) == [
        "Het deel van het jaarbedrag dat bij deze periode hoort, nooit meer dan de kosten."
    ]
    maand = {"bijdragen__eigen": {"soort": "per_maand", "bedrag": w(25)}, "regulier": regulier(cel("eigen"))}
    assert zinnen(PEUTER, "Subsidie:", **maand) == [
        "De uren maal de prijs, min het deel van de ouderbijdrage van € 300,00 per jaar dat bij deze periode hoort."
    ]


def test_the_hours_are_said_as_the_policy_counts_them() -> None:
    feit = replace(PEUTER, uren=0, uren_per_week=8_00)
    assert zinnen(feit, "Uren", uren__bron="contract")[0] == (
        "De uren per week in het contract, maal de weken in deze periode."
    )
    assert zinnen(PEUTER, "Uren", uren__bron="gepland")[0] == "De geplande uren in deze periode."


def test_each_maximum_is_named_with_its_number() -> None:
    grenzen = {"regulier__maximum_uren_per_dag": w(6), "regulier__maximum_uren_per_jaar": w(320)}
    feit = replace(PEUTER, dagen=80, uren_eerder=100_00)
    assert zinnen(feit, "Maximum", **grenzen) == [
        "Niet meer uren dan het maximum: 6 uur per dag en 320 uur per kalenderjaar, waarvan al 100,00 uur is vergoed."
    ]
    assert zinnen(PEUTER, "Maximum", regulier__maximum_uren_per_jaar=w(200)) == [
        "Niet meer uren dan het maximum: 200 uur per kalenderjaar."
    ]


@pytest.mark.parametrize(("van", "formule"), [(30, "8,00 uur x 1 week"), (16, "8,00 uur x 2 weken")])
def test_one_week_is_not_called_weeks(van: int, formule: str) -> None:
    feit = replace(PEUTER, van=date(2026, 6, 1), tot_en_met=date(2026, 6, 7 if van == 30 else 14), uren=800)
    wijzigingen = {
        "uren__maandverdeling": "kalenderweken",
        "uren__weken_per_jaar": w("52.14"),
    }
    stappen = make_uitleg(reken(maak(**wijzigingen), feit), 0).stappen
    (ruimte,) = [stap.formule for stap in stappen if stap.naam.startswith("Ruimte")]
    assert ruimte.startswith(f"{formule} = ")


def test_a_group_that_is_not_paid_is_named_in_words() -> None:
    uitleg = make_uitleg(reken(maak(regulier={"vergoed": False, "bron": BRON}), PEUTER), 0)
    assert uitleg.stappen[0].omschrijving == "De regeling geeft geen subsidie voor kinderen zonder indicatie."


def test_a_parent_with_kinderopvangtoeslag_reads_that_it_is_not_yet_subtracted() -> None:
    uitleg = reken(
        maak(bijdragen__toeslag={"soort": "max_uurprijs", "bron": BRON}, regulier=regulier(cel("toeslag"))),
        PEUTER_KOT,
    )
    assert make_uitleg(uitleg, 0).stappen[-1].omschrijving == (
        "Wat de ouders betalen: de kosten van de vergoede uren min de subsidie. "
        "De kinderopvangtoeslag is er nog niet af."
    )
