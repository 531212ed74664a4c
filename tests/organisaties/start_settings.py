"""The settings of a process that starts on the database of a running test, under a role of its own."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"] |= {"NAME": os.environ["TEST_DATABASE"], "USER": os.environ["TEST_ROL"]}  # noqa: F405
if os.environ["TEST_ROL"] != DATABASE_BEHEER["USER"]:  # noqa: F405
    # What DATABASE_URL names is what the site connects as.
    DATABASE_SITE = {"USER": os.environ["TEST_ROL"], "PASSWORD": ""}
if "TEST_AUDIT_KEY" in os.environ:
    AUDIT_KEY = os.environ["TEST_AUDIT_KEY"]
