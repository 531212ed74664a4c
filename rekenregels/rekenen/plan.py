"""A policy made ready for columns: made once per policy, then only looked up.

Everything that does not depend on a child's own numbers is worked out here, per day or per situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise, product

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import (
    Afrondingsniveau,
    Afwijking,
    Band,
    Categorieregels,
    Fase,
    Opslag,
    Regeling,
    Urenafronding,
)
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE, Kolom
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.tarieven import Meerprijs, VastTarief
from rekenregels.regeling.uurbedragen import (
    GEEN_PRIJS,
    HEEL,
    Leidend,
    Situatie,
    Uurprijs,
    leidend,
    round_uurbedrag,
    uurprijs,
)
from rekenregels.rekenen.kalender import (
    NOOIT,
    Kalender,
    geboortedagen,
    leeftijdsdag,
    make_kalender,
)


@dataclass(frozen=True)
class Pakket:
    """The bands of one kind of child: category, age phase, and what deviates."""

    categorie: Categorie
    fase: Fase | None
    afwijking: Afwijking | None
    banden: tuple[Band, ...]


@dataclass(frozen=True)
class Bandtabel:
    """For one band: amounts per situation."""

    tarief: Kolom  # situation: millicent per hour, or the limit of the provider's price
    volgt_aanbieder: Kolom
    vast: Kolom
    permille: Kolom
    grens: Kolom
    per_jaar: Kolom
    leidend: Kolom  # the leading amount per hour where the price is fixed
    netto: Kolom  # and what the municipality pays per hour
    van_gemeente: Kolom
    meer_ouder: Kolom
    meer_gemeente: Kolom
    meer_verboden: Kolom


@dataclass(frozen=True)
class Assen:
    """How a situation becomes one number: tijdvak, pakket, kot, klasse, rang, minima."""

    tijdvakken: int
    pakketten: int
    klassen: int
    rangen: int
    minima: int

    @property
    def aantal(self) -> int:
        return self.tijdvakken * self.pakketten * 2 * self.klassen * self.rangen * self.minima


@dataclass(frozen=True, eq=False)
class Plan:
    regeling: Regeling
    kalender: Kalender
    fasen: int
    fase_van: Kolom  # (category x phase) x birthday
    fase_tot: Kolom
    geboorte0: int
    geboortes: int
    pakketten: tuple[Pakket, ...]
    pakket_van: Kolom  # category, phase, location, village, minima
    locaties: tuple[str, ...]
    kernen: tuple[str, ...]
    assen: Assen
    banden: tuple[Bandtabel, ...]
    ruimte: Kolom  # band x (package x day): running total of hours
    uurbedragen: Kolom  # (price, paid by the municipality) x band x situation
    kenmerken: frozenset[str] = field(default_factory=frozenset)

    def heeft(self, kenmerk: str) -> bool:
        return kenmerk in self.kenmerken


def make_plan(regeling: Regeling) -> Plan:
    return _make_plan(Sleutel(regeling))


@dataclass(frozen=True)
class Sleutel:
    """A policy compared by its hash: quick, and equal policies share one plan."""

    regeling: Regeling = field(compare=False)
    sha256: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", self.regeling.sha256)


@lru_cache(maxsize=32)
def _make_plan(sleutel: Sleutel) -> Plan:
    regeling = sleutel.regeling
    kalender = make_kalender(
        regeling.uren,
        regeling.geldig_van,
        regeling.geldig_tot_en_met,
        _wisseldagen(regeling),
        per_maand=regeling.afronding.uren.per_maand or regeling.afronding.per is Afrondingsniveau.MAAND,
    )
    locaties, kernen = _plaatsnamen(regeling)
    fasen = max((len(regels.fasen) for _, regels in vergoede_categorieen(regeling)), default=1)
    pakketten, pakket_van = _make_pakketten(regeling, fasen, locaties, kernen)
    geboortes = geboortedagen(kalender.dag0, kalender.dagen)
    fase_van, fase_tot = _make_fasen(regeling, fasen, geboortes)
    assen = _make_assen(regeling, kalender, len(pakketten))
    aantal_banden = max((len(pakket.banden) for pakket in pakketten), default=0)
    banden = tuple(_make_band(regeling, kalender, pakketten, assen, b) for b in range(aantal_banden))
    bedragen = [[band.tarief for band in banden], [band.netto for band in banden]]
    return Plan(
        regeling=regeling,
        kalender=kalender,
        fasen=fasen,
        fase_van=fase_van,
        fase_tot=fase_tot,
        geboorte0=int(geboortes[0]),
        geboortes=len(geboortes),
        pakketten=pakketten,
        pakket_van=pakket_van,
        locaties=locaties,
        kernen=kernen,
        assen=assen,
        banden=banden,
        ruimte=_make_ruimte(regeling, kalender, pakketten, aantal_banden),
        uurbedragen=np.array(bedragen, dtype=np.int64).reshape(2, aantal_banden, assen.aantal),
        kenmerken=_kenmerken(regeling, pakketten, banden),
    )


def vergoede_categorieen(regeling: Regeling) -> Iterator[tuple[Categorie, Categorieregels]]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        if isinstance(regels, Categorieregels):
            yield categorie, regels


def _wisseldagen(regeling: Regeling) -> set[date]:
    dagen = {dag for _, parameter in parameters_met_pad(regeling) for dag in parameter.wisseldagen}
    if regeling.bijdragetabel is not None:
        dagen |= {versie.vanaf for versie in regeling.bijdragetabel.versies if versie.vanaf is not None}
    return dagen


def _plaatsnamen(regeling: Regeling) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The locations and villages that the policy names; 0 is every other one."""
    bronnen: list[Opslag | Afwijking] = [*regeling.opslagen, *regeling.afwijkingen]
    locaties = dict.fromkeys(naam for bron in bronnen for naam in bron.locaties)
    kernen = dict.fromkeys(naam for bron in bronnen for naam in bron.kernen)
    return ("", *locaties), ("", *kernen)


# -- packages -----------------------------------------------------------------------------------


def _make_pakketten(
    regeling: Regeling, fasen: int, locaties: tuple[str, ...], kernen: tuple[str, ...]
) -> tuple[tuple[Pakket, ...], Kolom]:
    minima = ("", *(regel.naam for regel in regeling.minima))
    nummers: dict[tuple[object, ...], int] = {}
    pakketten: list[Pakket] = []
    wijzer: list[int] = []
    for categorie, fase, locatie, kern, minimaregel in product(
        Categorie, range(fasen), locaties, kernen, minima
    ):
        pakket = _zoek_pakket(regeling, categorie, fase, locatie, kern, minimaregel)
        sleutel = (
            pakket.categorie,
            fase if pakket.fase else None,
            pakket.afwijking and pakket.afwijking.naam,
        )
        if sleutel not in nummers:
            nummers[sleutel] = len(pakketten)
            pakketten.append(pakket)
        wijzer.append(nummers[sleutel])
    return tuple(pakketten), np.array(wijzer, dtype=np.int64)


def _zoek_pakket(
    regeling: Regeling, categorie: Categorie, nummer: int, locatie: str, kern: str, minima: str
) -> Pakket:
    regels = regeling.categorie(categorie)
    if not isinstance(regels, Categorieregels) or nummer >= len(regels.fasen):
        return Pakket(categorie, None, None, ())
    fase = regels.fasen[nummer]
    for afwijking in regeling.afwijkingen:
        if afwijking.categorie is categorie and _past(afwijking, fase, locatie, kern, minima):
            return Pakket(categorie, fase, afwijking, afwijking.banden)
    return Pakket(categorie, fase, None, fase.banden)


def _past(afwijking: Afwijking, fase: Fase, locatie: str, kern: str, minima: str) -> bool:
    return (
        afwijking.fase in ("", fase.naam)
        and (not afwijking.locaties or locatie in afwijking.locaties)
        and (not afwijking.kernen or kern in afwijking.kernen)
        and afwijking.minima in ("", minima)
    )


def _make_fasen(regeling: Regeling, fasen: int, geboortes: Kolom) -> tuple[Kolom, Kolom]:
    """First day and first day no longer, as index, by category, phase and birthday; never: an empty phase."""
    dag0 = regeling.geldig_van.toordinal()
    van = np.full((len(Categorie), fasen, len(geboortes)), NOOIT, dtype=np.int64)
    tot = np.zeros_like(van)
    for categorie, regels in vergoede_categorieen(regeling):
        for i, fase in enumerate(regels.fasen):
            van[categorie.nummer, i] = leeftijdsdag(geboortes, fase.vanaf) - dag0
            tot[categorie.nummer, i] = leeftijdsdag(geboortes, fase.tot) - dag0
    return van.reshape(-1), tot.reshape(-1)


# -- amounts per situation ------------------------------------------------------------------------


def _make_assen(regeling: Regeling, kalender: Kalender, pakketten: int) -> Assen:
    tabel = regeling.bijdragetabel
    return Assen(
        tijdvakken=len(kalender.tijdvakken),
        pakketten=pakketten,
        klassen=1 if tabel is None else 2 + max(len(versie.rijen) for versie in tabel.versies),
        rangen=2 if tabel is not None and tabel.kindrang else 1,
        minima=1 + len(regeling.minima),
    )


def situaties(regeling: Regeling, kalender: Kalender, assen: Assen) -> Iterator[tuple[int, Situatie]]:
    """Every situation in the order of the tables, with the number of its package."""
    nul = (False, *(regel.bijdrage_nul for regel in regeling.minima))
    for dag, pakket, kot, klasse, rang, minima in product(
        kalender.tijdvakken,
        range(assen.pakketten),
        (False, True),
        range(assen.klassen),
        range(1, assen.rangen + 1),
        range(assen.minima),
    ):
        yield pakket, Situatie(dag, kot, klasse, rang, nul[minima])


def _make_band(
    regeling: Regeling, kalender: Kalender, pakketten: tuple[Pakket, ...], assen: Assen, b: int
) -> Bandtabel:
    prijzen: list[Uurprijs] = []
    leidende: list[Leidend] = []
    for pakket, situatie in situaties(regeling, kalender, assen):
        prijs, bedrag = _cel_bedragen(regeling, pakketten[pakket], b, situatie)
        prijzen.append(prijs)
        leidende.append(bedrag)
    meer = [prijs.meerprijs for prijs in prijzen]
    per_uur = [
        leidend_per_uur(regeling, prijs.bedrag, bedrag)
        for prijs, bedrag in zip(prijzen, leidende, strict=True)
    ]
    return Bandtabel(
        tarief=_kolom(prijs.bedrag for prijs in prijzen),
        volgt_aanbieder=_kolom(prijs.volgt_aanbieder for prijs in prijzen),
        vast=_kolom(bedrag.vast for bedrag in leidende),
        permille=_kolom(bedrag.permille for bedrag in leidende),
        grens=_kolom(bedrag.grens for bedrag in leidende),
        per_jaar=_kolom(bedrag.per_jaar for bedrag in leidende),
        leidend=_kolom(per_uur),
        netto=_kolom(
            bedrag if leid.van_gemeente else prijs.bedrag - bedrag
            for prijs, leid, bedrag in zip(prijzen, leidende, per_uur, strict=True)
        ),
        van_gemeente=_kolom(bedrag.van_gemeente for bedrag in leidende),
        meer_ouder=_kolom(m is Meerprijs.OUDER for m in meer),
        meer_gemeente=_kolom(m is Meerprijs.GEMEENTE for m in meer),
        meer_verboden=_kolom(m is Meerprijs.VERBODEN for m in meer),
    )


def _cel_bedragen(regeling: Regeling, pakket: Pakket, b: int, situatie: Situatie) -> tuple[Uurprijs, Leidend]:
    if b >= len(pakket.banden):
        return GEEN_PRIJS, Leidend()
    band = pakket.banden[b]
    cel = band.met_kot if situatie.kot else band.zonder_kot
    if cel is None:
        return GEEN_PRIJS, Leidend()
    return uurprijs(regeling, regeling.tarieven[cel.tarief], situatie.dag), leidend(regeling, cel, situatie)


def leidend_per_uur(regeling: Regeling, prijs: int, bedrag: Leidend) -> int:
    """The leading amount for a given price; never more than the price."""
    deel = min(prijs, bedrag.grens)
    if bedrag.permille != HEEL:
        deel = round_uurbedrag(regeling, bedrag.permille * deel)
    return min(prijs, bedrag.vast + deel)


def _kolom(waarden: Iterable[int]) -> Kolom:
    return np.fromiter((int(waarde) for waarde in waarden), dtype=np.int64)


def _make_ruimte(regeling: Regeling, kalender: Kalender, pakketten: tuple[Pakket, ...], banden: int) -> Kolom:
    per_band = [[_ruimte(regeling, kalender, pakket, b) for pakket in pakketten] for b in range(banden)]
    return np.array(per_band, dtype=np.int64).reshape(banden, len(pakketten) * (kalender.dagen + 1))


def _ruimte(regeling: Regeling, kalender: Kalender, pakket: Pakket, b: int) -> Kolom:
    """Hours that fit in a band, as running total by day in units, rounded as the policy says."""
    if b >= len(pakket.banden):
        return np.zeros(kalender.dagen + 1, dtype=np.int64)
    per_week = pakket.banden[b].uren_per_week
    per_dag = kalender.per_tijdvak(lambda dag: per_week.op(dag).waarde)[kalender.tijdvak_van_dag]
    return lopende_uren(regeling.afronding.uren, kalender, kalender.lopend(per_dag))


def lopende_uren(afronding: Urenafronding, kalender: Kalender, teller: Kolom) -> Kolom:
    """Running hours in units from a running total in (hundredths x weight); the one hour rounding rule."""
    if afronding is Urenafronding.GEEN:
        return round_half_up_array(teller * EENHEDEN_PER_HONDERDSTE, kalender.noemer)
    if afronding is Urenafronding.HONDERDSTE:
        return EENHEDEN_PER_HONDERDSTE * round_half_up_array(teller, kalender.noemer)
    return EENHEDEN_PER_HONDERDSTE * _per_maand(afronding, kalender, teller)


def _per_maand(afronding: Urenafronding, kalender: Kalender, teller: Kolom) -> Kolom:
    """Every month rounded on its own; running totals of whole months plus the part of this one."""
    uit = np.zeros(len(teller), dtype=np.int64)
    grenzen = [*kalender.stuk_start.tolist(), kalender.dagen]
    for start, eind in pairwise(grenzen):
        in_maand = teller[start : eind + 1] - teller[start]
        omlaag = afronding is Urenafronding.MAAND_HONDERDSTE_OMLAAG
        afgerond = in_maand // kalender.noemer if omlaag else round_half_up_array(in_maand, kalender.noemer)
        uit[start : eind + 1] = uit[start] + afgerond
    return uit


def _kenmerken(
    regeling: Regeling, pakketten: tuple[Pakket, ...], banden: tuple[Bandtabel, ...]
) -> frozenset[str]:
    """What the steps need to look at at all; what a policy does not use costs nothing."""
    regels = [regels for _, regels in vergoede_categorieen(regeling)]
    vragen = {
        "aanbiedersprijs": any(band.volgt_aanbieder.any() for band in banden),
        "meerprijs": any(
            (band.meer_ouder | band.meer_verboden | band.meer_gemeente).any() for band in banden
        ),
        "meerprijs_gemeente": any(band.meer_gemeente.any() for band in banden),
        "per_jaar": any(band.per_jaar.any() for band in banden),
        "van_gemeente": any(band.van_gemeente.any() for band in banden),
        "opslag": bool(regeling.opslagen),
        "prijs_per_regel": bool(regeling.opslagen)
        or any((band.volgt_aanbieder | band.meer_gemeente).any() for band in banden),
        "cel_zonder_prijs": any(_mag_prijsloos(regeling, pakket) for pakket in pakketten),
        "minimum_uren": any(r.minimum_uren_per_week is not None for r in regels),
        "minimum_dagen": any(r.minimum_dagen_per_week is not None for r in regels),
        "dagmaximum": any(r.maximum_uren_per_dag is not None for r in regels),
        "jaarmaximum": any(r.maximum_uren_per_jaar is not None for r in regels),
        "kwaliteit": regeling.plaatsbedragen.kwaliteitsbijdrage is not None
        and regeling.plaatsbedragen.kwaliteitsbijdrage.naar_rato,
        "tabel": regeling.bijdragetabel is not None,
    }
    return frozenset(naam for naam, antwoord in vragen.items() if antwoord)


def _mag_prijsloos(regeling: Regeling, pakket: Pakket) -> bool:
    """Can there be hours in a band without a price: a cell that says "geen", or a price of zero?"""
    cellen = [cel for band in pakket.banden for cel in (band.zonder_kot, band.met_kot)]
    tarieven = [regeling.tarieven[cel.tarief] for cel in cellen if cel is not None]
    altijd = all(isinstance(t, VastTarief) and all(w.waarde > 0 for w in t.bedrag.waarden) for t in tarieven)
    return None in cellen or not altijd
