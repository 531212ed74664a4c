"""Telephone numbers as people write them, kept as + and the number of the country (E.164)."""

import re

_LEESTEKENS = re.compile(r"[\s().\-/]")
_NEDERLANDS = re.compile(r"\+31[1-9]\d{8}", re.ASCII)
_INTERNATIONAAL = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)


def parse_telefoon(tekst: str) -> str:
    """06-1234 5678, 0031612345678, +31 (0)6 12345678 -> +31612345678; ValueError with the sentence."""
    kaal = _LEESTEKENS.sub("", tekst.replace("(0)", ""))
    if kaal.startswith("00"):
        kaal = f"+{kaal[2:]}"
    elif kaal.startswith("0"):
        kaal = f"+31{kaal[1:]}"
    vorm = _NEDERLANDS if kaal.startswith("+31") else _INTERNATIONAAL
    if not vorm.fullmatch(kaal):
        raise ValueError(
            f"‘{tekst}’ is geen telefoonnummer. Vul tien cijfers in, bijvoorbeeld 06 12345678, of begin met + en "
            "het landnummer, bijvoorbeeld +49 151 23456789."
        )
    return kaal


def write_telefoon(nummer: str) -> str:
    """+31612345678 -> 06 12345678; a number elsewhere stays as it is"""
    if nummer.startswith("+316"):
        return f"06 {nummer[4:]}"
    return f"0{nummer[3:]}" if nummer.startswith("+31") else nummer
