"""The same rules a second time, as plainly as possible: one child, day by day, exact fractions.

Written from docs/rekenregels.md, not from the engine: no columns, no tables by day, no shared code
except the document types. Slow and simple; the property tests compare the engine with it.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction as F
from typing import Any

from rekenregels import Categorie, Feit, Regeling
from rekenregels.regeling.bedragtabellen import Tabelversie
from rekenregels.regeling.groepen import Afwijking, Band, Categorieregels, Cel, Fase, Leeftijd
from rekenregels.regeling.velden import Parameter

EEN_DAG = timedelta(days=1)
PER_TIJD = ("per_dag", "per_maand", "per_jaar")


def half_up(waarde: F, stap: F = F(1)) -> F:
    return math.floor(waarde / stap + F(1, 2)) * stap


def eigen_rond(eigen: Any, bedrag: F) -> F:
    """To the step and in the direction that an amount says itself."""
    stap = {"cent": F(1, 100), "dubbeltje": F(1, 10), "euro": F(1)}.get(eigen.op, F(1, 100_000))
    rond = {"omlaag": math.floor, "omhoog": math.ceil}.get(eigen.richting)
    return half_up(bedrag, stap) if rond is None else rond(bedrag / stap) * stap


@dataclass
class Antwoord:
    subsidie: F
    ouderbijdrage: F
    uren: F
    uren_boven: F


@dataclass
class Stuk:
    eerste: date
    laatste: date
    fase: Fase | None


def getal(parameter: Parameter, dag: date) -> F:
    """A number of the policy on a day, in its own unit."""
    gevonden = parameter.waarden[0]
    for waarde in parameter.waarden[1:]:
        if waarde.vanaf and dag >= waarde.vanaf:
            gevonden = waarde
    return F(gevonden.waarde, parameter.eenheid.factor)


def verjaardag(geboren: date, leeftijd: Leeftijd, schrikkeldag: str) -> date:
    maanden = geboren.year * 12 + geboren.month - 1 + leeftijd.maanden
    jaar, maand = divmod(maanden, 12)
    dag = min(geboren.day, calendar.monthrange(jaar, maand + 1)[1])
    schrikkelt = (geboren.month, geboren.day, maand + 1, dag) == (2, 29, 2, 28) and schrikkeldag == "1 maart"
    return date(jaar, maand + 1, dag) + timedelta(weeks=leeftijd.weken, days=int(schrikkelt))


class Kind:
    def __init__(self, regeling: Regeling, feit: Feit) -> None:
        self.r, self.feit = regeling, feit
        regels = regeling.categorie(feit.categorie)
        self.regels = regels if isinstance(regels, Categorieregels) else None
        self.wissels = wisseldagen(regeling)
        self._weken: dict[date, F] = {}

    # -- time -------------------------------------------------------------------------------------

    def weken_op(self, dag: date) -> F:
        """How many weeks of the year one day is."""
        if dag not in self._weken:
            self._weken[dag] = self._weken_op(dag)
        return self._weken[dag]

    def _weken_op(self, dag: date) -> F:
        uren = self.r.uren
        if uren.maandverdeling == "kalenderweken":
            dicht = any(s.van <= dag <= s.tot_en_met for s in uren.sluitingen)
            return F(0) if dicht else F(1, 7)
        if uren.schoolweken:
            return F(sum(uren.schoolweken), 100) * self.jaardeel_op(dag)
        return getal(uren.weken_per_jaar, dag) * self.jaardeel_op(dag)

    def jaardeel_op(self, dag: date) -> F:
        if weken := self.r.uren.schoolweken:
            eerste = dag.month - (dag.month - 1) % 3
            dagen = sum(calendar.monthrange(dag.year, eerste + i)[1] for i in range(3))
            return F(weken[(dag.month - 1) // 3], sum(weken) * dagen)
        vrij = self.r.uren.vrije_maanden
        if dag.month in vrij:
            return F(0)
        return F(1, (12 - len(vrij)) * calendar.monthrange(dag.year, dag.month)[1])

    def gewicht_op(self, dag: date) -> F:
        return self.weken_op(dag) if self.r.uren.maandverdeling == "kalenderweken" else self.jaardeel_op(dag)

    def dagen(self, eerste: date, laatste: date) -> list[date]:
        return [eerste + i * EEN_DAG for i in range((laatste - eerste).days + 1)]

    def vanaf_begin(self, laatste: date) -> list[date]:
        return self.dagen(self.r.geldig_van, laatste)

    def stukken(self) -> list[Stuk]:
        uit: list[Stuk] = []
        for dag in self.dagen(self.feit.van, self.feit.tot_en_met):
            fase = self.fase_op(dag)
            if fase is None:
                continue
            vorige = uit[-1] if uit else None
            nieuw = dag in self.wissels or (dag.day == 1 and self.per_maand)
            if vorige and vorige.laatste == dag - EEN_DAG and vorige.fase is fase and not nieuw:
                vorige.laatste = dag
            else:
                uit.append(Stuk(dag, dag, fase))
        return uit

    @property
    def per_maand(self) -> bool:
        return self.r.afronding.per == "maand" or str(self.r.afronding.uren).startswith("maand")

    def fase_op(self, dag: date) -> Fase | None:
        for fase in self.regels.fasen if self.regels else ():
            van, tot = (
                verjaardag(self.feit.geboortedatum, leeftijd, self.r.verjaardag.schrikkeldag)
                for leeftijd in (fase.vanaf, fase.tot)
            )
            if van <= dag < tot and not self.recht_voorbij(dag):
                return fase
        return None

    def recht_voorbij(self, dag: date) -> bool:
        """A right of some months ends on the day with the same number, so many months after it began."""
        if self.regels is None or self.regels.hoogstens_maanden is None or self.feit.recht_vanaf is None:
            return False
        maanden = int(getal(self.regels.hoogstens_maanden, self.feit.van))
        return dag >= verjaardag(self.feit.recht_vanaf, Leeftijd(maanden, ""), self.r.verjaardag.schrikkeldag)

    @property
    def uitgesloten(self) -> bool:
        eisen, feit = self.r.geldstroom.indicering, self.feit
        woont_elders = eisen.woonplaatseis or "verhuizing" in eisen.stopredenen
        if feit.vertrek == 2 or (feit.vertrek == 1 and woont_elders):
            return True
        if not feit.binnen_gemeente and eisen.locatie_eis:
            return True
        if feit.categorie == "regulier":
            return feit.na_indicatie and "einde indicatie" in eisen.stopredenen
        return not feit.ve and eisen.zonder_ve != "eigen_middelen"

    # -- hours -------------------------------------------------------------------------------------

    def rond_uren(self, uren: F) -> F:
        return half_up(uren, F(1, 66_000) if self.r.afronding.uren == "geen" else F(1, 100))

    def lopend(self, per_week: dict[date, F] | F, stuk: Stuk) -> F:
        """Hours that belong to a piece when every day has its weeks: running totals since the start."""

        def som(dagen: list[date]) -> F:
            return sum(
                ((per_week if isinstance(per_week, F) else per_week[d]) * self.weken_op(d) for d in dagen),
                F(0),
            )

        if self.per_maand and str(self.r.afronding.uren).startswith("maand"):
            begin = max(
                stuk.eerste.replace(day=1), self.r.geldig_van, *(w for w in self.wissels if w <= stuk.eerste)
            )
            tot, voor = self.dagen(begin, stuk.laatste), self.dagen(begin, stuk.eerste - EEN_DAG)
        else:
            tot, voor = self.vanaf_begin(stuk.laatste), self.vanaf_begin(stuk.eerste - EEN_DAG)
        if self.r.afronding.uren == "maand_honderdste_omlaag":
            return F(math.floor(som(tot) * 100), 100) - F(math.floor(som(voor) * 100), 100)
        return self.rond_uren(som(tot)) - self.rond_uren(som(voor))

    def ruimte(self, band: Band, stuk: Stuk) -> F:
        dagen = self.vanaf_begin(stuk.laatste)
        return self.lopend({dag: self.per_week(band, dag) for dag in dagen}, stuk)

    def per_week(self, band: Band, dag: date) -> F:
        """The hours of a band that grow with the days, as hours per week on a day; a balance does not grow."""
        if band.uren_per_week is not None:
            return getal(band.uren_per_week, dag)
        assert band.uren is not None
        keer = {"week": None, "maand": 12 - len(self.r.uren.vrije_maanden), "kwartaal": 4}.get(
            band.uren.per, 0
        )
        aantal = getal(band.uren.aantal, dag)
        if keer is None:
            return aantal
        return aantal * keer * self.jaardeel_op(dag) / self.weken_op(dag) if self.weken_op(dag) else F(0)

    def tegoed(self, nummer: int, band: Band, stuk: Stuk) -> F | None:
        """What is left of a balance; None: the band has none."""
        if band.uren is None or band.uren.per not in ("dag", "jaar", "hele_periode"):
            return None
        aantal = getal(band.uren.aantal, stuk.eerste)
        if band.uren.per == "dag":
            aantal *= self.feit.dagen or 0
        return max(F(0), aantal - self.gebruikt[nummer])

    def uren_van(self, stuk: Stuk) -> F:
        if self.uitgesloten:
            return F(0)
        bron = self.r.uren.bron
        if bron == "bezette_plaats":
            return sum((self.ruimte(band, stuk) for band in self.banden(stuk)), F(0))
        if bron in ("contract", "peilweek"):
            return self.uren_uit_week(stuk)
        gewichten = {dag: self.gewicht_op(dag) for dag in self.dagen(self.feit.van, self.feit.tot_en_met)}
        geheel = sum(gewichten.values(), F(0))
        if geheel == 0:
            gewichten, geheel = dict.fromkeys(gewichten, F(1)), F(len(gewichten))
        tot = sum((w for dag, w in gewichten.items() if dag <= stuk.laatste), F(0))
        voor = sum((w for dag, w in gewichten.items() if dag < stuk.eerste), F(0))
        uren = F(self.feit.uren, 100)
        return self.rond_uren(uren * tot / geheel) - self.rond_uren(uren * voor / geheel)

    def uren_uit_week(self, stuk: Stuk) -> F:
        assert self.feit.uren_per_week is not None
        per_week = F(self.feit.uren_per_week, 100)
        if not str(self.r.afronding.uren).startswith("maand"):
            return self.lopend(per_week, stuk)
        exact = per_week * sum((self.weken_op(dag) for dag in self.dagen(stuk.eerste, stuk.laatste)), F(0))
        if self.r.afronding.uren == "maand_honderdste_omlaag":
            return F(math.floor(exact * 100), 100)
        return half_up(exact, F(1, 100))

    # -- amounts per hour ---------------------------------------------------------------------------

    def banden(self, stuk: Stuk) -> tuple[Band, ...]:
        assert stuk.fase is not None
        afwijking = self.afwijking(stuk)
        return stuk.fase.banden if afwijking is None else afwijking.banden

    def afwijking(self, stuk: Stuk) -> Afwijking | None:
        if stuk.fase is None:
            return None
        nummer = self.minimanummer(stuk.eerste)
        minima = self.r.minima[nummer - 1].naam if nummer else ""
        for afwijking in self.r.afwijkingen:
            past = (
                afwijking.categorie == self.feit.categorie
                and afwijking.fase in ("", stuk.fase.naam)
                and (not afwijking.locaties or self.feit.locatie in afwijking.locaties)
                and (not afwijking.kernen or self.feit.kern in afwijking.kernen)
                and (not afwijking.opvangsoorten or self.feit.opvang in afwijking.opvangsoorten)
                and afwijking.minima in ("", minima)
            )
            if past:
                return afwijking
        return None

    def prijs(self, cel: Cel, dag: date) -> F:
        assert cel.tarief is not None
        tarief, eigen = self.r.tarieven[cel.tarief], self.eigen_prijs
        match tarief.soort:
            case "vast":
                prijs = getal(tarief.bedrag, dag)
            case "aanbieder":
                assert eigen is not None
                prijs = eigen
            case "aanbieder_tot_grens":
                assert eigen is not None
                prijs = min(eigen, getal(tarief.grens, dag))
            case "max_uurprijs_plus_opslag":
                prijs = self.maximum(dag) + getal(tarief.opslag, dag)
            case "samengesteld":
                samen = self.samengesteld(tarief, dag, F(0) if eigen is None else eigen)
                assert samen is not None
                prijs = samen
            case _:
                assert eigen is not None
                prijs = min(eigen, self.maximum(dag))
        if getattr(tarief, "meerprijs", "") == "gemeente" and eigen is not None:
            prijs = max(prijs, eigen)
        nul = prijs == 0 and (
            tarief.soort == "vast" or (tarief.soort == "samengesteld" and not self.volgt(tarief))
        )
        return prijs if nul else prijs + self.opslag(dag)

    @staticmethod
    def volgt(tarief: Any) -> bool:
        """Is a price out of parts taken of the provider's own?"""
        return any(deel.van != "max_uurprijs" for deel in tarief.delen)

    @property
    def eigen_prijs(self) -> F | None:
        return None if self.feit.prijs is None else F(self.feit.prijs, 100)

    def maximum(self, dag: date) -> F:
        assert self.r.max_uurprijs is not None
        return getal(self.r.max_uurprijs.bedragen, dag)

    def opslag(self, dag: date) -> F:
        return sum(
            (
                getal(opslag.bedrag, dag)
                for opslag in self.r.opslagen
                if self.feit.categorie in opslag.categorieen
                and (not opslag.locaties or self.feit.locatie in opslag.locaties)
                and (not opslag.kernen or self.feit.kern in opslag.kernen)
            ),
            F(0),
        )

    def tabelbedrag(self, dag: date, *, laagste: bool = False) -> F | None:
        """The number of the parent's class; None: no subsidy."""
        tabel = self.r.bijdragetabel
        assert tabel is not None
        versie = [v for v in tabel.versies if v.vanaf is None or v.vanaf <= dag][-1]
        klasse = self.klasse(versie)
        if laagste:
            klasse = 1
        if klasse == 0 or klasse > len(versie.rijen):
            regel = tabel.zonder_bewijs if klasse == 0 else tabel.boven_tabel
            if regel == "geen_subsidie":
                return None
            klasse = len(versie.rijen)
        rij = versie.rijen[klasse - 1]
        tweede = tabel.kindrang and self.feit.kindrang == 2 and rij.kind2 is not None
        return F(rij.kind2 if tweede and rij.kind2 is not None else rij.kind1, 100_000)

    def klasse(self, versie: Tabelversie) -> int:
        if self.feit.bijdrageklasse is not None:
            return self.feit.bijdrageklasse
        if self.feit.inkomen is None:
            return 0
        for nummer, rij in enumerate(versie.rijen, start=1):
            if rij.tot_en_met is None or self.feit.inkomen <= rij.tot_en_met:
                return nummer
        return len(versie.rijen) + 1

    def rond_uurbedrag(self, bedrag: F) -> F:
        return half_up(bedrag, F(1, 100) if self.r.afronding.uurbedrag == "cent" else F(1, 100_000))

    def leidend(self, cel: Cel, dag: date, prijs: F) -> tuple[F, F]:
        """The leading amount per hour, and per year."""
        per_uur, per_jaar = self.onbegrensd(cel, dag, prijs)
        return min(prijs, per_uur), per_jaar

    def onbegrensd(self, cel: Cel, dag: date, prijs: F) -> tuple[F, F]:
        if cel.gemeentebedrag:
            bedrag = self.r.gemeentebedragen[cel.gemeentebedrag]
            if bedrag.soort == "per_uur":
                return getal(bedrag.bedrag, dag), F(0)
            if bedrag.soort in PER_TIJD:
                return F(0), self.jaarbedrag(bedrag, dag)
            if bedrag.soort == "samengesteld":
                samen = self.samengesteld(bedrag, dag, prijs)
                return (F(0) if samen is None else samen), F(0)
            percentage = self.tabelbedrag(dag)
            return (F(0) if percentage is None else self.kot(percentage, dag, prijs)), F(0)
        if self.bijdrage_nul(dag):
            return F(0), F(0)
        return self.bijdrage(cel, dag, prijs)

    def jaarbedrag(self, bedrag: Any, dag: date) -> F:
        """An amount per month or year as one of a whole year; that per day has none."""
        if bedrag.soort == "per_dag":
            return F(0)
        if bedrag.soort == "per_jaar":
            return getal(bedrag.bedrag, dag)
        return getal(bedrag.bedrag, dag) * (12 - len(bedrag.vrije_maanden or self.r.uren.vrije_maanden))

    def per_dag(self, bedrag: Any, stuk: Stuk) -> F:
        """Every day of the line its amount, for the piece's share of the line."""
        if bedrag.soort != "per_dag":
            return F(0)
        heel = getal(bedrag.bedrag, stuk.eerste) * (self.feit.dagen or 0)
        tot, voor = (self.aandeel(dag) for dag in (stuk.laatste, stuk.eerste - EEN_DAG))
        return half_up(heel * tot, F(1, 100)) - half_up(heel * voor, F(1, 100))

    def aandeel(self, laatste: date) -> F:
        """Which share of the line is over at the end of a day."""
        dagen = self.dagen(self.feit.van, self.feit.tot_en_met)
        gewichten = {dag: self.gewicht_op(dag) for dag in dagen}
        if not sum(gewichten.values(), F(0)):
            gewichten = dict.fromkeys(gewichten, F(1))
        return sum((w for dag, w in gewichten.items() if dag <= laatste), F(0)) / sum(
            gewichten.values(), F(0)
        )

    def kot(self, percentage: F, dag: date, prijs: F) -> F:
        return self.rond_uurbedrag(percentage / 100 * min(prijs, self.maximum(dag)))

    def bijdrage(self, cel: Cel, dag: date, prijs: F) -> tuple[F, F]:
        bijdrage = self.r.bijdragen[cel.bijdrage]
        if bijdrage.soort in PER_TIJD:
            return F(0), self.jaarbedrag(bijdrage, dag)
        match bijdrage.soort:
            case "geen":
                return F(0), F(0)
            case "per_uur":
                return getal(bijdrage.bedrag, dag), F(0)
            case "samengesteld":
                samen = self.samengesteld(bijdrage, dag, prijs)
                return (prijs if samen is None else samen), F(0)
            case "deel_van_laagste":
                laagste = self.tabelbedrag(dag, laagste=True)
                assert laagste is not None
                return self.rond_uurbedrag(getal(bijdrage.deel, dag) / 100 * laagste), F(0)
            case "max_uurprijs":
                return self.maximum(dag), F(0)
            case "hele_prijs":
                return prijs, F(0)
        return self.bijdrage_uit_tabel(bijdrage, dag, prijs)

    def samengesteld(self, bedrag: Any, dag: date, prijs: F) -> F | None:
        """Percentage x base, summed; None: no row of the table, so no subsidy."""
        tellers = []
        for deel in bedrag.delen:
            grond = self.grond(str(deel.van), dag, prijs)
            if grond is None:
                return None
            tellers.append(grond * (1 if deel.percentage is None else getal(deel.percentage, dag) / 100))
        if bedrag.opslag is not None:
            tellers.append(getal(bedrag.opslag, dag))
        eigen = bedrag.afronding
        if eigen is None:
            uit = self.rond_uurbedrag(sum(tellers, F(0)))
        elif eigen.per != "uur":
            uit = half_up(sum(tellers, F(0)), F(1, 100) if eigen.uurbedrag == "cent" else F(1, 100_000))
        else:
            som = sum(tellers, F(0))
            uit = (
                sum((eigen_rond(eigen, t) for t in tellers), F(0))
                if eigen.over == "deel"
                else eigen_rond(eigen, som)
            )
        if bedrag.ondergrens is not None:
            uit = max(uit, getal(bedrag.ondergrens, dag))
        return uit if bedrag.bovengrens is None else min(uit, getal(bedrag.bovengrens, dag))

    def grond(self, van: str, dag: date, prijs: F) -> F | None:
        if van == "prijs":
            return prijs
        if van in ("tabel", "laagste_in_tabel"):
            return self.tabelbedrag(dag, laagste=van == "laagste_in_tabel")
        maximum = self.maximum(dag)
        if van in ("toeslag", "na_toeslag"):
            percentage = self.tabelbedrag(dag)
            if percentage is None:
                return None
            return min(prijs, maximum) * (percentage if van == "toeslag" else 100 - percentage) / 100
        if van == "max_uurprijs":
            return maximum
        return min(prijs, maximum) if van == "laagste_van_prijs_en_maximum" else max(F(0), prijs - maximum)

    def bijdrage_uit_tabel(self, bijdrage: Any, dag: date, prijs: F) -> tuple[F, F]:
        bedrag = self.tabelbedrag(dag)
        if bedrag is None:
            return prijs, F(0)
        if bijdrage.soort == "kot_eigen_deel":
            return self.kot(100 - bedrag, dag, prijs), F(0)
        opslag = F(0) if bijdrage.opslag is None else getal(bijdrage.opslag, dag)
        assert self.r.bijdragetabel is not None
        if self.r.bijdragetabel.soort == "bedrag_per_maand":
            return opslag, bedrag * (12 - len(self.r.uren.vrije_maanden))
        return bedrag + opslag, F(0)

    # -- amounts --------------------------------------------------------------------------------------

    def jaardeel(self, per_jaar: F, stuk: Stuk, bedrag: Any) -> F:
        vrij, teldagen = getattr(bedrag, "vrije_maanden", ()), getattr(bedrag, "teldagen", ())

        def deel(dag: date) -> F:
            if dag.month in vrij:
                return F(0)
            heel = self.jaardeel_op(dag) * 12 / (12 - len(vrij)) if vrij else self.jaardeel_op(dag)
            if not teldagen:
                return heel
            laatste = calendar.monthrange(dag.year, dag.month)[1]
            keer = [min(teldag, laatste) for teldag in teldagen].count(dag.day)
            keer = keer or int(bedrag.begonnen and dag == self.begonnen_op)
            return heel * laatste * keer / len(teldagen)

        tot = sum((deel(dag) for dag in self.vanaf_begin(stuk.laatste)), F(0))
        voor = sum((deel(dag) for dag in self.vanaf_begin(stuk.eerste - EEN_DAG)), F(0))
        return half_up(per_jaar * tot, F(1, 100)) - half_up(per_jaar * voor, F(1, 100))

    @property
    def begonnen_op(self) -> date:
        """The first day of the stay on which the child is old enough."""
        assert self.regels is not None
        oud = verjaardag(self.feit.geboortedatum, self.regels.fasen[0].vanaf, self.r.verjaardag.schrikkeldag)
        return max(self.feit.begonnen_op or self.feit.van, oud)

    def bereken(self) -> Antwoord:
        stukken = self.stukken()
        uren = self.toegestane_uren(stukken)
        gevraagd = [self.uren_van(stuk) for stuk in stukken]
        uit = Antwoord(F(0), F(0), F(0), F(0))
        regel_kosten = regel_leidend = F(0)
        van_gemeente = False
        per_jaar_ruimte, over, wacht = self.van_eerder()
        self.gebruikt = [F(getattr(self.feit, f"gebruikt_{nummer}"), 100) for nummer in (1, 2, 3, 4)]
        for stuk, aantal, vraag in zip(stukken, uren, gevraagd, strict=True):
            rest = aantal + wacht
            stuk_kosten = stuk_leidend = vergoed = meegeteld = F(0)
            for nummer, band in enumerate(self.banden(stuk)):
                tegoed = self.tegoed(nummer, band, stuk)
                in_band = min(rest, self.ruimte(band, stuk) + over[nummer] if tegoed is None else tegoed)
                rest -= in_band
                self.gebruikt[nummer] += F(0) if tegoed is None else in_band
                over[nummer] += self.ruimte(band, stuk) - in_band if per_jaar_ruimte else 0
                cel = band.met_kot if self.feit.kot else band.zonder_kot
                if cel is None:
                    continue
                if cel.tarief is None:
                    gemeente, ouder = self.twee_kanten(cel, in_band, stuk)
                    vergoed, meegeteld = vergoed + in_band, meegeteld + in_band
                    uit.subsidie, uit.ouderbijdrage = uit.subsidie + gemeente, uit.ouderbijdrage + ouder
                    continue
                prijs = self.prijs(cel, stuk.eerste)
                vergoed += in_band if prijs > 0 else 0
                meegeteld += in_band
                leidend, per_jaar = self.leidend(cel, stuk.eerste, prijs)
                leidend, deel = self.naar_tijd(cel, in_band, prijs, (leidend, per_jaar), stuk)
                van_gemeente = bool(cel.gemeentebedrag)
                if self.r.afronding.per == "band":
                    kosten, subsidie = self.band_in_centen(in_band, prijs, leidend, deel, van_gemeente)
                    uit.subsidie += subsidie
                    uit.ouderbijdrage += kosten - subsidie
                stuk_kosten += in_band * prijs
                stuk_leidend += in_band * leidend + deel
                uit.ouderbijdrage += self.meerprijs(cel, in_band, prijs)
            uit.uren += vergoed
            wacht = rest if per_jaar_ruimte else F(0)
            uit.uren_boven += F(0) if per_jaar_ruimte and stuk is not stukken[-1] else rest
            uit.uren_boven += vraag - self.voor_minimum(vraag, aantal)
            uit.subsidie += self.kwaliteit(stuk, meegeteld)
            if self.r.afronding.per == "maand":
                self.tel_op(uit, stuk_kosten, stuk_leidend, van_gemeente)
            regel_kosten, regel_leidend = regel_kosten + stuk_kosten, regel_leidend + stuk_leidend
        if self.r.afronding.per == "regel":
            self.tel_op(uit, regel_kosten, regel_leidend, van_gemeente)
        uit.uren, uit.uren_boven = half_up(uit.uren, F(1, 100)), half_up(uit.uren_boven, F(1, 100))
        return uit

    def bedrag_van(self, cel: Cel) -> Any:
        return (
            self.r.gemeentebedragen[cel.gemeentebedrag]
            if cel.gemeentebedrag
            else self.r.bijdragen[cel.bijdrage]
        )

    def naar_tijd(self, cel: Cel, uren: F, prijs: F, bedragen: tuple[F, F], stuk: Stuk) -> tuple[F, F]:
        """The amount per hour, and what goes by the day, month or year, or is rounded so."""
        bedrag, (leidend, per_jaar) = self.bedrag_van(cel), bedragen
        if uren == 0 or (cel.bijdrage and self.bijdrage_nul(stuk.eerste)):
            return leidend, F(0)
        zonder_rij = bedrag.soort == "samengesteld" and self.samengesteld(bedrag, stuk.eerste, prijs) is None
        rond = None if zonder_rij else self.over_tijd(bedrag, uren, leidend, stuk)
        return (leidend, self.tijddeel(bedrag, per_jaar, stuk)) if rond is None else (F(0), rond)

    def over_tijd(self, bedrag: Any, uren: F, per_uur: F, stuk: Stuk) -> F | None:
        """What a day, month, quarter or year costs, rounded, times how many of them the piece has; None: by the hour."""
        eigen = getattr(bedrag, "afronding", None)
        if eigen is None or eigen.per == "uur" or uren == 0:
            return None
        voor, tot = (self.tijden(eigen.per, dag) for dag in (stuk.eerste - EEN_DAG, stuk.laatste))
        if tot == voor:
            return eigen_rond(eigen, uren * per_uur)
        eenheid = eigen_rond(eigen, uren * per_uur / (tot - voor))
        return half_up(eenheid * tot, F(1, 100)) - half_up(eenheid * voor, F(1, 100))

    def tijden(self, per: str, laatste: date) -> F:
        """How many days of the line, or months, quarters or years of the policy, are over at the end of a day."""
        if per == "dag":
            return self.aandeel(laatste) * (self.feit.dagen or 0)
        keer = {"maand": 12 - len(self.r.uren.vrije_maanden), "kwartaal": 4}.get(per, 1)
        return keer * sum((self.jaardeel_op(dag) for dag in self.vanaf_begin(laatste)), F(0))

    def tijddeel(self, bedrag: Any, per_jaar: F, stuk: Stuk) -> F:
        return (self.jaardeel(per_jaar, stuk, bedrag) if per_jaar else F(0)) + self.per_dag(bedrag, stuk)

    def bijdrage_nul(self, dag: date) -> bool:
        nummer = self.minimanummer(dag)
        return bool(nummer) and self.r.minima[nummer - 1].bijdrage_nul

    def minimanummer(self, dag: date) -> int:
        """As declared, else the first rule that income and household fit."""
        if self.feit.minima:
            return self.feit.minima
        for nummer, regel in enumerate(self.r.minima, start=1):
            if regel.grens is not None and self.past(regel.grens, dag):
                return nummer
        return 0

    def past(self, grens: Any, dag: date) -> bool:
        wie, inkomen = self.feit.huishouden, self.feit.inkomen
        if wie is None or (grens.huishoudens and wie not in grens.huishoudens):
            return False
        if grens.percentage is None and grens.alleenstaand is None and grens.samenwonend is None:
            return True
        houder, deel = grens, F(1)
        if grens.percentage is not None:
            houder, deel = self.r.sociaal_minimum, getal(grens.percentage, dag) / 100
        bedrag = getal(getattr(houder, str(wie)), dag) * (12 if houder.inkomen_per == "maand" else 1)
        return inkomen is not None and inkomen <= deel * bedrag

    def twee_kanten(self, cel: Cel, uren: F, stuk: Stuk) -> tuple[F, F]:
        """No price: what the municipality pays and what the parents pay, each its own sum."""
        if uren == 0:
            return F(0), F(0)
        uit = []
        for namen in ({"gemeentebedrag": cel.gemeentebedrag}, {"bijdrage": cel.bijdrage}):
            kant = Cel(tarief=None, **namen)
            per_uur, per_jaar = self.onbegrensd(kant, stuk.eerste, F(10**9))
            if per_uur == 10**9:
                return F(0), F(0)
            gratis = "bijdrage" in namen and self.bijdrage_nul(stuk.eerste)
            deel = F(0) if gratis else self.tijddeel(self.bedrag_van(kant), per_jaar, stuk)
            rond = None if gratis else self.over_tijd(self.bedrag_van(kant), uren, per_uur, stuk)
            uit.append((half_up(uren * per_uur, F(1, 100)) if rond is None else rond) + deel)
        return uit[0], uit[1]

    def van_eerder(self) -> tuple[bool, list[F], F]:
        """Does room run on; and what earlier lines left: room per band and hours. Below the minimum nothing comes in."""
        if self.r.uren.ruimte != "per_jaar" or getattr(self, "onder_minimum", False):
            return False, [F(0)] * 8, F(0)
        over = [F(getattr(self.feit, f"ruimte_over_{nummer}"), 100) for nummer in (1, 2, 3, 4)]
        return True, over, F(self.feit.uren_wachtend, 100)

    def band_in_centen(self, uren: F, prijs: F, leidend: F, deel: F, van_gemeente: bool) -> tuple[F, F]:
        cent = F(1, 100)
        kosten = half_up(uren * prijs, cent)
        if van_gemeente:
            return kosten, min(kosten, half_up(uren * leidend, cent) + deel)
        return kosten, max(F(0), half_up(uren * (prijs - leidend), cent) - deel)

    def tel_op(self, uit: Antwoord, kosten: F, leidend: F, van_gemeente: bool) -> None:
        op = str(self.r.afronding.op)
        kosten = half_up(kosten, F(1, 100))
        if op == "euro_omhoog":
            leidend = F(math.ceil(leidend))
        elif op == "euro_omlaag":
            leidend = F(math.floor(leidend))
        else:
            leidend = half_up(leidend, F(1) if op == "euro" else F(1, 100))
        leidend = min(leidend, kosten)
        uit.subsidie += leidend if van_gemeente else kosten - leidend
        uit.ouderbijdrage += kosten - leidend if van_gemeente else leidend

    def meerprijs(self, cel: Cel, uren: F, prijs: F) -> F:
        assert cel.tarief is not None
        if getattr(self.r.tarieven[cel.tarief], "meerprijs", "") != "ouder" or self.eigen_prijs is None:
            return F(0)
        return half_up(uren * max(F(0), self.eigen_prijs - prijs), F(1, 100))

    def kwaliteit(self, stuk: Stuk, meegeteld: F) -> F:
        kwaliteit = self.r.plaatsbedragen.kwaliteitsbijdrage
        if kwaliteit is None or not kwaliteit.naar_rato or self.feit.categorie not in kwaliteit.categorieen:
            return F(0)
        uren = F(math.floor(meegeteld * 100), 100)
        plaats = getal(kwaliteit.referentie_uren, stuk.eerste)
        return half_up(getal(kwaliteit.bedrag, stuk.eerste) * uren / plaats, F(1, 100))

    # -- limits -----------------------------------------------------------------------------------------

    def toegestane_uren(self, stukken: list[Stuk]) -> list[F]:
        if self.regels is None:
            return []
        uren, gehad = [], F(0)
        for stuk in stukken:
            vraag = self.uren_van(stuk)
            ruimte = vraag
            afwijking, per_dag = self.afwijking(stuk), self.regels.maximum_uren_per_dag
            if afwijking is not None and afwijking.maximum_uren_per_dag is not None:
                per_dag = afwijking.maximum_uren_per_dag
            if per_dag is not None and self.feit.dagen is not None:
                ruimte = min(ruimte, getal(per_dag, stuk.eerste) * self.feit.dagen - gehad)
            if self.regels.maximum_uren_per_jaar is not None:
                over = max(
                    F(0),
                    getal(self.regels.maximum_uren_per_jaar, stuk.eerste) - F(self.feit.uren_eerder, 100),
                )
                ruimte = min(ruimte, over - gehad)
            if self.regels.uren_per_dagplek and self.feit.dagen is not None:
                ruimte = min(ruimte, self.op_dagplekken(stukken, stuk) - gehad)
            uren.append(max(F(0), ruimte))
            gehad += vraag
        self.onder_minimum = self.te_weinig(stukken, sum(uren, F(0)))
        self.voor_het_minimum = dict(zip(map(id, stukken), uren, strict=True))
        self._geknipt = list(uren)
        return [F(0)] * len(uren) if self.onder_minimum else uren

    def op_dagplekken(self, stukken: list[Stuk], stuk: Stuk) -> F:
        """Every day as long as the others: six hours on the first day of a week, four on the third."""
        assert self.regels is not None
        assert self.feit.dagen is not None
        dagen = self.feit.dagen
        weken = sum((self.weken_op(dag) for s in stukken for dag in self.dagen(s.eerste, s.laatste)), F(0))
        uren = sum((self.uren_van(s) for s in stukken), F(0))
        uren, samen = F(math.floor(uren * 100), 100), F(0)
        for nummer, plek in enumerate(self.regels.uren_per_dagplek):
            op_plek = min(max(F(0), dagen - nummer * weken), weken)
            samen += min(uren / dagen, getal(plek.uren, stuk.eerste)) * op_plek if dagen else F(0)
        return half_up(samen, F(1, 100))

    def voor_minimum(self, vraag: F, aantal: F) -> F:
        """What the maxima left of the hours; hours lost to the minimum are not 'above'."""
        return self._geknipt.pop(0)

    def te_weinig(self, stukken: list[Stuk], uren: F) -> bool:
        assert self.regels is not None
        minimum_uren = minimum_dagen = F(0)
        for stuk in stukken:
            weken = sum((self.weken_op(dag) for dag in self.dagen(stuk.eerste, stuk.laatste)), F(0))
            if self.regels.minimum_uren_per_week is not None:
                minimum_uren += getal(self.regels.minimum_uren_per_week, stuk.eerste) * weken
            if self.regels.minimum_dagen_per_week is not None:
                minimum_dagen += getal(self.regels.minimum_dagen_per_week, stuk.eerste) * weken
        te_weinig_dagen = self.feit.dagen is not None and self.feit.dagen < math.floor(minimum_dagen)
        return not self.haalt_minimum(stukken, uren, minimum_uren) or te_weinig_dagen

    def haalt_minimum(self, stukken: list[Stuk], uren: F, minimum: F) -> bool:
        """Exactly the minimum is enough; declared hours are hundredths, and may be the hundredth below it."""
        if uren < sum((self.uren_van(stuk) for stuk in stukken), F(0)):
            return uren + F(1, 100) > minimum or minimum == 0
        bron, afname, geheel = self.r.uren.bron, F(0), F(0)
        for stuk in stukken:
            dagen = self.dagen(stuk.eerste, stuk.laatste)
            weken = sum((self.weken_op(dag) for dag in dagen), F(0))
            if bron in ("contract", "peilweek"):
                afname += F(self.feit.uren_per_week or 0, 100) * weken
            elif bron == "bezette_plaats":
                per_week = (self.per_week(band, stuk.eerste) for band in self.banden(stuk))
                afname += sum(per_week, F(0)) * weken
            else:
                afname += sum((self.gewicht_op(dag) for dag in dagen), F(0))
        if bron in ("contract", "peilweek", "bezette_plaats"):
            return afname >= minimum
        geheel = sum((self.gewicht_op(dag) for dag in self.dagen(self.feit.van, self.feit.tot_en_met)), F(0))
        return minimum == 0 or F(self.feit.uren + 1, 100) * afname / geheel > minimum


def wisseldagen(regeling: Regeling) -> set[date]:
    """Every day on which some number of the policy changes."""
    from rekenregels.regeling.schrijven import parameters_met_pad

    dagen = {w.vanaf for _, parameter in parameters_met_pad(regeling) for w in parameter.waarden if w.vanaf}
    versies = regeling.bijdragetabel.versies if regeling.bijdragetabel else ()
    return dagen | {versie.vanaf for versie in versies if versie.vanaf}


def bereken(regeling: Regeling, feit: Feit) -> Antwoord:
    return Kind(regeling, feit).bereken()


__all__ = ["Antwoord", "Categorie", "bereken"]
