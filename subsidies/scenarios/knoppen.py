"""What can be turned in a scenario: the rates, bands, weeks and table of a policy, found in its document."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rekenregels import Regeling, inkomenstabellen, load_document
from rekenregels.regeling.bedragtabellen import Tabelsoort
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.velden import Eenheid, Waarde
from subsidies.models import CATEGORIENAMEN

_HOOFDSTUKKEN = ("uren", "tarieven", "bijdragen", "doelgroep", "regulier", "smi")
_DEEL = re.compile(r"(\w+)(?:\[(\d+)\])?$")


@dataclass(frozen=True)
class Knop:
    """One number of the policy. `nummer` is its place among the values that change over time."""

    pad: str
    nummer: int
    label: str
    eenheid: Eenheid
    waarde: Decimal

    @property
    def sleutel(self) -> str:
        return f"{self.pad}#{self.nummer}"


def find_knoppen(regeling: Regeling) -> list[Knop]:
    knoppen = []
    for pad, parameter in parameters_met_pad(regeling):
        if pad.split(".")[0] in _HOOFDSTUKKEN and parameter.eenheid is not Eenheid.AANTAL:
            for nummer, waarde in enumerate(parameter.waarden):
                getal = Decimal(waarde.waarde) / parameter.eenheid.factor
                label = _label(regeling, pad) + _vanaf(waarde)
                knoppen.append(Knop(pad, nummer, label, parameter.eenheid, getal))
    return knoppen


def table_choices(regeling: Regeling) -> list[str]:
    """The national tables that may replace the present one; none when the policy has a table of another kind."""
    tabel = regeling.bijdragetabel
    if tabel is None or tabel.soort is not Tabelsoort.UURBEDRAG:
        return []
    return sorted(naam for naam in inkomenstabellen() if naam.startswith("vng-"))


def present_table(regeling: Regeling) -> str:
    return regeling.bijdragetabel.versies[-1].tabel if regeling.bijdragetabel else ""


def make_variant(regeling: Regeling, standen: dict[str, Decimal], tabel: str | None = None) -> Regeling:
    """The policy with some knobs turned; raises RegelingFout with sentences when it makes no sense."""
    document: dict[str, Any] = deepcopy(regeling.as_document())
    for knop in find_knoppen(regeling):
        if knop.sleutel in standen:
            _set(document, knop, standen[knop.sleutel])
    if tabel is not None:
        document["bijdragetabel"]["versies"] = [{"tabel": tabel, "bron": f"scenario: tabel {tabel}"}]
    return load_document(document)


def _set(document: dict[str, Any], knop: Knop, stand: Decimal) -> None:
    ding: Any = document
    for deel in knop.pad.split("."):
        naam, nummer = _parts(deel)
        ding = ding[naam] if nummer is None else ding[naam][nummer - 1]
    waarde = ding[knop.nummer] if isinstance(ding, list) else ding
    waarde["waarde"], waarde["bron"] = f"{stand:f}", "scenario"


def _parts(deel: str) -> tuple[str, int | None]:
    gevonden = _DEEL.match(deel)
    if gevonden is None:
        raise ValueError(f"Onbekend pad in de regeling: {deel}")
    return gevonden[1], int(gevonden[2]) if gevonden[2] else None


def _label(regeling: Regeling, pad: str) -> str:
    """The place in the document as people say it: 'Doelgroep, tweede dagdeel: uren per week'."""
    ding: Any = regeling
    namen: list[str] = []
    for deel in pad.split("."):
        naam, nummer = _parts(deel)
        ding = ding[naam] if isinstance(ding, dict) else getattr(ding, naam)
        if nummer is not None:
            ding = ding[nummer - 1]
            naam = getattr(ding, "naam", "")
        namen.append(CATEGORIENAMEN.get(naam, naam.replace("_", " ")))
    hoofd, *midden, laatste = namen
    kop = {"tarieven": "Tarief", "bijdragen": "Ouderbijdrage", "uren": ""}.get(hoofd, f"{hoofd},")
    wat = f"{kop} {', '.join(midden)}".strip(" ,")
    zin = f"{wat}: {laatste}" if wat and laatste != "bedrag" else wat or laatste
    return zin[0].upper() + zin[1:]


def _vanaf(waarde: Waarde) -> str:
    return f" (vanaf {waarde.vanaf:%d-%m-%Y})" if waarde.vanaf else ""
