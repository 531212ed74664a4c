"""The amounts per hour of every band in every situation, as tables to look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from rekenregels.regeling.document import Cel, Regeling
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.uurbedragen import GEEN_PRIJS, Leidend, Meerprijs, Situatie, Uurprijs
from rekenregels.rekenen.kalender import Kalender
from rekenregels.rekenen.pakketten import Pakket
from rekenregels.rekenen.samentabel import Samentabel, make_samentabel


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
    doet_mee: Kolom  # does the policy pay here at all, be it at a price of 0
    verdeling: Kolom  # by which months an amount per year is spread: the number in `Plan.verdelingen`
    samen: Samentabel | None  # the amounts that are composed of parts; None: there are none


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


def make_assen(regeling: Regeling, kalender: Kalender, pakketten: int) -> Assen:
    tabellen = regeling.bijdragetabellen.values()
    rijen = [len(versie.rijen) for tabel in tabellen for versie in tabel.versies]
    return Assen(
        tijdvakken=len(kalender.tijdvakken),
        pakketten=pakketten,
        klassen=2 + max(rijen) if rijen else 1,
        rangen=2 if any(tabel.kindrang for tabel in tabellen) else 1,
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


def make_band(
    regeling: Regeling,
    kalender: Kalender,
    pakketten: tuple[Pakket, ...],
    assen: Assen,
    verdelingen: list[tuple[int, ...]],
    b: int,
) -> Bandtabel:
    prijzen: list[Uurprijs] = []
    leidende: list[Leidend] = []
    cellen: list[Cel | None] = []
    for pakket, situatie in situaties(regeling, kalender, assen):
        cellen.append(_cel(pakketten[pakket], b, situatie))
        prijs, bedrag = _cel_bedragen(regeling, cellen[-1], situatie)
        prijzen.append(prijs)
        leidende.append(bedrag)
    meer = [prijs.meerprijs for prijs in prijzen]
    per_uur = [
        bedrag.per_uur(prijs.bedrag, regeling.omgeving)
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
        doet_mee=_kolom(cel is not None for cel in cellen),
        verdeling=_kolom(verdelingen.index(bedrag.vrij) for bedrag in leidende),
        samen=make_samentabel(leidende),
    )


def _cel(pakket: Pakket, b: int, situatie: Situatie) -> Cel | None:
    if b >= len(pakket.banden):
        return None
    band = pakket.banden[b]
    return band.met_kot if situatie.kot else band.zonder_kot


def _cel_bedragen(regeling: Regeling, cel: Cel | None, situatie: Situatie) -> tuple[Uurprijs, Leidend]:
    if cel is None:
        return GEEN_PRIJS, Leidend()
    prijs = regeling.tarieven[cel.tarief].uurprijs(regeling.omgeving, situatie.dag)
    if situatie.bijdrage_nul and not cel.gemeentebedrag:
        return prijs, Leidend()
    leidende = regeling.leidende(cel)
    omgeving = regeling.omgeving_van(leidende)
    return prijs, leidende.leidend(omgeving, omgeving.met_rang(situatie))


def _kolom(waarden: Iterable[int]) -> Kolom:
    return np.fromiter((int(waarde) for waarde in waarden), dtype=np.int64)
