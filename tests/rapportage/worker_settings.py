"""The settings of a Celery worker that works on the database of a running test."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
CELERY_BROKER_URL = os.environ["TEST_BROKER"]
# As a real worker: without the scope that the task itself opens there are no rows.
DATABASES["default"] |= DATABASE_SITE  # noqa: F405
