"""What a council must say aloud: keys that a text needs and that documents of earlier releases lack."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rekenregels import Categorie, Feit, Regeling, RegelingFout, as_toml, load_regeling, make_uitleg
from rekenregels.regelingen import MAP as REGELINGEN

from .conftest import reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, fouten, gemeente, maak, w

PUTTEN = (REGELINGEN / "putten-2025.toml").read_text(encoding="utf-8")
STIL = {"uren__ruimte": ..., "verjaardag": ..., "samenloop": ..., "geldstroom__indicering__zonder_ve": ...}


def zonder(tekst: str, patroon: str) -> str:
    korter, aantal = re.subn(patroon, "", tekst)
    assert aantal == 1
    return korter


# -- the keys and earlier documents --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patroon", "zin"),
    [
        (
            r'(?m)^ruimte = "per_kwartaal"\n',
            (
                "regel 13, teken 1: uren.ruimte ontbreekt (Heeft elke periode eigen ruimte, of loopt ruimte die over is door "
                "in het kalenderjaar). Een standaard zou een keuze van de raad verbergen. "
                'Voeg toe: ruimte = "per_kwartaal" of ruimte = "per_jaar"'
            ),
        ),
        (
            r"(?m)^\[verjaardag\]\n.*\n.*\n",
            (
                "regel 177, teken 57: verjaardag ontbreekt (De verjaardag van kinderen die op 29 februari zijn geboren). Een "
                'standaard zou een keuze van de raad verbergen. Voeg toe: [verjaardag] met daaronder schrikkeldag = "1 maart" '
                '(of "28 februari") en bron = ""'
            ),
        ),
        (
            r"(?m)^\[samenloop\]\n.*\n.*\n",
            (
                "regel 177, teken 57: samenloop ontbreekt (Welke plaatsing voorgaat als een kind er meer heeft op dezelfde "
                "dagen). Een standaard zou een keuze van de raad verbergen. Voeg toe: [samenloop] met daaronder volgorde = "
                '"begin" (of "laagste_prijs", "meeste_uren") en bron = ""'
            ),
        ),
    ],
)
def test_a_text_says_each_choice_aloud(patroon: str, zin: str) -> None:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(zonder(PUTTEN, patroon), bestand="putten.toml")
    assert fout.value.fouten == [f"putten.toml, {zin}"]


def test_a_choice_can_not_be_put_aside_with_geen() -> None:
    assert fouten(verjaardag="geen") == [
        'verjaardag is "geen", maar moet een tabel zijn met schrikkeldag, bron.'
    ]
    assert fouten(samenloop__volgorde="toeval") == [
        'samenloop.volgorde is "toeval". Kies een van: begin, laagste_prijs, meeste_uren.'
    ]


def test_a_document_of_before_the_keys_keeps_its_hash_and_its_amounts() -> None:
    oud = maak(**STIL)
    assert oud.sha256 == "97d24323aa9f335dd486798cb9403601e1d9b56dc0849e85a77efac7f506f0f8"
    schrikkelkind = replace(PEUTER, geboortedatum=date(2024, 2, 29), tot_en_met=date(2026, 3, 31), uren=8_000)
    uitkomst = reken(oud, PEUTER, DOELGROEP, schrikkelkind)
    assert uitkomst.subsidie.tolist() == [288_000, 608_000, 24_858]
    assert uitkomst.uren.tolist() == [32_000, 64_000, 2_762]


def test_what_an_earlier_document_left_unsaid_is_an_assumption_and_is_written_out() -> None:
    oud = maak(**STIL)
    gezegd = {pad for pad, _, _ in maak().aannames}
    assert {pad for pad, _, _ in oud.aannames} - gezegd == {"verjaardag", "samenloop"}
    tekst = as_toml(oud)
    assert 'ruimte = "per_kwartaal"' in tekst
    assert 'schrikkeldag = "28 februari"' in tekst
    assert load_regeling(tekst).sha256 == oud.sha256


# -- born on 29 February -------------------------------------------------------------------------------------


def dag(geboren: date, dag: date, regeling: Regeling) -> int:
    feit = Feit(
        geboortedatum=geboren, van=dag, tot_en_met=dag, categorie=Categorie.REGULIER, kot=False, uren=10,
        bijdrageklasse=1,
    )  # fmt: skip
    return int(reken(regeling, feit).uren[0])


@pytest.mark.parametrize(
    ("keuze", "geboren", "eerste"),
    [
        ("1 maart", date(2024, 2, 29), date(2026, 3, 1)),
        ("28 februari", date(2024, 2, 29), date(2026, 2, 28)),
        ("1 maart", date(2024, 2, 28), date(2026, 2, 28)),
        ("28 februari", date(2024, 3, 1), date(2026, 3, 1)),
    ],
)
def test_a_child_of_29_february_is_two_on_the_day_that_the_policy_names(
    keuze: str, geboren: date, eerste: date
) -> None:
    regeling = maak(verjaardag__schrikkeldag=keuze)
    assert dag(geboren, eerste.fromordinal(eerste.toordinal() - 1), regeling) == 0
    assert dag(geboren, eerste, regeling) == 10


def test_in_a_leap_year_29_february_is_the_birthday_itself() -> None:
    jaar = {"regeling__geldig_van": date(2028, 1, 1), "regeling__geldig_tot_en_met": date(2028, 12, 31)}
    regeling = maak(**jaar)
    assert dag(date(2024, 2, 29), date(2028, 2, 28), regeling) == 10
    assert dag(date(2024, 2, 29), date(2028, 2, 29), regeling) == 0


@pytest.mark.parametrize(
    ("geboren", "vanaf", "eerste"),
    [
        (date(2023, 8, 31), 30, date(2026, 2, 28)),  # the 31st in a February is still its last day
        (date(2023, 8, 29), 30, date(2026, 2, 28)),
        (date(2024, 2, 29), 25, date(2026, 3, 29)),
        (date(2023, 12, 31), 30, date(2026, 6, 30)),
    ],
)
def test_other_ages_in_months_are_reached_as_before(geboren: date, vanaf: int, eerste: date) -> None:
    regeling = maak(regulier__fasen__0__vanaf={"maanden": vanaf, "bron": BRON})
    assert dag(geboren, date.fromordinal(eerste.toordinal() - 1), regeling) == 0
    assert dag(geboren, eerste, regeling) == 10


# -- school weeks --------------------------------------------------------------------------------------------


def putten_schoolweken(weken: str = "11, 11, 7, 11", som: str = "40") -> Regeling:
    tekst = PUTTEN.replace('"twaalf_gelijke_maanden"', f'"schoolweken"\nschoolweken = [{weken}]')
    return load_regeling(
        tekst.replace("weken_per_jaar = { waarde = 40,", f"weken_per_jaar = {{ waarde = {som},")
    )


def kwartaalregels(uren: tuple[int, int, int, int], **extra: object) -> list[Feit]:
    eerste = [date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1)]
    laatste = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    basis = Feit(
        geboortedatum=date(2022, 6, 1), van=date(2025, 1, 1), tot_en_met=date(2025, 12, 31),
        categorie=Categorie.DOELGROEP, kot=False, bijdrageklasse=4, uren=100 * sum(uren),
    )  # fmt: skip
    basis = replace(basis, **extra)
    delen = [
        replace(basis, van=van, tot_en_met=tot, uren=100 * aantal)
        for van, tot, aantal in zip(eerste, laatste, uren, strict=True)
    ]
    return [*delen, basis]


@pytest.mark.parametrize("kot", [False, True])
@pytest.mark.parametrize(
    ("weken", "som", "uren"),
    [
        ("11, 11, 7, 11", "40", (176, 176, 112, 170)),
        ("11, 11, 7, 11", "40", (176, 176, 112, 176)),
        ("11, 7, 11, 11", "40", (176, 112, 176, 170)),
        ("11, 11, 7, 10.6", "39.6", (176, 176, 112, 169)),
    ],
)
def test_quarters_by_their_school_weeks_give_what_the_year_gives(
    weken: str, som: str, uren: tuple[int, int, int, int], kot: bool
) -> None:
    regels = kwartaalregels(uren, kot=kot)
    uitkomst = reken(putten_schoolweken(weken, som), *reversed(regels))
    jaar, *kwartalen = uitkomst.subsidie.tolist()
    assert sum(kwartalen) == jaar
    assert uitkomst.uren_boven.tolist() == [0] * 5


def test_the_quarters_of_putten_are_paid_in_full() -> None:
    uitkomst = reken(putten_schoolweken(), *kwartaalregels((176, 176, 112, 170)))
    assert uitkomst.subsidie.tolist()[-1] == 650_534
    assert uitkomst.subsidie.tolist()[:4] == [180_664, 180_664, 114_968, 174_238]


def test_a_line_over_the_turn_of_the_year_counts_the_weeks_of_both_quarters() -> None:
    """Half of eleven weeks before, half of eleven weeks after: 46 of 92 and 45 of 90 days."""
    regeling = maak(
        regeling__geldig_van=date(2025, 1, 1),
        uren__maandverdeling="schoolweken",
        uren__schoolweken=[11, 11, 7, 11],
    )
    feit = replace(
        DOELGROEP, geboortedatum=date(2023, 1, 1), van=date(2025, 11, 16), tot_en_met=date(2026, 2, 14)
    )
    assert reken(regeling, replace(feit, uren=17_700)).uren.tolist() == [17_600]
    begin, eind = replace(feit, tot_en_met=date(2025, 12, 31)), replace(feit, van=date(2026, 1, 1))
    assert reken(regeling, begin, eind).uren.tolist() == [8_800, 8_800]


def test_the_room_by_school_weeks_can_be_redone() -> None:
    stappen = make_uitleg(reken(putten_schoolweken(), *kwartaalregels((176, 176, 112, 170))), 2).stappen
    assert [stap.formule for stap in stappen if stap.naam.startswith("Ruimte")] == [
        "8,00 uur x 7 weken = 56,00 uur"
    ] * 2


def test_an_amount_per_year_goes_by_the_school_weeks() -> None:
    regeling = maak(
        uren__maandverdeling="schoolweken",
        uren__schoolweken=[11, 11, 7, 11],
        gemeentebedragen={"jaar": {"soort": "per_jaar", "bedrag": w(400)}},
        regulier__fasen__0__banden__0__zonder_kot=gemeente("jaar"),
    )
    zomer = replace(PEUTER, van=date(2026, 7, 1), tot_en_met=date(2026, 9, 30), uren=5_600)
    assert reken(regeling, PEUTER, zomer).subsidie.tolist() == [40_000, 7_000]


@pytest.mark.parametrize(
    ("wijzigingen", "zin"),
    [
        (
            {"uren__schoolweken": [11, 11, 7, 11]},
            "uren.schoolweken telt alleen bij maandverdeling schoolweken. Haal de lijst weg of kies schoolweken.",
        ),
        (
            {"uren__maandverdeling": "schoolweken"},
            (
                "uren.schoolweken heeft 0 getallen. Bij schoolweken horen er vier: de weken van elk kwartaal. "
                "Voeg toe: schoolweken = [11, 11, 7, 11]."
            ),
        ),
        (
            {"uren__maandverdeling": "schoolweken", "uren__schoolweken": [11, 11, 7, 10]},
            (
                "uren.schoolweken is samen 39,00, maar uren.weken_per_jaar is 40,00. Maak ze gelijk; andere weken vanaf een "
                "datum vragen een nieuwe regeling."
            ),
        ),
        (
            {"uren__maandverdeling": "schoolweken", "uren__schoolweken": [11, 11, 7, Decimal("11.001")]},
            "uren.schoolweken[4] is 11,001, maar mag hoogstens 2 decimalen hebben.",
        ),
        (
            {"uren__maandverdeling": "schoolweken", "uren__schoolweken": ["11.01", 11, "6.99", 11]},
            (
                "uren.schoolweken is te fijn om mee te rekenen in een regeling van 1 jaar. Rond de weken af op tienden of op "
                "halve weken, of kort de regeling in."
            ),
        ),
        (
            {
                "uren__maandverdeling": "schoolweken",
                "uren__schoolweken": [11, 11, 7, 11],
                "bijdragen__vng": {"soort": "per_maand", "bedrag": w(25)},
            },
            (
                "bijdragen.vng is een bedrag per maand; bij schoolweken wegen de maanden niet even zwaar. Kies een andere "
                "maandverdeling."
            ),
        ),
    ],
)
def test_school_weeks_that_can_not_be_computed_with_are_refused(
    wijzigingen: dict[str, object], zin: str
) -> None:
    assert fouten(**wijzigingen) == [zin]
