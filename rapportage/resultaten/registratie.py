"""What the house must know of results in counts."""

from organisaties.hoofdstukken import register_hoofdstuk
from rapportage.resultaten.hoofdstuk import HOOFDSTUK


def register() -> None:
    register_hoofdstuk(HOOFDSTUK)
