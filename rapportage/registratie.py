"""What the house must know of the reports besides that of the Rijk."""

from brieven.soorten import register_berichtsoort
from organisaties.instellingen import register_instelling
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, VAN_GEMEENTE, register_tabellen
from rapportage.opmerkingen.models import Verslagopmerking
from rapportage.periodiek.berichten import SOORT
from rapportage.periodiek.instellingen import EVALUATIE, KWARTAALRAPPORT
from rapportage.periodiek.models import Periodiekverslag


def register() -> None:
    register_instelling(KWARTAALRAPPORT, EVALUATIE)
    register_berichtsoort(*SOORT)
    for model in (Verslagopmerking, Periodiekverslag):
        register_objectnaam(model, from_queryset(model, str))
        register_tabellen({model._meta.db_table: f"{VAN_GEMEENTE} AND {GEEN_HOUDER}"})
