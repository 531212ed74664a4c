"""What a workbook would make and change, put together without writing anything."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from indicaties.dubbel.vergelijken import Gelijkenis
from indicaties.models import (
    Adres,
    Criterium,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ouderschap,
    Toeleiding,
    Traject,
)
from lib.periode import Tijdvak
from opvang.models import Plaatsing, Urendeclaratie
from opvang.overname.kolommen import BLADEN
from opvang.overname.lezen import Bevinding, Regel
from organisaties.loghandeling import LogHandeling
from organisaties.models import Gebruiker, Organisatie

T = TypeVar("T", bound=models.Model)


class Uitkomst(IntEnum):
    """Of a row, in the order of Overname.aantallen."""

    NEW = 0
    CHANGED = 1
    SAME = 2


@dataclass
class Kindplan:
    """A child of the workbook: one that will be made, or one that is here."""

    regel: Regel
    kind: Kind

    @property
    def is_nieuw(self) -> bool:
        return self.kind._state.adding


@dataclass(frozen=True)
class Wijziging:
    """Other values for a row that is here already."""

    rij: models.Model
    velden: dict[str, Any]
    handeling: LogHandeling
    kind: Kind


@dataclass(frozen=True)
class Paar:
    """A new child that looks like another one, of which the workbook says that it is another."""

    kind: Kind
    ander: Kind
    gelijkenis: Gelijkenis


@dataclass
class Urenplan:
    """Hours over one tijdvak of one provider, per child and location; into a new draft or one of ours."""

    houder: Organisatie
    tijdvak: Tijdvak
    declaratie: Urendeclaratie | None
    uren: list[tuple[Kind, int, int]] = field(default_factory=list)


@dataclass
class Plan:
    door: Gebruiker
    op: date
    bevindingen: list[Bevinding] = field(default_factory=list)
    aantallen: dict[str, list[int]] = field(
        default_factory=lambda: {soort.naam: [0, 0, 0] for soort in BLADEN}
    )
    kinderen: dict[str, Kindplan] = field(default_factory=dict)
    adressen: list[Adres] = field(default_factory=list)
    paren: list[Paar] = field(default_factory=list)
    ouderschappen: list[Ouderschap] = field(default_factory=list)
    indicaties: list[tuple[Indicatie, Indicatiebesluit, list[Criterium]]] = field(default_factory=list)
    toeleidingen: list[Toeleiding] = field(default_factory=list)
    trajecten: dict[int, Traject] = field(default_factory=dict)
    plaatsingen: list[Plaatsing] = field(default_factory=list)
    wijzigingen: list[Wijziging] = field(default_factory=list)
    uren: list[Urenplan] = field(default_factory=list)
    _van_kind: dict[tuple[str, int], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, rij: Any) -> None:
        """So that the next rows of the same child are compared with it."""
        self._van_kind[rij._meta.label, id(rij.kind)].append(rij)

    def kept(self, model: type[T], kind: Kind) -> list[T]:
        return self._van_kind[model._meta.label, id(kind)]

    @property
    def nieuwe_kinderen(self) -> list[Kind]:
        return [plan.kind for plan in self.kinderen.values() if plan.is_nieuw]

    def count(self, regel: Regel, uitkomst: Uitkomst) -> None:
        self.aantallen[regel.soort.naam][uitkomst] += 1

    def refuse(self, regel: Regel, kolom: str, zin: str, *, is_vraag: bool = False) -> None:
        self.bevindingen.append(regel.finding(kolom, zin, is_vraag=is_vraag))

    def change(self, rij: models.Model, velden: dict[str, Any], handeling: LogHandeling, kind: Kind) -> bool:
        """Whether one of these is another than what stands there."""
        anders = {naam: waarde for naam, waarde in velden.items() if getattr(rij, naam) != waarde}
        if anders:
            self.wijzigingen.append(Wijziging(rij, anders, handeling, kind))
        return bool(anders)

    @property
    def stand(self) -> str:
        """A print of what would happen: another when something changed here since it was looked at."""
        delen: list[Any] = [self.aantallen]
        delen += [(w.rij._meta.label, w.rij.pk, sorted(map(str, w.velden))) for w in self.wijzigingen]
        delen += [(paar.ander.pk or 0, paar.gelijkenis.score) for paar in self.paren]
        return hashlib.sha256(repr(delen).encode()).hexdigest()


def sentence_of(rij: models.Model) -> str:
    """The first rule of the model that this row breaks, as far as no other row is needed to know; else ''."""
    # What a key points to was found here, or is made with it: asking again would be a question per row.
    sleutels = {veld.name for veld in rij._meta.concrete_fields if isinstance(veld, models.ForeignKey)}
    try:
        rij.full_clean(exclude=sleutels, validate_unique=False, validate_constraints=False)
    except ValidationError as fout:
        return str(fout.messages[0])
    return ""
