"""A policy made ready for columns: made once per policy, then only looked up.

Everything that does not depend on a child's own numbers is worked out here, per day or per situation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache

import numpy as np

from rekenregels.regeling.categorie import Categorie, Opvangsoort
from rekenregels.regeling.document import (
    Afrondingsniveau,
    Regeling,
    Uurruimte,
)
from rekenregels.regeling.eenheden import EENHEDEN_PER_UUR, Kolom, Masker
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.rekenen.bandtabel import Assen, Bandtabel, make_assen, make_band
from rekenregels.rekenen.kalender import Kalender, geboortedagen, make_kalender
from rekenregels.rekenen.pakketten import (
    Pakket,
    lopende_uren_per_week,
    make_fasen,
    make_pakketten,
    make_ruimte,
    make_saldo,
    make_tabel_van,
    opvangsoorten_van,
    plaatsnamen,
)


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
    pakket_van: Kolom  # category, phase, location, village, kind of care, minima
    opvangsoorten: tuple[Opvangsoort | None, ...]  # one, None, where the policy makes no difference
    locaties: tuple[str, ...]
    kernen: tuple[str, ...]
    assen: Assen
    banden: tuple[Bandtabel, ...]
    ruimte: Kolom  # band x (package x day): running total of hours
    uurbedragen: Kolom  # (price, paid by the municipality) x band x situation
    saldo: Kolom  # band x package x stretch of time: hundredths of hours that can be used up; ONBEKEND: no balance
    saldo_per_dag: Masker  # band x package
    tabel_van: Kolom  # package x (without, with KOT): the number of the table of the parents
    verdelingen: list[tuple[int, ...]]  # the months in which amounts per year are not paid
    jaargewicht: Kolom  # per such division, by day: running weight of the year
    jaargewichten: Kolom  # and the weight of a whole year
    kenmerken: frozenset[str] = field(default_factory=frozenset)

    def heeft(self, kenmerk: str) -> bool:
        return kenmerk in self.kenmerken

    @property
    def vraagt_dagen(self) -> bool:
        """Must a line tell on how many days the child came?"""
        return bool(self.kenmerken & {"dagmaximum", "minimum_dagen", "dagplekken", "saldo_per_dag"})


def make_plan(regeling: Regeling) -> Plan:
    return _make_plan(Sleutel(regeling))


def betaalde_weken(regeling: Regeling, categorie: Categorie, van: date, tot_en_met: date) -> Fraction:
    """The weeks that the policy pays for in these days, which lie inside it: to divide hours over parts of a period.

    Hours that fit in the whole period must fit in its parts, and the room of a part is rounded per band. So the
    weeks are as many as the rounded room of the category holds: 53,34 / 16 in a month of 8 and 8 hours.
    """
    plan, weken = make_plan(regeling), weken_in(regeling, van, tot_en_met)
    kalender = plan.kalender
    begin, eind = van.toordinal() - kalender.dag0, tot_en_met.toordinal() - kalender.dag0 + 1
    pakket = int(plan.pakket_van[categorie.nummer * (len(plan.pakket_van) // len(Categorie))])
    per_week = lopende_uren_per_week(kalender, plan.pakketten[pakket].banden)
    exact = Fraction(int(per_week[eind] - per_week[begin]), 100 * kalender.noemer)
    eerste = pakket * (kalender.dagen + 1)
    ruimte = int((plan.ruimte[:, eerste + eind] - plan.ruimte[:, eerste + begin]).sum())
    return weken * Fraction(ruimte, EENHEDEN_PER_UUR) / exact if exact else weken


def weken_in(regeling: Regeling, van: date, tot_en_met: date) -> Fraction:
    """The weeks of the policy's year in these days, which lie inside it, without any rounding."""
    kalender = make_plan(regeling).kalender
    begin, eind = van.toordinal() - kalender.dag0, tot_en_met.toordinal() - kalender.dag0 + 1
    return Fraction(int(kalender.weken[eind] - kalender.weken[begin]), kalender.noemer)


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
    locaties, kernen = plaatsnamen(regeling)
    fasen = max((len(regels.fasen) for _, regels in regeling.vergoede_categorieen()), default=1)
    opvangsoorten = opvangsoorten_van(regeling)
    pakketten, pakket_van = make_pakketten(regeling, fasen, locaties, kernen, opvangsoorten)
    geboortes = geboortedagen(kalender.dag0, kalender.dagen)
    fase_van, fase_tot = make_fasen(regeling, fasen, geboortes)
    assen = make_assen(regeling, kalender, len(pakketten))
    aantal_banden = max((len(pakket.banden) for pakket in pakketten), default=0)
    verdelingen = [(), *sorted({vrij for vrij in _vrije_maanden(regeling) if vrij})]
    banden = tuple(
        make_band(regeling, kalender, pakketten, assen, verdelingen, b) for b in range(aantal_banden)
    )
    jaargewichten = [kalender.zonder_maanden(vrij) for vrij in verdelingen]
    saldo, saldo_per_dag = make_saldo(kalender, pakketten, aantal_banden)
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
        opvangsoorten=opvangsoorten,
        locaties=locaties,
        kernen=kernen,
        assen=assen,
        banden=banden,
        ruimte=make_ruimte(regeling, kalender, pakketten, aantal_banden),
        saldo=saldo,
        saldo_per_dag=saldo_per_dag,
        uurbedragen=np.array(bedragen, dtype=np.int64).reshape(2, aantal_banden, assen.aantal),
        tabel_van=make_tabel_van(regeling, pakketten),
        verdelingen=verdelingen,
        jaargewicht=np.array([gewicht for gewicht, _ in jaargewichten], dtype=np.int64),
        jaargewichten=np.array([jaar for _, jaar in jaargewichten], dtype=np.int64),
        kenmerken=_kenmerken(regeling, pakketten, banden),
    )


def _wisseldagen(regeling: Regeling) -> set[date]:
    dagen = {dag for _, parameter in parameters_met_pad(regeling) for dag in parameter.wisseldagen}
    for tabel in regeling.bijdragetabellen.values():
        dagen |= {versie.vanaf for versie in tabel.versies if versie.vanaf is not None}
    return dagen


def _vrije_maanden(regeling: Regeling) -> Iterator[tuple[int, ...]]:
    """The months of their own in which parents do not pay an amount."""
    for bijdrage in regeling.bijdragen.values():
        yield tuple(sorted(bijdrage.eigen_vrije_maanden))


def _kenmerken(
    regeling: Regeling, pakketten: tuple[Pakket, ...], banden: tuple[Bandtabel, ...]
) -> frozenset[str]:
    """What the steps need to look at at all; what a policy does not use costs nothing."""
    regels = [regels for _, regels in regeling.vergoede_categorieen()]
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
        "dagplekken": any(r.uren_per_dagplek for r in regels),
        "contractmaten": any(r.contractmaten for r in regels),
        "recht": any(r.hoogstens_maanden is not None for r in regels),
        "saldo": any(band.maat[1].is_saldo for band in regeling.banden()),
        "saldo_per_jaar": any(band.maat[1] is Urentijd.JAAR for band in regeling.banden()),
        "saldo_per_dag": any(band.maat[1] is Urentijd.DAG for band in regeling.banden()),
        "ruimte_per_jaar": regeling.uren.ruimte is Uurruimte.PER_JAAR,
        "kwaliteit": regeling.plaatsbedragen.kwaliteitsbijdrage is not None
        and regeling.plaatsbedragen.kwaliteitsbijdrage.naar_rato,
        "meer_tabellen": len(regeling.bijdragetabellen) > 1,
    }
    return frozenset(naam for naam, antwoord in vragen.items() if antwoord)


def _mag_prijsloos(regeling: Regeling, pakket: Pakket) -> bool:
    """Can there be hours in a band without a price: a cell that says "geen", or a price of zero?"""
    cellen = [cel for band in pakket.banden for cel in (band.zonder_kot, band.met_kot)]
    tarieven = [regeling.tarieven[cel.tarief] for cel in cellen if cel is not None]
    vast = [tarief.vast_bedrag for tarief in tarieven]
    altijd = all(bedrag is not None and all(w.waarde > 0 for w in bedrag.waarden) for bedrag in vast)
    return None in cellen or not altijd
