"""The groups of children that people work through; the list and the tasks count with the same queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from indicaties.models import WAARSCHUWING_VERLOOP_DAGEN, Kind, KindQuerySet, Werkwijze, werkwijze_of
from indicaties.routekaart.bijgehouden import bron_for
from indicaties.stand import (
    FEITEN,
    Bron,
    expiring_on,
    silent_on,
    to_ask_again_on,
    to_judge_on,
    to_refer_on,
    waiting_on,
)
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class KindFilter:
    """`label` may name a term: {werkwijze.stil_na_weken}."""

    label: str
    vraag: Callable[[KindQuerySet, date, Werkwijze, Bron], KindQuerySet]
    voor_houder: bool = True

    def apply(
        self, kinderen: KindQuerySet, dag: date, werkwijze: Werkwijze, bron: Bron = FEITEN
    ) -> KindQuerySet:
        return self.vraag(kinderen, dag, werkwijze, bron)


FILTERS = {
    "peuters": KindFilter(
        "Jonger dan 4 jaar", lambda kinderen, dag, *_: kinderen.younger_than_four_on(dag).present_on(dag)
    ),
    "geldig": KindFilter(
        "Met een geldige indicatie", lambda kinderen, dag, *_: kinderen.with_indicatie_on(dag)
    ),
    "verloopt": KindFilter(
        f"Indicatie eindigt binnen {WAARSCHUWING_VERLOOP_DAGEN} dagen",
        lambda kinderen, dag, _, bron: expiring_on(kinderen, dag, bron),
    ),
    "vertrokken": KindFilter(
        "Verhuisd of overleden", lambda kinderen, dag, *_: kinderen.filter(vertrokken_op__lt=dag)
    ),
    "zonder": KindFilter("Zonder indicatie", lambda kinderen, dag, *_: kinderen.without_indicatie()),
    # The code stands in addresses that people kept; the age is that of the municipality.
    "18-maanden": KindFilter(
        "Vanaf {werkwijze.aandacht_maanden} maanden, zonder indicatie",
        lambda kinderen, dag, werkwijze, bron: to_judge_on(kinderen, dag, werkwijze.aandacht_maanden, bron),
        voor_houder=False,
    ),
    "te-verwijzen": KindFilter(
        "Geldige indicatie, geen plaats en niet verwezen",
        lambda kinderen, dag, _, bron: to_refer_on(kinderen, dag, bron),
        voor_houder=False,
    ),
    "opnieuw-vragen": KindFilter(
        "Opnieuw vragen: {werkwijze.opnieuw_vragen_na_weken} weken geleden geen deelname",
        lambda kinderen, dag, werkwijze, bron: to_ask_again_on(
            kinderen, dag, werkwijze.opnieuw_vragen_na_weken, bron
        ),
        voor_houder=False,
    ),
    "verwezen": KindFilter(
        "Verwezen, nog niet geplaatst", lambda kinderen, dag, _, bron: waiting_on(kinderen, dag, bron)
    ),
    "stil": KindFilter(
        "Langer dan {werkwijze.stil_na_weken} weken verwezen, geen bericht",
        lambda kinderen, dag, werkwijze, bron: silent_on(kinderen, dag, werkwijze.stil_na_weken, bron),
    ),
}


def apply_filter(code: str, gebruiker: Gebruiker, dag: date) -> KindQuerySet:
    """The children of this group that the user may see, by the terms of the own municipality."""
    eigen = Kind.objects.for_gebruiker(gebruiker)
    return FILTERS[code].apply(eigen, dag, werkwijze_of(gebruiker.gemeente), bron_for(gebruiker, dag))


def choices(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """A provider is not offered the groups that only the municipality's side works through."""
    werkwijze = werkwijze_of(gebruiker.gemeente)
    return [
        (code, keuze.label.format(werkwijze=werkwijze))
        for code, keuze in FILTERS.items()
        if keuze.voor_houder or not gebruiker.is_houder
    ]
