"""Slips against TOML, one by one: the place, the sentence, and how the text is read on as it must have been meant."""

from typing import Any

import pytest

from rekenregels.regeling.tomltekst import GROOTSTE_REGELING, TomlFout, is_leeg, parse_toml

GETAL = "is geen getal zoals dit bestand het leest. Schrijf een punt voor de decimalen en niets tussen duizendtallen:"
DATUM = "is geen datum zoals dit bestand haar leest. Schrijf:"
JA_NEE = "is geen ja of nee zoals dit bestand het leest. Schrijf:"
KRUL = "hier staan krulaanhalingstekens. Schrijf rechte:"
TEKST = "een tekst staat tussen aanhalingstekens. Schrijf:"
KOP = "de kop van een blok staat tussen haken. Schrijf:"
VROEG = "dit is geen geldig TOML: het bestand houdt te vroeg op. Maak de laatste regel af."
HERSTEL = (
    "Herstel die regel. Een tekst staat tussen aanhalingstekens, een getal heeft een punt en geen komma."
)


@pytest.mark.parametrize(
    ("regel", "teken", "zin", "hersteld"),
    [
        ("a = 10,26", 5, f"10,26 {GETAL} 10.26", "a = 10.26"),
        ("a = { b = 10,5, c = 1 }", 11, f"10,5 {GETAL} 10.5", "a = { b = 10.5, c = 1 }"),
        ("a = € 1.234,50 # duur", 5, f"€ 1.234,50 {GETAL} 1234.50", "a = 1234.50 # duur"),
        ("a = 100%", 5, f"100% {GETAL} 100", "a = 100"),
        ("a = 000", 5, f"000 {GETAL} 0", "a = 0"),
        ("d = 1-1-2026", 5, f"1-1-2026 {DATUM} 2026-01-01", "d = 2026-01-01"),
        ("d = 2026/1/2 # x", 5, f"2026/1/2 {DATUM} 2026-01-02", "d = 2026-01-02 # x"),
        ("a = ja", 5, f"ja {JA_NEE} true", "a = true"),
        ("a = Waar", 5, f"Waar {JA_NEE} true", "a = true"),
        ("a = TRUE", 5, f"TRUE {JA_NEE} true", "a = true"),
        ("a = { b = ONWAAR }", 11, f"ONWAAR {JA_NEE} false", "a = { b = false }"),
        ("a = Nee", 5, f"Nee {JA_NEE} false", "a = false"),
        (
            "a = 007",
            5,
            'een getal begint niet met een 0. Schrijf "007" als het een code is, of 7 als het een getal is.',
            'a = "007"',
        ),
        ("a = “x”", 5, f'{KRUL} a = "x"', 'a = "x"'),
        ("  a = ‘x’", 7, f"{KRUL} a = 'x'", "  a = 'x'"),
        ("a = „x”", 5, f'{KRUL} a = "x"', 'a = "x"'),
        ('a: "x"', 2, 'tussen een sleutel en zijn waarde staat = en geen dubbele punt. Schrijf: a = "x"', 'a = "x"'),
        ("mijn  lange sleutel = 1", 1, "in een sleutel staan geen spaties. Schrijf: mijn_lange_sleutel", "mijn_lange_sleutel = 1"),
        ("a = houder # wie", 5, f'{TEKST} "houder"', 'a = "houder" # wie'),
        ("a = a\\b", 5, f'{TEKST} "a\\\\b"', 'a = "a\\\\b"'),
        ("[a", 1, f"{KOP} [a]", "[a]"),
        ("[[a]", 1, f"{KOP} [[a]]", "[[a]]"),
        ('a = "C:\\x"', 8, 'in een tekst heeft een \\ een eigen betekenis. Schrijf hem dubbel: a = "C:\\\\x"', 'a = "C:\\\\x"'),
    ],
)  # fmt: skip
def test_what_can_only_mean_one_thing_is_told_and_read_on(
    regel: str, teken: int, zin: str, hersteld: str
) -> None:
    gelezen = parse_toml(f"begin = 1\n{regel}\n")
    [slip] = gelezen.slips
    assert ((slip.plek.regel, slip.plek.teken), slip.zin, slip.hersteld) == ((2, teken), zin, hersteld)
    assert gelezen.tabellen == parse_toml(f"begin = 1\n{hersteld}\n").tabellen


@pytest.mark.parametrize(
    ("tekst", "plek", "zin"),
    [
        ("a =", (1, 4), VROEG),
        ('b = 1\na = "x', (2, 7), VROEG),
        ("a = [1, 2\n\n", (1, 10), VROEG),
        ("b = { a = , }", (1, 9), "achter = staat niets. Vul een waarde in, of haal de sleutel weg."),
        ("a = \nb = 1", (1, 3), "achter = staat niets. Vul een waarde in, of haal de sleutel weg."),
        (
            'a = "x\nb = 1\n',
            (1, 5),
            'hier begint een tekst die niet wordt afgesloten. Zet een " waar de tekst ophoudt.',
        ),
        (
            "a = { b = 1, }",
            (1, 12),
            "wat tussen { en } hoort, staat op een regel, met een komma tussen de delen en zonder komma aan het eind.",
        ),
        (
            "a = {\n b = 1 }",
            (1, 5),
            "wat tussen { en } hoort, staat op een regel, met een komma tussen de delen en zonder komma aan het eind.",
        ),
        (
            "b = 1\n  gewone zin",
            (2, 3),
            "op deze regel staat geen =. Schrijf sleutel = waarde, of zet er # voor als het een opmerking is.",
        ),
        ("x = 3 4", (1, 7), f'dit is geen geldig TOML: "x = 3 4". {HERSTEL}'),
        ("a = true\n b == 2", (2, 5), f'dit is geen geldig TOML: "b == 2". {HERSTEL}'),
        ("a = 1\nb = 3\na = 2", (3, 1), "a staat twee keer, op regel 1 en regel 3. Haal er een weg, of geef de tweede een andere naam."),
        ("[a]\nc = 1\n[a]", (3, 1), "[a] staat twee keer, op regel 1 en regel 3. Haal er een weg, of geef de tweede een andere naam."),
    ],
)  # fmt: skip
def test_what_can_mean_more_is_told_and_refused(tekst: str, plek: tuple[int, int], zin: str) -> None:
    with pytest.raises(TomlFout) as fout:
        parse_toml(tekst)
    assert [((slip.plek.regel, slip.plek.teken), slip.zin) for slip in fout.value.slips] == [(plek, zin)]
    assert str(fout.value) == zin


def test_slips_are_read_past_until_one_that_can_not_be() -> None:
    with pytest.raises(TomlFout) as fout:
        parse_toml("a = 10,26\nb = ja\nc =\nd = 1\n")
    assert [(slip.plek.regel, slip.zin) for slip in fout.value.slips] == [
        (1, f"10,26 {GETAL} 10.26"),
        (2, f"ja {JA_NEE} true"),
        (3, "achter = staat niets. Vul een waarde in, of haal de sleutel weg."),
    ]


@pytest.mark.parametrize(("aantal", "goed"), [(24, True), (25, False)])
def test_at_most_twenty_five_slips_are_told(aantal: int, goed: bool) -> None:
    tekst = "".join(f"k{i} = ja\n" for i in range(aantal))
    if goed:
        assert len(parse_toml(tekst).slips) == aantal
    else:
        with pytest.raises(TomlFout) as fout:
            parse_toml(tekst + "k = ja\n")
        assert len(fout.value.slips) == 25


@pytest.mark.parametrize(
    ("goed", "fout", "plek", "zin"),
    [
        (
            "a = " + "[" * 10 + "]" * 10,
            "b = 1\na = " + "[" * 11 + "]" * 11,
            (2, 15),
            "deze regel heeft meer dan 10 haken in elkaar. Haal de haken weg.",
        ),
        (
            "a = 1" + "0" * 99,
            "b = 1\na = +1" + "0" * 99,
            (2, 5),
            "deze regel heeft een getal van 101 tekens. Verbeter het getal.",
        ),
        (
            ".".join("k" * 21) + " = 1",
            ".".join("k" * 22) + " = 1",
            (1, 42),
            "deze regel heeft een sleutel van meer dan 20 delen. Kort de sleutel in.",
        ),
    ],
)
def test_more_than_a_policy_needs_is_refused_at_its_place(
    goed: str, fout: str, plek: tuple[int, int], zin: str
) -> None:
    assert parse_toml(goed).slips == ()
    with pytest.raises(TomlFout) as gezegd:
        parse_toml(fout)
    [slip] = gezegd.value.slips
    assert ((slip.plek.regel, slip.plek.teken), slip.zin) == (plek, zin)


def test_brackets_that_were_closed_and_points_of_another_key_do_not_count() -> None:
    tekst = "a = [[1], [2]]\n" + "".join(f"k{i}.b.c.d.e = [{{ x.y = 1.5 }}]\n" for i in range(30))
    assert len(parse_toml(tekst).tabellen) == 31


def test_a_text_of_half_a_million_signs_is_read_and_one_more_is_not() -> None:
    opmerking = "#" + "x" * (GROOTSTE_REGELING - 1)
    leeg: dict[str, Any] = {}
    assert (len(opmerking), parse_toml(opmerking).tabellen, is_leeg(opmerking)) == (500_000, leeg, True)
    assert is_leeg(opmerking + "x") is False
    with pytest.raises(TomlFout) as fout:
        parse_toml(opmerking + "x")
    [slip] = fout.value.slips
    assert ((slip.plek.regel, slip.plek.teken), slip.zin) == (
        (1, 1),
        "de tekst heeft 500001 tekens; een regeling past in 500000. Haal weg wat er niet bij hoort.",
    )


@pytest.mark.parametrize(
    ("tekst", "leeg"), [("", True), (" \n\t# x\n", True), ("# x\na = 1", False), ("a", False)]
)
def test_a_text_of_remarks_is_empty(tekst: str, leeg: bool) -> None:
    assert is_leeg(tekst) is leeg
