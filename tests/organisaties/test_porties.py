"""A long list in portions is the list: its order, each row once, and what is gone by then passed over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.models import Gemeente
from organisaties.porties import in_porties
from tests.factories import GemeenteFactory

pytestmark = pytest.mark.django_db


def test_all_rows_come_in_their_order_and_a_portion_at_a_time() -> None:
    for code in ("0226", "0273", "0363", "0599", "0344"):
        GemeenteFactory(code=code)
    lijst = Gemeente.objects.order_by("-code")
    with CaptureQueriesContext(connection) as vragen:
        assert [g.code for g in in_porties(lijst, 2)] == ["0599", "0363", "0344", "0273", "0226"]
    assert len(vragen) == 1 + 3


def test_what_goes_in_between_is_passed_over_and_what_comes_is_not_of_the_list() -> None:
    for code in ("0226", "0273", "0363"):
        GemeenteFactory(code=code)
    gezien = in_porties(Gemeente.objects.order_by("code"), 1)
    assert next(gezien).code == "0226"
    Gemeente.objects.filter(code="0273").delete()
    GemeenteFactory(code="0344")
    assert [g.code for g in gezien] == ["0363"]


def test_of_nothing_nothing_comes() -> None:
    assert list(in_porties(Gemeente.objects.all(), 10)) == []
