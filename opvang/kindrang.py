"""Which child of a family is the first one in childcare (Besluit kinderopvangtoeslag, art. 3).

The child with the most hours; with equal hours the one with the lowest cost. What is still equal then, or depends on a
price that nobody filled in, is not decided here: somebody asks. A provider sees no more of a family than the outcome.
"""

from dataclasses import dataclass
from datetime import date

from indicaties.models import Kind
from opvang.models import Plaatsing
from organisaties.rijbeveiliging import Rijbereik, rijbereik

EERSTE, VOLGENDE = 1, 2
_REGEL = "Het kind met de meeste uren per week is het eerste kind; bij gelijke uren het kind met de laagste kosten."
_ZINNEN = {
    EERSTE: f"Volgens het gezin in het dossier is dit het eerste kind. {_REGEL}",
    VOLGENDE: f"Volgens het gezin in het dossier is dit het tweede of volgende kind. {_REGEL}",
    None: (
        "Volgens het gezin in het dossier zijn er kinderen met evenveel uren per week en gelijke of onbekende kosten. "
        "Vraag de ouders welk kind het eerste kind is."
    ),
}


@dataclass(frozen=True)
class Kindrang:
    """`rang` is None when the rule does not decide."""

    rang: int | None
    zin: str


@dataclass(frozen=True)
class Opvang:
    """Of one child on one day: hours in hundredths, cost per week; None when a price is not known."""

    uren: int
    kosten: int | None


def kindrang_op(kind: Kind, dag: date) -> Kindrang | None:
    """None for a child without brothers or sisters in childcare on the day, or without a place itself."""
    opvang = _of_family(kind, dag)
    eigen = opvang.pop(kind.pk, None)
    if eigen is None or not opvang:
        return None
    rang = _rank(eigen, list(opvang.values()))
    return Kindrang(rang, _ZINNEN[rang])


def proposal_op(kind: Kind, dag: date) -> Kindrang | None:
    """For a child that has no place yet: as long as its hours are unknown, who has a place comes first."""
    return Kindrang(VOLGENDE, _ZINNEN[VOLGENDE]) if _of_family(kind, dag).keys() - {kind.pk} else None


def _of_family(kind: Kind, dag: date) -> dict[int, Opvang]:
    """Whoever asks: a brother or sister may have its place at another provider."""
    if kind.gezin_id is None:
        return {}
    with rijbereik(Rijbereik(kind.gemeente_id)):
        rijen = list(
            Plaatsing.objects.active_on(dag)
            .filter(kind__gezin=kind.gezin_id)
            .values_list("kind", "uren_per_week_honderdsten", "uurprijs_centen")
        )
    opvang: dict[int, Opvang] = {}
    for kind_id, uren, prijs in rijen:
        tot = opvang.get(kind_id, Opvang(0, 0))
        kosten = None if prijs is None or tot.kosten is None else tot.kosten + uren * prijs
        opvang[kind_id] = Opvang(tot.uren + uren, kosten)
    return opvang


def _rank(eigen: Opvang, anderen: list[Opvang]) -> int | None:
    if any(ander.uren > eigen.uren for ander in anderen):
        return VOLGENDE
    gelijk = [ander.kosten for ander in anderen if ander.uren == eigen.uren]
    if not gelijk:
        return EERSTE
    if eigen.kosten is None:
        return None
    bekend = [kosten for kosten in gelijk if kosten is not None]
    if any(kosten < eigen.kosten for kosten in bekend):
        return VOLGENDE
    zeker = len(bekend) == len(gelijk) and all(kosten > eigen.kosten for kosten in bekend)
    return EERSTE if zeker else None
