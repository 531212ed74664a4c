"""Rules for prices, contributions and their rounding: what a rule needs is there and fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rekenregels.regeling.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Cel,
    Maandverdeling,
    Regeling,
)
from rekenregels.regeling.notatie import als_datum, als_prijs
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.tarieven import (
    AanbiederTotMaxprijs,
    Bijdrage,
    BijdrageKotDeel,
    BijdrageMaxprijs,
    BijdragePerMaand,
    BijdragePerUur,
    BijdrageTabel,
    Gemeentebedrag,
    GemeenteKotPercentage,
    GemeentePerJaar,
    GemeentePerUur,
    MaxprijsTarief,
    Tabelsoort,
    Tarief,
    VastTarief,
)
from rekenregels.regeling.toetsen.banden import plekken
from rekenregels.regeling.toetsen.tabel import hoogste_bedrag, is_per_maand


def toets_maxprijs_nodig(regeling: Regeling) -> Iterator[str]:
    if regeling.max_uurprijs is not None:
        return
    soorten = (MaxprijsTarief, AanbiederTotMaxprijs, BijdrageMaxprijs, BijdrageKotDeel, GemeenteKotPercentage)
    for pad, bouwsteen in _bouwstenen(regeling):
        if isinstance(bouwsteen, soorten):
            yield f'{pad} rekent met de maximum uurprijs, maar max_uurprijs is "geen". Vul [max_uurprijs] in.'


def toets_tabel_nodig(regeling: Regeling) -> Iterator[str]:
    tabel = regeling.bijdragetabel
    nodig = {
        "tabel": "bedragen",
        "deel_van_laagste": "bedragen",
        "kot_eigen_deel": "percentages",
        "kot_percentage": "percentages",
    }
    for pad, bouwsteen in _bouwstenen(regeling):
        soort = nodig.get(bouwsteen.soort)
        if soort is None:
            continue
        if tabel is None:
            yield f'{pad} leest de bijdragetabel, maar bijdragetabel is "geen". Vul [bijdragetabel] in.'
        elif (tabel.soort is Tabelsoort.KOT_PERCENTAGE) != (soort == "percentages"):
            yield f"{pad} heeft een tabel met {soort} nodig, maar bijdragetabel.soort is {tabel.soort}. Kies een andere tabel of soort."
        elif bouwsteen.soort == "deel_van_laagste" and tabel.soort is Tabelsoort.MAANDBEDRAG:
            yield f"{pad} neemt een deel van een bedrag per uur, maar de bijdragetabel heeft bedragen per maand. Kies een bijdrage per maand."


def toets_jaarbedragen(regeling: Regeling) -> Iterator[str]:
    """Amounts per month or year need months that are equal shares of the year."""
    if regeling.uren.maandverdeling is not Maandverdeling.KALENDERWEKEN:
        return
    for pad, bouwsteen in _bouwstenen(regeling):
        per_maand = isinstance(bouwsteen, BijdrageTabel) and is_per_maand(regeling)
        if isinstance(bouwsteen, BijdragePerMaand | GemeentePerJaar) or per_maand:
            yield f"{pad} is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling."


def _bouwstenen(regeling: Regeling) -> Iterator[tuple[str, Tarief | Bijdrage | Gemeentebedrag]]:
    for tabel in ("tarieven", "bijdragen", "gemeentebedragen"):
        for naam, bouwsteen in getattr(regeling, tabel).items():
            yield f"{tabel}.{naam}", bouwsteen


def toets_hoogte(regeling: Regeling) -> Iterator[str]:
    """An amount above the price is a mistake; only what KOT parents are deemed to pay may be cut off."""
    gezegd = set()
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            tarief = regeling.tarieven[cel.tarief]
            if isinstance(tarief, VastTarief):
                for dag in _dagen(regeling):
                    hoogste, prijs = _hoogste(regeling, cel, dag), tarief.bedrag.op(dag).waarde
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


def _hoogste(regeling: Regeling, cel: Cel, dag: date) -> int:
    """The highest amount per hour that a cell can ask, as far as the document fixes it."""
    bouwsteen = regeling.gemeentebedragen.get(cel.gemeentebedrag) or regeling.bijdragen.get(cel.bijdrage)
    if isinstance(bouwsteen, BijdragePerUur | GemeentePerUur):
        return bouwsteen.bedrag.op(dag).waarde
    if isinstance(bouwsteen, BijdrageTabel) and not is_per_maand(regeling):
        opslag = 0 if bouwsteen.opslag is None else bouwsteen.opslag.op(dag).waarde
        return opslag + hoogste_bedrag(regeling, dag)
    return 0


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
