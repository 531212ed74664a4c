"""Rules for prices, contributions and their rounding: what a rule needs is there and fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rekenregels.regeling.bedragtabellen import Tabelsoort
from rekenregels.regeling.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Maandverdeling,
    Regeling,
)
from rekenregels.regeling.notatie import als_datum, als_prijs
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.soorten.bijdragen import Bijdragesoort
from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort
from rekenregels.regeling.toetsen.banden import plekken


def toets_maxprijs_nodig(regeling: Regeling) -> Iterator[str]:
    if regeling.max_uurprijs is not None:
        return
    for pad, bouwsteen in regeling.bouwstenen():
        if Leest.MAXPRIJS in bouwsteen.leest:
            yield f'{pad} rekent met de maximum uurprijs, maar max_uurprijs is "geen". Vul [max_uurprijs] in.'


def toets_tabel_nodig(regeling: Regeling) -> Iterator[str]:
    tabel = regeling.bijdragetabel
    for pad, bouwsteen in regeling.bouwstenen():
        inhoud = bouwsteen.tabelinhoud
        if inhoud is None:
            continue
        if tabel is None:
            yield f'{pad} leest de bijdragetabel, maar bijdragetabel is "geen". Vul [bijdragetabel] in.'
        elif (tabel.soort is Tabelsoort.KOT_PERCENTAGE) != (inhoud is Leest.PERCENTAGES):
            yield f"{pad} heeft een tabel met {inhoud} nodig, maar bijdragetabel.soort is {tabel.soort}. Kies een andere tabel of soort."
        else:
            yield from bouwsteen.toets_tabel(tabel, pad)


def toets_jaarbedragen(regeling: Regeling) -> Iterator[str]:
    """Amounts per month need months that are equal shares of the year; amounts per year need shares."""
    verdeling = regeling.uren.maandverdeling
    for pad, bedrag in regeling.bouwstenen():
        if not isinstance(bedrag, Leidendsoort) or not bedrag.is_per_jaar(regeling.omgeving):
            continue
        if verdeling is Maandverdeling.KALENDERWEKEN:
            yield f"{pad} is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling."
        elif verdeling is Maandverdeling.SCHOOLWEKEN and isinstance(bedrag, Bijdragesoort):
            yield f"{pad} is een bedrag per maand; bij schoolweken wegen de maanden niet even zwaar. Kies een andere maandverdeling."


def toets_hoogte(regeling: Regeling) -> Iterator[str]:
    """An amount above the price is a mistake; only what KOT parents are deemed to pay may be cut off."""
    gezegd = set()
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            vast = regeling.tarieven[cel.tarief].vast_bedrag
            if vast is not None:
                for dag in _dagen(regeling):
                    hoogste = regeling.leidende(cel).hoogste(regeling.omgeving, dag)
                    prijs = vast.op(dag).waarde
                    if hoogste > prijs and pad not in gezegd:
                        gezegd.add(pad)
                        naam = cel.bijdrage or cel.gemeentebedrag
                        yield (
                            f"{pad}: het bedrag {naam} ({als_prijs(hoogste)}) is hoger dan het tarief {cel.tarief} "
                            f"({als_prijs(prijs)}) op {als_datum(dag)}. Verlaag het bedrag of verhoog het tarief."
                        )


def _dagen(regeling: Regeling) -> list[date]:
    wissels = {dag for _, parameter in parameters_met_pad(regeling) for dag in parameter.wisseldagen}
    versies = regeling.bijdragetabel.versies if regeling.bijdragetabel else ()
    return sorted({regeling.geldig_van} | wissels | {versie.vanaf for versie in versies if versie.vanaf})


def toets_afronding(regeling: Regeling) -> Iterator[str]:
    afronding = regeling.afronding
    if afronding.per is Afrondingsniveau.BAND and afronding.op is not Afrondingsstap.CENT:
        yield f"afronding.op is {afronding.op}, maar per blok uren kan alleen op de cent worden afgerond. Kies per maand of per regel."
    if afronding.uren.per_maand and regeling.uren.maandverdeling is Maandverdeling.KALENDERWEKEN:
        yield f"afronding.uren is {afronding.uren}; dat past niet bij kalenderweken. Kies honderdste of geen."
    if afronding.per is not Afrondingsniveau.BAND:
        yield from _een_richting(regeling)


def _een_richting(regeling: Regeling) -> Iterator[str]:
    """Sums over the bands are rounded on one side, so all bands must start from that side."""
    lijsten: dict[tuple[str, str], set[bool]] = {}
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            sleutel = (str(plek.categorie), pad.rsplit(".", 1)[1])
            lijsten.setdefault(sleutel, set()).add(bool(cel.gemeentebedrag))
    for (categorie, kot), richtingen in lijsten.items():
        if len(richtingen) > 1:
            yield (
                f"{categorie}: bij {kot} staan bijdrage en gemeentebedrag door elkaar. Bij afronden per maand of regel "
                "moeten alle blokken hetzelfde gebruiken. Kies een van beide."
            )
