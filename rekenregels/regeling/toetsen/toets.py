"""Rules between the parts of a policy; the reader has already checked every part on its own.

A rule yields one Dutch sentence per mistake: where, what it is, what the rule is, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_datum, als_prijs
from rekenregels.regeling.proeven import Kindgegevens
from rekenregels.regeling.toetsen import banden, bedragen, minima, tabel, tijd

LANGSTE_JAREN = 10


def toets_tekst(regeling: Regeling) -> list[str]:
    """What is asked of a text only: documents that were adopted before these rules must stay readable."""
    regels: tuple[Regel, ...] = (tijd.toets_stopredenen, banden.toets_aantal_banden, tabel.toets_heel)
    return [zin for regel in regels for zin in regel(regeling)]


def toets(regeling: Regeling) -> list[str]:
    """All mistakes; rules that need valid names run only when the names are valid."""
    fouten = [zin for regel in EERST for zin in regel(regeling)]
    return fouten or [zin for regel in DAARNA for zin in regel(regeling)]


def toets_kop(regeling: Regeling) -> Iterator[str]:
    kop = regeling.regeling
    if not re.fullmatch(r"\d{4}", kop.gemeente_code):
        yield f'regeling.gemeente_code is "{kop.gemeente_code}". Een CBS-code heeft vier cijfers, bijvoorbeeld "0226".'
    if kop.geldig_tot_en_met < kop.geldig_van:
        yield (
            f"regeling.geldig_tot_en_met ({als_datum(kop.geldig_tot_en_met)}) ligt voor geldig_van "
            f"({als_datum(kop.geldig_van)}). Draai de datums om."
        )
    elif kop.geldig_tot_en_met.year - kop.geldig_van.year >= LANGSTE_JAREN:
        yield f"regeling.geldig_tot_en_met: een regeling loopt hoogstens {LANGSTE_JAREN} jaar. Maak een nieuwe regeling."


def toets_voorbeelden(regeling: Regeling) -> Iterator[str]:
    if not regeling.voorbeelden:
        yield "voorbeelden is leeg. Voeg minstens een uitgewerkt voorbeeld toe onder [[voorbeelden]]."
    for i, voorbeeld in enumerate(regeling.voorbeelden, start=1):
        verwacht = voorbeeld.verwacht
        if verwacht.subsidie is None and verwacht.ouderbijdrage is None and verwacht.uren is None:
            yield f"voorbeelden[{i}].verwacht is leeg. Noem de subsidie, de ouderbijdrage of de uren."
        yield from _kind(regeling, f"voorbeelden[{i}].kind", voorbeeld.kind)
    groepen = regeling.populatie.groepen if regeling.populatie else ()
    for i, groep in enumerate(groepen, start=1):
        yield from _kind(regeling, f"populatie.groepen[{i}].kind", groep.kind)


def _kind(regeling: Regeling, pad: str, kind: Kindgegevens) -> Iterator[str]:
    if kind.minima and kind.minima not in [regel.naam for regel in regeling.minima]:
        yield f'{pad}.minima is "{kind.minima}", maar die minimaregel bestaat niet. Voeg die toe onder [[minima]].'
    if kind.tegoed_gebruikt and kind.categorie not in regeling.tegoeden_uit:
        yield f"{pad}.tegoed_gebruikt is ingevuld, maar bij {kind.categorie} loopt geen tegoed door. Zet tegoed_uit bij het blok, of haal tegoed_gebruikt weg."
    if kind.prijs is not None and kind.prijs % 1000:
        yield f"{pad}.prijs is {als_prijs(kind.prijs)}. Een uurprijs heeft hoogstens twee decimalen. Rond haar af."


Regel = Callable[[Regeling], Iterator[str]]
EERST: tuple[Regel, ...] = (
    toets_kop,
    tijd.toets_maanden,
    tijd.toets_sluitingen,
    tijd.toets_schoolweken,
    tijd.toets_maand_dag,
    tijd.toets_staffel,
    banden.toets_categorieen,
    banden.toets_fasen,
    banden.toets_banden,
    banden.toets_urenmaten,
    banden.toets_jaarruimte,
    banden.toets_cellen,
    banden.toets_afwijkingen,
    minima.toets_grenzen,
    bedragen.toets_maxprijs_nodig,
    bedragen.toets_tabel_nodig,
    bedragen.toets_samenstelling,
    tabel.toets_versies,
    tabel.toets_rijen,
    tabel.toets_aanvulling,
    toets_voorbeelden,
)
DAARNA: tuple[Regel, ...] = (
    tijd.toets_datums,
    tijd.toets_aantal_weken,
    bedragen.toets_tijdafronding,
    bedragen.toets_zonder_tarief,
    bedragen.toets_jaarbedragen,
    bedragen.toets_tabel_per_ouder,
    bedragen.toets_vrije_maanden,
    bedragen.toets_teldagen,
    bedragen.toets_hoogte,
    bedragen.toets_afronding,
)
