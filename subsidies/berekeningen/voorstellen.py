"""What a draft of a provider begins with under the policy: agreed hours over the weeks that it pays for."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from django.core.exceptions import ValidationError

from lib.periode import Ritme
from opvang.models import Declaratieregel
from opvang.voorstel import Dagdeel, Voorstel
from rekenregels import Signaal, weken_in
from subsidies.berekeningen.feiten import Gegevens, Regelfeit, Stuk, gather
from subsidies.berekeningen.rekenen import Onrekenbaar, Opgave, reken

# Hundredths of hours a month, of a quarter or longer. A policy rounds each band of each month by itself; what that can
# cost is no hours too many.
AFRONDING = 4
# A tijdvak of many pieces needs more of them: what is taken off is divided over the pieces anew.
RONDEN = 8


def propose_uren(gemeente_id: int, delen: Sequence[Dagdeel]) -> list[Voorstel | None]:
    """Such that a calculation pays them to the hundredth, where the agreed hours a week fit in the policy."""
    regels = [_make_regel(nummer, deel) for nummer, deel in enumerate(delen)]
    gegevens = gather(gemeente_id, regels)
    bekend = [regel for regel in regels if _fill(gegevens, regel)]
    _trim(gegevens, bekend)
    gevuld = {regel.pk for regel in bekend}
    return [Voorstel(r.uren_honderdsten, r.dagen) if r.pk in gevuld else None for r in regels]


def _make_regel(nummer: int, deel: Dagdeel) -> Declaratieregel:
    """A line that is never saved, numbered within this proposal."""
    van, tot_en_met = deel.periode.van, deel.periode.tot_en_met
    return Declaratieregel(pk=nummer, plaatsing=deel.plaatsing, van=van, tot_en_met=tot_en_met)


def _fill(gegevens: Gegevens, regel: Declaratieregel) -> bool:
    """Hours rounded down and days up, cut as the calculation will cut them; False where not every day has a policy."""
    plaatsing = regel.plaatsing
    van_verblijf = [p for p in gegevens.plaatsingen[plaatsing.verblijf] if p.pk == plaatsing.pk]
    try:
        weken = [_weken(gegevens, stuk) for stuk in gegevens.stukken_van(regel, van_verblijf)]
    except ValidationError:
        return False
    regel.uren_honderdsten = sum(floor(plaatsing.uren_per_week_honderdsten * stuk) for stuk in weken)
    if plaatsing.dagen_per_week is not None:
        regel.dagen = min(ceil(plaatsing.dagen_per_week * sum(weken)), regel.periode.dagen)
    return bool(weken)


def _weken(gegevens: Gegevens, stuk: Stuk) -> Fraction:
    """The weeks of the piece; less where the rounding of the policy leaves less room."""
    regeling = gegevens.geldend.getypt[stuk.regeling.pk]
    return min(weken_in(regeling, stuk.periode.van, stuk.periode.tot_en_met), gegevens.weken_van(stuk))


def _trim(gegevens: Gegevens, regels: Sequence[Declaratieregel]) -> None:
    """Take off the hundredths that the rounding of months and bands would leave unpaid."""
    over = list(regels)
    for _ in range(RONDEN):
        if not over:
            return
        uitkomsten = _calculate(gegevens, over)
        over = [regel for regel in over if regel.pk in uitkomsten and uitkomsten[regel.pk].is_te_veel(regel)]
        for regel in over:
            regel.uren_honderdsten = uitkomsten[regel.pk].uren


@dataclass
class _Uitkomst:
    uren: int = 0
    boven: bool = False

    def is_te_veel(self, regel: Declaratieregel) -> bool:
        maanden = max(regel.tot_en_met.month - regel.van.month + 1, Ritme.KWARTAAL.maanden)
        return self.boven and 0 < regel.uren_honderdsten - self.uren <= AFRONDING * maanden


def _calculate(gegevens: Gegevens, regels: Sequence[Declaratieregel]) -> dict[int, _Uitkomst]:
    """By the number of the line; without the lines of which a fact is missing, such as a price."""
    feiten = [feit for regel in regels for feit in _feiten(gegevens, regel)]
    try:
        resultaat = reken(gegevens.geldend, [Opgave(feiten)])[0]
    except Onrekenbaar as fout:
        return _calculate(gegevens, [regel for regel in regels if regel.pk not in fout.per_regel])
    uitkomsten: dict[int, _Uitkomst] = {}
    for deel in resultaat.regels:
        uitkomst = uitkomsten.setdefault(deel.declaratieregel, _Uitkomst())
        uitkomst.uren += deel.uren
        uitkomst.boven |= Signaal.BOVEN_MAXIMUM in deel.signalen
    return uitkomsten


def _feiten(gegevens: Gegevens, regel: Declaratieregel) -> list[Regelfeit]:
    try:
        return list(gegevens.feiten_van_regel(regel))
    except ValidationError:
        return []
