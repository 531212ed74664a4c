"""What the house must know of results."""

from indicaties.dubbel.verhuizing import Verhuizing, register_verhuizing
from indicaties.kindpagina import register_deel
from indicaties.models import Kind
from lib.weergave import datum
from opvang.models import EigenSchaal, Resultaatmeting
from opvang.resultaten.bewaren import BEWAREN
from opvang.resultaten.handelingen import Handeling
from opvang.resultaten.kindpagina import resultaten_deel
from opvang.resultaten.taken import taken
from organisaties.instellingen import register_instelling
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rechten import Recht
from organisaties.taken import register_taken


def register() -> None:
    register_menu(MenuRegel(205, "Resultaten", "opvang:resultaat_list", "Opvang"))
    register_taken(taken)
    register_handelingen(Handeling)
    register_instelling(BEWAREN)
    register_deel(resultaten_deel)
    register_objectnaam(
        Resultaatmeting,
        from_queryset(Resultaatmeting, lambda m: f"resultaat van kind {m.kind.pseudoniem} ({m})", "kind"),
    )
    register_objectnaam(EigenSchaal, from_queryset(EigenSchaal, lambda s: f"schaal {s}"))
    register_verhuizing(
        Verhuizing(
            Resultaatmeting,
            "Resultaten",
            lambda meting: f"bij {meting.locatie} op {datum(meting.datum)}",
            samen=("locatie",),
            weigert=_both_measured,
            recht=Recht.RESULTAAT_MANAGE,
        )
    )


def _both_measured(blijft: Kind, vervalt: Kind) -> list[str]:
    """Which of two counts, only the provider knows."""
    metingen = Resultaatmeting.objects.current().select_related("locatie__houder")
    eigen = list(metingen.filter(kind=blijft.pk))
    return [
        f"Beide dossiers hebben bij {ander.locatie} een resultaat van {datum(ander.datum)} of van hetzelfde moment. Vraag "
        f"{ander.locatie.houder} om één van de twee in te trekken."
        for ander in metingen.filter(kind=vervalt.pk)
        if any(_same(een, ander) for een in eigen)
    ]


def _same(een: Resultaatmeting, ander: Resultaatmeting) -> bool:
    eenmalig = een.moment != Resultaatmeting.Moment.HALFWAY and een.moment == ander.moment
    return een.locatie_id == ander.locatie_id and (eenmalig or een.datum == ander.datum)
