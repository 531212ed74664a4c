"""The explanation of the days of one piece: which of them count, and whether the hours on them count at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.notatie import als_datum, in_woord
from rekenregels.rekenen.recht import recht_tot
from rekenregels.rekenen.voorwaarden import voorwaarden_van
from rekenregels.uitleg import sommen
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stukuitleg, teksten


@dataclass(frozen=True)
class Dagenuitleg(Stukuitleg):
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

    def voorwaarden(self) -> Iterator[Stap]:
        """A step for each condition that takes the hours away."""
        bron = teksten([self._regeling.geldstroom.indicering.bron])
        for voorwaarde in voorwaarden_van(self._regeling):
            if voorwaarde.geraakt(self.stuk.blok)[self.stuk.j]:
                zin = f"{voorwaarde.signaal.zin} Er tellen geen uren."
                yield Stap(voorwaarde.naam, zin, "", Fraction(0), "uur", **bron, periode=self.stuk.periode)
