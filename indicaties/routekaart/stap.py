"""How far a child with a case has come. Like `Stand` it follows from facts, never from a label."""

from datetime import date, timedelta

from django.db import models
from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
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


def with_stap_on(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """The children with a case that is open on the day, each with `stap`, `stap_sinds` and the columns of `with_stand_on`.

    A child leaves the way when it moved, died, or turned four without a place; what was handed over stays handed over.
    """
    op_weg = with_stand_on(kinderen, dag).annotate(
        dossier=FilteredRelation("trajecten", condition=Q(trajecten__gesloten_op=None)),
        dag_ervoor=ExpressionWrapper(F("plaats_sinds") - timedelta(days=1), output_field=DateTimeField()),
    )
    return (
        op_weg.filter(Q(dossier__isnull=False))
        .annotate(**_facts_on(dag))
        .annotate(
            stap=Case(
                When(dossier__overgedragen_op__lte=dag, then=Value(Stap.HANDED_OVER)),
                When(stand__in=(*VERTROKKEN, Stand.FOUR), then=Value(Stap.ENDED)),
                When(stand=Stand.PLACED, kwam_op__isnull=False, then=Value(Stap.STARTED)),
                When(stand__in=(Stand.PLACED, Stand.STARTS), then=Value(Stap.PLACED)),
                When(stand=Stand.WAITING, zonder_antwoord=True, then=Value(Stap.REFERRED)),
                When(stand=Stand.WAITING, then=Value(Stap.WAITLISTED)),
                When(stand=Stand.DECLINED, then=Value(Stap.DECLINED)),
                When(indicatie_gaf__isnull=False, then=Value(Stap.INDICATED)),
                When(dossier__besproken_op__lte=dag, then=Value(Stap.DISCUSSED)),
                default=Value(Stap.SIGNAL),
                output_field=CharField(),
            )
        )
        .annotate(stap_sinds=_since())
    )


def _since() -> Case:
    zonder_plaats = (Stand.ENDED, Stand.NO_ROOM, Stand.NOT_SHOWN)
    return Case(
        When(stap=Stap.HANDED_OVER, then=F("dossier__overgedragen_op")),
        When(stap=Stap.ENDED, stand=Stand.FOUR, then=F("dossier__geopend_op")),
        When(stap=Stap.STARTED, then=F("kwam_op")),
        When(stap=Stap.WAITLISTED, then=Coalesce("wachtlijst_sinds", "stand_sinds")),
        When(stap=Stap.INDICATED, stand__in=zonder_plaats, then=F("stand_sinds")),
        When(stap=Stap.INDICATED, then=F("indicatie_gaf")),
        When(stap=Stap.DISCUSSED, then=F("dossier__besproken_op")),
        When(stap=Stap.SIGNAL, then=F("dossier__geopend_op")),
        default=F("stand_sinds"),
        output_field=DateField(),
    )


def stap_of(kind: Kind, dag: date) -> tuple[Stap, date] | None:
    """How far this child is, and since when; None without an open case."""
    eigen = with_stap_on(Kind.objects.filter(pk=kind.pk), dag)
    gevonden = eigen.values_list(F("stap"), F("stap_sinds")).first()
    return (Stap(gevonden[0]), gevonden[1]) if gevonden else None


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
