"""How far a child with a case has come. Like `Stand` it follows from facts, never from a label."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import (
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from indicaties.models import Indicatie, Kind, KindQuerySet, Toeleiding
from indicaties.stand import VERTROKKEN, Stand, with_stand_on


class Stap(models.TextChoices):
    SIGNAL = "signaal", "Signaal"
    DISCUSSED = "besproken", "Besproken"
    INDICATED = "geindiceerd", "Geïndiceerd"
    REFERRED = "aangemeld", "Aangemeld"
    WAITLISTED = "wachtlijst", "Wachtlijst"
    PLACED = "geplaatst", "Geplaatst"
    STARTED = "gestart", "Gestart"
    HANDED_OVER = "overgedragen", "Overgedragen"
    DECLINED = "afgezien", "Afgezien"
    ENDED = "afgelopen", "Afgelopen"


# The way itself; the other two stand beside it.
WEG = tuple(Stap)[:8]

# What is to be done when nobody agreed on something else.
VOLGENDE = {
    Stap.SIGNAL: "Bespreek het signaal met het gezin",
    Stap.DISCUSSED: "Beslis over de indicatie",
    Stap.INDICATED: "Verwijs het gezin naar een locatie",
    Stap.REFERRED: "Vraag de aanbieder om antwoord",
    Stap.WAITLISTED: "Vraag naar de plaats, of verwijs ook naar een andere aanbieder",
    Stap.PLACED: "Kijk of het kind echt is gestart",
    Stap.STARTED: "Volg het kind tot de overdracht",
    Stap.HANDED_OVER: "Sluit het dossier",
    Stap.DECLINED: "Vraag het gezin later opnieuw",
    Stap.ENDED: "Sluit het dossier",
}


@dataclass(frozen=True)
class Feiten:
    """What is recorded of a child with an open case, as far as its step follows from it."""

    stand: str
    stand_sinds: date
    geopend_op: date
    besproken_op: date | None = None
    overgedragen_op: date | None = None
    kwam_op: date | None = None
    zonder_antwoord: bool = False
    wachtlijst_sinds: date | None = None
    indicatie_gaf: date | None = None


# The columns of `Feiten` in `with_facts_on`.
KOLOMMEN = (
    *("stand", "stand_sinds", "dossier__geopend_op", "dossier__besproken_op", "dossier__overgedragen_op"),
    *("kwam_op", "zonder_antwoord", "wachtlijst_sinds", "indicatie_gaf"),
)


def find_stap(feiten: Feiten, dag: date) -> tuple[Stap, date]:
    """How far the child is on the day, and since when.

    It leaves the way when it moved, died, or turned four without a place; what was handed over stays handed over.
    """
    if feiten.overgedragen_op is not None and feiten.overgedragen_op <= dag:
        return Stap.HANDED_OVER, feiten.overgedragen_op
    if feiten.stand in VERTROKKEN:
        return Stap.ENDED, feiten.stand_sinds
    if feiten.stand == Stand.FOUR:
        return Stap.ENDED, feiten.geopend_op
    if feiten.stand == Stand.PLACED and feiten.kwam_op is not None:
        return Stap.STARTED, feiten.kwam_op
    if feiten.stand in (Stand.PLACED, Stand.STARTS):
        return Stap.PLACED, feiten.stand_sinds
    if feiten.stand == Stand.DECLINED:
        return Stap.DECLINED, feiten.stand_sinds
    if feiten.stand == Stand.WAITING:
        wacht = Stap.REFERRED, feiten.stand_sinds
        return wacht if feiten.zonder_antwoord else (Stap.WAITLISTED, feiten.wachtlijst_sinds or wacht[1])
    return _without_place(feiten, dag)


def _without_place(feiten: Feiten, dag: date) -> tuple[Stap, date]:
    """A place that ended, no room and a child that did not come count from that day; else the indicatie does."""
    if feiten.indicatie_gaf is not None:
        return Stap.INDICATED, feiten.indicatie_gaf if feiten.stand == Stand.NONE else feiten.stand_sinds
    if feiten.besproken_op is not None and feiten.besproken_op <= dag:
        return Stap.DISCUSSED, feiten.besproken_op
    return Stap.SIGNAL, feiten.geopend_op


def with_case(kinderen: KindQuerySet) -> KindQuerySet:
    """The children with an open case, with it as `dossier`."""
    met = kinderen.annotate(
        dossier=FilteredRelation("trajecten", condition=Q(trajecten__gesloten_op=None)),
    )
    return met.filter(Q(dossier__isnull=False))


def with_facts_on(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """Children with a `dossier`, each with the columns of KOLOMMEN.

    The step itself is made of them outside the database: in SQL each column would be written out anew at every
    place that names it, and the question would be longer than the answer.
    """
    met_stand = with_stand_on(kinderen, dag).annotate(
        dag_ervoor=ExpressionWrapper(F("plaats_sinds") - timedelta(days=1), output_field=DateTimeField()),
    )
    return met_stand.annotate(**_facts_on(dag))


def stap_of(kind: Kind, dag: date) -> tuple[Stap, date] | None:
    """How far this child is, and since when; None without an open case."""
    eigen = with_facts_on(with_case(Kind.objects.filter(pk=kind.pk)), dag)
    gevonden = eigen.values_list(*map(F, KOLOMMEN)).first()
    return find_stap(Feiten(*gevonden), dag) if gevonden else None


def _facts_on(dag: date) -> dict[str, Combinable]:
    verwijzing = Toeleiding.objects.filter(kind=OuterRef("pk"), verwezen_op__lte=dag)
    loopt = Q(afgerond_op=None) | Q(afgerond_op__gt=dag)
    # Until the day on which the provider put it on the waiting list it had not answered.
    antwoord = Q(status=Toeleiding.Status.WAITLISTED) & (Q(sinds=None) | Q(sinds__lte=dag))
    wachtlijst = verwijzing.filter(antwoord).order_by().values("kind")
    geldig = Indicatie.objects.effective().filter(
        kind=OuterRef("pk"), afgegeven_op__lte=dag, geldig_tot_en_met__gte=dag
    )
    return {
        "kwam_op": _came_on(dag),
        "zonder_antwoord": Exists(verwijzing.filter(loopt).exclude(antwoord)),
        "wachtlijst_sinds": Subquery(wachtlijst.annotate(eerste=Min("sinds")).values("eerste")),
        "indicatie_gaf": Subquery(geldig.order_by("afgegeven_op").values("afgegeven_op")[:1]),
    }


def _came_on(dag: date) -> Coalesce:
    """The day on which the child came to the place that it has now: the provider says so, or declared hours of it.

    Hours that are still a draft are a proposal of the site itself and prove nothing.
    """
    gemeld = Toeleiding.objects.filter(
        Q(houder__locaties__plaatsingen__einddatum=None)
        | Q(houder__locaties__plaatsingen__einddatum__gte=dag),
        kind=OuterRef("pk"),
        gestart_op__lte=dag,
        houder__locaties__plaatsingen__kind=OuterRef("pk"),
        houder__locaties__plaatsingen__startdatum__lte=dag,
        houder__locaties__plaatsingen__vervallen_op=None,
    )
    # Also hours under agreements that went over into those of now.
    uren = Kind.objects.filter(
        Q(plaatsingen__einddatum=None) | Q(plaatsingen__einddatum__gte=OuterRef("dag_ervoor")),
        pk=OuterRef("pk"),
        plaatsingen__vervallen_op=None,
        plaatsingen__startdatum__lte=dag,
        plaatsingen__declaratieregels__uren_honderdsten__gt=0,
        plaatsingen__declaratieregels__van__lte=dag,
        plaatsingen__declaratieregels__declaratie__status__in=("ingediend", "geaccepteerd"),
    )
    return Coalesce(
        Subquery(gemeld.order_by("gestart_op").values("gestart_op")[:1]),
        Subquery(uren.order_by("plaatsingen__startdatum").values("plaatsingen__startdatum")[:1]),
    )
