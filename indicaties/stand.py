"""Where a child stands on a day: with a place, waiting for one, or without. It follows from facts, never from a label.

A departure counts before all else and a place before a referral. What happened last counts before what happened
earlier, so that nobody drops out of sight when a place ends or a family declines while the indicatie runs on.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from indicaties.models import OPEN, Indicatie, Kind, KindQuerySet, Toeleiding
from lib.periode import laatst_geboren

_VROEG = date(1900, 1, 1)


class Stand(models.TextChoices):
    MOVED = "verhuisd", "Verhuisd"
    DECEASED = "overleden", "Overleden"
    PLACED = "geplaatst", "Geplaatst"
    FOUR = "vier-jaar", "4 jaar of ouder"
    STARTS = "begint", "Plaats begint later"
    WAITING = "wacht", "Wacht op een plaats"
    ENDED = "geeindigd", "Plaats geëindigd"
    NO_ROOM = "vol", "Geen plaats gekregen"
    NOT_SHOWN = "niet-gekomen", "Niet gekomen"
    DECLINED = "ziet-af", "Geen deelname"
    NONE = "geen-plaats", "Nog geen plaats"


# Who must be led to a place, once there is a valid indicatie.
ZONDER_PLAATS = (Stand.ENDED, Stand.NO_ROOM, Stand.NOT_SHOWN, Stand.NONE)

# Moved away or died: nobody calls these families. The words are those of Kind.RedenVertrek.
VERTROKKEN = (Stand.MOVED, Stand.DECEASED)

# The emphasis of the badge; see `badge` in the template tags.
EMFASE = {
    Stand.MOVED: "rustig",
    Stand.DECEASED: "rustig",
    Stand.PLACED: "goed",
    Stand.FOUR: "rustig",
    Stand.STARTS: "info",
    Stand.WAITING: "info",
    Stand.ENDED: "let-op",
    Stand.NO_ROOM: "let-op",
    Stand.NOT_SHOWN: "let-op",
    Stand.DECLINED: "rustig",
    Stand.NONE: "rustig",
}


def with_stand_on(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """Each child with `stand` (a Stand), `stand_sinds` (its first day; of STARTS the day to come) and `stand_reden`.

    `stand_reden` is the Toeleiding.Reden of a family that declined, else ''. As far as the rows of the reader go:
    a provider sees its own places and referrals.
    """
    vertrokken = Q(vertrokken_op__lt=dag)
    ended_last = Q(plaats_tot__gte=Coalesce(F("afgezien_op"), Value(_VROEG)))
    return kinderen.annotate(**_facts_on(dag)).annotate(
        stand=Case(
            *(When(vertrokken, reden_vertrek=reden, then=Value(reden)) for reden in VERTROKKEN),
            When(plaats_sinds__isnull=False, then=Value(Stand.PLACED)),
            When(geboortedatum__lte=laatst_geboren(dag, 48), then=Value(Stand.FOUR)),
            When(plaats_vanaf__isnull=False, then=Value(Stand.STARTS)),
            When(wacht_sinds__isnull=False, then=Value(Stand.WAITING)),
            When(ended_last, then=Value(Stand.ENDED)),
            When(niet_gekomen=True, then=Value(Stand.NOT_SHOWN)),
            When(stand_reden=Toeleiding.Reden.FULL, then=Value(Stand.NO_ROOM)),
            When(afgezien_op__isnull=False, then=Value(Stand.DECLINED)),
            default=Value(Stand.NONE),
            output_field=CharField(),
        ),
        stand_sinds=Case(
            When(vertrokken, then=F("vertrokken_op")),
            When(plaats_sinds__isnull=False, then=F("plaats_sinds")),
            When(plaats_vanaf__isnull=False, then=F("plaats_vanaf")),
            When(wacht_sinds__isnull=False, then=F("wacht_sinds")),
            When(ended_last, then=F("plaats_tot")),
            default=Coalesce("afgezien_op", "indicatie_sinds", "ingeschreven_op"),
            output_field=DateField(),
        ),
    )


def stand_of(kind: Kind, dag: date) -> tuple[Stand, date]:
    """Where this child stands, and since when."""
    eigen = with_stand_on(Kind.objects.filter(pk=kind.pk), dag)
    stand, sinds = eigen.values_list(F("stand"), F("stand_sinds")).get()
    return Stand(stand), sinds


def to_refer_on(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """With a valid indicatie, and neither a place nor a referral that is under way."""
    return _valid_in(kinderen, dag, *ZONDER_PLAATS)


def to_ask_again_on(kinderen: KindQuerySet, dag: date, na_weken: int) -> KindQuerySet:
    """The family declined so long ago, while the indicatie still runs; who moved away is not asked again."""
    gezinnen = _valid_in(kinderen, dag, Stand.DECLINED).exclude(Q(stand_reden=Toeleiding.Reden.MOVED))
    return gezinnen.filter(Q(stand_sinds__lte=dag - timedelta(weeks=na_weken)))


def waiting_on(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    return _longest_first(with_stand_on(kinderen, dag).filter(Q(stand=Stand.WAITING)))


def silent_on(kinderen: KindQuerySet, dag: date, na_weken: int) -> KindQuerySet:
    """The 'stille kinderen': referred long ago without a place, and nobody has told how it ended.

    A provider that said yes, or when there will be a place, has told: for so many weeks, and until that day.
    """
    grens = dag - timedelta(weeks=na_weken)
    antwoord = Toeleiding.objects.filter(
        Q(sinds__gte=grens) | Q(verwacht__gte=dag), kind=OuterRef("pk"), status__in=OPEN[1:]
    )
    return waiting_on(kinderen, dag).filter(~Exists(antwoord), Q(stand_sinds__lt=grens))


def to_judge_on(kinderen: KindQuerySet, dag: date, maanden: int) -> KindQuerySet:
    """From the age at which the consultatiebureau looks, for a year, as long as nobody decided. The oldest first."""
    besluit = Indicatie.objects.effective().filter(kind=OuterRef("pk"))
    leeftijd = Q(
        geboortedatum__gt=laatst_geboren(dag, maanden + 12), geboortedatum__lte=laatst_geboren(dag, maanden)
    )
    return (
        kinderen.present_on(dag)
        .filter(leeftijd, ~Exists(besluit))
        .order_by("geboortedatum", "achternaam", "voornaam", "pk")
    )


def _valid_in(kinderen: KindQuerySet, dag: date, *standen: Stand) -> KindQuerySet:
    """Asked per child, so that the work grows with the municipality and not with the installation."""
    geldig = kinderen.filter(Exists(Indicatie.objects.valid_on(dag).filter(kind=OuterRef("pk"))))
    return _longest_first(with_stand_on(geldig, dag).filter(Q(stand__in=standen)))


def _longest_first(kinderen: KindQuerySet) -> KindQuerySet:
    return kinderen.order_by(F("stand_sinds"), "achternaam", "voornaam", "pk")


def _facts_on(dag: date) -> dict[str, Combinable]:
    geldt = Q(plaatsingen__vervallen_op=None)
    loopt = Q(plaatsingen__einddatum=None) | Q(plaatsingen__einddatum__gte=dag)
    verwijzing = Toeleiding.objects.filter(kind=OuterRef("pk"), verwezen_op__lte=dag)
    zonder_plaats = (Toeleiding.Status.DECLINED, Toeleiding.Status.NOT_SHOWN)
    afgezien = verwijzing.filter(status__in=zonder_plaats, afgerond_op__lte=dag).order_by(
        "-afgerond_op", "-pk"
    )
    niet_gekomen = Case(When(status=Toeleiding.Status.NOT_SHOWN, then=Value(True)), default=Value(False))
    return {
        "plaats_sinds": _of_kind(
            Min("plaatsingen__startdatum"), geldt & loopt, plaatsingen__startdatum__lte=dag
        ),
        "plaats_vanaf": _of_kind(Min("plaatsingen__startdatum"), geldt, plaatsingen__startdatum__gt=dag),
        "plaats_tot": _of_kind(Max("plaatsingen__einddatum"), geldt, plaatsingen__einddatum__lt=dag),
        "wacht_sinds": _of_kind(
            Min("toeleidingen__verwezen_op"),
            Q(toeleidingen__afgerond_op=None) | Q(toeleidingen__afgerond_op__gt=dag),
            ~Q(toeleidingen__status=Toeleiding.Status.RECALLED),
            toeleidingen__verwezen_op__lte=dag,
        ),
        "afgezien_op": Subquery(afgezien.values("afgerond_op")[:1]),
        "niet_gekomen": Coalesce(
            Subquery(afgezien.annotate(kwam_niet=niet_gekomen).values("kwam_niet")[:1]), Value(False)
        ),
        "stand_reden": Coalesce(Subquery(afgezien.values("reden")[:1]), Value("")),
        "indicatie_sinds": _of_kind(
            Max("indicaties__geldig_van"), indicaties__ingetrokken_op=None, indicaties__geldig_van__lte=dag
        ),
    }


def _of_kind(uitkomst: Min | Max, *voorwaarden: Q, **velden: object) -> Subquery:
    """One aggregate of what belongs to the outer child."""
    rijen = Kind.objects.filter(*voorwaarden, pk=OuterRef("pk"), **velden).order_by()
    return Subquery(rijen.values("pk").annotate(uitkomst=uitkomst).values("uitkomst"))
