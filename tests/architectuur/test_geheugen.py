"""What the site loaded is searched for memory to free by no process of it."""

import gc

from vve_admin.geheugen import NIEUWE_OBJECTEN

# Django with this site is some hundreds of thousands.
VEEL = 100_000


def test_what_was_loaded_at_the_start_is_left_out_of_every_search() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > VEEL
    assert gc.get_threshold()[0] == NIEUWE_OBJECTEN
