"""Why a rule for a low income holds, where the policy looks at income and household itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rekenregels.regeling.categorie import Huishouden
from rekenregels.regeling.minima import Rand, rand_van
from rekenregels.regeling.notatie import als_getal
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.velden import Eenheid, Waarde
from rekenregels.uitleg import sommen
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk, euro_stap


def minimastap(stuk: Stuk) -> Iterator[Stap]:
    """A step where the rule follows from what is known of the parents; one that was declared speaks for itself."""
    regel = stuk.minimaregel
    huishouden = Huishouden.from_nummer(stuk.f("huishouden"))
    if regel is None or regel.grens is None or stuk.f("minima") or huishouden is None:
        return
    rand = rand_van(regel.grens, stuk.blok.plan.regeling.sociaal_minimum, huishouden, stuk.tijdvak)
    begin, bron = f'De regel "{regel.naam}" geldt:', Waarde(0, regel.bron)
    if rand is None:
        zin = f"{begin} de regel is voor {huishouden.woorden}."
        yield Stap("Minimaregel", zin, "", Fraction(0), "euro", **bron_van(bron), periode=stuk.periode)
        return
    inkomen = als_getal(stuk.f("inkomen"))
    zin = f"{begin} het inkomen is € {inkomen} per jaar, en voor {huishouden.woorden} is dat hoogstens {_grens(rand)}."
    yield _rekenstap(stuk, rand, zin, bron_van(rand.bedrag, rand.percentage, bron))


def _grens(rand: Rand) -> str:
    if rand.percentage is None:
        return "dit bedrag"
    return f"{toon_waarde(rand.percentage, Eenheid.PROCENT)} van het sociaal minimum"


def _rekenstap(stuk: Stuk, rand: Rand, zin: str, bron: dict[str, Any]) -> Stap:
    som = sommen.prijs(rand.bedrag.waarde)
    som = som if rand.keer == 1 else som * sommen.aantal(rand.keer, "maanden")
    som = som if rand.percentage is None else sommen.procent(rand.percentage.waarde) * som
    uitkomst = sommen.bedrag(100 * rand.euro)
    return euro_stap("Minimaregel", zin, som, uitkomst, "euro_omlaag", **bron, periode=stuk.periode)
