"""The ledger read: what came in, what was spent on what, what is left, and what was planned.

A reversal carries its amount negative under the same kind, so every sum here is already corrected.
"""

from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from lib.aanname import is_aanname, without_merk
from lib.geld import round_half_up
from organisaties.models import Gemeente
from subsidies.models import Bedragsoort, Begrotingspost, Boeking, Geldbron
from subsidies.models.grootboek import bronnaam

# The share of the GOAB grant that the ministry expects to go to voorschoolse educatie.
NORM_PCT = 75

# Which money pays a category. No regulation states it: see docs/adr/0008-geldbron-per-categorie.md.
BRON_BIJ_CATEGORIE = {
    "doelgroep": (Geldbron.GOAB, "D8/01"),
    "smi": (Geldbron.GOAB, "D8/01"),
    "regulier": (Geldbron.GEMEENTE, ""),
}


INDICATOR_VOORSCHOOLS = "D8/01"


def bron_van(categorie: str, *, zonder_ve: bool, betaler: str | None = None) -> tuple[Geldbron, str]:
    """The source and the SiSa indicator: as the scheme says (`betaler`), else what is usual for the category.

    D8/01 is for voorschoolse educatie, so never for a location without VE.
    """
    if zonder_ve:
        return Geldbron.GEMEENTE, ""
    if betaler is None:
        return BRON_BIJ_CATEGORIE[categorie]
    bron = Geldbron(betaler)
    return bron, INDICATOR_VOORSCHOOLS if bron is Geldbron.GOAB else ""


@dataclass(frozen=True)
class Balans:
    """The GOAB money of one year, in cents: stand 1-1 + ontvangen - besteed - terugbetaald = stand 31-12."""

    jaar: int
    stand_begin: int
    ontvangen: int
    besteed: int
    terugbetaald: int

    @property
    def stand_eind(self) -> int:
        return self.stand_begin + self.ontvangen - self.besteed - self.terugbetaald


@dataclass(frozen=True)
class Besteding:
    """What was spent in a year from one source on one indicator, category and provider."""

    bron: str
    indicator: str
    categorie: str
    houder_id: int | None
    houder: str
    centen: int

    @property
    def bronnaam(self) -> str:
        return bronnaam(self.bron)


@dataclass(frozen=True)
class Begroting:
    """The budget of a year. The norm counts GOAB for 75 % and the other sources whole."""

    jaar: int
    posten: list[Begrotingspost] = field(default_factory=list)

    @property
    def totaal(self) -> int:
        return sum(post.bedrag_centen for post in self.posten)

    @property
    def goab(self) -> int:
        return sum(post.bedrag_centen for post in self.posten if post.bron == Geldbron.GOAB)

    @property
    def norm(self) -> int:
        return self.totaal - self.goab + round_half_up(self.goab * NORM_PCT, 100)


@dataclass(frozen=True)
class Begrotingsregel:
    """What is available out of one source in a year beside what was spent of it, in cents.

    A source that was spent from without a budget has no `toelichting`. `verplicht` was decided and is not spent yet.
    """

    bron: str
    naam: str
    begroot: int
    besteed: int
    toelichting: str
    fcl_code: str = ""
    verplicht: int = 0

    @property
    def over(self) -> int:
        return self.begroot - self.verplicht - self.besteed

    @property
    def is_aanname(self) -> bool:
        return is_aanname(self.toelichting)

    @property
    def uitleg(self) -> str:
        return without_merk(self.toelichting)


def balans(gemeente: Gemeente, jaar: int) -> Balans:
    """The running balance of the GOAB money. An opening counts from the first of January of its year."""
    goab = Boeking.objects.filter(gemeente=gemeente, bron=Geldbron.GOAB, jaar__lte=jaar)
    eerder = dict.fromkeys(Boeking.Soort.values, 0)
    nu = dict(eerder)
    for boekjaar, soort, centen in (
        goab.order_by().values_list("jaar", "soort").annotate(Sum("bedrag_centen"))
    ):
        (nu if boekjaar == jaar and soort != Boeking.Soort.OPENING else eerder)[soort] += centen
    return Balans(
        jaar=jaar,
        stand_begin=eerder[Boeking.Soort.OPENING]
        + eerder[Boeking.Soort.RECEIVED]
        - eerder[Boeking.Soort.SPENT]
        - eerder[Boeking.Soort.REPAID],
        ontvangen=nu[Boeking.Soort.RECEIVED],
        besteed=nu[Boeking.Soort.SPENT],
        terugbetaald=nu[Boeking.Soort.REPAID],
    )


def bestedingen(gemeente: Gemeente, jaar: int) -> list[Besteding]:
    """The spending of a year from all sources, one line per source, indicator, category and provider."""
    rijen = (
        _besteed(gemeente, jaar)
        .order_by("bron", "indicator", "categorie", "houder__naam", "houder")
        .values_list("bron", "indicator", "categorie", "houder", "houder__naam")
        .annotate(centen=Sum("bedrag_centen"))
    )
    return [
        Besteding(bron, indicator, categorie, houder_id, houder or "", centen)
        for bron, indicator, categorie, houder_id, houder, centen in rijen
        if centen
    ]


def per_indicator(gemeente: Gemeente, jaar: int) -> dict[str, int]:
    """The GOAB spending of a year per SiSa indicator, as it goes to the Rijk."""
    goab = _besteed(gemeente, jaar).filter(bron=Geldbron.GOAB)
    return dict(goab.values_list("indicator").annotate(Sum("bedrag_centen")))


def besteed_per_bron(gemeente: Gemeente, jaar: int) -> dict[str, int]:
    """The spending of a year per source, to lay beside the budget."""
    per_bron = _besteed(gemeente, jaar).values_list("bron").annotate(Sum("bedrag_centen"))
    return {str(bron): 0 for bron in Geldbron} | dict(per_bron)


def per_bedragsoort(gemeente: Gemeente, jaar: int) -> list[tuple[str, int]]:
    """The spending of a year on amounts per location: what for, in words, and cents."""
    som = dict(
        _besteed(gemeente, jaar)
        .exclude(bedragsoort="")
        .values_list("bedragsoort")
        .annotate(Sum("bedrag_centen"))
    )
    return [(str(soort.label), som[soort]) for soort in Bedragsoort if som.get(soort)]


def _besteed(gemeente: Gemeente, jaar: int) -> QuerySet[Boeking]:
    return Boeking.objects.filter(gemeente=gemeente, jaar=jaar, soort=Boeking.Soort.SPENT).order_by()


def begroting(gemeente: Gemeente, jaar: int) -> Begroting:
    return Begroting(jaar, list(Begrotingspost.objects.filter(gemeente=gemeente, jaar=jaar)))


def vergelijk(
    plan: Begroting, besteed: dict[str, int], verplicht: dict[str, int] | None = None
) -> tuple[Begrotingsregel, ...]:
    """The budget beside the obligations and the spending, per source; a source without any of these is left out."""
    posten = {post.bron: post for post in plan.posten}
    regels = []
    for bron in dict.fromkeys([*Geldbron.values, *posten, *besteed, *(verplicht or {})]):
        post = posten.get(bron)
        beloofd = (verplicht or {}).get(bron, 0)
        if post is not None or besteed.get(bron) or beloofd:
            begroot, toelichting = (post.bedrag_centen, post.toelichting) if post else (0, "")
            fcl_code = post.fcl_code if post else ""
            regels.append(
                Begrotingsregel(
                    bron, bronnaam(bron), begroot, besteed.get(bron, 0), toelichting, fcl_code, beloofd
                )
            )
    return tuple(regels)
