"""The steps of one piece of time, in order: its days and hours, its bands, what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rekenregels.regeling.afronding import Afrondingsniveau
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.rekenen.blok import Blok, meetellende_uren
from rekenregels.uitleg import sommen
from rekenregels.uitleg.celuitleg import Celuitleg
from rekenregels.uitleg.dagenuitleg import Dagenuitleg
from rekenregels.uitleg.minimauitleg import minimastap
from rekenregels.uitleg.ruimteuitleg import Ruimteuitleg
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk, euro_stap, teksten
from rekenregels.uitleg.tijdbedragen import Tweezijdig, tijddelen
from rekenregels.uitleg.urenuitleg import Urenuitleg


@dataclass(frozen=True)
class Stukverteller(Stuk):
    """The steps of piece j."""

    def stappen(self) -> Iterator[Stap]:
        dagen, uren, ruimte = Dagenuitleg(self), Urenuitleg(self), Ruimteuitleg(self)
        if not self.telt:
            yield dagen.geen_dagen()
            return
        yield dagen.leeftijd()
        yield from dagen.einde()
        yield from minimastap(self)
        yield uren.uren()
        if uitgesloten := list(dagen.voorwaarden()):
            yield from uitgesloten
            return
        yield from uren.grenzen()
        yield from uren.minimum()
        yield from ruimte.wachtend()
        for b in range(1, len(self.banden) + 1):
            yield from self._band(ruimte, b)
        yield from ruimte.boven()
        yield from self._meerprijs()
        yield from self._subsidie()

    def _band(self, ruimte: Ruimteuitleg, b: int) -> Iterator[Stap]:
        band = self.banden[b - 1]
        yield ruimte.ruimte(b, band)
        yield from ruimte.vrij(b, band)
        yield from ruimte.over(b, band)
        yield ruimte.in_band(b, band)
        cel = band.met_kot if self.f("kot") else band.zonder_kot
        if self.w(f"uren_{b}") == 0:
            return
        if cel is None:
            toeslag = "met" if self.f("kot") else "zonder"
            zin = f"Voor ouders {toeslag} kinderopvangtoeslag geeft de gemeente in dit blok geen subsidie."
            yield Stap(f"Subsidie: {band.naam}", zin, "", Fraction(0), "euro", periode=self.periode)
            return
        if cel.tarief is None:
            yield from Tweezijdig(self, b, band, cel).stappen()
            return
        celuitleg = Celuitleg(self, b, band, cel)
        yield celuitleg.tarief()
        yield celuitleg.leidend()
        if self.blok.plan.regeling.afronding.per is Afrondingsniveau.BAND:
            yield celuitleg.subsidie()

    def _subsidie(self) -> Iterator[Stap]:
        """What the bands come to, where the policy does not round per line."""
        per, aantal = self.blok.plan.regeling.afronding.per, len(self.banden)
        if per is Afrondingsniveau.MAAND:
            yield from fijne_totalen(self.blok, [self], self.j, self.periode)
        elif per is Afrondingsniveau.BAND and aantal > 1:
            som = sommen.optellen([sommen.bedrag(self.w(f"subsidie_{b}")) for b in range(1, aantal + 1)])
            totaal, zin = sommen.bedrag(self.w("subsidie")), "De subsidie van de blokken samen."
            yield euro_stap("Subsidie", zin, som, totaal, periode=self.periode)

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
        telt = int(meetellende_uren(self.blok)[self.j])
        uren = Fraction(telt // EENHEDEN_PER_HONDERDSTE, 100)
        som = sommen.prijs(bedrag.waarde) * sommen.deel(
            uren.numerator * 100, uren.denominator * plaats.waarde
        )
        heel = toon_waarde(plaats, kwaliteit.referentie_uren.eenheid)
        zin = f"Het bedrag per plaats, naar rato: een hele plaats is {heel}, hier telt {sommen.uren_exact(uren).tekst}."
        uitkomst, bron = sommen.bedrag(self.w("kwaliteit")), bron_van(bedrag, plaats)
        yield euro_stap("Kwaliteitsbijdrage", zin, som, uitkomst, **bron, periode=self.periode)


def fijne_totalen(blok: Blok, stukken: list[Stukverteller], j: int, periode: str) -> Iterator[Stap]:
    """Cost and leading amount, rounded per month or per line, and the amount that is left."""
    kosten_delen, leidend_delen = _fijne_delen(stukken)
    if not kosten_delen:
        return
    afronding = blok.plan.regeling.afronding
    kosten, leidend, subsidie = (
        sommen.bedrag(int(blok.k[naam][j])) for naam in ("kosten", "leidend", "subsidie")
    )
    yield euro_stap(
        "Kosten", "De uren maal de prijs.", sommen.optellen(kosten_delen), kosten, periode=periode
    )
    som, op = sommen.optellen(leidend_delen), str(afronding.op)
    if sommen.rond_af(som.waarde, op) > kosten.waarde:
        som = sommen.kleinste(som.afgerond(op), kosten)
    van_gemeente = bool(blok.k["van_gemeente"][j])
    wat = "Bedrag van de gemeente" if van_gemeente else "Ouderbijdrage volgens de regeling"
    waarover = "per maand" if afronding.per is Afrondingsniveau.MAAND else "over de hele periode"
    zin = f"De uren maal het bedrag per uur. De regeling rondt {waarover} af."
    yield euro_stap(wat, zin, som, leidend, op, **teksten([afronding.bron]), periode=periode)
    rest = leidend if van_gemeente else kosten - leidend
    zin = "De subsidie is het bedrag van de gemeente." if van_gemeente else "De kosten min de ouderbijdrage."
    yield euro_stap("Subsidie", zin, rest, subsidie, periode=periode)


def _fijne_delen(stukken: list[Stukverteller]) -> tuple[list[Som], list[Som]]:
    """Cost and leading amount of every paid band, not yet rounded; of one at a price of 0 what does not go by the hour."""
    kosten, leidend = [], []
    for stuk in stukken:
        for b in range(1, len(stuk.banden) + 1):
            uren = stuk.w(f"uren_{b}")
            if uren and stuk.w(f"tarief_{b}"):
                kosten.append(sommen.uren(uren) * sommen.prijs(stuk.w(f"tarief_{b}")))
                leidend.append(sommen.uren(uren) * sommen.prijs(stuk.leidend(b)))
            if uren:
                leidend += tijddelen(stuk, stuk.blok.plan.banden[b - 1])
    return kosten, leidend
