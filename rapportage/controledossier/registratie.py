"""What the house must know of the check of a year."""

from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, VAN_GEMEENTE, register_tabellen, via
from rapportage.controledossier.models import Bevinding, Trekking, Trekkingspost


def register() -> None:
    for model in (Trekking, Bevinding):
        register_objectnaam(model, from_queryset(model, str))
        register_tabellen({model._meta.db_table: f"{VAN_GEMEENTE} AND {GEEN_HOUDER}"})
    register_tabellen(
        {Trekkingspost._meta.db_table: f"{GEEN_HOUDER} AND {via('rapportage_trekking', 'trekking_id')}"}
    )
