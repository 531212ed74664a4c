import pytest

from rapportage.sisa import GeenFormulier, Indicatorsoort, formulier_van, parse_formulier, sisa_gemeentecode


@pytest.mark.parametrize("jaar", [2019, 2020, 2021, 2022])
def test_the_texts_of_2019_until_2022_are_verified_and_cite_the_old_wpo_articles(jaar: int) -> None:
    formulier = formulier_van(jaar)
    assert formulier.is_geverifieerd
    assert [(i.code, i.grondslag) for i in formulier.with_soort(Indicatorsoort.BESTEDING)] == [
        ("D8/01", "WPO artikel 166 lid 1"),
        ("D8/02", "WPO artikel 165"),
        ("D8/03", "WPO artikel 167"),
    ]
    assert formulier.indicatoren[0].tekst == (
        "Besteding (jaar T) aan voorzieningen voor voorschoolse educatie die voldoen aan de wettelijke"
        " kwaliteitseisen (conform artikel 166, eerste lid WPO)"
    )


@pytest.mark.parametrize("jaar", [2023, 2024, 2025, 2026])
def test_the_texts_since_2023_are_not_verified_and_cite_the_present_wpo_articles(jaar: int) -> None:
    formulier = formulier_van(jaar)
    assert not formulier.is_geverifieerd
    assert formulier.bron.startswith("aanname:")
    assert [i.grondslag for i in formulier.with_soort(Indicatorsoort.BESTEDING)] == [
        "WPO artikel 159 lid 1",
        "WPO artikel 158",
        "WPO artikel 160",
    ]


@pytest.mark.parametrize("jaar", [2019, 2025])
def test_every_form_asks_for_seven_indicators_of_which_the_codes_are_not_controlled(jaar: int) -> None:
    assert [(i.code, i.aard_controle) for i in formulier_van(jaar).indicatoren] == [
        ("D8/01", "R"),
        ("D8/02", "R"),
        ("D8/03", "R"),
        ("D8/04", "n.v.t."),
        ("D8/05", "R"),
        ("D8/06", "n.v.t."),
        ("D8/07", "R"),
    ]


def test_the_doubtful_reading_of_d8_07_is_marked() -> None:
    assert "niet geverifieerd" in formulier_van(2020).indicator(Indicatorsoort.ONTVANGEN_VAN).opmerking


def test_a_year_without_a_form_is_refused_with_the_years_that_have_one() -> None:
    with pytest.raises(
        GeenFormulier, match="Voor 2018 is geen SiSa-formulier D8 bekend; wel voor 2019 tot en met 2026"
    ):
        formulier_van(2018)


def test_an_unknown_kind_of_indicator_is_refused() -> None:
    with pytest.raises(ValueError, match="reserve"):
        parse_formulier({"jaren": [2030], "indicatoren": [{"soort": "reserve"}]})


def test_sisa_writes_putten_as_060273() -> None:
    assert sisa_gemeentecode("0273") == "060273"
