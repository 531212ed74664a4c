"""What a message advises can be pasted, and is not to invent anything."""

import re
from typing import Any

import pytest

from rekenregels import RegelingFout, let_op, load_regeling, run_voorbeelden
from rekenregels.rekenen.voorbeelden import voorbeeldfouten

from .naslag import KLEINSTE
from .voorbeeldstad import BRON, band, categorie, cel, maak, w

TARIEF = 'tarieven.uur = { soort = "vast", bedrag = { waarde = 10, bron = "art. 1" }, meerprijs = "ouder" }\n'
OUDER = 'bijdragen.ouder = { soort = "per_uur", bedrag = { waarde = 1, bron = "art. 1" } }\n'
BEDRAG = 'bedrag = { waarde = 10, bron = "art. 1" }'


def met(oud: str, nieuw: str, tekst: str = KLEINSTE) -> str:
    assert oud in tekst
    return tekst.replace(oud, nieuw, 1)


def zinnen(tekst: str) -> list[str]:
    with pytest.raises(RegelingFout) as fout:
        load_regeling(tekst)
    return [melding.zin for melding in fout.value.meldingen]


@pytest.mark.parametrize(
    ("geschreven", "waarde"), [('"8,50"', "8.50"), ('"€ 1.234,50"', "1234.50"), ("10", "10")]
)
def test_a_number_without_a_source_is_given_back_as_the_file_wants_it(geschreven: str, waarde: str) -> None:
    [zin] = zinnen(met(BEDRAG, f"bedrag = {geschreven}"))
    assert zin.endswith(f'staat: bedrag = {{ waarde = {waarde}, bron = "" }}')
    [rest] = zinnen(met(BEDRAG, zin.split("staat: ")[1])) if "1234" not in waarde else ["bron is leeg"]
    assert "bron is leeg" in rest


@pytest.mark.parametrize("geschreven", ['"geen"', '"€ 10 per uur"'])
def test_a_word_where_a_number_belongs_is_never_advised_as_a_number(geschreven: str) -> None:
    [zin] = zinnen(met(BEDRAG, f"bedrag = {geschreven}"))
    assert zin == (
        f"tarieven.uur.bedrag is {geschreven}, maar moet een getal met een bron zijn (Bedrag per uur). Is het er niet, "
        'schrijf dan: bedrag = { waarde = 0, bron = "" }'
    )


def test_an_age_as_a_bare_number_is_given_back_as_a_table() -> None:
    leeftijd = 'vanaf = { maanden = 30, bron = "art. 1" }'
    [zin] = zinnen(met(leeftijd, "vanaf = 30"))
    assert zin.endswith(' Schrijf: vanaf = { maanden = 30, bron = "" }')
    for woord in ('"2,5 jaar"', "true", "[30]"):
        [zin] = zinnen(met(leeftijd, f"vanaf = {woord}"))
        assert "Schrijf" not in zin


def test_a_missing_cell_has_two_different_words_to_choose_from() -> None:
    [zin] = zinnen(met(', met_kot = { tarief = "uur", bijdrage = "ouder" }', ""))
    assert zin.endswith('Voeg toe: met_kot = "geen" of met_kot = { tarief = "basis", bijdrage = "vng" }')


@pytest.mark.parametrize(
    ("woord", "bedoeld"),
    [("percentage", "samengesteld"), ("per_dagdeel", "per_dag"), ("Inkomensafhankelijk", "tabel")],
)
def test_a_word_of_a_regulation_leads_to_that_of_the_language(woord: str, bedoeld: str) -> None:
    [zin] = zinnen(
        met('soort = "per_uur", bedrag = { waarde = 1,', f'soort = "{woord}", bedrag = {{ waarde = 1,')
    )
    assert zin.startswith(f'bijdragen.ouder.soort is "{woord}". Bedoelt u soort = "{bedoeld}" (')
    assert "Kies een van: geen, per_uur" in zin


def test_keys_under_the_wrong_heading_are_told_where_they_belong() -> None:
    fouten = zinnen(met("[geldstroom]\n", ""))
    assert (
        "doelgroep.fasen[1].declaratie_ritme staat op de verkeerde plaats: declaratie_ritme hoort bij [geldstroom]. Wat na een "
        "kop staat, hoort bij die kop. Zet er de kop [geldstroom] boven."
    ) in fouten


ZONDER_PRIJS = (
    (TARIEF, ""),
    (OUDER, OUDER + 'gemeentebedragen.plaats = { soort = "per_jaar", bedrag = { waarde = 1000, bron = "art. 1" } }\n'),
    ('zonder_kot = { tarief = "uur", bijdrage = "ouder" }, met_kot = { tarief = "uur", bijdrage = "ouder" }',
     'zonder_kot = { tarief = "geen", gemeentebedrag = "plaats", bijdrage = "ouder" }, met_kot = "geen"'),
    ("subsidie = 5760", "subsidie = 1000"),
)  # fmt: skip


def test_a_regulation_without_a_price_needs_none() -> None:
    tekst = KLEINSTE
    for oud, nieuw in ZONDER_PRIJS:
        tekst = met(oud, nieuw, tekst)
    regeling = load_regeling(tekst)
    assert regeling.tarieven == {}
    assert [uitslag.verschillen for uitslag in run_voorbeelden(regeling)] == [()]
    zonder_zin = re.sub("^geen = .*\n", "", tekst, count=1, flags=re.MULTILINE)
    assert any(
        "zijn ze er niet, schrijf dan bovenaan het bestand: tarieven = {}" in z for z in zinnen(zonder_zin)
    )


def test_a_forgotten_price_is_still_a_mistake() -> None:
    fouten = zinnen(met(TARIEF, ""))
    assert [zin.split(". ")[0] for zin in fouten] == [
        f'doelgroep.fasen[1].banden[1].{cel}.tarief is "uur", maar [tarieven.uur] bestaat niet'
        for cel in ("zonder_kot", "met_kot")
    ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "einde"),
    [
        (
            "geboortedatum = 2023-03-01",
            "geboortedatum = 2026-03-01",
            "€ 640,00. Het kind heeft in deze periode niet de leeftijd waarvoor de regeling geldt.",
        ),
        ("subsidie = 5760", "subsidie = 5761", "€ 5.761,00."),
        (
            'soort = "vast", bedrag = { waarde = 10, bron = "art. 1" }, meerprijs = "ouder"',
            'soort = "aanbieder", bron = "art. 1"',
            '"heel jaar 16 uur": kind.prijs is niet ingevuld: deze regeling rekent met de uurprijs van de aanbieder; vul die in.',
        ),
    ],
)
def test_an_example_that_differs_says_what_is_to_be_seen_about_it(oud: str, nieuw: str, einde: str) -> None:
    fouten: list[Any] = voorbeeldfouten(run_voorbeelden(load_regeling(met(oud, nieuw))))
    assert fouten[-1].replace("\u00a0", " ").endswith(einde)


def test_one_maximum_for_children_who_may_be_in_after_school_care_is_pointed_out() -> None:
    """The maximum of the Rijk is another one for bso and childminders; a deviation by kind of care says which."""
    maximum = "aanbieder_tot_max_uurprijs"
    eigen = {"bedragen": w(9)}

    def ouder(tot: int, soort: str, *afwijkingen: dict[str, Any]) -> list[str]:
        tarief: dict[str, Any] = {"soort": soort, "meerprijs": "ouder"}
        tarief |= {"grens": w(9)} if soort == "aanbieder_tot_grens" else {"bron": BRON}
        return let_op(
            maak(
                max_uurprijs=eigen,
                tarieven__eigen=tarief,
                smi=categorie(band("opvang", 8, cel("gratis", "eigen")), van=0, tot=tot),
                afwijkingen=list(afwijkingen),
            )
        )

    bso = {
        "naam": "bso",
        "bron": BRON,
        "categorie": "smi",
        "opvangsoorten": ["bso"],
        "banden": [band("opvang", 8, cel("gratis", "basis"))],
    }
    assert [zin.split(":")[0] for zin in ouder(156, maximum)] == ["smi"]
    assert "onder [[afwijkingen]] met opvangsoorten" in ouder(156, maximum)[0]
    assert ouder(48, maximum) == ouder(156, "aanbieder_tot_grens") == ouder(156, maximum, bso) == []
