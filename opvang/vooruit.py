"""Hours that are at risk: what will end, what is missing, and whether a child still gets its 960 hours."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from indicaties.models import Indicatie, Kind
from lib.geld import write_honderdsten
from lib.periode import Periode
from opvang.models import MAX_UREN_PER_WEEK, Plaatsing
from opvang.urennorm import NORM, WEKEN_PER_JAAR, Afspraak, Urenprognose, countable, predict
from opvang.weken import read_weken
from organisaties.models import Gebruiker

VOORUIT = timedelta(days=91)
# With these a child gets 960 hours in the 60 weeks of a year and a half.
UREN_PER_WEEK = 16_00


@dataclass(frozen=True)
class Risico:
    """What is at risk, and what can be done about it."""

    code: str
    tekst: str


def read_risicos(kinderen: Collection[Kind], gebruiker: Gebruiker, dag: date) -> dict[int, list[Risico]]:
    """By the id of the child, out of the placements that the reader sees; three queries."""
    weken = read_weken(gebruiker.gemeente.pk, dag) if kinderen else None
    per_kind: dict[int, list[Plaatsing]] = defaultdict(list)
    for plaatsing in Plaatsing.objects.for_gebruiker(gebruiker).in_force().filter(kind__in=kinderen):
        per_kind[plaatsing.kind_id].append(plaatsing)
    indicaties: dict[int, list[Indicatie]] = defaultdict(list)
    for indicatie in Indicatie.objects.effective().filter(kind__in=kinderen):
        indicaties[indicatie.kind_id].append(indicatie)
    return {
        kind.pk: list(_risicos(kind, per_kind[kind.pk], indicaties[kind.pk], dag, weken)) for kind in kinderen
    }


def _risicos(
    kind: Kind,
    plaatsingen: Sequence[Plaatsing],
    indicaties: Sequence[Indicatie],
    dag: date,
    weken: Fraction | None,
) -> Iterator[Risico]:
    """Nothing for a child without a place now or later, or that is four already."""
    lopend = [p for p in plaatsingen if p.einddatum is None or p.einddatum >= dag]
    if not lopend or kind.vierde_verjaardag <= dag:
        return
    laatste = max(p.einddatum or date.max for p in lopend)
    yield from _ending(kind, indicaties, laatste, dag)
    yield from _without_proof(lopend)
    if any(i.soort == Indicatie.Soort.VVE and i.geldig_tot_en_met >= dag for i in indicaties):
        yield from _too_few(kind, plaatsingen, dag, weken)


def _ending(kind: Kind, indicaties: Sequence[Indicatie], laatste: date, dag: date) -> Iterator[Risico]:
    nu = [i.geldig_tot_en_met for i in indicaties if i.is_geldig_op(dag)]
    if nu and max(nu) <= dag + VOORUIT and max(nu) < min(laatste, kind.laatste_dag_als_peuter):
        later = [i for i in indicaties if i.geldig_van > dag]
        if not later:
            yield Risico(
                "indicatie-loopt-af",
                f"De indicatie loopt af op {max(nu):%d-%m-%Y}. Vraag het consultatiebureau op tijd of zij verlengt;"
                " zonder indicatie telt het kind als reguliere peuter.",
            )
    if kind.vierde_verjaardag <= dag + VOORUIT and laatste >= kind.vierde_verjaardag:
        yield Risico(
            "wordt-vier",
            f"Het kind wordt vier op {kind.vierde_verjaardag:%d-%m-%Y}; daarna is er geen subsidie. Leg de laatste dag"
            " van de plaatsing vast.",
        )


def _without_proof(lopend: Sequence[Plaatsing]) -> Iterator[Risico]:
    if any(not p.kot and not p.bewijs for p in lopend):
        yield Risico(
            "bewijs-ontbreekt",
            "Er is geen bewijs gezien van het inkomen of van het ontbreken van recht op toeslag. Vraag de ouders erom en"
            " leg het vast bij de afspraken.",
        )


def _too_few(
    kind: Kind, plaatsingen: Sequence[Plaatsing], dag: date, weken: Fraction | None
) -> Iterator[Risico]:
    per_week = sum(
        countable(p.uren_per_week_honderdsten, p.dagen_per_week)
        for p in plaatsingen
        if p.startdatum <= dag and (p.einddatum is None or p.einddatum >= dag)
    )
    if 0 < per_week < UREN_PER_WEEK:
        yield Risico(
            "minder-dan-16-uur",
            f"Er tellen nu {write_honderdsten(per_week)} uur per week mee; met 16 uur per week haalt een kind de"
            " 960 uur. Vraag de ouders of meer uren mogelijk zijn.",
        )
    prognose = predict(
        kind.geboortedatum, [_as_afspraak(p) for p in plaatsingen], dag, weken or WEKEN_PER_JAAR
    )
    if prognose.tekort:
        yield Risico("norm-960", _norm_sentence(prognose, weken))


def _as_afspraak(plaatsing: Plaatsing) -> Afspraak:
    tot = plaatsing.einddatum or date.max
    return Afspraak(
        Periode(plaatsing.startdatum, tot), plaatsing.uren_per_week_honderdsten, plaatsing.dagen_per_week
    )


def _norm_sentence(prognose: Urenprognose, weken: Fraction | None) -> str:
    """How many hours it will be, and with how many a week in what is left the norm is met all the same."""
    nodig = prognose.nodig_per_week
    dagen = (
        "waar het aantal dagen niet is vastgelegd, komt het kind hoogstens 6 uur per dag"
        if prognose.aanname
        else ""
    )
    per_jaar = f"{write_honderdsten(round(100 * (weken or WEKEN_PER_JAAR)))} weken per jaar"
    regeling, aanname = (f" De regeling betaalt {per_jaar}.", "") if weken else ("", per_jaar)
    aannames = "; ".join(filter(None, (aanname, dagen, "alleen de plaatsen die u ziet")))
    herstel = (
        f"Met {write_honderdsten(nodig)} uur per week vanaf nu wordt het er {NORM // 100}."
        if nodig is not None and nodig <= MAX_UREN_PER_WEEK
        else "Dat is niet meer in te halen."
    )
    return (
        f"Tussen 2,5 en 4 jaar komt dit kind op {write_honderdsten(prognose.totaal)} van de {NORM // 100} uur VE"
        f" (gehad {write_honderdsten(prognose.gehad)}, gepland {write_honderdsten(prognose.gepland)})."
        f" {herstel}{regeling} aanname: {aannames}."
    )
