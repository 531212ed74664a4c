"""The computation as named steps over columns: every step reads columns and adds columns.

A step does not know whether there is one child or a million. Steps that a policy does not need are
left out of its list. Names ending in a number are per band: `uren_1` is the first band.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, reduce

import numpy as np

from subsidies.rekenregels.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Categorieregels,
    Urenafronding,
    Urenbron,
    Uurbedragafronding,
)
from subsidies.rekenregels.eenheden import (
    EENHEDEN_PER_HONDERDSTE,
    EENHEDEN_PER_UUR,
    FIJN_PER_CENT,
    MILLICENT,
    Kolom,
    Masker,
)
from subsidies.rekenregels.feiten import ONBEKEND, Feiten
from subsidies.rekenregels.kalender import NOOIT
from subsidies.rekenregels.plan import Bandtabel, Plan, vergoede_categorieen
from subsidies.rekenregels.signalen import Signaal
from subsidies.rekenregels.soorten import Categorie, zeker
from subsidies.rekenregels.tijd import Stukken
from subsidies.rekenregels.uurbedragen import HEEL, tabel_van
from subsidies.rekenregels.velden import Parameter
from vve_admin.lib.geld import round_half_up_array


@dataclass
class Blok:
    """Some lines, their pieces and the columns computed so far."""

    plan: Plan
    feiten: Feiten
    stukken: Stukken
    k: dict[str, Kolom] = field(default_factory=dict)

    def feit(self, naam: str) -> Kolom:
        kolom: Kolom = getattr(self.feiten, naam)
        return self.stukken.per_stuk(kolom)

    @property
    def tijdvak(self) -> Kolom | int:
        kalender = self.plan.kalender
        return kalender.tijdvak_van_dag[self.stukken.van] if len(kalender.tijdvakken) > 1 else 0

    def leidend(self, nummer: int) -> Kolom:
        """The leading amount per hour of band `nummer`: of the line where prices differ, else of the table."""
        if f"leidend_{nummer}" in self.k:
            return self.k[f"leidend_{nummer}"]
        uit: Kolom = self.plan.banden[nummer - 1].leidend[self.k["situatie"]]
        return uit

    def signaleer(self, signaal: Signaal, waar: Masker) -> None:
        """Remember a fact per piece that people must see."""
        if waar.any():
            self.k["signalen"] = self.k.get("signalen", np.zeros(len(waar), np.int64)) | (waar * signaal.bit)


@dataclass(frozen=True)
class Rekenstap:
    """One named step: it reads columns of the block and adds its own."""

    naam: str
    doe: Callable[[Blok], None]


@lru_cache(maxsize=32)
def make_stappen(plan: Plan) -> tuple[Rekenstap, ...]:
    """The list of steps that this policy needs, in order."""
    banden = range(len(plan.banden))
    per_band = plan.regeling.afronding.per is Afrondingsniveau.BAND
    stappen: list[tuple[str, Callable[[Blok], None], bool]] = [
        ("pakket", bepaal_pakket, True),
        ("uren", bepaal_uren, True),
        ("grenzen", begrens_uren, plan.heeft("dagmaximum") or plan.heeft("jaarmaximum")),
        ("minimum", toets_minimum, plan.heeft("minimum_uren") or plan.heeft("minimum_dagen")),
        ("banden", verdeel_uren, True),
        ("situatie", bepaal_situatie, True),
        *((f"prijs_{b + 1}", _voor_band(bepaal_uurbedragen, b), True) for b in banden),
        *((f"bedrag_{b + 1}", _voor_band(bereken_band, b), per_band) for b in banden),
        ("meerprijs", bereken_meerprijs, plan.heeft("meerprijs")),
        ("totaal", tel_banden_op if per_band else tel_fijn_op, True),
        ("kwaliteit", bereken_kwaliteit, plan.heeft("kwaliteit")),
    ]
    return tuple(Rekenstap(naam, doe) for naam, doe, nodig in stappen if nodig)


def _voor_band(stap: Callable[[Blok, int], None], b: int) -> Callable[[Blok], None]:
    return lambda blok: stap(blok, b)


# -- which bands and which hours ------------------------------------------------------------------


def bepaal_pakket(blok: Blok) -> None:
    """Which list of bands holds for the child: category, phase, location, village, minima rule."""
    plan = blok.plan
    wijzer = blok.feit("categorie")
    if plan.fasen > 1:
        wijzer = wijzer * plan.fasen + zeker(blok.stukken.fase, "de leeftijdsfase")
    if len(plan.locaties) > 1:
        wijzer = wijzer * len(plan.locaties) + blok.stukken.per_stuk(
            _codes(blok.feiten.locaties, plan.locaties)[blok.feiten.locatie]
        )
    if len(plan.kernen) > 1:
        wijzer = wijzer * len(plan.kernen) + blok.stukken.per_stuk(
            _codes(blok.feiten.kernen, plan.kernen)[blok.feiten.kern]
        )
    if plan.assen.minima > 1:
        wijzer = wijzer * plan.assen.minima + blok.feit("minima")
    blok.k["pakket"] = plan.pakket_van.take(wijzer)


def _codes(namen: tuple[str, ...], bekend: tuple[str, ...]) -> Kolom:
    plek = {naam: i for i, naam in enumerate(bekend)}
    return np.array([plek.get(naam, 0) for naam in namen], dtype=np.int64)


def bepaal_uren(blok: Blok) -> None:
    """The hours of every piece, in units."""
    bron = blok.plan.regeling.uren.bron
    if bron is Urenbron.BEZETTE_PLAATS:
        blok.k["uren"] = _som(blok, [_ruimte(blok, band) for band in blok.plan.banden])
    elif bron.uit_weekuren:
        blok.k["uren"] = _uren_uit_week(blok)
    elif blok.stukken.heel:
        blok.k["uren"] = blok.feiten.uren * EENHEDEN_PER_HONDERDSTE
    else:
        blok.k["uren"] = _verdeel_over_stukken(blok)
    if not blok.stukken.heel:
        leeg = blok.stukken.van == blok.stukken.tot
        blok.k["uren"] = np.where(leeg, 0, blok.k["uren"])
        _signaleer_lege(blok, leeg)
        _signaleer_deels(blok, leeg)


def _signaleer_lege(blok: Blok, leeg: Masker) -> None:
    vergoed = np.array([isinstance(blok.plan.regeling.categorie(c), Categorieregels) for c in Categorie])
    categorie = blok.feit("categorie")
    blok.signaleer(Signaal.NIET_VERGOED, leeg & ~vergoed[categorie])
    blok.signaleer(Signaal.BUITEN_LEEFTIJD, leeg & vergoed[categorie])


def _signaleer_deels(blok: Blok, leeg: Masker) -> None:
    """Fewer days in the pieces than in the line: the child is too young or too old for the others."""
    stukken, feiten = blok.stukken, blok.feiten
    dagen = stukken.per_regel(stukken.tot - stukken.van)
    deels = stukken.per_stuk(dagen < feiten.tot_en_met - feiten.van + 1)
    blok.signaleer(Signaal.DEELS_BUITEN_LEEFTIJD, deels & ~leeg)


def _uren_uit_week(blok: Blok) -> Kolom:
    """Hours per week x weeks, as the difference of two running totals."""
    kalender, afronding = blok.plan.kalender, blok.plan.regeling.afronding.uren
    per_week = blok.feit("uren_per_week")
    weken_van, weken_tot = kalender.weken[blok.stukken.van], kalender.weken[blok.stukken.tot]
    if not afronding.per_maand:
        return _in_eenheden(afronding, per_week * weken_tot, kalender.noemer) - _in_eenheden(
            afronding, per_week * weken_van, kalender.noemer
        )
    teller = per_week * (weken_tot - weken_van)
    if afronding is Urenafronding.MAAND_HONDERDSTE_OMLAAG:
        return EENHEDEN_PER_HONDERDSTE * (teller // kalender.noemer)
    return EENHEDEN_PER_HONDERDSTE * round_half_up_array(teller, kalender.noemer)


def _in_eenheden(afronding: Urenafronding, teller: Kolom, noemer: int | Kolom) -> Kolom:
    """Hundredths as a fraction, to units; rounded to hundredths unless the policy keeps fractions."""
    if afronding is Urenafronding.GEEN:
        return round_half_up_array(teller * EENHEDEN_PER_HONDERDSTE, noemer)
    return EENHEDEN_PER_HONDERDSTE * round_half_up_array(teller, noemer)


def _verdeel_over_stukken(blok: Blok) -> Kolom:
    """A part of the declared hours for each piece, by the weight of its time in the line."""
    afronding, uren = blok.plan.regeling.afronding.uren, blok.feit("uren")
    begin, deel_van, deel_tot, geheel = gewichten(blok)
    return _in_eenheden(afronding, uren * (deel_tot - begin), geheel) - _in_eenheden(
        afronding, uren * (deel_van - begin), geheel
    )


def gewichten(blok: Blok) -> tuple[Kolom, Kolom, Kolom, Kolom]:
    """Running weight at the start of the line, the piece's start and end; and the line's whole weight."""
    dag0, gewicht = blok.plan.kalender.dag0, blok.plan.kalender.gewicht
    van = blok.feit("van") - dag0
    tot = blok.feit("tot_en_met") - dag0 + 1
    dicht = gewicht[tot] == gewicht[van]  # nothing open in the whole line: count days
    punten = [van, blok.stukken.van, blok.stukken.tot, tot]
    begin, deel_van, deel_tot, eind = (np.where(dicht, punt, gewicht[punt]) for punt in punten)
    return begin, deel_van, deel_tot, eind - begin


def begrens_uren(blok: Blok) -> None:
    """No more hours than the policy allows per day and per calendar year."""
    blok.k["uren_gevraagd"] = gevraagd = blok.k["uren"]
    blok.k["uren_ruimte"] = ruimte = np.minimum(_dagruimte(blok), _jaarruimte(blok))
    eerder = np.cumsum(gevraagd) - gevraagd
    if blok.stukken.start is not None and len(gevraagd):
        lengtes = np.diff(np.append(blok.stukken.start, len(gevraagd)))
        eerder = eerder - np.repeat(eerder[blok.stukken.start], lengtes)
    else:
        eerder = np.zeros_like(gevraagd)
    blok.k["uren"] = np.clip(ruimte - eerder, 0, gevraagd)
    blok.signaleer(Signaal.BOVEN_MAXIMUM, blok.k["uren"] < gevraagd)


def _dagruimte(blok: Blok) -> Kolom:
    maximum = per_categorie(blok, lambda r: r.maximum_uren_per_dag)
    dagen = blok.feit("dagen")
    return np.where(
        (dagen == ONBEKEND) | (maximum == ONBEKEND), NOOIT, maximum * dagen * EENHEDEN_PER_HONDERDSTE
    )


def _jaarruimte(blok: Blok) -> Kolom:
    maximum = per_categorie(blok, lambda r: r.maximum_uren_per_jaar)
    over = np.maximum(maximum - blok.feit("uren_eerder"), 0)
    return np.where(maximum == ONBEKEND, NOOIT, over * EENHEDEN_PER_HONDERDSTE)


def per_categorie(blok: Blok, kies: Callable[[Categorieregels], Parameter | None]) -> Kolom:
    """A number of the category, by time; ONBEKEND where the policy says "geen"."""
    kalender = blok.plan.kalender
    tabel = np.full((len(kalender.tijdvakken), len(Categorie)), ONBEKEND, dtype=np.int64)
    for categorie, regels in vergoede_categorieen(blok.plan.regeling):
        parameter = kies(regels)
        if parameter is not None:
            tabel[:, categorie.nummer] = kalender.per_tijdvak(lambda dag, p=parameter: p.op(dag).waarde)  # type: ignore[misc]
    getallen: Kolom = tabel[blok.tijdvak, blok.feit("categorie")]
    return getallen


def toets_minimum(blok: Blok) -> None:
    """Below the minimum take-up there is no subsidy for the line."""
    stukken, kalender = blok.stukken, blok.plan.kalender
    weken = kalender.weken[stukken.tot] - kalender.weken[stukken.van]
    minimum_uren = np.maximum(per_categorie(blok, lambda r: r.minimum_uren_per_week), 0)
    minimum_dagen = np.maximum(per_categorie(blok, lambda r: r.minimum_dagen_per_week), 0)
    som_uren, som_dagen = stukken.per_regel(minimum_uren * weken), stukken.per_regel(minimum_dagen * weken)
    blok.k["minimum"] = _in_eenheden(Urenafronding.HONDERDSTE, som_uren, kalender.noemer)
    blok.k["minimum_dagen"] = som_dagen // kalender.noemer
    te_weinig = stukken.per_regel(blok.k["uren"]) < blok.k["minimum"]
    dagen = blok.feiten.dagen
    te_weinig |= (dagen != ONBEKEND) & (dagen < blok.k["minimum_dagen"])
    if te_weinig.any():
        per_stuk = stukken.per_stuk(te_weinig)
        blok.signaleer(Signaal.ONDER_MINIMUM, per_stuk & (blok.k["uren"] > 0))
        blok.k["uren_voor_minimum"] = blok.k["uren"]
        blok.k["uren"] = np.where(per_stuk, 0, blok.k["uren"])


def _ruimte(blok: Blok, band: Bandtabel) -> Kolom:
    basis = blok.k["pakket"] * (blok.plan.kalender.dagen + 1)
    return band.ruimte.take(basis + blok.stukken.tot) - band.ruimte.take(basis + blok.stukken.van)


def verdeel_uren(blok: Blok) -> None:
    """Fill the bands in order; what does not fit is not paid."""
    rest = blok.k["uren"]
    for b, band in enumerate(blok.plan.banden, start=1):
        blok.k[f"ruimte_{b}"] = _ruimte(blok, band)
        blok.k[f"uren_{b}"] = np.minimum(rest, blok.k[f"ruimte_{b}"])
        rest = rest - blok.k[f"uren_{b}"]
    blok.k["uren_boven"] = rest
    if rest.any():
        blok.signaleer(Signaal.BOVEN_MAXIMUM, rest > 0)


# -- amounts per hour -------------------------------------------------------------------------------


def bepaal_situatie(blok: Blok) -> None:
    """One number for everything that decides the amounts per hour."""
    assen = blok.plan.assen
    wijzer = blok.k["pakket"] * 2
    wijzer += blok.feit("kot")
    if assen.tijdvakken > 1:
        wijzer += blok.tijdvak * (2 * assen.pakketten)
    if assen.klassen > 1:
        wijzer *= assen.klassen
        wijzer += bepaal_klasse(blok)
    if assen.rangen > 1:
        wijzer *= 2
        wijzer += blok.feit("kindrang")
        wijzer -= 1
    if assen.minima > 1:
        wijzer *= assen.minima
        wijzer += blok.feit("minima")
    blok.k["situatie"] = wijzer


def bepaal_klasse(blok: Blok) -> Kolom:
    """The income class: as declared, else from the income, else 0 (no proof)."""
    klasse = blok.feit("bijdrageklasse")
    if not blok.feiten.ontbreekt("inkomen"):
        inkomen = blok.feit("inkomen")
        zoek = (klasse == 0) & (inkomen != ONBEKEND)
        tijdvak = np.broadcast_to(blok.tijdvak, klasse.shape)
        for t, randen in enumerate(inkomensranden(blok.plan)):
            klasse = np.where(
                zoek & (tijdvak == t), np.searchsorted(randen, inkomen, side="left") + 1, klasse
            )
    blok.k["klasse"] = klasse
    return klasse


def inkomensranden(plan: Plan) -> list[Kolom]:
    """The upper edges of the classes, per stretch of time; the edge belongs to the class."""
    tabel = tabel_van(plan.regeling)
    uit = []
    for dag in plan.kalender.tijdvakken:
        geldend = [v for v in tabel.versies if v.vanaf is None or v.vanaf <= dag][-1]
        uit.append(
            np.array([NOOIT if rij.tot_en_met is None else rij.tot_en_met for rij in geldend.rijen], np.int64)
        )
    return uit


def bepaal_uurbedragen(blok: Blok, b: int) -> None:
    """Price, leading amount and the other amount per hour, in millicent."""
    band, situatie, k, nummer = blok.plan.banden[b], blok.k["situatie"], blok.k, b + 1
    k[f"tarief_{nummer}"], k[f"netto_{nummer}"] = band.tarief.take(situatie), band.netto.take(situatie)
    if blok.plan.heeft("prijs_per_regel"):
        k[f"tarief_{nummer}"] = tarief = _prijs_per_regel(blok, band, k[f"tarief_{nummer}"])
        k[f"leidend_{nummer}"] = leidend = _leidend_per_regel(blok, band, tarief)
        k[f"netto_{nummer}"] = np.where(band.van_gemeente[situatie] == 1, leidend, tarief - leidend)


def _prijs_per_regel(blok: Blok, band: Bandtabel, tarief: Kolom) -> Kolom:
    situatie, prijs = blok.k["situatie"], blok.feit("prijs")
    eigen = np.where(prijs == ONBEKEND, 0, prijs) * MILLICENT
    uit = np.where(band.volgt_aanbieder[situatie] == 1, np.minimum(tarief, eigen), tarief)
    if blok.plan.heeft("meerprijs_gemeente"):
        uit = np.where(band.meer_gemeente[situatie] == 1, np.maximum(uit, eigen), uit)
    if blok.plan.heeft("opslag"):
        blok.k["opslag"] = opslag = _opslag(blok)
        uit = np.where(tarief > 0, uit + opslag, uit)
    return uit


def _opslag(blok: Blok) -> Kolom:
    """The surcharges per hour for the child's location or village."""
    som = np.zeros(len(blok.stukken.van), dtype=np.int64)
    for opslag in blok.plan.regeling.opslagen:
        bedrag = blok.plan.kalender.per_tijdvak(lambda dag, o=opslag: o.bedrag.op(dag).waarde)[blok.tijdvak]  # type: ignore[misc]
        som += np.where(_geldt(blok, opslag.categorieen, opslag.locaties, opslag.kernen), bedrag, 0)
    return som


def _geldt(
    blok: Blok, categorieen: tuple[Categorie, ...], locaties: tuple[str, ...], kernen: tuple[str, ...]
) -> Masker:
    geldt = np.isin(blok.feit("categorie"), [c.nummer for c in categorieen])
    for naam, namen, gekozen in (
        ("locatie", blok.feiten.locaties, locaties),
        ("kern", blok.feiten.kernen, kernen),
    ):
        if gekozen:
            geldt &= np.array([n in gekozen for n in namen])[blok.feit(naam)]
    return geldt


def _leidend_per_regel(blok: Blok, band: Bandtabel, tarief: Kolom) -> Kolom:
    """As `plan.leidend_per_uur`, for prices that differ per line."""
    situatie = blok.k["situatie"]
    permille = band.permille[situatie]
    basis = np.minimum(tarief, band.grens[situatie])
    per_cent = blok.plan.regeling.afronding.uurbedrag is Uurbedragafronding.CENT
    stap = MILLICENT if per_cent else 1
    deel = np.where(permille == HEEL, basis, stap * round_half_up_array(permille * basis, HEEL * stap))
    return np.minimum(tarief, band.vast[situatie] + deel)


# -- amounts ------------------------------------------------------------------------------------------


def bereken_band(blok: Blok, b: int) -> None:
    """Cost, subsidy and contribution of one band in cents; subsidy + contribution = cost."""
    k, nummer = blok.k, b + 1
    uren = k[f"uren_{nummer}"]
    kosten = round_half_up_array(uren * k[f"tarief_{nummer}"], FIJN_PER_CENT)
    subsidie = round_half_up_array(uren * k[f"netto_{nummer}"], FIJN_PER_CENT)
    if blok.plan.heeft("per_jaar"):
        subsidie = _met_jaarbedrag(blok, blok.plan.banden[b], nummer, kosten, subsidie)
    k[f"kosten_{nummer}"], k[f"subsidie_{nummer}"] = kosten, subsidie


def _met_jaarbedrag(blok: Blok, band: Bandtabel, nummer: int, kosten: Kolom, subsidie: Kolom) -> Kolom:
    """An amount per month or year, for the part of the year that the piece covers."""
    situatie = blok.k["situatie"]
    deel = round_half_up_array(_jaardeel(blok, band), MILLICENT)
    deel = np.where(blok.k[f"uren_{nummer}"] > 0, deel, 0)
    blok.k[f"deel_{nummer}"] = deel
    van_gemeente = np.minimum(kosten, subsidie + deel)
    uit: Kolom = np.where(band.van_gemeente[situatie] == 1, van_gemeente, np.maximum(subsidie - deel, 0))
    return uit


def _jaardeel(blok: Blok, band: Bandtabel) -> Kolom:
    """The year's amount x the share of the year, in millicent; running totals, so parts add up."""
    kalender, per_jaar = blok.plan.kalender, band.per_jaar[blok.k["situatie"]]
    eind = per_jaar * kalender.gewicht[blok.stukken.tot]
    begin = per_jaar * kalender.gewicht[blok.stukken.van]
    stap = kalender.gewicht_jaar * MILLICENT
    return MILLICENT * (round_half_up_array(eind, stap) - round_half_up_array(begin, stap))


def bereken_meerprijs(blok: Blok) -> None:
    """What the provider asks above the price of the policy."""
    if int(blok.feiten.prijs.max()) == ONBEKEND:
        return
    prijs = blok.feit("prijs")
    ouder = np.zeros(len(prijs), dtype=np.int64)
    verboden = np.zeros(len(prijs), dtype=bool)
    for nummer, band in enumerate(blok.plan.banden, start=1):
        situatie = blok.k["situatie"]
        meer = np.maximum(prijs * MILLICENT - blok.k[f"tarief_{nummer}"], 0)
        bedrag = round_half_up_array(blok.k[f"uren_{nummer}"] * meer, FIJN_PER_CENT)
        ouder += np.where(band.meer_ouder[situatie] == 1, bedrag, 0)
        verboden |= (band.meer_verboden[situatie] == 1) & (bedrag > 0)
    blok.k["meerprijs"] = ouder
    blok.signaleer(Signaal.MEERPRIJS_VERBODEN, verboden)


def tel_banden_op(blok: Blok) -> None:
    banden = range(1, len(blok.plan.banden) + 1)
    blok.k["kosten"] = _som(blok, [blok.k[f"kosten_{b}"] for b in banden])
    blok.k["subsidie"] = _som(blok, [blok.k[f"subsidie_{b}"] for b in banden])


def tel_fijn_op(blok: Blok) -> None:
    """Exact sums over the bands; rounded per month or per line, the leading amount first."""
    banden = range(1, len(blok.plan.banden) + 1)
    kosten = _som(blok, [blok.k[f"uren_{b}"] * blok.k[f"tarief_{b}"] for b in banden])
    leidend = _som(blok, [blok.k[f"uren_{b}"] * blok.leidend(b) for b in banden])
    if blok.plan.heeft("per_jaar"):
        for b, band in enumerate(blok.plan.banden, start=1):
            leidend = leidend + np.where(blok.k[f"uren_{b}"] > 0, _jaardeel(blok, band), 0) * EENHEDEN_PER_UUR
    van_gemeente = _som(blok, [band.van_gemeente[blok.k["situatie"]] for band in blok.plan.banden])
    if blok.plan.regeling.afronding.per is Afrondingsniveau.REGEL:
        kosten, leidend = blok.stukken.per_regel(kosten), blok.stukken.per_regel(leidend)
        van_gemeente = blok.stukken.per_regel(van_gemeente)
    blok.k["kosten_fijn"], blok.k["leidend_fijn"] = kosten, leidend
    blok.k["kosten"] = round_half_up_array(kosten, FIJN_PER_CENT)
    blok.k["leidend"] = np.minimum(round_to(leidend, blok.plan.regeling.afronding.op), blok.k["kosten"])
    blok.k["van_gemeente"] = van_gemeente
    blok.k["subsidie"] = np.where(van_gemeente > 0, blok.k["leidend"], blok.k["kosten"] - blok.k["leidend"])


def round_to(fijn: Kolom, op: Afrondingsstap) -> Kolom:
    """To cents, or to whole euros in cents."""
    euro = 100 * FIJN_PER_CENT
    match op:
        case Afrondingsstap.CENT:
            return round_half_up_array(fijn, FIJN_PER_CENT)
        case Afrondingsstap.EURO:
            return 100 * round_half_up_array(fijn, euro)
        case Afrondingsstap.EURO_OMHOOG:
            return -100 * (-fijn // euro)
        case Afrondingsstap.EURO_OMLAAG:
            return 100 * (fijn // euro)


def bereken_kwaliteit(blok: Blok) -> None:
    """A yearly amount per place, in proportion to the paid hours."""
    kwaliteit = zeker(blok.plan.regeling.plaatsbedragen.kwaliteitsbijdrage, "de kwaliteitsbijdrage")
    kalender = blok.plan.kalender
    bedrag = kalender.per_tijdvak(lambda dag: kwaliteit.bedrag.op(dag).waarde)[blok.tijdvak]
    uren_plaats = kalender.per_tijdvak(lambda dag: kwaliteit.referentie_uren.op(dag).waarde)[blok.tijdvak]
    hondersten = vergoede_uren(blok) // EENHEDEN_PER_HONDERDSTE
    telt = np.isin(blok.feit("categorie"), [c.nummer for c in kwaliteit.categorieen])
    blok.k["kwaliteit"] = np.where(telt, round_half_up_array(hondersten * bedrag, uren_plaats * MILLICENT), 0)


def vergoede_uren(blok: Blok) -> Kolom:
    """Hours in bands for which the policy has a price."""
    if not blok.plan.heeft("cel_zonder_prijs"):
        return blok.k["uren"] - blok.k["uren_boven"]
    banden = range(1, len(blok.plan.banden) + 1)
    return _som(blok, [np.where(blok.k[f"tarief_{b}"] > 0, blok.k[f"uren_{b}"], 0) for b in banden])


def _som(blok: Blok, kolommen: list[Kolom]) -> Kolom:
    if not kolommen:
        return np.zeros(len(blok.stukken.van), dtype=np.int64)
    return reduce(np.add, kolommen)
