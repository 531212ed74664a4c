"""The calculation: policy + facts -> cents per line. The same steps for one child and for a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.document import Afrondingsniveau, Regeling, Urenafronding
from rekenregels.regeling.eenheden import EENHEDEN_PER_HONDERDSTE, Kolom
from rekenregels.regeling.notatie import als_datum
from rekenregels.rekenen.bedragstappen import tabelnummers
from rekenregels.rekenen.blok import Blok, vergoede_uren
from rekenregels.rekenen.contractmaten import check_contractmaten
from rekenregels.rekenen.feiten import ONBEKEND, Feiten, FeitenFout, FeitFout, lines_where
from rekenregels.rekenen.plan import Plan, make_plan
from rekenregels.rekenen.recht import check_recht
from rekenregels.rekenen.signalen import Signaal, signalen_van
from rekenregels.rekenen.stappen import make_stappen
from rekenregels.rekenen.tijd import knip
from rekenregels.rekenen.urenstappen import bepaal_pakket

# 1.1: exactly the minimum take-up is paid; a receipt of 1.0 with a line at the minimum may come out otherwise now.
# 1.2: an amount per place counts at a price of 0 too.
ENGINE_VERSIE: Final = "1.2"
BLOKGROOTTE: Final = 32_768
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


def calculate(regeling: Regeling, feiten: Feiten) -> Uitkomst:
    """Compute every line; raises FeitenFout when a line can't be computed under this policy."""
    plan = make_plan(regeling)
    fouten = check_feiten(plan, feiten)
    if fouten:
        raise FeitenFout(fouten)
    return Uitkomst(regeling, feiten, **run_regels(plan, feiten))


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
    return {naam: blok.k[f"regel_{naam}"] for naam in UITKOMSTEN}


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
    for stap in make_stappen(plan):
        stap.doe(blok)
    _per_regel(blok)
    return blok


def _per_regel(blok: Blok) -> None:
    """From pieces to lines."""
    k, per_regel = blok.k, blok.stukken.per_regel
    al_per_regel = blok.plan.regeling.afronding.per is Afrondingsniveau.REGEL
    kosten = k["kosten"] if al_per_regel else per_regel(k["kosten"])
    subsidie = k["subsidie"] if al_per_regel else per_regel(k["subsidie"])
    ouderbijdrage = kosten - subsidie
    k["regel_meerprijs"] = per_regel(k["meerprijs"]) if "meerprijs" in k else np.zeros(len(kosten), np.int64)
    if "meerprijs" in k:
        ouderbijdrage = ouderbijdrage + k["regel_meerprijs"]
    if "kwaliteit" in k:
        kwaliteit = per_regel(k["kwaliteit"])
        subsidie, kosten = subsidie + kwaliteit, kosten + kwaliteit
    k["regel_kosten"], k["regel_subsidie"], k["regel_ouderbijdrage"] = kosten, subsidie, ouderbijdrage
    k["regel_uren"] = _in_honderdsten(blok, per_regel(vergoede_uren(blok)))
    k["regel_uren_boven"] = _in_honderdsten(blok, per_regel(_uren_boven(blok)))
    signalen = k.get("signalen", np.zeros(len(k["uren"]), np.int64))
    start = blok.stukken.start
    k["regel_signalen"] = (
        signalen if start is None or not len(signalen) else np.bitwise_or.reduceat(signalen, start)
    )


def _in_honderdsten(blok: Blok, eenheden: Kolom) -> Kolom:
    """Hours for people; a division without rest where the policy rounds hours to hundredths."""
    if blok.plan.regeling.afronding.uren is Urenafronding.GEEN:
        return round_half_up_array(eenheden, EENHEDEN_PER_HONDERDSTE)
    return eenheden // EENHEDEN_PER_HONDERDSTE


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
    return [*_check_periode(plan, feiten), *_check_bijdrage(plan, feiten), *_check_invoer(plan, feiten)]


def _check_periode(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    eerste, laatste = plan.kalender.dag0, plan.kalender.dag0 + plan.kalender.dagen - 1
    fouten: list[FeitFout] = []
    if feiten.laagste("van") < eerste:
        fouten += lines_where(feiten, "van", feiten.van < eerste, _geldigheid(plan.regeling))
    if feiten.hoogste("tot_en_met") > laatste:
        fouten += lines_where(feiten, "tot_en_met", feiten.tot_en_met > laatste, _geldigheid(plan.regeling))
    return fouten


def _geldigheid(regeling: Regeling) -> str:
    geldig = f"{als_datum(regeling.geldig_van)} tot en met {als_datum(regeling.geldig_tot_en_met)}"
    return f"de regeling {regeling.naam} geldt van {geldig}"


def _check_bijdrage(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    fouten: list[FeitFout] = []
    tabellen = plan.regeling.bijdragetabellen
    nummers = _tabel_per_regel(plan, feiten)
    for nummer, (naam, tabel) in enumerate(tabellen.items()):
        klassen = len(tabel.versies[0].rijen)
        if feiten.hoogste("bijdrageklasse") > klassen:
            te_hoog = feiten.bijdrageklasse > klassen
            te_hoog &= True if nummers is None else nummers == nummer
            wat = f"de tabel {naam}" if naam else "de bijdragetabel"
            fouten += lines_where(feiten, "bijdrageklasse", te_hoog, f"{wat} heeft {klassen} klassen")
    aantal = len(plan.regeling.minima)
    if feiten.hoogste("minima") > aantal:
        regel = f"de regeling heeft {aantal} minimaregels; kies 0 tot en met {aantal}"
        fouten += lines_where(feiten, "minima", feiten.minima > aantal, regel)
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
