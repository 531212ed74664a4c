"""Rules for the contribution table of a policy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rekenregels.regeling.bedragtabellen import PROCENT_FACTOR, Bijdragetabel, Tabelsoort, Tabelversie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_datum, als_decimalen, als_getal, in_woord
from rekenregels.regeling.tabellen import inkomenstabellen

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


def toets_heel(regeling: Regeling) -> Iterator[str]:
    """No last row of a national table that lacks its highest classes. Asked of a text only: what was adopted stays."""
    tabel = regeling.bijdragetabel
    for v, versie in enumerate(tabel.versies if tabel else (), start=1):
        landelijk = inkomenstabellen().get(versie.tabel)
        rij = versie.rijen[-1]
        if tabel is None or landelijk is None or rij.tot_en_met is None or not tabel.neemt_hoogste:
            continue
        sleutels = " en ".join(tabel.neemt_hoogste)
        per_klasse = (
            f"met het percentage van die klasse rekenen ({als_getal(Decimal(rij.kind1) / 100_000)}%)"
            if tabel.soort is Tabelsoort.KOT_PERCENTAGE
            else f"het bedrag van die klasse betalen (€ {als_decimalen(rij.kind1 // 1_000, 2)})"
        )
        yield (
            f"bijdragetabel.versies[{v}].tabel: {versie.tabel} houdt op bij klasse {len(versie.rijen)}, tot en met "
            f"€ {als_getal(rij.tot_en_met)}; de klassen erboven zijn niet bekend. Met hoogste_bijdrage ({sleutels}) zou wie meer "
            f"verdient of geen inkomen aantoont {per_klasse}. Vul de klassen aan onder "
            "[bijdragetabel.versies.aanvulling] met een eigen bron, of kies geen_subsidie."
        )


def toets_aanvulling(regeling: Regeling) -> Iterator[str]:
    tabel = regeling.bijdragetabel
    for v, versie in enumerate(tabel.versies if tabel else (), start=1):
        eigen = versie.aanvulling
        if eigen is None:
            continue
        pad = f"bijdragetabel.versies[{v}].aanvulling"
        if not versie.tabel:
            yield f"{pad} hoort bij een meegeleverde tabel. Noem die bij tabel, of zet deze klassen zelf in rijen."
        elif versie.rijen[-len(eigen.rijen) :] != eigen.rijen:
            yield f"{pad} is leeg, of staat niet in rijen. Haal rijen weg: die volgen uit tabel en aanvulling."
