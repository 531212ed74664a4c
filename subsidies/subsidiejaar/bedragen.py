"""What the calculations of a scheme come to in a year, per recipient and per month; and what else is decided beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch, Sum

from lib.geld import split_evenly
from subsidies.models import (
    Aanvraag,
    Aanvraagregel,
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

    As many queries as there are schemes, and one for each organisation that applied for several providers.
    """
    per_regeling: dict[tuple[str, int], list[Subsidiedossier]] = defaultdict(list)
    for dossier in dossiers:
        per_regeling[dossier.regelingnaam, dossier.jaar].append(dossier)
    delen: dict[int, Delen] = {}
    for (_, jaar), van_een in per_regeling.items():
        regeling = van_een[0].regeling
        per_houder: dict[int, int] = defaultdict(int)
        for berekening, centen in _of_regeling(regeling, jaar, Berekening.Status.APPROVED):
            per_houder[berekening.declaratie.houder_id] += centen
        per_locatie = _per_locatie(regeling, jaar)
        per_kind = _per_kind(regeling, jaar, [d.kind_id for d in van_een if d.kind_id is not None])
        for dossier in van_een:
            if dossier.kind_id is not None:
                delen[dossier.pk] = [("Goedgekeurde uren van dit kind", per_kind[dossier.kind_id])]
                continue
            houders = houders_van(dossier)
            delen[dossier.pk] = [
                ("Goedgekeurde berekeningen van uren", sum(per_houder[houder] for houder in houders))
            ]
            if som := sum(per_locatie.get(houder, 0) for houder in houders):
                delen[dossier.pk].append(("Goedgekeurde bedragen per locatie", som))
    return delen


def houders_van(dossier: Subsidiedossier) -> list[int]:
    """The provider; of an organisation in between those for which it applied."""
    if dossier.houder_id is not None:
        return [dossier.houder_id]
    regels = Aanvraagregel.objects.filter(
        aanvraag__dossier=dossier, aanvraag__soort=Aanvraag.Soort.GRANT, aanvraag__ingediend_op__isnull=False
    ).exclude(aanvraag__status=Aanvraag.Status.WITHDRAWN)
    return sorted(set(regels.order_by().values_list("locatie__houder", flat=True)))


def _per_kind(regeling: Subsidieregeling, jaar: int, kinderen: Sequence[int]) -> dict[int, int]:
    """Child -> cents of the approved lines that came out of this scheme."""
    som: dict[int, int] = defaultdict(int)
    for regel in read_kindregels(regeling, jaar, kinderen):
        som[regel.declaratieregel.plaatsing.kind_id] += regel.subsidie_centen
    return som


def read_kindregels(
    regeling: Subsidieregeling, jaar: int, kinderen: Sequence[int]
) -> Iterator[Berekeningsregel]:
    """The approved lines of these children that came out of this scheme, whatever version of it."""
    if not kinderen:
        return
    regels = Berekeningsregel.objects.filter(
        berekening__status=Berekening.Status.APPROVED,
        berekening__declaratie__gemeente=regeling.gemeente_id,
        berekening__declaratie__jaar=jaar,
        declaratieregel__plaatsing__kind__in=kinderen,
    )
    for regel in regels.select_related("declaratieregel__plaatsing").prefetch_related(
        Prefetch("berekening", Berekening.objects.with_regelingen())
    ):
        deel = max(
            (d for d in regel.berekening.delen.all() if d.eerste <= regel.volgorde), key=lambda d: d.eerste
        )
        if deel.regeling.naam == regeling.naam:
            yield regel


def _per_locatie(regeling: Subsidieregeling, jaar: int) -> dict[int, int]:
    """Provider -> cents that do not go by the hour."""
    geldend = Locatieberekening.objects.in_force().in_jaar(jaar)
    van_regeling = geldend.filter(gemeente=regeling.gemeente_id, regeling__naam=regeling.naam).order_by()
    return dict(van_regeling.values_list("houder").annotate(Sum("totaal_centen")))


def per_berekening(dossier: Subsidiedossier) -> Delen:
    """The same as `vast_te_stellen` of one file, per approved calculation: what the letter of a decision lists."""
    if dossier.kind_id is not None:
        return vast_te_stellen([dossier])[dossier.pk]
    houders = houders_van(dossier)
    delen = [
        (f"Uren {berekening.declaratie.tijdvak}", centen)
        for berekening, centen in _of_regeling(dossier.regeling, dossier.jaar, Berekening.Status.APPROVED)
        if berekening.declaratie.houder_id in houders
    ]
    per_locatie = _per_locatie(dossier.regeling, dossier.jaar)
    if som := sum(per_locatie.get(houder, 0) for houder in houders):
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
    rijen = list(berekeningen.distinct().select_related("declaratie").with_regelingen())
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
