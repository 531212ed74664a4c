"""Amounts that do not go by the hour: per place, per target-group child on a reference day, per location and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.geld import round_half_up
from lib.periode import jaar_periode
from rekenregels.regeling.categorie import Categorie, zeker
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_datum, in_woord
from rekenregels.regeling.plaatsbedragen import Trede, VasteVoet
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.velden import Eenheid, Parameter
from rekenregels.rekenen.locatietelling import (
    AANTALLEN,
    Locatiefeit,
    peildatum,
    plaatspeildatum,
    staffelpeildatum,
)
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van


class Plaatsbedrag(StrEnum):
    """What an amount is for. The words are kept; never change them."""

    PBM = "pbm"
    KWALITEIT = "kwaliteit"
    LOCATIE = "locatie"
    GROEP = "groep"
    HALVE_GROEP = "halve-groep"


@dataclass(frozen=True)
class Locatiepost:
    """One amount of one location. `aantal` is what counts (a place of half a year is 1/2), `tarief` cents for one."""

    feit: Locatiefeit
    soort: Plaatsbedrag
    categorie: Categorie
    aantal: Fraction
    tarief: Fraction
    centen: int
    stap: Stap


def calculate_locaties(regeling: Regeling, feiten: Sequence[Locatiefeit]) -> list[Locatiepost]:
    """The amounts per location in the order of the facts, each with its explanation."""
    posten: list[Locatiepost] = []
    for feit in feiten:
        _check(feit)
        posten += _posten(regeling, feit)
    return posten


def _check(feit: Locatiefeit) -> None:
    for naam in AANTALLEN:
        if getattr(feit, naam) < 0:
            raise ValueError(
                f"Locatie {feit.locatie}: {naam} is {getattr(feit, naam)}, maar mag niet lager zijn dan 0."
            )


def _posten(regeling: Regeling, feit: Locatiefeit) -> Iterator[Locatiepost]:
    if regeling.plaatsbedragen.hbo is not None and feit.doelgroepkinderen:
        yield _pbm(regeling, feit)
    yield from _kwaliteit(regeling, feit)
    voet = regeling.plaatsbedragen.vaste_voet
    if voet is None:
        return
    yield from _locatie(regeling, voet, feit)
    for soort, naam, woord, dagen, bedrag in (
        (Plaatsbedrag.GROEP, "Groepen", "groepen", feit.groepsdagen, voet.per_groep),
        (
            Plaatsbedrag.HALVE_GROEP,
            "Halve groepen",
            "halve groepen",
            feit.halve_groepsdagen,
            voet.per_halve_groep,
        ),
    ):
        if dagen and bedrag.op(feit.van).waarde:
            een = {"groepen": "hele groep", "halve groepen": "halve groep"}[woord]
            zin = f"Een bedrag per {een} per jaar{_by_days(feit, dagen)}."
            yield _post(feit, soort, Categorie.DOELGROEP, naam, zin, _share(feit, dagen, woord), ((bedrag,),))


def _locatie(regeling: Regeling, voet: VasteVoet, feit: Locatiefeit) -> Iterator[Locatiepost]:
    """The amount of a location, with that of its step in the staffel on top."""
    trede = None if voet.staffel is None else voet.staffel.trede(feit.staffelkinderen)
    bedragen = [voet.per_locatie, *([] if trede is None else [trede.bedrag])]
    samen = tuple(bedrag for bedrag in bedragen if bedrag.op(feit.van).waarde)
    if not feit.locatiedagen or not samen:
        return
    naar = "" if trede is None else _trede_zin(regeling, feit, trede)
    zin = f"Een bedrag per locatie per jaar{naar}{_by_days(feit, feit.locatiedagen)}."
    telling = _share(feit, feit.locatiedagen, "locatie")
    yield _post(feit, Plaatsbedrag.LOCATIE, Categorie.DOELGROEP, "Vaste voet", zin, telling, (samen,))


def _trede_zin(regeling: Regeling, feit: Locatiefeit, trede: Trede) -> str:
    aantal, dag = feit.staffelkinderen, staffelpeildatum(regeling, feit.van.year)
    op = als_datum(zeker(dag, "de peildatum van de staffel"))
    return f", met dat vanaf {trede.vanaf} {in_woord(trede.vanaf, 'doelgroepkinderen')}: {aantal} op de peildatum {op}"


def _pbm(regeling: Regeling, feit: Locatiefeit) -> Locatiepost:
    hbo = zeker(regeling.plaatsbedragen.hbo, "het bedrag voor de pedagogisch beleidsmedewerker")
    aantal = feit.doelgroepkinderen
    dag = als_datum(zeker(peildatum(regeling, feit.van.year), "de peildatum"))
    zin = (
        f"Pedagogisch beleidsmedewerker: {aantal} {in_woord(aantal, 'doelgroepkinderen')} van 2,5 tot 4 jaar op de"
        f" peildatum {dag}."
    )
    telling = sommen.aantal(aantal, "kinderen")
    per_kind = tuple((factor,) for factor in hbo.per_kind)
    return _post(feit, Plaatsbedrag.PBM, Categorie.DOELGROEP, "Hbo'er", zin, telling, per_kind)


def _kwaliteit(regeling: Regeling, feit: Locatiefeit) -> Iterator[Locatiepost]:
    """Where the amount goes `naar_rato` it stands in the hours of each child, and never here as well."""
    kwaliteit = regeling.plaatsbedragen.kwaliteitsbijdrage
    if kwaliteit is None or kwaliteit.naar_rato:
        return
    heel = toon_waarde(kwaliteit.referentie_uren.op(feit.van), kwaliteit.referentie_uren.eenheid)
    dag = plaatspeildatum(kwaliteit, feit.van.year)
    geteld = "" if dag is None else f", geteld op de peildatum {als_datum(dag)}"
    for categorie in kwaliteit.categorieen:
        if dagen := feit.plaatsdagen(categorie):
            zin = (
                f"Een bedrag per plaats per jaar voor {categorie.kinderen}. Een plaats is {heel} of meer per jaar"
                f"{geteld}{_by_days(feit, dagen)}."
            )
            telling = _share(feit, dagen, "plaatsen")
            soort, naam = Plaatsbedrag.KWALITEIT, "Kwaliteitsbijdrage"
            post = _post(feit, soort, categorie, naam, zin, telling, ((kwaliteit.bedrag,),))
            bron = bron_van(kwaliteit.bedrag.op(feit.van), kwaliteit.referentie_uren.op(feit.van))
            yield replace(post, stap=replace(post.stap, **bron))


def _share(feit: Locatiefeit, dagen: int, woord: str) -> Som:
    """Days as a number of years: 2 groepen, 122/365 groep."""
    jaar = jaar_periode(feit.van.year).dagen
    deel = Fraction(dagen, jaar)
    if deel.denominator == 1:
        return sommen.aantal(deel, woord)
    return Som(f"{dagen}/{jaar} {in_woord(deel, woord)}", deel)


def _by_days(feit: Locatiefeit, dagen: int) -> str:
    jaar = jaar_periode(feit.van.year).dagen
    return "" if dagen % jaar == 0 else f", naar rato van de tijd: {dagen} van {jaar} dagen"


def _post(
    feit: Locatiefeit,
    soort: Plaatsbedrag,
    categorie: Categorie,
    naam: str,
    zin: str,
    telling: Som,
    factoren: tuple[tuple[Parameter, ...], ...],
) -> Locatiepost:
    """A number of things times everything that one of them counts for; a factor is one number or a sum."""
    per_stuk = [sommen.optellen([_factor(deel, feit.van) for deel in factor]) for factor in factoren]
    som = telling
    for factor in per_stuk:
        som = som * factor
    centen = som.waarde * 100
    uitkomst = sommen.bedrag(round_half_up(centen.numerator, centen.denominator))
    bron = bron_van(*(deel.op(feit.van) for factor in factoren for deel in factor))
    stap = Stap(
        naam, zin, som.uitkomst(uitkomst, "cent"), uitkomst.waarde, "euro", **bron, periode=_days_of(feit)
    )
    tarief = Fraction(100)
    for factor in per_stuk:
        tarief *= factor.waarde
    return Locatiepost(feit, soort, categorie, telling.waarde, tarief, int(uitkomst.waarde * 100), stap)


def _days_of(feit: Locatiefeit) -> str:
    """Which days, unless it is the whole year."""
    jaar = jaar_periode(feit.van.year)
    if (feit.van, feit.tot_en_met) == (jaar.van, jaar.tot_en_met):
        return ""
    return f"{als_datum(feit.van)} t/m {als_datum(feit.tot_en_met)}"


def _factor(factor: Parameter, dag: date) -> Som:
    waarde = factor.op(dag).waarde
    if factor.eenheid is Eenheid.EURO:
        return sommen.prijs(waarde)
    return sommen.uren_exact(Fraction(waarde, factor.eenheid.factor))
