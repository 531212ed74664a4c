"""Two descriptions of a child: one child, or two?"""

from datetime import date
from typing import Any

import pytest

from indicaties.dubbel.vergelijken import Persoon, compare

DAG = date(2024, 3, 5)


def persoon(naam: str, **velden: Any) -> Persoon:
    """'Maryam | van den | Berg'"""
    voornaam, tussenvoegsel, achternaam = (deel.strip() for deel in naam.split("|"))
    return Persoon(
        voornaam,
        tussenvoegsel,
        achternaam,
        **{"geboortedatum": DAG, "postcode": "3881AB", "huisnummer": 12} | velden,
    )


def reasons(een: Persoon, ander: Persoon) -> str | None:
    heen, terug = compare(een, ander), compare(ander, een)
    assert heen == terug
    return ", ".join(heen.redenen) if heen else None


@pytest.mark.parametrize(
    ("een", "ander", "waarom"),
    [
        ("Zoë||Çelik", "Zoe\u0308||C\u0327elik", "zelfde naam"),
        ("Zoë||Çelik", "Zoe||Celik", "zelfde naam"),
        ("Jan Willem||Bos", "Jan  Willem||Bos", "zelfde naam"),
        ("Jan Willem||Bos", "Jan||Bos", "één van de twee heeft meer voornamen"),
        ("Sofie||Meijer", "Sophie||Meyer", "de naam klinkt hetzelfde"),
        ("Maryam||Bakker", "Maryan||Bakker", "naam verschilt één letter"),
        ("Maryam||Bakker", "Bakker||Maryam", "voornaam en achternaam verwisseld"),
        ("Noor|de|Vries", "Noor||de Vries", "zelfde naam"),
        ("Noor||Bakker-de Vries", "Noor|de|Vries", "een deel van een dubbele achternaam"),
        ("Noor||Bakker-de Vries", "Noor||Bakker", "een deel van een dubbele achternaam"),
        ("Noor||Bakker", "Noor|de|Vries", "zelfde voornaam, andere achternaam"),
    ],
)
def test_these_are_asked_about(een: str, ander: str, waarom: str) -> None:
    assert reasons(persoon(een), persoon(ander)) == f"zelfde geboortedatum, {waarom}, zelfde postcode"


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Tim|de|Vries", "Tom|de|Vries"),
        ("Lisa||Bakker", "Luca||Bakker"),
        ("Lina||Bakker", "Nina||Bakker"),
        ("Fatima||El Idrissi", "Hassan||El Idrissi"),
        ("Sem||Bos", "Sam||Bos"),
        ("Noor||Bakker", "Sara||Jansen"),
    ],
)
def test_twins_and_others_of_that_day_are_two_children(een: str, ander: str) -> None:
    assert compare(persoon(een), persoon(ander)) is None


def test_another_surname_needs_the_same_postcode() -> None:
    assert compare(persoon("Noor||Bakker"), persoon("Noor|de|Vries", postcode="1000AA")) is None


@pytest.mark.parametrize(("nummer", "vermoeden"), [(12, False), (14, True), (None, True)])
def test_another_surname_is_asked_about_behind_one_door_only(nummer: int | None, vermoeden: bool) -> None:
    gelijk = compare(persoon("Noor||Bakker"), persoon("Noor|de|Vries", huisnummer=nummer))
    assert gelijk is not None
    assert gelijk.vermoeden is vermoeden


@pytest.mark.parametrize(("een", "ander", "vermoeden"), [
    ("jaar", "jaar", False), ("maand", "maand", False), ("jaar", "maand", True),
    ("jaar", "dag", False), ("maand", "dag", False),
])  # fmt: skip
def test_two_births_that_are_known_in_part_differ_in_what_is_known(
    een: str, ander: str, vermoeden: bool
) -> None:
    gelijk = compare(
        persoon("Noor||Bakker", geboorte_bekend=een), persoon("Noor||Bakker", geboorte_bekend=ander)
    )
    assert gelijk is not None
    assert gelijk.vermoeden is vermoeden


def test_day_and_month_can_be_swapped() -> None:
    ander = persoon("Noor||Janssen", geboortedatum=date(2024, 5, 3), postcode="")
    assert (
        reasons(persoon("Noor||Jansen"), ander)
        == "dag en maand van de geboorte verwisseld, de naam klinkt hetzelfde"
    )


def test_one_digit_of_the_day_needs_the_same_postcode() -> None:
    een, dag = persoon("Noor||Jansen"), date(2024, 3, 6)
    assert reasons(een, persoon("Noor||Jansen", geboortedatum=dag)) == (
        "geboortedatum verschilt één cijfer, zelfde naam, zelfde postcode"
    )
    assert compare(een, persoon("Noor||Jansen", geboortedatum=dag, postcode="1000AA")) is None


@pytest.mark.parametrize(
    "onbekend",
    [{"geboortedatum": date(2024, 1, 1)}, {"geboorte_bekend": "maand"}, {"geboorte_bekend": "jaar"}],
)
def test_a_day_that_nobody_knew_needs_more_than_the_day(onbekend: dict[str, Any]) -> None:
    een, elders = persoon("Mohamed||Yilmaz", **onbekend), {"postcode": "1000AA", **onbekend}
    assert compare(een, persoon("Mohamed||Yilmaz", **elders)) is not None
    assert compare(een, persoon("Mohammad||Yilmas", **elders)) is None
    assert compare(een, persoon("Mohamec||Yilmaz", **elders)) is None
    assert compare(een, persoon("Mohamec||Yilmaz", **onbekend)) is not None


def test_two_different_bsns_are_two_children() -> None:
    assert compare(persoon("Noor||Bos", bsn_index="a"), persoon("Noor||Bos", bsn_index="b")) is None
    assert compare(persoon("Noor||Bos", bsn_index="a"), persoon("Noor||Bos")) is not None


def test_a_child_with_one_name_is_compared_by_that_name() -> None:
    assert reasons(persoon("||Suparman"), persoon("Suparman||")) == (
        "zelfde geboortedatum, dezelfde naam, anders over de velden verdeeld, zelfde postcode"
    )


def test_the_more_is_the_same_the_higher_the_score() -> None:
    een = persoon("Maryam||Bakker")
    scores = [
        gelijk.score
        for naam in ("Maryam||Bakker", "Mariam||Bakker", "Maryam||Bakkers")
        if (gelijk := compare(een, persoon(naam)))
    ]
    assert scores == [100, 98, 96]
