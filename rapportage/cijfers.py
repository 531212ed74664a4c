"""Read the figures of a year: the ledger, the approved calculations and the reach become one Rapport."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from lib.aanname import is_aanname, without_merk
from lib.geld import euro
from lib.periode import Ritme, Tijdvak, write_kort
from opvang.models import Urendeclaratie
from organisaties.bereikdoel import bereikdoel_van
from organisaties.models import Gemeente
from rapportage import bereik
from rapportage.beleid.lezen import read_beleidsjaar
from rapportage.rapport import (
    Aanname,
    Besteding,
    Budget,
    KindRegel,
    Overboeking,
    Rapport,
    SisaBedrag,
    SisaOpgave,
    SluitNietAan,
    Telling,
)
from rapportage.sisa import Indicatorsoort, formulier_van, sisa_gemeentecode
from subsidies.grootboek import cijfers as grootboek
from subsidies.models import (
    CATEGORIENAMEN,
    Begrotingspost,
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Boeking,
    Geldbron,
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


def prepare_rapport(gemeente: Gemeente, jaar: int, dag: date) -> Rapport:
    """All figures over `jaar` as they are known on `dag`."""
    boekingen = Boeking.objects.filter(gemeente=gemeente).in_jaar(jaar)
    regels = read_uurregels(gemeente, jaar)
    berekeningen = Berekening.objects.filter(boekingen__in=boekingen)
    regelingen = Subsidieregeling.objects.filter(
        Q(pk__in=Berekeningsdeel.objects.filter(berekening__in=berekeningen).values("regeling"))
        | Q(pk__in=boekingen.exclude(locatieberekening=None).values("regeling"))
    )
    doel = bereikdoel_van(gemeente, jaar)
    return Rapport(
        gemeente=gemeente.naam,
        gemeentecode=gemeente.code,
        jaar=jaar,
        datum=dag,
        sisa=fill_sisa(gemeente, jaar),
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
            f"{naam}, versie {versie} (SHA-256 {sha256})"
            for naam, versie, sha256 in regelingen.order_by("naam", "versie").values_list(
                "naam", "versie", "sha256"
            )
        ),
        openstaand=count_openstaand(gemeente, jaar),
        aannames=collect_aannames(gemeente, jaar, regelingen),
    )


def count_openstaand(gemeente: Gemeente, jaar: int) -> int:
    """Declarations without an approved calculation: to be judged, sent back, calculated or approved."""
    status = Urendeclaratie.Status
    lopend = (status.SUBMITTED, status.RETURNED, status.ACCEPTED)
    declaraties = Urendeclaratie.objects.in_jaar(jaar).filter(gemeente=gemeente, status__in=lopend)
    return declaraties.exclude(berekeningen__in=Berekening.objects.in_force()).count()


def fill_sisa(gemeente: Gemeente, jaar: int) -> SisaOpgave:
    formulier = formulier_van(jaar)
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
    """One row per other municipality; without any, the own code with 0, since SiSa leaves no cell empty."""
    rijen = (
        Boeking.objects.filter(gemeente=gemeente, jaar=jaar, bron=Geldbron.GOAB, indicator=code)
        .order_by("andere_gemeente")
        .values_list("andere_gemeente")
        .annotate(Sum("bedrag_centen"))
    )
    gevuld = tuple(Overboeking(sisa_gemeentecode(cbs), bedrag) for cbs, bedrag in rijen)
    return gevuld or (Overboeking(sisa_gemeentecode(gemeente.code), 0),)


def count_budget(gemeente: Gemeente, jaar: int) -> Budget:
    """Per source what the municipality has for the year and what it spent of it."""
    begroting = grootboek.begroting(gemeente, jaar)
    besteed = grootboek.besteed_per_bron(gemeente, jaar)
    return Budget(grootboek.vergelijk(begroting, besteed), begroting.norm)


def read_uurregels(gemeente: Gemeente, jaar: int) -> list[Uurregel]:
    """The lines of all calculations booked in the year. One taken back by a correction counts negative.

    A calculation that comes to nothing is not booked; its hours count in the year of its declaration.
    """
    tekens = _teken_per_berekening(gemeente, jaar)
    regels = Berekeningsregel.objects.filter(berekening__in=[pk for pk, teken in tekens.items() if teken])
    velden = (
        "berekening_id",
        "declaratieregel__plaatsing__kind__pseudoniem",
        "categorie",
        "kot",
        "berekening__declaratie__houder__naam",
        "declaratieregel__plaatsing__locatie__naam",
        "berekening__declaratie__ritme",
        "berekening__declaratie__jaar",
        "berekening__declaratie__nummer",
        "uren_honderdsten",
        "subsidie_centen",
    )
    return [
        Uurregel(
            pseudoniem=kind,
            categorie=CATEGORIENAMEN[categorie],
            kot=kot,
            houder=houder,
            locatie=locatie,
            tijdvak=Tijdvak(Ritme(ritme), jaar, nummer),
            uren=tekens[pk] * uren,
            bedrag=tekens[pk] * bedrag,
            teken=tekens[pk],
        )
        for pk, kind, categorie, kot, houder, locatie, ritme, jaar, nummer, uren, bedrag in regels.order_by(
            "berekening", "volgorde"
        ).values_list(*velden)
    ]


def _teken_per_berekening(gemeente: Gemeente, jaar: int) -> dict[int, int]:
    """+1 for a calculation booked in the year, -1 for one taken back in it, 0 for one booked and taken back."""
    rijen = (
        Boeking.objects.filter(gemeente=gemeente, berekening__isnull=False)
        .in_jaar(jaar)
        .order_by()
        .values_list("berekening", "berekening__totaal_centen")
        .annotate(Sum("bedrag_centen"))
    )
    tekens = {}
    for pk, totaal, geboekt in rijen:
        if geboekt not in (totaal, 0, -totaal):
            raise SluitNietAan(
                f"Berekening {pk} is {euro(totaal)}, maar in het grootboek staat {euro(geboekt)}."
                " Laat de boekingen van deze berekening nakijken."
            )
        tekens[pk] = 1 if geboekt == totaal else -1 if geboekt == -totaal else 0
    nihil = Berekening.objects.in_force().in_jaar(jaar).filter(declaratie__gemeente=gemeente, totaal_centen=0)
    return tekens | dict.fromkeys(nihil.values_list("pk", flat=True), 1)


def sum_houders(gemeente: Gemeente, jaar: int) -> tuple[Telling, ...]:
    """What `count_houders` counts of the lines of the year, counted by the database."""
    tekens = _teken_per_berekening(gemeente, jaar)
    erbij = Q(berekening__in=[pk for pk, teken in tekens.items() if teken > 0])
    eraf = Q(berekening__in=[pk for pk, teken in tekens.items() if teken < 0])
    teken = Case(When(erbij, then=1), default=-1)
    rijen = (
        Berekeningsregel.objects.filter(erbij | eraf)
        .order_by()
        .values_list("berekening__declaratie__houder__naam")
        .annotate(
            kinderen=Count("declaratieregel__plaatsing__kind", distinct=True, filter=erbij),
            som_uren=Sum(teken * F("uren_honderdsten")),
            bedrag=Sum(teken * F("subsidie_centen")),
        )
    )
    return tuple(Telling(*rij) for rij in sorted(rijen))


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
    groepen: defaultdict[tuple[str, str, str, bool, str], list[Uurregel]] = defaultdict(list)
    for regel in regels:
        groepen[regel.houder, regel.pseudoniem, regel.categorie, regel.kot, regel.locatie].append(regel)
    return tuple(
        KindRegel(
            *sleutel,
            tijdvakken=write_kort(regel.tijdvak for regel in groep),
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
    gemeente: Gemeente, jaar: int, regelingen: QuerySet[Subsidieregeling]
) -> tuple[Aanname, ...]:
    """Everything in this report that nobody found in a source; each stays marked where people see it."""
    aannames = [
        Aanname("bestedingen", AANNAME_BRON),
        Aanname("bereik", bereik.AANNAME_SPLITSING),
        Aanname("budget", AANNAME_NORM),
    ]
    if not formulier_van(jaar).is_geverifieerd:
        aannames.insert(0, Aanname("sisa", AANNAME_SISA.format(jaar=jaar)))
    doel = bereikdoel_van(gemeente, jaar)
    if is_aanname(doel.bron):
        aannames.append(Aanname("bereik", f"Doel voor het bereik: {without_merk(doel.bron)}"))
    for post in Begrotingspost.objects.filter(gemeente=gemeente, jaar=jaar):
        if is_aanname(post.toelichting):
            aannames.append(Aanname("budget", f"{post.get_bron_display()}: {without_merk(post.toelichting)}"))
    for document in regelingen.order_by("pk").values_list("document", flat=True):
        aannames += [Aanname("regeling", tekst) for tekst in sorted(set(_find_aannames(document)))]
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
