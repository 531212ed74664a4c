"""What the house must know of reviews."""

from indicaties.wijzigingen import register_luisteraars
from organisaties.landelijk.soorten import register_landelijk
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import HELE_HOUDER, register_tabellen, via
from organisaties.taken import register_taken
from subsidies.gebeurtenissen import register_bij_goedkeuring, register_bij_regeling
from subsidies.grootboek.afsluiten.beletselen import register_beletsel
from subsidies.herzieningen.handelingen import Handeling
from subsidies.herzieningen.landelijk import HERZIENING
from subsidies.herzieningen.luisteren import on_gemeente, on_goedkeuring, on_kind
from subsidies.herzieningen.taken import open_herzieningen, taken
from subsidies.models import Herziening


def register() -> None:
    register_menu(MenuRegel(320, "Herzieningen", "subsidies:herziening_list", "Subsidie"))
    register_landelijk(HERZIENING)
    register_taken(taken)
    register_beletsel(open_herzieningen)
    register_handelingen(Handeling)
    register_tabellen(
        {
            "subsidies_herziening": f"{HELE_HOUDER} AND {via('subsidies_berekening', 'berekening_id')}",
            "subsidies_herzieningsregel": via("subsidies_herziening", "herziening_id"),
        }
    )
    register_objectnaam(
        Herziening,
        from_queryset(
            Herziening,
            lambda h: f"herziening van {h.berekening.declaratie}",
            "berekening__declaratie__houder",
        ),
    )
    register_luisteraars(on_kind, on_gemeente)
    register_bij_goedkeuring(on_goedkeuring)
    register_bij_regeling(on_gemeente)
