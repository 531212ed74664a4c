"""A workbook with an administration, for tests: the sheets and columns of the template, filled."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from opvang.models import Overname
from opvang.overname.kolommen import BLADEN
from opvang.overname.werk import report_of

Rij = Mapping[str, Any]
LRK = "123456789"


def workbook(**bladen: Sequence[Rij]) -> bytes:
    """`workbook(kinderen=[{...}])`; a column that no row has is left out, a required one stays."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as werkmap:
        datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        for soort in BLADEN:
            rijen = bladen.get(soort.naam.lower(), [])
            blad = werkmap.add_worksheet(soort.naam)
            for x, kolom in enumerate(soort.kolommen):
                blad.write_string(0, x, f"{kolom.naam} *" if kolom.verplicht else kolom.naam)
                for y, rij in enumerate(rijen, 1):
                    if (cel := rij.get(kolom.naam)) is not None:
                        blad.write(y, x, cel, *([datum] if isinstance(cel, date) else []))
    return buffer.getvalue()


def child(nummer: str = "A1", **anders: Any) -> dict[str, Any]:
    return {
        "kindnummer": nummer,
        "voornaam": "Noor",
        "achternaam": "Jansen",
        "geboortedatum": date(2022, 9, 14),
        "straat": "Dorpsstraat",
        "huisnummer": 12,
        "postcode": "3881 AB",
        "woonplaats": "Putten",
    } | {sleutel.replace("_", " "): waarde for sleutel, waarde in anders.items()}


def whole(bsn: str = "") -> bytes:
    """One child, from its parents to its hours."""
    return workbook(
        kinderen=[child(bsn=bsn) if bsn else child()],
        ouders=[
            {
                "kindnummer": "A1",
                "voornaam": "Sanne",
                "achternaam": "Jansen",
                "relatie": "Moeder",
                "telefoon": "06-12345678",
                "e-mail": "sanne@voorbeeld.test",
                "taal": "Nederlands",
            }
        ],
        indicaties=[
            {
                "kindnummer": "A1",
                "soort": "VVE-indicatie",
                "geldig van": date(2025, 3, 14),
                "geldig tot en met": date(2026, 9, 13),
                "afgegeven op": date(2025, 2, 1),
            }
        ],
        toeleiding=[
            {
                "kindnummer": "A1",
                "aanbieder": "De Ark",
                "verwezen op": date(2025, 2, 3),
                "stand": "Gestart",
                "sinds": date(2025, 3, 17),
            }
        ],
        plaatsingen=[
            {
                "kindnummer": "A1",
                "lrk-nummer": LRK,
                "startdatum": date(2025, 3, 17),
                "uren per week": 16,
                "kot": "nee",
            }
        ],
        uren=[{"kindnummer": "A1", "lrk-nummer": LRK, "jaar": 2025, "tijdvak": 1, "uren": 32.5}],
    )


def sentences(overname: Overname) -> list[str]:
    """What the report says, each with sheet, row and column."""
    return [f"{b.blad} {b.rij} {b.kolom}: {b.zin}" for b in report_of(overname)]
