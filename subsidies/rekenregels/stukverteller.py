"""The sentences and sums of one piece of time, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from subsidies.rekenregels import sommen
from subsidies.rekenregels.blok import Blok
from subsidies.rekenregels.celuitleg import Celuitleg
from subsidies.rekenregels.document import Afrondingsniveau, Band, Categorieregels, Urenafronding, Urenbron
from subsidies.rekenregels.eenheden import EENHEDEN_PER_HONDERDSTE
from subsidies.rekenregels.feiten import ONBEKEND
from subsidies.rekenregels.kalender import NOOIT
from subsidies.rekenregels.notatie import als_datum, als_decimalen
from subsidies.rekenregels.schrijven import toon_waarde
from subsidies.rekenregels.sommen import Som
from subsidies.rekenregels.soorten import Categorie
from subsidies.rekenregels.uitleg import Stap, bron_van
from subsidies.rekenregels.urenstappen import gewichten
from subsidies.rekenregels.velden import AANNAME

UREN_OP = {
    Urenafronding.GEEN: "fijn",
    Urenafronding.HONDERDSTE: "honderdste",
    Urenafronding.MAAND_HONDERDSTE: "honderdste",
    Urenafronding.MAAND_HONDERDSTE_OMLAAG: "honderdste_omlaag",
}


def euro_stap(naam: str, zin: str, som: Som, uitkomst: Som, op: str = "cent", **extra: Any) -> Stap:
    return Stap(naam, zin, som.uitkomst(uitkomst, op), uitkomst.waarde, "euro", **extra)


def uren_stap(naam: str, zin: str, som: Som, uitkomst: Som, op: str = "honderdste", **extra: Any) -> Stap:
    return Stap(naam, zin, som.uitkomst(uitkomst, op), uitkomst.waarde, "uur", **extra)


def teksten(bronnen: list[str]) -> dict[str, Any]:
    uniek = list(dict.fromkeys(bronnen))
    return {"bron": "; ".join(uniek), "aanname": any(AANNAME in bron.lower() for bron in uniek)}


@dataclass
class Stukverteller:
    """The steps of piece j."""

    blok: Blok
    j: int

    # -- reading columns ----------------------------------------------------------------------------

    def w(self, naam: str) -> int:
        """The value of a column for this piece."""
        return int(self.blok.k[naam][self.j])

    def leidend(self, nummer: int) -> int:
        return int(self.blok.leidend(nummer)[self.j])

    def f(self, naam: str) -> int:
        """A fact of the line."""
        return int(getattr(self.blok.feiten, naam)[0])

    @property
    def telt(self) -> bool:
        return int(self.blok.stukken.van[self.j]) < int(self.blok.stukken.tot[self.j])

    @property
    def dag(self) -> date:
        return date.fromordinal(int(self.blok.stukken.van[self.j]) + self.blok.plan.kalender.dag0)

    @property
    def laatste_dag(self) -> date:
        return date.fromordinal(int(self.blok.stukken.tot[self.j]) + self.blok.plan.kalender.dag0 - 1)

    @property
    def tijdvak(self) -> date:
        kalender = self.blok.plan.kalender
        return kalender.tijdvakken[int(kalender.tijdvak_van_dag[self.blok.stukken.van[self.j]])]

    @property
    def periode(self) -> str:
        if len(self.blok.stukken.van) == 1:
            return ""
        return f"{als_datum(self.dag)} t/m {als_datum(self.laatste_dag)}"

    @property
    def regels(self) -> Categorieregels | None:
        regels = self.blok.plan.regeling.categorie(self.categorie)
        return regels if isinstance(regels, Categorieregels) else None

    @property
    def categorie(self) -> Categorie:
        return Categorie.from_nummer(self.f("categorie"))

    @property
    def banden(self) -> tuple[Band, ...]:
        return self.blok.plan.pakketten[self.w("pakket")].banden

    # -- the steps in order ---------------------------------------------------------------------------

    def stappen(self) -> Iterator[Stap]:
        if not self.telt:
            yield self._geen_dagen()
            return
        yield self._leeftijd()
        yield self._uren()
        yield from self._grenzen()
        yield from self._minimum()
        for b in range(1, len(self.banden) + 1):
            yield from self._band(b)
        yield from self._boven()
        yield from self._meerprijs()
        if self.blok.plan.regeling.afronding.per is Afrondingsniveau.MAAND:
            yield from fijne_totalen(self.blok, [self], self.j, self.periode)
        elif self.blok.plan.regeling.afronding.per is Afrondingsniveau.BAND and len(self.banden) > 1:
            delen = [sommen.bedrag(self.w(f"subsidie_{b}")) for b in range(1, len(self.banden) + 1)]
            som, totaal = sommen.optellen(delen), sommen.bedrag(self.w("subsidie"))
            yield euro_stap(
                "Subsidie", "De subsidie van de blokken samen.", som, totaal, periode=self.periode
            )

    def _geen_dagen(self) -> Stap:
        if self.regels is None:
            regeling = self.blok.plan.regeling.categorie(self.categorie)
            zin = f"De regeling geeft geen subsidie voor de groep {self.categorie}."
            return Stap("Groep", zin, "", Fraction(0), "dagen", bron=regeling.bron)
        fasen = " en ".join(fase.naam for fase in self.regels.fasen)
        geboren = als_datum(date.fromordinal(self.f("geboortedatum")))
        zin = f"Het kind is geboren op {geboren} en valt in deze periode niet in de leeftijd van de regeling ({fasen})."
        bronnen = [leeftijd.bron for fase in self.regels.fasen for leeftijd in (fase.vanaf, fase.tot)]
        return Stap("Leeftijd", zin, "", Fraction(0), "dagen", **teksten(bronnen))

    def _leeftijd(self) -> Stap:
        fase = self.blok.plan.pakketten[self.w("pakket")].fase
        geboren = als_datum(date.fromordinal(self.f("geboortedatum")))
        som = sommen.dag(self.laatste_dag) - sommen.dag(self.dag) + sommen.aantal(1, "dag")
        naam, bronnen = ("", []) if fase is None else (fase.naam, [fase.vanaf.bron, fase.tot.bron])
        zin = f"Het kind is geboren op {geboren}. Deze dagen vallen in de leeftijd {naam}."
        dagen = sommen.aantal(int(som.waarde), "dagen")
        return Stap(
            "Leeftijd",
            zin,
            som.uitkomst(dagen),
            som.waarde,
            "dagen",
            **teksten(bronnen),
            periode=self.periode,
        )

    def _uren(self) -> Stap:
        bron = self.blok.plan.regeling.uren.bron
        naam = (
            "uren_gevraagd"
            if "uren_gevraagd" in self.blok.k
            else "uren_voor_minimum"
            if "uren_voor_minimum" in self.blok.k
            else "uren"
        )
        uitkomst = sommen.uren(self.w(naam))
        if bron is Urenbron.BEZETTE_PLAATS:
            return self._uren_plaats(uitkomst)
        if bron.uit_weekuren:
            return self._uren_week(uitkomst, bron)
        return self._uren_declaratie(uitkomst, bron)

    def _uren_plaats(self, uitkomst: Som) -> Stap:
        delen = [sommen.uren(self.w(f"ruimte_{b}")) for b in range(1, len(self.banden) + 1)]
        zin = "Een bezette plaats telt voor alle uren die de regeling in deze periode vergoedt."
        return uren_stap("Uren", zin, sommen.optellen(delen), uitkomst, periode=self.periode)

    def _uren_week(self, uitkomst: Som, bron: Urenbron) -> Stap:
        kalender = self.blok.plan.kalender
        per_week = sommen.uren_exact(Fraction(self.f("uren_per_week"), 100))
        van, tot = int(self.blok.stukken.van[self.j]), int(self.blok.stukken.tot[self.j])
        afronding = self.blok.plan.regeling.afronding.uren
        weken = [Fraction(int(kalender.weken[punt]), kalender.noemer) for punt in (van, tot)]
        zin = f"De uren per week ({bron}) maal de weken in deze periode."
        extra = bron_van(self.blok.plan.regeling.uren.weken_per_jaar.op(self.tijdvak)) | {
            "periode": self.periode
        }
        if afronding.per_maand or weken[0] == 0:
            som = per_week * sommen.aantal(weken[1] - weken[0], "weken")
            return uren_stap("Uren", zin, som, uitkomst, UREN_OP[afronding], **extra)
        op = UREN_OP[afronding]
        tot_nu, eerder = (per_week * sommen.aantal(aantal, "weken") for aantal in (weken[1], weken[0]))
        som = tot_nu.afgerond(op) - eerder.afgerond(op)
        zin += " Geteld vanaf het begin van de regeling, zodat de perioden samen precies uitkomen."
        return uren_stap("Uren", zin, som, uitkomst, op, **extra)

    def _uren_declaratie(self, uitkomst: Som, bron: Urenbron) -> Stap:
        heel = sommen.uren(self.f("uren") * EENHEDEN_PER_HONDERDSTE)
        zin = (
            f"De {bron}e uren in deze periode."
            if bron is Urenbron.GELEVERD
            else "De geplande uren in deze periode."
        )
        zin = zin.replace("geleverde", "geleverde")
        if self.blok.stukken.heel:
            return uren_stap("Uren", zin, heel, uitkomst, periode=self.periode)
        begin, van, tot, geheel = (int(kolom[self.j]) for kolom in gewichten(self.blok))
        op = "fijn" if self.blok.plan.regeling.afronding.uren is Urenafronding.GEEN else "honderdste"
        som = (heel * sommen.deel(tot - begin, geheel)).afgerond(op)
        if van > begin:
            som = som - (heel * sommen.deel(van - begin, geheel)).afgerond(op)
        zin = "Het deel van de gedeclareerde uren dat bij deze dagen hoort; elke hele maand telt even zwaar."
        return uren_stap("Uren", zin, som, uitkomst, op, periode=self.periode)

    def _grenzen(self) -> Iterator[Stap]:
        if "uren_gevraagd" not in self.blok.k or self.w("uren_ruimte") == NOOIT:
            return
        regels = self.regels
        gevraagd = sommen.uren(self.w("uren_gevraagd"))
        eerder = sum(int(uren) for uren in self.blok.k["uren_gevraagd"][: self.j])
        delen, parameters = [gevraagd], []
        if regels and regels.maximum_uren_per_dag is not None and self.f("dagen") != ONBEKEND:
            per_dag = regels.maximum_uren_per_dag.op(self.tijdvak)
            parameters.append(per_dag)
            delen.append(
                self._rest(
                    sommen.aantal(self.f("dagen"), "dagen")
                    * sommen.uren_exact(Fraction(per_dag.waarde, 100)),
                    eerder,
                )
            )
        if regels and regels.maximum_uren_per_jaar is not None:
            per_jaar = regels.maximum_uren_per_jaar.op(self.tijdvak)
            parameters.append(per_jaar)
            al = sommen.uren(self.f("uren_eerder") * EENHEDEN_PER_HONDERDSTE)
            ruimte = sommen.uren_exact(Fraction(per_jaar.waarde, 100)) - al
            delen.append(
                self._rest(sommen.grootste(ruimte, sommen.aantal(0)) if ruimte.waarde < 0 else ruimte, eerder)
            )
        na = "uren_voor_minimum" if "uren_voor_minimum" in self.blok.k else "uren"
        zin = "Niet meer uren dan het maximum per dag en per jaar."
        yield uren_stap(
            "Maximum",
            zin,
            sommen.kleinste(*delen),
            sommen.uren(self.w(na)),
            **bron_van(*parameters),
            periode=self.periode,
        )

    @staticmethod
    def _rest(ruimte: Som, eerder: int) -> Som:
        if not eerder:
            return ruimte
        over = ruimte - sommen.uren(eerder)
        return over if over.waarde >= 0 else sommen.grootste(over, sommen.aantal(0))

    def _minimum(self) -> Iterator[Stap]:
        if (
            "uren_voor_minimum" not in self.blok.k
            or self.w("uren_voor_minimum") == self.w("uren")
            or self.regels is None
        ):
            return
        uren = als_decimalen(int(self.blok.k["minimum"][0]) // EENHEDEN_PER_HONDERDSTE, 2)
        dagen = int(self.blok.k["minimum_dagen"][0])
        eisen = [f"{uren} uur"] if self.regels.minimum_uren_per_week else []
        eisen += [f"{dagen} dagen"] if self.regels.minimum_dagen_per_week else []
        zin = f"In deze periode moet een kind minstens {' en '.join(eisen)} komen. Dat is niet gehaald; er tellen geen uren."
        waarden = [
            p.op(self.tijdvak)
            for p in (self.regels.minimum_uren_per_week, self.regels.minimum_dagen_per_week)
            if p
        ]
        yield Stap("Minimum", zin, "", Fraction(0), "uur", **bron_van(*waarden), periode=self.periode)

    # -- one band -----------------------------------------------------------------------------------------

    def _band(self, b: int) -> Iterator[Stap]:
        band = self.banden[b - 1]
        yield self._ruimte(b, band)
        uitkomst = sommen.uren(self.w(f"uren_{b}"))
        over = self.w("uren") - sum(self.w(f"uren_{c}") for c in range(1, b))
        som = sommen.kleinste(sommen.uren(over), sommen.uren(self.w(f"ruimte_{b}")))
        yield uren_stap(
            f"Uren {band.naam}", "De uren die in dit blok passen.", som, uitkomst, periode=self.periode
        )
        cel = band.met_kot if self.f("kot") else band.zonder_kot
        if self.w(f"uren_{b}") == 0:
            return
        if cel is None:
            toeslag = "met" if self.f("kot") else "zonder"
            zin = f"Voor ouders {toeslag} kinderopvangtoeslag geeft de gemeente in dit blok geen subsidie."
            yield Stap(f"Subsidie {band.naam}", zin, "", Fraction(0), "euro", periode=self.periode)
            return
        celuitleg = Celuitleg(self, b, band, cel)
        yield celuitleg.tarief()
        yield celuitleg.leidend()
        if self.blok.plan.regeling.afronding.per is Afrondingsniveau.BAND:
            yield from celuitleg.subsidie()

    def _ruimte(self, b: int, band: Band) -> Stap:
        regeling, kalender = self.blok.plan.regeling, self.blok.plan.kalender
        per_week, weken = band.uren_per_week.op(self.tijdvak), regeling.uren.weken_per_jaar.op(self.tijdvak)
        uitkomst = sommen.uren(self.w(f"ruimte_{b}"))
        van, tot = int(self.blok.stukken.van[self.j]), int(self.blok.stukken.tot[self.j])
        extra = bron_van(per_week, weken) | {"periode": self.periode}
        aantal_weken = Fraction(int(kalender.weken[tot] - kalender.weken[van]), kalender.noemer)
        zin = f"Ruimte voor {band.naam}: {toon_waarde(per_week, band.uren_per_week.eenheid)} per week."
        som = sommen.uren_exact(Fraction(per_week.waarde, 100)) * sommen.aantal(aantal_weken, "weken")
        op = UREN_OP[regeling.afronding.uren]
        if sommen.rond_af(som.waarde, op) != uitkomst.waarde:
            som = self._lopende_ruimte(band, van, tot, op)
            zin += " Geteld vanaf het begin van de regeling, zodat de perioden samen precies uitkomen."
        return uren_stap(f"Ruimte {band.naam}", zin, som, uitkomst, op, **extra)

    def _lopende_ruimte(self, band: Band, van: int, tot: int, op: str) -> Som:
        kalender = self.blok.plan.kalender
        per_dag = kalender.per_tijdvak(lambda dag: band.uren_per_week.op(dag).waarde)[
            kalender.tijdvak_van_dag
        ]
        lopend = kalender.lopend(per_dag)
        if self.blok.plan.regeling.afronding.uren.per_maand:
            start = int(kalender.stuk_start[kalender.stuk_van_dag[van]])
            lopend = lopend - lopend[start]
        na, voor = (
            sommen.uren_exact(Fraction(int(lopend[punt]), 100 * kalender.noemer)).afgerond(op)
            for punt in (tot, van)
        )
        return na - voor

    def _boven(self) -> Iterator[Stap]:
        if not self.w("uren_boven"):
            return
        delen = [sommen.uren(self.w(f"uren_{b}")) for b in range(1, len(self.banden) + 1)]
        som = sommen.uren(self.w("uren"))
        for stuk in delen:
            som = som - stuk
        zin = "Deze uren passen niet in de regeling. De gemeente betaalt ze niet."
        yield uren_stap(
            "Uren boven het maximum", zin, som, sommen.uren(self.w("uren_boven")), periode=self.periode
        )

    def _meerprijs(self) -> Iterator[Stap]:
        if "meerprijs" not in self.blok.k or not self.w("meerprijs"):
            return
        delen = []
        for b in range(1, len(self.banden) + 1):
            meer = sommen.bedrag(self.f("prijs")) - sommen.prijs(self.w(f"tarief_{b}"))
            ouder = self.blok.plan.banden[b - 1].meer_ouder[self.w("situatie")]
            if self.w(f"uren_{b}") and ouder and meer.waarde > 0:
                delen.append((sommen.uren(self.w(f"uren_{b}")) * meer).afgerond("cent"))
        zin = "De aanbieder vraagt meer dan de prijs van de regeling. De ouders betalen het verschil."
        yield euro_stap(
            "Meerprijs", zin, sommen.optellen(delen), sommen.bedrag(self.w("meerprijs")), periode=self.periode
        )

    def kwaliteit(self) -> Iterator[Stap]:
        kwaliteit = self.blok.plan.regeling.plaatsbedragen.kwaliteitsbijdrage
        if kwaliteit is None or not self.w("kwaliteit"):
            return
        bedrag, plaats = kwaliteit.bedrag.op(self.tijdvak), kwaliteit.referentie_uren.op(self.tijdvak)
        vergoed = sum(
            self.w(f"uren_{b}") for b in range(1, len(self.blok.plan.banden) + 1) if self.w(f"tarief_{b}")
        )
        uren = Fraction(vergoed // EENHEDEN_PER_HONDERDSTE, 100)
        som = sommen.prijs(bedrag.waarde) * sommen.deel(
            uren.numerator * 100, uren.denominator * plaats.waarde
        )
        zin = f"Het bedrag per plaats, voor {sommen.uren_exact(uren).tekst} van de {toon_waarde(plaats, kwaliteit.referentie_uren.eenheid)}."
        yield euro_stap(
            "Kwaliteitsbijdrage",
            zin,
            som,
            sommen.bedrag(self.w("kwaliteit")),
            **bron_van(bedrag, plaats),
            periode=self.periode,
        )


def fijne_totalen(blok: Blok, stukken: list[Stukverteller], j: int, periode: str) -> Iterator[Stap]:
    """Cost and leading amount, rounded per month or per line, and the amount that is left."""
    kosten_delen, leidend_delen = [], []
    for stuk in stukken:
        for b in range(1, len(stuk.banden) + 1):
            uren = stuk.w(f"uren_{b}")
            if uren and stuk.w(f"tarief_{b}"):
                kosten_delen.append(sommen.uren(uren) * sommen.prijs(stuk.w(f"tarief_{b}")))
                leidend_delen.append(sommen.uren(uren) * sommen.prijs(stuk.leidend(b)))
                leidend_delen += Celuitleg.jaardelen(stuk, b)
    if not kosten_delen:
        return
    op = str(blok.plan.regeling.afronding.op)
    kosten, leidend, subsidie = (
        sommen.bedrag(int(blok.k[naam][j])) for naam in ("kosten", "leidend", "subsidie")
    )
    van_gemeente = bool(blok.k["van_gemeente"][j])
    wat = "Bedrag van de gemeente" if van_gemeente else "Ouderbijdrage volgens de regeling"
    extra = teksten([blok.plan.regeling.afronding.bron]) | {"periode": periode}
    yield euro_stap(
        "Kosten", "De uren maal de prijs.", sommen.optellen(kosten_delen), kosten, periode=periode
    )
    som = sommen.optellen(leidend_delen)
    if sommen.rond_af(som.waarde, op) > kosten.waarde:
        som = sommen.kleinste(som.afgerond(op), kosten)
    yield euro_stap(
        wat, "De uren maal het bedrag per uur, afgerond zoals de regeling zegt.", som, leidend, op, **extra
    )
    if van_gemeente:
        yield euro_stap(
            "Subsidie", "De subsidie is het bedrag van de gemeente.", leidend, subsidie, periode=periode
        )
    else:
        yield euro_stap(
            "Subsidie", "De kosten min de ouderbijdrage.", kosten - leidend, subsidie, periode=periode
        )
