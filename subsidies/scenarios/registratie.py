"""What the house must know of the scenarios."""

from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from subsidies.scenarios.handelingen import Handeling


def register() -> None:
    register_menu(MenuRegel(410, "Scenario's", "subsidies:scenario", "Subsidie"))
    register_handelingen(Handeling)
