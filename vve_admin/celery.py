import json
import logging
import logging.config
import os
import time
from collections.abc import Callable
from typing import Any

from celery import Celery, Task
from celery.signals import beat_init, setup_logging, task_rejected, task_unknown, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu.transport import TRANSPORT_ALIASES

from lib.logregel import verzoeknummer
from organisaties.tijdslimiet import TAAK, tijdslimiet

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")


logger = logging.getLogger("vve.taak")


class Taak(Task):  # type: ignore[type-arg]  # generic for mypy only
    """A job has more time at the database than a page, but not for ever."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        begin, gelukt = time.perf_counter(), False
        vorig = verzoeknummer.set(self.request.id or "")
        try:
            with tijdslimiet(TAAK):
                uitkomst = super().__call__(*args, **kwargs)
            gelukt = True
            return uitkomst
        finally:
            velden = {"soort": "taak", "taak": self.name, "ms": round((time.perf_counter() - begin) * 1000)}
            logger.info("gelukt" if gelukt else "mislukt", extra={"velden": velden})
            verzoeknummer.reset(vorig)


# Also for the addresses of Redis: what cannot be read ends no worker.
TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "vve_admin.broker:Transport"

app = Celery("vve_admin", task_cls=Taak)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_site(**_: Any) -> None:
    """Celery would set up lines of its own, without the mask over personal data."""
    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
def _refuse_unsafe_worker(**_: Any) -> None:
    from organisaties.opstarten import require_audit_key, require_safe_start

    _refuse_unless(require_audit_key, require_safe_start)


@beat_init.connect
def _refuse_unsafe_beat(**_: Any) -> None:
    from organisaties.opstarten import require_safe_start

    _refuse_unless(require_safe_start)


def _refuse_unless(*eisen: Callable[[], None]) -> None:
    """Celery writes down any other exception of a signal, and goes on."""
    try:
        for eis in eisen:
            eis()
    except ImproperlyConfigured as fout:
        raise SystemExit(str(fout)) from None


@task_unknown.connect
@task_rejected.connect
def _set_aside(message: Any, exc: Any, **_: Any) -> None:
    message.channel.set_aside(json.dumps(message._raw).encode(), type(exc).__name__)
