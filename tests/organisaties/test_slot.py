"""A lock of the database for the time of the work: held by one, let go at its end, and no reason for the work to fail."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from organisaties.slot import only_one

pytestmark = pytest.mark.django_db


def is_free(naam: str) -> bool:
    """Whether another worker would get it."""

    def try_it() -> bool:
        with only_one(naam) as gekregen:
            return gekregen

    with ThreadPoolExecutor(1) as ander:
        return ander.submit(try_it).result()


def test_it_is_held_until_the_end_and_the_one_inside_it_until_its_own() -> None:
    with only_one("werk") as eerste:
        with only_one("deel") as binnen:
            assert (eerste, binnen, is_free("werk"), is_free("deel")) == (True, True, False, False)
        assert (is_free("werk"), is_free("deel")) == (False, True)
    assert is_free("werk")


def test_work_that_fails_lets_it_go() -> None:
    with pytest.raises(LookupError), only_one("werk"):
        raise LookupError
    assert is_free("werk")


def test_work_is_done_also_when_its_lock_was_lost_on_the_way() -> None:
    gedaan = []
    with only_one("werk"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()")
            (pid,) = cursor.fetchone()
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        gedaan.append("werk")
    assert gedaan == ["werk"]
    assert is_free("werk")
