"""Why an amount differs from the one before, in words: what went into the one beside what went into the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lib.weergave import datum, periode
from rekenregels import Categorie, Feit, Vertrek

Zin = Callable[[Feit, date], str]
DAG = timedelta(days=1)


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
    "opvang": _anders("een andere soort opvang"),
    "recht_vanaf": _anders("een andere dag waarop het recht begon"),
    "huishouden": _anders("een ander soort huishouden"),
    "begonnen_op": _anders("een andere eerste dag op deze plek"),
}
# What is divided over days and parts: a difference follows from another reason, or from another declaration.
VERDEELD = ("uren", "dagen")
ELDERS = "Uren van dit kind op een andere plek of eerder in het jaar tellen anders mee."
REKENWIJZE = "De rekenwijze is sindsdien verbeterd."


def explain_verschil(was: Sequence[Bron], wordt: Sequence[Bron]) -> list[str]:
    """The reasons in Dutch, the most telling first; one at least."""
    if not was or not wordt:
        return ["Het kind heeft geen plaats meer." if was else "Het kind is later toegevoegd."]
    zinnen = [*_geboren(was[0].feit, wordt[0].feit), *_per_stuk(list(_stukken(was, wordt)))]
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


@dataclass(frozen=True)
class Stuk:
    """Days over which the same held then, and the same holds now."""

    van: date
    tot_en_met: date
    was: Bron | None
    wordt: Bron | None


def _stukken(was: Sequence[Bron], wordt: Sequence[Bron]) -> Iterator[Stuk]:
    """All days on which there was or is a place, cut where something begins or ends."""
    feiten = [bron.feit for bron in (*was, *wordt)]
    randen = sorted({feit.van for feit in feiten} | {feit.tot_en_met + DAG for feit in feiten})
    for van, volgende in pairwise(randen):
        stuk = Stuk(van, volgende - DAG, _op(van, was), _op(van, wordt))
        if stuk.was or stuk.wordt:
            yield stuk


def _op(dag: date, bronnen: Sequence[Bron]) -> Bron | None:
    """What holds on a day; of two places the one with the lowest number."""
    geldig = [bron for bron in bronnen if bron.feit.van <= dag <= bron.feit.tot_en_met]
    return min(geldig, key=lambda bron: bron.feit.locatie, default=None)


def _per_stuk(stukken: Sequence[Stuk]) -> Iterator[str]:
    for van, tot in _runs(stuk for stuk in stukken if not stuk.wordt):
        yield f"De plaatsing is beëindigd, hersteld of vervallen: geen plaats van {periode(van, tot)}."
    for van, tot in _runs(stuk for stuk in stukken if not stuk.was):
        yield f"De plaatsing is hersteld: wel een plaats van {periode(van, tot)}."
    samen = [(stuk.van, stuk.was, stuk.wordt) for stuk in stukken if stuk.was and stuk.wordt]
    for dag, was, wordt in samen:
        if was.regeling != wordt.regeling:
            yield f"Vanaf {datum(dag)} geldt een andere regeling of versie: {wordt.regeling}."
            break
    for naam, zin in ZINNEN.items():
        for dag, was, wordt in samen:
            if getattr(was.feit, naam) != getattr(wordt.feit, naam):
                yield zin(wordt.feit, dag)
                break


def _runs(stukken: Iterable[Stuk]) -> Iterator[tuple[date, date]]:
    """First and last days, of stretches without a gap between them."""
    reeks: list[tuple[date, date]] = []
    for stuk in stukken:
        van = reeks.pop()[0] if reeks and reeks[-1][1] + DAG == stuk.van else stuk.van
        reeks.append((van, stuk.tot_en_met))
    yield from reeks


def _elders(bronnen: Sequence[Bron]) -> list[object]:
    """What lines beside these took, and what was paid before."""
    namen = [
        naam
        for naam in Feit.__dataclass_fields__
        if naam.startswith(("elders_", "uren_e", "ruimte_over", "uren_w", "gebruikt_"))
    ]
    return [[getattr(bron.feit, naam) for naam in namen] for bron in bronnen]
