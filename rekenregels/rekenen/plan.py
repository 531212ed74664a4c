"""A policy made ready for columns: made once per policy, then only looked up.

Everything that does not depend on a child's own numbers is worked out here, per day or per situation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

import numpy as np

from lib.geld import GRENS
from rekenregels.regeling.afronding import Afrondingsniveau
from rekenregels.regeling.categorie import Categorie, Opvangsoort
from rekenregels.regeling.document import Regeling, Sleutel
from rekenregels.regeling.eenheden import MILLICENT, Kolom, Masker
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.urenregels import Urenbron, Uurruimte
from rekenregels.regeling.uurbedragen import Jaarverdeling
from rekenregels.rekenen.bandtabel import Assen, Bandtabel, make_assen, make_band
from rekenregels.rekenen.kalender import NOOIT, Kalender, geboortedagen, make_kalender
from rekenregels.rekenen.pakketten import (
    Pakket,
    eenheid_van,
    lopende_uren_per_week,
    make_fasen,
    make_pakketten,
    make_ruimte,
    make_saldo,
    make_tabel_van,
    opvangsoorten_van,
    plaatsnamen,
)

_VRAAGT = frozenset(
    {
        *("aanbiedersprijs", "recht", "contractmaten", "jaarmaximum", "ruimte_per_jaar", "saldo_per_jaar"),
        "begonnen",
    }
)


@dataclass(frozen=True, eq=False)
class Plan:
    regeling: Regeling
    eenheid: int  # the units of hours in a hundredth of an hour
    kalender: Kalender
    fasen: int
    fase_van: Kolom  # (category x phase) x birthday
    fase_tot: Kolom
    fase_begin: tuple[
        Kolom, ...
    ]  # per phase and category: the place in these tables of a child born on day 0
    pakketten: tuple[Pakket, ...]
    pakket_van: Kolom  # category, phase, location, village, kind of care, minima
    opvangsoorten: tuple[Opvangsoort | None, ...]  # one, None, where the policy makes no difference
    locaties: tuple[str, ...]
    kernen: tuple[str, ...]
    assen: Assen
    banden: tuple[Bandtabel, ...]
    ruimte: Kolom  # band x (package x day): running total of hours
    uurbedragen: (
        Kolom  # per band the price, then what the municipality pays where that is not all of it; x situation
    )
    gemeenterij: tuple[int, ...]  # per band the row of these that the municipality pays
    band_van_rij: tuple[int, ...]  # and per row its band
    saldo: Kolom  # band x package x stretch of time: hundredths of hours that can be used up; ONBEKEND: no balance
    saldo_per_dag: Masker  # band x package
    tabel_van: Kolom  # package x (without, with KOT): the number of the table of the parents
    verdelingen: list[Jaarverdeling]  # how amounts per year are spread over its days
    jaargewicht: Kolom  # per such division, by day: running weight of the year
    jaargewichten: Kolom  # and the weight of a whole year
    begonnen_deel: Kolom  # per such division, by day: what a stay that begins on it adds
    kenmerken: frozenset[str] = field(default_factory=frozenset)

    def heeft(self, kenmerk: str) -> bool:
        return kenmerk in self.kenmerken

    @cached_property
    def eerste_fase(self) -> list[int]:
        """Per category the place in these tables where its first phase begins."""
        plekken: list[int] = self.fase_begin[0].tolist()
        return plekken

    @cached_property
    def eenheden_per_uur(self) -> int:
        return 100 * self.eenheid

    @cached_property
    def fijn_per_cent(self) -> int:
        """Units of hours x prices in a cent."""
        return self.eenheden_per_uur * MILLICENT

    @cached_property
    def telt_opgegeven(self) -> bool:
        """Are the hours those of the line, not worked out of hours per week or of the place?"""
        bron = self.regeling.uren.bron
        return bron is not Urenbron.BEZETTE_PLAATS and not bron.uit_weekuren

    @cached_property
    def blijft_klein(self) -> bool:
        """Can hours within the room of the policy, at its own prices, make no negative or very large amount?"""
        hoogste = int(self.ruimte.max(initial=0)) * int(self.uurbedragen.max(initial=0))
        return not self.heeft("prijs_per_regel") and self.uurbedragen.min(initial=0) >= 0 and hoogste < GRENS

    @cached_property
    def weekspeling(self) -> Kolom:
        """Hours that follow from hours per week are rounded as a whole and their room per band: nobody's mistake."""
        return np.array(len(self.banden) * self.eenheid if self.regeling.uren.bron.uit_weekuren else 0)

    @cached_property
    def vraagt_invoer(self) -> bool:
        """Does the policy need facts that not every policy needs?"""
        return self.vraagt_dagen or self.regeling.uren.bron.uit_weekuren or bool(self.kenmerken & _VRAAGT)

    @cached_property
    def minste_klassen(self) -> int:
        """The classes of the table with the fewest; without a table any class will do."""
        tabellen = self.regeling.bijdragetabellen.values()
        return min((len(tabel.versies[0].rijen) for tabel in tabellen), default=NOOIT)

    @cached_property
    def vraagt_dagen(self) -> bool:
        """Must a line tell on how many days the child came?"""
        return bool(
            self.kenmerken
            & {"dagmaximum", "minimum_dagen", "dagplekken", "saldo_per_dag", "per_dag", "rond_per_dag"}
        )


def make_plan(regeling: Regeling) -> Plan:
    return _make_plan(regeling.sleutel)


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
    return weken * Fraction(ruimte, plan.eenheden_per_uur) / exact if exact else weken


def weken_in(regeling: Regeling, van: date, tot_en_met: date) -> Fraction:
    """The weeks of the policy's year in these days, which lie inside it, without any rounding."""
    kalender = make_plan(regeling).kalender
    begin, eind = van.toordinal() - kalender.dag0, tot_en_met.toordinal() - kalender.dag0 + 1
    return Fraction(int(kalender.weken[eind] - kalender.weken[begin]), kalender.noemer)


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
    verdelingen = [Jaarverdeling(), *sorted(set(_verdelingen(regeling)) - {Jaarverdeling()})]
    banden = tuple(
        make_band(regeling, kalender, pakketten, assen, verdelingen, b) for b in range(aantal_banden)
    )
    jaargewichten = [kalender.verdeel(verdeling) for verdeling in verdelingen]
    saldo, saldo_per_dag = make_saldo(kalender, pakketten, aantal_banden)
    kenmerken = _kenmerken(regeling, pakketten, banden)
    uurbedragen, gemeenterij = _uurbedragen(banden, per_regel="prijs_per_regel" in kenmerken)
    return Plan(
        regeling=regeling,
        eenheid=eenheid_van(regeling.afronding.uren),
        kalender=kalender,
        fasen=fasen,
        fase_van=fase_van,
        fase_tot=fase_tot,
        fase_begin=tuple(
            (np.arange(len(Categorie)) * fasen + fase) * len(geboortes) - geboortes[0]
            for fase in range(fasen)
        ),
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
        uurbedragen=uurbedragen.reshape(-1, assen.aantal),
        gemeenterij=gemeenterij,
        band_van_rij=tuple(
            rij if rij < aantal_banden else gemeenterij.index(rij) for rij in range(len(uurbedragen))
        ),
        tabel_van=make_tabel_van(regeling, pakketten),
        verdelingen=verdelingen,
        jaargewicht=np.array([gewicht for gewicht, _ in jaargewichten], dtype=np.int64),
        jaargewichten=np.array([jaar for _, jaar in jaargewichten], dtype=np.int64),
        begonnen_deel=np.array([kalender.begonnen_deel(verdeling) for verdeling in verdelingen]),
        kenmerken=kenmerken,
    )


def _uurbedragen(banden: tuple[Bandtabel, ...], *, per_regel: bool) -> tuple[Kolom, tuple[int, ...]]:
    """See `Plan`. A price that differs per line leaves the municipality an amount of its own in every band."""
    rijen, gemeenterij = [band.tarief for band in banden], []
    for b, band in enumerate(banden):
        betaalt_alles = not per_regel and np.array_equal(band.tarief, band.netto)
        gemeenterij.append(b if betaalt_alles else len(rijen))
        rijen += [] if betaalt_alles else [band.netto]
    return np.array(rijen, dtype=np.int64), tuple(gemeenterij)


def _wisseldagen(regeling: Regeling) -> set[date]:
    dagen = {dag for _, parameter in parameters_met_pad(regeling) for dag in parameter.wisseldagen}
    for tabel in regeling.bijdragetabellen.values():
        dagen |= {versie.vanaf for versie in tabel.versies if versie.vanaf is not None}
    return dagen


def _verdelingen(regeling: Regeling) -> Iterator[Jaarverdeling]:
    """How amounts are spread over the year by what they say themselves."""
    for bedrag in (*regeling.bijdragen.values(), *regeling.gemeentebedragen.values()):
        yield bedrag.jaarverdeling


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
        "per_jaar": any((band.per_jaar | band.per_dag).any() for band in banden),
        "per_dag": any((band.per_dag | band.ouder.per_dag).any() for band in banden),
        "rond_per_dag": any(
            rond.per_dag for band in banden for rond in (band.rond, band.ouder.rond) if rond is not None
        ),
        "tijdafronding": any(band.rond or band.ouder.rond for band in banden),
        "begonnen": regeling.vraagt_begin,
        "zonder_prijs": any(band.ouder.geldt.any() for band in banden),
        "van_gemeente": any(band.van_gemeente.any() for band in banden),
        "opslag": bool(regeling.opslagen),
        "prijs_per_regel": bool(regeling.opslagen)
        or any((band.volgt_aanbieder | band.meer_gemeente).any() for band in banden),
        "cel_zonder_prijs": any(_mag_prijsloos(regeling, pakket) for pakket in pakketten),
        "minimum_uren": any(r.minimum_uren_per_week is not None for r in regels),
        "minimum_dagen": any(r.minimum_dagen_per_week is not None for r in regels),
        "dagmaximum": any(r.maximum_uren_per_dag is not None for r in regels)
        or any(pakket.eigen_dagmaximum is not None for pakket in pakketten),
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
        "minimagrens": any(regel.grens is not None for regel in regeling.minima),
        "meer_tabellen": len(regeling.bijdragetabellen) > 1,
    }
    return frozenset(naam for naam, antwoord in vragen.items() if antwoord)


def _mag_prijsloos(regeling: Regeling, pakket: Pakket) -> bool:
    """Can there be hours in a band without a price: a cell that says "geen", or a price of zero?"""
    cellen = [cel for band in pakket.banden for cel in (band.zonder_kot, band.met_kot)]
    tarieven = [regeling.tarief(cel) for cel in cellen if cel is not None]
    vast = [None if tarief is None else tarief.vast_bedrag for tarief in tarieven]
    altijd = all(bedrag is not None and all(w.waarde > 0 for w in bedrag.waarden) for bedrag in vast)
    return None in cellen or not altijd
