"""A package on paper, for the parents to read and for the BSO: PDF/UA-1 and PDF/A-3a."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from lib.pdf import render_pdf


def read_beeld(beeld: dict[str, Any]) -> dict[str, Any]:
    """The days of a snapshot as days again, for who shows it."""
    programmas = beeld["programmas"]
    rijen = [
        rij | {"van": date.fromisoformat(rij["van"]), "tot_en_met": date.fromisoformat(rij["tot_en_met"])}
        for rij in programmas["rijen"]
    ]
    gelezen = beeld | {
        "kind": beeld["kind"] | {"geboortedatum": date.fromisoformat(beeld["kind"]["geboortedatum"])},
        "opgemaakt": date.fromisoformat(beeld["opgemaakt"]),
        "programmas": programmas | {"rijen": rijen},
    }
    if zienswijze := beeld.get("zienswijze"):
        gelezen["zienswijze"] = zienswijze | {"op": date.fromisoformat(zienswijze["op"])}
    return gelezen


def make_pdf(
    beeld: dict[str, Any],
    *,
    gemeente: str,
    moment: datetime,
    toestemming: dict[str, Any] | None = None,
    code: str = "",
    code_tot_en_met: date | None = None,
) -> bytes:
    """`toestemming`: since when, which parts and to whom; `code`: what the parents give to the school."""
    context = {
        "beeld": read_beeld(beeld),
        "gemeente": gemeente,
        "toestemming": toestemming,
        "code": code,
        "code_tot_en_met": code_tot_en_met,
    }
    return render_pdf(
        render_to_string("opvang/pdf/overdracht.html", context),
        titel=f"Overdracht van {beeld['kind']['naam']} naar de basisschool",
        moment=moment,
        bestanden=settings.BASE_DIR / "static",
    )
