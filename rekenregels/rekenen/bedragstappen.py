"""The steps for amounts: per hour, per band, per piece or line."""

from __future__ import annotations

import numpy as np

from lib.geld import round_gewoon_in_place, round_half_up_array, round_half_up_in_place
from rekenregels.regeling.afronding import Afrondingsniveau, Afrondingsstap, Uurbedragafronding
from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.categorie import Categorie, zeker
from rekenregels.regeling.eenheden import (
    MILLICENT,
    Kolom,
    Masker,
)
from rekenregels.regeling.uurbedragen import HEEL
from rekenregels.rekenen.bandtabel import Bandtabel
from rekenregels.rekenen.blok import Blok, meetellende_uren, rijen, som
from rekenregels.rekenen.feit import ONBEKEND
from rekenregels.rekenen.kalender import NOOIT
from rekenregels.rekenen.minimanummers import minimanummers
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.tijdafronding import rond_over_tijd
from rekenregels.rekenen.tijdbedragen import reken_zonder_prijs, tijdbedrag


def bepaal_situatie(blok: Blok) -> None:
    """One number for everything that decides the amounts per hour."""
    assen, stap, feit = blok.plan.assen, blok.plan.assen.stappen, blok.feit
    situatie = assen.pakketbegin.take(blok.k["pakket"])
    situatie += feit("kot") * stap["kot"]
    if assen.tijdvakken > 1:
        situatie += blok.tijdvak * stap["tijdvak"]
    if assen.klassen > 1:
        situatie += bepaal_klasse(blok) * stap["klasse"]
    if assen.rangen > 1:
        situatie += feit("kindrang") if assen.minima == 1 else feit("kindrang") * stap["rang"]
    if assen.minima > 1:
        situatie += minimanummers(blok)
    blok.k["situatie"] = situatie


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
    plan = blok.plan
    blok.uurbedragen = rijen(plan.uurbedragen.take(blok.k["situatie"], axis=1))
    if plan.heeft("prijs_per_regel"):
        _volg_prijzen(blok)
    blok.per_band["tarief"] = blok.uurbedragen[: len(plan.banden)]


def _volg_prijzen(blok: Blok) -> None:
    """Prices that differ per line: of the provider, or with a surcharge; in the place of those of the table."""
    blok.per_band["leidend"] = []
    for b, (band, rij) in enumerate(zip(blok.plan.banden, blok.plan.gemeenterij, strict=True)):
        tarief = _prijs_per_regel(blok, band, blok.uurbedragen[b])
        leidend = _leidend_per_regel(blok, band, tarief)
        blok.per_band["leidend"].append(leidend)
        van_gemeente = band.van_gemeente[blok.k["situatie"]] == 1
        blok.uurbedragen[b], blok.uurbedragen[rij] = tarief, np.where(van_gemeente, leidend, tarief - leidend)


def _prijs_per_regel(blok: Blok, band: Bandtabel, tarief: Kolom) -> Kolom:
    situatie, prijs = blok.k["situatie"], blok.feit("prijs")
    eigen = np.where(prijs == ONBEKEND, 0, prijs) * MILLICENT
    uit = np.where(band.volgt_aanbieder[situatie] == 1, np.minimum(tarief, eigen), tarief)
    if band.prijs is not None:
        uit = band.prijs.prijs(situatie, eigen, uit)
    if blok.plan.heeft("meerprijs_gemeente"):
        uit = np.where(band.meer_gemeente[situatie] == 1, np.maximum(uit, eigen), uit)
    if blok.plan.heeft("opslag"):
        blok.k["opslag"] = opslag = _opslag(blok)
        uit = np.where((tarief > 0) & (band.ouder.geldt[situatie] == 0), uit + opslag, uit)
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
    plan, uren = blok.plan, blok.per_band["uren"]
    fijn = np.empty((len(blok.uurbedragen), len(blok.k["situatie"])), dtype=np.int64)
    bedragen = rijen(fijn)
    for b, per_uur, uit in zip(plan.band_van_rij, blok.uurbedragen, bedragen, strict=True):
        np.multiply(uren[b], per_uur, uit)
    rond = (
        round_gewoon_in_place if plan.blijft_klein and "over" not in blok.per_band else round_half_up_in_place
    )
    rond(fijn, plan.fijn_per_cent)
    kosten, subsidie = bedragen[: len(uren)], [bedragen[rij] for rij in plan.gemeenterij]
    if plan.heeft("per_jaar"):
        for b, band in enumerate(plan.banden):
            subsidie[b] = _met_jaarbedrag(blok, band, b, kosten[b], subsidie[b])
    if plan.heeft("tijdafronding"):
        for b, band in enumerate(plan.banden):
            subsidie[b] = _met_tijdafronding(blok, band, b, kosten[b], subsidie[b])
    if plan.heeft("zonder_prijs"):
        reken_zonder_prijs(blok, kosten, subsidie)
    blok.per_band.update(kosten=kosten, subsidie=subsidie)
    blok.k["kosten"], blok.k["subsidie"] = som(blok, kosten), som(blok, subsidie)


def _met_jaarbedrag(blok: Blok, band: Bandtabel, b: int, kosten: Kolom, subsidie: Kolom) -> Kolom:
    """An amount per day, month or year, for the part of the line or the year that the piece is."""
    situatie = blok.k["situatie"]
    deel = round_half_up_array(tijdbedrag(blok, band), MILLICENT)
    deel = np.where(blok.per_band["uren"][b] > 0, deel, 0)
    van_gemeente = np.minimum(kosten, subsidie + deel)
    uit: Kolom = np.where(band.van_gemeente[situatie] == 1, van_gemeente, np.maximum(subsidie - deel, 0))
    return uit


def _met_tijdafronding(blok: Blok, band: Bandtabel, b: int, kosten: Kolom, subsidie: Kolom) -> Kolom:
    """The leading amount rounded over a longer time than an hour, never more than the cost; the other is what is left."""
    if band.rond is None:
        return subsidie
    van_gemeente = band.van_gemeente[blok.k["situatie"]] == 1
    anders = np.where(van_gemeente, subsidie, kosten - subsidie)
    leidend = rond_over_tijd(blok, band.rond, blok.per_band["uren"][b], blok.leidend(b + 1), anders)
    leidend = np.minimum(leidend, kosten)
    uit: Kolom = np.where(van_gemeente, leidend, kosten - leidend)
    return uit


def bereken_meerprijs(blok: Blok) -> None:
    """What the provider asks above the price of the policy."""
    if blok.feiten.ontbreekt("prijs"):
        return
    prijs = blok.feit("prijs")
    ouder = np.zeros(len(prijs), dtype=np.int64)
    verboden = np.zeros(len(prijs), dtype=bool)
    banden = zip(blok.plan.banden, blok.per_band["uren"], blok.per_band["tarief"], strict=True)
    for band, uren, tarief in banden:
        meer = np.maximum(prijs * MILLICENT - tarief, 0)
        bedrag = round_half_up_array(uren * meer, blok.plan.fijn_per_cent)
        situatie = blok.k["situatie"]
        ouder += np.where(band.meer_ouder[situatie] == 1, bedrag, 0)
        verboden |= (band.meer_verboden[situatie] == 1) & (bedrag > 0)
    blok.k["meerprijs"] = ouder
    blok.signaleer(Signaal.MEERPRIJS_VERBODEN, verboden)


def tel_fijn_op(blok: Blok) -> None:
    """Exact sums over the bands; rounded per month or per line, the leading amount first."""
    uren = blok.per_band["uren"]
    kosten = som(
        blok, [in_band * tarief for in_band, tarief in zip(uren, blok.per_band["tarief"], strict=True)]
    )
    leidend = som(blok, [in_band * blok.leidend(b) for b, in_band in enumerate(uren, start=1)])
    if blok.plan.heeft("per_jaar"):
        for in_band, band in zip(uren, blok.plan.banden, strict=True):
            fijn = np.where(in_band > 0, tijdbedrag(blok, band), 0) * blok.plan.eenheden_per_uur
            leidend = leidend + fijn
    van_gemeente = som(blok, [band.van_gemeente[blok.k["situatie"]] for band in blok.plan.banden])
    if blok.plan.regeling.afronding.per is Afrondingsniveau.REGEL:
        kosten, leidend = blok.stukken.per_regel(kosten), blok.stukken.per_regel(leidend)
        van_gemeente = blok.stukken.per_regel(van_gemeente)
    blok.k["kosten_fijn"], blok.k["leidend_fijn"] = kosten, leidend
    per_cent = blok.plan.fijn_per_cent
    blok.k["kosten"] = round_half_up_array(kosten, per_cent)
    leidend = round_to(leidend, blok.plan.regeling.afronding.op, per_cent)
    blok.k["leidend"] = np.minimum(leidend, blok.k["kosten"])
    blok.k["van_gemeente"] = van_gemeente
    blok.k["subsidie"] = np.where(van_gemeente > 0, blok.k["leidend"], blok.k["kosten"] - blok.k["leidend"])


def round_to(fijn: Kolom, op: Afrondingsstap, per_cent: int) -> Kolom:
    """To cents, or to whole euros in cents; a cent has `per_cent` of the parts that are given."""
    euro = 100 * per_cent
    match op:
        case Afrondingsstap.CENT:
            return round_half_up_array(fijn, per_cent)
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
    hondersten = meetellende_uren(blok) // blok.plan.eenheid
    telt = np.isin(blok.feit("categorie"), [c.nummer for c in kwaliteit.categorieen])
    blok.k["kwaliteit"] = np.where(telt, round_half_up_array(hondersten * bedrag, uren_plaats * MILLICENT), 0)
