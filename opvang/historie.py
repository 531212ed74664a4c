"""What was known of a placement on an earlier day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lib.geld import uren
from opvang.models import Plaatsing, Plaatsingsversie
from organisaties.models import Gemeentegebruiker

_BEWIJS, _REDEN = dict(Plaatsing.Bewijs.choices), dict(Plaatsing.RedenHerstel.choices)


@dataclass(frozen=True)
class Versie:
    """The agreements as they stood in the record until `tot`; `door` wrote them down."""

    tot: datetime
    startdatum: date
    einddatum: date | None
    uren_per_week: str
    dagen_per_week: int | None
    kot: bool
    bijdrageklasse: int | None
    bewijs: str
    minimaregel: str
    huishouden: str
    reden: str
    vastgelegd_op: date
    door: str


def read_versies(plaatsing: Plaatsing) -> list[Versie]:
    """The earlier versions, the latest first. Two queries."""
    versies = _without_moves(plaatsing)
    personen = Gemeentegebruiker.objects.filter(
        gemeente=plaatsing.kind.gemeente_id, gebruiker__in={v.rij["vastgelegd_door_id"] for v in versies}
    )
    namen = dict(personen.values_list("gebruiker", "naam"))
    return [_versie(versie.tot, versie.rij, namen) for versie in versies]


def _without_moves(plaatsing: Plaatsing) -> list[Plaatsingsversie]:
    """A placement that moved with its file to another one of the same child, kept the same agreements."""
    versies, kind = [], plaatsing.kind_id
    for versie in plaatsing.versies.all():
        if versie.rij["kind_id"] == kind:
            versies.append(versie)
        kind = versie.rij["kind_id"]
    return versies


def _versie(tot: datetime, rij: dict[str, Any], namen: dict[int, str]) -> Versie:
    return Versie(
        tot=tot,
        startdatum=date.fromisoformat(rij["startdatum"]),
        einddatum=date.fromisoformat(rij["einddatum"]) if rij["einddatum"] else None,
        uren_per_week=uren(rij["uren_per_week_honderdsten"]),
        # A version of before a field was there does not have it.
        dagen_per_week=rij.get("dagen_per_week"),
        kot=rij["kot"],
        bijdrageklasse=rij["bijdrageklasse"],
        bewijs=_BEWIJS.get(rij["bewijs"], ""),
        minimaregel=rij.get("minimaregel", ""),
        huishouden=rij.get("huishouden", ""),
        reden=_REDEN.get(rij["reden_herstel"], ""),
        vastgelegd_op=date.fromisoformat(rij["vastgelegd_op"]),
        door=namen.get(rij["vastgelegd_door_id"], "onbekend"),
    )
