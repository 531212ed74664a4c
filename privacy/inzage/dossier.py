"""A file about one child: its parts, as data and as a document."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from lib.pdf import render_pdf


@dataclass(frozen=True)
class Onderdeel:
    """One kind of data: its name, its columns and its rows, all text."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: list[tuple[str, ...]]

    @property
    def paren(self) -> list[tuple[str, str]]:
        """Of the one row: each column with what stands there, under each other."""
        (rij,) = self.rijen
        return list(zip(self.kolommen, rij, strict=True))


@dataclass(frozen=True)
class Dossier:
    pseudoniem: str
    gemeente: str
    moment: datetime
    onderdelen: list[Onderdeel]

    def as_json(self) -> str:
        inhoud: dict[str, Any] = {
            "gemeente": self.gemeente,
            "pseudoniem": self.pseudoniem,
            "opgemaakt": localtime(self.moment).isoformat(timespec="seconds"),
        }
        for onderdeel in self.onderdelen:
            inhoud[onderdeel.titel] = [
                dict(zip(onderdeel.kolommen, rij, strict=True)) for rij in onderdeel.rijen
            ]
        return json.dumps(inhoud, ensure_ascii=False, indent=2)

    def as_pdf(self) -> bytes:
        return render_pdf(
            render_to_string("privacy/pdf/inzage.html", {"dossier": self}),
            titel=f"Inzage in de gegevens van kind {self.pseudoniem}",
            moment=self.moment,
            bestanden=settings.BASE_DIR / "static",
        )
