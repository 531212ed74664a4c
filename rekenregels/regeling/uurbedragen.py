"""What one hour costs and who leads: every rule of `tarieven.py` becomes the same few numbers.

    price          = fixed, or min(price of the provider, limit)
    leading amount = fixed part + permille x min(price, maximum), never more than the price
    other amount   = price - leading amount

The leading amount is the parent's contribution, or the municipality's amount where the policy starts there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from lib.geld import round_half_up
from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.document import Cel, Regeling, Uurbedragafronding
from rekenregels.regeling.eenheden import MILLICENT
from rekenregels.regeling.tarieven import (
    AanbiederTarief,
    AanbiederTotMaxprijs,
    BegrensdTarief,
    Bijdrage,
    BijdrageDeelVanLaagste,
    BijdrageHelePrijs,
    BijdrageKotDeel,
    BijdrageMaxprijs,
    BijdragePerMaand,
    BijdragePerUur,
    BijdrageTabel,
    Bijdragetabel,
    Buiten,
    GeenBijdrage,
    Gemeentebedrag,
    GemeenteKotPercentage,
    GemeentePerJaar,
    GemeentePerUur,
    MaxprijsTarief,
    Meerprijs,
    Rij,
    Tabelsoort,
    Tabelversie,
    Tarief,
    VastTarief,
)

ONBEGRENSD: Final = 100_000 * MILLICENT * 100
HEEL: Final = 1_000  # permille
PROCENT_FACTOR: Final = 10_000  # a percentage in a table row is kept as an amount: 96.0 -> 9_600_000


@dataclass(frozen=True)
class Uurprijs:
    """Millicent per hour; `volgt_aanbieder`: the provider's price where that is lower."""

    bedrag: int
    volgt_aanbieder: bool
    meerprijs: Meerprijs | None


@dataclass(frozen=True)
class Leidend:
    """The leading amount of one cell: per hour, as part of the price, and per year."""

    vast: int = 0
    permille: int = 0
    grens: int = ONBEGRENSD
    per_jaar: int = 0
    van_gemeente: bool = False


GEEN_PRIJS: Final = Uurprijs(0, volgt_aanbieder=False, meerprijs=None)
ALLES: Final = Leidend(permille=HEEL)


@dataclass(frozen=True)
class Situatie:
    """Everything that decides the amounts per hour in one stretch of time."""

    dag: date
    kot: bool
    klasse: int
    rang: int
    bijdrage_nul: bool


def uurprijs(regeling: Regeling, tarief: Tarief, dag: date) -> Uurprijs:
    match tarief:
        case VastTarief():
            return Uurprijs(tarief.bedrag.op(dag).waarde, volgt_aanbieder=False, meerprijs=tarief.meerprijs)
        case AanbiederTarief():
            return Uurprijs(ONBEGRENSD, volgt_aanbieder=True, meerprijs=None)
        case BegrensdTarief():
            return Uurprijs(tarief.grens.op(dag).waarde, volgt_aanbieder=True, meerprijs=tarief.meerprijs)
        case MaxprijsTarief():
            bedrag = maxprijs(regeling, dag) + tarief.opslag.op(dag).waarde
            return Uurprijs(bedrag, volgt_aanbieder=False, meerprijs=tarief.meerprijs)
        case AanbiederTotMaxprijs():
            return Uurprijs(maxprijs(regeling, dag), volgt_aanbieder=True, meerprijs=tarief.meerprijs)


def maxprijs(regeling: Regeling, dag: date) -> int:
    return zeker(regeling.max_uurprijs, "de maximum uurprijs").bedragen.op(dag).waarde


def leidend(regeling: Regeling, cel: Cel, situatie: Situatie) -> Leidend:
    if cel.gemeentebedrag:
        return _gemeentebedrag(regeling, regeling.gemeentebedragen[cel.gemeentebedrag], situatie)
    if situatie.bijdrage_nul:
        return Leidend()
    return _bijdrage(regeling, regeling.bijdragen[cel.bijdrage], situatie)


def _bijdrage(regeling: Regeling, bijdrage: Bijdrage, situatie: Situatie) -> Leidend:
    dag = situatie.dag
    match bijdrage:
        case BijdragePerUur():
            return Leidend(vast=bijdrage.bedrag.op(dag).waarde)
        case BijdragePerMaand():
            return Leidend(per_jaar=bijdrage.bedrag.op(dag).waarde * maanden(regeling))
        case BijdrageTabel():
            return _uit_tabel(regeling, bijdrage, situatie)
        case BijdrageDeelVanLaagste():
            laagste = versie_op(tabel_van(regeling), dag).rijen[0]
            deel = bijdrage.deel.op(dag).waarde * bedrag_uit_rij(laagste, situatie.rang)
            return Leidend(vast=round_uurbedrag(regeling, deel))
        case BijdrageMaxprijs():
            return Leidend(vast=maxprijs(regeling, dag))
        case BijdrageKotDeel():
            percentage = _kot_permille(regeling, situatie)
            return (
                ALLES
                if percentage is None
                else Leidend(permille=HEEL - percentage, grens=maxprijs(regeling, dag))
            )
        case BijdrageHelePrijs():
            return ALLES
        case GeenBijdrage():
            return Leidend()


def maanden(regeling: Regeling) -> int:
    """The number of months in which parents pay."""
    return 12 - regeling.uren.maandverdeling.vrije_maanden


def _uit_tabel(regeling: Regeling, bijdrage: BijdrageTabel, situatie: Situatie) -> Leidend:
    rij = rij_van(tabel_van(regeling), situatie.dag, situatie.klasse)
    if rij is None:
        return ALLES
    opslag = 0 if bijdrage.opslag is None else bijdrage.opslag.op(situatie.dag).waarde
    bedrag = bedrag_uit_rij(rij, situatie.rang)
    if tabel_van(regeling).soort is Tabelsoort.MAANDBEDRAG:
        return Leidend(per_jaar=bedrag * maanden(regeling), vast=opslag)
    return Leidend(vast=bedrag + opslag)


def _gemeentebedrag(regeling: Regeling, bedrag: Gemeentebedrag, situatie: Situatie) -> Leidend:
    match bedrag:
        case GemeentePerUur():
            return Leidend(vast=bedrag.bedrag.op(situatie.dag).waarde, van_gemeente=True)
        case GemeentePerJaar():
            return Leidend(per_jaar=bedrag.bedrag.op(situatie.dag).waarde, van_gemeente=True)
        case GemeenteKotPercentage():
            percentage = _kot_permille(regeling, situatie)
            if percentage is None:
                return Leidend(van_gemeente=True)
            return Leidend(permille=percentage, grens=maxprijs(regeling, situatie.dag), van_gemeente=True)


def _kot_permille(regeling: Regeling, situatie: Situatie) -> int | None:
    rij = rij_van(tabel_van(regeling), situatie.dag, situatie.klasse)
    return None if rij is None else bedrag_uit_rij(rij, situatie.rang) // PROCENT_FACTOR


def tabel_van(regeling: Regeling) -> Bijdragetabel:
    return zeker(regeling.bijdragetabel, "de bijdragetabel")


def versie_op(tabel: Bijdragetabel, dag: date) -> Tabelversie:
    geldend = tabel.versies[0]
    for versie in tabel.versies[1:]:
        if versie.vanaf is not None and versie.vanaf <= dag:
            geldend = versie
    return geldend


def rij_van(tabel: Bijdragetabel, dag: date, klasse: int) -> Rij | None:
    """The row of a class; 0 is no proof, one past the last row is above the table; None: no subsidy."""
    rijen = versie_op(tabel, dag).rijen
    if 1 <= klasse <= len(rijen):
        return rijen[klasse - 1]
    regel = tabel.zonder_bewijs if klasse == 0 else tabel.boven_tabel
    return rijen[-1] if regel is Buiten.HOOGSTE else None


def bedrag_uit_rij(rij: Rij, rang: int) -> int:
    return rij.kind2 if rang == 2 and rij.kind2 is not None else rij.kind1


def round_uurbedrag(regeling: Regeling, permille_maal_bedrag: int) -> int:
    """Permille x millicent to millicent, rounded as the policy says."""
    if regeling.afronding.uurbedrag is Uurbedragafronding.CENT:
        return MILLICENT * round_half_up(permille_maal_bedrag, HEEL * MILLICENT)
    return round_half_up(permille_maal_bedrag, HEEL)
