"""Prove the books: replay every calculation, and state what must always be true of calculations and policies."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, TypeVar

from django.db.models import F, Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from indicaties.models import Indicatie
from lib.geld import euro
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.audit import broken_links
from organisaties.models import AuditKeten, AuditRegel, Gemeente
from organisaties.porties import in_porties
from rekenregels import ENGINE_VERSIE, Categorie
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.rekenen import KOLOMMEN, as_rij, replayed_regels
from subsidies.invarianten import ask, invariant, of_gemeente
from subsidies.models import (
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Boeking,
    Geldbron,
    Subsidieregeling,
    SubsidieregelingQuerySet,
)
from subsidies.regelingen.document import as_regeling
from subsidies.vierogen import adopted_by_own_hand, approved_by_own_hand

T = TypeVar("T", bound=Model)
Status = Berekening.Status


def replay_differences() -> Iterator[str]:
    """A sentence for every stored calculation that comes out differently, or can't be computed any more."""
    alle = (
        Berekening.objects.select_related("declaratie__houder")
        .prefetch_related("delen__regeling")
        .order_by("pk")
    )
    for berekening in in_porties(alle, 50):
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


@invariant("Het totaal van een berekening is de som van haar regels.")
def totaal_is_de_som_van_de_regels(gemeente: Gemeente | None) -> Iterator[str]:
    som = Coalesce(Sum("regels__subsidie_centen"), 0)
    for berekening in _met_som(som, gemeente).exclude(som=F("totaal_centen")):
        yield f"{berekening}: de regels zijn samen {euro(berekening.som)}, het totaal is {euro(berekening.totaal_centen)}."


@invariant("Een aanbieder heeft over een tijdvak hoogstens één goedgekeurde berekening.")
def een_geldige_berekening_per_houder_en_tijdvak(gemeente: Gemeente | None) -> Iterator[str]:
    gezien: dict[tuple[object, ...], int] = {}
    rijen = (
        _van(Berekening.objects.in_force(), gemeente)
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


@invariant("Wie een berekening goedkeurt, werkte niet zelf aan de uren, het oordeel of de berekening.")
def een_ander_keurt_de_berekening_goed(gemeente: Gemeente | None) -> Iterator[str]:
    fout = Q(besloten_door=F("berekend_door")) | Q(pk__in=approved_by_own_hand())
    for berekening in _van(Berekening.objects.filter(fout), gemeente):
        yield (
            f"{berekening}: wie besliste, werkte zelf aan de uren, het oordeel of de berekening "
            f"({berekening.besloten_door})."
        )


@invariant("Een besluit over een berekening heeft een datum en een persoon.")
def een_besluit_heeft_een_datum_en_een_persoon(gemeente: Gemeente | None) -> Iterator[str]:
    onvolledig = Q(besloten_op=None) | Q(besloten_door=None)
    besloten = Berekening.objects.filter(status__in=(Status.APPROVED, Status.REJECTED))
    for berekening in _van(besloten.filter(onvolledig), gemeente):
        yield f"{berekening}: het besluit heeft geen datum of geen persoon."


@invariant("Elke goedkeuring staat in het logboek.")
def een_goedkeuring_staat_in_het_logboek(gemeente: Gemeente | None) -> Iterator[str]:
    gelogd = {
        int(pk)
        for pk in AuditRegel.objects.filter(handeling=Handeling.BEREKENING_APPROVE).values_list(
            "object_id", flat=True
        )
    }
    for pk in _van(Berekening.objects.in_force(), gemeente).values_list("pk", flat=True):
        if pk not in gelogd:
            yield f"Berekening {pk} is goedgekeurd, maar het logboek noemt dat niet."


@invariant("Een goedgekeurde berekening gaat over een geaccepteerde declaratie.")
def een_geldige_berekening_heeft_een_aanvaarde_declaratie(gemeente: Gemeente | None) -> Iterator[str]:
    aanvaard = (Urendeclaratie.Status.ACCEPTED, Urendeclaratie.Status.REPLACED)
    for berekening in _van(Berekening.objects.in_force().exclude(declaratie__status__in=aanvaard), gemeente):
        yield f"{berekening}: de declaratie heeft de status ‘{berekening.declaratie.get_status_display()}’."


@invariant("Een regel van een berekening hoort bij de declaratie van die berekening.")
def een_regel_hoort_bij_de_declaratie_van_de_berekening(gemeente: Gemeente | None) -> Iterator[str]:
    vreemd = Berekeningsregel.objects.exclude(declaratieregel__declaratie=F("berekening__declaratie"))
    for regel in vreemd.filter(**of_gemeente("berekening__declaratie__gemeente", gemeente)):
        yield f"Berekening {regel.berekening_id}, regel {regel.volgorde}: hoort bij een andere declaratie."


@invariant("De dagen van een regel vallen in het tijdvak van de declaratie.")
def een_regel_valt_in_het_tijdvak(gemeente: Gemeente | None) -> Iterator[str]:
    """Counted in months, from the four fields that say when a tijdvak is; no receipt is read."""
    buiten = ask(
        """SELECT r.berekening_id, r.volgorde
             FROM subsidies_berekeningsregel r
             JOIN subsidies_berekening b ON b.id = r.berekening_id
             JOIN opvang_urendeclaratie d ON d.id = b.declaratie_id
            WHERE (extract(year FROM r.van) * 12 + extract(month FROM r.van) - 1 < d.eerste_maand
                   OR extract(year FROM r.tot_en_met) * 12 + extract(month FROM r.tot_en_met) - 1 > d.laatste_maand)
              AND (%(gemeente)s IS NULL OR d.gemeente_id = %(gemeente)s)
            ORDER BY r.berekening_id, r.volgorde""",
        gemeente,
    )
    for berekening, volgorde in buiten:
        yield f"Berekening {berekening}, regel {volgorde}: valt buiten het tijdvak."


# -- policies ---------------------------------------------------------------------------------------


@invariant("Wie een regeling vaststelt, schreef er niet zelf aan.")
def een_ander_stelt_de_regeling_vast(gemeente: Gemeente | None) -> Iterator[str]:
    for regeling in _eigen(Subsidieregeling.objects.filter(pk__in=adopted_by_own_hand()), gemeente):
        yield (
            f"{regeling}: wie haar vaststelde, schreef aan de tekst of bood haar aan "
            f"({regeling.vastgesteld_door})."
        )


@invariant("Een regeling is nog precies zoals zij is vastgesteld (SHA-256).")
def een_regeling_is_nog_wat_is_vastgesteld(gemeente: Gemeente | None) -> Iterator[str]:
    for regeling in _eigen(Subsidieregeling.objects.exclude(vastgesteld_op=None), gemeente):
        try:
            as_regeling(regeling)
        except ValueError as fout:
            yield str(fout)


@invariant("Een berekening noemt het controlegetal van haar regeling.")
def een_berekening_noemt_haar_regeling_juist(gemeente: Gemeente | None) -> Iterator[str]:
    for deel in _delen(Berekeningsdeel.objects.exclude(regeling_sha256=F("regeling__sha256")), gemeente):
        yield f"{deel.berekening}: het controlegetal is niet dat van {deel.regeling}."


@invariant("Een regeling geldt op de dagen waarover met haar is gerekend.")
def een_regeling_dekt_de_dagen_waarover_zij_rekent(gemeente: Gemeente | None) -> Iterator[str]:
    """By the lines that came out, not by what went in."""
    buiten = ask(
        """SELECT DISTINCT r.berekening_id, s.naam
             FROM subsidies_berekeningsregel r
             JOIN subsidies_berekening b ON b.id = r.berekening_id
             JOIN opvang_urendeclaratie d ON d.id = b.declaratie_id
             JOIN LATERAL (SELECT regeling_id FROM subsidies_berekeningsdeel
                            WHERE berekening_id = r.berekening_id AND eerste <= r.volgorde
                            ORDER BY eerste DESC LIMIT 1) deel ON true
             JOIN subsidies_subsidieregeling s ON s.id = deel.regeling_id
            WHERE (r.van < s.geldig_van OR r.tot_en_met > s.geldig_tot_en_met OR s.gemeente_id <> d.gemeente_id)
              AND (%(gemeente)s IS NULL OR d.gemeente_id = %(gemeente)s)
            ORDER BY 1, 2""",
        gemeente,
    )
    for berekening, naam in buiten:
        yield f"Berekening {berekening}: {naam} geldt niet voor deze dagen van deze gemeente."


@invariant("Op één dag geldt voor een groep kinderen hoogstens één regeling.")
def vastgestelde_regelingen_vallen_niet_samen(gemeente: Gemeente | None) -> Iterator[str]:
    geldend = _eigen(Subsidieregeling.objects.adopted(), gemeente).order_by("gemeente", "geldig_van", "pk")
    for categorie in Categorie:
        vergoedt = geldend.for_categorie(categorie)
        for eerste, tweede in _opeenvolgend(vergoedt):
            if eerste.gemeente_id == tweede.gemeente_id and tweede.geldig_van <= eerste.geldig_tot_en_met:
                yield f"{eerste} en {tweede} gelden op dezelfde dagen voor {categorie.kinderen}."


# -- ledger -----------------------------------------------------------------------------------------


@invariant("In het grootboek staat van elke berekening precies wat is goedgekeurd.")
def het_grootboek_is_gelijk_aan_de_berekeningen(gemeente: Gemeente | None) -> Iterator[str]:
    som = Coalesce(Sum("boekingen__bedrag_centen"), 0)
    for berekening in _met_som(som, gemeente):
        hoort = berekening.totaal_centen if berekening.status == Status.APPROVED else 0
        if berekening.som != hoort:
            yield f"{berekening}: geboekt is {euro(berekening.som)}, dat hoort {euro(hoort)} te zijn."


@invariant("Een boeking staat op de gemeente en het jaar van haar berekening.")
def een_boeking_staat_op_de_gemeente_en_het_jaar_van_de_berekening(
    gemeente: Gemeente | None,
) -> Iterator[str]:
    fout = ~Q(gemeente=F("berekening__declaratie__gemeente")) | ~Q(over=F("berekening__declaratie__jaar"))
    alle = Boeking.objects.filter(**of_gemeente("berekening__declaratie__gemeente", gemeente))
    over = Coalesce("betreft_jaar", "jaar")
    for boeking in alle.exclude(berekening=None).annotate(over=over).filter(fout):
        yield f"Boeking {boeking.pk}: gemeente of jaar is niet die van de berekening."


@invariant("Subsidie op een locatie zonder VE komt uit eigen middelen.")
def geld_zonder_ve_komt_niet_uit_goab(gemeente: Gemeente | None) -> Iterator[str]:
    """What was paid for a child with an indication at a location without VE stands on the municipality's own money."""
    betaald = Berekeningsregel.objects.filter(
        zonder_ve=True,
        berekening__status=Status.APPROVED,
        **of_gemeente("berekening__declaratie__gemeente", gemeente),
    )
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


@invariant("Indicaties van een kind gelden niet op dezelfde dagen.")
def indicaties_van_een_kind_vallen_niet_samen(gemeente: Gemeente | None) -> Iterator[str]:
    eigen = Indicatie.objects.filter(**of_gemeente("kind__gemeente", gemeente))
    geldend = eigen.effective().order_by("kind", "geldig_van", "pk")
    for eerste, tweede in _opeenvolgend(geldend):
        if eerste.kind_id == tweede.kind_id and tweede.geldig_van <= eerste.geldig_tot_en_met:
            yield f"Indicatie {eerste.pk} en {tweede.pk} van hetzelfde kind gelden op dezelfde dagen."


@invariant("Plaatsingen van een kind op een locatie lopen niet op dezelfde dagen.")
def plaatsingen_op_een_locatie_vallen_niet_samen(gemeente: Gemeente | None) -> Iterator[str]:
    eigen = Plaatsing.objects.filter(**of_gemeente("kind__gemeente", gemeente))
    geldend = eigen.in_force().order_by("kind", "locatie", "startdatum", "pk")
    for eerste, tweede in _opeenvolgend(geldend):
        zelfde = (eerste.kind_id, eerste.locatie_id) == (tweede.kind_id, tweede.locatie_id)
        if zelfde and (eerste.einddatum is None or tweede.startdatum <= eerste.einddatum):
            yield f"Plaatsing {eerste.pk} en {tweede.pk} van hetzelfde kind lopen op dezelfde dagen."


@invariant("De dagen van een plaatsing zijn in één tijdvak maar één keer gedeclareerd.")
def gedeclareerde_dagen_vallen_niet_samen(gemeente: Gemeente | None) -> Iterator[str]:
    dubbel = ask(
        """SELECT een.plaatsing_id, een.declaratie_id, ander.declaratie_id
             FROM opvang_declaratieregel een
             JOIN opvang_declaratieregel ander ON ander.plaatsing_id = een.plaatsing_id AND ander.id > een.id
                  AND ander.van <= een.tot_en_met AND een.van <= ander.tot_en_met
             JOIN opvang_urendeclaratie d ON d.id = een.declaratie_id AND d.status = 'geaccepteerd'
             JOIN opvang_urendeclaratie e ON e.id = ander.declaratie_id AND e.status = 'geaccepteerd'
            WHERE %(gemeente)s IS NULL OR d.gemeente_id = %(gemeente)s
            ORDER BY 1, 2, 3""",
        gemeente,
    )
    for plaatsing, een, ander in dubbel:
        yield f"Plaatsing {plaatsing}: declaratie {een} en declaratie {ander} noemen allebei dezelfde dagen."


@invariant("Een brief is nog precies zoals hij is opgemaakt (SHA-256).")
def een_brief_is_nog_wat_is_opgemaakt(gemeente: Gemeente | None) -> Iterator[str]:
    """Reckoned by the database over the bytes that it keeps."""
    anders = ask(
        """SELECT id FROM brieven_brief
            WHERE vernietigd_op IS NULL AND encode(sha256(pdf), 'hex') <> sha256
              AND (%(gemeente)s IS NULL OR gemeente_id = %(gemeente)s)
            ORDER BY id""",
        gemeente,
    )
    for (pk,) in anders:
        yield f"Brief {pk}: het document is niet meer het document dat is opgemaakt."


@invariant("Een declaratie bevat alleen kinderen van die gemeente en die aanbieder.")
def een_declaratie_bevat_alleen_eigen_kinderen(gemeente: Gemeente | None) -> Iterator[str]:
    vreemd = ~Q(plaatsing__kind__gemeente=F("declaratie__gemeente")) | ~Q(
        plaatsing__locatie__houder=F("declaratie__houder")
    )
    for regel in Declaratieregel.objects.filter(vreemd, **of_gemeente("declaratie__gemeente", gemeente)):
        yield f"Declaratie {regel.declaratie_id}, regel {regel.pk}: hoort bij een andere houder of gemeente."


@invariant("Een correctie gaat over hetzelfde tijdvak als haar voorganger.")
def een_correctie_gaat_over_hetzelfde_tijdvak(gemeente: Gemeente | None) -> Iterator[str]:
    gelijk = {naam: F(f"corrigeert__{naam}") for naam in ("gemeente", "houder", "ritme", "jaar", "nummer")}
    correcties = Urendeclaratie.objects.filter(**of_gemeente("gemeente", gemeente)).exclude(corrigeert=None)
    for declaratie in correcties.exclude(volgnummer=F("corrigeert__volgnummer") + 1, **gelijk).select_related(
        "houder"
    ):
        yield f"{declaratie}: is geen correctie van declaratie {declaratie.corrigeert_id}."


@invariant("De keten van het logboek sluit.")
def het_logboek_sluit(gemeente: Gemeente | None) -> Iterator[str]:
    ketens = (
        AuditKeten.objects.all()
        if gemeente is None
        else AuditKeten.objects.filter(gemeente_code=gemeente.code)
    )
    for code in ketens.values_list("gemeente_code", flat=True):
        for volgnummer in broken_links(code):
            yield f"Logboek van gemeente {code}: de keten sluit niet bij regel {volgnummer}."


def _van(berekeningen: QuerySet[Berekening], gemeente: Gemeente | None) -> QuerySet[Berekening]:
    eigen = berekeningen.filter(**of_gemeente("declaratie__gemeente", gemeente))
    return eigen.select_related("declaratie__houder").order_by("pk")


def _eigen(regelingen: SubsidieregelingQuerySet, gemeente: Gemeente | None) -> SubsidieregelingQuerySet:
    return regelingen.filter(**of_gemeente("gemeente", gemeente))


def _delen(delen: QuerySet[Berekeningsdeel], gemeente: Gemeente | None) -> QuerySet[Berekeningsdeel]:
    eigen = delen.filter(**of_gemeente("berekening__declaratie__gemeente", gemeente))
    return eigen.select_related("berekening__declaratie__houder", "regeling").order_by("pk")


def _met_som(som: Coalesce, gemeente: Gemeente | None) -> QuerySet[Any]:
    return _van(Berekening.objects.annotate(som=som), gemeente)


def _opeenvolgend(rijen: QuerySet[T]) -> Iterator[tuple[T, T]]:
    """Each row with the next one."""
    vorige: T | None = None
    for rij in in_porties(rijen, 2000):
        if vorige is not None:
            yield vorige, rij
        vorige = rij
