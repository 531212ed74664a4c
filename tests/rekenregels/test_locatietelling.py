"""What is counted of a location, in days: groups, places, children on a day, with VE and without."""

from dataclasses import replace
from datetime import date
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
    count_locaties,
)
from rekenregels.rekenen.locatietelling import count_doelgroep, peildatum

from .voorbeeldstad import BRON, band, categorie, cel, maak, w

D, R, S = Categorie.DOELGROEP, Categorie.REGULIER, Categorie.SMI
HBO = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "04-01"}
VOET = {"per_locatie": w(1_000), "per_groep": w(500), "per_halve_groep": w(300)}
KWALITEIT = {
    "bedrag": w(1_500),
    "referentie_uren": w(640),
    "categorieen": ["doelgroep", "regulier"],
    "naar_rato": False,
}


def stad(kwaliteit: Any = KWALITEIT, hbo: Any = HBO, voet: Any = VOET, **anders: Any) -> Regeling:
    return maak(plaatsbedragen={"kwaliteitsbijdrage": kwaliteit, "hbo": hbo, "vaste_voet": voet}, **anders)


def dagen(van: tuple[int, int], tot: tuple[int, int], jaar: int = 2026) -> Periode:
    return Periode(date(jaar, *van), date(jaar, *tot))


HEEL = dagen((1, 1), (12, 31))


def plaats(kind: str, groep: Categorie = D, periode: Periode = HEEL, **anders: Any) -> Plaatsfeit:
    feit = Plaatsfeit(
        kind=kind, geboortedatum=date(2023, 2, 1), periode=periode, categorie=groep, uren_per_week=16_00
    )
    return replace(feit, **anders)


def locatie(**anders: Any) -> Locatiegegevens:
    gegevens = Locatiegegevens(
        locatie="L1",
        open=None,
        ve=(HEEL,),
        groepen=(Groepsfeit(HEEL), Groepsfeit(dagen((3, 1), (3, 31)), half=True)),
        plaatsen=(plaats("a"), plaats("b", R, dagen((1, 1), (1, 31)))),
    )
    return replace(gegevens, **anders)


def tel(regeling: Regeling, *locaties: Locatiegegevens, jaar: int = 2026) -> list[dict[str, Any]]:
    """Per fact what is not nothing."""
    return [
        {naam: waarde for naam, waarde in feit.as_dict().items() if waarde}
        for feit in count_locaties(regeling, jaar, locaties)
    ]


JAAR = {"locatie": "L1", "van": "2026-01-01", "tot_en_met": "2026-12-31"}


def test_a_year_is_counted_in_days_and_children_on_the_day() -> None:
    assert tel(stad(), locatie()) == [
        JAAR
        | {
            "ve": True,
            "locatiedagen": 365,
            "groepsdagen": 365,
            "halve_groepsdagen": 31,
            "doelgroepkinderen": 1,
            "doelgroepdagen": 365,
            "regulierdagen": 31,
        }
    ]


def test_what_the_policy_has_no_amount_for_is_not_counted() -> None:
    assert tel(stad(voet="geen"), locatie()) == [
        JAAR | {"ve": True, "doelgroepkinderen": 1, "doelgroepdagen": 365, "regulierdagen": 31}
    ]
    assert tel(stad(hbo="geen", kwaliteit="geen"), locatie()) == [
        JAAR | {"ve": True, "locatiedagen": 365, "groepsdagen": 365, "halve_groepsdagen": 31}
    ]
    assert tel(stad("geen", "geen", "geen"), locatie()) == []
    assert tel(stad(KWALITEIT | {"naar_rato": True}, "geen", "geen"), locatie()) == []


def test_a_location_counts_as_far_as_the_policy_holds_and_it_is_open() -> None:
    alleen_voet = stad("geen", "geen")
    assert tel(alleen_voet, locatie(), jaar=2025) == tel(alleen_voet, locatie(), jaar=2027) == []
    lente = {"locatie": "L1", "ve": True, "van": "2026-03-02", "tot_en_met": "2026-05-31"}
    assert tel(alleen_voet, locatie(open=Periode(date(2026, 3, 2), date(2026, 5, 31)))) == [
        lente | {"locatiedagen": 91, "groepsdagen": 91, "halve_groepsdagen": 30}
    ]
    assert tel(alleen_voet, locatie(open=Periode(date(2025, 3, 2), date(2025, 5, 31)))) == []


@pytest.mark.parametrize(("eis", "geteld"), [(True, 0), (False, 1)])
def test_a_location_elsewhere_counts_where_the_policy_does_not_ask_for_one_here(
    eis: bool, geteld: int
) -> None:
    regeling = stad(geldstroom__indicering__locatie_eis=eis)
    assert len(tel(regeling, locatie(binnen_gemeente=False))) == geteld
    assert len(tel(regeling, locatie(binnen_gemeente=False), locatie())) == geteld + 1


def test_a_change_of_an_amount_or_of_the_registration_cuts_the_year() -> None:
    later = [w(1_000), w(1_100, vanaf=date(2026, 7, 1))]
    regeling = stad("geen", "geen", VOET | {"per_locatie": later})
    ve = (dagen((2, 1), (2, 28)), dagen((11, 1), (12, 31)))
    gevonden = [
        (feit.van, feit.tot_en_met, feit.ve, feit.groepsdagen)
        for feit in count_locaties(regeling, 2026, [locatie(ve=ve)])
    ]
    assert gevonden == [
        (date(2026, 1, 1), date(2026, 1, 31), False, 31),
        (date(2026, 2, 1), date(2026, 2, 28), True, 28),
        (date(2026, 3, 1), date(2026, 6, 30), False, 122),
        (date(2026, 7, 1), date(2026, 10, 31), False, 123),
        (date(2026, 11, 1), date(2026, 12, 31), True, 61),
    ]
    ander_bedrag = [w(40), w(41, vanaf=date(2026, 7, 1))]
    assert (
        len(count_locaties(stad("geen", "geen", uren__weken_per_jaar=ander_bedrag), 2026, [locatie()])) == 1
    )


@pytest.mark.parametrize(
    ("zonder_ve", "geteld"),
    [
        (
            "geen_subsidie",
            {"locatiedagen": 365, "groepsdagen": 365, "halve_groepsdagen": 31, "regulierdagen": 31},
        ),
        (
            "eigen_middelen",
            {
                "locatiedagen": 365,
                "groepsdagen": 365,
                "halve_groepsdagen": 31,
                "doelgroepkinderen": 1,
                "doelgroepdagen": 365,
                "regulierdagen": 31,
            },
        ),
    ],
)
def test_without_a_registration_the_policy_says_whose_places_count(
    zonder_ve: str, geteld: dict[str, int]
) -> None:
    regeling = stad(geldstroom__indicering__zonder_ve=zonder_ve)
    assert tel(regeling, locatie(ve=())) == [JAAR | geteld]


def test_a_group_without_ve_stands_apart_at_a_location_with_it() -> None:
    groepen = (
        Groepsfeit(HEEL),
        Groepsfeit(dagen((1, 1), (1, 10)), ve=False),
        Groepsfeit(HEEL, half=True, ve=False),
    )
    assert tel(stad("geen", "geen"), locatie(groepen=groepen)) == [
        JAAR | {"ve": True, "locatiedagen": 365, "groepsdagen": 365},
        JAAR | {"groepsdagen": 10, "halve_groepsdagen": 365},
    ]
    assert tel(stad("geen", "geen"), locatie(groepen=groepen, ve=())) == [
        JAAR | {"locatiedagen": 365, "groepsdagen": 375, "halve_groepsdagen": 365}
    ]


def test_days_with_a_group_or_a_child_are_counted_once() -> None:
    gegevens = locatie(
        groepen=(Groepsfeit(dagen((1, 1), (1, 10))),),
        plaatsen=(plaats("a", R, dagen((1, 6), (1, 20))), plaats("b", R, dagen((3, 1), (3, 1)))),
    )
    [feit] = tel(stad("geen", "geen"), gegevens)
    assert feit == JAAR | {"ve": True, "locatiedagen": 21, "groepsdagen": 10}


@pytest.mark.parametrize(("uren", "vol"), [(15_99, False), (16_00, True)])
def test_a_whole_place_has_the_hours_of_the_policy_in_its_weeks(uren: int, vol: bool) -> None:
    regeling = stad(hbo="geen", voet="geen")
    assert bool(tel(regeling, locatie(plaatsen=(plaats("a", uren_per_week=uren),)))) is vol


def test_days_of_a_place_count_at_the_ages_of_the_group_and_until_the_child_moves() -> None:
    """The doelgroep is from 2;6 up to 4 years old, in phases that together are those ages."""
    fasen = categorie(band("b", 8, cel("vng")), van=30, tot=36)
    fasen["fasen"].append(
        categorie(band("b", 8, cel("vng")), van=36, tot=48)["fasen"][0] | {"naam": "tweede"}
    )
    regeling = stad(hbo="geen", voet="geen", doelgroep=fasen)

    def geteld(regeling: Regeling, **anders: Any) -> int:
        [feit] = count_locaties(regeling, 2026, [locatie(plaatsen=(plaats("a", **anders),))]) or [
            Locatiefeit(locatie="", van=HEEL.van, tot_en_met=HEEL.van)
        ]
        return feit.doelgroepdagen

    assert geteld(regeling, geboortedatum=date(2023, 9, 1)) == 365 - 59  # 2;6 on 1 March
    assert geteld(regeling, geboortedatum=date(2022, 3, 1)) == 59  # 4 on 1 March
    weg = {"laatste_dag_in_gemeente": date(2026, 1, 31)}
    assert geteld(regeling, **weg) == 31
    assert geteld(regeling, laatste_dag_in_gemeente=date(2025, 1, 31)) == 0
    overal = stad(hbo="geen", voet="geen", geldstroom__indicering__woonplaatseis=False)
    assert geteld(overal, **weg) == 365


def test_places_of_a_group_without_subsidy_or_without_the_amount_do_not_count() -> None:
    plaatsen = (plaats("a"), plaats("b", R), plaats("c", S))
    alle = KWALITEIT | {"categorieen": ["doelgroep", "regulier", "smi"]}
    assert tel(stad(alle, "geen", "geen"), locatie(plaatsen=plaatsen)) == [
        JAAR | {"ve": True, "doelgroepdagen": 365, "regulierdagen": 365}
    ]
    smi = categorie(band("b", 8, cel("vng")))
    assert tel(stad(alle, "geen", "geen", smi=smi), locatie(plaatsen=plaatsen)) == [
        JAAR | {"ve": True, "doelgroepdagen": 365, "regulierdagen": 365, "smidagen": 365}
    ]
    een = KWALITEIT | {"categorieen": ["regulier"]}
    assert tel(stad(een, "geen", "geen"), locatie(plaatsen=plaatsen)) == [
        JAAR | {"ve": True, "regulierdagen": 365}
    ]


def test_on_one_day_a_child_with_two_places_counts_once_and_for_the_whole_year() -> None:
    plaatsen = (
        plaats("a", periode=dagen((1, 1), (5, 1))),
        plaats("a", periode=dagen((5, 1), (12, 31))),
        plaats("b", periode=dagen((5, 2), (12, 31))),
    )
    ve = (dagen((4, 1), (12, 31)),)
    regeling = stad(KWALITEIT | {"peildatum": "05-01"}, "geen", "geen")
    assert tel(regeling, locatie(plaatsen=plaatsen, ve=ve)) == [
        {"locatie": "L1", "van": "2026-04-01", "tot_en_met": "2026-12-31", "ve": True, "doelgroepdagen": 365}
    ]


@pytest.mark.parametrize(
    ("geboren", "telt"),
    [
        (date(2022, 4, 1), False),
        (date(2022, 4, 2), True),
        (date(2023, 10, 1), True),
        (date(2023, 10, 2), False),
    ],
)
def test_for_the_hbo_er_a_child_counts_from_two_and_a_half_up_to_four(geboren: date, telt: bool) -> None:
    assert count_doelgroep([plaats("a", geboortedatum=geboren)], date(2026, 4, 1)) == int(telt)


def test_for_the_hbo_er_each_child_with_an_indication_counts_once_on_the_day() -> None:
    plaatsen = [
        plaats("a"),
        plaats("a"),
        plaats("b", R),
        plaats("c", periode=dagen((4, 2), (12, 31))),
        plaats("d", periode=dagen((4, 1), (4, 1))),
    ]
    assert count_doelgroep(plaatsen, date(2026, 4, 1)) == 2
    assert (peildatum(stad(), 2026), peildatum(stad(hbo="geen"), 2026)) == (date(2026, 4, 1), None)
    regeling = stad("geen", HBO, VOET | {"per_locatie": [w(1), w(2, vanaf=date(2026, 4, 2))]})
    kinderen = [
        feit.doelgroepkinderen for feit in count_locaties(regeling, 2026, [locatie(plaatsen=tuple(plaatsen))])
    ]
    assert kinderen == [2, 0]


def test_a_fact_comes_back_from_its_receipt_and_is_never_negative() -> None:
    [feit] = count_locaties(stad(), 2026, [locatie()])
    assert Locatiefeit.from_dict(feit.as_dict()) == feit
    with pytest.raises(
        ValueError, match=r"^Locatie L1: groepsdagen is -1, maar mag niet lager zijn dan 0\.$"
    ):
        calculate_locaties(stad(), [replace(feit, groepsdagen=-1)])


def test_the_amounts_of_a_location_are_those_of_its_days() -> None:
    posten = calculate_locaties(stad(), count_locaties(stad(), 2026, [locatie()]))
    assert [(str(post.soort), str(post.categorie), post.centen, post.stap.naam) for post in posten] == [
        ("pbm", "doelgroep", 375_00, "Hbo'er"),
        ("kwaliteit", "doelgroep", 1_500_00, "Kwaliteitsbijdrage"),
        ("kwaliteit", "regulier", 127_40, "Kwaliteitsbijdrage"),
        ("locatie", "doelgroep", 1_000_00, "Vaste voet"),
        ("groep", "doelgroep", 500_00, "Groepen"),
        ("halve-groep", "doelgroep", 25_48, "Halve groepen"),
    ]
    assert {post.stap.bron for post in posten} == {BRON}
