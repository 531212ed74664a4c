"""What makes a check necessary puts it in the queue, in the transaction of the change itself.

Each change asks for its own check, also when one waits already: that one may begin before this change is final.
"""

from indicaties.models import Kind
from organisaties.models import Gemeente
from organisaties.wachtrij import count_waiting, enqueue
from subsidies.herzieningen.tasks import check_gemeente, check_kind, check_na_goedkeuring
from subsidies.models import Berekening, Herziening, Locatieberekening


def on_kind(kind: Kind) -> None:
    enqueue(check_kind, kind.pk, gemeente=kind.gemeente)


def on_goedkeuring(berekening: Berekening) -> None:
    """What it replaces is on no list any more; its children are compared wherever else they are."""
    vervangen = Berekening.objects.same_tijdvak(berekening.declaratie).exclude(pk=berekening.pk)
    Herziening.objects.filter(berekening__in=vervangen).delete()
    enqueue(check_na_goedkeuring, berekening.pk, gemeente=berekening.declaratie.gemeente)


def on_gemeente(gemeente: Gemeente) -> None:
    """Where nothing is approved yet, there is nothing to compare."""
    per_kind = Berekening.objects.in_force().filter(declaratie__gemeente=gemeente)
    per_locatie = Locatieberekening.objects.in_force().filter(gemeente=gemeente)
    if not per_kind.exists() and not per_locatie.exists():
        return
    enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)


def count_checks(gemeente: Gemeente) -> int:
    """Checks that a change asked for and that are not done yet."""
    return count_waiting(check_kind, check_gemeente, gemeente=gemeente)
