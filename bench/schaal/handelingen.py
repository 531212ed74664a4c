"""Placing a child and granting an indicatie, each beside the bare row: the database still guards what it guards."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import transaction
from django.utils import timezone

from indicaties.actions import grant_indicatie
from indicaties.models import Criterium, Indicatie, Kind
from opvang.actions.plaatsing import Afspraken, place_kind
from opvang.models import Plaatsing
from organisaties.models import Gebruiker
from organisaties.rijbeveiliging import bereik_van, rijbereik


def measure_handelingen(code: str, rondes: int) -> dict[str, float]:
    """Median ms of each, in turns with its floor; nothing is kept."""
    dag = timezone.localdate()
    aanbieder, jgz = _who("aanbieder", code, dag), _who("jgz", code, dag)
    with rijbereik(bereik_van(aanbieder)):
        plaatsen = _in_turns(*_placing(aanbieder, dag), rondes)
    with rijbereik(bereik_van(jgz)):
        afgeven = _in_turns(*_granting(jgz, dag), rondes)
    namen = ("plaatsen", "plaatsen_kaal", "afgeven", "afgeven_kaal")
    return dict(zip(namen, (*plaatsen, *afgeven), strict=True))


def _who(login: str, code: str, dag: date) -> Gebruiker:
    gebruiker = Gebruiker.objects.get(email=f"{login}@{code}.meting")
    gebruiker.activate(dag)
    return gebruiker


def _placing(door: Gebruiker, dag: date) -> tuple[Callable[[], object], Callable[[], object]]:
    houder = door.toekenning.organisatie
    if houder is None:
        raise SystemExit(f"{door} works for no provider")
    locatie = houder.locaties.get()
    kind = Kind.objects.filter(ingeschreven_door=houder, plaatsingen=None).order_by("pk")[0]
    afspraken = Afspraken(locatie=locatie, uren_per_week=16_00, kot=True, bijdrageklasse=1)
    rij: dict[str, Any] = {
        "kind": kind,
        "locatie": locatie,
        "startdatum": dag,
        "uren_per_week_honderdsten": 16_00,
        "kot": True,
        "vastgelegd_op": dag,
        "vastgelegd_door": door,
    }
    return (
        lambda: place_kind(kind=kind, afspraken=afspraken, startdatum=dag, door=door, op=dag),
        lambda: Plaatsing.objects.create(**rij),
    )


def _granting(door: Gebruiker, dag: date) -> tuple[Callable[[], object], Callable[[], object]]:
    kind = Kind.objects.filter(gemeente=door.gemeente, indicaties=None).order_by("pk")[0]
    tot_en_met = dag + timedelta(days=30)
    criteria = list(Criterium.objects.filter(gemeente=door.gemeente, soort="vve")[:1])
    rij: dict[str, Any] = {
        "kind": kind,
        "geldig_van": dag,
        "geldig_tot_en_met": tot_en_met,
        "afgegeven_op": dag,
        "afgegeven_door": door,
        "organisatie": door.toekenning.organisatie,
    }
    return (
        lambda: grant_indicatie(
            kind=kind,
            soort="vve",
            criteria=criteria,
            geldig_van=dag,
            geldig_tot_en_met=tot_en_met,
            door=door,
            op=dag,
        ),
        lambda: Indicatie.objects.create(**rij),
    )


def _in_turns(doe: Callable[[], object], kaal: Callable[[], object], rondes: int) -> tuple[float, float]:
    tijden: tuple[list[float], list[float]] = ([], [])
    for ronde in range(rondes + 1):
        for functie, van_een in zip((doe, kaal), tijden, strict=True):
            with transaction.atomic():
                begin = time.perf_counter()
                functie()
                if ronde:
                    van_een.append((time.perf_counter() - begin) * 1000)
                transaction.set_rollback(True)
    return median(tijden[0]), median(tijden[1])
