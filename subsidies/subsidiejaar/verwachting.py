"""What an application comes to: expected numbers through the same engine as the hours of children.

An expected child is one that is of age all year: two years and seven months old on the first of January.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from typing import NamedTuple

from django.core.exceptions import ValidationError

from indicaties.models import Indicatie
from lib.geld import round_half_up
from opvang.models import Plaatsing
from organisaties.models import Locatie, Organisatie
from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    FeitenFout,
    Locatiefeit,
    Plaatsfeit,
    betaalde_weken,
    calculate,
    calculate_locaties,
    count_locaties,
)
from rekenregels.regeling.geldstroom import Grondslag
from subsidies.locatiegeld.feiten import read_locaties
from subsidies.models import Aanvraag, Subsidiedossier
from subsidies.subsidiejaar.beleid import Beleid


@dataclass(frozen=True, kw_only=True)
class Verwacht:
    """So many children that are alike. Hours in hundredths, the price in cents."""

    locatie: Locatie
    categorie: Categorie
    kot: bool
    bijdrageklasse: int | None = None
    uren_per_week: int
    dagen_per_week: int | None = None
    uurprijs: int | None = None
    kinderen: int


@dataclass(frozen=True)
class Telling:
    """The Monday of the week in which was counted, and LRK number -> doelgroepkinderen on the first of January."""

    peilweek: date | None
    op_1_januari: Mapping[str, int]


class Locatiesom(NamedTuple):
    """Cents that go by the location and not by the hour."""

    locatie: str
    bedrag: int


@dataclass(frozen=True)
class Berekend:
    """Per line the paid hours of one child and the cents of all, and the amounts per location."""

    uren: list[int]
    centen: list[int]
    locaties: list[Locatiesom]

    @property
    def totaal(self) -> int:
        return sum(self.centen) + sum(locatie.bedrag for locatie in self.locaties)


def bereken(
    beleid: Beleid, regels: Sequence[Verwacht], op_1_januari: Mapping[str, int] | None = None
) -> Berekend:
    """ValidationError with a sentence per line that the policy can't compute with.

    `op_1_januari`: LRK number -> doelgroepkinderen on that day; where there is none, those of the lines.
    """
    if not regels:
        return Berekend([], [], [])
    try:
        uitkomst = calculate(beleid.regeling, Feiten.from_records(_feit(beleid, regel) for regel in regels))
    except FeitenFout as fout:
        raise ValidationError([ValidationError(str(f), code="feiten") for f in fout.fouten]) from None
    kinderen = [regel.kinderen for regel in regels]
    centen = [per * aantal for per, aantal in zip(uitkomst.subsidie.tolist(), kinderen, strict=True)]
    return Berekend(uitkomst.uren.tolist(), centen, _per_locatie(beleid, regels, op_1_januari or {}))


def _feit(beleid: Beleid, regel: Verwacht) -> Feit:
    periode = beleid.periode
    weken = betaalde_weken(beleid.regeling, regel.categorie, periode.van, periode.tot_en_met)
    uren, dagen = regel.uren_per_week * weken, (regel.dagen_per_week or 0) * weken
    return Feit(
        geboortedatum=geboren(beleid),
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        categorie=regel.categorie,
        kot=regel.kot,
        bijdrageklasse=regel.bijdrageklasse,
        uren=round_half_up(uren.numerator, uren.denominator),
        uren_per_week=regel.uren_per_week,
        dagen=round_half_up(dagen.numerator, dagen.denominator) if dagen else None,
        prijs=regel.uurprijs,
        locatie=regel.locatie.lrk_nummer,
        kern=regel.locatie.kern,
        ve=regel.locatie.has_ve_on(periode.van),
        binnen_gemeente=not regel.locatie.buiten_gemeente,
    )


def _per_locatie(
    beleid: Beleid, regels: Sequence[Verwacht], op_1_januari: Mapping[str, int]
) -> list[Locatiesom]:
    """What does not go by the hour: the groups that there are, with the children that are expected."""
    verwacht: dict[int, list[Verwacht]] = defaultdict(list)
    for regel in regels:
        verwacht[regel.locatie.pk].append(regel)
    locaties = {regel.locatie.pk: regel.locatie for regel in regels}
    sommen = []
    for pk, gegevens in read_locaties(locaties.values(), beleid.jaar).items():
        met_verwacht = replace(gegevens, plaatsen=tuple(_plaatsen(beleid, verwacht[pk])))
        geteld = count_locaties(beleid.regeling, beleid.jaar, [met_verwacht])
        feiten = [_on_1_januari(feit, op_1_januari.get(locaties[pk].lrk_nummer)) for feit in geteld]
        centen = sum(post.centen for post in calculate_locaties(beleid.regeling, feiten))
        sommen.append(Locatiesom(locaties[pk].naam, centen))
    return [som for som in sommen if som.bedrag]


def _on_1_januari(feit: Locatiefeit, aantal: int | None) -> Locatiefeit:
    """With the count of the provider in the place of that of its lines, where the policy counts on that day."""
    return feit if aantal is None or not feit.doelgroepkinderen else replace(feit, doelgroepkinderen=aantal)


def _plaatsen(beleid: Beleid, regels: Sequence[Verwacht]) -> Iterator[Plaatsfeit]:
    for nummer, regel in enumerate(soort for soort in regels for _ in range(soort.kinderen)):
        yield Plaatsfeit(
            kind=str(nummer),
            geboortedatum=geboren(beleid),
            periode=beleid.periode,
            categorie=regel.categorie,
            uren_per_week=regel.uren_per_week,
        )


def geboren(beleid: Beleid) -> date:
    """Of an expected child: two years and seven months old on the first of January."""
    return date(beleid.jaar - 3, 6, 1)


# -- prefilled ------------------------------------------------------------------------------------------


def propose(beleid: Beleid, houder: Organisatie, gemeente_id: int, dag: date) -> list[Verwacht]:
    """Last year's application where the policy goes by that; else the children that are placed on `dag`."""
    if beleid.grondslag is Grondslag.VORIG_JAAR and (vorig := _vorig_jaar(beleid, houder, gemeente_id)):
        return vorig
    geplaatst = _geplaatst(beleid, houder, gemeente_id, dag) or _vorig_jaar(beleid, houder, gemeente_id)
    return _modaal(geplaatst) if beleid.grondslag is Grondslag.MODAAL else geplaatst


def _vorig_jaar(beleid: Beleid, houder: Organisatie, gemeente_id: int) -> list[Verwacht]:
    vorige = Subsidiedossier.objects.filter(gemeente=gemeente_id, houder=houder, jaar=beleid.jaar - 1)
    aanvraag = Aanvraag.objects.filter(dossier__in=vorige, soort=Aanvraag.Soort.GRANT).exclude(
        ingediend_op=None
    )
    laatste = aanvraag.last()
    return [] if laatste is None else read_regels(laatste)


def monday_of(dag: date) -> date:
    """The first day of the week that `dag` is in: a count is of a whole week."""
    return dag - timedelta(days=dag.weekday())


def read_regels(aanvraag: Aanvraag) -> list[Verwacht]:
    return [
        Verwacht(
            locatie=regel.locatie,
            categorie=Categorie(regel.categorie),
            kot=regel.kot,
            bijdrageklasse=regel.bijdrageklasse,
            uren_per_week=regel.uren_per_week_honderdsten,
            dagen_per_week=regel.dagen_per_week,
            uurprijs=regel.uurprijs_centen,
            kinderen=regel.kinderen,
        )
        for regel in aanvraag.regels.select_related("locatie")
    ]


def _geplaatst(beleid: Beleid, houder: Organisatie, gemeente_id: int, dag: date) -> list[Verwacht]:
    plaatsingen = Plaatsing.objects.active_on(dag).filter(
        locatie__houder=houder, locatie__gemeente=gemeente_id, kind__gemeente=gemeente_id
    )
    gelijk: Counter[Verwacht] = Counter()
    geindiceerd = _categorieen(plaatsingen.values_list("kind", flat=True), dag)
    for plaatsing in plaatsingen.select_related("locatie").order_by("locatie__naam", "pk"):
        categorie = geindiceerd.get(plaatsing.kind_id, Categorie.REGULIER)
        if beleid.regeling.vergoedt(categorie):
            gelijk[_alike(plaatsing, categorie)] += 1
    return [replace(soort, kinderen=aantal) for soort, aantal in gelijk.items()]


def _alike(plaatsing: Plaatsing, categorie: Categorie) -> Verwacht:
    return Verwacht(
        locatie=plaatsing.locatie,
        categorie=categorie,
        kot=plaatsing.kot,
        bijdrageklasse=plaatsing.bijdrageklasse,
        uren_per_week=plaatsing.uren_per_week_honderdsten,
        dagen_per_week=plaatsing.dagen_per_week,
        uurprijs=plaatsing.uurprijs_centen,
        kinderen=1,
    )


def _categorieen(kinderen: Iterable[int], dag: date) -> dict[int, Categorie]:
    soorten = {Indicatie.Soort.VVE: Categorie.DOELGROEP, Indicatie.Soort.SMI: Categorie.SMI}
    rijen = Indicatie.objects.valid_on(dag).filter(kind__in=kinderen).values_list("kind", "soort")
    return {kind: soorten[Indicatie.Soort(soort)] for kind, soort in rijen}


def _modaal(regels: list[Verwacht]) -> list[Verwacht]:
    """All in the class in the middle: the policy estimates by one income."""
    klassen = [
        regel.bijdrageklasse for regel in regels if regel.bijdrageklasse for _ in range(regel.kinderen)
    ]
    if not klassen:
        return regels
    midden = median_low(klassen)
    gelijk: Counter[Verwacht] = Counter()
    for regel in regels:
        gelijk[replace(regel, bijdrageklasse=midden, kinderen=1)] += regel.kinderen
    return [replace(regel, kinderen=aantal) for regel, aantal in gelijk.items()]
