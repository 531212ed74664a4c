"""What makes a check necessary puts it in the queue, in the transaction of the change itself."""

from indicaties.models import Kind
from organisaties.models import Gemeente
from organisaties.wachtrij import count_waiting, enqueue, find_waiting
from subsidies.herzieningen.tasks import check_gemeente, check_kind, check_na_goedkeuring
from subsidies.models import Berekening


def on_kind(kind: Kind) -> None:
    if find_waiting(check_kind, kind.pk, gemeente=kind.gemeente) is None:
        enqueue(check_kind, kind.pk, gemeente=kind.gemeente)


def on_goedkeuring(berekening: Berekening) -> None:
    enqueue(check_na_goedkeuring, berekening.pk, gemeente=berekening.declaratie.gemeente)


def on_gemeente(gemeente: Gemeente) -> None:
    """Where nothing is approved yet, there is nothing to compare."""
    if not Berekening.objects.in_force().filter(declaratie__gemeente=gemeente).exists():
        return
    if find_waiting(check_gemeente, gemeente.pk, gemeente=gemeente) is None:
        enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)


def count_checks(gemeente: Gemeente) -> int:
    """Checks that a change asked for and that are not done yet."""
    return count_waiting(check_kind, check_gemeente, gemeente=gemeente)
