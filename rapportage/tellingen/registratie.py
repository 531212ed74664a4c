"""What the house must know of the counts."""

from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, VAN_GEMEENTE, register_tabellen
from rapportage.tellingen.models import Kindertelling


def register() -> None:
    register_objectnaam(Kindertelling, from_queryset(Kindertelling, str, "school"))
    register_tabellen({Kindertelling._meta.db_table: f"{VAN_GEMEENTE} AND {GEEN_HOUDER}"})
