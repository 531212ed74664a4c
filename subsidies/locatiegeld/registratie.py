"""What the house must know of amounts per location."""

from brieven.soorten import register_berichtsoort
from opvang.kwaliteit.doelgroep import register_doelgroepteller
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import (
    GEEN_HOUDER,
    HELE_HOUDER,
    VAN_GEMEENTE,
    VAN_HOUDER,
    register_tabellen,
    via,
)
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.locatiegeld import controle as controle
from subsidies.locatiegeld.actions import BERICHT_GOEDGEKEURD, BERICHT_GOEDKEUREN
from subsidies.locatiegeld.handelingen import Handeling
from subsidies.locatiegeld.taken import taken
from subsidies.locatiegeld.verklaring import count_per_locatie
from subsidies.models import Locatieberekening

VAN_BEREKENING = via("subsidies_locatieberekening", "locatieberekening_id")


def register() -> None:
    register_menu(MenuRegel(315, "Bedragen per locatie", "subsidies:locatiegeld_list", "Subsidie"))
    register_taken(taken)
    register_doelgroepteller(count_per_locatie)
    register_handelingen(Handeling)
    register_berichtsoort(
        BERICHT_GOEDKEUREN, "bedragen per locatie", "Er wachten bedragen per locatie op goedkeuring."
    )
    register_berichtsoort(
        BERICHT_GOEDGEKEURD, "bedragen per locatie", "Bedragen voor uw locaties zijn goedgekeurd."
    )
    # Of no child, but of the money of one provider.
    register_tabellen(
        {
            "subsidies_locatieberekening": (
                f"{VAN_GEMEENTE} AND {HELE_HOUDER} AND ({GEEN_HOUDER} OR {VAN_HOUDER})"
            ),
            "subsidies_locatieregel": VAN_BEREKENING,
            "subsidies_locatieherziening": f"{GEEN_HOUDER} AND {VAN_BEREKENING}",
        }
    )
    register_statussen(
        Locatieberekening,
        {
            Locatieberekening.Status.CALCULATED: Nadruk.INFO,
            Locatieberekening.Status.APPROVED: Nadruk.GOED,
            Locatieberekening.Status.REJECTED: Nadruk.FOUT,
            Locatieberekening.Status.REPLACED: Nadruk.RUSTIG,
        },
    )
    register_objectnaam(
        Locatieberekening,
        from_queryset(Locatieberekening, lambda b: f"bedragen per locatie {b.jaar}, {b.houder}", "houder"),
    )
