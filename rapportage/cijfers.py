"""Read the figures of a year: the ledger, the approved calculations and the reach become one Rapport."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from lib.aanname import is_aanname, without_merk
from lib.periode import Ritme, Tijdvak, jaar_periode, write_kort
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.bereikdoel import bereikdoel_van
from organisaties.hoofdstukken import Document
from organisaties.models import Gemeente
from rapportage import bereik
from rapportage.beleid.lezen import read_beleidsjaar
from rapportage.inhoud import read_delen
from rapportage.jaarsom import count_jaar, read_tekens
from rapportage.opmerkingen.lezen import read_opmerkingen
from rapportage.rapport import (
    GEEN_GEMEENTE,
    Aanname,
    Besteding,
    Budget,
    Kern,
    KindRegel,
    Overboeking,
    Rapport,
    SisaBedrag,
    SisaOpgave,
    Telling,
)
from rapportage.sisa import Formulier, Indicatorsoort, sisa_gemeentecode
from rapportage.sisa.lezen import formulier_voor
from subsidies.grootboek import cijfers as grootboek
from subsidies.models import (
    CATEGORIENAMEN,
    Begrotingspost,
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Boeking,
    Geldbron,
    Jaarafsluiting,
    Subsidieregeling,
)
from subsidies.models.grootboek import bronnaam

AANNAME_NORM = (
    "Dat 75 % van de specifieke uitkering voor VVE bestemd is, staat in de OAB-notitie van Duiven (2020) als"
    " norm van het ministerie; een rijksbron daarvoor is niet gevonden."
)
AANNAME_BRON = (
    "Dat de specifieke uitkering de subsidie voor doelgroep en SMI betaalt en de gemeente die voor reguliere"
    " peuters, staat in geen regeling die wij lazen."
)
AANNAME_SISA = (
    "De letterlijke SiSa-teksten voor {jaar} zijn niet geverifieerd: gebruikt zijn de teksten van 2019-2022"
    " met de huidige artikelnummers van de WPO."
)


@dataclass(frozen=True)
class Uurregel:
    """A calculated line as it counts in the year: `teken` is -1 where a correction took it back."""

    pseudoniem: str
    categorie: str
    kot: bool
    houder: str
    locatie: str
    tijdvak: Tijdvak
    uren: int
    bedrag: int
    teken: int


def prepare_rapport(
    gemeente: Gemeente, jaar: int, dag: date, document: Document = Document.VERANTWOORDING
) -> Rapport:
    """All figures over `jaar` as they are known on `dag`."""
    boekingen = Boeking.objects.filter(gemeente=gemeente).in_jaar(jaar)
    regels = read_uurregels(gemeente, jaar)
    berekeningen = Berekening.objects.filter(boekingen__in=boekingen)
    regelingen = Subsidieregeling.objects.filter(
        Q(pk__in=Berekeningsdeel.objects.filter(berekening__in=berekeningen).values("regeling"))
        | Q(pk__in=boekingen.exclude(locatieberekening=None).values("regeling"))
    ).order_by("naam", "versie")
    doel = bereikdoel_van(gemeente, jaar)
    sisa = fill_sisa(gemeente, jaar)
    return Rapport(
        document=document,
        gemeente=gemeente.naam,
        gemeentecode=gemeente.code,
        jaar=jaar,
        datum=dag,
        sisa=sisa,
        saldo=grootboek.balans(gemeente, jaar),
        budget=count_budget(gemeente, jaar),
        categorieen=_tel(regels, _categorie),
        houders=count_houders(regels),
        tijdvakken=_tel(regels, lambda regel: regel.tijdvak),
        overige=_read_overige(boekingen),
        bereik=bereik.count_bereik_per_kwartaal(gemeente, jaar, dag),
        bereik_doel_pct=doel.waarde,
        bereik_doel_bron=doel.bron,
        beleid=read_beleidsjaar(gemeente, jaar, dag),
        kinderen=_per_kind(regels),
        regelingen=tuple(
            f"{regeling.naam}, versie {regeling.versie} (SHA-256 {regeling.sha256})"
            for regeling in regelingen
        ),
        openstaand=count_openstaand(gemeente, jaar),
        aannames=collect_aannames(gemeente, jaar, regelingen, sisa.formulier),
        vorig=read_kern(gemeente, jaar - 1),
        afgesloten_op=_closed_on(gemeente, jaar),
        delen=read_delen(document, gemeente, jaar, dag),
        opmerkingen=read_opmerkingen(gemeente, jaar),
    )


def _closed_on(gemeente: Gemeente, jaar: int) -> date | None:
    dicht = Jaarafsluiting.objects.closed().filter(gemeente=gemeente, jaar=jaar).first()
    return timezone.localdate(dicht.gesloten_op) if dicht and dicht.gesloten_op else None


def read_kern(gemeente: Gemeente, jaar: int) -> Kern | None:
    """The figures that are laid beside a later year; None of a year in which nothing was booked."""
    geboekt = Boeking.objects.filter(gemeente=gemeente).in_jaar(jaar)
    if not geboekt.exists():
        return None
    som = count_jaar(gemeente, jaar)
    besteed = grootboek.besteed_per_bron(gemeente, jaar)
    return Kern(
        jaar=jaar,
        kinderen=som.kinderen,
        uren=som.uren,
        subsidie=som.bedrag,
        besteed=sum(besteed.values()),
        saldo=grootboek.balans(gemeente, jaar),
        sisa=tuple(sorted(grootboek.per_indicator(gemeente, jaar).items())),
        bereik=bereik.count_bereik(gemeente, jaar_periode(jaar).tot_en_met),
    )


def count_openstaand(gemeente: Gemeente, jaar: int) -> int:
    """Declarations without an approved calculation: to be judged, sent back, calculated or approved."""
    status = Urendeclaratie.Status
    lopend = (status.SUBMITTED, status.RETURNED, status.ACCEPTED)
    declaraties = Urendeclaratie.objects.in_jaar(jaar).filter(gemeente=gemeente, status__in=lopend)
    return declaraties.exclude(berekeningen__in=Berekening.objects.in_force()).count()


def fill_sisa(gemeente: Gemeente, jaar: int) -> SisaOpgave:
    formulier = formulier_voor(gemeente, jaar)
    besteed = grootboek.per_indicator(gemeente, jaar)
    return SisaOpgave(
        formulier=formulier,
        bestedingen=tuple(
            SisaBedrag(i.code, i.tekst, i.grondslag, i.aard_controle, besteed.get(i.code, 0))
            for i in formulier.with_soort(Indicatorsoort.BESTEDING)
        ),
        aan_gemeenten=_overboekingen(
            gemeente, jaar, formulier.indicator(Indicatorsoort.OVERGEBOEKT_AAN).code
        ),
        van_gemeenten=_overboekingen(gemeente, jaar, formulier.indicator(Indicatorsoort.ONTVANGEN_VAN).code),
    )


def _overboekingen(gemeente: Gemeente, jaar: int, code: str) -> tuple[Overboeking, ...]:
    """One row per other municipality; without any, a row of 0 that names none, since SiSa leaves no amount empty."""
    rijen = (
        Boeking.objects.filter(gemeente=gemeente, jaar=jaar, bron=Geldbron.GOAB, indicator=code)
        .order_by("andere_gemeente")
        .values_list("andere_gemeente")
        .annotate(Sum("bedrag_centen"))
    )
    gevuld = tuple(Overboeking(sisa_gemeentecode(cbs), bedrag) for cbs, bedrag in rijen)
    return gevuld or (Overboeking(GEEN_GEMEENTE, 0),)


def count_budget(gemeente: Gemeente, jaar: int) -> Budget:
    """Per source what the municipality has for the year and what it spent of it."""
    begroting = grootboek.begroting(gemeente, jaar)
    besteed = grootboek.besteed_per_bron(gemeente, jaar)
    return Budget(grootboek.vergelijk(begroting, besteed), begroting.norm)


_REGELVELDEN = (
    *("berekening", "declaratieregel__plaatsing", "categorie", "kot"),
    *("uren_honderdsten", "subsidie_centen"),
)


def read_uurregels(gemeente: Gemeente, jaar: int) -> list[Uurregel]:
    """The lines of all calculations booked in the year. One taken back by a correction counts negative.

    A calculation that comes to nothing is not booked; its hours count in the year of its declaration. Placements are
    read apart: in one question with the lines PostgreSQL expects next to none of both, since it can't tell what
    row-level security leaves, and then compares each child with each line.
    """
    tekens = read_tekens(gemeente, jaar)
    geteld = {pk: teken for pk, teken in tekens.items() if teken}
    declaraties = _read_declaraties(geteld)
    regels = Berekeningsregel.objects.filter(berekening__in=geteld).order_by()
    rijen = list(regels.values_list(*_REGELVELDEN))
    plaatsen = _read_plaatsen({rij[1] for rij in rijen})
    return [
        Uurregel(
            pseudoniem=plaatsen[plaatsing][0],
            categorie=CATEGORIENAMEN[categorie],
            kot=kot,
            houder=declaraties[pk][0],
            locatie=plaatsen[plaatsing][1],
            tijdvak=declaraties[pk][1],
            uren=geteld[pk] * uren,
            bedrag=geteld[pk] * bedrag,
            teken=geteld[pk],
        )
        for pk, plaatsing, categorie, kot, uren, bedrag in rijen
    ]


def _read_declaraties(berekeningen: Iterable[int]) -> dict[int, tuple[str, Tijdvak]]:
    """Of each calculation the provider and the tijdvak."""
    velden = ("declaratie__houder__naam", "declaratie__ritme", "declaratie__jaar", "declaratie__nummer")
    rijen = Berekening.objects.filter(pk__in=berekeningen).order_by().values_list("pk", *velden)
    return {pk: (houder, Tijdvak(Ritme(ritme), jaar, nummer)) for pk, houder, ritme, jaar, nummer in rijen}


def _read_plaatsen(plaatsingen: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Of each placement the pseudoniem of the child and the location."""
    rijen = Plaatsing.objects.filter(pk__in=plaatsingen).order_by()
    return {
        pk: (kind, locatie)
        for pk, kind, locatie in rijen.values_list("pk", "kind__pseudoniem", "locatie__naam")
    }


def count_houders(regels: Iterable[Uurregel]) -> tuple[Telling, ...]:
    return _tel(regels, lambda regel: regel.houder)


def _tel(regels: Iterable[Uurregel], sleutel: Callable[[Uurregel], str | Tijdvak]) -> tuple[Telling, ...]:
    groepen: defaultdict[Any, list[Uurregel]] = defaultdict(list)
    for regel in regels:
        groepen[sleutel(regel)].append(regel)
    return tuple(
        Telling(
            naam=str(naam),
            kinderen=len({regel.pseudoniem for regel in groep if regel.teken > 0}),
            uren=sum(regel.uren for regel in groep),
            bedrag=sum(regel.bedrag for regel in groep),
        )
        for naam, groep in sorted(groepen.items())
    )


def _categorie(regel: Uurregel) -> str:
    return f"{regel.categorie} {'met' if regel.kot else 'zonder'} kinderopvangtoeslag"


def _per_kind(regels: Iterable[Uurregel]) -> tuple[KindRegel, ...]:
    kort = cache(write_kort)
    groepen: defaultdict[tuple[str, str, str, bool, str], list[Uurregel]] = defaultdict(list)
    for regel in regels:
        groepen[regel.houder, regel.pseudoniem, regel.categorie, regel.kot, regel.locatie].append(regel)
    return tuple(
        KindRegel(
            *sleutel,
            tijdvakken=kort(frozenset(regel.tijdvak for regel in groep)),
            uren=sum(regel.uren for regel in groep),
            bedrag=sum(regel.bedrag for regel in groep),
        )
        for sleutel, groep in sorted(groepen.items())
    )


def _read_overige(boekingen: QuerySet[Boeking]) -> tuple[Besteding, ...]:
    """What was spent without a calculation; what was reversed is taken off the line that it reverses."""
    rijen = (
        boekingen.filter(soort=Boeking.Soort.SPENT, berekening=None)
        .annotate(waarvoor=Coalesce("storneert__omschrijving", "omschrijving"))
        .values_list("indicator", "waarvoor", "bron")
        .annotate(bedrag=Sum("bedrag_centen"))
        .filter(~Q(bedrag=0))
        .order_by("indicator", "waarvoor", "bron")
    )
    return tuple(
        Besteding(omschrijving, indicator, bronnaam(bron), bedrag)
        for indicator, omschrijving, bron, bedrag in rijen
    )


def collect_aannames(
    gemeente: Gemeente, jaar: int, regelingen: Iterable[Subsidieregeling], formulier: Formulier
) -> tuple[Aanname, ...]:
    """Everything in this report that nobody found in a source; each stays marked where people see it."""
    aannames = [
        Aanname("bestedingen", AANNAME_BRON),
        Aanname("bereik", bereik.AANNAME_SPLITSING),
        Aanname("budget", AANNAME_NORM),
    ]
    if not formulier.is_geverifieerd:
        aannames.insert(0, Aanname("sisa", AANNAME_SISA.format(jaar=jaar)))
    doel = bereikdoel_van(gemeente, jaar)
    if is_aanname(doel.bron):
        aannames.append(Aanname("bereik", f"Doel voor het bereik: {without_merk(doel.bron)}"))
    for post in Begrotingspost.objects.filter(gemeente=gemeente, jaar=jaar):
        if is_aanname(post.toelichting):
            aannames.append(Aanname("budget", f"{post.get_bron_display()}: {without_merk(post.toelichting)}"))
    for regeling in sorted(regelingen, key=lambda regeling: regeling.pk):
        aannames += [Aanname("regeling", tekst) for tekst in sorted(set(_find_aannames(regeling.document)))]
    return tuple(dict.fromkeys(aannames))


# Chapters of a policy that prove it or compare it; no amount in a report comes from them.
_ZONDER_GELD = ("voorbeelden", "populatie")


def _find_aannames(deel: Any, pad: str = "Regeling") -> Iterable[str]:
    """The sources in a policy document that are marked as assumption, with the place where they stand."""
    if isinstance(deel, dict):
        for naam, waarde in deel.items():
            if naam not in _ZONDER_GELD:
                plek = pad if naam == "bron" else f"{pad}, {naam.replace('_', ' ')}"
                yield from _find_aannames(waarde, plek)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _find_aannames(waarde, pad)
    elif isinstance(deel, str) and is_aanname(deel):
        yield f"{pad}: {without_merk(deel)}"
