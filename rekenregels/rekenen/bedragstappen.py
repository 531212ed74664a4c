"""The steps for amounts: per hour, per band, per piece or line."""

from __future__ import annotations

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.categorie import Categorie, zeker
from rekenregels.regeling.document import (
    Afrondingsniveau,
    Afrondingsstap,
    Uurbedragafronding,
)
from rekenregels.regeling.eenheden import (
    EENHEDEN_PER_HONDERDSTE,
    EENHEDEN_PER_UUR,
    FIJN_PER_CENT,
    MILLICENT,
    Kolom,
    Masker,
)
from rekenregels.regeling.uurbedragen import HEEL
from rekenregels.rekenen.bandtabel import Bandtabel
from rekenregels.rekenen.blok import Blok, meetellende_uren, som
from rekenregels.rekenen.feiten import ONBEKEND
from rekenregels.rekenen.kalender import NOOIT
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.signalen import Signaal


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
    """The income class: as declared, else from the income in the table of this parent, else 0 (no proof)."""
    klasse = blok.feit("bijdrageklasse")
    if not blok.feiten.ontbreekt("inkomen"):
        inkomen = blok.feit("inkomen")
        zoek = (klasse == 0) & (inkomen != ONBEKEND)
        tijdvak = np.broadcast_to(blok.tijdvak, klasse.shape)
        nummers = tabelnummers(blok)
        for nummer, tabel in enumerate(blok.plan.regeling.bijdragetabellen.values()):
            van_tabel = zoek if nummers is None else zoek & (nummers == nummer)
            for t, randen in enumerate(inkomensranden(blok.plan, tabel)):
                gevonden = np.searchsorted(randen, inkomen, side="left") + 1
                klasse = np.where(van_tabel & (tijdvak == t), gevonden, klasse)
    blok.k["klasse"] = klasse
    return klasse


def tabelnummers(blok: Blok) -> Kolom | None:
    """Which table each piece reads; None where the policy has one."""
    if not blok.plan.heeft("meer_tabellen"):
        return None
    uit: Kolom = blok.plan.tabel_van[blok.k["pakket"] * 2 + blok.feit("kot")]
    return uit


def inkomensranden(plan: Plan, tabel: Bijdragetabel) -> list[Kolom]:
    """The upper edges of the classes in euros a year, per stretch of time; the edge belongs to the class."""
    versies = [tabel.versie_op(dag) for dag in plan.kalender.tijdvakken]
    return [
        np.array([NOOIT if (rand := tabel.rand(rij)) is None else rand for rij in versie.rijen], np.int64)
        for versie in versies
    ]


def bepaal_uurbedragen(blok: Blok) -> None:
    """Price and what the municipality pays of it, per hour, in millicent."""
    blok.uurbedragen = blok.plan.uurbedragen.take(blok.k["situatie"], axis=2)
    blok.per_band["tarief"] = blok.uurbedragen[0]
    if blok.plan.heeft("prijs_per_regel"):
        _volg_prijzen(blok, *blok.uurbedragen)


def _volg_prijzen(blok: Blok, tarief: Kolom, netto: Kolom) -> None:
    """Prices that differ per line: of the provider, or with a surcharge; written over those of the table."""
    blok.per_band["leidend"] = leidend = np.empty_like(tarief)
    for b, band in enumerate(blok.plan.banden):
        tarief[b] = _prijs_per_regel(blok, band, tarief[b])
        leidend[b] = _leidend_per_regel(blok, band, tarief[b])
        netto[b] = np.where(band.van_gemeente[blok.k["situatie"]] == 1, leidend[b], tarief[b] - leidend[b])


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
    """As `Leidend.per_uur`, for prices that differ per line."""
    situatie = blok.k["situatie"]
    permille = band.permille[situatie]
    basis = np.minimum(tarief, band.grens[situatie])
    per_cent = blok.plan.regeling.afronding.uurbedrag is Uurbedragafronding.CENT
    stap = MILLICENT if per_cent else 1
    deel = np.where(permille == HEEL, basis, stap * round_half_up_array(permille * basis, HEEL * stap))
    uit: Kolom = np.minimum(tarief, band.vast[situatie] + deel)
    return uit if band.samen is None else band.samen.per_uur(situatie, tarief, uit)


def bereken_banden(blok: Blok) -> None:
    """Cost and subsidy of every band in cents, and their sums; what remains is the contribution."""
    fijn = blok.per_band["uren"] * blok.uurbedragen
    bedragen = round_half_up_array(fijn, FIJN_PER_CENT, overwrite=True)
    blok.per_band["kosten"], blok.per_band["subsidie"] = kosten, subsidie = bedragen
    if blok.plan.heeft("per_jaar"):
        for b, band in enumerate(blok.plan.banden):
            subsidie[b] = _met_jaarbedrag(blok, band, b, kosten[b], subsidie[b])
    blok.k["kosten"], blok.k["subsidie"] = som(blok, kosten), som(blok, subsidie)


def _met_jaarbedrag(blok: Blok, band: Bandtabel, b: int, kosten: Kolom, subsidie: Kolom) -> Kolom:
    """An amount per month or year, for the part of the year that the piece covers."""
    situatie = blok.k["situatie"]
    deel = round_half_up_array(_jaardeel(blok, band), MILLICENT)
    deel = np.where(blok.per_band["uren"][b] > 0, deel, 0)
    van_gemeente = np.minimum(kosten, subsidie + deel)
    uit: Kolom = np.where(band.van_gemeente[situatie] == 1, van_gemeente, np.maximum(subsidie - deel, 0))
    return uit


def _jaardeel(blok: Blok, band: Bandtabel) -> Kolom:
    """The year's amount x the share of the year, in millicent; running totals, so parts add up."""
    plan, situatie = blok.plan, blok.k["situatie"]
    per_jaar, verdeling = band.per_jaar[situatie], band.verdeling[situatie]
    eind = per_jaar * plan.jaargewicht[verdeling, blok.stukken.tot]
    begin = per_jaar * plan.jaargewicht[verdeling, blok.stukken.van]
    stap = plan.jaargewichten[verdeling] * MILLICENT
    return MILLICENT * (round_half_up_array(eind, stap) - round_half_up_array(begin, stap))


def bereken_meerprijs(blok: Blok) -> None:
    """What the provider asks above the price of the policy."""
    if blok.feiten.ontbreekt("prijs"):
        return
    prijs = blok.feit("prijs")
    ouder = np.zeros(len(prijs), dtype=np.int64)
    verboden = np.zeros(len(prijs), dtype=bool)
    meer = np.maximum(prijs * MILLICENT - blok.per_band["tarief"], 0)
    bedragen = round_half_up_array(blok.per_band["uren"] * meer, FIJN_PER_CENT)
    for band, bedrag in zip(blok.plan.banden, bedragen, strict=True):
        situatie = blok.k["situatie"]
        ouder += np.where(band.meer_ouder[situatie] == 1, bedrag, 0)
        verboden |= (band.meer_verboden[situatie] == 1) & (bedrag > 0)
    blok.k["meerprijs"] = ouder
    blok.signaleer(Signaal.MEERPRIJS_VERBODEN, verboden)


def tel_fijn_op(blok: Blok) -> None:
    """Exact sums over the bands; rounded per month or per line, the leading amount first."""
    uren = blok.per_band["uren"]
    kosten = som(blok, uren * blok.per_band["tarief"])
    leidend = som(blok, [in_band * blok.leidend(b) for b, in_band in enumerate(uren, start=1)])
    if blok.plan.heeft("per_jaar"):
        for in_band, band in zip(uren, blok.plan.banden, strict=True):
            leidend = leidend + np.where(in_band > 0, _jaardeel(blok, band), 0) * EENHEDEN_PER_UUR
    van_gemeente = som(blok, [band.van_gemeente[blok.k["situatie"]] for band in blok.plan.banden])
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
    """A yearly amount per place, in proportion to the hours that count, whatever their price."""
    kwaliteit = zeker(blok.plan.regeling.plaatsbedragen.kwaliteitsbijdrage, "de kwaliteitsbijdrage")
    kalender = blok.plan.kalender
    bedrag = kalender.per_tijdvak(lambda dag: kwaliteit.bedrag.op(dag).waarde)[blok.tijdvak]
    uren_plaats = kalender.per_tijdvak(lambda dag: kwaliteit.referentie_uren.op(dag).waarde)[blok.tijdvak]
    hondersten = meetellende_uren(blok) // EENHEDEN_PER_HONDERDSTE
    telt = np.isin(blok.feit("categorie"), [c.nummer for c in kwaliteit.categorieen])
    blok.k["kwaliteit"] = np.where(telt, round_half_up_array(hondersten * bedrag, uren_plaats * MILLICENT), 0)
