"""What the calculations of a scheme come to in a year, per recipient and per month; and what else is decided beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Sum

from lib.geld import split_evenly
from subsidies.models import (
    Berekening,
    Berekeningsregel,
    Locatieberekening,
    Subsidiedossier,
    Subsidieregeling,
)

# What the fixing of a year counts: labels with cents.
Delen = list[tuple[str, int]]


def vast_te_stellen(dossiers: Sequence[Subsidiedossier]) -> dict[int, Delen]:
    """What the year of each comes to, per label: by the hour, and by the location where there is such an amount.

    As many queries as there are schemes.
    """
    per_regeling: dict[tuple[str, int], list[Subsidiedossier]] = defaultdict(list)
    for dossier in dossiers:
        per_regeling[dossier.regelingnaam, dossier.jaar].append(dossier)
    delen: dict[int, Delen] = {}
    for (_, jaar), van_een in per_regeling.items():
        per_houder: dict[int, int] = defaultdict(int)
        for berekening, centen in _of_regeling(van_een[0].regeling, jaar, Berekening.Status.APPROVED):
            per_houder[berekening.declaratie.houder_id] += centen
        per_locatie = _per_locatie(van_een[0].regeling, jaar)
        for dossier in van_een:
            delen[dossier.pk] = [("Goedgekeurde berekeningen van uren", per_houder[dossier.houder_id])]
            if som := per_locatie.get(dossier.houder_id):
                delen[dossier.pk].append(("Goedgekeurde bedragen per locatie", som))
    return delen


def _per_locatie(regeling: Subsidieregeling, jaar: int) -> dict[int, int]:
    """Provider -> cents that do not go by the hour."""
    geldend = Locatieberekening.objects.in_force().in_jaar(jaar)
    van_regeling = geldend.filter(gemeente=regeling.gemeente_id, regeling__naam=regeling.naam).order_by()
    return dict(van_regeling.values_list("houder").annotate(Sum("totaal_centen")))


def per_berekening(dossier: Subsidiedossier) -> Delen:
    """The same as `vast_te_stellen` of one file, per approved calculation: what the letter of a decision lists."""
    delen = [
        (f"Uren {berekening.declaratie.tijdvak}", centen)
        for berekening, centen in _of_regeling(dossier.regeling, dossier.jaar, Berekening.Status.APPROVED)
        if berekening.declaratie.houder_id == dossier.houder_id
    ]
    if som := _per_locatie(dossier.regeling, dossier.jaar).get(dossier.houder_id):
        delen.append(("Goedgekeurde bedragen per locatie", som))
    return delen


def sum_delen(delen: Delen) -> int:
    return sum(centen for _, centen in delen)


def sum_berekend(regeling: Subsidieregeling, jaar: int, status: str) -> int:
    """Cents of all calculations of the scheme in this state."""
    return sum(centen for _, centen in _of_regeling(regeling, jaar, status))


def per_maand(regeling: Subsidieregeling, jaar: int) -> list[int]:
    """Cents per month of what is approved, from January up to the last month of which something is."""
    maanden: dict[int, int] = defaultdict(int)
    for berekening, centen in _of_regeling(regeling, jaar, Berekening.Status.APPROVED):
        tijdvakken = berekening.declaratie.tijdvak.maanden
        for maand, deel in zip(tijdvakken, split_evenly(centen, [1] * len(tijdvakken)), strict=True):
            maanden[maand.nummer] += deel
    return [maanden[nummer] for nummer in range(1, max(maanden, default=0) + 1)]


def _of_regeling(regeling: Subsidieregeling, jaar: int, status: str) -> list[tuple[Berekening, int]]:
    """The calculations with the cents that they give under this scheme, whatever version of it."""
    berekeningen = Berekening.objects.filter(
        declaratie__gemeente=regeling.gemeente_id,
        status=status,
        declaratie__jaar=jaar,
        delen__regeling__naam=regeling.naam,
    )
    rijen = list(berekeningen.distinct().select_related("declaratie").prefetch_related("delen__regeling"))
    gemengd = [b.pk for b in rijen if any(deel.regeling.naam != regeling.naam for deel in b.delen.all())]
    regels: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pk, volgorde, centen in Berekeningsregel.objects.filter(berekening__in=gemengd).values_list(
        "berekening", "volgorde", "subsidie_centen"
    ):
        regels[pk].append((volgorde, centen))
    return [
        (b, _part_of(b, regels[b.pk], regeling.naam) if b.pk in gemengd else b.totaal_centen) for b in rijen
    ]


def _part_of(berekening: Berekening, regels: Iterable[tuple[int, int]], naam: str) -> int:
    """Of a receipt of several schemes: the lines that came out of this one."""
    delen = list(berekening.delen.all())
    som = 0
    for volgorde, centen in regels:
        deel = max((d for d in delen if d.eerste <= volgorde), key=lambda d: d.eerste)
        som += centen if deel.regeling.naam == naam else 0
    return som
