"""The settings under test: servers and data apart from the demo's, and a quick password hasher."""

import os
from pathlib import Path

os.environ.setdefault("VVE_DATA_DIR", str(Path(__file__).resolve().parent.parent / ".data" / "test"))
os.environ["DEBUG"] = "false"
os.environ["EMBEDDED"] = "true"

from vve_admin.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Nothing is collected for a test; Django's own live server serves the files of the browser test.
MIDDLEWARE = [naam for naam in MIDDLEWARE if not naam.startswith("whitenoise.")]  # noqa: F405
# The tests of the second factor switch it on.
TWEEDE_FACTOR_VERPLICHT = False
# A test arranges and asserts over all rows; its requests and tasks work in their own scope, as on the site.
DATABASES["default"] |= DATABASE_BEHEER  # noqa: F405
