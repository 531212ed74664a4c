"""Where a child stands on a day: with a place, waiting for one, or without. It follows from facts, never from a label.

A departure counts before all else and a place before a referral. What happened last counts before what happened
earlier, so that nobody drops out of sight when a place ends or a family declines while the indicatie runs on.
"""

from collections.abc import Callable
from dataclasses import dataclass
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

from indicaties.models import OPEN, WAARSCHUWING_VERLOOP_DAGEN, Indicatie, Kind, KindQuerySet, Toeleiding
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


@dataclass(frozen=True)
class Bron:
    """Where the lists read how children stand: out of the facts themselves, or out of what is kept of them.

    `lees` gives `stand`, `stand_sinds` and `stand_reden`; the others keep those with a valid indicatie, those of whom
    no provider let anything know since a day, and those whose last indicatie ends between two days or is not there
    at all, with `indicatie_tot`.
    """

    lees: Callable[[KindQuerySet, date], KindQuerySet]
    met_indicatie: Callable[[KindQuerySet, date], KindQuerySet]
    zonder_antwoord: Callable[[KindQuerySet, date, date], KindQuerySet]
    met_einde: Callable[[KindQuerySet, date, Q], KindQuerySet]


def _valid(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """Asked per child, so that the work grows with the municipality and not with the installation."""
    return kinderen.filter(Exists(Indicatie.objects.valid_on(dag).filter(kind=OuterRef("pk"))))


def _unanswered(kinderen: KindQuerySet, dag: date, sinds: date) -> KindQuerySet:
    antwoord = Toeleiding.objects.filter(
        Q(sinds__gte=sinds) | Q(verwacht__gte=dag), kind=OuterRef("pk"), status__in=OPEN[1:]
    )
    return kinderen.filter(~Exists(antwoord))


def last_end() -> Subquery:
    """The last day of the last indicatie of the outer child; None when it has none."""
    besluiten = Indicatie.objects.effective().filter(kind=OuterRef("pk")).order_by()
    return Subquery(besluiten.values("kind").annotate(tot=Max("geldig_tot_en_met")).values("tot"))


def _with_end(kinderen: KindQuerySet, dag: date, einde: Q) -> KindQuerySet:
    return kinderen.annotate(indicatie_tot=last_end()).filter(einde)


FEITEN = Bron(with_stand_on, _valid, _unanswered, _with_end)


def to_refer_on(kinderen: KindQuerySet, dag: date, bron: Bron = FEITEN) -> KindQuerySet:
    """With a valid indicatie, and neither a place nor a referral that is under way."""
    return _valid_in(kinderen, dag, bron, *ZONDER_PLAATS)


def to_ask_again_on(kinderen: KindQuerySet, dag: date, na_weken: int, bron: Bron = FEITEN) -> KindQuerySet:
    """The family declined so long ago, while the indicatie still runs; who moved away is not asked again."""
    gezinnen = _valid_in(kinderen, dag, bron, Stand.DECLINED).exclude(Q(stand_reden=Toeleiding.Reden.MOVED))
    return gezinnen.filter(Q(stand_sinds__lte=dag - timedelta(weeks=na_weken)))


def waiting_on(kinderen: KindQuerySet, dag: date, bron: Bron = FEITEN) -> KindQuerySet:
    return _longest_first(bron.lees(kinderen, dag).filter(Q(stand=Stand.WAITING)))


def silent_on(kinderen: KindQuerySet, dag: date, na_weken: int, bron: Bron = FEITEN) -> KindQuerySet:
    """The 'stille kinderen': referred long ago without a place, and nobody has told how it ended.

    A provider that said yes, or when there will be a place, has told: for so many weeks, and until that day.
    """
    grens = dag - timedelta(weeks=na_weken)
    wachtend = bron.zonder_antwoord(waiting_on(kinderen, dag, bron), dag, grens)
    return wachtend.filter(Q(stand_sinds__lt=grens))


def expiring_on(kinderen: KindQuerySet, dag: date, bron: Bron = FEITEN) -> KindQuerySet:
    """Their last indicatie ends within WAARSCHUWING_VERLOOP_DAGEN: no next one follows it. The first end first."""
    binnenkort = Q(
        indicatie_tot__gte=dag, indicatie_tot__lte=dag + timedelta(days=WAARSCHUWING_VERLOOP_DAGEN)
    )
    return bron.met_einde(kinderen.present_on(dag), dag, binnenkort).order_by(
        F("indicatie_tot"), "achternaam", "voornaam", "pk"
    )


def to_judge_on(kinderen: KindQuerySet, dag: date, maanden: int, bron: Bron = FEITEN) -> KindQuerySet:
    """From the age at which the consultatiebureau looks, for a year, as long as nobody decided. The oldest first."""
    leeftijd = Q(
        geboortedatum__gt=laatst_geboren(dag, maanden + 12), geboortedatum__lte=laatst_geboren(dag, maanden)
    )
    return (
        bron.met_einde(kinderen.present_on(dag), dag, Q(indicatie_tot=None))
        .filter(leeftijd)
        .order_by("geboortedatum", "achternaam", "voornaam", "pk")
    )


def _valid_in(kinderen: KindQuerySet, dag: date, bron: Bron, *standen: Stand) -> KindQuerySet:
    geldig = bron.met_indicatie(kinderen, dag)
    return _longest_first(bron.lees(geldig, dag).filter(Q(stand__in=standen)))


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
