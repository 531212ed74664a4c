"""Prove the books: replay every calculation, and state in sentences what must always be true.

The database refuses most of this already. That it did is exactly what an accountant asks us to show.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar

from django.db.models import F, Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from indicaties.models import Indicatie
from lib.geld import euro
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.audit import broken_links
from organisaties.models import AuditKeten, AuditRegel
from rekenregels import ENGINE_VERSIE, Categorie
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.rekenen import KOLOMMEN, as_rij, replayed_regels
from subsidies.models import (
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Boeking,
    Geldbron,
    Subsidieregeling,
)
from subsidies.regelingen.document import as_regeling
from subsidies.vierogen import adopted_by_own_hand, approved_by_own_hand

T = TypeVar("T", bound=Model)
Status = Berekening.Status
Invariant = Callable[[], Iterator[str]]
INVARIANTEN: dict[str, Invariant] = {}


def invariant(functie: Invariant) -> Invariant:
    """Add a rule to the list, under its own name."""
    INVARIANTEN[functie.__name__] = functie
    return functie


def replay_differences() -> Iterator[str]:
    """A sentence for every stored calculation that comes out differently, or can't be computed any more."""
    alle = (
        Berekening.objects.select_related("declaratie__houder")
        .prefetch_related("delen__regeling")
        .order_by("pk")
    )
    for berekening in alle.iterator(chunk_size=50):
        try:
            opnieuw = replayed_regels(berekening)
        except ValueError as fout:
            yield f"{berekening}: kan niet opnieuw worden berekend. {fout}"
            continue
        opgeslagen = list(berekening.regels.values_list(*KOLOMMEN))
        nieuw = [as_rij(regel) for regel in opnieuw]
        totaal = sum(r.subsidie for r in opnieuw)
        if opgeslagen != nieuw or totaal != berekening.totaal_centen:
            anders = sum(a != b for a, b in zip_longest(opgeslagen, nieuw))
            yield _verschil(berekening, totaal, anders)


def _verschil(berekening: Berekening, totaal: int, anders: int) -> str:
    """What differs; after a change of the engine that is the first thing to look at."""
    regels = "1 regel wijkt" if anders == 1 else f"{anders} regels wijken"
    versie = berekening.engine_versie
    engine = (
        "" if versie == ENGINE_VERSIE else f" Gemaakt met rekenversie {versie}; nu is dat {ENGINE_VERSIE}."
    )
    bedragen = f"opgeslagen is {euro(berekening.totaal_centen)}, opnieuw berekend {euro(totaal)}"
    return f"{berekening}: {bedragen} ({regels} af).{engine}"


# -- calculations ---------------------------------------------------------------------------------


@invariant
def totaal_is_de_som_van_de_regels() -> Iterator[str]:
    som = Coalesce(Sum("regels__subsidie_centen"), 0)
    for berekening in _met_som(som).exclude(som=F("totaal_centen")):
        yield f"{berekening}: de regels zijn samen {euro(berekening.som)}, het totaal is {euro(berekening.totaal_centen)}."


@invariant
def een_geldige_berekening_per_houder_en_tijdvak() -> Iterator[str]:
    gezien: dict[tuple[object, ...], int] = {}
    rijen = (
        Berekening.objects.in_force()
        .order_by("pk")
        .values_list(
            "pk",
            "declaratie__gemeente",
            "declaratie__houder",
            "declaratie__ritme",
            "declaratie__jaar",
            "declaratie__nummer",
        )
    )
    for pk, *sleutel in rijen:
        vorige = gezien.setdefault(tuple(sleutel), pk)
        if vorige != pk:
            yield f"Berekening {pk} en berekening {vorige} gelden allebei voor hetzelfde tijdvak van dezelfde houder."


@invariant
def een_ander_keurt_de_berekening_goed() -> Iterator[str]:
    fout = Q(besloten_door=F("berekend_door")) | Q(pk__in=approved_by_own_hand())
    for berekening in _alle(Berekening.objects.filter(fout)):
        yield (
            f"{berekening}: wie besliste, werkte zelf aan de uren, het oordeel of de berekening "
            f"({berekening.besloten_door})."
        )


@invariant
def een_besluit_heeft_een_datum_en_een_persoon() -> Iterator[str]:
    onvolledig = Q(besloten_op=None) | Q(besloten_door=None)
    besloten = Berekening.objects.filter(status__in=(Status.APPROVED, Status.REJECTED))
    for berekening in besloten.filter(onvolledig).select_related("declaratie__houder"):
        yield f"{berekening}: het besluit heeft geen datum of geen persoon."


@invariant
def een_goedkeuring_staat_in_het_logboek() -> Iterator[str]:
    gelogd = {
        int(pk)
        for pk in AuditRegel.objects.filter(handeling=Handeling.BEREKENING_APPROVE).values_list(
            "object_id", flat=True
        )
    }
    for pk in Berekening.objects.in_force().values_list("pk", flat=True):
        if pk not in gelogd:
            yield f"Berekening {pk} is goedgekeurd, maar het logboek noemt dat niet."


@invariant
def een_geldige_berekening_heeft_een_aanvaarde_declaratie() -> Iterator[str]:
    aanvaard = (Urendeclaratie.Status.ACCEPTED, Urendeclaratie.Status.REPLACED)
    for berekening in _alle(Berekening.objects.in_force().exclude(declaratie__status__in=aanvaard)):
        yield f"{berekening}: de declaratie heeft de status ‘{berekening.declaratie.get_status_display()}’."


@invariant
def een_regel_hoort_bij_de_declaratie_van_de_berekening() -> Iterator[str]:
    vreemd = Berekeningsregel.objects.exclude(declaratieregel__declaratie=F("berekening__declaratie"))
    for regel in vreemd:
        yield f"Berekening {regel.berekening_id}, regel {regel.volgorde}: hoort bij een andere declaratie."


@invariant
def een_regel_valt_in_het_tijdvak() -> Iterator[str]:
    for regel in Berekeningsregel.objects.select_related("berekening__declaratie").iterator(chunk_size=2000):
        periode = regel.berekening.declaratie.periode
        if regel.van not in periode or regel.tot_en_met not in periode:
            yield f"Berekening {regel.berekening_id}, regel {regel.volgorde}: valt buiten het tijdvak."


# -- policies ---------------------------------------------------------------------------------------


@invariant
def een_ander_stelt_de_regeling_vast() -> Iterator[str]:
    for regeling in Subsidieregeling.objects.filter(pk__in=adopted_by_own_hand()):
        yield (
            f"{regeling}: wie haar vaststelde, schreef aan de tekst of bood haar aan "
            f"({regeling.vastgesteld_door})."
        )


@invariant
def een_regeling_is_nog_wat_is_vastgesteld() -> Iterator[str]:
    for regeling in Subsidieregeling.objects.exclude(vastgesteld_op=None):
        try:
            as_regeling(regeling)
        except ValueError as fout:
            yield str(fout)


@invariant
def een_berekening_noemt_haar_regeling_juist() -> Iterator[str]:
    for deel in _delen(Berekeningsdeel.objects.exclude(regeling_sha256=F("regeling__sha256"))):
        yield f"{deel.berekening}: het controlegetal is niet dat van {deel.regeling}."


@invariant
def een_regeling_dekt_de_dagen_waarover_zij_rekent() -> Iterator[str]:
    for deel in _delen(Berekeningsdeel.objects.all()).iterator(chunk_size=50):
        regeling, feiten = deel.regeling, deel.invoer.get("feiten", {})
        dagen = [date.fromordinal(dag) for dag in (*feiten.get("van", ()), *feiten.get("tot_en_met", ()))]
        dekt = all(regeling.geldig_van <= dag <= regeling.geldig_tot_en_met for dag in dagen)
        if not dekt or regeling.gemeente_id != deel.berekening.declaratie.gemeente_id:
            yield f"{deel.berekening}: {regeling} geldt niet voor deze dagen van deze gemeente."


@invariant
def vastgestelde_regelingen_vallen_niet_samen() -> Iterator[str]:
    geldend = Subsidieregeling.objects.adopted().order_by("gemeente", "geldig_van", "pk")
    for categorie in Categorie:
        vergoedt = geldend.for_categorie(categorie)
        for eerste, tweede in _opeenvolgend(vergoedt):
            if eerste.gemeente_id == tweede.gemeente_id and tweede.geldig_van <= eerste.geldig_tot_en_met:
                yield f"{eerste} en {tweede} gelden op dezelfde dagen voor {categorie.kinderen}."


# -- ledger -----------------------------------------------------------------------------------------


@invariant
def het_grootboek_is_gelijk_aan_de_berekeningen() -> Iterator[str]:
    som = Coalesce(Sum("boekingen__bedrag_centen"), 0)
    for berekening in _met_som(som):
        hoort = berekening.totaal_centen if berekening.status == Status.APPROVED else 0
        if berekening.som != hoort:
            yield f"{berekening}: geboekt is {euro(berekening.som)}, dat hoort {euro(hoort)} te zijn."


@invariant
def een_boeking_staat_op_de_gemeente_en_het_jaar_van_de_berekening() -> Iterator[str]:
    fout = ~Q(gemeente=F("berekening__declaratie__gemeente")) | ~Q(jaar=F("berekening__declaratie__jaar"))
    for boeking in Boeking.objects.exclude(berekening=None).filter(fout):
        yield f"Boeking {boeking.pk}: gemeente of jaar is niet die van de berekening."


@invariant
def een_storno_is_het_tegendeel_van_haar_boeking() -> Iterator[str]:
    gelijk = {
        naam: F(f"storneert__{naam}")
        for naam in ("gemeente", "jaar", "soort", "bron", "indicator", "categorie")
    }
    for boeking in Boeking.objects.exclude(storneert=None).exclude(
        bedrag_centen=-F("storneert__bedrag_centen"), **gelijk
    ):
        yield f"Boeking {boeking.pk}: is niet het tegendeel van boeking {boeking.storneert_id}."


@invariant
def een_besteding_uit_goab_noemt_haar_indicator() -> Iterator[str]:
    for boeking in Boeking.objects.filter(soort="besteed", bron="goab", indicator=""):
        yield f"Boeking {boeking.pk}: {euro(boeking.bedrag_centen)} uit GOAB zonder SiSa-indicator."


@invariant
def geld_zonder_ve_komt_niet_uit_goab() -> Iterator[str]:
    """What was paid for a child with an indication at a location without VE stands on the municipality's own money."""
    betaald = Berekeningsregel.objects.filter(zonder_ve=True, berekening__status=Status.APPROVED)
    rijen = betaald.order_by("berekening", "categorie").values_list("berekening", "categorie")
    for (berekening, categorie), hoort in {
        (pk, categorie): centen for pk, categorie, centen in rijen.annotate(Sum("subsidie_centen"))
    }.items():
        eigen = Boeking.objects.filter(berekening=berekening, categorie=categorie, bron=Geldbron.GEMEENTE)
        geboekt = eigen.filter(storneert=None).aggregate(som=Coalesce(Sum("bedrag_centen"), 0))["som"]
        if geboekt != hoort:
            yield (
                f"Berekening {berekening}: voor {categorie} op een locatie zonder VE hoort {euro(hoort)} uit eigen"
                f" middelen te komen, geboekt is {euro(geboekt)}."
            )


# -- what the calculations rest on ------------------------------------------------------------------


@invariant
def indicaties_van_een_kind_vallen_niet_samen() -> Iterator[str]:
    geldend = Indicatie.objects.effective().order_by("kind", "geldig_van", "pk")
    for eerste, tweede in _opeenvolgend(geldend):
        if eerste.kind_id == tweede.kind_id and tweede.geldig_van <= eerste.geldig_tot_en_met:
            yield f"Indicatie {eerste.pk} en {tweede.pk} van hetzelfde kind gelden op dezelfde dagen."


@invariant
def plaatsingen_op_een_locatie_vallen_niet_samen() -> Iterator[str]:
    geldend = Plaatsing.objects.in_force().order_by("kind", "locatie", "startdatum", "pk")
    for eerste, tweede in _opeenvolgend(geldend):
        zelfde = (eerste.kind_id, eerste.locatie_id) == (tweede.kind_id, tweede.locatie_id)
        if zelfde and (eerste.einddatum is None or tweede.startdatum <= eerste.einddatum):
            yield f"Plaatsing {eerste.pk} en {tweede.pk} van hetzelfde kind lopen op dezelfde dagen."


@invariant
def een_declaratie_bevat_alleen_eigen_kinderen() -> Iterator[str]:
    vreemd = ~Q(plaatsing__kind__gemeente=F("declaratie__gemeente")) | ~Q(
        plaatsing__locatie__houder=F("declaratie__houder")
    )
    for regel in Declaratieregel.objects.filter(vreemd):
        yield f"Declaratie {regel.declaratie_id}, regel {regel.pk}: hoort bij een andere houder of gemeente."


@invariant
def een_correctie_gaat_over_hetzelfde_tijdvak() -> Iterator[str]:
    gelijk = {naam: F(f"corrigeert__{naam}") for naam in ("gemeente", "houder", "ritme", "jaar", "nummer")}
    correcties = Urendeclaratie.objects.exclude(corrigeert=None)
    for declaratie in correcties.exclude(volgnummer=F("corrigeert__volgnummer") + 1, **gelijk).select_related(
        "houder"
    ):
        yield f"{declaratie}: is geen correctie van declaratie {declaratie.corrigeert_id}."


@invariant
def het_logboek_sluit() -> Iterator[str]:
    for code in AuditKeten.objects.values_list("gemeente_code", flat=True):
        for volgnummer in broken_links(code):
            yield f"Logboek van gemeente {code}: de keten sluit niet bij regel {volgnummer}."


def _alle(berekeningen: QuerySet[Berekening]) -> QuerySet[Berekening]:
    return berekeningen.select_related("declaratie__houder").order_by("pk")


def _delen(delen: QuerySet[Berekeningsdeel]) -> QuerySet[Berekeningsdeel]:
    return delen.select_related("berekening__declaratie__houder", "regeling").order_by("pk")


def _met_som(som: Coalesce) -> QuerySet[Any]:
    return _alle(Berekening.objects.annotate(som=som))


def _opeenvolgend(rijen: QuerySet[T]) -> Iterator[tuple[T, T]]:
    """Each row with the next one."""
    vorige: T | None = None
    for rij in rijen.iterator(chunk_size=2000):
        if vorige is not None:
            yield vorige, rij
        vorige = rij
