"""Which hours and days can be; other sentences about what is typed stand in lib/geld.py."""

from lib.geld import write_honderdsten
from lib.periode import Periode


def check_uren(honderdsten: int, maximum: int, waarin: str) -> None:
    """Refuse hours that cannot be; the sentence names the value."""
    if honderdsten < 0:
        raise ValueError(f"Uren kunnen niet negatief zijn; u vulde {write_honderdsten(honderdsten)} in.")
    if honderdsten > maximum:
        raise ValueError(
            f"{write_honderdsten(honderdsten)} uur past niet in {waarin}: "
            f"meer dan {write_honderdsten(maximum)} uur kan niet."
        )


def check_afwezig(afwezig: int | None, honderdsten: int) -> None:
    """Refuse more absence than hours; the sentence names both."""
    if afwezig is not None and not 0 <= afwezig <= honderdsten:
        raise ValueError(
            f"{write_honderdsten(afwezig)} uur afwezig kan niet: vul 0 tot en met"
            f" {write_honderdsten(honderdsten)} uur in, de uren van dit kind."
        )


def check_dagen(dagen: int | None, periode: Periode) -> None:
    """Refuse more days of care than there are days; the sentence names the value."""
    if dagen is not None and not 0 <= dagen <= periode.dagen:
        raise ValueError(
            f"{dagen} dagen opvang kan niet: vul 0 tot en met {periode.dagen} dagen in, de dagen van"
            f" {periode.van:%d-%m-%Y} tot en met {periode.tot_en_met:%d-%m-%Y}."
        )
