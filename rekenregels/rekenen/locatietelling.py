"""What a location has in a year that amounts per location go by: groups, places and children, counted in days.

A count holds no child: it can be kept and shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np

from lib.periode import Periode, day_before, jaar_periode, leeftijd_in_maanden
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.plaatsbedragen import Kwaliteitsbijdrage
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.rekenen.kalender import leeftijdsdag
from rekenregels.rekenen.voorwaarden import VE_CATEGORIEEN

# A child counts for the pedagogical adviser from 2;6 up to its fourth birthday: Besluit basisvoorwaarden art. 2a.
PBM_MAANDEN: Final = range(30, 48)


@dataclass(frozen=True)
class Groepsfeit:
    periode: Periode
    half: bool = False
    ve: bool = True


@dataclass(frozen=True, kw_only=True)
class Plaatsfeit:
    """A child at a location: its category on these days, its agreed hours per week in hundredths."""

    kind: str
    geboortedatum: date
    periode: Periode
    categorie: Categorie
    uren_per_week: int
    laatste_dag_in_gemeente: date | None = None


@dataclass(frozen=True, kw_only=True)
class Locatiegegevens:
    """What is known of one location: when it is open (None: always), and its days with a VE registration."""

    locatie: str
    open: Periode | None
    ve: tuple[Periode, ...] = ()
    binnen_gemeente: bool = True
    groepen: tuple[Groepsfeit, ...] = ()
    plaatsen: tuple[Plaatsfeit, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Locatiefeit:
    """One location over days of one year on which no amount changes, with VE or without; days are added up.

    `doelgroepkinderen` is counted on the reference day, if that is one of these days.
    """

    locatie: str
    van: date
    tot_en_met: date
    ve: bool = True
    locatiedagen: int = 0
    groepsdagen: int = 0
    halve_groepsdagen: int = 0
    doelgroepkinderen: int = 0
    doelgroepdagen: int = 0  # of whole places, per category; counted on one day, each is all days of the year
    regulierdagen: int = 0
    smidagen: int = 0
    staffelkinderen: int = 0  # doelgroepkinderen on the day of the staffel, in every part of the year

    @property
    def is_leeg(self) -> bool:
        return not any(getattr(self, veld) for veld in AANTALLEN if veld != "staffelkinderen")

    def plaatsdagen(self, categorie: Categorie) -> int:
        dagen: int = getattr(self, f"{categorie}dagen")
        return dagen

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types; what an earlier release did not count is left out where there is none of it."""
        plat = self.__dict__ | {"van": self.van.isoformat(), "tot_en_met": self.tot_en_met.isoformat()}
        return {naam: waarde for naam, waarde in plat.items() if naam != "staffelkinderen" or waarde}

    @classmethod
    def from_dict(cls, kaal: dict[str, Any]) -> Locatiefeit:
        dagen = {naam: date.fromisoformat(kaal[naam]) for naam in ("van", "tot_en_met")}
        return cls(**(kaal | dagen))


AANTALLEN: Final = tuple(veld.name for veld in fields(Locatiefeit) if str(veld.type) == "int")


def peildatum(regeling: Regeling, jaar: int) -> date | None:
    """The day on which the policy counts children for the hbo'er, or None."""
    hbo = regeling.plaatsbedragen.hbo
    return None if hbo is None else date.fromisoformat(f"{jaar}-{hbo.peildatum}")


def staffelpeildatum(regeling: Regeling, jaar: int) -> date | None:
    """The day on which the children of a location are counted for the staffel, or None."""
    voet = regeling.plaatsbedragen.vaste_voet
    staffel = None if voet is None else voet.staffel
    return None if staffel is None else date.fromisoformat(f"{jaar}-{staffel.peildatum}")


def plaatspeildatum(kwaliteit: Kwaliteitsbijdrage, jaar: int) -> date | None:
    """The day on which places are counted for the whole year; None: every day of a place counts."""
    return date.fromisoformat(f"{jaar}-{kwaliteit.peildatum}") if kwaliteit.peildatum else None


def count_doelgroep(plaatsen: Iterable[Plaatsfeit], dag: date) -> int:
    """Children with an indication and a place on the day, from 2;6 up to 4 years old; each counts once."""
    return len(
        {
            plaats.kind
            for plaats in plaatsen
            if plaats.categorie is Categorie.DOELGROEP
            and dag in plaats.periode
            and leeftijd_in_maanden(plaats.geboortedatum, dag) in PBM_MAANDEN
        }
    )


def count_locaties(regeling: Regeling, jaar: int, locaties: Iterable[Locatiegegevens]) -> list[Locatiefeit]:
    """The counts of a year, as far as the policy holds in it; a location where nothing counts has none."""
    geldig = Periode(regeling.geldig_van, regeling.geldig_tot_en_met).overlap(jaar_periode(jaar))
    if geldig is None:
        return []
    return [
        feit
        for locatie in locaties
        if locatie.binnen_gemeente or not regeling.geldstroom.indicering.locatie_eis
        for deel in _parts(geldig.overlap(locatie.open or geldig), regeling, locatie)
        for feit in _count(regeling, locatie, deel)
        if not feit.is_leeg
    ]


def _parts(geldig: Periode | None, regeling: Regeling, locatie: Locatiegegevens) -> list[Periode]:
    """The days in parts in which no amount and no VE registration changes."""
    if geldig is None:
        return []
    begin = {geldig.van}
    begin |= {
        dag
        for pad, parameter in parameters_met_pad(regeling)
        if pad.startswith("plaatsbedragen.")
        for dag in parameter.wisseldagen
    }
    for ve in locatie.ve:
        begin |= {ve.van, ve.na}
    starts = sorted(dag for dag in begin if dag in geldig)
    return [Periode(van, day_before(tot)) for van, tot in pairwise([*starts, geldig.na])]


def _count(regeling: Regeling, locatie: Locatiegegevens, deel: Periode) -> Iterator[Locatiefeit]:
    """What the policy has amounts for; with VE and without it apart, since other money pays for what has no VE."""
    ve = any(deel.van in periode for periode in locatie.ve)
    plaatsen = [
        plaats
        for plaats in locatie.plaatsen
        if ve or plaats.categorie not in VE_CATEGORIEEN or regeling.geldstroom.indicering.betaalt_zonder_ve
    ]
    leeg = Locatiefeit(locatie=locatie.locatie, van=deel.van, tot_en_met=deel.tot_en_met, ve=ve)
    voet, staffeldag = regeling.plaatsbedragen.vaste_voet, staffelpeildatum(regeling, deel.van.year)
    groepen = () if voet is None else locatie.groepen
    yield replace(
        _add_groepen(leeg, [groep for groep in groepen if groep.ve or not ve], deel),
        locatiedagen=0 if voet is None else _location_days(locatie, deel),
        doelgroepkinderen=_on_peildatum(regeling, plaatsen, deel),
        doelgroepdagen=_place_days(regeling, plaatsen, deel, Categorie.DOELGROEP),
        regulierdagen=_place_days(regeling, plaatsen, deel, Categorie.REGULIER),
        smidagen=_place_days(regeling, plaatsen, deel, Categorie.SMI),
        staffelkinderen=0 if staffeldag is None else count_doelgroep(plaatsen, staffeldag),
    )
    if ve:
        yield _add_groepen(replace(leeg, ve=False), [groep for groep in groepen if not groep.ve], deel)


def _add_groepen(feit: Locatiefeit, groepen: Sequence[Groepsfeit], deel: Periode) -> Locatiefeit:
    return replace(
        feit,
        groepsdagen=sum(_days(groep.periode, deel) for groep in groepen if not groep.half),
        halve_groepsdagen=sum(_days(groep.periode, deel) for groep in groepen if groep.half),
    )


def _location_days(locatie: Locatiegegevens, deel: Periode) -> int:
    """Days on which the location has a group or a child."""
    perioden = [groep.periode for groep in locatie.groepen]
    perioden += [plaats.periode for plaats in locatie.plaatsen]
    bezet: set[int] = set()
    for periode in perioden:
        if samen := periode.overlap(deel):
            bezet |= set(range(samen.van.toordinal(), samen.na.toordinal()))
    return len(bezet)


def _on_peildatum(regeling: Regeling, plaatsen: Sequence[Plaatsfeit], deel: Periode) -> int:
    dag = peildatum(regeling, deel.van.year)
    return count_doelgroep(plaatsen, dag) if dag is not None and dag in deel else 0


def _place_days(
    regeling: Regeling, plaatsen: Sequence[Plaatsfeit], deel: Periode, categorie: Categorie
) -> int:
    """Days of whole places, where the amount per place is not already in the hours."""
    kwaliteit = regeling.plaatsbedragen.kwaliteitsbijdrage
    if kwaliteit is None or kwaliteit.naar_rato or categorie not in kwaliteit.categorieen:
        return 0
    heel = [
        plaats
        for plaats in plaatsen
        if plaats.categorie is categorie and _is_whole(regeling, kwaliteit, plaats, deel.van)
    ]
    dag = plaatspeildatum(kwaliteit, deel.van.year)
    if dag is None:
        return sum(_counting_days(regeling, plaats, deel) for plaats in heel)
    if dag not in deel:
        return 0
    kinderen = {plaats.kind for plaats in heel if _counting_days(regeling, plaats, Periode(dag, dag))}
    return len(kinderen) * jaar_periode(dag.year).dagen


def _is_whole(regeling: Regeling, kwaliteit: Kwaliteitsbijdrage, plaats: Plaatsfeit, dag: date) -> bool:
    """Is the child there for the hours of a whole place, in the weeks that the policy pays for?"""
    per_jaar = plaats.uren_per_week * regeling.uren.weken_per_jaar.op(dag).waarde
    return per_jaar >= kwaliteit.referentie_uren.op(dag).waarde * 100


def _counting_days(regeling: Regeling, plaats: Plaatsfeit, deel: Periode) -> int:
    """Days on which the child has the age that the policy pays for, and lives here if it asks that."""
    regels = regeling.categorie(plaats.categorie)
    if not isinstance(regels, Categorieregels):
        return 0
    geboren = np.array([plaats.geboortedatum.toordinal()], dtype=np.int64)
    schrikkeldag = regeling.verjaardag.schrikkeldag
    van = min(int(leeftijdsdag(geboren, fase.vanaf, schrikkeldag)[0]) for fase in regels.fasen)
    tot = max(int(leeftijdsdag(geboren, fase.tot, schrikkeldag)[0]) for fase in regels.fasen)
    weg = plaats.laatste_dag_in_gemeente
    if weg is not None and regeling.geldstroom.indicering.stopt_na_verhuizing:
        tot = min(tot, weg.toordinal() + 1)
    return _days(plaats.periode, deel, van, tot)


def _days(periode: Periode, deel: Periode, van: int = 0, tot: int = date.max.toordinal()) -> int:
    eerste = max(periode.van.toordinal(), deel.van.toordinal(), van)
    return max(0, min(periode.na.toordinal(), deel.na.toordinal(), tot) - eerste)
