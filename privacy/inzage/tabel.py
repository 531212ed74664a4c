"""How rows about a child stand in the file for its parents."""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Tabel:
    """Rows of one model about a child. Every field stands under its heading, or in WEGGELATEN with the reason."""

    titel: str
    model: type[models.Model]
    pad: str
    kolommen: dict[str, str]
    volgorde: tuple[str, ...] = ("pk",)
    # Of one side alone, JGZ or municipality: read in the scope of each.
    per_kant: bool = False
