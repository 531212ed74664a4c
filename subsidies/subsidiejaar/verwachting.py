"""What an application comes to: expected numbers through the same engine as the hours of children.

An expected child is one that is of age all year: two years and seven months old on the first of January.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import lcm
from statistics import median_low
from typing import NamedTuple

from django.core.exceptions import ValidationError

from indicaties.models import Indicatie, Kind
from lib.geld import round_half_up, split_evenly
from lib.periode import Periode, Ritme, Tijdvak
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
    weken_in,
)
from rekenregels.regeling.geldstroom import Grondslag
from subsidies.locatiegeld.feiten import read_locaties
from subsidies.models import Aanvraag, Subsidiedossier
from subsidies.subsidiejaar.beleid import Beleid

MAANDEN = 12


@dataclass(frozen=True, kw_only=True)
class Verwacht:
    """So many children that are alike. Hours in hundredths, the price in cents.

    Of one child that is known: its day of birth, and the days of this line.
    """

    locatie: Locatie
    categorie: Categorie
    kot: bool
    bijdrageklasse: int | None = None
    uren_per_week: int
    dagen_per_week: int | None = None
    uurprijs: int | None = None
    kinderen: int
    geboortedatum: date | None = None
    periode: Periode | None = None


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
    van_kind = any(regel.geboortedatum for regel in regels)
    # What goes by the location is not of the parents of one child.
    locaties = [] if van_kind else _per_locatie(beleid, regels, op_1_januari or {})
    return Berekend(uitkomst.uren.tolist(), centen, locaties)


def per_maand(beleid: Beleid, regels: Sequence[Verwacht]) -> list[int]:
    """Cents for each of the twelve months: what a line comes to, divided over its months.

    A month weighs as much as its weeks do, at what an hour in it comes to: a child that is not of age yet gets nothing.
    """
    maanden = [0] * MAANDEN
    for regel, centen in zip(regels, bereken(beleid, regels).centen, strict=True):
        delen = _months_of(beleid, regel)
        uitkomst = bereken(beleid, list(delen.values()))
        per_uur = [
            Fraction(som, uren) if uren else Fraction(0)
            for som, uren in zip(uitkomst.centen, uitkomst.uren, strict=True)
        ]
        gewichten = _whole([uur * weken for uur, weken in zip(per_uur, _weeks(beleid, delen), strict=True)])
        if sum(gewichten):
            for nummer, bedrag in zip(delen, split_evenly(centen, gewichten), strict=True):
                maanden[nummer - 1] += bedrag
    return maanden


def _weeks(beleid: Beleid, delen: Mapping[int, Verwacht]) -> list[Fraction]:
    perioden = (deel.periode for deel in delen.values())
    return [weken_in(beleid.regeling, p.van, p.tot_en_met) for p in perioden if p is not None]


def _whole(breuken: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    noemer = lcm(*(breuk.denominator for breuk in breuken))
    return [int(breuk * noemer) for breuk in breuken]


def _months_of(beleid: Beleid, regel: Verwacht) -> dict[int, Verwacht]:
    """The same child, month by month."""
    periode = regel.periode or beleid.periode
    maanden = (maand.periode for maand in Tijdvak.all_in(Ritme.MAAND, beleid.jaar))
    delen = {maand.van.month: periode.overlap(maand) for maand in maanden}
    return {nummer: replace(regel, periode=deel) for nummer, deel in delen.items() if deel is not None}


def _feit(beleid: Beleid, regel: Verwacht) -> Feit:
    periode = regel.periode or beleid.periode
    weken = betaalde_weken(beleid.regeling, regel.categorie, periode.van, periode.tot_en_met)
    uren, dagen = regel.uren_per_week * weken, (regel.dagen_per_week or 0) * weken
    return Feit(
        geboortedatum=regel.geboortedatum or geboren(beleid),
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
    kind = aanvraag.dossier.kind
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
            geboortedatum=kind.geboortedatum if kind else None,
            periode=Periode(regel.van, regel.tot_en_met) if regel.van and regel.tot_en_met else None,
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


def propose_kind(beleid: Beleid, kind: Kind) -> list[Verwacht]:
    """The places of one child in the year, each for its own days; the category as it is on the first of them."""
    regels = []
    for plaatsing in (
        Plaatsing.objects.overlapping(beleid.periode).filter(kind=kind).select_related("locatie")
    ):
        deel = beleid.periode.overlap(
            Periode(plaatsing.startdatum, plaatsing.einddatum or beleid.periode.tot_en_met)
        )
        if deel is None:
            continue
        categorie = _categorieen([kind.pk], deel.van).get(kind.pk, Categorie.REGULIER)
        if beleid.regeling.vergoedt(categorie):
            regels.append(
                replace(_alike(plaatsing, categorie), geboortedatum=kind.geboortedatum, periode=deel)
            )
    return regels


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
