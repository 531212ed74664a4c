"""National tables, the rule that makes the VNG table, amounts per location, and differences between policies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import Categorie, Feit, Regeling, make_uitleg
from rekenregels.locatiebedragen import Locatiefeit, calculate_locaties, count_doelgroep, peildatum
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


def test_the_policy_officer_is_paid_by_hours_per_child() -> None:
    hbo = {"soort": "uren_maal_tarief", "uren_per_kind": w(10), "uurtarief": w("37.50"), "peildatum": "01-01"}
    [bedrag] = calculate_locaties(
        plaatsbedragen(hbo=hbo), [Locatiefeit(locatie="L1", doelgroepkinderen=7)], 2026
    )
    assert bedrag.bedrag == 262_500
    assert bedrag.stappen[0].formule.replace("\u00a0", " ") == "7 kinderen x 10,00 uur x € 37,50 = € 2.625,00"
    assert controleer(bedrag.stappen[0].formule) == 2_625


def test_the_policy_officer_is_paid_by_an_amount_per_child() -> None:
    hbo = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"}
    feiten = [Locatiefeit(locatie="L1", doelgroepkinderen=3), Locatiefeit(locatie="L2")]
    assert [b.bedrag for b in calculate_locaties(plaatsbedragen(hbo=hbo), feiten, 2026)] == [112_500, 0]


def test_a_quality_amount_per_place_that_is_not_pro_rata_goes_by_place() -> None:
    kwaliteit = {
        "bedrag": w(1_500),
        "referentie_uren": w(640),
        "categorieen": ["doelgroep"],
        "naar_rato": False,
    }
    [bedrag] = calculate_locaties(
        plaatsbedragen(kwaliteitsbijdrage=kwaliteit), [Locatiefeit(locatie="L1", plaatsen=8)], 2026
    )
    assert bedrag.bedrag == 1_200_000


def test_a_fixed_base_counts_locations_groups_and_half_groups() -> None:
    voet = {"per_locatie": w(1_000), "per_groep": w(500), "per_halve_groep": w("300.50")}
    feit = Locatiefeit(locatie="L1", groepen=2, halve_groepen=1)
    [bedrag] = calculate_locaties(plaatsbedragen(vaste_voet=voet), [feit], 2026)
    assert bedrag.bedrag == 230_050
    assert [stap.naam for stap in bedrag.stappen] == ["Vaste voet", "Groepen", "Halve groepen"]


def test_a_policy_without_lump_sums_gives_nothing_per_location() -> None:
    assert calculate_locaties(maak(), [Locatiefeit(locatie="L1", doelgroepkinderen=9)], 2026)[0].bedrag == 0


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="Locatie L1: plaatsen is -1, maar mag niet lager zijn dan 0"):
        calculate_locaties(maak(), [Locatiefeit(locatie="L1", plaatsen=-1)], 2026)


def test_children_are_counted_on_the_reference_day_once_per_location() -> None:
    def kind(
        sleutel: str,
        locatie: str,
        van: date,
        categorie: Categorie = Categorie.DOELGROEP,
        tot: date = date(2026, 3, 31),
    ) -> Feit:
        return Feit(
            sleutel=sleutel,
            geboortedatum=date(2023, 1, 1),
            van=van,
            tot_en_met=tot,
            categorie=categorie,
            kot=False,
            locatie=locatie,
        )

    feiten = [
        kind("a", "L1", date(2026, 1, 1)),
        kind("a", "L1", date(2026, 1, 1)),
        kind("b", "L1", date(2026, 1, 2)),
        kind("c", "L2", date(2026, 1, 1)),
        kind("d", "L2", date(2026, 1, 1), Categorie.REGULIER),
        kind("e", "L3", date(2025, 9, 1), tot=date(2026, 1, 1)),
        kind("f", "L3", date(2025, 9, 1), tot=date(2025, 12, 31)),
    ]
    regeling = plaatsbedragen(hbo={"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"})
    dag = peildatum(regeling, 2026)
    assert dag == date(2026, 1, 1)
    assert count_doelgroep(feiten, dag) == {"L1": 1, "L2": 1, "L3": 1}
    assert peildatum(maak(), 2026) is None


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
        feit = replace(PEUTER, uren=16_000, bijdrageklasse=1)
        met, zonder = (reken(regeling, replace(feit, kot=kot)) for kot in (False, True))
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
