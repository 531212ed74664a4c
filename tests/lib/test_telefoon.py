import pytest

from lib.telefoon import parse_telefoon, write_telefoon


@pytest.mark.parametrize(
    "tekst",
    ["0612345678", "06-12345678", "06 1234 5678", "0031612345678", "+31 6 12345678", "+31 (0)6-12.34.56.78"],
)
def test_a_dutch_number_is_read_in_every_way_it_is_written(tekst: str) -> None:
    assert parse_telefoon(tekst) == "+31612345678"


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("0341-357611", "+31341357611"),
        ("+49 151 23456789", "+4915123456789"),
        ("00 90 532 123 45 67", "+905321234567"),
    ],
)
def test_a_number_of_a_town_or_a_country_is_kept_whole(tekst: str, nummer: str) -> None:
    assert parse_telefoon(tekst) == nummer


@pytest.mark.parametrize(
    "tekst",
    ["061234567", "06123456789", "12345678", "+31 0 612345678", "bel oma", "06-1234567a", "+1", "٠٦١٢٣٤٥٦٧٨"],
)
def test_what_is_no_number_gets_a_sentence_with_an_example(tekst: str) -> None:
    with pytest.raises(
        ValueError, match=r"is geen telefoonnummer\. Vul tien cijfers in, bijvoorbeeld 06 12345678"
    ):
        parse_telefoon(tekst)


def test_a_dutch_number_is_shown_as_people_dial_it() -> None:
    assert [write_telefoon(n) for n in ("+31612345678", "+31341357611", "+4915123456789", "")] == [
        "06 12345678",
        "0341357611",
        "+4915123456789",
        "",
    ]
