"""Rules for the contribution table of a policy."""

from __future__ import annotations

from collections.abc import Iterator

from rekenregels.regeling.bedragtabellen import PROCENT_FACTOR, Bijdragetabel, Tabelsoort, Tabelversie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_datum, als_getal, in_woord

HONDERD_PROCENT = 1_000 * PROCENT_FACTOR


def toets_versies(regeling: Regeling) -> Iterator[str]:
    """Versions follow each other in time and have the same classes, so that a class number keeps its meaning."""
    for naam, tabel in regeling.bijdragetabellen.items():
        pad = _pad(naam)
        if not tabel.versies:
            yield f"{pad}.versies is leeg. Voeg een tabel toe onder [[{pad}.versies]]."
            continue
        if tabel.versies[0].vanaf is not None:
            yield f"{pad}.versies[1].vanaf: de eerste tabel geldt vanaf het begin van de regeling. Haal vanaf weg."
        dagen = [versie.vanaf for versie in tabel.versies[1:]]
        if None in dagen or dagen != sorted({dag for dag in dagen if dag}):
            yield f"{pad}.versies: geef elke volgende tabel een vanaf-datum die later is dan de vorige."
        for i, versie in enumerate(tabel.versies[1:], start=2):
            yield from _versie(regeling, tabel, f"{pad}.versies[{i}]", versie)


def _pad(naam: str) -> str:
    return f"tabellen.{naam}" if naam else "bijdragetabel"


def _versie(regeling: Regeling, tabel: Bijdragetabel, pad: str, versie: Tabelversie) -> Iterator[str]:
    eerste = len(tabel.versies[0].rijen)
    if len(versie.rijen) != eerste:
        yield (
            f"{pad} heeft {len(versie.rijen)} {in_woord(len(versie.rijen), 'klassen')} en de eerste tabel {eerste}. "
            "Een klasse moet het hele jaar hetzelfde betekenen. Maak een nieuwe regeling."
        )
    if versie.vanaf and not regeling.geldig_van < versie.vanaf <= regeling.geldig_tot_en_met:
        yield f"{pad}.vanaf ({als_datum(versie.vanaf)}) ligt buiten de regeling. Verander de datum."


def toets_rijen(regeling: Regeling) -> Iterator[str]:
    for naam, tabel in regeling.bijdragetabellen.items():
        for v, versie in enumerate(tabel.versies, start=1):
            pad = f"{_pad(naam)}.versies[{v}].rijen"
            if not versie.rijen:
                yield f"{pad} is leeg. Voeg inkomensklassen toe of noem een meegeleverde tabel."
                continue
            yield from _randen(pad, versie)
            yield from _bedragen(pad, _pad(naam), tabel, versie)


def _randen(pad: str, versie: Tabelversie) -> Iterator[str]:
    """Edges rise; only the last class may be open."""
    vorige = -1
    for i, rij in enumerate(versie.rijen, start=1):
        if rij.tot_en_met is None:
            if i < len(versie.rijen):
                yield f'{pad}[{i}].tot_en_met is "geen", maar alleen de laatste klasse mag open zijn. Vul een inkomen in.'
        elif rij.tot_en_met <= vorige:
            yield f"{pad}[{i}].tot_en_met ({als_getal(rij.tot_en_met)}) is niet hoger dan de klasse ervoor. Zet de klassen van laag naar hoog."
        vorige = vorige if rij.tot_en_met is None else rij.tot_en_met


def _bedragen(pad: str, waar: str, tabel: Bijdragetabel, versie: Tabelversie) -> Iterator[str]:
    for i, rij in enumerate(versie.rijen, start=1):
        if tabel.kindrang and rij.kind2 is None:
            yield f"{pad}[{i}].kind2 ontbreekt, terwijl {waar}.kindrang true is. Vul het bedrag voor een tweede kind in."
        for naam, waarde in (("kind1", rij.kind1), ("kind2", rij.kind2)):
            if tabel.soort is not Tabelsoort.KOT_PERCENTAGE or waarde is None:
                continue
            if waarde > HONDERD_PROCENT or waarde % PROCENT_FACTOR:
                yield f"{pad}[{i}].{naam}: een percentage is hoogstens 100 en heeft hoogstens één decimaal. Verbeter het getal."
