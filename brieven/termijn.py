"""The last day on which somebody can object, and the moment of what was written down of a day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lib.werkdagen import werkdag_vanaf

BEZWAARTERMIJN = timedelta(weeks=6)


def laatste_dag_bezwaar(bekend_gemaakt_op: date) -> date:
    """Six weeks from the day after the decision was made known (Awb 6:7 and 6:8)."""
    return werkdag_vanaf(bekend_gemaakt_op + BEZWAARTERMIJN)


def moment_van(op: date) -> datetime:
    """A moment as it is; of today's date now, because that is when it is written down; of another day noon."""
    if isinstance(op, datetime):
        return op
    nu = timezone.now()
    if op == timezone.localdate(nu):
        return nu
    return datetime.combine(op, time(12), tzinfo=timezone.get_default_timezone())
