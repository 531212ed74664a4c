"""The steps for hours: which bands hold, how many hours there are, how many are paid."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.afronding import Urenafronding
from rekenregels.regeling.categorie import Categorie, zeker
from rekenregels.regeling.eenheden import (
    Kolom,
    Masker,
)
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.urenregels import Urenbron
from rekenregels.rekenen.blok import Blok, per_categorie, rijen, som
from rekenregels.rekenen.dagplekken import dagplekruimte
from rekenregels.rekenen.feit import ELDERS, ONBEKEND
from rekenregels.rekenen.kalender import NOOIT
from rekenregels.rekenen.minimanummers import minimanummers
from rekenregels.rekenen.recht import recht_tot
from rekenregels.rekenen.signalen import Signaal

_ELDERS = frozenset(ELDERS)
_BOVEN_MAXIMUM = Signaal.BOVEN_MAXIMUM  # to look it up in its class costs as much as a sum of a short column


def bepaal_pakket(blok: Blok) -> None:
    """Which list of bands holds for the child: category, phase, location, village, minima rule."""
    plan = blok.plan
    wijzer = blok.feit("categorie")
    if len(plan.pakket_van) == len(Categorie):  # nothing else matters
        blok.k["pakket"] = wijzer
        return
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
    if len(plan.opvangsoorten) > 1:
        wijzer = wijzer * len(plan.opvangsoorten) + blok.feit("opvang")
    if plan.assen.minima > 1:
        wijzer = wijzer * plan.assen.minima + minimanummers(blok)
    blok.k["pakket"] = plan.pakket_van.take(wijzer)


def _codes(namen: tuple[str, ...], bekend: tuple[str, ...]) -> Kolom:
    plek = {naam: i for i, naam in enumerate(bekend)}
    return np.array([plek.get(naam, 0) for naam in namen], dtype=np.int64)


def bepaal_uren(blok: Blok) -> None:
    """The hours of every piece, in units."""
    plan = blok.plan
    if plan.telt_opgegeven and blok.stukken.heel:
        blok.k["uren"] = blok.feiten.uren if plan.eenheid == 1 else blok.feiten.uren * plan.eenheid
        return
    if plan.telt_opgegeven:
        blok.k["uren"] = _verdeel_over_stukken(blok)
    elif plan.regeling.uren.bron is Urenbron.BEZETTE_PLAATS:
        blok.k["uren"] = som(blok, list(bandruimte(blok)))
    else:
        blok.k["uren"] = _uren_uit_week(blok)
    if not blok.stukken.heel:
        leeg = blok.stukken.van == blok.stukken.tot
        blok.k["uren"] = np.where(leeg, 0, blok.k["uren"])
        voorbij = _recht_voorbij(blok)
        _signaleer_lege(blok, leeg & ~voorbij)
        _signaleer_deels(blok, leeg | voorbij)


def _recht_voorbij(blok: Blok) -> Masker:
    """The pieces of lines that run on after the right has ended."""
    if not blok.plan.heeft("recht"):
        return np.zeros(len(blok.stukken.van), dtype=bool)
    eind = blok.feiten.tot_en_met - blok.plan.kalender.dag0
    voorbij = blok.stukken.per_stuk(recht_tot(blok.plan, blok.feiten) <= eind)
    blok.signaleer(Signaal.RECHT_VOORBIJ, voorbij)
    return voorbij


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
        return _in_eenheden(blok, per_week * weken_tot, kalender.noemer) - _in_eenheden(
            blok, per_week * weken_van, kalender.noemer
        )
    teller = per_week * (weken_tot - weken_van)
    if afronding is Urenafronding.MAAND_HONDERDSTE_OMLAAG:
        return teller // kalender.noemer
    return round_half_up_array(teller, kalender.noemer)


def _in_eenheden(blok: Blok, teller: Kolom, noemer: int | Kolom) -> Kolom:
    """Hundredths as a fraction, to the units of the policy."""
    return round_half_up_array(teller * blok.plan.eenheid, noemer)


def _verdeel_over_stukken(blok: Blok) -> Kolom:
    """A part of the declared hours for each piece, by the weight of its time in the line."""
    uren = blok.feit("uren")
    begin, deel_van, deel_tot, geheel = gewichten(blok)
    return _in_eenheden(blok, uren * (deel_tot - begin), geheel) - _in_eenheden(
        blok, uren * (deel_van - begin), geheel
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
    """No more hours than the policy allows per day, per calendar year and by the order of the days in a week."""
    blok.k["uren_gevraagd"] = gevraagd = blok.k["uren"]
    ruimte = np.minimum(_dagruimte(blok), _jaarruimte(blok))
    if blok.plan.heeft("dagplekken"):
        blok.k["dagplekruimte"] = per_dagplek = dagplekruimte(blok)
        ruimte = np.minimum(ruimte, per_dagplek)
    blok.k["uren_ruimte"] = ruimte
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
    for nummer, pakket in enumerate(blok.plan.pakketten):
        if (eigen := pakket.eigen_dagmaximum) is not None:
            waarden = blok.plan.kalender.per_tijdvak(lambda dag, p=eigen: p.op(dag).waarde)  # type: ignore[misc]
            maximum = np.where(blok.k["pakket"] == nummer, waarden[blok.tijdvak], maximum)
    dagen = blok.feit("dagen")
    return np.where((dagen == ONBEKEND) | (maximum == ONBEKEND), NOOIT, maximum * dagen * blok.plan.eenheid)


def _jaarruimte(blok: Blok) -> Kolom:
    maximum = per_categorie(blok, lambda r: r.maximum_uren_per_jaar)
    over = np.maximum(maximum - blok.feit("uren_eerder"), 0)
    return np.where(maximum == ONBEKEND, NOOIT, over * blok.plan.eenheid)


def toets_minimum(blok: Blok) -> None:
    """Below the minimum take-up there is no subsidy for the line; exactly the minimum is enough.

    The minimum is per week x the weeks of all the line's pieces, as a fraction: rounded by itself it could be a
    hundredth more than hours that were rounded as running totals. Adds `minimum`, rounded down, for people.
    """
    stukken, kalender = blok.stukken, blok.plan.kalender
    weken = kalender.weken[stukken.tot] - kalender.weken[stukken.van]
    minimum_uren = np.maximum(per_categorie(blok, lambda r: r.minimum_uren_per_week), 0)
    minimum_dagen = np.maximum(per_categorie(blok, lambda r: r.minimum_dagen_per_week), 0)
    som_uren, som_dagen = stukken.per_regel(minimum_uren * weken), stukken.per_regel(minimum_dagen * weken)
    blok.k["minimum"] = blok.plan.eenheid * (som_uren // kalender.noemer)
    blok.k["minimum_dagen"] = som_dagen // kalender.noemer
    te_weinig = (som_uren > 0) & ~_haalt_minimum(blok, som_uren, weken)
    dagen = blok.feiten.dagen
    te_weinig |= (dagen != ONBEKEND) & (dagen < blok.k["minimum_dagen"])
    if te_weinig.any():
        per_stuk = stukken.per_stuk(te_weinig)
        blok.signaleer(Signaal.ONDER_MINIMUM, per_stuk & (blok.k["uren"] > 0))
        blok.k["uren_voor_minimum"], blok.k["onder_minimum"] = blok.k["uren"], per_stuk.astype(np.int64)
        blok.k["uren"] = np.where(per_stuk, 0, blok.k["uren"])


def _haalt_minimum(blok: Blok, minimum: Kolom, weken: Kolom) -> Masker:
    """Per line: is the minimum (hundredths x the calendar's noemer) taken up?

    Hours that follow from hours per week are compared before they are rounded. Declared hours are hundredths, so
    a minimum of 26 2/3 hours can be declared as 26,66 or 26,67: they pass when a hundredth more is above the
    minimum. Of a line that is cut, their share is compared. Hours that a maximum cut off are compared as they are left.
    The minimum is about the child: what its other lines ask over the same days counts with it.
    """
    stukken, noemer, elders = blok.stukken, blok.plan.kalender.noemer, blok.feiten.uren_elders
    uren, gevraagd = (
        stukken.per_regel(blok.k.get(naam, blok.k["uren"])) for naam in ("uren", "uren_gevraagd")
    )
    per_week = _per_week(blok)
    if per_week is not None:
        haalt = stukken.per_regel(per_week * weken) + elders * noemer >= minimum
    else:
        haalt = _is_meer(*_deel_van(blok, blok.feiten.uren + elders + 1), minimum, noemer)
    samen = uren + blok.plan.eenheid * (elders + 1)
    na_maximum = samen * noemer > blok.plan.eenheid * minimum
    return np.where(uren < gevraagd, na_maximum, haalt)


def _per_week(blok: Blok) -> Kolom | None:
    """The hours per week of every piece from which its hours follow, in hundredths; None where hours are declared."""
    plan, bron = blok.plan, blok.plan.regeling.uren.bron
    if bron.uit_weekuren:
        return blok.feit("uren_per_week")
    if bron is not Urenbron.BEZETTE_PLAATS:
        return None
    plaatsen = [
        [sum(band.maat[0].op(dag).waarde for band in pakket.banden) for pakket in plan.pakketten]
        for dag in plan.kalender.tijdvakken
    ]
    uit: Kolom = np.array(plaatsen, dtype=np.int64)[blok.tijdvak, blok.k["pakket"]]
    return uit


def _deel_van(blok: Blok, uren: Kolom) -> tuple[Kolom, Kolom | int]:
    """The share of a line's hours that its pieces have, as a fraction."""
    stukken = blok.stukken
    if stukken.heel:
        return uren, 1
    _, van, tot, geheel = gewichten(blok)
    return uren * stukken.per_regel(tot - van), geheel if stukken.start is None else geheel[stukken.start]


def _is_meer(teller: Kolom, noemer: Kolom | int, teller2: Kolom, noemer2: int) -> Masker:
    """teller / noemer > teller2 / noemer2, without products that leave 64 bits."""
    heel, rest = np.divmod(teller, noemer)
    heel2, rest2 = np.divmod(teller2, noemer2)
    meer: Masker = (heel > heel2) | ((heel == heel2) & (rest * noemer2 > rest2 * noemer))
    return meer


def bandruimte(blok: Blok) -> Kolom:
    """Hours that fit, for every band: the difference of two running totals."""
    plan, stukken = blok.plan, blok.stukken
    basis = blok.k["pakket"] * plan.kalender.dagtotalen
    ruimte = plan.ruimte.take(basis + stukken.tot, axis=1)
    basis += stukken.van
    ruimte -= plan.ruimte.take(basis, axis=1)
    return ruimte


def verdeel_uren(blok: Blok) -> None:
    """Fill the bands in order; what does not fit is not paid."""
    alle_ruimte = bandruimte(blok)
    ruimte = rijen(alle_ruimte)
    vrij = ruimte if blok.feiten.zijn_neutraal(_ELDERS) else list(vrije_ruimte(blok, alle_ruimte))
    uren, rest = vul_banden(blok.k["uren"], vrij)
    blok.k["uren_boven"] = rest
    blok.per_band.update(ruimte=ruimte, vrij=vrij, uren=uren)
    blok.signaleer(_BOVEN_MAXIMUM, rest > blok.plan.weekspeling)


def vul_banden(rest: Kolom, ruimte: Iterable[Kolom]) -> tuple[list[Kolom], Kolom]:
    """The hours in each band, and what did not fit in any."""
    uren = []
    for past in ruimte:
        in_band = np.minimum(rest, past)
        uren.append(in_band)
        rest = rest - in_band
    return uren, rest


def vrije_ruimte(blok: Blok, ruimte: Kolom) -> Kolom:
    """The room that other lines of the child left over the same days; what they took goes off the first pieces."""
    if blok.feiten.zijn_neutraal(_ELDERS):
        return ruimte
    vrij = ruimte.copy()
    for b, naam in enumerate(ELDERS[: len(ruimte)]):
        bezet = blok.feit(naam) * blok.plan.eenheid
        tot = blok.stukken.opgeteld(ruimte[b])
        vrij[b] = np.maximum(tot - bezet, 0) - np.maximum(tot - ruimte[b] - bezet, 0)
    blok.signaleer(Signaal.RUIMTE_ELDERS, (vrij < ruimte).any(axis=0) & (blok.k["uren"] > vrij.sum(axis=0)))
    return vrij
