"""A BSN or a name is in no line of a log, whatever goes wrong: on the site, in a task, in the database."""

import copy
import http.client
import io
import json
import logging
import logging.config
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from celery import shared_task
from celery.signals import setup_logging
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from indicaties.models import Kind
from lib.logregel import MASKER, mask
from organisaties.wachtrij import enqueue, run
from subsidies.kolommen.tasks import check_gemeente
from tests.factories import GemeenteFactory, KindFactory

BSN = "123456782"
BASE_DIR = Path(__file__).resolve().parents[2]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What stands in the log of production."""
    regels = io.StringIO()
    handler = logging.StreamHandler(regels)
    instelling: dict[str, Any] = copy.deepcopy(settings.LOGGING)
    opmaak = instelling["formatters"]["regel"]
    handler.setFormatter(logging.config.DictConfigurator(instelling).configure_formatter(opmaak))
    logging.getLogger().addHandler(handler)
    yield regels
    logging.getLogger().removeHandler(handler)


@pytest.mark.urls("tests.organisaties.test_foutpaginas")
@pytest.mark.django_db
@pytest.mark.parametrize("debug", [False, True])
def test_a_page_that_breaks_on_a_bsn_logs_the_error_without_it(
    log: io.StringIO, settings: Any, debug: bool
) -> None:
    settings.DEBUG = debug
    assert Client(raise_request_exception=False).get("/kapot/").status_code == 500
    assert f"RuntimeError: het geheim van {MASKER}" in log.getvalue()
    assert BSN not in log.getvalue()


@shared_task
def breek(bsn: str) -> None:
    raise RuntimeError(f"geen kind met {bsn}")


def test_a_task_that_breaks_on_a_bsn_logs_the_error_without_it(log: io.StringIO) -> None:
    breek.apply(args=[BSN])
    assert f"geen kind met {MASKER}" in log.getvalue()
    assert BSN not in log.getvalue()


def test_the_worker_writes_its_lines_as_the_site_does() -> None:
    import vve_admin.celery

    assert vve_admin.celery._log_as_the_site in [ontvanger() for _, ontvanger in setup_logging.receivers]


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_told(log: io.StringIO) -> None:
    kind = KindFactory(achternaam="Geheimenaar")
    try:
        with transaction.atomic():
            Kind.objects.filter(pk=kind.pk).update(geboortedatum=date(2999, 1, 1))
    except IntegrityError:
        logging.getLogger("vve").exception("Opslaan mislukt")
    assert "kind_geboren_voor_inschrijving" in log.getvalue()
    assert "Geheimenaar" not in log.getvalue()


@pytest.mark.parametrize(
    ("tekst", "uitkomst"),
    [
        ("BSN 123456782.", f"BSN {MASKER}."),
        ("1234.56.782", MASKER),
        ("123 456 782", MASKER),
        ("123456789", "123456789"),  # fails the 11-proef: no BSN
        ("berekening 12 van 2025-04-01", "berekening 12 van 2025-04-01"),
        ('"GET /kinderen/?zoek=Geheimenaar HTTP/1.1" 200', f'"GET /kinderen/?{MASKER} HTTP/1.1" 200'),
        ("naar https://vve.test/opvang/?zoek=Jan+Wit&pagina=2.", f"naar https://vve.test/opvang/?{MASKER}"),
        ("Klopt dit? /kinderen/ wel.", "Klopt dit? /kinderen/ wel."),
    ],
)
def test_only_what_can_be_a_bsn_or_a_name_is_masked(tekst: str, uitkomst: str) -> None:
    assert mask(tekst) == uitkomst


def test_the_web_server_writes_what_was_asked_and_not_what_was_searched_or_by_whom(tmp_path: Path) -> None:
    """The real server with the configuration that the container and the demo start it with."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    log = tmp_path / "log"
    opdracht = [sys.executable, "-m", "gunicorn", "tests.architectuur.wsgi_leeg:app", "--access-logfile", "-"]
    with log.open("w") as uitvoer:
        server = subprocess.Popen(
            [*opdracht, "--bind", f"127.0.0.1:{poort}"], cwd=BASE_DIR, stdout=uitvoer, stderr=uitvoer
        )
        try:
            for pad in ("/kinderen/?zoek=Geheimenaar", "/?zoek=123456782", "/kapot/?zoek=Geheimenaar"):
                _ask(poort, pad)
        finally:
            server.terminate()
            server.wait(timeout=20)
    regels = log.read_text()
    assert "Control socket" not in regels
    verzoeken = [regel for regel in map(json.loads, regels.splitlines()) if regel.get("soort") == "verzoek"]
    assert [(regel["methode"], regel["pad"], regel["status"]) for regel in verzoeken] == [
        ("GET", "/kinderen/", 200),
        ("GET", "/", 200),
        ("GET", "/kapot/", 500),
    ]
    assert f"geen kind met {MASKER}" in regels
    assert "127.0.0.1" not in " ".join(json.dumps(regel) for regel in verzoeken)
    assert not {"Geheimenaar", "123456782"} & set(re.findall(r"\w+", regels))


def _ask(poort: int, pad: str) -> None:
    """As soon as the server listens, and from a page whose address says what was searched there."""
    for _ in range(2000):
        try:
            lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
            lijn.request("GET", pad, headers={"Referer": "http://127.0.0.1/kinderen/?zoek=Geheimenaar"})
            lijn.getresponse().read()
            return
        except ConnectionRefusedError:
            Event().wait(0.01)
    raise AssertionError("De webserver begon niet te luisteren.")


def test_the_container_and_the_demo_start_the_server_where_its_configuration_is() -> None:
    assert "COPY . ." in (BASE_DIR / "Dockerfile").read_text()
    assert (BASE_DIR / "gunicorn.conf.py").exists()
    assert "gunicorn.conf.py" not in (BASE_DIR / ".dockerignore").read_text()


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(regel) for regel in log.getvalue().splitlines()]


@pytest.mark.urls("tests.organisaties.test_foutpaginas")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gestuurd", "blijft"),
    [("nummer-van-de-proxy-1", True), ("kort", False), ("met spatie en \n regel", False), ("x" * 65, False)],
)
def test_a_request_has_one_number_in_its_answer_and_in_each_line_about_it(
    log: io.StringIO, gestuurd: str, blijft: bool
) -> None:
    antwoord = Client(raise_request_exception=False, headers={"X-Request-ID": gestuurd}).get("/kapot/")
    nummer = antwoord["X-Request-ID"]
    assert (nummer == gestuurd) is blijft
    assert {regel["verzoek"] for regel in lines(log)} == {nummer}
    assert Client().get("/nergens/")["X-Request-ID"] != nummer


@pytest.mark.django_db
def test_a_job_has_a_line_when_it_is_asked_for_and_one_when_it_is_done(
    log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    gemeente = GemeenteFactory()
    with caplog.at_level(logging.INFO, logger="vve"):
        opdracht = enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)
        run(opdracht.pk, gemeente.pk, timezone.now())
    gevraagd, klaar = [regel for regel in lines(log) if regel.get("opdracht") == opdracht.pk]
    assert (gevraagd["bericht"], gevraagd["werk"]) == ("gevraagd", "subsidies.kolommen.tasks.check_gemeente")
    assert (klaar["bericht"], klaar["poging"], klaar["soort"]) == ("Klaar", 1, "opdracht")
    assert isinstance(klaar["ms"], int)


def test_a_task_has_a_line_with_its_end(log: io.StringIO, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="vve"):
        breek.apply(args=[BSN])
    (regel,) = [regel for regel in lines(log) if regel.get("soort") == "taak"]
    assert (regel["bericht"], regel["taak"].rpartition(".")[2]) == ("mislukt", "breek")
    assert regel["verzoek"]
