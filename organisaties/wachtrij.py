"""Work outside the request: kept with the change that asks for it, sent when the queue is there, done once.

`enqueue` writes a row in the transaction of the change and sends its number on commit. Without a queue the row
waits; the next job that is asked for and the clock (`send_opdrachten`, each minute) send it after all. A job may
be done twice, when a worker stops between doing and saying so, and has to be written for that.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

from celery import current_app
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from organisaties.models import Gebruiker, Gemeente
from organisaties.opdracht import MAX_POGINGEN, TEGELIJK, TEGELIJK_ZONDER_GEMEENTE, Opdracht, Rij
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.slot import only_one

logger = logging.getLogger(__name__)
# A line for each job that is asked for and one for its end: with the number of the request, to find the one by the other.
logboek = logging.getLogger("vve.opdracht")
P = ParamSpec("P")

_GROOTSTE_ID = 2**63 - 1
# Of the job that is at work here.
_rij: ContextVar[Rij] = ContextVar("rij", default=Rij.MENSEN)
Status = Opdracht.Status
# What an argument must be: the id of a row of this model, or a text that this form field takes as it is.
Eis = type[models.Model] | forms.Field


class Geweigerd(Exception):
    """These arguments are not what the job asks; trying again would not help."""


@dataclass(frozen=True)
class Werk:
    """A function that workers may do, with what each of its arguments must be, in their order."""

    functie: Callable[..., None]
    titel: str
    eisen: Mapping[str, Eis]

    def check(self, argumenten: Any) -> None:
        """Refuse arguments that a form would refuse; within the scope in which the job will run."""
        if not isinstance(argumenten, list) or len(argumenten) != len(self.eisen):
            raise Geweigerd(f"vraagt om {len(self.eisen)} argumenten")
        for (naam, eis), waarde in zip(self.eisen.items(), argumenten, strict=True):
            if isinstance(eis, forms.Field):
                _check_text(naam, eis, waarde)
            elif not is_id(waarde) or not eis._default_manager.filter(pk=waarde).exists():
                raise Geweigerd(f"{naam}: er is geen {eis._meta.verbose_name} met dit nummer")


_werk: dict[str, Werk] = {}


def opdracht(titel: str = "", /, **eisen: Eis) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let workers do this function. It is called by hand like any other, and put in the queue with `enqueue`.

    `titel` says on screen what it does; each keyword says what the argument with that name must be.
    """

    def register(functie: Callable[P, None]) -> Callable[P, None]:
        _werk[naam_van(functie)] = Werk(functie, titel or naam_van(functie), eisen)
        return functie

    return register


def all_werk() -> Mapping[str, Werk]:
    """Every job there is, by name, once the app has loaded its tasks."""
    return _werk


def titel_van(opdracht: Opdracht) -> str:
    """What the job does, in words; of one that this version does not know any more, its name."""
    werk = _werk.get(opdracht.werk)
    return werk.titel if werk else opdracht.werk


def naam_van(functie: Callable[..., None]) -> str:
    return f"{functie.__module__}.{functie.__qualname__}"


def is_id(waarde: object) -> bool:
    return type(waarde) is int and 0 < waarde <= _GROOTSTE_ID


def enqueue(
    functie: Callable[..., None],
    *argumenten: int | str,
    door: Gebruiker | None = None,
    gemeente: Gemeente | None = None,
    rij: Rij | None = None,
) -> Opdracht:
    """Keep a job in the transaction of the caller, and send it once that is final.

    `rij` NACHT for what no person waits for: workers take it when there is nothing of people. By default that of
    the job that asks for it, and of people outside one. It will run in the row scope of `gemeente`, by default the municipality under which `door` works; without
    either outside every scope. ValueError for a function that is no job: an error of the programmer.
    """
    naam = naam_van(functie)
    if naam not in _werk:
        raise ValueError(f"{naam} is geen opdracht; zet er @opdracht(...) boven.")
    if gemeente is None and door is not None and door.heeft_toekenning:
        gemeente = door.toekenning.gemeente
    gemeente_id = gemeente.pk if gemeente else None
    with rijbereik(Rijbereik(gemeente_id)), transaction.atomic():
        opdracht = Opdracht.objects.create(
            gemeente=gemeente,
            werk=naam,
            rij=rij or _rij.get(),
            argumenten=list(argumenten),
            gevraagd_op=timezone.now(),
            gevraagd_door=door,
        )
    logboek.info("gevraagd", extra={"velden": {"soort": "opdracht", "opdracht": opdracht.pk, "werk": naam}})
    send_on_commit(gemeente_id)
    return opdracht


def send_on_commit(gemeente_id: int | None) -> None:
    def send() -> None:
        send_waiting(gemeente_id, timezone.now())

    # Robust: the change is final; whatever goes wrong in sending, the row is there and is sent later.
    transaction.on_commit(send, robust=True)


def start_again(opdracht: Opdracht) -> None:
    """Within the transaction of a person who decides so: from the beginning, with all its attempts."""
    opdracht.status, opdracht.pogingen, opdracht.verstuurd_op, opdracht.fout = Status.WAITING, 0, None, ""
    opdracht.save(update_fields=["status", "pogingen", "verstuurd_op", "fout"])
    send_on_commit(opdracht.gemeente_id)


def find_waiting(functie: Callable[..., None], *argumenten: int | str, gemeente: Gemeente) -> Opdracht | None:
    """The same job, when it is still to be done. One that has no `verstuurd_op` starts later than asked."""
    with rijbereik(Rijbereik(gemeente.pk)):
        wachtend = Opdracht.objects.waiting().filter(gemeente=gemeente, werk=naam_van(functie))
        return wachtend.filter(argumenten=list(argumenten)).first()


def count_waiting(*functies: Callable[..., None], gemeente: Gemeente) -> int:
    """How many of these jobs a municipality has still to be done."""
    with rijbereik(Rijbereik(gemeente.pk)):
        namen = [naam_van(functie) for functie in functies]
        return Opdracht.objects.waiting().filter(gemeente=gemeente, werk__in=namen).count()


def send_waiting(gemeente_id: int | None, moment: datetime) -> int:
    """Send what this municipality has waiting, up to its share of each queue; how many.

    Two that do this at once send nothing twice. The rest is sent as what is in the queue gets done (`run`).
    """
    return sum(_send_from(rij, gemeente_id, moment) for rij in Rij)


def _send_from(rij: Rij, gemeente_id: int | None, moment: datetime) -> int:
    with rijbereik(Rijbereik(gemeente_id)):
        eigen = Opdracht.objects.filter(gemeente=gemeente_id, rij=rij)
        with transaction.atomic():
            hoogstens = TEGELIJK_ZONDER_GEMEENTE if gemeente_id is None else TEGELIJK[rij]
            ruimte = max(0, hoogstens - eigen.under_way(moment).count())
            wachtend = eigen.to_send(moment).select_for_update(skip_locked=True)
            ids = list(wachtend.values_list("pk", flat=True)[:ruimte])
            Opdracht.objects.filter(pk__in=ids).update(verstuurd_op=moment)
        for nummer, opdracht_id in enumerate(ids):
            if not _send(opdracht_id, gemeente_id, rij):
                # Taken back, so that the next round need not wait for the term.
                Opdracht.objects.waiting().filter(pk__in=ids[nummer:]).update(verstuurd_op=None)
                return nummer
    return len(ids)


def _send(opdracht_id: int, gemeente_id: int | None, rij: Rij) -> bool:
    try:
        with current_app.connection_for_write(transport_options=settings.WACHTRIJ_TIJDSLIMIET) as verbinding:
            current_app.send_task(
                "organisaties.tasks.run_opdracht",
                (opdracht_id, gemeente_id),
                connection=verbinding,
                queue=rij.value,
                retry=False,
            )
    except (OperationalError, OSError) as fout:
        logger.warning("De wachtrij is niet bereikbaar (%s); werk blijft staan.", type(fout).__name__)
        return False
    return True


def by_the_clock(functie: Callable[[], None]) -> Callable[..., None]:
    """Work of the clock: it takes no arguments, and a second clock does nothing while the first is at it."""

    @wraps(functie)
    def wrapper(*argumenten: Any, **onbekend: Any) -> None:
        if argumenten or onbekend:
            logger.error("%s neemt geen argumenten; het bericht is geweigerd.", naam_van(functie))
            return
        with only_one(naam_van(functie)) as aan_de_beurt:
            if aan_de_beurt:
                functie()

    wrapper.by_the_clock = True  # type: ignore[attr-defined]
    return wrapper


def run(opdracht_id: int, gemeente_id: int | None, moment: datetime) -> None:
    """Do one job, unless it is done already or somebody is doing it; then the next of its municipality has its turn."""
    with rijbereik(Rijbereik(gemeente_id)), only_one(f"opdracht {opdracht_id}") as aan_de_beurt:
        opdracht = Opdracht.objects.waiting().filter(pk=opdracht_id, gemeente=gemeente_id).first()
        if opdracht is None or not aan_de_beurt:
            return
        with _own_turn(opdracht) as alleen:
            if alleen:
                _run(opdracht, moment)
            else:
                Opdracht.objects.waiting().filter(pk=opdracht.pk).update(verstuurd_op=None)
                return
    send_on_commit(gemeente_id)


@contextmanager
def _own_turn(opdracht: Opdracht) -> Iterator[bool]:
    """Of the nightly work of a municipality one at a time, also when a message was lost and sent again."""
    if opdracht.rij != Rij.NACHT or opdracht.gemeente_id is None:
        yield True
        return
    with only_one(f"nacht {opdracht.gemeente_id}") as alleen:
        yield alleen


def _run(opdracht: Opdracht, moment: datetime) -> None:
    # Counted before, so that a job that takes its worker down with it does not do so for ever.
    if opdracht.pogingen >= MAX_POGINGEN:
        _set_aside(opdracht, f"de worker stopte er {MAX_POGINGEN} keer mee")
        return
    opdracht.pogingen += 1
    opdracht.save(update_fields=["pogingen"])
    begin = time.perf_counter()
    try:
        _do(opdracht)
    except Geweigerd as fout:
        _set_aside(opdracht, f"geweigerd: {fout}")
    except Exception as fout:
        logger.exception("%s is niet gelukt, poging %s.", opdracht, opdracht.pogingen)
        _note_failure(opdracht, fout)
    else:
        opdracht.status, opdracht.klaar_op = Status.DONE, moment
        opdracht.argumenten, opdracht.fout = [], ""
        opdracht.save(update_fields=["status", "klaar_op", "argumenten", "fout"])
    velden = {
        "soort": "opdracht",
        "opdracht": opdracht.pk,
        "werk": opdracht.werk,
        "poging": opdracht.pogingen,
        "ms": round((time.perf_counter() - begin) * 1000),
    }
    logboek.info(opdracht.fout or opdracht.get_status_display(), extra={"velden": velden})


def _do(opdracht: Opdracht) -> None:
    werk = _werk.get(opdracht.werk)
    if werk is None:
        raise Geweigerd("dit werk is onbekend")
    werk.check(opdracht.argumenten)
    vorige = _rij.set(Rij(opdracht.rij))
    try:
        werk.functie(*opdracht.argumenten)
    finally:
        _rij.reset(vorige)


def _note_failure(opdracht: Opdracht, fout: Exception) -> None:
    # Only the kind of error: its text can hold what stands in the row that it is about.
    reden = f"er ging iets mis ({type(fout).__name__})"
    if opdracht.pogingen >= MAX_POGINGEN:
        _set_aside(opdracht, reden)
        return
    opdracht.fout = reden
    opdracht.save(update_fields=["fout"])


def _set_aside(opdracht: Opdracht, reden: str) -> None:
    opdracht.status, opdracht.fout = Status.SET_ASIDE, reden[:300]
    opdracht.save(update_fields=["status", "fout"])
    logger.error("%s is terzijde gelegd: %s.", opdracht, reden)


def _check_text(naam: str, veld: forms.Field, waarde: object) -> None:
    try:
        if not isinstance(waarde, str) or veld.clean(waarde) != waarde:
            raise Geweigerd(f"{naam}: dit is geen tekst zoals gevraagd")
    except ValidationError as fout:
        raise Geweigerd(f"{naam}: {' '.join(fout.messages)}") from fout
