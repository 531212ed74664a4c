"""How many children of the doelgroep are reached: the count of the Peutermonitor, on any day.

- the whole is every child of the municipality with a valid VVE-indicatie on the day, who had not moved or died;
- reached is a child with a placement on that day, split by the kind of location;
- not reached is a child without a placement whose latest referral ended in no participation, with the reason;
- unknown is everybody else, and counts in the whole.

Putten publishes its reach as 24 + 2 + 0 without saying what the three are. The split used here is our reading.
"""

from collections import Counter
from datetime import date

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from indicaties.models import Indicatie, Kind, Toeleiding
from lib.periode import kwartaal_periode
from opvang.models import Plaatsing
from organisaties.models import Gemeente, Locatie
from rapportage.rapport import Bereik

AANNAME_SPLITSING = (
    "De splitsing van ‘bereikt’ in VE-locatie in de gemeente, VE-locatie elders en locatie zonder VE is een"
    " aanname: de Peutermonitor noemt drie getallen en zegt niet wat ze onderscheiden."
)
REDEN_LABELS = dict(Toeleiding.Reden.choices)


def doelgroep_on(gemeente: Gemeente, dag: date) -> QuerySet[Kind]:
    geldig = Indicatie.objects.valid_on(dag).filter(soort=Indicatie.Soort.VVE)
    return Kind.objects.filter(gemeente=gemeente, pk__in=geldig.values("kind")).present_on(dag)


def count_bereik(gemeente: Gemeente, dag: date) -> Bereik:
    rijen = (
        doelgroep_on(gemeente, dag)
        .annotate(plek=_plek_on(dag), reden=_reden_on(dag))
        .values_list("plek", "reden")
        .annotate(aantal=Count("pk"))
        .order_by()
    )
    plekken: Counter[str] = Counter()
    redenen: Counter[str] = Counter()
    for plek, reden, aantal in rijen:
        if plek or not reden:
            plekken[plek or "onbekend"] += aantal
        else:
            redenen[str(REDEN_LABELS[reden])] += aantal
    return Bereik(
        peildatum=dag,
        ve_in_gemeente=plekken["ve"],
        ve_elders=plekken["ve-elders"],
        zonder_ve=plekken["zonder-ve"],
        niet_bereikt=tuple(sorted(redenen.items(), key=lambda reden: (-reden[1], reden[0]))),
        onbekend=plekken["onbekend"],
    )


def count_bereik_per_kwartaal(gemeente: Gemeente, jaar: int, tot_en_met: date) -> tuple[Bereik, ...]:
    """The reach on the last day of each quarter that has ended."""
    peildata = (kwartaal_periode(jaar, kwartaal).tot_en_met for kwartaal in (1, 2, 3, 4))
    return tuple(count_bereik(gemeente, dag) for dag in peildata if dag <= tot_en_met)


def _plek_on(dag: date) -> Case:
    """The best place a child has on the day; '' for none."""
    plekken = Plaatsing.objects.active_on(dag).filter(kind=OuterRef("pk"))
    ve = plekken.filter(locatie__in=Locatie.objects.with_ve_on(dag))
    return Case(
        When(Exists(ve.filter(locatie__buiten_gemeente=False)), then=Value("ve")),
        When(Exists(ve), then=Value("ve-elders")),
        When(Exists(plekken), then=Value("zonder-ve")),
        default=Value(""),
        output_field=CharField(),
    )


def _reden_on(dag: date) -> Subquery:
    """Why the family does not take part, if its latest referral had ended that way by the day; else ''."""
    laatste = Toeleiding.objects.filter(kind=OuterRef("pk"), verwezen_op__lte=dag)
    afgewezen = Q(status=Toeleiding.Status.DECLINED, afgerond_op__lte=dag)
    reden = Case(When(afgewezen, then="reden"), default=Value(""), output_field=CharField())
    return Subquery(laatste.order_by("-verwezen_op", "-pk").values_list(reden)[:1])
