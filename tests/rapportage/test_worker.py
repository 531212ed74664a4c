"""A real worker on a real Redis is killed in the middle of a report. Nothing is lost and nothing is doubled."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from kombu import Connection

from organisaties.models import AuditRegel
from organisaties.opdracht import TERMIJN, Opdracht
from organisaties.tasks import run_opdracht, send_opdrachten
from organisaties.wachtrij import enqueue
from rapportage.models import Verantwoording
from rapportage.productie import HARTSLAG_MAX
from rapportage.tasks import make_verantwoording, rescue_verantwoordingen
from tests.factories import GemeenteFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import Status, VerantwoordingFactory
from vve_admin.embedded import servers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    redis = servers.start_redis(tmp_path)
    yield f"redis+socket://{servers.redis_socket(tmp_path)}"
    redis.terminate()
    redis.wait(timeout=10)


@contextmanager
def worker(broker: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "vve_admin", "worker", "--pool", "solo", "-l", "error"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.rapportage.worker_settings",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_BROKER": broker,
        },
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def send(task: Any, broker: str, *arguments: Any) -> None:
    with Connection(broker) as verbinding:
        task.apply_async(arguments, connection=verbinding)


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"Na een minuut nog niet: {Verantwoording.objects.values('status', 'fout')}")


def test_a_report_survives_a_worker_that_is_killed_in_the_middle(broker: str) -> None:
    boeken = Administratie(GemeenteFactory.create())
    boeken.book(1, Regel(boeken.place(), "160", 1_572_00))
    verantwoording = VerantwoordingFactory.create(gemeente=boeken.gemeente, aangevraagd_op=timezone.now())
    mijn = Verantwoording.objects.filter(pk=verantwoording.pk)
    opdracht = enqueue(make_verantwoording, verantwoording.pk, gemeente=boeken.gemeente)

    # The lock holds the worker in the middle of its figures, so that the kill always strikes there.
    with worker(broker) as slachtoffer, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE indicaties_indicatie IN ACCESS EXCLUSIVE MODE")
        send(run_opdracht, broker, opdracht.pk, boeken.gemeente.pk)
        wait_until(mijn.filter(status=Status.RUNNING).exists)
        slachtoffer.kill()
        slachtoffer.wait(timeout=10)
    assert mijn.values_list("status", "poging", "pdf").get() == (Status.RUNNING, 1, None)

    mijn.update(hartslag_op=timezone.now() - HARTSLAG_MAX - timedelta(seconds=1))
    Opdracht.objects.update(verstuurd_op=timezone.now() - TERMIJN - timedelta(seconds=1))
    with worker(broker):
        send(send_opdrachten, broker)
        send(rescue_verantwoordingen, broker)
        # The first message comes again too, as it does when Redis sees that it was never confirmed.
        send(run_opdracht, broker, opdracht.pk, boeken.gemeente.pk)
        wait_until(mijn.filter(status__in=(Status.DONE, Status.FAILED)).exists)

    verantwoording.refresh_from_db()
    assert (verantwoording.status, verantwoording.poging) == (Status.DONE, 2)
    assert bytes(verantwoording.pdf or b"").startswith(b"%PDF-1.7")
    assert AuditRegel.objects.filter(handeling="verantwoording.make").count() == 1
    assert Verantwoording.objects.count() == 1
