"""A BSN or a name is in no line of a log, whatever goes wrong: on the site, in a task, in the database."""

import copy
import io
import logging
import logging.config
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from celery import shared_task
from celery.signals import setup_logging
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from indicaties.models import Kind
from lib.logregel import MASKER, mask
from tests.factories import KindFactory

BSN = "123456782"


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
    ],
)
def test_only_what_can_be_a_bsn_is_masked(tekst: str, uitkomst: str) -> None:
    assert mask(tekst) == uitkomst
