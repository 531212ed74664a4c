import json
import logging.config
import os
from collections.abc import Callable
from typing import Any

from celery import Celery, Task
from celery.signals import beat_init, setup_logging, task_rejected, task_unknown, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu.transport import TRANSPORT_ALIASES

from organisaties.tijdslimiet import TAAK, tijdslimiet

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")


class Taak(Task):  # type: ignore[type-arg]  # generic for mypy only
    """A job has more time at the database than a page, but not for ever."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with tijdslimiet(TAAK):
            return super().__call__(*args, **kwargs)


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
