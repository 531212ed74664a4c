"""The groups of children that people work through; the list and the tasks count with the same queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from indicaties.models import STIL_NA_DAGEN, WAARSCHUWING_VERLOOP_DAGEN, KindQuerySet
from indicaties.stand import silent_on, to_ask_again_on, to_refer_on, waiting_on
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class KindFilter:
    label: str
    apply: Callable[[KindQuerySet, date], KindQuerySet]
    voor_houder: bool = True


FILTERS = {
    "peuters": KindFilter(
        "Jonger dan 4 jaar", lambda kinderen, dag: kinderen.younger_than_four_on(dag).present_on(dag)
    ),
    "geldig": KindFilter("Met een geldige indicatie", KindQuerySet.with_indicatie_on),
    "verloopt": KindFilter(
        f"Indicatie eindigt binnen {WAARSCHUWING_VERLOOP_DAGEN} dagen", KindQuerySet.expiring_after
    ),
    "vertrokken": KindFilter(
        "Verhuisd of overleden", lambda kinderen, dag: kinderen.filter(vertrokken_op__lt=dag)
    ),
    "zonder": KindFilter("Zonder indicatie", lambda kinderen, dag: kinderen.without_indicatie()),
    "18-maanden": KindFilter(
        "Rond 18 maanden, zonder indicatie", KindQuerySet.around_18_months_on, voor_houder=False
    ),
    "te-verwijzen": KindFilter(
        "Geldige indicatie, geen plaats en niet verwezen", to_refer_on, voor_houder=False
    ),
    "opnieuw-vragen": KindFilter("Geen deelname, indicatie loopt nog", to_ask_again_on, voor_houder=False),
    "verwezen": KindFilter("Verwezen, nog niet geplaatst", waiting_on),
    "stil": KindFilter(f"Langer dan {STIL_NA_DAGEN // 7} weken verwezen, niet geplaatst", silent_on),
}


def choices(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """A provider is not offered the groups that only the municipality's side works through."""
    return [
        (code, keuze.label) for code, keuze in FILTERS.items() if keuze.voor_houder or not gebruiker.is_houder
    ]
