"""Declarations as tasks for the engine, each beside what is approved of the same children.

Room belongs to the child. A declaration is computed as it would count once it is approved: with the lines of
other approved declarations, over the same days, and over earlier ones where the policy counts by the quarter or the year.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db.models import Q

from lib.rijen import attach, onder, per_pk
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.verdelen import read_regels
from subsidies.berekeningen.feiten import Gegevens, Regelfeit, make_gegevens, read_eigen
from subsidies.berekeningen.geldend import read_geldend
from subsidies.berekeningen.rekenen import Opgave, Rekenresultaat, reken
from subsidies.models import Berekening

Uitkomsten = dict[int, Rekenresultaat | ValidationError]


def reken_declaratie(declaratie: Urendeclaratie) -> Rekenresultaat:
    """What the declaration comes to today; ValidationError when it can't be computed."""
    resultaat = reken_elk([declaratie])[declaratie.pk]
    if isinstance(resultaat, ValidationError):
        raise resultaat
    return resultaat


def reken_elk(declaraties: Sequence[Urendeclaratie]) -> Uitkomsten:
    """Each by itself, of one tijdvak of one municipality; the sentences for one that can't be computed."""
    gegevens, naast = _read(declaraties)
    opgaven: dict[int, Opgave] = {}
    uitkomsten: Uitkomsten = {}
    for declaratie in declaraties:
        try:
            eigen = gegevens.feiten_van(declaratie)
        except ValidationError as fout:
            uitkomsten[declaratie.pk] = fout
            continue
        opgaven[declaratie.pk] = Opgave(eigen, _naast(declaratie, eigen, naast))
    return uitkomsten | reken_opgaven(gegevens, opgaven)


def reken_opgaven(gegevens: Gegevens, opgaven: dict[int, Opgave]) -> Uitkomsten:
    """All in one go; when one can't be computed, one by one."""
    try:
        return dict(zip(opgaven, reken(gegevens.geldend, list(opgaven.values())), strict=True))
    except ValidationError as fout:
        if len(opgaven) == 1:
            return dict.fromkeys(opgaven, fout)
    uitkomsten: Uitkomsten = {}
    for pk, opgave in opgaven.items():
        uitkomsten |= reken_opgaven(gegevens, {pk: opgave})
    return uitkomsten


def approved_regels(
    gemeente_id: int, waar: Q, kinderen: Collection[int] | None = None
) -> list[Declaratieregel]:
    """The lines that approved calculations pay for; what many of them point to, is read once."""
    regels = Declaratieregel.objects.filter(
        waar,
        declaratie__gemeente=gemeente_id,
        declaratie__berekeningen__status=Berekening.Status.APPROVED,
    )
    if kinderen is not None:
        regels = regels.filter(onder("plaatsing__kind", kinderen))
    gelezen = sorted(read_regels(regels), key=attrgetter("pk"))
    declaraties = Urendeclaratie.objects.filter(pk__in={regel.declaratie_id for regel in gelezen})
    attach(gelezen, "declaratie", per_pk(declaraties.order_by()))
    return gelezen


def _read(declaraties: Sequence[Urendeclaratie]) -> tuple[Gegevens, dict[int, list[Regelfeit]]]:
    """The facts of the declarations, and per child the facts of approved lines beside them."""
    eerste = declaraties[0]
    tijdvak = eerste.tijdvak
    vanaf = min(tijdvak.eerste_maand, read_geldend(eerste.gemeente_id, eerste.periode).telt_vanaf(tijdvak))
    maanden = Q(declaratie__laatste_maand__gte=vanaf, declaratie__eerste_maand__lte=tijdvak.laatste_maand)
    eigen = read_eigen(declaraties)
    extra = approved_regels(eerste.gemeente_id, maanden, {regel.plaatsing.kind_id for regel in eigen})
    gegevens = make_gegevens(declaraties, eigen, extra)
    naast: dict[int, list[Regelfeit]] = defaultdict(list)
    for regel in extra:
        try:
            naast[regel.plaatsing.kind_id] += gegevens.feiten_van_regel(regel)
        except ValidationError:
            continue  # What can't be computed itself, takes no room; it is on the list of reviews.
    return gegevens, naast


def _naast(
    declaratie: Urendeclaratie, eigen: list[Regelfeit], naast: dict[int, list[Regelfeit]]
) -> list[Regelfeit]:
    """The lines beside it, without those of the declaration in whose place it comes."""
    zelf = (declaratie.houder_id, declaratie.tijdvak)
    return [
        rf
        for kind in {rf.kind for rf in eigen}
        for rf in naast.get(kind, ())
        if (rf.regel.declaratie.houder_id, rf.regel.declaratie.tijdvak) != zelf
    ]
