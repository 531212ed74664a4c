"""Which list of bands holds for whom, from which age, and how many hours fit in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.afronding import Urenafronding
from rekenregels.regeling.categorie import Categorie, Opvangsoort
from rekenregels.regeling.document import Opslag, Regeling
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE, Kolom, Masker
from rekenregels.regeling.groepen import Afwijking, Band, Categorieregels, Fase, Leeftijd
from rekenregels.regeling.tabelkeuze import tabellen_van
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.velden import Parameter
from rekenregels.rekenen.kalender import NOOIT, Kalender, leeftijdsdag


@dataclass(frozen=True)
class Pakket:
    """The bands of one kind of child: category, age phase, and what deviates."""

    categorie: Categorie
    fase: Fase | None
    afwijking: Afwijking | None
    banden: tuple[Band, ...]

    @property
    def eigen_dagmaximum(self) -> Parameter | None:
        """The hours that count per day where a deviation says so, in the place of those of the category."""
        return None if self.afwijking is None else self.afwijking.maximum_uren_per_dag


def make_tabel_van(regeling: Regeling, pakketten: tuple[Pakket, ...]) -> Kolom:
    """Per package, for parents without and with KOT, the number of the table that its amounts read."""
    namen = list(regeling.bijdragetabellen)
    nummers = []
    for pakket in pakketten:
        for kot in (False, True):
            gelezen = tabellen_van(regeling, pakket.banden, kot=kot)
            nummers.append(namen.index(gelezen[0]) if gelezen else 0)
    return np.array(nummers, dtype=np.int64)


def plaatsnamen(regeling: Regeling) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The locations and villages that the policy names; 0 is every other one."""
    bronnen: list[Opslag | Afwijking] = [*regeling.opslagen, *regeling.afwijkingen]
    locaties = dict.fromkeys(naam for bron in bronnen for naam in bron.locaties)
    kernen = dict.fromkeys(naam for bron in bronnen for naam in bron.kernen)
    return ("", *locaties), ("", *kernen)


def opvangsoorten_van(regeling: Regeling) -> tuple[Opvangsoort | None, ...]:
    """Every kind of care where the policy makes a difference between them; else one that stands for all."""
    verschilt = any(afwijking.opvangsoorten for afwijking in regeling.afwijkingen)
    return tuple(Opvangsoort) if verschilt else (None,)


def make_pakketten(
    regeling: Regeling,
    fasen: int,
    locaties: tuple[str, ...],
    kernen: tuple[str, ...],
    opvangsoorten: tuple[Opvangsoort | None, ...],
) -> tuple[tuple[Pakket, ...], Kolom]:
    minima = ("", *(regel.naam for regel in regeling.minima))
    nummers: dict[tuple[object, ...], int] = {}
    pakketten: list[Pakket] = []
    wijzer: list[int] = []
    for categorie, fase, locatie, kern, opvang, minimaregel in product(
        Categorie, range(fasen), locaties, kernen, opvangsoorten, minima
    ):
        pakket = _zoek_pakket(regeling, categorie, fase, Wie(locatie, kern, opvang, minimaregel))
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


@dataclass(frozen=True)
class Wie:
    """What a deviation looks at."""

    locatie: str
    kern: str
    opvang: Opvangsoort | None
    minima: str


def _zoek_pakket(regeling: Regeling, categorie: Categorie, nummer: int, wie: Wie) -> Pakket:
    regels = regeling.categorie(categorie)
    if not isinstance(regels, Categorieregels) or nummer >= len(regels.fasen):
        return Pakket(categorie, None, None, ())
    fase = regels.fasen[nummer]
    for afwijking in regeling.afwijkingen:
        if afwijking.categorie is categorie and _past(afwijking, fase, wie):
            return Pakket(categorie, fase, afwijking, afwijking.banden)
    return Pakket(categorie, fase, None, fase.banden)


def _past(afwijking: Afwijking, fase: Fase, wie: Wie) -> bool:
    return (
        afwijking.fase in ("", fase.naam)
        and (not afwijking.locaties or wie.locatie in afwijking.locaties)
        and (not afwijking.kernen or wie.kern in afwijking.kernen)
        and (not afwijking.opvangsoorten or wie.opvang in afwijking.opvangsoorten)
        and afwijking.minima in ("", wie.minima)
    )


def make_fasen(regeling: Regeling, fasen: int, geboortes: Kolom) -> tuple[Kolom, Kolom]:
    """First day and first day no longer, as index, by category, phase and birthday; never: an empty phase."""
    dag0, schrikkeldag = regeling.geldig_van.toordinal(), regeling.verjaardag.schrikkeldag
    van = np.full((len(Categorie), fasen, len(geboortes)), NOOIT, dtype=np.int64)
    tot = np.zeros_like(van)
    bereikt: dict[tuple[int, int], Kolom] = {}  # groups of children mostly share their ages

    def dag_van(leeftijd: Leeftijd) -> Kolom:
        sleutel = leeftijd.maanden, leeftijd.weken
        if sleutel not in bereikt:
            bereikt[sleutel] = leeftijdsdag(geboortes, leeftijd, schrikkeldag) - dag0
        return bereikt[sleutel]

    for categorie, regels in regeling.vergoede_categorieen():
        for i, fase in enumerate(regels.fasen):
            van[categorie.nummer, i] = dag_van(fase.vanaf)
            tot[categorie.nummer, i] = dag_van(fase.tot)
    return van.reshape(-1), tot.reshape(-1)


def make_ruimte(regeling: Regeling, kalender: Kalender, pakketten: tuple[Pakket, ...], banden: int) -> Kolom:
    per_band = [[_ruimte(regeling, kalender, pakket, b) for pakket in pakketten] for b in range(banden)]
    return np.array(per_band, dtype=np.int64).reshape(banden, len(pakketten) * (kalender.dagen + 1))


def _ruimte(regeling: Regeling, kalender: Kalender, pakket: Pakket, b: int) -> Kolom:
    """Hours that fit in a band, as running total by day in units, rounded as the policy says."""
    if b >= len(pakket.banden):
        return np.zeros(kalender.dagen + 1, dtype=np.int64)
    return lopende_uren(
        regeling.afronding.uren, kalender, lopende_uren_per_week(kalender, pakket.banden[b : b + 1])
    )


def lopende_uren_per_week(kalender: Kalender, banden: tuple[Band, ...]) -> Kolom:
    """The hours of these bands together that grow with the days, as running total by day.

    Hundredths times the weight of the calendar, over `kalender.noemer`. A balance does not grow: it is in `make_saldo`.
    """
    per_week = kalender.per_tijdvak(lambda dag: _samen(banden, Urentijd.WEEK, dag))
    lopend = kalender.lopend(per_week[kalender.tijdvak_van_dag])
    for tijd, keer in ((Urentijd.MAAND, kalender.maanden), (Urentijd.KWARTAAL, 4)):
        if any(band.maat[1] is tijd for band in banden):
            aantal = kalender.per_tijdvak(lambda dag, t=tijd: _samen(banden, t, dag))  # type: ignore[misc]
            gewogen = np.diff(kalender.gewicht) * aantal[kalender.tijdvak_van_dag] * (100 * keer)
            lopend[1:] += np.cumsum(gewogen)
    return lopend


def _samen(banden: tuple[Band, ...], tijd: Urentijd, dag: date) -> int:
    return sum(aantal.op(dag).waarde for aantal, per in (band.maat for band in banden) if per is tijd)


def make_saldo(kalender: Kalender, pakketten: tuple[Pakket, ...], banden: int) -> tuple[Kolom, Masker]:
    """Per band, package and stretch of time the balance in hundredths (ONBEKEND: none); and where it is per day."""
    saldo = np.full((banden, len(pakketten), len(kalender.tijdvakken)), -1, dtype=np.int64)
    per_dag = np.zeros((banden, len(pakketten)), dtype=bool)
    for p, pakket in enumerate(pakketten):
        for b, band in enumerate(pakket.banden):
            aantal, tijd = band.maat
            if tijd.is_saldo:
                saldo[b, p] = kalender.per_tijdvak(lambda dag, a=aantal: a.op(dag).waarde)  # type: ignore[misc]
                per_dag[b, p] = tijd is Urentijd.DAG
    return saldo, per_dag


def lopende_uren(afronding: Urenafronding, kalender: Kalender, teller: Kolom) -> Kolom:
    """Running hours in units from a running total in (hundredths x weight); the one hour rounding rule."""
    if afronding.per_maand:
        return _per_maand(afronding, kalender, teller)
    return round_half_up_array(teller * eenheid_van(afronding), kalender.noemer)


def eenheid_van(afronding: Urenafronding) -> int:
    """In how many parts of a hundredth of an hour a policy computes: one where it rounds hours to hundredths."""
    return EENHEDEN_PER_HONDERDSTE if afronding is Urenafronding.GEEN else 1


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
