"""The policy of another municipality as a start: its shape stays, its sources become assumptions."""

import dataclasses
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from subsidies.rekenregels import Regeling, load_regeling
from subsidies.rekenregels.tarieven import Maxprijs, Tabelversie
from subsidies.rekenregels.velden import AANNAME, Parameter

MAP = Path(__file__).resolve().parents[1] / "regelingen"


@cache
def meegeleverd() -> dict[str, Regeling]:
    """The policies that come with the product, by the name of their file."""
    return {pad.stem: load_regeling(pad.read_text(), bestand=pad.name) for pad in sorted(MAP.glob("*.toml"))}


def start_from(voorbeeld: Regeling, *, naam: str, gemeente: str, code: str) -> Regeling:
    """What another council decided is for this one an assumption, until it names a source of its own.

    National tables stay what they are; the other municipality's numbers of children don't come along.
    """
    uit = f"{voorbeeld.naam}, gemeente {voorbeeld.regeling.gemeente}"
    regeling = cast(Regeling, _mark(voorbeeld, uit))
    kop = dataclasses.replace(
        regeling.regeling,
        naam=naam,
        gemeente=gemeente,
        gemeente_code=code,
        toelichting=f"Begonnen met {uit}. Elke waarde is een aanname tot er een eigen bron bij staat.",
    )
    return dataclasses.replace(regeling, regeling=kop, populatie=None)


def _mark(ding: Any, uit: str) -> Any:
    if isinstance(ding, Parameter):
        waarden = (
            dataclasses.replace(w, bron=_bron(w.bron, w.artikel, uit), artikel="") for w in ding.waarden
        )
        return dataclasses.replace(ding, waarden=tuple(waarden))
    if isinstance(ding, tuple):
        return tuple(_mark(lid, uit) for lid in ding)
    if isinstance(ding, dict):
        return {naam: _mark(lid, uit) for naam, lid in ding.items()}
    is_tabel = dataclasses.is_dataclass(ding) and not isinstance(ding, type)
    if not is_tabel or (isinstance(ding, (Maxprijs, Tabelversie)) and ding.tabel):
        return ding
    return _mark_tabel(ding, uit)


def _mark_tabel(ding: Any, uit: str) -> Any:
    nieuw = {veld.name: _mark(getattr(ding, veld.name), uit) for veld in dataclasses.fields(ding)}
    bron = nieuw.get("bron")
    if isinstance(bron, str) and not isinstance(bron, StrEnum):
        nieuw["bron"] = _bron(bron, nieuw.get("artikel", ""), uit)
        nieuw |= {"artikel": ""} if "artikel" in nieuw else {}
    return dataclasses.replace(ding, **nieuw)


def _bron(bron: str, artikel: str, uit: str) -> str:
    waar = ", ".join(deel for deel in (bron.removeprefix(f"{AANNAME}: "), artikel) if deel)
    return f"{AANNAME}: overgenomen uit {uit} ({waar})"
