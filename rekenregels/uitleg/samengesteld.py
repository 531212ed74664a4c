"""The sum of an amount per hour that is composed of parts."""

from __future__ import annotations

from dataclasses import dataclass

from rekenregels.regeling.eenheden import MILLICENT
from rekenregels.regeling.soorten.delen import Delensom, Grond
from rekenregels.regeling.soorten.samenstelling import Samenstelling
from rekenregels.regeling.soorten.tarieven import TariefSamengesteld
from rekenregels.regeling.uurbedragen import (
    HEEL,
    ONBEGRENSD,
    Afrondwijze,
    Omgeving,
    Richting,
    Situatie,
    Term,
    Variabele,
)
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stuk import Stuk

_WOORD = {1: "millicent", MILLICENT: "cent", 10 * MILLICENT: "dubbeltje", 100 * MILLICENT: "euro"}


def rondwoord(stap: int, richting: Richting) -> str:
    """A rounding, as `sommen` names it."""
    woord = _WOORD[stap]
    return woord if richting is Richting.HALF_OMHOOG else f"{woord}_{richting}"


def afgerond(som: Som, op: str) -> Som:
    """The sum rounded; empty: it is already what it is."""
    return som.afgerond(op) if op else som


@dataclass(frozen=True)
class Samengesteld:
    regel: Delensom
    omgeving: Omgeving
    situatie: Situatie

    @property
    def wijze(self) -> Afrondwijze:
        return self.regel.wijze(self.omgeving, self.situatie.dag)

    @property
    def op(self) -> str:
        """The rounding, as `sommen` names it."""
        return rondwoord(self.wijze.stap, self.wijze.richting)

    def som(self, prijs: Som) -> tuple[Som, str]:
        """The sum for a price, and how its outcome is rounded; a limit comes after the rounding, and is not rounded."""
        delen = [self._deel(grond, term, prijs) for grond, term in self._delen()]
        if self.wijze.per_deel:
            delen = [deel.afgerond(self.op) for deel in delen]
        som = sommen.optellen(delen) if delen else sommen.prijs(0)
        return self._begrensd(som)

    def _delen(self) -> list[tuple[Grond | None, Term]]:
        gronden: list[Grond | None] = [deel.grond for deel in self.regel.delen]
        termen = list(self.regel.termen(self.omgeving, self.situatie))
        return list(zip([*gronden, None][: len(termen)], termen, strict=True))

    def _deel(self, grond: Grond | None, term: Term, prijs: Som) -> Som:
        basis = self._basis(term, prijs)
        if grond in (Grond.TOESLAG, Grond.NA_TOESLAG):
            toeslag = self.omgeving.kot_permille(self.situatie) or 0
            aandeel = toeslag if grond is Grond.TOESLAG else HEEL - toeslag
            deel = sommen.procent(aandeel) * basis
            permille = term.miljoenste // aandeel if aandeel else HEEL
            return deel if permille == HEEL else sommen.procent(permille) * deel
        permille = term.miljoenste // HEEL
        return basis if permille == HEEL else sommen.procent(permille) * basis

    def _basis(self, term: Term, prijs: Som) -> Som:
        match term.van:
            case Variabele.PRIJS:
                return prijs
            case Variabele.VAST:
                return sommen.prijs(term.getal)
        grens = sommen.prijs(min(term.getal, ONBEGRENSD))
        laagste = sommen.kleinste(prijs, grens)
        return laagste if term.van is Variabele.LAAGSTE else prijs - laagste

    def _begrensd(self, som: Som) -> tuple[Som, str]:
        wijze, op = self.wijze, self.op
        for grens, kies in ((wijze.onder, sommen.grootste), (wijze.boven, sommen.kleinste)):
            if grens is not None:
                rond = afgerond(som, op)
                gekozen = kies(rond, sommen.prijs(grens))
                som, op = (som, op) if gekozen.waarde == rond.waarde else (gekozen, "")
        return som, op


def samenstelling(regel: object, omgeving: Omgeving, stuk: Stuk, klasse: int) -> Samengesteld | None:
    """None where the amount is not composed of parts."""
    if not isinstance(regel, Samenstelling):
        return None
    situatie = Situatie(stuk.tijdvak, bool(stuk.f("kot")), klasse, stuk.f("kindrang"), bijdrage_nul=False)
    if regel.naar_klasse and omgeving.rij(situatie) is None:
        return None
    return Samengesteld(regel, omgeving, omgeving.met_rang(situatie))


def samengestelde_prijs(tarief: object, omgeving: Omgeving, stuk: Stuk) -> Samengesteld | None:
    """None where the price is not composed of parts."""
    if not isinstance(tarief, TariefSamengesteld):
        return None
    return Samengesteld(
        tarief, omgeving, Situatie(stuk.tijdvak, kot=False, klasse=0, rang=1, bijdrage_nul=False)
    )
