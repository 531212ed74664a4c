"""Rules for prices, contributions and their rounding: what a rule needs is there and fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from rekenregels.regeling.afronding import Afrondingsniveau, Afrondingsstap
from rekenregels.regeling.bedragtabellen import Tabelsoort
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band
from rekenregels.regeling.notatie import als_datum, als_prijs
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort
from rekenregels.regeling.tabelkeuze import tabellen_van
from rekenregels.regeling.toetsen.banden import plekken
from rekenregels.regeling.urenregels import Maandverdeling
from rekenregels.regeling.uurbedragen import Afrondtijd

MEESTE_TELDAGEN: Final = 4  # a month divides into as many equal parts


def toets_maxprijs_nodig(regeling: Regeling) -> Iterator[str]:
    if regeling.max_uurprijs is not None:
        return
    for pad, bouwsteen in regeling.bouwstenen():
        if Leest.MAXPRIJS in bouwsteen.gelezen:
            yield f'{pad} rekent met de maximum uurprijs, maar max_uurprijs is "geen". Vul [max_uurprijs] in.'


def toets_samenstelling(regeling: Regeling) -> Iterator[str]:
    for pad, bouwsteen in regeling.bouwstenen():
        yield from bouwsteen.toets_delen(pad)


def toets_tabel_nodig(regeling: Regeling) -> Iterator[str]:
    for pad, bouwsteen in regeling.bouwstenen():
        inhoud, naam = bouwsteen.tabelinhoud, bouwsteen.tabelnaam
        if inhoud is None:
            if naam:
                yield f'{pad}.tabel is "{naam}", maar dit bedrag leest geen tabel. Haal tabel weg.'
            continue
        tabel, plek = regeling.bijdragetabellen.get(naam), f"tabellen.{naam}" if naam else "bijdragetabel"
        if tabel is None and naam:
            bekend = ", ".join(regeling.tabellen)
            keus = f"Kies een van: {bekend}." if bekend else f"Voeg [tabellen.{naam}] toe."
            yield f'{pad}.tabel is "{naam}", maar [tabellen.{naam}] bestaat niet. {keus}'
        elif tabel is None:
            yield f'{pad} leest de bijdragetabel, maar bijdragetabel is "geen". Vul [bijdragetabel] in.'
        elif (tabel.soort is Tabelsoort.KOT_PERCENTAGE) != (inhoud is Leest.PERCENTAGES):
            yield f"{pad} heeft een tabel met {inhoud} nodig, maar {plek}.soort is {tabel.soort}. Kies een andere tabel of soort."
        else:
            yield from bouwsteen.toets_tabel(tabel, pad)


def toets_tabel_per_ouder(regeling: Regeling) -> Iterator[str]:
    """A parent has one class, so all tables of one list of bands have the same classes."""
    lijsten: dict[str, list[Band]] = {}
    for plek in plekken(regeling):
        lijsten.setdefault(plek.pad.rsplit("[", 1)[0], []).append(plek.band)
    for pad, banden in lijsten.items():
        for kot, woord in ((False, "zonder_kot"), (True, "met_kot")):
            namen = tabellen_van(regeling, tuple(banden), kot=kot)
            tabellen = [regeling.bijdragetabellen[naam] for naam in namen]
            randen = {
                tuple(map(tabel.rand, versie.rijen)) for tabel in tabellen for versie in tabel.versies[:1]
            }
            if len(randen) > 1:
                samen = " en ".join(naam or "bijdragetabel" for naam in namen)
                yield (
                    f"{pad}: bij {woord} staan {samen} door elkaar, met verschillende inkomensklassen. Een ouder heeft "
                    "een klasse. Gebruik in alle blokken dezelfde tabel, of geef de tabellen dezelfde klassen."
                )


def toets_vrije_maanden(regeling: Regeling) -> Iterator[str]:
    """Months of their own fit a year of twelve months, and leave some to pay in."""
    for plek, bijdrage in regeling.bouwstenen():
        if not isinstance(bijdrage, Leidendsoort):
            continue
        vrij = bijdrage.eigen_vrije_maanden
        pad = f"{plek}.vrije_maanden"
        if not vrij:
            continue
        if len(set(vrij)) != len(vrij) or len(vrij) > 6 or not all(1 <= maand <= 12 for maand in vrij):
            yield f"{pad} is {list(vrij)}. Noem hoogstens zes verschillende maandnummers van 1 tot en met 12."
        elif regeling.uren.maandverdeling is not Maandverdeling.TWAALF:
            yield (
                f"{pad} past alleen bij twaalf gelijke maanden; uren.maandverdeling is {regeling.uren.maandverdeling}. "
                "Kies die maandverdeling, of haal vrije_maanden hier weg."
            )
        elif not bijdrage.is_per_jaar(regeling.omgeving_van(bijdrage)):
            yield f"{pad} hoort bij een bedrag per maand, en dit is een bedrag per uur. Haal vrije_maanden weg."


def toets_teldagen(regeling: Regeling) -> Iterator[str]:
    """Days on which a month counts: days that are in a month, in a year of equal months, of an amount per month or year."""
    for plek, bedrag in regeling.bouwstenen():
        dagen = bedrag.eigen_teldagen if isinstance(bedrag, Leidendsoort) else ()
        pad = f"{plek}.teldagen"
        if not isinstance(bedrag, Leidendsoort):
            continue
        if bedrag.telt_begonnen and 1 not in dagen:
            yield (
                f"{plek}.begonnen telt delen van een maand, en die beginnen op de 1e. Schrijf teldagen = [1], of [1, 16] voor halve "
                "maanden."
            )
        if not dagen:
            continue
        if (
            len(set(dagen)) != len(dagen)
            or len(dagen) > MEESTE_TELDAGEN
            or not set(dagen) <= set(range(1, 32))
        ):
            yield (
                f"{pad} is {list(dagen)}. Noem hoogstens vier verschillende dagen van 1 tot en met 31; 31 is de laatste dag van "
                "elke maand."
            )
        elif not bedrag.is_per_jaar(regeling.omgeving_van(bedrag)):
            yield f"{pad} hoort bij een bedrag per maand of jaar, en dit is een bedrag per uur. Haal teldagen weg."
        elif not regeling.uren.maandverdeling.gelijke_maanden:
            yield (
                f"{pad} telt hele maanden; bij {regeling.uren.maandverdeling} zijn maanden geen gelijke delen. Kies een andere "
                "maandverdeling, of haal teldagen weg."
            )


def toets_jaarbedragen(regeling: Regeling) -> Iterator[str]:
    """Amounts per month need months that are equal shares of the year; amounts per year need shares."""
    verdeling = regeling.uren.maandverdeling
    for pad, bedrag in regeling.bouwstenen():
        if not isinstance(bedrag, Leidendsoort) or not bedrag.is_per_jaar(regeling.omgeving_van(bedrag)):
            continue
        if verdeling is Maandverdeling.KALENDERWEKEN:
            yield f"{pad} is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling."
        elif verdeling is Maandverdeling.SCHOOLWEKEN and bedrag.is_per_maand(regeling.omgeving_van(bedrag)):
            yield f"{pad} is een bedrag per maand; bij schoolweken wegen de maanden niet even zwaar. Kies een andere maandverdeling."


def toets_hoogte(regeling: Regeling) -> Iterator[str]:
    """An amount above the price is a mistake; only what KOT parents are deemed to pay may be cut off."""
    gezegd = set()
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            tarief = regeling.tarief(cel)
            vast = None if tarief is None else tarief.vast_bedrag
            if vast is not None:
                for dag in _dagen(regeling):
                    leidende = regeling.leidende(cel)
                    hoogste = leidende.hoogste(regeling.omgeving_van(leidende), dag)
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
    versies = [versie for tabel in regeling.bijdragetabellen.values() for versie in tabel.versies]
    return sorted({regeling.geldig_van} | wissels | {versie.vanaf for versie in versies if versie.vanaf})


def toets_afronding(regeling: Regeling) -> Iterator[str]:
    afronding = regeling.afronding
    if afronding.per is Afrondingsniveau.BAND and afronding.op is not Afrondingsstap.CENT:
        yield f"afronding.op is {afronding.op}, maar per blok uren kan alleen op de cent worden afgerond. Kies per maand of per regel."
    if afronding.uren.per_maand and regeling.uren.maandverdeling is Maandverdeling.KALENDERWEKEN:
        yield f"afronding.uren is {afronding.uren}; dat past niet bij kalenderweken. Kies honderdste of geen."
    if afronding.per is not Afrondingsniveau.BAND:
        yield from _een_richting(regeling)


def toets_tijdafronding(regeling: Regeling) -> Iterator[str]:
    """An amount that is rounded over a month or year needs months and years that are shares of the calendar."""
    verdeling = regeling.uren.maandverdeling
    for pad, bedrag in regeling.bouwstenen():
        tijd = bedrag.tijd
        if tijd is None:
            continue
        plek = f"{pad}.afronding.per is {tijd.per}"
        if regeling.afronding.per is not Afrondingsniveau.BAND:
            yield f'{plek}, maar afronding.per rondt de som van de blokken af. Kies afronding.per = "band".'
        if tijd.per is Afrondtijd.MAAND and not verdeling.gelijke_maanden:
            yield f"{plek}; bij {verdeling} zijn maanden geen gelijke delen. Kies een andere maandverdeling of een andere tijd."
        elif tijd.per is Afrondtijd.KWARTAAL and verdeling is not Maandverdeling.TWAALF:
            yield f"{plek}; dat past alleen bij twaalf gelijke maanden. Kies die maandverdeling of een andere tijd."
        elif tijd.per is Afrondtijd.JAAR and verdeling is Maandverdeling.KALENDERWEKEN:
            yield f"{plek}; dat past niet bij kalenderweken. Kies een andere maandverdeling of een andere tijd."


def toets_zonder_tarief(regeling: Regeling) -> Iterator[str]:
    """Without a price both amounts stand on their own."""
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            if cel.tarief is not None:
                continue
            if regeling.afronding.per is not Afrondingsniveau.BAND:
                yield (
                    f"{pad} heeft geen tarief, maar afronding.per is {regeling.afronding.per}: dat rondt een van de twee bedragen "
                    'af en geeft de rest aan de ander. Kies afronding.per = "band".'
                )
            for naam, bedrag in zip((cel.gemeentebedrag, cel.bijdrage), regeling.bedragen(cel), strict=True):
                if bedrag.van_de_prijs:
                    yield (
                        f"{pad} heeft geen tarief, maar {naam} is een deel van de prijs. Kies een vast bedrag per uur, dag, maand "
                        "of jaar, of noem een tarief."
                    )


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
