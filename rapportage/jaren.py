"""Which years there is something to show of."""

from datetime import date

from organisaties.models import Gemeente
from subsidies.models import Begrotingspost, Boeking


def find_jaren(gemeente: Gemeente, dag: date) -> list[int]:
    """The years with a budget or a ledger, the newest first; this year when there is nothing yet."""
    jaren = set(Begrotingspost.objects.filter(gemeente=gemeente).values_list("jaar", flat=True))
    jaren |= set(Boeking.objects.filter(gemeente=gemeente).values_list("jaar", flat=True).distinct())
    return sorted(jaren or {dag.year}, reverse=True)
