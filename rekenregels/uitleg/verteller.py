"""The explanation of one line: the columns of the calculation, read at one row and put into Dutch sentences.

Its pieces in order, then what they come to together.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekenregels.regeling.afronding import Afrondingsniveau
from rekenregels.rekenen.bereken import Uitkomst, run
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.plan import make_plan
from rekenregels.rekenen.signalen import signalen_van
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import SomFout
from rekenregels.uitleg.stap import Stap, Uitleg
from rekenregels.uitleg.stuk import euro_stap
from rekenregels.uitleg.stukverteller import Stukverteller, fijne_totalen


def make_uitleg(uitkomst: Uitkomst, i: int) -> Uitleg:
    """The steps of one line, read from the columns of that line."""
    blok = run(make_plan(uitkomst.regeling), uitkomst.feiten.deel(i, i + 1))
    blok.for_uitleg()
    subsidie, ouderbijdrage = int(blok.k["regel_subsidie"][0]), int(blok.k["regel_ouderbijdrage"][0])
    if subsidie != uitkomst.subsidie[i] or ouderbijdrage != uitkomst.ouderbijdrage[i]:
        raise SomFout("De uitleg hoort niet bij deze uitkomst.")
    return Uitleg(
        sleutel=uitkomst.feiten.sleutel(i),
        subsidie=subsidie,
        ouderbijdrage=ouderbijdrage,
        stappen=tuple(vertel(blok)),
        signalen=tuple(signaal.zin for signaal in signalen_van(int(blok.k["regel_signalen"][0]))),
    )


def vertel(blok: Blok) -> Iterator[Stap]:
    """All steps of the one line in this block."""
    stukken = [Stukverteller(blok, j) for j in range(len(blok.stukken.van))]
    for stuk in stukken:
        yield from stuk.stappen()
    yield from _afronding_per_regel(blok, stukken)
    yield from _totaal(blok, stukken)


def _afronding_per_regel(blok: Blok, stukken: list[Stukverteller]) -> Iterator[Stap]:
    if blok.plan.regeling.afronding.per is Afrondingsniveau.REGEL and any(stuk.telt for stuk in stukken):
        yield from fijne_totalen(blok, [stuk for stuk in stukken if stuk.telt], 0, "")


def _totaal(blok: Blok, stukken: list[Stukverteller]) -> Iterator[Stap]:
    k = blok.k
    if blok.plan.regeling.afronding.per is not Afrondingsniveau.REGEL and len(stukken) > 1:
        delen = [sommen.bedrag(int(bedrag)) for bedrag in k["subsidie"]]
        totaal = sommen.bedrag(int(k["subsidie"].sum()))
        yield euro_stap(
            "Subsidie van alle perioden", "De subsidie van de perioden samen.", sommen.optellen(delen), totaal
        )
    if "kwaliteit" in k and k["kwaliteit"].sum():
        yield from _kwaliteit(blok, stukken)
    yield from _ouderbijdrage(blok)


def _kwaliteit(blok: Blok, stukken: list[Stukverteller]) -> Iterator[Stap]:
    k = blok.k
    delen = [sommen.bedrag(int(bedrag)) for bedrag in k["kwaliteit"] if bedrag]
    for stuk in stukken:
        yield from stuk.kwaliteit()
    zonder = sommen.bedrag(int(k["regel_subsidie"][0] - k["kwaliteit"].sum()))
    som = zonder + sommen.optellen(delen)
    totaal = sommen.bedrag(int(k["regel_subsidie"][0]))
    yield euro_stap(
        "Subsidie met kwaliteitsbijdrage", "De subsidie met de bijdrage per plaats erbij.", som, totaal
    )


def _ouderbijdrage(blok: Blok) -> Iterator[Stap]:
    k = blok.k
    kwaliteit = int(k["kwaliteit"].sum()) if "kwaliteit" in k else 0
    meer = int(k["meerprijs"].sum()) if "meerprijs" in k else 0
    kosten, subsidie = int(k["regel_kosten"][0]) - kwaliteit, int(k["regel_subsidie"][0]) - kwaliteit
    som = sommen.bedrag(kosten) - sommen.bedrag(subsidie)
    zin = "Wat de ouders betalen: de kosten van de vergoede uren min de subsidie."
    if blok.plan.heeft("zonder_prijs") and _zonder_prijs(blok):
        zin = "Wat de ouders betalen: alle bedragen samen min de subsidie."
    if meer:
        som = som + sommen.bedrag(meer)
        zin = "Wat de ouders betalen: de kosten min de subsidie, plus wat de aanbieder meer vraagt."
    if blok.feiten.kot[0] and som.waarde:
        zin += " De kinderopvangtoeslag is er nog niet af."
    yield euro_stap("Ouderbijdrage", zin, som, sommen.bedrag(int(k["regel_ouderbijdrage"][0])))


def _zonder_prijs(blok: Blok) -> bool:
    """Are there hours in a band in which both sides have an amount of their own?"""
    geldt = [band.ouder.geldt[blok.k["situatie"]] == 1 for band in blok.plan.banden]
    return any(((blok.k[f"uren_{b}"] > 0) & in_band).any() for b, in_band in enumerate(geldt, start=1))
