"""Room belongs to the child: its lines share the bands and the maximum of the year."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import rekenregels.regelingen
from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    Regeling,
    Signaal,
    calculate,
    calculate_samen,
    load_regeling,
    make_uitleg,
)

from .voorbeeldstad import PEUTER, band, categorie, cel, maak, w

MAP = Path(rekenregels.regelingen.__file__).parent
PUTTEN_TEKST = (MAP / "putten-2025.toml").read_text()
PUTTEN = load_regeling(PUTTEN_TEKST)
JAARMAXIMUM_150 = load_regeling(
    PUTTEN_TEKST.replace(
        'maximum_uren_per_jaar = "geen"\n\n[[doelgroep.fasen]]',
        'maximum_uren_per_jaar = { waarde = 150, bron = "test" }\n\n[[doelgroep.fasen]]',
    )
)
KWARTAAL = (date(2025, 1, 1), date(2025, 3, 31))


def feit(
    uren: int,
    periode: tuple[date, date] = KWARTAAL,
    *,
    kind: str = "noor",
    locatie: str = "100001",
    kot: bool = False,
) -> Feit:
    return Feit(
        sleutel=kind,
        geboortedatum=date(2022, 6, 1),
        van=periode[0],
        tot_en_met=periode[1],
        categorie=Categorie.DOELGROEP,
        kot=kot,
        bijdrageklasse=None,
        uren=uren * 100,
        locatie=locatie,
    )


def betaald(*feiten: Feit) -> list[tuple[int, int]]:
    """Hours in hundredths and cents, per line."""
    uitkomst = calculate_samen(PUTTEN, Feiten.from_records(feiten))
    return list(zip(uitkomst.uren.tolist(), uitkomst.subsidie.tolist(), strict=True))


def test_a_child_at_two_locations_is_paid_once() -> None:
    assert betaald(feit(160), feit(160, locatie="100002")) == [(160_00, 116080), (0, 0)]


def test_what_the_first_location_leaves_is_for_the_second() -> None:
    # 60 hours in the first band; then 20 in it (€ 76,00) and 80 in the second (€ 856,80).
    assert betaald(feit(60), feit(160, locatie="100002")) == [(60_00, 22800), (100_00, 93280)]


def test_two_children_do_not_share() -> None:
    assert betaald(feit(160), feit(160, kind="sem")) == [(160_00, 116080), (160_00, 116080)]


def test_lines_after_each_other_have_room_of_their_own() -> None:
    januari, daarna = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 3, 31))
    los = [calculate(PUTTEN, Feiten.from_records([feit(u, p)])) for u, p in ((60, januari), (100, daarna))]
    samen = betaald(feit(60, januari), feit(100, daarna))
    assert samen == [(int(u.uren[0]), int(u.subsidie[0])) for u in los]


def test_a_second_place_for_half_of_the_time_finds_half_of_the_room_taken() -> None:
    # 16 February up to 31 March is half of the quarter: room for 80 hours, taken by 80 of the 160.
    later = (date(2025, 2, 15), date(2025, 3, 31))
    assert betaald(feit(160), feit(40, later, locatie="100002"))[1] == (0, 0)
    assert betaald(feit(120), feit(40, later, locatie="100002"))[1] == (20_00, 21420)


def test_a_line_without_hours_takes_nothing() -> None:
    assert betaald(feit(0), feit(160, locatie="100002")) == [(0, 0), (160_00, 116080)]


def test_hours_that_are_not_paid_leave_their_room() -> None:
    te_oud = Feit(**{**feit(160).__dict__, "geboortedatum": date(2020, 1, 1), "kot": False})
    assert betaald(te_oud, feit(160, locatie="100002")) == [(0, 0), (160_00, 116080)]


def test_the_explanation_of_the_second_line_tells_what_was_taken() -> None:
    uitkomst = calculate_samen(PUTTEN, Feiten.from_records([feit(60), feit(160, locatie="100002")]))
    stappen = {stap.naam: stap.formule for stap in make_uitleg(uitkomst, 1).stappen}
    assert stappen["Vrije ruimte: eerste 8 uur"] == "80,00 uur - 60,00 uur = 20,00 uur"
    assert stappen["Uren: eerste 8 uur"] == "min(160,00 uur; 20,00 uur) = 20,00 uur"
    assert Signaal.RUIMTE_ELDERS in uitkomst.signalen_van(1)
    assert uitkomst.signalen_van(0) == ()


def test_a_receipt_gives_the_same_line_by_itself() -> None:
    uitkomst = calculate_samen(PUTTEN, Feiten.from_records([feit(60), feit(160, locatie="100002")]))
    bon = Feiten.from_dict(uitkomst.feiten.as_dict())
    assert calculate(PUTTEN, bon.deel(1, 2)).subsidie.tolist() == [93280]


def test_the_same_line_twice_is_paid_once_and_said() -> None:
    uitkomst = calculate_samen(PUTTEN, Feiten.from_records([feit(80), feit(80), feit(80, kind="sem")]))
    assert [Signaal.DUBBELE_REGEL in uitkomst.signalen_van(i) for i in range(3)] == [False, True, False]


def test_the_maximum_of_the_year_counts_paid_hours() -> None:
    januari, daarna = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 3, 31))
    feiten = Feiten.from_records([feit(120, januari), feit(107, daarna)])
    assert calculate_samen(JAARMAXIMUM_150, feiten).uren.tolist() == [53_34, 96_66]


def test_the_maximum_of_the_year_runs_in_order_of_time_whatever_the_order_of_the_lines() -> None:
    januari, daarna = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 3, 31))
    feiten = Feiten.from_records([feit(107, daarna, locatie="100002"), feit(120, januari)])
    assert calculate_samen(JAARMAXIMUM_150, feiten).uren.tolist() == [96_66, 53_34]


def test_hours_before_these_lines_count_too() -> None:
    eerder = Feit(**{**feit(120).__dict__, "uren_eerder": 100_00})
    assert calculate_samen(JAARMAXIMUM_150, Feiten.from_records([eerder])).uren.tolist() == [50_00]


@pytest.mark.parametrize("aantal", [1, 3, 40])
def test_a_child_in_many_lines_never_gets_more_than_the_room(aantal: int) -> None:
    regels = [feit(160, locatie=str(100_000 + i)) for i in range(aantal)]
    assert sum(uren for uren, _ in betaald(*regels)) == 160_00
    assert sum(centen for _, centen in betaald(*regels)) == 116080


def test_a_line_that_tells_itself_what_was_paid_before_is_believed() -> None:
    januari, daarna = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 3, 31))
    zelf = Feit(**{**feit(107, daarna).__dict__, "uren_eerder": 53_34})
    feiten = Feiten.from_records([feit(120, januari), zelf])
    assert calculate_samen(JAARMAXIMUM_150, feiten).uren.tolist() == [53_34, 96_66]


def test_who_calls_may_say_whose_room_it_is() -> None:
    feiten = Feiten.from_records([feit(160), feit(160, locatie="100002")])
    assert calculate_samen(PUTTEN, feiten, groepen=[("a", 1), ("b", 1)]).uren.tolist() == [160_00, 160_00]
    assert calculate_samen(PUTTEN, feiten, groepen=[("a", 1), ("a", 1)]).uren.tolist() == [160_00, 0]


def _text(van: str, wordt: str) -> str:
    assert van in PUTTEN_TEKST
    return PUTTEN_TEKST.replace(van, wordt)


@pytest.mark.parametrize(
    ("volgorde", "eerst"), [("begin", "100001"), ("laagste_prijs", "100002"), ("meeste_uren", "100003")]
)
def test_the_policy_says_who_goes_first(volgorde: str, eerst: str) -> None:
    regeling = load_regeling(_text('volgorde = "begin"', f'volgorde = "{volgorde}"'))
    velden = {"100001": (1100, 800), "100002": (900, 800), "100003": (1100, 1600)}
    regels = [
        replace(feit(160, locatie=locatie), prijs=prijs, uren_per_week=per_week)
        for locatie, (prijs, per_week) in velden.items()
    ]
    uitkomst = calculate_samen(regeling, Feiten.from_records(regels))
    betaald = dict(zip(velden, uitkomst.uren.tolist(), strict=True))
    assert betaald == dict.fromkeys(velden, 0) | {eerst: 160_00}
    verliest = next(i for i, uren in enumerate(uitkomst.uren) if not uren)
    zinnen = " ".join(stap.omschrijving for stap in make_uitleg(uitkomst, verliest).stappen)
    assert VOORRANG[volgorde] in zinnen


VOORRANG = {
    "begin": "De plaatsing die het eerst begon gaat voor.",
    "laagste_prijs": "De plaats met de laagste uurprijs gaat voor.",
    "meeste_uren": "De plaats met de meeste uren gaat voor.",
}
KWARTALEN = [
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
]


def doorlopend() -> Regeling:
    return load_regeling(_text('ruimte = "per_kwartaal"', 'ruimte = "per_jaar"'))


def test_room_that_runs_on_pays_the_quarters_as_the_year() -> None:
    uren = (176, 176, 112, 170)
    per_kwartaal = [feit(u, k) for u, k in zip(uren, KWARTALEN, strict=True)]
    samen = calculate_samen(doorlopend(), Feiten.from_records(per_kwartaal))
    jaar = calculate(doorlopend(), Feiten.from_records([feit(sum(uren), (KWARTALEN[0][0], KWARTALEN[3][1]))]))
    assert samen.uren.tolist() == [160_00, 160_00, 144_00, 170_00]
    assert samen.totaal == jaar.totaal == 4_578_94


def test_room_that_runs_on_does_not_count_two_places_twice() -> None:
    eerste, tweede = KWARTALEN[:2]
    regels = [feit(60, eerste), feit(40, eerste, locatie="100002"), feit(300, tweede)]
    # 60 + 40 of the 160 of the first quarter; then 160 of the second and the 60 that were left.
    assert calculate_samen(doorlopend(), Feiten.from_records(regels)).uren.tolist() == [60_00, 40_00, 220_00]


def test_room_does_not_run_on_into_another_child() -> None:
    regels = [feit(60, KWARTALEN[0]), feit(300, KWARTALEN[1], kind="sem")]
    assert calculate_samen(doorlopend(), Feiten.from_records(regels)).uren.tolist() == [60_00, 160_00]


def test_a_child_that_reaches_the_minimum_at_two_places_together_is_paid_at_both() -> None:
    minimum = 'minimum_uren_per_week = "geen"'
    regeling = load_regeling(
        PUTTEN_TEKST.replace(minimum, 'minimum_uren_per_week = { waarde = 10, bron = "test" }', 1)
    )
    alleen = calculate_samen(regeling, Feiten.from_records([feit(80)]))
    samen = calculate_samen(regeling, Feiten.from_records([feit(80), feit(80, locatie="100002")]))
    assert alleen.uren.tolist() == [0]
    assert samen.uren.tolist() == [80_00, 80_00]


# -- more children at once, and lines of more pieces -----------------------------------------------------------


VIJF = [
    ("a", (1, 1), (6, 30), 100_00),
    ("b", (2, 1), (3, 31), 30_00),
    ("a", (2, 15), (4, 30), 90_00),
    ("c", (1, 1), (12, 31), 10_00),
    ("b", (3, 1), (8, 31), 200_00),
    ("a", (5, 1), (9, 30), 70_00),
]


def vijf() -> list[Feit]:
    return [
        replace(PEUTER, sleutel=kind, van=date(2026, *van), tot_en_met=date(2026, *tot), uren=uren)
        for kind, van, tot, uren in VIJF
    ]


def stad(**anders: object) -> Regeling:
    """The amount changes on 1 April, so a line over that day has two pieces."""
    return maak(
        tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 4, 1))],
        voorbeelden__0__verwacht={"uren": 1},
        **anders,
    )


BLOKKEN = (band("eerste", 4, cel("vng")), band("tweede", 4, cel("gratis")))
SALDO = band("saldo", 1, cel("gratis")) | {"uren_per_week": "geen", "uren": {"per": "jaar", "aantal": w(60)}}
MANIEREN = {
    "elke periode eigen ruimte": stad(regulier=categorie(*BLOKKEN)),
    "ruimte die doorloopt": stad(regulier=categorie(*BLOKKEN), uren__ruimte="per_jaar"),
    "een tegoed per jaar": stad(regulier=categorie(BLOKKEN[0], SALDO)),
    "een maximum per jaar": stad(regulier=categorie(*BLOKKEN, maximum_uren_per_jaar=w(150))),
    "meeste uren eerst": stad(
        regulier=categorie(*BLOKKEN), samenloop={"volgorde": "meeste_uren", "bron": "art. 1"}
    ),
}


@pytest.mark.parametrize("manier", MANIEREN)
def test_children_together_come_to_what_each_comes_to_alone(manier: str) -> None:
    regeling, regels = MANIEREN[manier], vijf()
    samen = calculate_samen(regeling, Feiten.from_records(regels))
    for kind in "abc":
        eigen = [i for i, feit in enumerate(regels) if feit.sleutel == kind]
        alleen = calculate_samen(regeling, Feiten.from_records(regels[i] for i in eigen))
        for j, i in enumerate(eigen):
            assert samen.feiten.record(i) == alleen.feiten.record(j)
            for wat in ("subsidie", "ouderbijdrage", "kosten", "uren", "uren_boven", "signalen"):
                assert getattr(samen, wat)[i] == getattr(alleen, wat)[j], (wat, i)


@pytest.mark.parametrize(
    ("manier", "uren", "subsidie"),
    [
        ("elke periode eigen ruimte", [10000, 3000, 2500, 1000, 14499, 7000], [102000, 27333, 27666, 10500, 164990, 80000]),
        ("ruimte die doorloopt", [10000, 3000, 6000, 1000, 15666, 8000], [102000, 27333, 61200, 10500, 176658, 92000]),
        ("een tegoed per jaar", [10000, 3000, 4000, 1000, 12333, 4000], [102000, 27333, 40000, 10500, 134664, 44000]),
        ("een maximum per jaar", [10000, 3000, 1167, 1000, 9833, 3833], [102000, 27333, 11670, 10500, 108998, 42163]),
        ("meeste uren eerst", [10000, 2668, 2500, 1000, 16000, 7000], [102000, 25346, 27666, 10500, 178668, 80000]),
    ],
)  # fmt: skip
def test_each_line_of_a_child_is_paid_from_what_the_others_leave(
    manier: str, uren: list[int], subsidie: list[int]
) -> None:
    uitkomst = calculate_samen(MANIEREN[manier], Feiten.from_records(vijf()))
    assert (uitkomst.uren.tolist(), uitkomst.subsidie.tolist()) == (uren, subsidie)
