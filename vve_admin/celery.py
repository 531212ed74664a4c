import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")

app = Celery("vve_admin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_site(**_: Any) -> None:
    """Celery would set up lines of its own, without the mask over personal data."""
    logging.config.dictConfig(settings.LOGGING)
