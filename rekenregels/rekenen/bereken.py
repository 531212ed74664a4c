"""The calculation: policy + facts -> cents per line. The same steps for one child and for a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.afronding import Afrondingsniveau
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.notatie import als_datum
from rekenregels.rekenen.bedragstappen import tabelnummers
from rekenregels.rekenen.begin import check_begin
from rekenregels.rekenen.blok import Blok, vergoede_uren
from rekenregels.rekenen.contractmaten import check_contractmaten
from rekenregels.rekenen.feit import ONBEKEND, FeitenFout, FeitFout
from rekenregels.rekenen.feiten import Feiten, lines_where
from rekenregels.rekenen.plan import Plan, make_plan
from rekenregels.rekenen.recht import check_recht
from rekenregels.rekenen.signalen import Signaal, signalen_van
from rekenregels.rekenen.stappen import make_stappen
from rekenregels.rekenen.tijd import knip
from rekenregels.rekenen.urenstappen import bepaal_pakket

# 1.1: exactly the minimum take-up is paid; a receipt of 1.0 with a line at the minimum may come out otherwise now.
# 1.2: an amount per place counts at a price of 0 too.
# 1.3: bands without a price, rounding over more than an hour and minima rules by income; what there was comes out as it did.
ENGINE_VERSIE: Final = "1.4"
BLOKGROOTTE: Final = 32_768
_NULLEN: Final = np.broadcast_to(np.int64(0), 2 * BLOKGROOTTE)
GROOTSTE_VRIJ: Final = 2**21  # 16 MB; the library looks at blocks up to 32 MB


@dataclass(frozen=True, eq=False)
class Uitkomst:
    """Per line, in the order of the facts. Amounts in cents, hours in hundredths."""

    regeling: Regeling
    feiten: Feiten
    subsidie: Kolom
    ouderbijdrage: Kolom
    meerprijs: Kolom
    uren: Kolom
    uren_boven: Kolom
    signalen: Kolom

    @property
    def kosten(self) -> Kolom:
        """What the paid hours cost: subsidy and contribution, without what a provider asks on top."""
        return self.subsidie + self.ouderbijdrage - self.meerprijs

    @property
    def totaal(self) -> int:
        return int(self.subsidie.sum())

    def signalen_van(self, i: int) -> tuple[Signaal, ...]:
        return signalen_van(int(self.signalen[i]))

    def kies(self, regels: Sequence[int]) -> Uitkomst:
        """These lines, by their number, in this order."""
        nummers = np.asarray(regels, dtype=np.int64)
        kolommen = {naam: getattr(self, naam)[nummers] for naam in UITKOMSTEN}
        return Uitkomst(self.regeling, self.feiten.kies(nummers), **kolommen)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types, for the receipt of a calculation."""
        return {naam: getattr(self, naam).tolist() for naam in UITKOMSTEN}


UITKOMSTEN: Final = ("subsidie", "ouderbijdrage", "meerprijs", "uren", "uren_boven", "signalen")
_REGELKOLOMMEN: Final = tuple((naam, f"regel_{naam}") for naam in UITKOMSTEN)


def make_uitkomst(regeling: Regeling, feiten: Feiten, kolommen: dict[str, Kolom]) -> Uitkomst:
    """What comes out, of the columns of UITKOMSTEN."""
    nieuw = object.__new__(Uitkomst)
    nieuw.__dict__.update(kolommen, regeling=regeling, feiten=feiten)
    return nieuw


def calculate(regeling: Regeling, feiten: Feiten) -> Uitkomst:
    """Compute every line; raises FeitenFout when a line can't be computed under this policy."""
    plan = make_plan(regeling)
    fouten = check_feiten(plan, feiten)
    if fouten:
        raise FeitenFout(fouten)
    return make_uitkomst(regeling, feiten, run_regels(plan, feiten))


def run_regels(plan: Plan, feiten: Feiten) -> dict[str, Kolom]:
    """The columns of UITKOMSTEN for lines that have been checked."""
    blokken = len(feiten) // BLOKGROOTTE
    return _run_blok(plan, feiten) if blokken <= 1 else _run_blokken(plan, feiten, blokken)


def _run_blokken(plan: Plan, feiten: Feiten, blokken: int) -> dict[str, Kolom]:
    """Blocks of the same size, so that the last one is not a small rest at the full price of a block."""
    uit = {naam: np.empty(len(feiten), dtype=np.int64) for naam in UITKOMSTEN}
    if feiten.ontbreekt("prijs"):
        uit["meerprijs"] = np.broadcast_to(np.int64(0), len(feiten))
    grootte = -(-len(feiten) // blokken)
    for start in range(0, len(feiten), grootte):
        stop = start + grootte
        for naam, kolom in _run_blok(plan, feiten.deel(start, stop)).items():
            if uit[naam].flags.writeable:
                uit[naam][start:stop] = kolom
    return uit


def _run_blok(plan: Plan, feiten: Feiten) -> dict[str, Kolom]:
    """Only what comes out: the other columns are freed before the next block needs their place."""
    return regel_kolommen(run(plan, feiten))


def regel_kolommen(blok: Blok) -> dict[str, Kolom]:
    """The columns of UITKOMSTEN of a block that has been run."""
    return {naam: blok.k[kolom] for naam, kolom in _REGELKOLOMMEN}


def keep_freed_memory() -> None:
    """Let the C library keep what one block frees for the next: it follows the largest block it saw freed.

    Without this every column of every block is asked from, and given back to, the operating system again,
    which takes longer than the arithmetic. The array is never written to, so it costs no memory.
    """
    np.empty(GROOTSTE_VRIJ, dtype=np.int64)


keep_freed_memory()


def run(plan: Plan, feiten: Feiten) -> Blok:
    """All steps over some lines; the block keeps every column, for whoever wants to explain."""
    blok = Blok(plan, feiten, knip(plan, feiten))
    for doe in make_stappen(plan, feiten.niet_gegeven):
        doe(blok)
    _per_regel(blok)
    return blok


def _per_regel(blok: Blok) -> None:
    """From pieces to lines."""
    k, stukken, plan = blok.k, blok.stukken, blok.plan
    per_regel = stukken.per_regel
    kosten, subsidie = k["kosten"], k["subsidie"]
    if stukken.start is not None and plan.regeling.afronding.per is not Afrondingsniveau.REGEL:
        kosten, subsidie = per_regel(kosten), per_regel(subsidie)
    ouderbijdrage = kosten - subsidie
    if "meerprijs" in k:
        k["regel_meerprijs"] = per_regel(k["meerprijs"])
        ouderbijdrage += k["regel_meerprijs"]
    else:
        k["regel_meerprijs"] = nullen(len(kosten))
    if "kwaliteit" in k:
        kwaliteit = per_regel(k["kwaliteit"])
        subsidie, kosten = subsidie + kwaliteit, kosten + kwaliteit
    k["regel_kosten"], k["regel_subsidie"], k["regel_ouderbijdrage"] = kosten, subsidie, ouderbijdrage
    uren, boven = per_regel(vergoede_uren(blok)), per_regel(_uren_boven(blok))
    if plan.eenheid > 1:
        uren, boven = (round_half_up_array(kolom, plan.eenheid) for kolom in (uren, boven))
    k["regel_uren"], k["regel_uren_boven"] = uren, boven
    k["regel_signalen"] = stukken.samen_per_regel(k["signalen"]) if "signalen" in k else nullen(len(kosten))


def nullen(aantal: int) -> Kolom:
    """A column of noughts that nobody writes to: of the size of a block or smaller it takes no memory of its own."""
    return _NULLEN[:aantal] if aantal <= len(_NULLEN) else np.zeros(aantal, dtype=np.int64)


def _uren_boven(blok: Blok) -> Kolom:
    """Hours that no band holds, and hours cut off by the maximum per day or year."""
    boven = blok.k["uren_boven"]
    if "uren_gevraagd" not in blok.k:
        return boven
    na_grens = blok.k.get("uren_voor_minimum", blok.k["uren"])
    return boven + blok.k["uren_gevraagd"] - na_grens


# -- facts against the policy -----------------------------------------------------------------------


def check_feiten(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    """Facts that this policy can't compute with: no number comes out of a wrong line."""
    if not len(feiten):
        return []
    fouten: list[FeitFout] = []
    uitersten, kalender = feiten.uitersten, plan.kalender
    if uitersten("van")[0] < kalender.dag0 or uitersten("tot_en_met")[1] > kalender.laatste:
        fouten += _check_periode(plan, feiten)
    if uitersten("bijdrageklasse")[1] > plan.minste_klassen:
        fouten += _check_klassen(plan, feiten)
    if uitersten("minima")[1] >= plan.assen.minima:
        fouten += _check_minima(plan, feiten)
    return fouten + _check_invoer(plan, feiten) if plan.vraagt_invoer else fouten


def _check_periode(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    eerste, laatste, regel = plan.kalender.dag0, plan.kalender.laatste, _geldigheid(plan.regeling)
    return [
        *lines_where(feiten, "van", feiten.van < eerste, regel),
        *lines_where(feiten, "tot_en_met", feiten.tot_en_met > laatste, regel),
    ]


def _geldigheid(regeling: Regeling) -> str:
    geldig = f"{als_datum(regeling.geldig_van)} tot en met {als_datum(regeling.geldig_tot_en_met)}"
    return f"de regeling {regeling.naam} geldt van {geldig}"


def _check_minima(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    aantal = len(plan.regeling.minima)
    regel = f"de regeling heeft {aantal} minimaregels; kies 0 tot en met {aantal}"
    return lines_where(feiten, "minima", feiten.minima > aantal, regel)


def _check_klassen(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    fouten: list[FeitFout] = []
    nummers = _tabel_per_regel(plan, feiten)
    for nummer, (naam, tabel) in enumerate(plan.regeling.bijdragetabellen.items()):
        klassen = len(tabel.versies[0].rijen)
        te_hoog = feiten.bijdrageklasse > klassen
        te_hoog &= True if nummers is None else nummers == nummer
        wat = f"de tabel {naam}" if naam else "de bijdragetabel"
        fouten += lines_where(feiten, "bijdrageklasse", te_hoog, f"{wat} heeft {klassen} klassen")
    return fouten


def _tabel_per_regel(plan: Plan, feiten: Feiten) -> Kolom | None:
    """The table of the first piece of every line; None where the policy has one."""
    if not plan.heeft("meer_tabellen"):
        return None
    van = np.clip(feiten.van, plan.kalender.dag0, plan.kalender.dag0 + plan.kalender.dagen - 1)
    tot = np.clip(feiten.tot_en_met, van, plan.kalender.dag0 + plan.kalender.dagen - 1)
    binnen = feiten.met(van=van, tot_en_met=tot, minima=np.minimum(feiten.minima, len(plan.regeling.minima)))
    blok = Blok(plan, binnen, knip(plan, binnen))
    bepaal_pakket(blok)
    nummers = tabelnummers(blok)
    start = blok.stukken.start
    return nummers if start is None or nummers is None else nummers[start]


def _check_invoer(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    """Columns that this policy needs filled in."""
    fouten: list[FeitFout] = []
    if plan.heeft("aanbiedersprijs"):
        regel = "deze regeling rekent met de uurprijs van de aanbieder; vul die in"
        fouten += lines_where(feiten, "prijs", feiten.prijs == ONBEKEND, regel)
    if plan.regeling.uren.bron.uit_weekuren:
        regel = f"deze regeling rekent met {plan.regeling.uren.bron}-uren; vul de uren per week in"
        fouten += lines_where(feiten, "uren_per_week", feiten.uren_per_week == ONBEKEND, regel)
    if plan.heeft("recht"):
        fouten += check_recht(plan, feiten)
    if plan.heeft("begonnen"):
        fouten += check_begin(feiten)
    if plan.heeft("contractmaten"):
        fouten += check_contractmaten(plan, feiten)
    if plan.vraagt_dagen:
        regel = "deze regeling kijkt naar het aantal dagen opvang; vul dat in"
        fouten += lines_where(feiten, "dagen", feiten.dagen == ONBEKEND, regel)
    if plan.heeft("jaarmaximum") or plan.heeft("ruimte_per_jaar") or plan.heeft("saldo_per_jaar"):
        fouten += _check_een_jaar(feiten)
    return fouten


def _check_een_jaar(feiten: Feiten) -> list[FeitFout]:
    """A maximum, or room, per calendar year needs lines inside one year."""
    dagen = (
        (feiten.van - 719_163).astype("datetime64[D]"),
        (feiten.tot_en_met - 719_163).astype("datetime64[D]"),
    )
    van, tot = (dag.astype("datetime64[Y]") for dag in dagen)
    return lines_where(
        feiten, "tot_en_met", van != tot, "de periode loopt over de jaarwisseling; splits de regel"
    )
