"""Hours over agreements: what was declared over a number of days follows the agreements that hold on them now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet

from indicaties.models import Kind
from lib.geld import split_evenly
from lib.periode import Periode, day_before
from lib.rijen import attach, onder, per_pk, read_rijen
from opvang.models import Declaratieregel, Plaatsing
from opvang.voorstel import actief_in
from organisaties.models import Locatie

# What a placement is paid by; the proof of a class is not.
BETAALD_NAAR = (
    "locatie_id",
    "uren_per_week_honderdsten",
    "dagen_per_week",
    "kot",
    "bijdrageklasse",
    "kindrang",
    "uurprijs_centen",
    "minimaregel",
    "huishouden",
)


@dataclass(frozen=True)
class Deel:
    """Days on which one placement holds."""

    plaatsing: Plaatsing
    periode: Periode

    @property
    def gewicht(self) -> int:
        """Hours agreed over these days, as far as one part compares with another."""
        return self.periode.dagen * self.plaatsing.uren_per_week_honderdsten


# The weights of parts of one stay in the policy; None where none holds. It is known in a room to the left of this one.
Weger = Callable[[Sequence[Deel]], Sequence[int] | None]

_wegers: list[Weger] = []


def register_weger(weger: Weger) -> None:
    _wegers.append(weger)


def read_regels(vraag: QuerySet[Declaratieregel]) -> list[Declaratieregel]:
    """Lines with their placements, children and locations, in the order that they have on the declaration.

    Four queries, each by number only: the names are put in order by the database, once per child. A line of a child
    that the scope of rows does not show is left out, as a join would.
    """
    gevraagd = read_rijen(vraag.order_by("pk"))
    plaatsingen = per_pk(Plaatsing.objects.filter(onder("id", {r.plaatsing_id for r in gevraagd})).order_by())
    kinderen = Kind.alle.filter(onder("id", {plaatsing.kind_id for plaatsing in plaatsingen.values()}))
    op_naam = per_pk(kinderen.order_by("achternaam", "voornaam"))
    getoond = {pk: plaatsing for pk, plaatsing in plaatsingen.items() if plaatsing.kind_id in op_naam}
    locaties = Locatie.objects.filter(pk__in={plaatsing.locatie_id for plaatsing in getoond.values()})
    attach(getoond.values(), "kind", op_naam)
    attach(getoond.values(), "locatie", per_pk(locaties.order_by()))
    regels = [regel for regel in gevraagd if regel.plaatsing_id in getoond]
    attach(regels, "plaatsing", getoond)
    plek = _number_names(op_naam.values())
    return sorted(regels, key=lambda regel: (plek[regel.plaatsing.kind_id], regel.plaatsing.startdatum))


def _number_names(kinderen: Iterable[Kind]) -> dict[int, int]:
    """Per child its place by name; two of one name have the same, and the older placement goes first."""
    plek: dict[int, int] = {}
    for nummer, (_, gelijk) in enumerate(groupby(kinderen, key=attrgetter("achternaam", "voornaam"))):
        plek |= dict.fromkeys((kind.pk for kind in gelijk), nummer)
    return plek


def plaatsingen_per_verblijf(regels: Iterable[Declaratieregel]) -> dict[int, list[Plaatsing]]:
    """The placements that hold now in the stays of these lines, in order of time. One query.

    Those that the lines have already, with child and location, are not read again.
    """
    eigen = [regel.plaatsing for regel in regels]
    bekend = {plaatsing.pk: plaatsing for plaatsing in eigen if _is_read(plaatsing)}
    verblijven = {plaatsing.verblijf for plaatsing in eigen}
    overige = Plaatsing.objects.filter(
        onder("eerste_id", verblijven) | onder("id", verblijven - bekend.keys())
    )
    gelezen = overige.in_force().select_related("kind", "locatie").order_by("startdatum")
    alle = {plaatsing.pk: plaatsing for plaatsing in gelezen} | bekend
    per_verblijf: dict[int, list[Plaatsing]] = defaultdict(list)
    for plaatsing in sorted(alle.values(), key=attrgetter("startdatum")):
        if not plaatsing.is_vervallen:
            per_verblijf[plaatsing.verblijf].append(plaatsing)
    return per_verblijf


def _is_read(plaatsing: Plaatsing) -> bool:
    return {"kind", "locatie"} <= plaatsing._state.fields_cache.keys()


def delen_van(periode: Periode, plaatsingen: Sequence[Plaatsing]) -> list[Deel]:
    """The parts of a period in which these placements hold."""
    return [Deel(plaatsing, deel) for plaatsing in plaatsingen if (deel := actief_in(plaatsing, periode))]


def join_gelijk(delen: Iterable[Deel]) -> list[Deel]:
    """Parts in order of time, those that follow each other under the same agreements as one.

    A change that was put back leaves two rows that say the same; they are paid as the one that they were.
    """
    samen: list[Deel] = []
    for deel in delen:
        if samen and _goes_on(samen[-1], deel):
            vorige = samen.pop()
            deel = Deel(vorige.plaatsing, Periode(vorige.periode.van, deel.periode.tot_en_met))
        samen.append(deel)
    return samen


def _goes_on(eerste: Deel, tweede: Deel) -> bool:
    sluit_aan = eerste.periode.tot_en_met == day_before(tweede.periode.van)
    return sluit_aan and all(
        getattr(eerste.plaatsing, veld) == getattr(tweede.plaatsing, veld) for veld in BETAALD_NAAR
    )


def split_uren(honderdsten: int, delen: Sequence[Deel]) -> list[int]:
    """Hundredths of hours over parts of one stay; together exactly as many.

    As the policy divides its room, so that a correction pays what a review would; where there is no policy, by days
    times agreed hours.
    """
    if len(delen) == 1:
        return [honderdsten]
    van_regeling = next(filter(None, (weger(delen) for weger in _wegers)), None)
    return split_evenly(honderdsten, van_regeling or [deel.gewicht for deel in delen])


def split_dagen(dagen: int | None, delen: Sequence[Deel]) -> list[int | None]:
    """Whole days of care over the parts, by days times agreed days a week; together exactly as many.

    Where it is not agreed for all parts how many days a week, every day weighs the same. Nobody's days: None. Of parts
    with an equal rest the lightest gets the day: February no less than January, as a policy counts months.
    """
    if dagen is None:
        return [None] * len(delen)
    per_week = [deel.plaatsing.dagen_per_week for deel in delen]
    gewichten = [
        deel.periode.dagen * (week if week is not None and None not in per_week else 1)
        for deel, week in zip(delen, per_week, strict=True)
    ]
    lichtste_eerst = sorted(range(len(delen)), key=gewichten.__getitem__)
    verdeeld = split_evenly(dagen, [gewichten[i] for i in lichtste_eerst])
    per_deel = dict(zip(lichtste_eerst, verdeeld, strict=True))
    return [per_deel[i] for i in range(len(delen))]
