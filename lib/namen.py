"""Names as the BRP has them: up to 200 characters, of one part or more, with every sign that a name can have."""

import unicodedata

LANGSTE_NAAM = 200


def clean_naam(tekst: str) -> str:
    """One way to write the same letters (a letter and its loose accent become one) and single spaces."""
    return " ".join(unicodedata.normalize("NFC", tekst).split())


def is_geen_naam(tekst: str) -> bool:
    """A mark that stands for ‘no name’ in a register: a point, dashes, or nothing that is a letter."""
    return bool(tekst) and not any(teken.isalpha() for teken in tekst)


GEEN_NAAM = (
    "‘{}’ is geen naam. Heeft het kind maar één naam? Laat het veld van de voornaam dan leeg en vul de naam in bij "
    "de achternaam."
)
