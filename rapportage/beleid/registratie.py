"""What the house must know of a year of policy."""

from organisaties.instellingen import register_instelling
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, VAN_GEMEENTE, register_tabellen
from organisaties.taken import register_taken
from rapportage.beleid.instellingen import CASUSOVERLEG, WERKGROEP
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg
from rapportage.beleid.taken import taken


def register() -> None:
    register_taken(taken)
    register_instelling(WERKGROEP, CASUSOVERLEG)
    for model in (Beleidsafspraak, Beleidsactie, Beleidsoverleg):
        register_objectnaam(model, from_queryset(model, str))
        register_tabellen({model._meta.db_table: f"{VAN_GEMEENTE} AND {GEEN_HOUDER}"})
