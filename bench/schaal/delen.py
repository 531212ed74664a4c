"""What one line of a calculation costs, part by part, beside the least that the database asks for the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from bench.schaal.land import Kalender
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker, Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from subsidies.berekeningen.feiten import read_feiten
from subsidies.berekeningen.opgaven import reken_declaratie
from subsidies.berekeningen.opslaan import save_regels
from subsidies.berekeningen.rekenen import KOLOMMEN, Rekenresultaat, as_rij
from subsidies.models import Berekening, Berekeningsregel

# One statement for what the facts of a line are made of, for lines on which nothing changes.
_KOLOMMEN = """
    SELECT k.pseudoniem, l.lrk_nummer, l.kern,
           k.geboortedatum - date '0001-01-01', r.van - date '0001-01-01', r.tot_en_met - date '0001-01-01',
           (i.id IS NULL)::int, p.kot::int, coalesce(p.bijdrageklasse, 0), p.kindrang, r.uren_honderdsten,
           coalesce(p.uurprijs_centen, -1), p.uren_per_week_honderdsten, coalesce(r.dagen, -1),
           (k.vertrokken_op IS NOT NULL)::int, l.ve_geregistreerd::int, (NOT l.buiten_gemeente)::int
      FROM opvang_declaratieregel r
      JOIN opvang_plaatsing p ON p.id = r.plaatsing_id
      JOIN indicaties_kind k ON k.id = p.kind_id
      JOIN organisaties_locatie l ON l.id = p.locatie_id
      LEFT JOIN indicaties_indicatie i ON i.kind_id = k.id AND i.ingetrokken_op IS NULL
                                      AND i.geldig_van <= r.van AND i.geldig_tot_en_met >= r.van
     WHERE r.declaratie_id = %s ORDER BY k.achternaam, k.voornaam, p.startdatum
"""
_TEKSTEN = 3
_TYPES = ("int", "bigint", "date", "date", "varchar", "boolean", "boolean", "int", "bigint", "bigint")


def measure_delen(code: str, kwartaal: int, rondes: int) -> dict[str, Any]:
    """µs per line, the parts in turns; of the approved municipality `code` in a quarter."""
    gemeente = Gemeente.objects.get(code=code)
    with rijbereik(Rijbereik(gemeente.pk)):
        tijdvak = Kalender.of(date.today()).tijdvak(kwartaal)  # noqa: DTZ011 - as it was made
        declaraties = list(Urendeclaratie.objects.in_tijdvak(tijdvak).filter(gemeente=gemeente))
        resultaten = [reken_declaratie(declaratie) for declaratie in declaraties]
        regels = sum(len(resultaat.regels) for resultaat in resultaten)
        opslag = _Opslag(code, declaraties, resultaten)
        delen: dict[str, Callable[[], object]] = {
            "lezen": lambda: [read_feiten(declaratie) for declaratie in declaraties],
            "kolommen": lambda: [_read_kolommen(declaratie.pk) for declaratie in declaraties],
            "rekenen": lambda: [reken_declaratie(declaratie) for declaratie in declaraties],
            "opslaan": opslag.own,
            "array": opslag.floor,
        }
        tijden = _in_turns(delen, rondes)
    return {"regels": regels} | {naam: median(van_een) / regels * 1e6 for naam, van_een in tijden.items()}


def _in_turns(delen: dict[str, Callable[[], object]], rondes: int) -> dict[str, list[float]]:
    tijden: dict[str, list[float]] = {naam: [] for naam in delen}
    for ronde in range(rondes + 1):
        for naam, doe in delen.items():
            with transaction.atomic():
                begin = time.perf_counter()
                doe()
                if ronde:  # the first warms up
                    tijden[naam].append(time.perf_counter() - begin)
                transaction.set_rollback(True)
    return tijden


def _read_kolommen(declaratie: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_KOLOMMEN, [declaratie])
        kolommen = list(zip(*cursor.fetchall(), strict=True))
    return [*kolommen[:_TEKSTEN], *(np.array(kolom, dtype=np.int64) for kolom in kolommen[_TEKSTEN:])]


class _Opslag:
    """Results on their way to new calculations, that are never kept."""

    def __init__(
        self, code: str, declaraties: list[Urendeclaratie], resultaten: list[Rekenresultaat]
    ) -> None:
        self._door = Gebruiker.objects.get(email=f"subsidie@{code}.meting")
        self._werk = list(zip(declaraties, resultaten, strict=True))
        self._kolommen = [
            [list(kolom) for kolom in zip(*map(as_rij, resultaat.regels), strict=True)]
            for resultaat in resultaten
        ]

    def own(self) -> None:
        for declaratie, resultaat in self._werk:
            save_regels(self._new(declaratie), resultaat.regels)

    def floor(self) -> None:
        velden = ["volgorde", "declaratieregel_id", *KOLOMMEN[1:]]
        arrays = ", ".join(f"%s::{soort}[]" for soort in _TYPES)
        opdracht = f"INSERT INTO {Berekeningsregel._meta.db_table} (berekening_id, {', '.join(velden)}) SELECT %s, * FROM unnest({arrays})"  # noqa: S608 - names of our own
        for (declaratie, _), kolommen in zip(self._werk, self._kolommen, strict=True):
            berekening = self._new(declaratie)
            with connection.cursor() as cursor:
                cursor.execute(opdracht, [berekening.pk, list(range(len(kolommen[0]))), *kolommen])

    def _new(self, declaratie: Urendeclaratie) -> Berekening:
        return Berekening.objects.create(
            declaratie=declaratie,
            engine_versie="meting",
            totaal_centen=0,
            status=Berekening.Status.REPLACED,
            berekend_op=timezone.now(),
            berekend_door=self._door,
        )
