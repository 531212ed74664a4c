"""What Prometheus reads: gauges of the installation and counters of the requests of this web server."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import Error, connection

from lib import tellers
from vve_admin import hartslag, stand


class Meting(NamedTuple):
    naam: str
    soort: str
    uitleg: str
    waarden: Mapping[str, float]  # by the label between braces, empty without


def write_metingen(werkt: Mapping[str, bool], nu: datetime) -> str:
    """A value that is not known is left out: that differs from nought."""
    regels = []
    for meting in (*_stand(werkt, nu), *_verzoeken()):
        regels += [f"# HELP {meting.naam} {meting.uitleg}", f"# TYPE {meting.naam} {meting.soort}"]
        regels += [f"{meting.naam}{label} {waarde}" for label, waarde in meting.waarden.items()]
    return "\n".join([*regels, ""])


def _stand(werkt: Mapping[str, bool], nu: datetime) -> Iterator[Meting]:
    yield Meting(
        "vve_onderdeel_werkt",
        "gauge",
        "1 when this part works.",
        {f'{{onderdeel="{naam}"}}': int(goed) for naam, goed in werkt.items()},
    )
    if not werkt["database"]:
        return
    hartslagen = {dienst: hartslag.seconds_since(dienst, nu) for dienst in (hartslag.KLOK, hartslag.WERK)}
    yield Meting(
        "vve_hartslag_seconden",
        "gauge",
        "Seconds since the last sign of life.",
        {f'{{dienst="{dienst}"}}': sinds for dienst, sinds in hartslagen.items() if sinds is not None},
    )
    gemeten = hartslag.read(hartslag.WERK)
    for naam, uitleg in _VAN_DE_WORKER.items():
        if gemeten.get(naam) is not None:
            yield Meting(f"vve_{naam}", "gauge", uitleg, {"": gemeten[naam]})
    if (wachtrij := stand.read_wachtrij()) is not None:
        waarden = {f'{{soort="{soort}"}}': aantal for soort, aantal in wachtrij.items()}
        yield Meting("vve_wachtrij", "gauge", "Messages in Redis, and those that could not be read.", waarden)
    if (bytes_ := _database_bytes()) is not None:
        yield Meting("vve_database_bytes", "gauge", "Size of the database.", {"": bytes_})


_VAN_DE_WORKER = {
    "opdrachten_wacht": "Jobs that wait.",
    "opdrachten_terzijde": "Jobs that failed and were set aside.",
    "oudste_opdracht_seconden": "Age of the oldest job that waits, of those that people asked for.",
    "oudste_nachtwerk_seconden": "Age of the oldest job that waits, of the night and of rounds.",
    "mails_mislukt": "Announcements of messages that did not arrive.",
    "mails_na_een_dag": "Announcements that still wait a day after their message.",
    "schijf_vrij_bytes": "Room where reports are made.",
    "ijkpunt_seconden": "Seconds since the file of checkpoints of the log last grew.",
}


def _database_bytes() -> int | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            (bytes_,) = cursor.fetchone()
            return int(bytes_)
    except Error:
        return None


def _verzoeken() -> Iterator[Meting]:
    """Counted by gunicorn; under another server there are none."""
    geteld = tellers.read()
    statussen = {naam: aantal for naam, aantal in geteld.items() if naam.endswith("xx")}
    if not statussen:
        return
    yield Meting(
        "vve_verzoeken_total",
        "counter",
        "Requests by the class of their answer.",
        {f'{{status="{naam}"}}': aantal for naam, aantal in sorted(statussen.items())},
    )
    aantal = sum(statussen.values())
    emmers = {f'_bucket{{le="{grens}"}}': geteld[f"tot {grens}"] for grens in tellers.GRENZEN}
    yield Meting(
        "vve_verzoek_seconden",
        "histogram",
        "How long requests took.",
        {**emmers, '_bucket{le="+Inf"}': aantal, "_sum": geteld["ms"] / 1000, "_count": aantal},
    )
