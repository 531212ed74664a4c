"""After a change of money of some providers their columns are compared; what many changes ask for is done once."""

from collections.abc import Iterable

from organisaties.models import Gemeente
from organisaties.wachtrij import enqueue, find_waiting
from subsidies.kolommen.ontvangers import has_others
from subsidies.kolommen.tasks import check_gemeente, check_houder
from subsidies.models import Locatieberekening


def on_geld(gemeente: Gemeente, houders: Iterable[int | None]) -> None:
    """None is of parents. Where others than providers get money, everything of the municipality is compared."""
    if has_others(gemeente):
        if find_waiting(check_gemeente, gemeente.pk, gemeente=gemeente) is None:
            enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)
        return
    for houder in sorted({houder for houder in houders if houder is not None}):
        if find_waiting(check_houder, gemeente.pk, houder, gemeente=gemeente) is None:
            enqueue(check_houder, gemeente.pk, houder, gemeente=gemeente)


def on_locatiegeld(berekening: Locatieberekening) -> None:
    on_geld(berekening.gemeente, [berekening.houder_id])
