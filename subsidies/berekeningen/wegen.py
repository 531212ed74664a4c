"""How a line whose agreements changed is divided over its parts: as a calculation divides its hours."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from django.core.exceptions import ValidationError

from indicaties.models import Indicatie
from lib.periode import Periode
from opvang.verdelen import Deel
from rekenregels import betaalde_weken
from subsidies.berekeningen.feiten import split_categorieen
from subsidies.berekeningen.geldend import Geldend, read_geldend


def weigh_delen(delen: Sequence[Deel]) -> list[int] | None:
    """Agreed hours in the weeks that are paid for, per part of one stay; None where not every day has a policy."""
    kind = delen[0].plaatsing.kind
    periode = Periode(min(d.periode.van for d in delen), max(d.periode.tot_en_met for d in delen))
    geldend = read_geldend(kind.gemeente_id, periode)
    indicaties = list(Indicatie.objects.effective().filter(kind=kind))
    try:
        uren = [
            _weken(geldend, deel, indicaties) * deel.plaatsing.uren_per_week_honderdsten for deel in delen
        ]
    except ValidationError:
        return None
    noemer = lcm(*(deel.denominator for deel in uren))
    return [int(deel * noemer) for deel in uren] if any(uren) else None


def _weken(geldend: Geldend, deel: Deel, indicaties: Sequence[Indicatie]) -> Fraction:
    return sum(
        (
            betaalde_weken(geldend.getypt[regeling.pk], categorie, stuk.van, stuk.tot_en_met)
            for periode, categorie in split_categorieen(deel.periode, indicaties)
            for stuk, regeling in geldend.knip(periode, categorie)
        ),
        Fraction(0),
    )
