"""The settings under test for a process that does not run in pytest: on the database that pytest made."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["VVE_TEST_DATABASE"]  # noqa: F405
