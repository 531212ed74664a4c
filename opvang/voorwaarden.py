"""What about a child or a location can keep a place from being paid: told at placing and at declaring.

Whether it is paid is up to the policy, which the room of subsidies reads. Sentences for a provider say no more of a
family than it must know.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from indicaties.models import Indicatie, Kind
from lib.periode import Periode
from opvang.models import Plaatsing
from organisaties.models import Locatie


def waarschuwingen(plaatsing: Plaatsing, dag: date) -> list[str]:
    """What needs a look about a placement on a day, each with what to do."""
    kind, locatie = plaatsing.kind, plaatsing.locatie
    zinnen = [departure_sentence(kind)] if kind.is_vertrokken_op(dag) else []
    if not locatie.has_ve_on(dag) and any(i.is_geldig_op(dag) for i in kind.indicaties.all()):
        zinnen.append(_zonder_ve(locatie, dag))
    return [*zinnen, _elders(locatie)] if locatie.buiten_gemeente else zinnen


def departure_sentence(kind: Kind) -> str:
    """That the child left, since when, and what to do; nothing for a child that lives here."""
    if kind.vertrokken_op is None:
        return ""
    return (
        f"{kind} is {kind.get_reden_vertrek_display().lower()}; de laatste dag in de gemeente is {kind.vertrokken_op:%d-%m-%Y}."
        " Geef geen plaats voor de dagen daarna, en beëindig een plaatsing die doorloopt. Vraag de gemeente of zij deze"
        " dagen nog betaalt."
    )


def _zonder_ve(locatie: Locatie, dag: date) -> str:
    return (
        f"{locatie} heeft op {dag:%d-%m-%Y} geen voorschoolse educatie (VE) in het LRK, terwijl dit kind een indicatie"
        " heeft. De gemeente betaalt dan niet uit het geld voor voorschoolse educatie. Kies een andere locatie of vraag"
        " het de gemeente."
    )


def _elders(locatie: Locatie) -> str:
    return f"{locatie} ligt in een andere gemeente. Vraag de gemeente of zij een plaats daar betaalt."


def days_after_departure(kind: Kind, actief: Periode) -> Periode | None:
    if kind.vertrokken_op is None:
        return None
    return Periode(kind.vertrokken_op + timedelta(days=1), date.max).overlap(actief)


def has_days_without_ve(locatie: Locatie, indicaties: Iterable[Indicatie], actief: Periode) -> bool:
    """Is there a day of the period on which an indication holds and the location has no VE registration?"""
    for indicatie in indicaties:
        deel = Periode(indicatie.geldig_van, indicatie.geldig_tot_en_met).overlap(actief)
        if deel is None or indicatie.is_ingetrokken:
            continue
        dagen = {deel.van} | {dag for dag in locatie.ve_wisseldagen if dag in deel}
        if not all(locatie.has_ve_on(dag) for dag in dagen):
            return True
    return False
