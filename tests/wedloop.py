"""A real race between two requests, without luck: the other one saved first and commits once ours waits for it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

_WACHTENDEN = """
    SELECT count(*), pg_sleep(0.01) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@contextmanager
def other_request(save: Callable[[], object]) -> Iterator[None]:
    """Inside the block `save` is done but not committed, so our checks do not see it and the database does."""
    saved = Event()

    def run() -> None:
        try:
            with transaction.atomic():
                save()
                saved.set()
                _wait_until_somebody_waits()
        finally:
            saved.set()
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        ander = pool.submit(run)
        saved.wait()
        yield
        ander.result()


@contextmanager
def held(save: Callable[[], object]) -> Iterator[None]:
    """Inside the block another holds what `save` touched; afterwards it leaves all as it was."""
    saved, klaar = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                save()
                saved.set()
                klaar.wait(timeout=30)
                transaction.set_rollback(True)
        finally:
            saved.set()
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        ander = pool.submit(run)
        saved.wait()
        try:
            yield
        finally:
            klaar.set()
            ander.result()


def _wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(3000):
            cursor.execute(_WACHTENDEN)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Niemand wachtte op de eerste transactie: dit was geen wedloop.")


def at_once(*handelingen: Callable[[], Any]) -> list[str]:
    """Run them together; the sentences of those that were refused."""
    start = Barrier(len(handelingen))

    def run(handeling: Callable[[], Any]) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            handeling()
        except ValidationError as fout:
            return " ".join(fout.messages)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(handelingen)) as pool:
        return [zin for zin in pool.map(run, handelingen) if zin]
