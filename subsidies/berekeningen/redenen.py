"""Why an amount differs from the one before, in words: what went into the one beside what went into the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lib.weergave import datum, periode
from rekenregels import Categorie, Feit, Vertrek

Zin = Callable[[Feit, date], str]


@dataclass(frozen=True)
class Bron:
    """A fact and the policy under which it was computed."""

    feit: Feit
    regeling: str


def _categorie(feit: Feit, dag: date) -> str:
    if feit.categorie is Categorie.REGULIER:
        return (
            f"De indicatie is ingetrokken of eerder geëindigd: vanaf {datum(dag)} telt het kind als regulier."
        )
    soort = "doelgroepkind" if feit.categorie is Categorie.DOELGROEP else "kind met een SMI"
    return (
        f"Een indicatie is met terugwerkende kracht afgegeven: vanaf {datum(dag)} telt het kind als {soort}."
    )


def _kot(feit: Feit, dag: date) -> str:
    return f"De ouders hebben vanaf {datum(dag)} {'' if feit.kot else 'geen '}recht op kinderopvangtoeslag (KOT)."


def _vertrek(feit: Feit, dag: date) -> str:
    zinnen = {
        Vertrek.VERHUISD: f"Het kind is verhuisd: vanaf {datum(dag)} woont het niet meer in de gemeente.",
        Vertrek.OVERLEDEN: f"Het kind is overleden: vanaf {datum(dag)} telt het niet meer mee.",
    }
    return zinnen.get(feit.vertrek, f"Het kind woont toch in de gemeente, ook vanaf {datum(dag)}.")


def _ve(feit: Feit, dag: date) -> str:
    return f"De locatie heeft vanaf {datum(dag)} {'' if feit.ve else 'geen '}voorschoolse educatie (VE) in het LRK."


def _anders(wat: str) -> Zin:
    return lambda feit, dag: f"Vanaf {datum(dag)} geldt {wat}."


# A fact of which another value has a reason of its own, told from the first day on which it differs.
ZINNEN: dict[str, Zin] = {
    "categorie": _categorie,
    "vertrek": _vertrek,
    "ve": _ve,
    "binnen_gemeente": _anders("een locatie in een andere gemeente, of juist niet meer"),
    "kot": _kot,
    "bijdrageklasse": _anders("een andere klasse van de ouderbijdrage"),
    "kindrang": _anders("een andere plaats in het gezin (eerste of volgend kind)"),
    "prijs": _anders("een andere uurprijs"),
    "uren_per_week": _anders("een ander aantal uren per week"),
    "minima": _anders("een andere minimaregel"),
    "locatie": _anders("een andere locatie"),
    "kern": _anders("een andere kern"),
}
# What is divided over days and parts: a difference follows from another reason, or from another declaration.
VERDEELD = ("uren", "dagen")
ELDERS = "Uren van dit kind op een andere plek of eerder in het jaar tellen anders mee."
REKENWIJZE = "De rekenwijze is sindsdien verbeterd."


def explain_verschil(was: Sequence[Bron], wordt: Sequence[Bron]) -> list[str]:
    """The reasons in Dutch, the most telling first; one at least."""
    if not was or not wordt:
        return ["Het kind heeft geen plaats meer." if was else "Het kind is later toegevoegd."]
    zinnen = [*_geboren(was[0].feit, wordt[0].feit), *_per_dag(_days(was), _days(wordt))]
    for naam in VERDEELD:
        eerst, nu = (sum(getattr(bron.feit, naam) or 0 for bron in bronnen) for bronnen in (was, wordt))
        if eerst != nu:
            zinnen.append(f"Er zijn andere {naam} gedeclareerd.")
    if not zinnen:
        zinnen.append(ELDERS if _elders(was) != _elders(wordt) else REKENWIJZE)
    return zinnen


def _geboren(was: Feit, wordt: Feit) -> Iterator[str]:
    if was.geboortedatum != wordt.geboortedatum:
        yield f"De geboortedatum is hersteld: {datum(wordt.geboortedatum)} in plaats van {datum(was.geboortedatum)}."


def _days(bronnen: Sequence[Bron]) -> dict[date, Bron]:
    """Per day what holds; of two places the one with the lowest number."""
    dagen: dict[date, Bron] = {}
    for bron in sorted(bronnen, key=lambda bron: bron.feit.locatie, reverse=True):
        for i in range((bron.feit.tot_en_met - bron.feit.van).days + 1):
            dagen[bron.feit.van + timedelta(days=i)] = bron
    return dagen


def _per_dag(was: dict[date, Bron], wordt: dict[date, Bron]) -> Iterator[str]:
    for van, tot in _runs(was.keys() - wordt.keys()):
        yield f"De plaatsing is beëindigd, hersteld of vervallen: geen plaats van {periode(van, tot)}."
    for van, tot in _runs(wordt.keys() - was.keys()):
        yield f"De plaatsing is hersteld: wel een plaats van {periode(van, tot)}."
    samen = sorted(was.keys() & wordt.keys())
    if (dag := next((d for d in samen if was[d].regeling != wordt[d].regeling), None)) is not None:
        yield f"Vanaf {datum(dag)} geldt een andere regeling of versie: {wordt[dag].regeling}."
    for naam, zin in ZINNEN.items():
        dag = next((d for d in samen if _differs(naam, was[d], wordt[d])), None)
        if dag is not None:
            yield zin(wordt[dag].feit, dag)


def _differs(naam: str, was: Bron, wordt: Bron) -> bool:
    return bool(getattr(was.feit, naam) != getattr(wordt.feit, naam))


def _runs(dagen: set[date]) -> Iterator[tuple[date, date]]:
    """The days as stretches without a gap."""
    op_rij = enumerate(sorted(dagen))
    for _, groep in groupby(op_rij, key=lambda paar: paar[1].toordinal() - paar[0]):
        reeks = [dag for _, dag in groep]
        yield reeks[0], reeks[-1]


def _elders(bronnen: Sequence[Bron]) -> list[object]:
    """What lines beside these took, and what was paid before."""
    namen = [
        naam
        for naam in Feit.__dataclass_fields__
        if naam.startswith(("elders_", "uren_e", "ruimte_over", "uren_w"))
    ]
    return [[getattr(bron.feit, naam) for naam in namen] for bron in bronnen]
