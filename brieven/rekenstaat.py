"""The calculation behind a letter as files inside its PDF: CSV for a spreadsheet, JSON for a program."""

import json
from typing import Any

from lib.csvbestand import write_csv
from lib.pdf import Ingesloten

# Under this key a letter keeps it: `kop` and `rijen` as they stand in the CSV, `gegevens` as the JSON has them.
REKENSTAAT = "rekenstaat"


def ingesloten_van(rekenstaat: dict[str, Any] | None) -> list[Ingesloten]:
    if rekenstaat is None:
        return []
    tabel = write_csv(rekenstaat["kop"], rekenstaat["rijen"])
    gegevens = json.dumps(rekenstaat["gegevens"], ensure_ascii=False, indent=1)
    return [
        Ingesloten("berekening.csv", "De berekening als tabel", tabel),
        Ingesloten("berekening.json", "De berekening als gegevens, bedragen in centen", gegevens.encode()),
    ]
