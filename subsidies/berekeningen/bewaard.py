"""Judged once and kept, as long as nothing changed of what the judgement rests on.

A list of declarations would judge them all at each look. What they came to is kept beside a hash of all that
`judge_tijdvak` reads; who finds another hash than the one kept, judges anew. So nobody has to remember to
throw anything away, and a change from whatever side shows at the next look (docs/adr/0022).
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.db import connection

from opvang.models import Urendeclaratie
from opvang.signalen import Ernst
from subsidies.berekeningen.geldend import read_geldend
from subsidies.berekeningen.signalen import Beoordeling, judge_tijdvak
from subsidies.models import Signalering

# Per declaration the whole rows of its lines and of all that is known of their children, with where and by whom
# they are placed. Whole rows: a column that a rule begins to read tomorrow is in it already.
_RIJEN = """
    WITH regels AS MATERIALIZED (
        SELECT r.declaratie_id, r.id, r::text AS rij, p.kind_id
          FROM opvang_declaratieregel r JOIN opvang_plaatsing p ON p.id = r.plaatsing_id
         WHERE r.declaratie_id = ANY(%(declaraties)s)
    ), kinderen AS MATERIALIZED (SELECT DISTINCT declaratie_id, kind_id FROM regels
    ), feiten AS (
        SELECT declaratie_id, 1 AS soort, id, rij FROM regels
        UNION ALL
        SELECT declaratie_id, 2, k.id, concat_ws(' ', k.pseudoniem, k.geboortedatum, k.vertrokken_op, k.reden_vertrek)
          FROM kinderen JOIN indicaties_kind k ON k.id = kind_id
        UNION ALL
        SELECT declaratie_id, 3, i.id, i::text
          FROM kinderen JOIN indicaties_indicatie i USING (kind_id)
        UNION ALL
        SELECT declaratie_id, 4, p.id, concat_ws(' ', p::text, l::text)
          FROM kinderen JOIN opvang_plaatsing p USING (kind_id) JOIN organisaties_locatie l ON l.id = p.locatie_id
        UNION
        SELECT k.declaratie_id, 5, b.id, b.id::text
          FROM kinderen k JOIN opvang_plaatsing p USING (kind_id)
          JOIN opvang_declaratieregel r ON r.plaatsing_id = p.id
          JOIN subsidies_berekening b ON b.declaratie_id = r.declaratie_id AND b.status = 'goedgekeurd'
    )
    SELECT declaratie_id, encode(sha256(convert_to(string_agg(rij, E'\\n' ORDER BY soort, id), 'UTF8')), 'hex')
      FROM feiten GROUP BY declaratie_id
"""


def read_signaleringen(declaraties: Sequence[Urendeclaratie]) -> dict[int, Signalering]:
    """What each of these declarations comes to now, by its id; they are over one tijdvak of one municipality.

    Four queries when all is known; at most as many again plus a judgement, however many are judged anew.
    """
    if not declaraties:
        return {}
    grondslagen = read_grondslagen(declaraties)
    bewaard = {
        signalering.declaratie_id: signalering
        for signalering in Signalering.objects.filter(declaratie__in=declaraties)
        if signalering.grondslag == grondslagen[signalering.declaratie_id]
    }
    nieuw = [declaratie for declaratie in declaraties if declaratie.pk not in bewaard]
    return bewaard | (_judge_anew(nieuw, grondslagen) if nieuw else {})


def _judge_anew(declaraties: Sequence[Urendeclaratie], voor: dict[int, str]) -> dict[int, Signalering]:
    signaleringen = {
        pk: _make(pk, voor[pk], beoordeling) for pk, beoordeling in judge_tijdvak(declaraties).items()
    }
    # What changed while we judged may have been read half: shown, and not kept.
    na = read_grondslagen(declaraties)
    Signalering.objects.bulk_create(
        [signalering for pk, signalering in signaleringen.items() if na[pk] == voor[pk]],
        update_conflicts=True,
        unique_fields=["declaratie"],
        update_fields=["grondslag", "fouten", "waarschuwingen", "info", "subsidie_centen"],
    )
    return signaleringen


def _make(declaratie_id: int, grondslag: str, beoordeling: Beoordeling) -> Signalering:
    return Signalering(
        declaratie_id=declaratie_id,
        grondslag=grondslag,
        fouten=beoordeling.tel(Ernst.FOUT),
        waarschuwingen=beoordeling.tel(Ernst.LET_OP),
        info=beoordeling.tel(Ernst.INFO),
        subsidie_centen=beoordeling.totaal,
    )


def read_grondslagen(declaraties: Sequence[Urendeclaratie]) -> dict[int, str]:
    """Per declaration the SHA-256 of all that its judgement rests on: the rules, and the rows. Three queries."""
    regels = _regels(declaraties[0])
    with connection.cursor() as cursor:
        cursor.execute(_RIJEN, {"declaraties": [declaratie.pk for declaratie in declaraties]})
        rijen: dict[int, str] = dict(cursor.fetchall())
    return {
        declaratie.pk: hashlib.sha256(f"{regels} {rijen.get(declaratie.pk, '')}".encode()).hexdigest()
        for declaratie in declaraties
    }


def _regels(declaratie: Urendeclaratie) -> str:
    """What is the same for all: the code and the policies."""
    geldend = read_geldend(declaratie.gemeente_id, declaratie.periode)
    return json.dumps([_code(), [[regeling.pk, regeling.sha256] for regeling in geldend.regelingen]])


@cache
def _code() -> str:
    """The rooms whose code judges, as they are: a release that judges otherwise shows nothing of the former one."""
    mappen = [settings.BASE_DIR / kamer for kamer in ("lib", "rekenregels", "opvang", "subsidies")]
    bestanden = sorted(pad for map in mappen for pad in map.rglob("*.py"))
    return hashlib.sha256(b"".join(pad.read_bytes() for pad in bestanden)).hexdigest()
