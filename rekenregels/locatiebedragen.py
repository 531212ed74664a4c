"""Amounts that do not go by the hour: per place, per target-group child on a reference day, per location and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.geld import round_half_up
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_datum, in_woord
from rekenregels.regeling.soorten.hbo import Hbo
from rekenregels.regeling.velden import Eenheid, Parameter
from rekenregels.rekenen.feiten import Feit
from rekenregels.uitleg import sommen
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van


@dataclass(frozen=True, kw_only=True)
class Locatiefeit:
    """One location in one year: children and places counted on the reference day, groups as agreed."""

    locatie: str
    doelgroepkinderen: int = 0
    plaatsen: int = 0
    groepen: int = 0
    halve_groepen: int = 0


@dataclass(frozen=True)
class Locatiebedrag:
    locatie: str
    bedrag: int  # cents
    stappen: tuple[Stap, ...]


def peildatum(regeling: Regeling, jaar: int) -> date | None:
    """The day on which the policy counts children for the hbo'er, or None."""
    hbo = regeling.plaatsbedragen.hbo
    return None if hbo is None else date.fromisoformat(f"{jaar}-{hbo.peildatum}")


def count_doelgroep(feiten: Sequence[Feit], dag: date) -> dict[str, int]:
    """Target-group children per location whose placement covers the day; a child counts once per location."""
    kinderen: dict[str, set[str]] = {}
    for feit in feiten:
        if feit.categorie is Categorie.DOELGROEP and feit.van <= dag <= feit.tot_en_met:
            kinderen.setdefault(feit.locatie, set()).add(feit.sleutel)
    return {locatie: len(sleutels) for locatie, sleutels in kinderen.items()}


def calculate_locaties(regeling: Regeling, feiten: Sequence[Locatiefeit], jaar: int) -> list[Locatiebedrag]:
    """The yearly amounts per location, each with its steps."""
    uit = []
    for feit in feiten:
        _check(feit)
        stappen = tuple(_stappen(regeling, feit, jaar))
        bedrag = sum((stap.waarde for stap in stappen), Fraction(0)) * 100
        uit.append(Locatiebedrag(feit.locatie, int(bedrag), stappen))
    return uit


def _check(feit: Locatiefeit) -> None:
    for naam in ("doelgroepkinderen", "plaatsen", "groepen", "halve_groepen"):
        if getattr(feit, naam) < 0:
            raise ValueError(
                f"Locatie {feit.locatie}: {naam} is {getattr(feit, naam)}, maar mag niet lager zijn dan 0."
            )


def _stappen(regeling: Regeling, feit: Locatiefeit, jaar: int) -> Iterator[Stap]:
    dag = max(regeling.geldig_van, date(jaar, 1, 1))
    bedragen = regeling.plaatsbedragen
    if bedragen.hbo is not None and feit.doelgroepkinderen:
        yield _hbo(bedragen.hbo, feit, dag)
    kwaliteit = bedragen.kwaliteitsbijdrage
    if kwaliteit is not None and not kwaliteit.naar_rato and feit.plaatsen:
        yield _maal(
            "Kwaliteitsbijdrage",
            "Een bedrag per plaats.",
            feit.plaatsen,
            "plaatsen",
            (kwaliteit.bedrag,),
            dag,
        )
    if bedragen.vaste_voet is not None:
        voet = bedragen.vaste_voet
        yield _maal("Vaste voet", "Een bedrag per locatie.", 1, "locatie", (voet.per_locatie,), dag)
        if feit.groepen:
            yield _maal(
                "Groepen", "Een bedrag per hele groep.", feit.groepen, "groepen", (voet.per_groep,), dag
            )
        if feit.halve_groepen:
            zin = "Een bedrag per halve groep."
            yield _maal(
                "Halve groepen", zin, feit.halve_groepen, "halve groepen", (voet.per_halve_groep,), dag
            )


def _hbo(hbo: Hbo, feit: Locatiefeit, dag: date) -> Stap:
    woord = in_woord(feit.doelgroepkinderen, "doelgroepkinderen")
    teldag = als_datum(date.fromisoformat(f"{dag.year}-{hbo.peildatum}"))
    zin = f"Pedagogisch beleidsmedewerker: {feit.doelgroepkinderen} {woord} op de peildatum {teldag}."
    return _maal("Hbo'er", zin, feit.doelgroepkinderen, "kinderen", hbo.per_kind, dag)


def _maal(naam: str, zin: str, aantal: int, woord: str, factoren: tuple[Parameter, ...], dag: date) -> Stap:
    """A number of things times everything that one of them counts for."""
    som = sommen.aantal(aantal, woord)
    for factor in factoren:
        som = som * _factor(factor, dag)
    centen = som.waarde * 100
    uitkomst = sommen.bedrag(round_half_up(centen.numerator, centen.denominator))
    bron = bron_van(*(factor.op(dag) for factor in factoren))
    return Stap(naam, zin, som.uitkomst(uitkomst, "cent"), uitkomst.waarde, "euro", **bron)


def _factor(factor: Parameter, dag: date) -> Som:
    waarde = factor.op(dag).waarde
    if factor.eenheid is Eenheid.EURO:
        return sommen.prijs(waarde)
    return sommen.uren_exact(Fraction(waarde, factor.eenheid.factor))
