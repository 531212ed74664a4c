"""The lists about subsidy as rows of a file: of a year, and of who asks only what he may see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lib.geld import uren as schrijf_uren
from lib.tabelbestand import Cel, Euro
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from subsidies.models import (
    Berekening,
    Beschikking,
    Betaalrun,
    Betaalverplichting,
    Betaling,
    Herziening,
    Locatieberekening,
    Locatieherziening,
    Subsidiedossier,
)
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.stand import next_step
from subsidies.subsidiejaar.woorden import woorden_van

Rij = Sequence[Cel]


@dataclass(frozen=True)
class Lijst:
    """`rijen`: for this reader, of this year."""

    naam: str
    kop: tuple[str, ...]
    rijen: Callable[[Gebruiker, int], Iterator[Rij]]


def _declaraties(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    eigen = Urendeclaratie.objects.for_gebruiker(gebruiker).filter(jaar=jaar).select_related("houder")
    for declaratie in eigen.with_totalen().order_by("houder__naam", "eerste_maand", "volgnummer"):
        yield (
            declaratie.houder.naam,
            str(declaratie.tijdvak),
            declaratie.volgnummer,
            declaratie.get_status_display(),
            declaratie.aantal_kinderen,  # type: ignore[attr-defined]  # annotated
            schrijf_uren(declaratie.totaal_honderdsten),  # type: ignore[attr-defined]  # annotated
            _dag(declaratie.ingediend_op),
            _dag(declaratie.beoordeeld_op),
        )


def _berekeningen(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    eigen = Berekening.objects.for_gebruiker(gebruiker).in_jaar(jaar).select_related("declaratie__houder")
    for berekening in eigen.with_regelingen().order_by("pk"):
        yield (
            berekening.pk,
            berekening.declaratie.houder.naam,
            str(berekening.declaratie.tijdvak),
            " en ".join(regeling.naam for regeling in berekening.regelingen),
            berekening.get_status_display(),
            Euro(berekening.totaal_centen),
            _dag(berekening.berekend_op),
            _dag(berekening.besloten_op),
            berekening.reden_afwijzing,
        )


def _herzieningen(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    per_uur = Herziening.objects.for_gebruiker(gebruiker).with_stand()
    for herziening in per_uur.filter(berekening__declaratie__jaar=jaar):
        declaratie = herziening.berekening.declaratie
        yield (
            declaratie.houder.naam,
            str(declaratie.tijdvak),
            herziening.berekening_id,
            "uren",
            _dag(herziening.gevonden_op),
            _dag(herziening.correctie_gevraagd_op),
            _euro(herziening.verschil),  # type: ignore[attr-defined]  # annotated
        )
    per_locatie = Locatieherziening.objects.for_gebruiker(gebruiker).filter(locatieberekening__jaar=jaar)
    for ding in per_locatie.select_related("locatieberekening__houder"):
        berekening = ding.locatieberekening
        yield (
            berekening.houder.naam,
            str(jaar),
            berekening.pk,
            "bedragen per locatie",
            _dag(ding.gevonden_op),
            None,
            Euro(ding.verschil),
        )


def _dossiers(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    """As the work list: what is next, and by which day."""
    dossiers = list(
        Subsidiedossier.objects.for_gebruiker(gebruiker)
        .in_jaar(jaar)
        .select_related("regeling", "houder", "intermediair", "kind")
        .prefetch_related("aanvragen__stappen", "beschikkingen__bezwaren", "beschikkingen__termijnen")
    )
    delen = vast_te_stellen(dossiers)
    dag = timezone.localdate()
    for dossier in dossiers:
        besteed = sum_delen(delen[dossier.pk])
        werk = next_step(dossier, besteed, dag)
        geldend = [b for b in dossier.beschikkingen.all() if b.status == Beschikking.Status.TAKEN]
        verleend = next((b.bedrag_centen for b in geldend if b.is_verlenend), None)
        vastgesteld = next((b.bedrag_centen for b in geldend if b.is_vaststellend), None)
        yield (
            dossier.nummer,
            dossier.ontvanger,
            dossier.regelingnaam,
            werk.voor_aanvrager if gebruiker.is_houder else werk.wat,
            werk.uiterlijk,
            _euro(verleend),
            Euro(besteed),
            _euro(vastgesteld),
        )


def _besluiten(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    eigen = Beschikking.objects.for_gebruiker(gebruiker).filter(dossier__jaar=jaar)
    for besluit in eigen.select_related(
        "dossier__regeling", "dossier__houder", "dossier__intermediair", "dossier__kind"
    ):
        dossier = besluit.dossier
        yield (
            besluit.nummer,
            dossier.nummer,
            dossier.ontvanger,
            dossier.regelingnaam,
            woorden_van(beleid_van(dossier)).besluiten[Beschikking.Soort(besluit.soort)],
            besluit.get_status_display(),
            Euro(besluit.bedrag_centen),
            besluit.artikel,
            _dag(besluit.genomen_op),
            besluit.bekendgemaakt_op,
        )


def _verplichtingen(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    eigen = Betaalverplichting.objects.for_gebruiker(gebruiker).filter(jaar=jaar).with_rest()
    for verplichting in eigen.select_related("organisatie", "kind", "regeling"):
        yield (
            verplichting.kenmerk,
            verplichting.ontvanger,
            verplichting.regeling.naam,
            verplichting.get_soort_display(),
            verplichting.omschrijving,
            Euro(verplichting.bedrag_centen),
            Euro(verplichting.rest),
            verplichting.vervaldag,
            verplichting.get_status_display(),
            verplichting.reden_vervallen,
        )


def _betalingen(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    """Of the runs of which the bank pays in the year."""
    eigen = Betaling.objects.for_gebruiker(gebruiker).filter(run__uitvoerdag__year=jaar)
    for betaling in eigen.select_related("organisatie", "kind", "run", "bankrekening").order_by("pk"):
        yield (
            betaling.kenmerk,
            betaling.run_id,
            betaling.ontvanger,
            betaling.bankrekening.gemaskeerd if betaling.bankrekening else "",
            Euro(betaling.bedrag_centen),
            betaling.get_status_display(),
            betaling.betaaldag,
            betaling.reden_mislukt,
        )


def _runs(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    for run in Betaalrun.objects.for_gebruiker(gebruiker).filter(uitvoerdag__year=jaar).with_totaal():
        yield (
            run.pk,
            run.uitvoerdag,
            run.tot_en_met,
            run.get_versie_display(),
            run.get_status_display(),
            run.aantal,  # type: ignore[attr-defined]  # annotated
            Euro(run.totaal),  # type: ignore[attr-defined]  # annotated
            _dag(run.vrijgegeven_op),
        )


def _locatiegeld(gebruiker: Gebruiker, jaar: int) -> Iterator[Rij]:
    """A line per amount, of every calculation that the reader sees."""
    eigen = Locatieberekening.objects.for_gebruiker(gebruiker).in_jaar(jaar)
    for berekening in eigen.select_related("houder", "regeling").prefetch_related("regels__locatie"):
        for regel in berekening.regels.all():
            yield (
                berekening.pk,
                berekening.houder.naam,
                berekening.regeling.naam,
                berekening.get_status_display(),
                regel.locatie.naam,
                regel.get_soort_display(),
                regel.get_categorie_display(),
                regel.van,
                regel.tot_en_met,
                Euro(regel.tarief_centen),
                Euro(regel.bedrag_centen),
            )


def _dag(moment: object) -> date | None:
    return timezone.localdate(moment) if moment else None  # type: ignore[arg-type]  # a moment


def _euro(centen: int | None) -> Euro | None:
    return None if centen is None else Euro(centen)


DECLARATIES = Lijst(
    "declaraties",
    ("aanbieder", "tijdvak", "volgnummer", "stand", "kinderen", "uren", "ingediend op", "beoordeeld op"),
    _declaraties,
)
BEREKENINGEN = Lijst(
    "berekeningen",
    (
        *("nummer", "aanbieder", "tijdvak", "regeling", "stand", "bedrag", "berekend op", "besloten op"),
        "reden van afwijzen",
    ),
    _berekeningen,
)
HERZIENINGEN = Lijst(
    "herzieningen",
    ("aanbieder", "tijdvak", "berekening", "waarvan", "gevonden op", "correctie gevraagd op", "verschil"),
    _herzieningen,
)
DOSSIERS = Lijst(
    "subsidiejaar",
    (
        *("dossier", "ontvanger", "regeling", "volgende stap", "uiterlijk", "verleend", "goedgekeurd"),
        "vastgesteld",
    ),
    _dossiers,
)
BESLUITEN = Lijst(
    "besluiten",
    (
        *("besluit", "dossier", "ontvanger", "regeling", "soort", "stand", "bedrag", "grondslag"),
        *("genomen op", "bekendgemaakt op"),
    ),
    _besluiten,
)
VERPLICHTINGEN = Lijst(
    "betaalverplichtingen",
    (
        *("kenmerk", "ontvanger", "regeling", "soort", "omschrijving", "bedrag", "nog open", "vervaldag"),
        *("stand", "waarom vervallen"),
    ),
    _verplichtingen,
)
BETALINGEN = Lijst(
    "betalingen",
    ("kenmerk", "betaalrun", "ontvanger", "rekening", "bedrag", "stand", "betaald op", "waarom mislukt"),
    _betalingen,
)
RUNS = Lijst(
    "betaalruns",
    (
        *("betaalrun", "dag van betalen", "vervaldag tot en met", "bestand", "stand", "betalingen"),
        *("bedrag", "vrijgegeven op"),
    ),
    _runs,
)
LOCATIEGELD = Lijst(
    "bedragen-per-locatie",
    (
        *("berekening", "aanbieder", "regeling", "stand", "locatie", "waarvoor", "groep", "van"),
        *("tot en met", "tarief", "bedrag"),
    ),
    _locatiegeld,
)
