"""What the site loaded is searched for memory to free by no process of it."""

import os
import subprocess
import sys

from vve_admin.geheugen import NIEUWE_OBJECTEN

# Django with this site is some hundreds of thousands.
VEEL = 100_000
# In a process of its own: what else a test run loads may give back what was left out.
BEGIN = (
    "import django, gc; django.setup(); print(gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()[0])"
)


def test_what_was_loaded_at_the_start_is_left_out_of_every_search() -> None:
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "vve_admin.settings", "DEBUG": "1"}
    uit = subprocess.run(
        [sys.executable, "-c", BEGIN], env=omgeving, capture_output=True, text=True, check=True
    )
    aan, weggelaten, drempel = uit.stdout.split()
    assert (aan, drempel) == ("True", str(NIEUWE_OBJECTEN))
    assert int(weggelaten) > VEEL
