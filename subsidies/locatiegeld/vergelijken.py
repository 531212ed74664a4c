"""Every approved calculation of amounts per location beside what today's facts and policies give."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lib.geld import euro, uren
from lib.weergave import getal
from organisaties.models import Gemeente, Locatie
from subsidies.locatiegeld.actions import current_policy, is_same
from subsidies.locatiegeld.rekenen import as_regel, reken_houder
from subsidies.models import Bedragsoort, Locatieberekening, Locatieherziening, Locatieregel

Plek = tuple[int, str]  # location, kind of amount


@transaction.atomic
def check_locatiegeld(*, gemeente: Gemeente, op: datetime) -> int:
    """Bring the list of what is no longer true up to date; how many differ."""
    geldig = Locatieberekening.objects.in_force().filter(gemeente=gemeente)
    anders = [
        berekening
        for berekening in geldig.select_related("regeling__gemeente").order_by("pk")
        if _check(berekening, op)
    ]
    Locatieherziening.objects.filter(locatieberekening__gemeente=gemeente).exclude(
        locatieberekening__in=anders
    ).delete()
    return len(anders)


def _check(berekening: Locatieberekening, op: datetime) -> bool:
    """Notes the difference, if there is one: amounts, or the counts or policy behind an amount that stays the same."""
    regeling = current_policy(berekening.regeling)
    resultaat = reken_houder(regeling, berekening.houder_id, berekening.jaar)
    if is_same(berekening, regeling, resultaat):
        return False
    wordt = [as_regel(berekening, i, *post) for i, post in enumerate(resultaat.posten)]
    redenen = explain_verschil(list(berekening.regels.all()), wordt)
    Locatieherziening.objects.update_or_create(
        locatieberekening=berekening,
        defaults={"wordt_centen": resultaat.totaal, "redenen": redenen},
        create_defaults={"wordt_centen": resultaat.totaal, "redenen": redenen, "gevonden_op": op},
    )
    return True


def explain_verschil(was: Iterable[Locatieregel], wordt: Iterable[Locatieregel]) -> list[str]:
    """A sentence per location and kind of amount that differs."""
    oud, nieuw = _per_plek(was), _per_plek(wordt)
    namen = Locatie.objects.in_bulk({locatie for locatie, _ in oud | nieuw})
    zinnen = [
        f"{namen[locatie]}: {Bedragsoort(soort).label.lower()} was {_tell(oud[locatie, soort])} en wordt"
        f" {_tell(nieuw[locatie, soort])}."
        for locatie, soort in sorted(oud | nieuw, key=lambda plek: (namen[plek[0]].naam, plek))
        if oud[locatie, soort] != nieuw[locatie, soort]
    ]
    return zinnen or ["De bedragen blijven gelijk; de tellingen of de regeling zijn wel veranderd."]


def _per_plek(regels: Iterable[Locatieregel]) -> defaultdict[Plek, tuple[int, int]]:
    """Hundredths of what was counted, and cents."""
    som: defaultdict[Plek, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for regel in regels:
        geteld, centen = som[regel.locatie_id, regel.soort]
        som[regel.locatie_id, regel.soort] = (
            geteld + regel.aantal_honderdsten,
            centen + regel.bedrag_centen,
        )
    return som


def _tell(telling: tuple[int, int]) -> str:
    honderdsten, centen = telling
    heel = getal(honderdsten // 100) if honderdsten % 100 == 0 else uren(honderdsten)
    return f"{heel} keer, samen {euro(centen)}"
