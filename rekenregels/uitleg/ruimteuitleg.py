"""The explanation of what fits in the bands of one piece: room, balance, and what runs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rekenregels.regeling.document import Samenloopvolgorde
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE, EENHEDEN_PER_UUR
from rekenregels.regeling.groepen import Band
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.urenregels import Uurruimte
from rekenregels.regeling.velden import Waarde
from rekenregels.rekenen.pakketten import lopende_uren_per_week
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import LOPEND, UREN_OP, Stukuitleg

VOORRANG = {
    Samenloopvolgorde.BEGIN: "De plaatsing die het eerst begon",
    Samenloopvolgorde.LAAGSTE_PRIJS: "De plaats met de laagste uurprijs",
    Samenloopvolgorde.MEESTE_UREN: "De plaats met de meeste uren",
}


@dataclass(frozen=True)
class Ruimteuitleg(Stukuitleg):
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
        if band.tegoed_uit:
            zin = f'{zin}. Het loopt door uit het blok "{band.tegoed_uit}" van de vorige regeling'
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
