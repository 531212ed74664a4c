"""Rules between the parts of a policy; the reader has already checked every part on its own.

A rule yields one Dutch sentence per mistake: where, what it is, what the rule is, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from subsidies.rekenregels import toetsen_tabel
from subsidies.rekenregels.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Band,
    Categorieregels,
    Cel,
    Maandverdeling,
    Regeling,
)
from subsidies.rekenregels.kalender import open_weken
from subsidies.rekenregels.notatie import als_datum, als_decimalen, als_prijs
from subsidies.rekenregels.proeven import Kindgegevens
from subsidies.rekenregels.schrijven import parameters_met_pad
from subsidies.rekenregels.soorten import Categorie
from subsidies.rekenregels.tarieven import (
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

LANGSTE_JAREN = 10


@dataclass(frozen=True)
class Plek:
    """A band in the document, with the path that people can look up."""

    pad: str
    categorie: Categorie
    band: Band

    @property
    def cellen(self) -> list[tuple[str, Cel]]:
        paren = (("zonder_kot", self.band.zonder_kot), ("met_kot", self.band.met_kot))
        return [(f"{self.pad}.{naam}", cel) for naam, cel in paren if cel is not None]


def toets(regeling: Regeling) -> list[str]:
    """All mistakes; rules that need valid names run only when the names are valid."""
    fouten = [zin for regel in EERST for zin in regel(regeling)]
    return fouten or [zin for regel in DAARNA for zin in regel(regeling)]


def plekken(regeling: Regeling) -> Iterator[Plek]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        for i, fase in enumerate(regels.fasen if isinstance(regels, Categorieregels) else (), start=1):
            for j, band in enumerate(fase.banden, start=1):
                yield Plek(f"{categorie}.fasen[{i}].banden[{j}]", categorie, band)
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        for j, band in enumerate(afwijking.banden, start=1):
            yield Plek(f"afwijkingen[{i}].banden[{j}]", afwijking.categorie, band)


# -- the head and the calendar ---------------------------------------------------------------------


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
        yield f"regeling.geldig_tot_en_met: een regeling loopt hoogstens {LANGSTE_JAREN} jaren. Maak een nieuwe regeling."


def toets_maanden(regeling: Regeling) -> Iterator[str]:
    uren = regeling.uren
    nodig, gegeven = uren.maandverdeling.vrije_maanden, uren.vrije_maanden
    if len(set(gegeven)) != nodig or not all(1 <= maand <= 12 for maand in gegeven):
        yield (
            f"uren.vrije_maanden is {list(gegeven)}. Bij {uren.maandverdeling} horen precies {nodig} maandnummers "
            "van 1 tot en met 12. Vul ze aan of kies een andere maandverdeling."
        )


def toets_sluitingen(regeling: Regeling) -> Iterator[str]:
    kalenderweken = regeling.uren.maandverdeling is Maandverdeling.KALENDERWEKEN
    for i, sluiting in enumerate(regeling.uren.sluitingen, start=1):
        if not kalenderweken:
            yield f"uren.sluitingen[{i}] telt alleen bij kalenderweken. Haal de sluiting weg of kies kalenderweken."
        elif sluiting.tot_en_met < sluiting.van:
            yield f"uren.sluitingen[{i}]: de laatste dag ligt voor de eerste ({sluiting.naam}). Draai de datums om."


def toets_aantal_weken(regeling: Regeling) -> Iterator[str]:
    """With real weeks, the calendar must have the number of weeks that the policy names."""
    if regeling.uren.maandverdeling is not Maandverdeling.KALENDERWEKEN:
        return
    for jaar in range(regeling.geldig_van.year, regeling.geldig_tot_en_met.year + 1):
        eerste, laatste = date(jaar, 1, 1), date(jaar, 12, 31)
        if eerste < regeling.geldig_van or laatste > regeling.geldig_tot_en_met:
            continue
        dagen, week = open_weken(regeling.uren, eerste, laatste)
        bedoeld = regeling.uren.weken_per_jaar.op(eerste).waarde
        if abs(100 * dagen - bedoeld * week) > 100 * week:
            yield (
                f"uren.weken_per_jaar is {als_decimalen(bedoeld, 2)}, maar met deze sluitingen telt {jaar} "
                f"{als_decimalen(100 * dagen // week, 2)} weken. Vul de sluitingen aan of verander weken_per_jaar."
            )


def toets_datums(regeling: Regeling) -> Iterator[str]:
    """A change before the policy starts or after it ends can't happen."""
    eerste, laatste = regeling.geldig_van, regeling.geldig_tot_en_met
    for pad, parameter in parameters_met_pad(regeling):
        for dag in parameter.wisseldagen:
            if not eerste < dag <= laatste:
                yield (
                    f"{pad}: vanaf {als_datum(dag)} ligt buiten de regeling, die loopt van {als_datum(eerste)} "
                    f"tot en met {als_datum(laatste)}. Verander de datum."
                )


def toets_maand_dag(regeling: Regeling) -> Iterator[str]:
    geldstroom, hbo = regeling.geldstroom, regeling.plaatsbedragen.hbo
    velden = [("geldstroom.vaststelling.uiterste_datum", geldstroom.vaststelling.uiterste_datum)]
    if geldstroom.aanvraag.uiterste_datum or not geldstroom.aanvraag.doorlopend:
        velden.append(("geldstroom.aanvraag.uiterste_datum", geldstroom.aanvraag.uiterste_datum))
    if hbo is not None:
        velden.append(("plaatsbedragen.hbo.peildatum", hbo.peildatum))
    for pad, waarde in velden:
        if not _is_maand_dag(waarde):
            yield f'{pad} is "{waarde}". Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.'


def _is_maand_dag(waarde: str) -> bool:
    try:
        date.fromisoformat(f"2001-{waarde}")
    except ValueError:
        return False
    return True


# -- categories, phases and bands --------------------------------------------------------------------


def toets_categorieen(regeling: Regeling) -> Iterator[str]:
    if not any(isinstance(regeling.categorie(categorie), Categorieregels) for categorie in Categorie):
        yield "doelgroep, regulier en smi krijgen geen van alle subsidie. Zet bij minstens een groep vergoed = true."


def toets_fasen(regeling: Regeling) -> Iterator[str]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        if not isinstance(regels, Categorieregels):
            continue
        if not regels.fasen:
            yield f"{categorie}.fasen is leeg. Voeg een leeftijdsfase toe met vanaf, tot en banden."
        vorige = (0, 0)
        for i, fase in enumerate(regels.fasen, start=1):
            vanaf, tot = (fase.vanaf.maanden, fase.vanaf.weken), (fase.tot.maanden, fase.tot.weken)
            if tot <= vanaf:
                yield f"{categorie}.fasen[{i}].tot ({_leeftijd(tot)}) moet hoger zijn dan vanaf ({_leeftijd(vanaf)}). Verander een van beide."
            if vanaf < vorige:
                yield f"{categorie}.fasen[{i}].vanaf ({_leeftijd(vanaf)}) valt nog in de vorige fase. Laat fasen op elkaar volgen."
            vorige = tot
        yield from _dubbel(f"{categorie}.fasen", [fase.naam for fase in regels.fasen])


def _leeftijd(leeftijd: tuple[int, int]) -> str:
    maanden, weken = leeftijd
    return f"{maanden} maanden" + (f" en {weken} weken" if weken else "")


def toets_banden(regeling: Regeling) -> Iterator[str]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        for i, fase in enumerate(regels.fasen if isinstance(regels, Categorieregels) else (), start=1):
            yield from _banden(f"{categorie}.fasen[{i}].banden", fase.banden)
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        yield from _banden(f"afwijkingen[{i}].banden", afwijking.banden)


def _banden(pad: str, banden: tuple[Band, ...]) -> Iterator[str]:
    if not banden:
        yield f"{pad} is leeg. Voeg een blok uren toe met naam, uren_per_week, zonder_kot en met_kot."
    yield from _dubbel(pad, [band.naam for band in banden])


def _dubbel(pad: str, namen: list[str]) -> Iterator[str]:
    for naam in dict.fromkeys(naam for naam in namen if namen.count(naam) > 1):
        yield f'{pad}: de naam "{naam}" komt vaker voor. Geef elk onderdeel een eigen naam.'


def toets_cellen(regeling: Regeling) -> Iterator[str]:
    """The names in the cells exist, and every cell starts from one side."""
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            if bool(cel.bijdrage) == bool(cel.gemeentebedrag):
                yield f"{pad} heeft precies een van beide nodig: bijdrage of gemeentebedrag. Vul er een in."
            namen = [("tarief", cel.tarief, regeling.tarieven, "tarieven")]
            namen += [("bijdrage", cel.bijdrage, regeling.bijdragen, "bijdragen")]  # type: ignore[list-item]
            namen += [("gemeentebedrag", cel.gemeentebedrag, regeling.gemeentebedragen, "gemeentebedragen")]  # type: ignore[list-item]
            for sleutel, naam, bekend, tabel in namen:
                if naam and naam not in bekend:
                    keus = f"Kies een van: {', '.join(bekend)}." if bekend else f"Voeg [{tabel}.{naam}] toe."
                    yield f'{pad}.{sleutel} is "{naam}", maar [{tabel}.{naam}] bestaat niet. {keus}'


def toets_afwijkingen(regeling: Regeling) -> Iterator[str]:
    minima = [regel.naam for regel in regeling.minima]
    yield from _dubbel("minima", minima)
    yield from _dubbel("afwijkingen", [afwijking.naam for afwijking in regeling.afwijkingen])
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        regels = regeling.categorie(afwijking.categorie)
        if not isinstance(regels, Categorieregels):
            yield f"afwijkingen[{i}].categorie is {afwijking.categorie}, maar die groep krijgt geen subsidie. Haal de afwijking weg."
            continue
        if afwijking.fase and afwijking.fase not in [fase.naam for fase in regels.fasen]:
            yield f'afwijkingen[{i}].fase is "{afwijking.fase}", maar die fase bestaat niet bij {afwijking.categorie}. Verbeter de naam.'
        if afwijking.minima and afwijking.minima not in minima:
            yield f'afwijkingen[{i}].minima is "{afwijking.minima}", maar die minimaregel bestaat niet. Voeg hem toe onder [[minima]].'
        if not (afwijking.locaties or afwijking.kernen or afwijking.minima):
            yield f"afwijkingen[{i}] geldt nergens. Noem locaties, kernen of een minimaregel."


# -- amounts ------------------------------------------------------------------------------------------


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
        per_maand = isinstance(bouwsteen, BijdrageTabel) and toetsen_tabel.is_per_maand(regeling)
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
    if isinstance(bouwsteen, BijdrageTabel) and not toetsen_tabel.is_per_maand(regeling):
        opslag = 0 if bouwsteen.opslag is None else bouwsteen.opslag.op(dag).waarde
        return opslag + toetsen_tabel.hoogste_bedrag(regeling, dag)
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


# -- what must be shown ---------------------------------------------------------------------------------


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
        yield f'{pad}.minima is "{kind.minima}", maar die minimaregel bestaat niet. Voeg hem toe onder [[minima]].'
    if kind.prijs is not None and kind.prijs % 1000:
        yield f"{pad}.prijs is {als_prijs(kind.prijs)}. Een uurprijs heeft hoogstens twee decimalen. Rond haar af."


Regel = Callable[[Regeling], Iterator[str]]
EERST: tuple[Regel, ...] = (
    toets_kop,
    toets_maanden,
    toets_sluitingen,
    toets_maand_dag,
    toets_categorieen,
    toets_fasen,
    toets_banden,
    toets_cellen,
    toets_afwijkingen,
    toets_maxprijs_nodig,
    toets_tabel_nodig,
    toetsen_tabel.toets_versies,
    toetsen_tabel.toets_rijen,
    toets_voorbeelden,
)
DAARNA: tuple[Regel, ...] = (
    toets_datums,
    toets_aantal_weken,
    toets_jaarbedragen,
    toets_hoogte,
    toets_afronding,
)
