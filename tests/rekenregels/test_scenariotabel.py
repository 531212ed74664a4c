"""Policies side by side: the widths, letters and signs of the table, and the lines of the CSV, in exact texts."""

from rekenregels import Categorie
from rekenregels.scenario import Groepskosten, Scenario
from rekenregels.scenariotabel import make_csv, make_tabel

D, R, S = Categorie.DOELGROEP, Categorie.REGULIER, Categorie.SMI


def scenario(naam: str, *groepen: Groepskosten, gepubliceerd: int | None = None) -> Scenario:
    return Scenario(naam, "stand", "geteld", groepen, gepubliceerd)


def tabel(*scenarios: Scenario) -> list[str]:
    return make_tabel(scenarios).replace("\u00a0", " ").split("\n")


def test_the_first_column_is_34_wide_or_two_more_than_the_longest_name() -> None:
    kort, lang = "x" * 30, "x" * 31  # with the indent 32 and 33
    assert tabel(scenario("A", Groepskosten(kort, D, 1, 100)))[5] == f"  {kort}" + "1".rjust(18)
    assert tabel(scenario("A", Groepskosten(lang, D, 1, 100)))[3:7] == [
        "Kinderen".ljust(35) + "A".rjust(16),
        "Doelgroep".ljust(35) + "1".rjust(16),
        f"  {lang}  " + "1".rjust(16),
        "Totaal".ljust(35) + "1".rjust(16),
    ]


def test_the_difference_has_a_sign_and_a_group_that_only_the_other_has_counts_in_full() -> None:
    eerste = scenario("Eerste", Groepskosten("smi", S, 1, 5_00), Groepskosten("groot", D, 2, 10_00))
    tweede = scenario(
        "Tweede", Groepskosten("smi", S, 1, 5_00), Groepskosten("klein", D, 4, 4_00), gepubliceerd=21
    )
    derde = scenario(
        "Derde", Groepskosten("regulier", R, 1, 1_00), Groepskosten("groot", D, 2, 9_99), gepubliceerd=22
    )
    regels = tabel(eerste, tweede, derde)
    kop = [
        "A  Eerste",
        "   populatie: stand (geteld)",
        "",
        "B  Tweede",
        "   populatie: stand (geteld)",
        "   gepubliceerd: € 21,00, komt overeen",
        "",
        "C  Derde",
        "   populatie: stand (geteld)",
        "   gepubliceerd: € 22,00, wijkt af",
        "",
    ]
    assert regels[: len(kop)] == kop
    assert [" ".join(regel.split()) for regel in regels[len(kop) :]] == [
        "Kinderen A B C",
        "SMI 1 1 0",
        "smi 1 1 -",
        "Doelgroep 2 4 2",
        "groot 2 - 2",
        "klein - 4 -",
        "Regulier 0 0 1",
        "regulier - - 1",
        "Totaal 3 5 3",
        "",
        "Subsidie A B C",
        "SMI € 5,00 € 5,00 € 0,00",
        "smi € 5,00 € 5,00 -",
        "Doelgroep € 20,00 € 16,00 € 19,98",
        "groot € 20,00 - € 19,98",
        "klein - € 16,00 -",
        "Regulier € 0,00 € 0,00 € 1,00",
        "regulier - - € 1,00",
        "Totaal € 25,00 € 21,00 € 20,98",
        "",
        "Verschil met A B C",
        "SMI € 0,00 € -5,00",
        "smi € 0,00 € -5,00",
        "Doelgroep € -4,00 € -0,02",
        "groot € -20,00 € -0,02",
        "klein + € 16,00 € 0,00",
        "Regulier € 0,00 + € 1,00",
        "regulier € 0,00 + € 1,00",
        "Totaal € -4,00 € -4,02",
        "",
    ]


def test_after_the_26th_policy_the_letters_go_on_with_a_number() -> None:
    velen = [scenario(f"nr {nummer}", Groepskosten("g", D, 1, 100)) for nummer in range(1, 54)]
    koppen = [regel for regel in tabel(*velen) if "  nr " in regel]
    assert [koppen[i] for i in (0, 25, 26, 51, 52)] == [
        "A  nr 1",
        "Z  nr 26",
        "A2  nr 27",
        "Z2  nr 52",
        "A3  nr 53",
    ]


def test_in_the_csv_no_name_is_a_formula_and_a_new_group_differs_from_nothing() -> None:
    een = scenario("=1+1", Groepskosten("a", D, 2, 10_00))
    ander = scenario("B", Groepskosten("+b", R, 3, 1_05))
    assert make_csv([een, ander]) == (
        "regeling,populatie,categorie,groep,aantal,per_kind,subsidie,verschil_met_eerste\n"
        "'=1+1,stand,doelgroep,a,2,10.00,20.00,0.00\n"
        "'=1+1,stand,,totaal,2,,20.00,0.00\n"
        "B,stand,regulier,'+b,3,1.05,3.15,3.15\n"
        "B,stand,,totaal,3,,3.15,-16.85\n"
    )


def test_a_published_total_is_compared_to_the_euro() -> None:
    def klopt(centen: int) -> bool:
        return scenario("A", Groepskosten("g", D, 1, centen), gepubliceerd=10).klopt

    assert [klopt(centen) for centen in (9_49, 9_50, 10_49, 10_50)] == [False, True, True, False]
