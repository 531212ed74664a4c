"""Ranges of PostgreSQL, by which an exclusion constraint compares days, ids and words without any extension."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce


class DateRange(Func):
    """daterange(van, tot en met, '[]'): both days included, an empty end is endless."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, van: str, tot_en_met: str) -> None:
        super().__init__(F(van), F(tot_en_met), Value("[]"))


class SameRow(Func):
    """int8range(id, id, '[]'): lets an exclusion constraint compare ids without the btree_gist extension."""

    function = "INT8RANGE"

    def __init__(self, veld: str) -> None:
        super().__init__(F(veld), F(veld), Value("[]"))


class SameRowOrNone(Func):
    """As SameRow, of a relation that may be empty: two empty ones are the same."""

    function = "INT8RANGE"

    def __init__(self, veld: str) -> None:
        super().__init__(Coalesce(F(veld), Value(0)), Coalesce(F(veld), Value(0)), Value("[]"))


class SameText(Func):
    """tekstbereik(woord, woord, '[]'): a range of text, a type that our own migration makes."""

    function = "TEKSTBEREIK"

    def __init__(self, veld: str) -> None:
        super().__init__(F(veld), F(veld), Value("[]"))


class NumberRange(Func):
    """int4range(van, tot en met, '[]'): both included."""

    function = "INT4RANGE"

    def __init__(self, van: str, tot_en_met: str) -> None:
        super().__init__(F(van), F(tot_en_met), Value("[]"))
