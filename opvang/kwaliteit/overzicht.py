"""All locations of a year beside each other: how far the sheet is, what is missing and what asks attention."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from lib.kleine_groepen import VERBORGEN, is_small
from lib.tabelbestand import Cel
from opvang.kwaliteit.instellingen import deadline
from opvang.kwaliteit.keuren import (
    Bevinding,
    Oordeel,
    Pbm,
    inspect_blad,
    inspect_ggd,
    offered_hours,
    read_pbm,
)
from opvang.kwaliteit.locaties import locaties_of_gemeente
from opvang.models import Ggdinspectie, Kwaliteitsblad
from organisaties.models import Gemeente, Locatie

GEEN_BLAD = "Nog niet ingediend"


@dataclass(frozen=True)
class Locatiestand:
    """One location in one year. `blad` is what was sent last; `uiterlijk` None when no sheet is asked."""

    locatie: Locatie
    jaar: int
    blad: Kwaliteitsblad | None
    bevindingen: tuple[Bevinding, ...]
    inspecties: tuple[Ggdinspectie, ...]
    uiterlijk: date | None
    dag: date

    def _with(self, oordeel: Oordeel) -> tuple[Bevinding, ...]:
        return tuple(bevinding for bevinding in self.bevindingen if bevinding.oordeel is oordeel)

    @property
    def ontbreekt(self) -> tuple[Bevinding, ...]:
        return self._with(Oordeel.ONTBREEKT)

    @property
    def let_op(self) -> tuple[Bevinding, ...]:
        return self._with(Oordeel.LET_OP)

    @property
    def is_te_laat(self) -> bool:
        """Not there, or sent back, after the last day to send it."""
        klaar = self.blad is not None and self.blad.status != Kwaliteitsblad.Status.RETURNED
        return not klaar and self.uiterlijk is not None and self.dag > self.uiterlijk

    @property
    def status(self) -> str:
        return self.blad.get_status_display() if self.blad else GEEN_BLAD

    @property
    def pbm(self) -> Pbm | None:
        return read_pbm(self.blad) if self.blad else None


def read_standen(gemeente: Gemeente, locaties: Sequence[Locatie], jaar: int, dag: date) -> list[Locatiestand]:
    """In the order of the locations; as many queries for all as for one."""
    bladen = {
        blad.locatie_id: blad
        for blad in Kwaliteitsblad.objects.in_force()
        .filter(locatie__in=locaties, jaar=jaar)
        .prefetch_related("groepen")
    }
    inspecties: dict[int, list[Ggdinspectie]] = defaultdict(list)
    for inspectie in Ggdinspectie.objects.current().filter(locatie__in=locaties, datum__year__lte=jaar):
        inspecties[inspectie.locatie_id].append(inspectie)
    uiterlijk = deadline(gemeente, jaar)
    return [
        _stand(locatie, jaar, bladen.get(locatie.pk), inspecties[locatie.pk], uiterlijk, dag)
        for locatie in locaties
    ]


def _stand(
    locatie: Locatie,
    jaar: int,
    blad: Kwaliteitsblad | None,
    inspecties: list[Ggdinspectie],
    uiterlijk: date | None,
    dag: date,
) -> Locatiestand:
    van_blad = inspect_blad(blad) if blad else ()
    bevindingen = (*van_blad, inspect_ggd(inspecties, jaar, dag))
    return Locatiestand(locatie, jaar, blad, bevindingen, tuple(inspecties), uiterlijk, dag)


def count_akkoord(gemeente: Gemeente, jaar: int, dag: date) -> tuple[int, int]:
    """Of how many locations a sheet over the year was agreed by the day, and of how many one is asked."""
    locaties = locaties_of_gemeente(gemeente, jaar)
    akkoord = Kwaliteitsblad.objects.filter(
        locatie__in=locaties, jaar=jaar, status=Kwaliteitsblad.Status.AGREED, beoordeeld_op__date__lte=dag
    )
    return akkoord.count(), len(locaties)


_VOLGORDE = {
    "": 0,
    Kwaliteitsblad.Status.RETURNED: 1,
    Kwaliteitsblad.Status.SUBMITTED: 2,
    Kwaliteitsblad.Status.AGREED: 3,
}
# What the list can be ordered by; what asks most work comes first.
SORTERINGEN: dict[str, tuple[str, Callable[[Locatiestand], Any]]] = {
    "locatie": ("Locatie", lambda stand: ()),
    "houder": ("Houder", lambda stand: (stand.locatie.houder.naam.lower(),)),
    "status": ("Stand van het blad", lambda stand: (_VOLGORDE[stand.blad.status if stand.blad else ""],)),
    "ontbreekt": ("Wat ontbreekt", lambda stand: (-len(stand.ontbreekt), -len(stand.let_op))),
    "let-op": ("Wat aandacht vraagt", lambda stand: (-len(stand.let_op), -len(stand.ontbreekt))),
}


def sort_standen(standen: Iterable[Locatiestand], sortering: str) -> list[Locatiestand]:
    """By one of SORTERINGEN, and then by the name of the location; another word orders by that name alone."""
    _, sleutel = SORTERINGEN.get(sortering, SORTERINGEN["locatie"])
    return sorted(standen, key=lambda stand: (*sleutel(stand), stand.locatie.naam.lower(), stand.locatie.pk))


KOP = (
    *("Locatie", "LRK-nummer", "Houder", "Jaar", "Blad", "Ingediend op", "Te laat"),
    *("Doelgroepkinderen op 1 januari", "Pbm-uren nodig", "Pbm-uren gemaakt", "Uren in anderhalf jaar"),
    *("Ontbreekt", "Aandacht nodig", "Laatste inspectie", "Uitkomst"),
)


def write_rijen(standen: Iterable[Locatiestand], *, volledig: bool) -> Iterable[tuple[Cel, ...]]:
    """The list as rows of a file; not `volledig`: without the count of a small group, and what can be computed from it."""
    for stand in standen:
        locatie, blad = stand.locatie, stand.blad
        laatste = max(stand.inspecties, key=lambda i: (i.datum, i.pk), default=None)
        yield (
            locatie.naam,
            locatie.lrk_nummer,
            locatie.houder.naam,
            stand.jaar,
            stand.status,
            timezone.localdate(blad.ingediend_op) if blad and blad.ingediend_op else None,
            "ja" if stand.is_te_laat else "nee",
            *_pbm(stand.pbm, volledig),
            _hours(offered_hours(blad)) if blad else None,
            _tell(stand.ontbreekt),
            _tell(stand.let_op, zonder_pbm=not volledig),
            laatste.datum if laatste else None,
            laatste.get_uitkomst_display() if laatste else None,
        )


def _pbm(pbm: Pbm | None, volledig: bool) -> tuple[Cel, Cel, Cel]:
    if pbm is None:
        return None, None, None
    if is_small(pbm.kinderen) and not volledig:
        return VERBORGEN, VERBORGEN, _hours(pbm.gemaakt)
    return pbm.kinderen, _hours(pbm.nodig), _hours(pbm.gemaakt)


def _hours(honderdsten: int) -> Cel:
    """Whole hours as a number, others as text with a comma."""
    heel, rest = divmod(honderdsten, 100)
    return f"{heel},{rest:02d}" if rest else heel


def _tell(bevindingen: Iterable[Bevinding], *, zonder_pbm: bool = False) -> str:
    """The sentence about the adviser names a count of children."""
    return "; ".join(
        b.naam if zonder_pbm and b.onderwerp == "pbm" else f"{b.naam}: {b.zin}" for b in bevindingen
    )
