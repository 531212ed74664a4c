"""Which hours can be; other sentences about what is typed stand in lib/geld.py."""

from lib.geld import write_honderdsten


def check_uren(honderdsten: int, maximum: int, waarin: str) -> None:
    """Refuse hours that cannot be; the sentence names the value."""
    if honderdsten < 0:
        raise ValueError(f"Uren kunnen niet negatief zijn; u vulde {write_honderdsten(honderdsten)} in.")
    if honderdsten > maximum:
        raise ValueError(
            f"{write_honderdsten(honderdsten)} uur past niet in {waarin}: "
            f"meer dan {write_honderdsten(maximum)} uur kan niet."
        )
