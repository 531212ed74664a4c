"""What the house must know of children in groups."""

from indicaties.dubbel.verhuizing import Verhuizing, register_verhuizing
from indicaties.models import Kind
from lib.weergave import datum
from opvang.indeling.handelingen import Handeling
from opvang.indeling.taken import taken
from opvang.models import Groepsindeling
from organisaties.loghandeling import register_handelingen
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rechten import Recht
from organisaties.taken import register_taken


def register() -> None:
    register_taken(taken)
    register_handelingen(Handeling)
    register_objectnaam(
        Groepsindeling,
        from_queryset(
            Groepsindeling, lambda i: f"kind {i.kind.pseudoniem} in groep {i.groep}", "kind", "groep"
        ),
    )
    register_verhuizing(
        Verhuizing(
            Groepsindeling,
            "Groepen",
            lambda i: f"{i.groep} van {i.groep.locatie} vanaf {datum(i.vanaf)}",
            samen=("groep__locatie",),
            recht=Recht.PLAATSING_VIEW,
            achter=_same_groep,
        )
    )


def _same_groep(blijft: Kind, vervalt: Kind) -> set[int]:
    """What the other file says too."""
    geldig = Groepsindeling.objects.current()
    eigen = set(geldig.filter(kind=blijft.pk).values_list("groep", "vanaf"))
    dubbel = geldig.filter(kind=vervalt.pk).values_list("pk", "groep", "vanaf")
    return {pk for pk, groep, vanaf in dubbel if (groep, vanaf) in eigen}
