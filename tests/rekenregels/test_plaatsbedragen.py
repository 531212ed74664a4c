"""Every key of [plaatsbedragen] does something: another value gives another amount, another source another explanation."""

from collections.abc import Iterator
from copy import deepcopy
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
    RegelingFout,
    calculate_locaties,
    count_locaties,
    load_document,
    make_uitleg,
    run_voorbeelden,
)

from .conftest import lees
from .test_regelingen import BESTANDEN
from .voorbeeldstad import maak, w

HBO_UREN = {
    "soort": "uren_maal_tarief",
    "uren_per_kind": w(10),
    "uurtarief": w("37.50"),
    "peildatum": "01-01",
}
HBO_BEDRAG = {"soort": "bedrag_per_kind", "bedrag": w(375), "peildatum": "01-01"}
VOET = {"per_locatie": w(1_000), "per_groep": w(500), "per_halve_groep": w(300)}
KWALITEIT = {
    "bedrag": w(1_500),
    "referentie_uren": w(640),
    "categorieen": ["doelgroep", "regulier"],
    "naar_rato": False,
}
NIEUW = {"kwaliteitsbijdrage": KWALITEIT, "hbo": HBO_BEDRAG, "vaste_voet": VOET}
EIGEN = [
    maak(
        plaatsbedragen={"kwaliteitsbijdrage": KWALITEIT | {"naar_rato": rato}, "hbo": hbo, "vaste_voet": VOET}
    )
    for rato, hbo in ((False, HBO_UREN), (True, HBO_BEDRAG))
]
TREDEN = [{"vanaf": 1, "bedrag": w(5_000)}, {"vanaf": 3, "bedrag": w(9_000)}]
STAFFEL = {"peildatum": "07-01", "treden": TREDEN}
MET_STAFFEL = {
    "kwaliteitsbijdrage": "geen",
    "hbo": "geen",
    "vaste_voet": VOET | {"per_groep": w(0), "per_halve_groep": w(0), "staffel": STAFFEL},
}

# A policy for SMI alone has no places for the children of `_locatie`.
VAN_PEUTERS = [
    regeling
    for regeling in map(lees, BESTANDEN)
    if regeling.vergoedt(Categorie.DOELGROEP) or regeling.vergoedt(Categorie.REGULIER)
]


@pytest.mark.parametrize("regeling", [*VAN_PEUTERS, *EIGEN], ids=lambda r: r.naam)
def test_every_key_of_the_place_amounts_changes_what_comes_out(regeling: Regeling) -> None:
    bedragen, uitleg = _outcome(regeling)
    document = regeling.as_document()
    for pad, waarde in _anders(document["plaatsbedragen"], ()):
        anders = deepcopy(document)
        plek = anders["plaatsbedragen"]
        for stap in pad[:-1]:
            plek = plek[stap]
        plek[pad[-1]] = waarde
        if pad[-1] in ("bron", "artikel") and plek.get("waarde") == "0":
            continue  # nothing is told of an amount of nothing
        nieuwe_bedragen, nieuwe_uitleg = _outcome(load_document(anders))
        if pad[-1] in ("bron", "artikel"):
            assert (pad, nieuwe_bedragen) == (pad, bedragen)
            assert (pad, nieuwe_uitleg) != (pad, uitleg)
        else:
            assert (pad, nieuwe_bedragen) != (pad, bedragen)


VAST = {"categorieen": ["smi"], "peildatum": "07-01"}


def _anders(ding: Any, pad: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Another value for every leaf, with its place; "geen" becomes an amount."""
    for sleutel, waarde in ding.items() if isinstance(ding, dict) else enumerate(ding):
        hier = (*pad, sleutel)
        if sleutel == "soort":
            yield (
                pad,
                HBO_UREN | {"uurtarief": w(38)}
                if waarde == "bedrag_per_kind"
                else HBO_BEDRAG | {"bedrag": w(376)},
            )
        elif isinstance(waarde, dict | list) and sleutel not in VAST:
            yield from _anders(waarde, hier)
        else:
            yield hier, _other(sleutel, waarde)


def _other(sleutel: Any, waarde: Any) -> Any:
    if waarde is None:
        return NIEUW[sleutel]
    if isinstance(waarde, bool):
        return not waarde
    if sleutel in ("bron", "artikel"):
        return f"{waarde} (anders)"
    return VAST[sleutel] if sleutel in VAST else str(float(waarde) + 1)


def _outcome(regeling: Regeling) -> tuple[list[Any], list[Any]]:
    """Amounts and explanations: of a location, and of the policy's own examples by the hour."""
    jaar = regeling.geldig_van.year
    posten = calculate_locaties(regeling, count_locaties(regeling, jaar, [_locatie(jaar)]))
    uitkomsten = [uitslag.uitkomst for uitslag in run_voorbeelden(regeling) if uitslag.uitkomst is not None]
    bedragen = [(post.soort, post.feit.van, post.centen) for post in posten]
    return (
        [*bedragen, *(uitkomst.subsidie.tolist() for uitkomst in uitkomsten)],
        [*(post.stap for post in posten), *(make_uitleg(uitkomst, 0) for uitkomst in uitkomsten)],
    )


def _locatie(jaar: int) -> Locatiegegevens:
    """Children with 16 hours, of whom one goes in May, and with more; with an indication and without; a group and a half."""
    heel, deel = Periode(date(jaar, 1, 1), date(jaar, 12, 31)), Periode(date(jaar, 1, 1), date(jaar, 5, 31))
    plaatsen = [
        Plaatsfeit(
            kind=str(i),
            geboortedatum=date(jaar - 3, 2, 1),
            periode=periode,
            categorie=categorie,
            uren_per_week=uren,
        )
        for i, (periode, uren) in enumerate(((heel, 1_600), (deel, 1_600), (heel, 2_000)))
        for categorie in (Categorie.DOELGROEP, Categorie.REGULIER)
    ]
    return Locatiegegevens(
        locatie="L1",
        open=None,
        ve=(heel,),
        groepen=(Groepsfeit(heel), Groepsfeit(heel, half=True)),
        plaatsen=tuple(plaatsen),
    )


def test_places_can_be_counted_on_one_day_for_the_whole_year() -> None:
    """Of three places of each kind one ends in May: on 1 May all count for a year, on 1 July two."""
    posten = {}
    for dag in ("05-01", "07-01"):
        regeling = maak(
            plaatsbedragen={
                "kwaliteitsbijdrage": KWALITEIT | {"peildatum": dag},
                "hbo": "geen",
                "vaste_voet": "geen",
            }
        )
        posten[dag] = calculate_locaties(regeling, count_locaties(regeling, 2026, [_locatie(2026)]))
    assert [(post.categorie, post.aantal, post.centen) for post in posten["05-01"]] == [
        (Categorie.DOELGROEP, 3, 4_500_00),
        (Categorie.REGULIER, 3, 4_500_00),
    ]
    assert [post.centen for post in posten["07-01"]] == [3_000_00, 3_000_00]
    assert posten["05-01"][0].stap.omschrijving == (
        "Een bedrag per plaats per jaar voor kinderen met een VVE-indicatie. Een plaats is 640 uur of meer per jaar, geteld op "
        "de peildatum 01-05-2026."
    )
    assert posten["05-01"][0].stap.formule.replace("\xa0", " ") == "3 plaatsen x € 1.500,00 = € 4.500,00"


@pytest.mark.parametrize(
    ("anders", "zin"),
    [({"naar_rato": True}, "Kies naar_rato = false"), ({"peildatum": "1 mei"}, "Schrijf maand-dag")],
)
def test_a_day_to_count_places_fits_the_rest(anders: dict[str, Any], zin: str) -> None:
    with pytest.raises(RegelingFout, match=zin):
        maak(
            plaatsbedragen={
                "kwaliteitsbijdrage": KWALITEIT | {"peildatum": "05-01"} | anders,
                "hbo": "geen",
                "vaste_voet": "geen",
            }
        )


# -- a staffel: an amount per location by the children that it has on a day ------------------------------------


def staffel(**anders: Any) -> Regeling:
    voet = dict(MET_STAFFEL["vaste_voet"]) | {"staffel": STAFFEL | anders}
    return maak(plaatsbedragen=MET_STAFFEL | {"vaste_voet": voet})


def posten_van(regeling: Regeling, locatie: Locatiegegevens) -> list[tuple[date, int]]:
    posten = calculate_locaties(regeling, count_locaties(regeling, 2026, [locatie]))
    return [(post.feit.van, post.centen) for post in posten]


@pytest.mark.parametrize(
    ("dag", "bedrag"),
    [("05-01", 10_000_00), ("05-31", 10_000_00), ("06-01", 6_000_00), ("12-31", 6_000_00)],
)
def test_a_location_has_the_amount_of_its_children_on_the_day(dag: str, bedrag: int) -> None:
    """€ 1.000 for the location; three doelgroepkinderen up to 31 May are € 9.000, two after it € 5.000."""
    assert posten_van(staffel(peildatum=dag), _locatie(2026)) == [(date(2026, 1, 1), bedrag)]


def test_too_few_children_are_only_the_amount_of_the_location() -> None:
    hoog = staffel(treden=[{"vanaf": 4, "bedrag": w(5_000)}])
    assert posten_van(hoog, _locatie(2026)) == [(date(2026, 1, 1), 1_000_00)]


def test_the_children_of_the_day_count_in_every_part_of_the_year_and_without_ve_not() -> None:
    """181 and 184 days of € 1.000 and € 5.000; the registration ends on 1 July, and then only the € 1.000 is left."""
    heel = Periode(date(2026, 1, 1), date(2026, 12, 31))
    wisselt = staffel(treden=[{"vanaf": 1, "bedrag": [w(5_000), w(6_000, vanaf=date(2026, 7, 1))]}])
    assert posten_van(wisselt, _locatie(2026)) == [
        (date(2026, 1, 1), round(6_000_00 * 181 / 365)),
        (date(2026, 7, 1), round(7_000_00 * 184 / 365)),
    ]
    half = replace(_locatie(2026), ve=(Periode(heel.van, date(2026, 6, 30)),))
    assert posten_van(staffel(), half) == [
        (date(2026, 1, 1), round(6_000_00 * 181 / 365)),
        (date(2026, 7, 1), round(1_000_00 * 184 / 365)),
    ]


def test_the_explanation_of_a_staffel_tells_children_day_and_step() -> None:
    [post] = calculate_locaties(staffel(), count_locaties(staffel(), 2026, [_locatie(2026)]))
    assert (post.stap.omschrijving, post.stap.formule.replace("\xa0", " ")) == (
        "Een bedrag per locatie per jaar, met dat vanaf 1 doelgroepkind: 2 op de peildatum 01-07-2026.",
        "1 locatie x (€ 1.000,00 + € 5.000,00) = € 6.000,00",
    )
    assert (post.aantal, post.tarief) == (1, 6_000_00)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"treden": []}, "treden gaat vanaf niets. Noem minstens een trede"),
        ({"treden": TREDEN[::-1]}, "treden gaat vanaf 3, 1. Noem minstens een trede"),
        ({"treden": TREDEN[:1] * 2}, "treden gaat vanaf 1, 1. Noem minstens een trede"),
        ({"peildatum": "1 mei"}, "staffel.peildatum is .* Schrijf maand-dag"),
    ],
)
def test_a_staffel_that_can_not_be_is_refused(anders: dict[str, Any], zin: str) -> None:
    with pytest.raises(RegelingFout, match=zin):
        staffel(**anders)


def test_a_count_of_an_earlier_release_has_no_children_of_a_staffel() -> None:
    [feit] = count_locaties(staffel(), 2026, [_locatie(2026)])
    kaal = feit.as_dict()
    assert kaal.pop("staffelkinderen") == 2
    assert Locatiefeit.from_dict(kaal).staffelkinderen == 0
    assert Locatiefeit.from_dict(kaal).as_dict() == kaal
