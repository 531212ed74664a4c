"""What somebody typed where the calculation stands: told, and never taken over."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lib.bladen import as_tekst
from lib.geld import euro
from subsidies.subsidiejaar.werkboek.indeling import BEDRAG_SAMEN, KINDEREN_SAMEN, rekenrijen
from subsidies.subsidiejaar.werkboek.lezen import Gelezen, Getypt


def find_getypt(gelezen: Gelezen, voor: dict[str, Any], na: dict[str, Any]) -> list[str]:
    """A sentence for each number that neither stood in the workbook (`voor`) nor comes out of it now (`na`)."""
    oud, nieuw = _bedragen(voor), _bedragen(na)
    zinnen = [
        _zin(getypt, f"De berekening geeft {_uitkomst(nieuw, getypt.rij)}.")
        for getypt in gelezen.bedragen
        if not _is_one_of(getypt, [*oud[getypt.rij : getypt.rij + 1], *nieuw[getypt.rij : getypt.rij + 1]])
    ]
    kinderen = [sum(regel["kinderen"] for regel in beeld["regels"]) * 100 for beeld in (voor, na)]
    bedragen = [beeld["bedrag"] for beeld in (voor, na)]
    for naam, (eerst, nu), uitkomst in (
        (KINDEREN_SAMEN, kinderen, str(kinderen[1] // 100)),
        (BEDRAG_SAMEN, bedragen, euro(bedragen[1])),
    ):
        getypt = gelezen.totalen.get(naam)
        if getypt is not None and not _is_one_of(getypt, [eerst, nu]):
            zinnen.append(_zin(getypt, f"Samen is het {uitkomst}."))
    return zinnen


def _bedragen(beeld: dict[str, Any]) -> list[int]:
    return [*(rij.centen for rij in rekenrijen(beeld)), beeld["bedrag"]]


def _uitkomst(centen: Sequence[int], rij: int) -> str:
    return euro(centen[rij]) if rij < len(centen) else "hier geen bedrag"


def _is_one_of(getypt: Getypt, honderdsten: Sequence[int]) -> bool:
    return any(getypt.waarde == Decimal(waarde) / 100 for waarde in honderdsten)


def _zin(getypt: Getypt, uitkomst: str) -> str:
    return f"Blad ‘{getypt.blad}’, cel {getypt.cel}: u typte {as_tekst(getypt.waarde)}. {uitkomst} Uw getal is niet overgenomen."
