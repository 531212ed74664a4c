"""Run a policy's worked examples: a policy whose own examples fail can't be adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lib.geld import euro, uren
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import MILLICENT
from rekenregels.regeling.proeven import Groep, Kindgegevens, Verwacht
from rekenregels.rekenen.bereken import Uitkomst, calculate
from rekenregels.rekenen.feit import GEBRUIKT, Feit, FeitenFout
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.signalen import signalen_van


@dataclass(frozen=True)
class Voorbeelduitslag:
    naam: str
    bron: str
    verschillen: tuple[str, ...]
    uitkomst: Uitkomst | None

    @property
    def klopt(self) -> bool:
        return not self.verschillen


def run_voorbeelden(regeling: Regeling) -> list[Voorbeelduitslag]:
    """Every worked example with its result and what differs."""
    uitslagen = []
    for voorbeeld in regeling.voorbeelden:
        try:
            uitkomst = calculate(
                regeling, Feiten.from_records([as_feit(regeling, voorbeeld.kind, voorbeeld.naam)])
            )
        except FeitenFout as fout:
            zinnen = tuple(f"kind.{f.kolom} is {f.waarde}: {f.boodschap}" for f in fout.fouten)
            uitslagen.append(Voorbeelduitslag(voorbeeld.naam, voorbeeld.bron, zinnen, None))
            continue
        verschillen = tuple(_verschillen(voorbeeld.verwacht, uitkomst))
        uitslagen.append(Voorbeelduitslag(voorbeeld.naam, voorbeeld.bron, verschillen, uitkomst))
    return uitslagen


def voorbeeldfouten(uitslagen: Sequence[Voorbeelduitslag]) -> list[str]:
    """What differs, each with the place of the example in the document; the last one with what there is to see about it."""
    return [
        f'voorbeelden[{nummer}] "{uitslag.naam}": {verschil}.'
        + (_signaalzinnen(uitslag) if verschil == uitslag.verschillen[-1] else "")
        for nummer, uitslag in enumerate(uitslagen, start=1)
        for verschil in uitslag.verschillen
    ]


def _signaalzinnen(uitslag: Voorbeelduitslag) -> str:
    """Why the outcome may be another one than was expected: too young, too many hours, a right that is over."""
    bits = 0 if uitslag.uitkomst is None else int(uitslag.uitkomst.signalen[0])
    return "".join(f" {signaal.zin}" for signaal in signalen_van(bits))


def as_feit(regeling: Regeling, kind: Kindgegevens, sleutel: str = "") -> Feit:
    """The facts as a file writes them, as a line for the engine."""
    namen = [regel.naam for regel in regeling.minima]
    doorlopend = regeling.tegoeden_uit.get(kind.categorie, {})
    feit = Feit(
        sleutel=sleutel,
        geboortedatum=kind.geboortedatum,
        van=kind.van,
        tot_en_met=kind.tot_en_met,
        categorie=kind.categorie,
        kot=kind.kot,
        bijdrageklasse=kind.bijdrageklasse,
        kindrang=kind.kindrang,
        uren=kind.uren,
        locatie=kind.locatie,
        prijs=None if kind.prijs is None else kind.prijs // MILLICENT,
        uren_per_week=kind.uren_per_week,
        inkomen=kind.inkomen,
        kern=kind.kern,
        minima=namen.index(kind.minima) + 1 if kind.minima else 0,
        dagen=kind.dagen,
        uren_eerder=kind.uren_eerder,
        opvang=kind.opvang,
        recht_vanaf=kind.recht_vanaf,
        begonnen_op=kind.begonnen_op,
        huishouden=kind.huishouden,
    )
    gebruikt: dict[str, Any] = {GEBRUIKT[b]: kind.tegoed_gebruikt for b in doorlopend}
    return replace(feit, **gebruikt)


def populatie_feiten(regeling: Regeling, groepen: tuple[Groep, ...]) -> Feiten:
    """One line per child of a population."""
    feiten = [
        as_feit(regeling, groep.kind, f"{groep.naam} {nummer}")
        for groep in groepen
        for nummer in range(1, groep.aantal + 1)
    ]
    return Feiten.from_records(feiten)


def _verschillen(verwacht: Verwacht, uitkomst: Uitkomst) -> Iterator[str]:
    paren = (
        ("de subsidie", verwacht.subsidie, int(uitkomst.subsidie[0])),
        ("de ouderbijdrage", verwacht.ouderbijdrage, int(uitkomst.ouderbijdrage[0])),
    )
    for wat, millicent, centen in paren:
        if millicent is not None and millicent != centen * MILLICENT:
            yield f"{wat} is {euro(centen)}, maar het voorbeeld verwacht {euro(millicent // MILLICENT)}"
    if verwacht.uren is not None and verwacht.uren != int(uitkomst.uren[0]):
        yield f"de uren zijn {uren(int(uitkomst.uren[0]))}, maar het voorbeeld verwacht {uren(verwacht.uren)}"
