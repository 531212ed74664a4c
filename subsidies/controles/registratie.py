"""What the house must know of the check of the books."""

from importlib import import_module

from organisaties.landelijk.soorten import register_landelijk
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.taken import register_taken
from subsidies.controles.handelingen import Handeling
from subsidies.controles.landelijk import BOEKEN
from subsidies.controles.taken import taken

# What must always be true registers itself when it is read.
REGELS = (
    "subsidies.grootboek.controle",
    "subsidies.berekeningen.controle",
    "subsidies.berekeningen.boekcontrole",
)


def register() -> None:
    register_menu(MenuRegel(650, "Controle", "subsidies:controle_list"))
    register_landelijk(BOEKEN)
    register_taken(taken)
    register_handelingen(Handeling)
    for module in REGELS:
        import_module(module)
