"""What a year comes to, counted by the database: per provider, and of all together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter

from django.db import connection
from django.db.models import F, Sum, Value

from lib.geld import euro
from opvang.models import Declaratieregel, Plaatsing
from organisaties.models import Gemeente, Organisatie
from rapportage.doelgroep import Vraag
from rapportage.rapport import SluitNietAan, Telling
from subsidies.models import Berekening, Berekeningsregel, Boeking

_TEL_KINDEREN = """
SELECT wie, count(DISTINCT kind_id)
  FROM (SELECT DISTINCT wie, plaatsing_id FROM berekend JOIN gedeclareerd ON gedeclareerd.id = declaratieregel_id) geplaatst
  JOIN plaats ON plaats.id = plaatsing_id
 GROUP BY wie"""


def read_tekens(gemeente: Gemeente, jaar: int) -> dict[int, int]:
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
    tekens = read_tekens(gemeente, jaar)
    houders = dict(
        Berekening.objects.filter(pk__in=tekens).order_by().values_list("pk", "declaratie__houder")
    )
    uren: Counter[int] = Counter()
    bedrag: Counter[int] = Counter()
    for pk, som_uren, som_bedrag in _sum_regels(tekens):
        uren[houders[pk]] += tekens[pk] * som_uren
        bedrag[houders[pk]] += tekens[pk] * som_bedrag
    kinderen = dict(_count_kinderen(tekens, per_houder=True))
    namen = Organisatie.objects.filter(pk__in=uren).values_list("pk", "naam")
    return tuple(
        Telling(naam, kinderen.get(houder, 0), uren[houder], bedrag[houder])
        for houder, naam in sorted(namen, key=itemgetter(1))
    )


def count_jaar(gemeente: Gemeente, jaar: int) -> Telling:
    """The same for all providers together: a child that was at two of them counts once."""
    tekens = read_tekens(gemeente, jaar)
    sommen = [(tekens[pk] * uren, tekens[pk] * bedrag) for pk, uren, bedrag in _sum_regels(tekens)]
    kinderen = dict(_count_kinderen(tekens, per_houder=False)).get(0, 0)
    return Telling(str(jaar), kinderen, sum(uren for uren, _ in sommen), sum(bedrag for _, bedrag in sommen))


def _sum_regels(tekens: Mapping[int, int]) -> Iterable[tuple[int, int, int]]:
    """Of each calculation that counts its hours and its cents."""
    regels = Berekeningsregel.objects.filter(berekening__in=[pk for pk, teken in tekens.items() if teken])
    sommen = regels.order_by().values_list("berekening")
    return sommen.annotate(Sum("uren_honderdsten"), Sum("subsidie_centen")).order_by()


def _count_kinderen(tekens: Mapping[int, int], *, per_houder: bool) -> list[tuple[int, int]]:
    """The children of the calculations that count, per provider or (0) of all together.

    First each placement once: it has a line in every quarter, and row-level security looks at each that is read.
    """
    erbij = [pk for pk, teken in tekens.items() if teken > 0]
    if not erbij:
        return []
    vraag = Vraag()
    wie = F("berekening__declaratie__houder") if per_houder else Value(0)
    regels = Berekeningsregel.objects.filter(berekening__in=erbij).order_by()
    vraag.add("berekend", regels.values("declaratieregel_id", wie=wie), apart=True)
    gedeclareerd = Declaratieregel.objects.filter(declaratie__berekeningen__in=erbij).order_by()
    vraag.add("gedeclareerd", gedeclareerd.values("id", "plaatsing_id"), apart=True)
    vraag.add("plaats", Plaatsing.objects.order_by().values("id", "kind_id"))
    with connection.cursor() as cursor:
        cursor.execute(f"{vraag} {_TEL_KINDEREN}", vraag.params)
        return list(cursor.fetchall())
