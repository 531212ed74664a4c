"""The lines of a draft follow the placements: what was typed moves along with the agreements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from lib.periode import Periode, day_before
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.verdelen import delen_van, plaatsingen_per_verblijf, split_uren
from opvang.voorstel import actief_in, voorstel_uren


def add_regels(declaratie: Urendeclaratie, plaatsingen: Iterable[Plaatsing]) -> None:
    """A line with proposed hours for each placement that is active in the quarter."""
    Declaratieregel.objects.bulk_create(
        _regel(declaratie, plaatsing, periode, voorstel_uren(plaatsing, declaratie.periode))
        for plaatsing in plaatsingen
        if (periode := actief_in(plaatsing, declaratie.periode))
    )


def follow_afspraken(declaratie: Urendeclaratie) -> None:
    """Lay the lines of a stay anew where its agreements changed since; days that are new get proposed hours.

    A stay that has no place in the quarter any more keeps its line, for the provider to look at.
    """
    regels = list(declaratie.regels.select_related("plaatsing"))
    per_verblijf = plaatsingen_per_verblijf(regels)
    per_stay: dict[int, list[Declaratieregel]] = defaultdict(list)
    for regel in regels:
        per_stay[regel.plaatsing.verblijf].append(regel)
    nieuw: list[Declaratieregel] = []
    for verblijf, oude in per_stay.items():
        delen = delen_van(declaratie.periode, per_verblijf[verblijf])
        if delen and {(r.plaatsing_id, r.periode) for r in oude} != {
            (d.plaatsing.pk, d.periode) for d in delen
        }:
            uren = _move_uren(oude, per_verblijf[verblijf])
            for deel in delen:
                erbij = _proposal(deel.plaatsing, _uncovered(deel.periode, oude), declaratie.periode)
                nieuw.append(
                    _regel(declaratie, deel.plaatsing, deel.periode, uren[deel.plaatsing.pk] + erbij)
                )
    weg = {regel.plaatsing.verblijf for regel in nieuw}
    declaratie.regels.filter(pk__in=[r.pk for v in weg for r in per_stay[v]]).delete()
    Declaratieregel.objects.bulk_create(nieuw)


def _move_uren(oude: Iterable[Declaratieregel], plaatsingen: Sequence[Plaatsing]) -> dict[int, int]:
    """The hundredths of hours of the old lines, by the placement that holds on their days now."""
    uren: dict[int, int] = defaultdict(int)
    for regel in oude:
        delen = delen_van(regel.periode, plaatsingen)
        if delen:
            for deel, honderdsten in zip(delen, split_uren(regel.uren_honderdsten, delen), strict=True):
                uren[deel.plaatsing.pk] += honderdsten
    return uren


def _proposal(plaatsing: Plaatsing, dagen: Iterable[Periode], kwartaal: Periode) -> int:
    return sum(voorstel_uren(plaatsing, kwartaal, deel) for deel in dagen)


def _uncovered(periode: Periode, oude: Iterable[Declaratieregel]) -> list[Periode]:
    """The days of the period that no old line was about."""
    rest = [periode]
    for regel in oude:
        rest = [stuk for deel in rest for stuk in _minus(deel, regel.periode)]
    return rest


def _minus(deel: Periode, weg: Periode) -> list[Periode]:
    if deel.overlap(weg) is None:
        return [deel]
    stukken = []
    if deel.van < weg.van:
        stukken.append(Periode(deel.van, day_before(weg.van)))
    if weg.tot_en_met < deel.tot_en_met:
        stukken.append(Periode(weg.tot_en_met + timedelta(days=1), deel.tot_en_met))
    return stukken


def _regel(
    declaratie: Urendeclaratie, plaatsing: Plaatsing, periode: Periode, honderdsten: int
) -> Declaratieregel:
    return Declaratieregel(
        declaratie=declaratie,
        plaatsing=plaatsing,
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        uren_honderdsten=honderdsten,
    )
