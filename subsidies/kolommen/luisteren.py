"""After a change of money of some providers their columns are compared; what many changes ask for is done once."""

from collections.abc import Iterable

from organisaties.models import Gemeente
from organisaties.wachtrij import enqueue, find_waiting
from subsidies.kolommen.tasks import check_houder
from subsidies.models import Locatieberekening


def on_geld(gemeente: Gemeente, houders: Iterable[int]) -> None:
    for houder in sorted(set(houders)):
        if find_waiting(check_houder, gemeente.pk, houder, gemeente=gemeente) is None:
            enqueue(check_houder, gemeente.pk, houder, gemeente=gemeente)


def on_locatiegeld(berekening: Locatieberekening) -> None:
    on_geld(berekening.gemeente, [berekening.houder_id])
