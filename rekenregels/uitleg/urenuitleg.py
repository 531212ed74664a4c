"""The explanation of the hours of one piece: how many there are, and what a maximum or minimum leaves of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rekenregels.regeling.afronding import Urenafronding
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.notatie import als_decimalen, in_woord
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.urenregels import Maandverdeling, Urenbron
from rekenregels.regeling.velden import Waarde
from rekenregels.rekenen.contractmaten import omvang
from rekenregels.rekenen.feit import ONBEKEND
from rekenregels.rekenen.kalender import NOOIT
from rekenregels.rekenen.urenstappen import gewichten
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import LOPEND, UREN_OP, Stukuitleg

UREN_VAN = {
    Urenbron.GELEVERD: "De geleverde uren in deze periode.",
    Urenbron.GEPLAND: "De geplande uren in deze periode.",
    Urenbron.CONTRACT: "De uren per week in het contract, maal de weken in deze periode.",
    Urenbron.PEILWEEK: "De uren in de peilweek, maal de weken in deze periode.",
    Urenbron.BEZETTE_PLAATS: "Een bezette plaats telt voor alle uren die de regeling in deze periode vergoedt.",
}


@dataclass(frozen=True)
class Urenuitleg(Stukuitleg):
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

    # -- maximum and minimum --------------------------------------------------------------------------

    def grenzen(self) -> Iterator[Stap]:
        stuk = self.stuk
        if "uren_gevraagd" not in stuk.blok.k or stuk.w("uren_ruimte") >= NOOIT or stuk.regels is None:
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
        eigen = self.stuk.pakket.eigen_dagmaximum
        per_dag, per_jaar, dagen = (
            regels.maximum_uren_per_dag if eigen is None else eigen,
            regels.maximum_uren_per_jaar,
            self.stuk.f("dagen"),
        )
        if per_dag is not None and dagen != ONBEKEND:
            waarde = per_dag.op(self.stuk.tijdvak)
            ruimte = sommen.aantal(dagen, "dagen") * sommen.uren_exact(Fraction(waarde.waarde, 100))
            van_wie = "" if eigen is None else self._afwijking()
            yield f"{toon_waarde(waarde, per_dag.eenheid)} per dag{van_wie}", waarde, ruimte
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


def _rest(ruimte: Som, eerder: int) -> Som:
    """What is left of the room after the pieces before."""
    if not eerder:
        return ruimte
    over = ruimte - sommen.uren(eerder)
    return over if over.waarde >= 0 else sommen.grootste(over, sommen.aantal(0))
