"""The amounts per hour of every band in every situation, as tables to look up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.groepen import Cel
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.uurbedragen import (
    ALLES,
    GEEN_PRIJS,
    ONBEGRENSD,
    Jaarverdeling,
    Leidend,
    Meerprijs,
    Situatie,
    Uurprijs,
)
from rekenregels.rekenen.kalender import Kalender
from rekenregels.rekenen.pakketten import Pakket
from rekenregels.rekenen.rondtabel import Rondtabel, make_rondtabel
from rekenregels.rekenen.samentabel import Samentabel, make_samentabel


@dataclass(frozen=True)
class Oudertabel:
    """What parents pay where there is no price: amounts per situation, beside those of the municipality."""

    geldt: Kolom
    per_uur: Kolom
    per_jaar: Kolom
    per_dag: Kolom
    verdeling: Kolom
    rond: Rondtabel | None


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
    verdeling: Kolom  # how an amount per year is spread: the number in `Plan.verdelingen`
    samen: Samentabel | None  # the amounts that are composed of parts; None: there are none
    per_dag: Kolom
    ouder: Oudertabel
    rond: Rondtabel | None  # amounts that are rounded over more than an hour; None: there are none
    prijs: Samentabel | None  # and the prices that are parts of the provider's price


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
        return self.tijdvakken * self.pakketten * self._per_pakket

    @property
    def _per_pakket(self) -> int:
        return 2 * self._per_kot

    @property
    def _per_kot(self) -> int:
        return self.klassen * self.rangen * self.minima

    @cached_property
    def pakketbegin(self) -> Kolom:
        """Per package its first situation; where the rank counts, that of rank 0, which no child has."""
        return np.arange(self.pakketten) * self._per_pakket - (self.minima if self.rangen > 1 else 0)

    @cached_property
    def stappen(self) -> dict[str, Kolom]:
        """How far one more of each axis is, as numbers of numpy."""
        stap = {
            "tijdvak": self.pakketten * self._per_pakket,
            "kot": self._per_kot,
            "klasse": self.rangen * self.minima,
            "rang": self.minima,
        }
        return {as_: np.array(ver) for as_, ver in stap.items()}


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
    verdelingen: list[Jaarverdeling],
    b: int,
) -> Bandtabel:
    cellen, prijzen, leidende, ouders = _collect(regeling, kalender, pakketten, assen, b)
    meer = [prijs.meerprijs for prijs in prijzen]
    per_uur = [
        bedrag.per_uur(prijs.bedrag, regeling.omgeving)
        for prijs, bedrag in zip(prijzen, leidende, strict=True)
    ]
    return Bandtabel(
        tarief=_kolom([prijs.bedrag for prijs in prijzen]),
        volgt_aanbieder=_kolom([prijs.volgt_aanbieder for prijs in prijzen]),
        vast=_kolom([bedrag.vast for bedrag in leidende]),
        permille=_kolom([bedrag.permille for bedrag in leidende]),
        grens=_kolom([bedrag.grens for bedrag in leidende]),
        per_jaar=_kolom([bedrag.per_jaar for bedrag in leidende]),
        leidend=_kolom(per_uur),
        netto=_kolom(
            [
                bedrag if leid.van_gemeente else prijs.bedrag - bedrag
                for prijs, leid, bedrag in zip(prijzen, leidende, per_uur, strict=True)
            ]
        ),
        van_gemeente=_kolom([bedrag.van_gemeente for bedrag in leidende]),
        meer_ouder=_kolom([m is Meerprijs.OUDER for m in meer]),
        meer_gemeente=_kolom([m is Meerprijs.GEMEENTE for m in meer]),
        meer_verboden=_kolom([m is Meerprijs.VERBODEN for m in meer]),
        doet_mee=_kolom([cel is not None for cel in cellen]),
        verdeling=_kolom([verdelingen.index(bedrag.verdeling) for bedrag in leidende]),
        samen=make_samentabel(leidende),
        per_dag=_kolom([bedrag.per_dag for bedrag in leidende]),
        ouder=_oudertabel(regeling, ouders, verdelingen),
        rond=make_rondtabel(leidende),
        prijs=make_samentabel(prijzen),
    )


def _collect(
    regeling: Regeling, kalender: Kalender, pakketten: tuple[Pakket, ...], assen: Assen, b: int
) -> tuple[list[Cel | None], list[Uurprijs], list[Leidend], list[Leidend | None]]:
    """Per situation the cell of this band, its price, the amount that leads and what the parent pays beside it."""
    cellen = [
        (_cel(pakketten[pakket], b, situatie), situatie)
        for pakket, situatie in situaties(regeling, kalender, assen)
    ]
    bedragen = [_cel_bedragen(regeling, cel, situatie) for cel, situatie in cellen]
    return (
        [cel for cel, _ in cellen],
        [prijs for prijs, _, _ in bedragen],
        [leidend for _, leidend, _ in bedragen],
        [ouder for _, _, ouder in bedragen],
    )


def _cel(pakket: Pakket, b: int, situatie: Situatie) -> Cel | None:
    if b >= len(pakket.banden):
        return None
    band = pakket.banden[b]
    return band.met_kot if situatie.kot else band.zonder_kot


Celbedragen = tuple[Uurprijs, Leidend, Leidend | None]


def _cel_bedragen(regeling: Regeling, cel: Cel | None, situatie: Situatie) -> Celbedragen:
    """The price and the leading amount; without a price that of the municipality, and that of the parents."""
    if cel is None:
        return GEEN_PRIJS, Leidend(), None
    tarief = regeling.tarief(cel)
    if tarief is None:
        return _zonder_prijs(regeling, cel, situatie)
    prijs = tarief.uurprijs(regeling.omgeving, situatie.dag)
    if situatie.bijdrage_nul and not cel.gemeentebedrag:
        return prijs, Leidend(), None
    return prijs, _leidend(regeling, regeling.leidende(cel), situatie), None


def _leidend(regeling: Regeling, bedrag: Bijdrage | Gemeentebedrag, situatie: Situatie) -> Leidend:
    omgeving = regeling.omgeving_van(bedrag)
    return bedrag.leidend(omgeving, omgeving.met_rang(situatie))


def _zonder_prijs(regeling: Regeling, cel: Cel, situatie: Situatie) -> Celbedragen:
    """Both amounts per hour together stand for the price. Who is in no row of a table gets nothing and pays nothing."""
    gemeente, ouder = (_leidend(regeling, bedrag, situatie) for bedrag in regeling.bedragen(cel))
    ouder = Leidend() if situatie.bijdrage_nul else ouder
    if ouder == ALLES:
        return GEEN_PRIJS, Leidend(van_gemeente=True), Leidend()
    per_uur = sum(bedrag.per_uur(ONBEGRENSD, regeling.omgeving) for bedrag in (gemeente, ouder))
    return Uurprijs(per_uur, volgt_aanbieder=False, meerprijs=None), gemeente, ouder


def _oudertabel(
    regeling: Regeling, ouders: list[Leidend | None], verdelingen: list[Jaarverdeling]
) -> Oudertabel:
    if all(ouder is None for ouder in ouders):
        niets = _kolom([0] * len(ouders))
        return Oudertabel(niets, niets, niets, niets, niets, rond=None)
    bedragen = [Leidend() if ouder is None else ouder for ouder in ouders]
    return Oudertabel(
        geldt=_kolom([ouder is not None for ouder in ouders]),
        per_uur=_kolom([bedrag.per_uur(ONBEGRENSD, regeling.omgeving) for bedrag in bedragen]),
        per_jaar=_kolom([bedrag.per_jaar for bedrag in bedragen]),
        per_dag=_kolom([bedrag.per_dag for bedrag in bedragen]),
        verdeling=_kolom([verdelingen.index(bedrag.verdeling) for bedrag in bedragen]),
        rond=make_rondtabel(bedragen),
    )


def _kolom(waarden: list[int]) -> Kolom:
    return np.array(waarden, dtype=np.int64)
