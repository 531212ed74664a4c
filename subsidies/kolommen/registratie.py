"""What the house must know of the five columns."""

from organisaties.landelijk.soorten import register_landelijk
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, VAN_GEMEENTE, register_tabellen
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.gebeurtenissen import register_bij_geld, register_bij_locatiegeld
from subsidies.kolommen import controle as controle
from subsidies.kolommen.handelingen import Handeling
from subsidies.kolommen.landelijk import KOLOMMEN
from subsidies.kolommen.luisteren import on_geld, on_locatiegeld
from subsidies.kolommen.taken import taken
from subsidies.models import Kolommenstand


def register() -> None:
    register_menu(MenuRegel(545, "Vijf kolommen", "subsidies:kolommen", "Geld"))
    register_landelijk(KOLOMMEN)
    register_taken(taken)
    register_handelingen(Handeling)
    register_tabellen({"subsidies_kolommenstand": f"{GEEN_HOUDER} AND {VAN_GEMEENTE}"})
    register_statussen(
        Kolommenstand,
        {
            Kolommenstand.Status.EQUAL: Nadruk.GOED,
            Kolommenstand.Status.RUNNING: Nadruk.INFO,
            Kolommenstand.Status.TO_DO: Nadruk.LET_OP,
        },
    )
    register_objectnaam(Kolommenstand, from_queryset(Kolommenstand, str, "organisatie", "kind"))
    register_bij_geld(on_geld)
    register_bij_locatiegeld(on_locatiegeld)
