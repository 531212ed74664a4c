"""A real worker on a real Redis is killed in the middle of a report. Nothing is lost and nothing is doubled."""

import base64
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from kombu import Connection

from organisaties.aanmelden import post, versleuteling
from organisaties.landelijk.rondes import start_ronde
from organisaties.models import AuditRegel, Ronde
from organisaties.opdracht import TERMIJN, Opdracht, Rij
from organisaties.tasks import run_opdracht, send_opdrachten
from organisaties.terzijde import TERZIJDE
from organisaties.wachtrij import enqueue, send_waiting
from rapportage.models import Verantwoording
from rapportage.productie import HARTSLAG_MAX
from rapportage.tasks import make_verantwoording, rescue_verantwoordingen
from subsidies.kolommen.landelijk import KOLOMMEN
from subsidies.kolommen.tasks import check_gemeente
from tests.factories import GemeenteFactory
from tests.rapportage.administratie import Administratie, Regel
from tests.rapportage.factories import Status, VerantwoordingFactory
from vve_admin.celery import app
from vve_admin.embedded import servers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    redis = servers.start_redis(tmp_path)
    yield f"redis+socket://{servers.redis_socket(tmp_path)}"
    redis.terminate()
    redis.wait(timeout=10)


def worker_env(broker: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.rapportage.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_BROKER": broker,
    }


@contextmanager
def worker(broker: str, pool: str = "solo") -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "vve_admin",
            "worker",
            "--pool",
            pool,
            "-c",
            "1",
            "-l",
            "error",
        ],
        cwd=settings.BASE_DIR,
        env=worker_env(broker),
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
    raise AssertionError(f"Na een minuut nog niet: {Opdracht.objects.values('status', 'fout')}")


def test_the_health_check_of_the_compose_file_gets_an_answer_of_a_worker(broker: str) -> None:
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
    _, opdracht = compose["services"]["worker"]["healthcheck"]["test"]
    omgeving = worker_env(broker) | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOSTNAME": socket.gethostname(),
    }
    with worker(broker):
        for _ in range(5):
            ping = subprocess.run(
                ["sh", "-c", opdracht.replace("$$", "$")],
                cwd=settings.BASE_DIR,
                env=omgeving,
                capture_output=True,
                text=True,
                check=False,
            )
            if ping.returncode == 0:
                break
    assert (ping.returncode, "pong" in ping.stdout) == (0, True), ping.stderr


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


def _envelope(**anders: Any) -> dict[str, Any]:
    """A message as kombu puts it in Redis, with something else in the place of a part."""
    taak = {"task": "organisaties.tasks.run_opdracht", "id": "1", "lang": "py"}
    goed = {
        "body": base64.b64encode(b"[[1, null], {}, {}]").decode(),
        "content-encoding": "utf-8",
        "content-type": "application/json",
        "headers": taak | anders.pop("headers", {}),
        "properties": {
            "delivery_tag": str(len(anders)),
            "body_encoding": "base64",
            "delivery_info": {"exchange": "", "routing_key": "mensen"},
        },
    }
    return goed | anders


def _body(tekst: bytes) -> str:
    return base64.b64encode(tekst).decode()


ONLEESBAAR: list[bytes] = [
    b"",
    b"rommel",
    b"\xff\xfe\x00",
    b"null",
    b"[]",
    b"{}",
    b"[" * 100_000,
    *(
        json.dumps(bericht).encode()
        for bericht in (
            {"body": 1, "properties": {}},
            _envelope(body="geen base64"),
            _envelope(properties=None),
            _envelope(headers={"task": "os.system"}),
            _envelope(headers={"task": ["a"]}),
            _envelope(
                **{
                    "content-type": "application/x-python-serialize",
                    "body": _body(pickle.dumps([[1], {}, {}])),
                }
            ),
            _envelope(body=_body(b"{")),
        )
    ),
]
GEWEIGERD: list[bytes] = [
    json.dumps(_envelope(body=_body(inhoud))).encode()
    for inhoud in (
        b"[]",
        b"[[], {}, {}]",
        b'[["1", null], {}, {}]',
        b'[[1, null], {"a": 1}, {}]',
        b"[[1, 2, 3], {}, {}]",
        b'[{"a": 1}, [], 5]',
    )
]


@pytest.mark.parametrize("pool", ["solo", "prefork"])
def test_garbage_in_the_queue_ends_no_worker_and_what_cannot_be_read_goes_aside(
    broker: str, pool: str
) -> None:
    with Connection(broker) as verbinding:
        redis = verbinding.default_channel.client  # type: ignore[attr-defined]
        for bericht in (*ONLEESBAAR, *GEWEIGERD):
            redis.lpush("mensen", bericht)
        opdracht = enqueue(
            post.look_up_vergeten, versleuteling.encrypt("niemand@putten.test"), "https://x", "127.0.0.1"
        )
        with worker(broker, pool) as werker:
            send(run_opdracht, broker, opdracht.pk, None)
            wait_until(Opdracht.objects.filter(status=Opdracht.Status.DONE).exists)
            assert werker.poll() is None
        assert redis.llen(TERZIJDE) >= len(ONLEESBAAR)
        assert redis.llen("mensen") == 0
        assert redis.hlen("unacked") == 0


def test_a_worker_whose_connection_to_the_database_broke_does_the_next_job(broker: str) -> None:
    def ask() -> Opdracht:
        return enqueue(
            post.look_up_vergeten, versleuteling.encrypt("niemand@putten.test"), "https://x", "127.0.0.1"
        )

    klaar = Opdracht.objects.filter(status=Opdracht.Status.DONE)
    with worker(broker):
        send(run_opdracht, broker, ask().pk, None)
        wait_until(lambda: klaar.count() == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        send(run_opdracht, broker, ask().pk, None)
        wait_until(lambda: klaar.count() == 2)


def test_a_queue_that_was_away_and_comes_back_empty_loses_no_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: asked for without Redis, sent when there is one, lost with it, and done after all."""
    broker = f"redis+socket://{servers.redis_socket(tmp_path)}"
    monkeypatch.setattr(app.conf, "broker_url", broker)
    opdracht = enqueue(
        post.look_up_vergeten, versleuteling.encrypt("niemand@putten.test"), "https://x", "127.0.0.1"
    )
    assert Opdracht.objects.get().verstuurd_op is None

    redis = servers.start_redis(tmp_path)
    assert send_waiting(None, timezone.now() - TERMIJN - timedelta(seconds=1)) == 1
    redis.kill()
    redis.wait(timeout=10)

    redis = servers.start_redis(tmp_path)
    try:
        with worker(broker):
            send(send_opdrachten, broker)
            wait_until(Opdracht.objects.filter(pk=opdracht.pk, status=Opdracht.Status.DONE).exists)
    finally:
        redis.terminate()
        redis.wait(timeout=10)


def test_what_people_wait_for_goes_before_the_work_of_the_night(
    broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All waits when the worker starts, the work of the night first; what does not fit its share is sent later."""
    monkeypatch.setattr(app.conf, "broker_url", broker)
    gemeenten = [GemeenteFactory.create(), GemeenteFactory.create(code="0226")]
    for gemeente in gemeenten * 2:
        enqueue(check_gemeente, gemeente.pk, gemeente=gemeente, rij=Rij.NACHT)
    for gemeente in gemeenten:
        enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)
    ronde, _ = start_ronde(werk=KOLOMMEN, keuze="", gemeenten=gemeenten, op=timezone.now())
    with Connection(broker) as verbinding:
        redis = verbinding.default_channel.client  # type: ignore[attr-defined]
        assert [redis.llen(rij) for rij in Rij.values] == [3, 2]
    with worker(broker):
        wait_until(Ronde.objects.filter(pk=ronde.pk, klaar_op__isnull=False).exists)
        wait_until(lambda: not Opdracht.objects.waiting().exists())
    gedaan = Opdracht.objects.exclude(werk__contains="landelijk").order_by("klaar_op")
    assert list(gedaan.values_list("rij", flat=True)) == ["mensen"] * 2 + ["nacht"] * 4
    assert set(ronde.delen.values_list("status", "zin")) == {("klaar", "De vijf kolommen zijn vergeleken.")}
