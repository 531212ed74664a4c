"""The explanation of the hours of one piece: which days, how many hours, what fits in the bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.document import (
    Band,
    Categorieregels,
    Maandverdeling,
    Regeling,
    Samenloopvolgorde,
    Urenafronding,
    Urenbron,
    Uurruimte,
)
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE, EENHEDEN_PER_UUR
from rekenregels.regeling.notatie import als_datum, als_decimalen, in_woord
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.velden import Waarde
from rekenregels.rekenen.contractmaten import omvang
from rekenregels.rekenen.feiten import ONBEKEND
from rekenregels.rekenen.kalender import NOOIT, Kalender
from rekenregels.rekenen.pakketten import lopende_uren_per_week
from rekenregels.rekenen.recht import recht_tot
from rekenregels.rekenen.urenstappen import gewichten
from rekenregels.rekenen.voorwaarden import voorwaarden_van
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import UREN_OP, Stuk, teksten, uren_stap

UREN_VAN = {
    Urenbron.GELEVERD: "De geleverde uren in deze periode.",
    Urenbron.GEPLAND: "De geplande uren in deze periode.",
    Urenbron.CONTRACT: "De uren per week in het contract, maal de weken in deze periode.",
    Urenbron.PEILWEEK: "De uren in de peilweek, maal de weken in deze periode.",
    Urenbron.BEZETTE_PLAATS: "Een bezette plaats telt voor alle uren die de regeling in deze periode vergoedt.",
}
VOORRANG = {
    Samenloopvolgorde.BEGIN: "De plaatsing die het eerst begon",
    Samenloopvolgorde.LAAGSTE_PRIJS: "De plaats met de laagste uurprijs",
    Samenloopvolgorde.MEESTE_UREN: "De plaats met de meeste uren",
}
LOPEND = " Geteld vanaf het begin van de regeling, zodat de perioden samen precies uitkomen."


@dataclass(frozen=True)
class Urenuitleg:
    stuk: Stuk

    @property
    def _regeling(self) -> Regeling:
        return self.stuk.blok.plan.regeling

    @property
    def _kalender(self) -> Kalender:
        return self.stuk.blok.plan.kalender

    def _stap(
        self, naam: str, zin: str, som: Som, uitkomst: Som, op: str = "honderdste", **bron: Any
    ) -> Stap:
        return uren_stap(naam, zin, som, uitkomst, op, **bron, periode=self.stuk.periode)

    # -- days -----------------------------------------------------------------------------------------

    def geen_dagen(self) -> Stap:
        regels = self.stuk.regels
        if regels is None:
            regeling = self._regeling.categorie(self.stuk.categorie)
            zin = f"De regeling geeft geen subsidie voor {self.stuk.categorie.kinderen}."
            return Stap("Groep", zin, "", Fraction(0), "dagen", **teksten([regeling.bron]))
        if einde := self._einde_recht(regels):
            return einde
        fasen = " en ".join(fase.naam for fase in regels.fasen)
        zin = f"Het kind is geboren op {self.stuk.geboren} en valt in deze periode niet in de leeftijd van de regeling ({fasen})."
        bronnen = [leeftijd.bron for fase in regels.fasen for leeftijd in (fase.vanaf, fase.tot)]
        return Stap("Leeftijd", zin, "", Fraction(0), "dagen", **teksten(bronnen))

    def einde(self) -> Iterator[Stap]:
        """That the right ends in this line, where a policy lets it."""
        regels = self.stuk.regels
        if regels is not None and (stap := self._einde_recht(regels)):
            yield stap

    def _einde_recht(self, regels: Categorieregels) -> Stap | None:
        blok = self.stuk.blok
        if regels.hoogstens_maanden is None:
            return None
        eind = int(recht_tot(blok.plan, blok.feiten)[0]) + self._kalender.dag0
        if eind > self.stuk.f("tot_en_met"):
            return None
        waarde = regels.hoogstens_maanden.op(self.stuk.tijdvak)
        begin, laatste = als_datum(date.fromordinal(self.stuk.f("recht_vanaf"))), date.fromordinal(eind - 1)
        zin = (
            f"Het recht duurt hoogstens {waarde.waarde} {in_woord(waarde.waarde, 'maanden')}. Het begon op {begin}, dus de "
            f"laatste dag is {als_datum(laatste)}. De dagen erna tellen niet mee."
        )
        return Stap("Einde van het recht", zin, "", Fraction(0), "dagen", **bron_van(waarde))

    def leeftijd(self) -> Stap:
        stuk = self.stuk
        fase = zeker(stuk.pakket.fase, "de leeftijdsfase")
        som = sommen.dag(stuk.laatste_dag) - sommen.dag(stuk.dag) + sommen.aantal(1, "dag")
        zin = f'Het kind is geboren op {stuk.geboren}. Deze dagen vallen in de leeftijd "{fase.naam}".'
        dagen = som.uitkomst(sommen.aantal(int(som.waarde), "dagen"))
        bron = teksten([fase.vanaf.bron, fase.tot.bron])
        return Stap("Leeftijd", zin, dagen, som.waarde, "dagen", **bron, periode=stuk.periode)

    # -- hours ----------------------------------------------------------------------------------------

    def uren(self) -> Stap:
        """The hours of the piece, as they are before a maximum or minimum."""
        bron = self._regeling.uren.bron
        eerste = next(
            naam
            for naam in ("uren_voor_voorwaarden", "uren_gevraagd", "uren_voor_minimum", "uren")
            if naam in self.stuk.blok.k
        )
        uitkomst = sommen.uren(self.stuk.w(eerste))
        if bron is Urenbron.BEZETTE_PLAATS:
            delen = [sommen.uren(self.stuk.w(f"ruimte_{b}")) for b in range(1, len(self.stuk.banden) + 1)]
            return self._stap("Uren", UREN_VAN[bron], sommen.optellen(delen), uitkomst)
        return self._uit_weekuren(uitkomst) if bron.uit_weekuren else self._uit_declaratie(uitkomst)

    def _uit_weekuren(self, uitkomst: Som) -> Stap:
        kalender, afronding = self._kalender, self._regeling.afronding.uren
        per_week = sommen.uren_exact(Fraction(self.stuk.f("uren_per_week"), 100))
        voor, na = (
            Fraction(int(kalender.weken[punt]), kalender.noemer) for punt in (self.stuk.van, self.stuk.tot)
        )
        zin, op = UREN_VAN[self._regeling.uren.bron] + self._contractzin(), UREN_OP[afronding]
        bron = bron_van(self._regeling.uren.weken_per_jaar.op(self.stuk.tijdvak))
        if afronding.per_maand or voor == 0:
            return self._stap("Uren", zin, per_week * sommen.aantal(na - voor, "weken"), uitkomst, op, **bron)
        tot_nu, eerder = (per_week * sommen.aantal(weken, "weken") for weken in (na, voor))
        return self._stap(
            "Uren", zin + LOPEND, tot_nu.afgerond(op) - eerder.afgerond(op), uitkomst, op, **bron
        )

    def _contractzin(self) -> str:
        maten = () if self.stuk.regels is None else self.stuk.regels.contractmaten
        namen = " of ".join(omvang(maat, self.stuk.tijdvak) for maat in maten)
        return f" De regeling kent alleen een contract van {namen}." if maten else ""

    def _uit_declaratie(self, uitkomst: Som) -> Stap:
        heel = sommen.uren(self.stuk.f("uren") * EENHEDEN_PER_HONDERDSTE)
        if self.stuk.blok.stukken.heel:
            return self._stap("Uren", UREN_VAN[self._regeling.uren.bron], heel, uitkomst)
        begin, van, tot, geheel = (int(kolom[self.stuk.j]) for kolom in gewichten(self.stuk.blok))
        op = "fijn" if self._regeling.afronding.uren is Urenafronding.GEEN else "honderdste"
        som = (heel * sommen.deel(tot - begin, geheel)).afgerond(op)
        if van > begin:
            som = som - (heel * sommen.deel(van - begin, geheel)).afgerond(op)
        zin = f"Het deel van de gedeclareerde uren dat bij deze dagen hoort; {self._gewicht}."
        return self._stap("Uren", zin, som, uitkomst, op)

    @property
    def _gewicht(self) -> str:
        return {
            Maandverdeling.KALENDERWEKEN: "elke dag met opvang telt even zwaar",
            Maandverdeling.SCHOOLWEKEN: "elk kwartaal telt voor zijn schoolweken",
        }.get(self._regeling.uren.maandverdeling, "elke hele maand telt even zwaar")

    # -- conditions ---------------------------------------------------------------------------------

    def voorwaarden(self) -> Iterator[Stap]:
        """A step for each condition that takes the hours away."""
        bron = teksten([self._regeling.geldstroom.indicering.bron])
        for voorwaarde in voorwaarden_van(self._regeling):
            if voorwaarde.geraakt(self.stuk.blok)[self.stuk.j]:
                zin = f"{voorwaarde.signaal.zin} Er tellen geen uren."
                yield Stap(voorwaarde.naam, zin, "", Fraction(0), "uur", **bron, periode=self.stuk.periode)

    # -- maximum and minimum --------------------------------------------------------------------------

    def grenzen(self) -> Iterator[Stap]:
        stuk = self.stuk
        if "uren_gevraagd" not in stuk.blok.k or stuk.w("uren_ruimte") == NOOIT or stuk.regels is None:
            return
        eerder = sum(int(uren) for uren in stuk.blok.k["uren_gevraagd"][: stuk.j])
        yield from self._dagplekken(stuk.regels)
        grenzen = list(self._maxima(stuk.regels))
        delen = [sommen.uren(stuk.w("uren_gevraagd")), *(_rest(ruimte, eerder) for _, _, ruimte in grenzen)]
        na = "uren_voor_minimum" if "uren_voor_minimum" in stuk.blok.k else "uren"
        woorden = " en ".join(woord for woord, _, _ in grenzen)
        zin = f"Niet meer uren dan het maximum: {woorden}."
        bron = bron_van(*(waarde for _, waarde, _ in grenzen))
        yield self._stap("Maximum", zin, sommen.kleinste(*delen), sommen.uren(stuk.w(na)), **bron)

    def _maxima(self, regels: Categorieregels) -> Iterator[tuple[str, Waarde, Som]]:
        """Each maximum in words, with its source and the room that it leaves."""
        per_dag, per_jaar, dagen = (
            regels.maximum_uren_per_dag,
            regels.maximum_uren_per_jaar,
            self.stuk.f("dagen"),
        )
        if per_dag is not None and dagen != ONBEKEND:
            waarde = per_dag.op(self.stuk.tijdvak)
            ruimte = sommen.aantal(dagen, "dagen") * sommen.uren_exact(Fraction(waarde.waarde, 100))
            yield f"{toon_waarde(waarde, per_dag.eenheid)} per dag", waarde, ruimte
        if per_jaar is not None:
            waarde = per_jaar.op(self.stuk.tijdvak)
            al = sommen.uren(self.stuk.f("uren_eerder") * EENHEDEN_PER_HONDERDSTE)
            ruimte = sommen.uren_exact(Fraction(waarde.waarde, 100)) - al
            if ruimte.waarde < 0:
                ruimte = sommen.grootste(ruimte, sommen.aantal(0))
            woord = f"{toon_waarde(waarde, per_jaar.eenheid)} per kalenderjaar"
            yield woord + (f", waarvan al {al.tekst} is vergoed" if al.waarde else ""), waarde, ruimte
        if regels.uren_per_dagplek and dagen != ONBEKEND:
            plekken = [plek.uren.op(self.stuk.tijdvak) for plek in regels.uren_per_dagplek]
            yield "de uren per dag van de week", plekken[0], sommen.uren(self.stuk.w("dagplekruimte"))

    def _dagplekken(self, regels: Categorieregels) -> Iterator[Stap]:
        """What counts on the first, the second and each next day of a week, for days of the same length."""
        stuk, dagen = self.stuk, self.stuk.f("dagen")
        if not regels.uren_per_dagplek or dagen <= 0:
            return
        stukken, kalender = stuk.blok.stukken, self._kalender
        weken = Fraction(
            int((kalender.weken[stukken.tot] - kalender.weken[stukken.van]).sum()), kalender.noemer
        )
        gemiddeld = sommen.uren(int(stuk.blok.k["uren_gevraagd"].sum())).waarde / dagen
        delen, woorden, waarden = [], [], []
        for n, plek in enumerate(regels.uren_per_dagplek):
            waarde = plek.uren.op(stuk.tijdvak)
            op_plek = min(max(dagen - n * weken, Fraction(0)), weken)
            uren = sommen.kleinste(
                sommen.uren_exact(gemiddeld), sommen.uren_exact(Fraction(waarde.waarde, 100))
            )
            delen += [uren * sommen.aantal(op_plek, "dagen")] if op_plek else []
            woorden.append(f"{toon_waarde(waarde, plek.uren.eenheid)} op de {plek.naam}")
            waarden.append(waarde)
        zin = (
            f"Per week tellen hoogstens {', '.join(woorden)}. Een dag duurt hier gemiddeld "
            f"{sommen.uren_exact(gemiddeld).tekst}; er zijn {dagen} dagen in {sommen.aantal(weken, 'weken').tekst}."
        )
        uitkomst = sommen.uren(stuk.w("dagplekruimte"))
        yield self._stap("Dagen van de week", zin, sommen.optellen(delen), uitkomst, **bron_van(*waarden))

    def minimum(self) -> Iterator[Stap]:
        stuk, regels = self.stuk, self.stuk.regels
        if (
            "uren_voor_minimum" not in stuk.blok.k
            or stuk.w("uren_voor_minimum") == stuk.w("uren")
            or regels is None
        ):
            return
        uren = als_decimalen(int(stuk.blok.k["minimum"][0]) // EENHEDEN_PER_HONDERDSTE, 2)
        dagen = int(stuk.blok.k["minimum_dagen"][0])
        per_week = regels.minimum_uren_per_week
        eisen = []
        if per_week is not None and self._regeling.uren.bron.uit_weekuren:
            eisen = [f"{toon_waarde(per_week.op(stuk.tijdvak), per_week.eenheid)} per week"]
        elif per_week is not None:
            eisen = [f"{uren} uur"]
        eisen += [f"{dagen} {in_woord(dagen, 'dagen')}"] if regels.minimum_dagen_per_week else []
        zin = f"In deze periode moet een kind minstens {' en '.join(eisen)} komen. Dat is niet gehaald; er tellen geen uren."
        minima = (per_week, regels.minimum_dagen_per_week)
        bron = bron_van(*(minimum.op(stuk.tijdvak) for minimum in minima if minimum))
        yield Stap("Minimum", zin, "", Fraction(0), "uur", **bron, periode=stuk.periode)

    # -- what fits in a band --------------------------------------------------------------------------

    def ruimte(self, b: int, band: Band) -> Stap:
        if band.maat[1].is_saldo:
            return self._tegoed(b, band)
        op = UREN_OP[self._regeling.afronding.uren]
        aantal, tijd = band.maat
        waarde = aantal.op(self.stuk.tijdvak)
        keer, waarvan, bron = self._keer(tijd)
        zin = f"Dit blok is {toon_waarde(waarde, aantal.eenheid)} {tijd.woorden}{self._afwijking()}, maal {waarvan}."
        uitkomst = sommen.uren(self.stuk.w(f"ruimte_{b}"))
        som = sommen.uren_exact(Fraction(waarde.waarde, 100)) * keer
        if sommen.rond_af(som.waarde, op) != uitkomst.waarde:
            som, zin = self._lopende_ruimte(band, op), zin + LOPEND
        return self._stap(f"Ruimte: {band.naam}", zin, som, uitkomst, op, **bron_van(waarde, *bron))

    def _keer(self, tijd: Urentijd) -> tuple[Som, str, list[Waarde]]:
        """How many weeks, months or quarters the piece has, in words, and where that comes from."""
        kalender, van, tot = self._kalender, self.stuk.van, self.stuk.tot
        if tijd is Urentijd.WEEK:
            weken = Fraction(int(kalender.weken[tot] - kalender.weken[van]), kalender.noemer)
            bron = [self._regeling.uren.weken_per_jaar.op(self.stuk.tijdvak)]
            return (
                sommen.aantal(weken, "weken"),
                "de weken waarover de gemeente in deze periode betaalt",
                bron,
            )
        per_jaar, woord = (kalender.maanden, "maanden") if tijd is Urentijd.MAAND else (4, "kwartalen")
        deel = Fraction(int(kalender.gewicht[tot] - kalender.gewicht[van]) * per_jaar, kalender.gewicht_jaar)
        return sommen.aantal(deel, woord), f"de {woord} in deze periode", []

    def _tegoed(self, b: int, band: Band) -> Stap:
        """A balance: what there is, less what the child used before."""
        aantal, tijd = band.maat
        waarde = aantal.op(self.stuk.tijdvak)
        som = sommen.uren_exact(Fraction(waarde.waarde, 100))
        zin = f"Dit blok is een tegoed van {toon_waarde(waarde, aantal.eenheid)} {tijd.woorden}{self._afwijking()}"
        if tijd is Urentijd.DAG:
            som, zin = som * sommen.aantal(self.stuk.f("dagen"), "dagen"), zin + ", maal de dagen"
        if gebruikt := self._gebruikt(b):
            eerder = sommen.uren(gebruikt)
            som, zin = som - eerder, f"{zin}. Daarvan is eerder {eerder.tekst} gebruikt"
            som = som if som.waarde >= 0 else sommen.grootste(som, sommen.aantal(0))
        uitkomst = sommen.uren(self.stuk.w(f"tegoed_{b}"))
        return self._stap(f"Tegoed: {band.naam}", f"{zin}.", som, uitkomst, **bron_van(waarde))

    def _gebruikt(self, b: int) -> int:
        """What earlier lines, and earlier pieces of this one, used of the balance of a band, in units."""
        blok = self.stuk.blok
        eerder = self.stuk.f(f"gebruikt_{b}") * EENHEDEN_PER_HONDERDSTE
        for j in range(self.stuk.j):
            banden = blok.plan.pakketten[int(blok.k["pakket"][j])].banden
            if b <= len(banden) and banden[b - 1].maat[1].is_saldo:
                eerder += int(blok.k[f"uren_{b}"][j])
        return eerder

    def _afwijking(self) -> str:
        afwijking = self.stuk.pakket.afwijking
        return "" if afwijking is None else f' (volgens de afwijking "{afwijking.naam}")'

    def _lopende_ruimte(self, band: Band, op: str) -> Som:
        kalender, van = self._kalender, self.stuk.van
        lopend = lopende_uren_per_week(kalender, (band,))
        if self._regeling.afronding.uren.per_maand:
            lopend = lopend - lopend[int(kalender.stuk_start[kalender.stuk_van_dag[van]])]
        na, voor = (
            sommen.uren_exact(Fraction(int(lopend[punt]), 100 * kalender.noemer)).afgerond(op)
            for punt in (self.stuk.tot, van)
        )
        return na - voor

    def vrij(self, b: int, band: Band) -> Iterator[Stap]:
        """What other lines of the child left of the room."""
        ruimte, vrij = self.stuk.w(f"ruimte_{b}"), self.stuk.w(f"vrij_{b}")
        if ruimte != vrij:
            zin = (
                f"Op dezelfde dagen zijn al uren van dit kind op een andere plek vergoed. {self._volgorde()}"
            )
            som = sommen.uren(ruimte) - sommen.uren(ruimte - vrij)
            yield self._stap(f"Vrije ruimte: {band.naam}", zin, som, sommen.uren(vrij))

    def _volgorde(self) -> str:
        return f"{VOORRANG[self._regeling.samenloop.volgorde]} gaat voor."

    def wachtend(self) -> Iterator[Stap]:
        """The hours that come along from before, where room runs on in the year."""
        if self._mee:
            som = sommen.uren(self.stuk.w("uren")) + sommen.uren(self._mee)
            zin = f"Uren van eerder {self._loopt_in} die toen niet pasten, tellen nu mee."
            yield self._stap("Uren van eerder", zin, som, sommen.uren(self._gevraagd))

    def over(self, b: int, band: Band) -> Iterator[Stap]:
        if self._over(b):
            som = sommen.uren(self.stuk.w(f"vrij_{b}")) + sommen.uren(self._over(b))
            zin = f"Ruimte die eerder {self._loopt_in} over bleef, komt bij dit blok."
            yield self._stap(
                f"Ruimte van eerder: {band.naam}", zin, som, sommen.uren(int(som.waarde * EENHEDEN_PER_UUR))
            )

    def _over(self, b: int) -> int:
        return self.stuk.w(f"over_{b}") if f"over_{b}" in self.stuk.blok.k else 0

    @property
    def _mee(self) -> int:
        return self.stuk.w("uren_mee") if "uren_mee" in self.stuk.blok.k else 0

    @property
    def _loopt_in(self) -> str:
        """The period in which room runs on; in the quarter where a child is declared by month."""
        return "dit jaar" if self._regeling.uren.ruimte is Uurruimte.PER_JAAR else "dit kwartaal"

    @property
    def _gevraagd(self) -> int:
        return self.stuk.w("uren") + self._mee

    def in_band(self, b: int, band: Band) -> Stap:
        over = self._gevraagd - sum(self.stuk.w(f"uren_{c}") for c in range(1, b))
        kan = (
            self.stuk.w(f"tegoed_{b}") if band.maat[1].is_saldo else self.stuk.w(f"vrij_{b}") + self._over(b)
        )
        som = sommen.kleinste(sommen.uren(over), sommen.uren(kan))
        uitkomst = sommen.uren(self.stuk.w(f"uren_{b}"))
        return self._stap(f"Uren: {band.naam}", "De uren die in dit blok passen.", som, uitkomst)

    def boven(self) -> Iterator[Stap]:
        if not self.stuk.w("uren_boven"):
            return
        som = sommen.uren(self._gevraagd)
        for b in range(1, len(self.stuk.banden) + 1):
            som = som - sommen.uren(self.stuk.w(f"uren_{b}"))
        zin = "Deze uren passen niet in de regeling. De gemeente betaalt ze niet."
        if self._regeling.uren.ruimte is Uurruimte.PER_JAAR or self._mee:
            zin = f"Deze uren passen nu niet in de regeling. Zij tellen mee zodra er later {self._loopt_in} ruimte over is."
        yield self._stap("Uren boven het maximum", zin, som, sommen.uren(self.stuk.w("uren_boven")))


def _rest(ruimte: Som, eerder: int) -> Som:
    """What is left of the room after the pieces before."""
    if not eerder:
        return ruimte
    over = ruimte - sommen.uren(eerder)
    return over if over.waarde >= 0 else sommen.grootste(over, sommen.aantal(0))
