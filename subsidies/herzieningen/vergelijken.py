"""Every approved amount beside what today's facts and policies give: all of a municipality, or of some children.

One computation over all that is approved, in the order of the policy and not of the approvals. What comes out
otherwise is a work item; nothing is changed here.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Sum

from indicaties.models import Kind
from opvang.models import Declaratieregel
from organisaties.porties import in_porties
from rekenregels import Feiten
from subsidies.berekeningen.feiten import Regelfeit, gather
from subsidies.berekeningen.opgaven import approved_regels
from subsidies.berekeningen.redenen import Bron, explain_verschil
from subsidies.berekeningen.rekenen import Onrekenbaar, Opgave, Rekenresultaat, reken
from subsidies.models import Berekening, Berekeningsdeel, Berekeningsregel

# Of one child in one approved declaration.
Plek = tuple[int, int]  # declaration, child
Deel = tuple[str, bool, int, int, int]  # category, without VE, hours, subsidy, contribution
KINDEREN_TEGELIJK = 5_000


@dataclass(frozen=True)
class Bedrag:
    """Hundredths of hours and cents, apart for each kind of money: of a category, with or without VE registration."""

    delen: tuple[Deel, ...]

    @property
    def uren(self) -> int:
        return sum(uren for _, _, uren, _, _ in self.delen)

    @property
    def centen(self) -> int:
        return sum(centen for _, _, _, centen, _ in self.delen)


@dataclass(frozen=True)
class Afwijking:
    """A child whose approved amount is no longer what today gives; without `wordt` today can't be computed."""

    berekening: int
    kind: int
    was: Bedrag
    wordt: Bedrag | None
    redenen: list[str]

    @property
    def plek(self) -> tuple[int, int]:
        """Where it stands on the list: calculation and child."""
        return self.berekening, self.kind


def in_groepen(gemeente_id: int, na: int = 0) -> Iterator[set[int]]:
    """The children of a municipality, so many at a time as fit in memory: nothing of one depends on another.

    In the order of their numbers, of which `na` is the last that was done.
    """
    alle = Kind.objects.filter(gemeente=gemeente_id, pk__gt=na)
    kinderen = alle.order_by("pk").values_list("pk", flat=True)
    rij = list(kinderen)
    return (set(rij[i : i + KINDEREN_TEGELIJK]) for i in range(0, len(rij), KINDEREN_TEGELIJK))


def find_afwijkingen(gemeente_id: int, kinderen: set[int]) -> list[Afwijking]:
    """Of all approved tijdvakken of these children; a year at a time."""
    geldig = Berekening.objects.in_force().filter(declaratie__gemeente=gemeente_id)
    jaren = geldig.order_by("declaratie__jaar").values_list("declaratie__jaar", flat=True).distinct()
    return [afwijking for jaar in jaren for afwijking in _compare_jaar(gemeente_id, jaar, kinderen)]


def _compare_jaar(gemeente_id: int, jaar: int, kinderen: set[int]) -> Iterator[Afwijking]:
    regels = approved_regels(gemeente_id, Q(declaratie__jaar=jaar), kinderen)
    if not regels:
        return
    vandaag = Vandaag(gemeente_id, regels)
    besloten = _decided(gemeente_id, jaar, kinderen)
    anders = {
        plek: berekening
        for plek, (berekening, was) in besloten.items()
        if plek in vandaag.fouten or vandaag.bedragen.get(plek, LEEG) != was
    }
    was_bronnen, wordt_bronnen = _decided_bronnen(anders), vandaag.bronnen(anders)
    for plek, berekening in anders.items():
        fout = vandaag.fouten.get(plek)
        wordt = None if fout else vandaag.bedragen.get(plek, LEEG)
        redenen = [fout] if fout else explain_verschil(was_bronnen[plek], wordt_bronnen[plek])
        yield Afwijking(berekening, plek[1], besloten[plek][1], wordt, redenen)


class Vandaag:
    """What the approved lines come to today."""

    def __init__(self, gemeente_id: int, regels: list[Declaratieregel]) -> None:
        self._plek = {regel.pk: (regel.declaratie_id, regel.plaatsing.kind_id) for regel in regels}
        self.fouten: dict[Plek, str] = {}
        self._gegevens = gather(gemeente_id, regels)
        eerder = self._eerder(gemeente_id, regels)
        if eerder:
            self._gegevens = gather(gemeente_id, [*regels, *eerder])
        self._naast = [rf for regel in eerder for rf in self._of_eerder(regel)]
        self.resultaat = self._reken([rf for regel in regels for rf in self._facts(regel)])
        self.bedragen = self._bedragen()

    def _eerder(self, gemeente_id: int, regels: list[Declaratieregel]) -> list[Declaratieregel]:
        """Approved lines before these, which took their part of a balance for the whole time of a child."""
        begin = self._gegevens.geldend.begin_tegoed
        jaar = min((regel.declaratie.jaar for regel in regels), default=0)
        if begin is None or begin.year >= jaar:
            return []
        waar = Q(declaratie__jaar__lt=jaar, declaratie__jaar__gte=begin.year)
        return approved_regels(gemeente_id, waar, {regel.plaatsing.kind_id for regel in regels})

    def _of_eerder(self, regel: Declaratieregel) -> list[Regelfeit]:
        """What can't be computed takes no room; its own year says why."""
        try:
            return list(self._gegevens.feiten_van_regel(regel))
        except ValidationError:
            return []

    def _facts(self, regel: Declaratieregel) -> list[Regelfeit]:
        try:
            return list(self._gegevens.feiten_van_regel(regel))
        except ValidationError as fout:
            self.fouten[self._plek[regel.pk]] = " ".join(fout.messages)
            return []

    def _reken(self, feiten: list[Regelfeit]) -> Rekenresultaat:
        """Without the lines that can't be computed; each of them says why."""
        try:
            return reken(self._gegevens.geldend, [Opgave(feiten, self._naast)])[0]
        except Onrekenbaar as fout:
            for pk, zin in fout.per_regel.items():
                self.fouten[self._plek[pk]] = zin
            return self._reken([rf for rf in feiten if rf.regel.pk not in fout.per_regel])

    def _bedragen(self) -> dict[Plek, Bedrag]:
        som: dict[Plek, dict[tuple[str, bool], list[int]]] = defaultdict(
            lambda: defaultdict(lambda: [0, 0, 0])
        )
        for regel in self.resultaat.regels:
            totaal = som[self._plek[regel.declaratieregel]][regel.categorie, regel.zonder_ve]
            for i, waarde in enumerate((regel.uren, regel.subsidie, regel.ouderbijdrage)):
                totaal[i] += waarde
        return {
            plek: _bedrag(
                (*geld, uren, subsidie, bijdrage) for geld, (uren, subsidie, bijdrage) in delen.items()
            )
            for plek, delen in som.items()
        }

    def bronnen(self, plekken: Container[Plek]) -> dict[Plek, list[Bron]]:
        """The facts of these children as they are today."""
        bronnen: dict[Plek, list[Bron]] = defaultdict(list)
        for deel in self.resultaat.delen:
            van = [self._plek[regel.declaratieregel] for regel in deel.regels]
            _collect(bronnen, deel.feiten, str(deel.regeling), [p if p in plekken else None for p in van])
        return bronnen


def _collect(
    bronnen: dict[Plek, list[Bron]], feiten: Feiten, regeling: str, van: Sequence[Plek | None]
) -> None:
    """Add the facts under the place that each is of; those without one are left out."""
    gevraagd = [(i, plek) for i, plek in enumerate(van) if plek]
    records = feiten.records([i for i, _ in gevraagd])
    for (_, plek), feit in zip(gevraagd, records, strict=True):
        bronnen[plek].append(Bron(feit, regeling))


def _bedrag(delen: Iterable[Deel]) -> Bedrag:
    """What is nothing in all respects says nothing."""
    return Bedrag(tuple(sorted(deel for deel in delen if any(deel[2:]))))


LEEG = Bedrag(())


def _decided(gemeente_id: int, jaar: int, kinderen: set[int]) -> dict[Plek, tuple[int, Bedrag]]:
    """Per child and declaration the approved calculation and its amounts."""
    regels: QuerySet[Berekeningsregel] = Berekeningsregel.objects.filter(
        berekening__status=Berekening.Status.APPROVED,
        berekening__declaratie__gemeente=gemeente_id,
        berekening__declaratie__jaar=jaar,
        declaratieregel__plaatsing__kind__in=kinderen,
    )
    rijen = (
        regels.order_by()
        .values_list(
            "berekening",
            "berekening__declaratie",
            "declaratieregel__plaatsing__kind",
            "categorie",
            "zonder_ve",
        )
        .annotate(Sum("uren_honderdsten"), Sum("subsidie_centen"), Sum("ouderbijdrage_centen"))
    )
    delen: dict[tuple[int, int, int], list[Deel]] = defaultdict(list)
    for berekening, declaratie, kind, *deel in rijen:
        delen[berekening, declaratie, kind].append(tuple(deel))
    return {(d, k): (berekening, _bedrag(van_kind)) for (berekening, d, k), van_kind in delen.items()}


def _decided_bronnen(anders: dict[Plek, int]) -> dict[Plek, list[Bron]]:
    """The facts on the receipts of these children."""
    plekken = {(berekening, plek[1]): plek for plek, berekening in anders.items()}
    kind_van = dict(
        Declaratieregel.objects.filter(declaratie__in={declaratie for declaratie, _ in anders}).values_list(
            "pk", "plaatsing__kind"
        )
    )
    bronnen: dict[Plek, list[Bron]] = defaultdict(list)
    delen = Berekeningsdeel.objects.filter(berekening__in=set(anders.values())).select_related("regeling")
    for deel in in_porties(delen, 50):
        van = [plekken.get((deel.berekening_id, kind_van[pk])) for pk in deel.invoer["declaratieregels"]]
        _collect(bronnen, Feiten.from_dict(deel.invoer["feiten"]), str(deel.regeling), van)
    return bronnen
