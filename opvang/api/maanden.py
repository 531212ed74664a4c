"""The hours of a line by month, where the municipality asks them so."""

from typing import Any

from lib.geld import to_honderdsten
from lib.periode import Tijdvak
from lib.weergave import opsommen
from opvang.api.gegevens import write_getal
from opvang.api.schema import Invoerfout, Schema, Soort, Veld, Veldfout
from opvang.models import Declaratieregel

MAANDUREN = Schema(
    "Maanduren",
    "De uren van een maand.",
    {
        "maand": Veld(Soort.GEHEEL, "1 voor januari tot en met 12 voor december."),
        "uren": Veld(Soort.GETAL, "De uren; 0 als er geen zijn."),
    },
)


def read_maanden(tijdvak: Tijdvak, maanden: list[dict[str, Any]], plek: str) -> list[int]:
    """For each month of the tijdvak, in its order."""
    nummers = [maand.nummer for maand in tijdvak.maanden]
    per_maand: dict[int, int] = {}
    for i, regel in enumerate(maanden):
        maand = regel["maand"]
        if maand not in nummers:
            zin = f"Maand {maand} valt niet in {tijdvak.met_lidwoord}. Verwacht: {opsommen(map(str, nummers), 'of')}."
            raise Invoerfout([Veldfout(f"{plek}/{i}/maand", zin)])
        if maand in per_maand:
            raise Invoerfout([Veldfout(f"{plek}/{i}/maand", "Deze maand staat er twee keer in.")])
        per_maand[maand] = to_honderdsten(regel["uren"])
    return [per_maand.get(nummer, 0) for nummer in nummers]


def write_maanden(tijdvak: Tijdvak, regel: Declaratieregel) -> list[dict[str, Any]]:
    if not regel.maanden_honderdsten:
        return []
    maanden = zip(tijdvak.maanden, regel.maanden_honderdsten, strict=True)
    return [{"maand": maand.nummer, "uren": write_getal(uren)} for maand, uren in maanden]
