"""The country of origin of a family, to which parents can object (art. 25 UAVG)."""

from indicaties.models import Indicatiebesluit, Kind


def remove_herkomst(kind: Kind) -> int:
    """Take the grounds about the country of origin out of every decision (art. 25 UAVG); from how many.

    Called by who records the written objection of the parents; what the decision was, stays.
    """
    aantal = 0
    for besluit in Indicatiebesluit.objects.select_for_update(of=("self",)).filter(kind=kind):
        over = [grond for grond in besluit.gronden if not grond["is_herkomst"]]
        if len(over) < len(besluit.gronden):
            besluit.gronden = over
            besluit.save(update_fields=["gronden"])
            aantal += 1
    for indicatie in kind.indicaties.all():
        indicatie.criteria.remove(*indicatie.criteria.filter(is_herkomst=True))
    return aantal
