"""National tables, the rule that makes the VNG table, amounts per location, and differences between policies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lib.periode import Periode
from rekenregels import (
    Categorie,
    Groepsfeit,
    Locatiefeit,
    Locatiegegevens,
    Plaatsfeit,
    Regeling,
    calculate_locaties,
    count_doelgroep,
    count_locaties,
    make_uitleg,
    peildatum,
)
from rekenregels.regeling.controle import check_tabellen
from rekenregels.regeling.tabellen import Klasse, inkomenstabellen, max_uurprijzen
from rekenregels.regeling.vng import check_vng_tabel, make_vng_tabel

from .conftest import lees, reken
from .rekenblad import controleer
from .voorbeeldstad import PEUTER, band, categorie, cel, maak, w

MAXIMUM = {prijs.vanaf.year: int(prijs.bedrag * 100) for prijs in max_uurprijzen()}


@pytest.mark.parametrize(
    ("jaar", "centen"), [(2018, 745), (2020, 817), (2024, 1_025), (2025, 1_071), (2027, 1_160)]
)
def test_the_national_maximum_is_shipped_per_year(jaar: int, centen: int) -> None:
    assert MAXIMUM[jaar] == centen


def test_every_national_number_has_a_source_and_a_status() -> None:
    assert all(prijs.bron and prijs.status for prijs in max_uurprijzen())
    assert all(tabel.bron and tabel.status for tabel in inkomenstabellen().values())


@pytest.mark.parametrize("jaar", [2024, 2025, 2026])
def test_the_vng_table_follows_from_the_kot_table_to_the_cent(jaar: int) -> None:
    vng, kot = inkomenstabellen()[f"vng-{jaar}"], inkomenstabellen()[f"kot-{jaar}"]
    gemaakt = make_vng_tabel(kot.klassen, [klasse.tot_en_met for klasse in vng.klassen], MAXIMUM[jaar])
    assert [klasse.kind1 for klasse in gemaakt] == [int(klasse.kind1 * 100) for klasse in vng.klassen]
    bekend = [(g.kind2, k.kind2) for g, k in zip(gemaakt, vng.klassen, strict=True) if g.kind2 and k.kind2]
    assert all(gemaakt2 == kind2 * 100 for gemaakt2, kind2 in bekend)
    assert check_vng_tabel(vng.klassen, kot.klassen, MAXIMUM[jaar]) == []


def test_a_table_that_deviates_is_pointed_out_per_class_and_child() -> None:
    vng, kot = inkomenstabellen()["vng-2026"], inkomenstabellen()["kot-2026"]
    klassen = list(vng.klassen)
    klassen[3] = Klasse(klassen[3].tot_en_met, Decimal("0.62"), Decimal("0.47"))
    zinnen = [
        afwijking.zin.replace("\u00a0", " ") for afwijking in check_vng_tabel(klassen, kot.klassen, 1_123)
    ]
    assert zinnen == [
        "Klasse 4, kind 1: de tabel zegt € 0,62, uit de KOT-tabel volgt € 0,61.",
        "Klasse 4, kind 2: de tabel zegt € 0,47, uit de KOT-tabel volgt € 0,48.",
    ]


def test_other_brackets_than_the_national_ones_are_not_compared() -> None:
    assert check_tabellen(lees("oudewater-2024.toml")) == []
    assert check_tabellen(lees("de-ronde-venen-2023.toml")) == []
    assert check_tabellen(maak()) == []


def test_a_class_without_kot_rows_is_unknown() -> None:
    assert make_vng_tabel([], [20_000, None], 1_000)[0].kind1 is None


def test_a_named_table_is_copied_into_the_document(duiven: Regeling) -> None:
    assert duiven.bijdragetabel is not None
    assert [rij.kind1 for rij in duiven.bijdragetabel.versies[0].rijen][2] == 87_000
    document = duiven.as_document()
    assert document["bijdragetabel"]["versies"][0]["rijen"][2] == {
        "tot_en_met": 42_082,
        "kind1": "0.87",
        "kind2": "0.44",
    }
    assert document["max_uurprijs"]["bedragen"]["waarde"] == "8.17"


def test_a_policy_over_two_years_gets_the_maximum_of_both() -> None:
    tabel = {"tabel": "landelijk"}
    regeling = maak(
        max_uurprijs=tabel,
        regeling__geldig_van=date(2025, 8, 1),
        regeling__geldig_tot_en_met=date(2026, 7, 31),
    )
    assert regeling.max_uurprijs is not None
    waarden = regeling.max_uurprijs.bedragen.waarden
    assert [(waarde.waarde, waarde.vanaf) for waarde in waarden] == [
        (1_071_000, None),
        (1_123_000, date(2026, 1, 1)),
    ]


# -- amounts per location ------------------------------------------------------------------------------------


def plaatsbedragen(**bedragen: object) -> Regeling:
    return maak(plaatsbedragen={"kwaliteitsbijdrage": "geen", "hbo": "geen", "vaste_voet": "geen"} | bedragen)


def feit(**aantallen: Any) -> Locatiefeit:
    return Locatiefeit(
        **{"locatie": "L1", "van": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)} | aantallen
    )


def test_the_policy_officer_is_paid_by_hours_or_by_an_amount_per_child() -> None:
    hbo = {"soort": "uren_maal_tarief", "uren_per_kind": w(10), "uurtarief": w("37.50"), "peildatum": "01-01"}
    [post] = calculate_locaties(plaatsbedragen(hbo=hbo), [feit(doelgroepkinderen=7)])
    assert (post.soort, post.aantal, post.tarief, post.centen) == ("pbm", 7, 37_500, 262_500)
    assert post.stap.formule.replace("\u00a0", " ") == "7 kinderen x 10,00 uur x € 37,50 = € 2.625,00"
    assert controleer(post.stap.formule) == 2_625
    hbo = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"}
    feiten = [feit(doelgroepkinderen=3), feit(locatie="L2")]
    assert [p.centen for p in calculate_locaties(plaatsbedragen(hbo=hbo), feiten)] == [112_500]


def test_a_fixed_base_counts_locations_groups_and_half_groups_by_the_days_that_they_are_there() -> None:
    voet = {"per_locatie": w(1_000), "per_groep": w(500), "per_halve_groep": w("300.50")}
    heel = feit(locatiedagen=365, groepsdagen=2 * 365, halve_groepsdagen=73)
    posten = calculate_locaties(plaatsbedragen(vaste_voet=voet), [heel])
    assert [(p.soort, p.centen) for p in posten] == [
        ("locatie", 100_000),
        ("groep", 100_000),
        ("halve-groep", 6_010),
    ]
    assert posten[2].stap.omschrijving == (
        "Een bedrag per halve groep per jaar, naar rato van de tijd: 73 van 365 dagen."
    )
    assert all(controleer(p.stap.formule) * 100 == p.centen for p in posten)


def test_a_policy_without_lump_sums_gives_nothing_and_a_negative_count_is_refused() -> None:
    assert calculate_locaties(maak(), [feit(doelgroepkinderen=9, groepsdagen=365)]) == []
    with pytest.raises(ValueError, match="Locatie L1: groepsdagen is -1, maar mag niet lager zijn dan 0"):
        calculate_locaties(maak(), [feit(groepsdagen=-1)])


def plaats(kind: str = "a", **anders: Any) -> Plaatsfeit:
    """A child of three with an indication, all year, for sixteen hours a week."""
    zo: dict[str, Any] = {
        "kind": kind,
        "geboortedatum": date(2023, 1, 1),
        "periode": Periode(date(2026, 1, 1), date(2026, 12, 31)),
        "categorie": Categorie.DOELGROEP,
        "uren_per_week": 1_600,
    }
    return Plaatsfeit(**zo | anders)


def test_children_are_counted_on_the_reference_day_from_two_and_a_half_up_to_four() -> None:
    vanaf_twee = Periode(date(2026, 1, 2), date(2026, 12, 31))
    tot_een = Periode(date(2025, 9, 1), date(2026, 1, 1))
    plaatsen = [
        plaats("a"),
        plaats("a", categorie=Categorie.REGULIER),
        plaats("te laat", periode=vanaf_twee),
        plaats("nog net", periode=tot_een),
        plaats("regulier", categorie=Categorie.REGULIER),
        plaats("2;6", geboortedatum=date(2023, 7, 1)),
        plaats("net geen 2;6", geboortedatum=date(2023, 7, 2)),
        plaats("4", geboortedatum=date(2022, 1, 1)),
        plaats("net geen 4", geboortedatum=date(2022, 1, 2)),
    ]
    regeling = plaatsbedragen(hbo={"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"})
    assert peildatum(regeling, 2026) == date(2026, 1, 1)
    assert peildatum(maak(), 2026) is None
    assert count_doelgroep(plaatsen, date(2026, 1, 1)) == 4
    ve = (Periode(date(2020, 1, 1), date(2026, 1, 1)),)
    locatie = Locatiegegevens(locatie="L1", open=None, ve=ve, plaatsen=tuple(plaatsen))
    assert [f.doelgroepkinderen for f in count_locaties(regeling, 2026, [locatie])] == [4]
    # Without a VE registration the policy pays nothing, unless out of the municipality's own money.
    assert count_locaties(regeling, 2026, [replace(locatie, ve=())]) == []
    eigen = maak(
        plaatsbedragen={"kwaliteitsbijdrage": "geen", "vaste_voet": "geen", "hbo": HBO},
        geldstroom__indicering__zonder_ve="eigen_middelen",
    )
    [zonder] = count_locaties(eigen, 2026, [replace(locatie, ve=())])
    assert (zonder.ve, zonder.doelgroepkinderen) == (False, 4)


HBO = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"}


def test_a_year_is_cut_where_an_amount_or_the_registration_changes_and_nothing_counts_twice() -> None:
    juli = Periode(date(2026, 7, 1), date(2026, 12, 31))
    voet = {
        "per_locatie": [w(1_000), w(2_000, vanaf=juli.van)],
        "per_groep": w(365),
        "per_halve_groep": w(730),
    }
    kwaliteit = {
        "bedrag": w(1_460),
        "referentie_uren": w(640),
        "categorieen": ["doelgroep"],
        "naar_rato": False,
    }
    regeling = plaatsbedragen(vaste_voet=voet, kwaliteitsbijdrage=kwaliteit)
    heel_jaar = Periode(date(2025, 1, 1), date(2027, 12, 31))
    locatie = Locatiegegevens(
        locatie="L1",
        open=None,
        ve=(heel_jaar,),
        groepen=(
            Groepsfeit(heel_jaar),
            Groepsfeit(juli, half=True),
            Groepsfeit(juli, ve=False),
        ),
        plaatsen=(
            plaats("heel"),  # turns four on 1 January 2027
            plaats("wordt vier", geboortedatum=date(2022, 3, 15)),
            plaats("te weinig uren", uren_per_week=1_599),
            plaats("verhuist", laatste_dag_in_gemeente=date(2026, 1, 31)),
        ),
    )
    feiten = count_locaties(regeling, 2026, [locatie])
    assert [(f.van.month, f.ve, f.locatiedagen, f.groepsdagen, f.halve_groepsdagen) for f in feiten] == [
        (1, True, 181, 181, 0),
        (7, True, 184, 184, 184),
        (7, False, 0, 184, 0),
    ]
    # All year, up to 15 March, and up to and including 31 January.
    assert [f.doelgroepdagen for f in feiten] == [181 + 73 + 31, 184, 0]
    assert [Locatiefeit.from_dict(f.as_dict()) for f in feiten] == feiten
    assert [(p.soort, p.feit.ve, p.centen) for p in calculate_locaties(regeling, feiten)] == [
        ("kwaliteit", True, 285 * 400),
        ("locatie", True, 49_589),
        ("groep", True, 18_100),
        ("kwaliteit", True, 184 * 400),
        ("locatie", True, 100_822),
        ("groep", True, 18_400),
        ("halve-groep", True, 36_800),
        ("groep", False, 18_400),
    ]
    # In proportion to the hours it stands in the calculation of each child, and not here as well.
    rato = plaatsbedragen(vaste_voet=voet, kwaliteitsbijdrage=kwaliteit | {"naar_rato": True})
    assert {p.soort for p in calculate_locaties(rato, count_locaties(rato, 2026, [locatie]))} == {
        "locatie",
        "groep",
        "halve-groep",
    }
    buiten = maak(
        plaatsbedragen={"kwaliteitsbijdrage": "geen", "hbo": "geen", "vaste_voet": voet},
        geldstroom__indicering__locatie_eis=True,
    )
    assert count_locaties(buiten, 2026, [replace(locatie, binnen_gemeente=False)]) == []
    assert count_locaties(buiten, 2027, [locatie]) == []
    dicht = replace(locatie, open=Periode(date(2020, 1, 1), date(2025, 12, 31)))
    assert count_locaties(buiten, 2026, [dicht]) == []


def test_a_place_counts_for_its_amount_at_a_price_of_nothing() -> None:
    """160 of 640 hours is a quarter of € 1.500, whether an hour costs something or not; where the policy says
    "geen" for these parents there is no place."""
    kwaliteit = {
        "bedrag": w(1_500),
        "referentie_uren": w(640),
        "categorieen": ["regulier"],
        "naar_rato": True,
    }
    for prijs, uurdeel in ((10, 160_000), (0, 0)):
        regeling = plaatsbedragen_bij(prijs, kwaliteit)
        peuter = replace(PEUTER, uren=16_000)
        met, zonder = (reken(regeling, replace(peuter, kot=kot)) for kot in (False, True))
        assert (int(met.subsidie[0]), int(zonder.subsidie[0])) == (37_500 + uurdeel, 0)
        stappen = {stap.naam: stap for stap in make_uitleg(met, 0).stappen}
        assert stappen["Kwaliteitsbijdrage"].waarde == 375
        assert stappen["Kwaliteitsbijdrage"].omschrijving.endswith("hier telt 160,00 uur.")


def plaatsbedragen_bij(prijs: int, kwaliteit: dict[str, Any]) -> Regeling:
    return maak(
        tarieven__eigen={"soort": "vast", "bedrag": w(prijs), "meerprijs": "ouder"},
        regulier=categorie(band("8 uur", 8, cel("gratis", "eigen"))),
        plaatsbedragen={"kwaliteitsbijdrage": kwaliteit, "hbo": "geen", "vaste_voet": "geen"},
    )
