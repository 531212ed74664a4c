"""Where a file stands: what is next, for whom, and by which day; found from what is recorded, and kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from subsidies.models import Aanvraag, Beschikking, Subsidiedossier, Termijnstap
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.termijnen import (
    Dwangsom,
    Stilstand,
    beslisdatum,
    beslisdatum_bezwaar,
    dwangsom,
    uiterlijk_buiten_behandeling,
)
from subsidies.subsidiejaar.woorden import woorden_van

Soort = Termijnstap.Soort
# So many days before the end of a term it is urgent.
KORT_DAG = 14


@dataclass(frozen=True)
class Werk:
    """The next step of a file. `van_gemeente`: it waits for the municipality, and not for the applicant."""

    wat: str
    uiterlijk: date | None
    van_gemeente: bool
    dwangsom: Dwangsom | None = None
    ingebreke: bool = False

    @property
    def voor_aanvrager(self) -> str:
        return "De gemeente is aan zet" if self.van_gemeente else self.wat

    def is_dringend(self, dag: date) -> bool:
        return (
            self.van_gemeente
            and self.uiterlijk is not None
            and self.uiterlijk - timedelta(days=KORT_DAG) <= dag
        )

    def is_te_laat(self, dag: date) -> bool:
        return self.uiterlijk is not None and self.uiterlijk < dag


@dataclass(frozen=True)
class Termijn:
    """The term for deciding on an application, as all that happened to it makes it."""

    beslissen_voor: date
    hersteltermijn: date | None
    dwangsom: Dwangsom | None
    ingebreke: bool


def termijn_van(aanvraag: Aanvraag, dag: date) -> Termijn:
    """Of what was sent. With a question open: as if it were never answered."""
    stappen = list(aanvraag.stappen.all())
    stilstanden = _stilstanden(stappen)
    eind = beslisdatum(
        aanvraag.ontvangen,
        stilstanden,
        max((s.tot_en_met for s in stappen if s.soort == Soort.EXTENDED and s.tot_en_met), default=None),
        sum((s.tot_en_met - s.dag).days for s in stappen if s.soort == Soort.OUTAGE and s.tot_en_met),
        beleid_van(aanvraag.dossier).beslisweken(aanvraag.soort),
    )
    gebreke = [s.dag for s in stappen if s.soort == Soort.DEFAULT]
    som = next((gevonden for g in gebreke if (gevonden := dwangsom(eind, g, dag))), None)
    open_ = aanvraag.status == Aanvraag.Status.INCOMPLETE and stilstanden
    return Termijn(eind, stilstanden[-1].hersteltermijn if open_ else None, som, bool(gebreke))


def _stilstanden(stappen: Iterable[Termijnstap]) -> list[Stilstand]:
    gevonden: list[Stilstand] = []
    for stap in stappen:
        if stap.soort == Soort.ASKED and stap.tot_en_met is not None:
            gevonden.append(Stilstand(stap.dag, stap.tot_en_met))
        elif stap.soort == Soort.SUPPLIED and gevonden:
            gevonden[-1] = Stilstand(gevonden[-1].gevraagd, gevonden[-1].hersteltermijn, stap.dag)
    return gevonden


def next_step(dossier: Subsidiedossier, berekend: int, dag: date) -> Werk:
    """The first of what waits. `berekend`: what the year comes to today, in cents. A contract has no terms of the Awb."""
    werk = _next(dossier, berekend, dag)
    beleid = beleid_van(dossier)
    if beleid.is_besluit:
        return werk
    return replace(
        werk, wat=woorden_van(beleid).say(werk.wat), uiterlijk=None, dwangsom=None, ingebreke=False
    )


def _next(dossier: Subsidiedossier, berekend: int, dag: date) -> Werk:
    for besluit in dossier.beschikkingen.all():
        if besluit.is_prepared:
            return _of_besluit(dossier, besluit, dag)
    for besluit in dossier.beschikkingen.all():
        for bezwaar in besluit.bezwaren.all():
            if not bezwaar.uitkomst:
                return Werk("Op het bezwaar beslissen", _bezwaar_voor(besluit), van_gemeente=True)
    for aanvraag in dossier.aanvragen.all():
        if aanvraag.wacht_op_besluit or aanvraag.status == Aanvraag.Status.DRAFT:
            return _of_aanvraag(aanvraag, dag)
    return _of_besloten(dossier, berekend, dag)


def _bezwaar_voor(besluit: Beschikking) -> date | None:
    return beslisdatum_bezwaar(besluit.bekendgemaakt_op) if besluit.bekendgemaakt_op else None


def _of_besluit(dossier: Subsidiedossier, besluit: Beschikking, dag: date) -> Werk:
    aanvraag = next((a for a in dossier.aanvragen.all() if a.pk == besluit.aanvraag_id), None)
    wat = f"{besluit.get_soort_display()}: laat een tweede persoon besluiten"
    if aanvraag is None:
        return Werk(wat, None, van_gemeente=True)
    termijn = termijn_van(aanvraag, dag)
    return Werk(wat, termijn.beslissen_voor, True, termijn.dwangsom, termijn.ingebreke)


def _of_aanvraag(aanvraag: Aanvraag, dag: date) -> Werk:
    if aanvraag.status == Aanvraag.Status.DRAFT:
        return Werk("Aanvraag invullen en versturen", None, van_gemeente=False)
    termijn = termijn_van(aanvraag, dag)
    if termijn.hersteltermijn is not None:
        if dag <= termijn.hersteltermijn:
            return Werk("Aanvulling van de aanvrager", termijn.hersteltermijn, van_gemeente=False)
        eind = uiterlijk_buiten_behandeling(termijn.hersteltermijn)
        return Werk("Niet aangevuld: buiten behandeling stellen, of toch beslissen", eind, van_gemeente=True)
    wat = "Nagaan of de aanvraag volledig is" if aanvraag.volledig_op is None else "Besluit voorbereiden"
    return Werk(wat, termijn.beslissen_voor, True, termijn.dwangsom, termijn.ingebreke)


def _of_besloten(dossier: Subsidiedossier, berekend: int, dag: date) -> Werk:
    """A grant in force runs until the year is fixed; a fixed year until today's calculations say otherwise."""
    geldend = [b for b in dossier.beschikkingen.all() if b.status == Beschikking.Status.TAKEN]
    vaststelling = next((b for b in geldend if b.is_vaststellend), None)
    if vaststelling is not None:
        if berekend != vaststelling.onderbouwing["berekend"]:
            return Werk(
                "De goedgekeurde subsidie is na de vaststelling veranderd: opnieuw vaststellen", None, True
            )
        return Werk("Afgerond", None, van_gemeente=False)
    verleend = next((b for b in geldend if b.is_verlenend and b.bedrag_centen), None)
    if verleend is None:
        return Werk("Afgerond", None, van_gemeente=False)
    eind = beleid_van(dossier).vaststellen_tot_en_met
    if dag > eind:
        return Werk(
            "Geen aanvraag tot vaststelling: ambtshalve vaststellen (Awb 4:47)", None, van_gemeente=True
        )
    return Werk("Vaststelling aanvragen na afloop van het jaar", eind, van_gemeente=False)
