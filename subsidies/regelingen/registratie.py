"""What the house must know of the policies."""

from opvang.klassen import register_klassen
from opvang.regelkolommen import register_werkelijk
from opvang.ritme import register_ritme
from opvang.vragen import register_vragen
from opvang.weken import register_weken
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.models import Subsidieregeling
from subsidies.regelingen.handelingen import Handeling
from subsidies.regelingen.klassen import read_klassen
from subsidies.regelingen.taken import taken
from subsidies.regelingen.vragen import counts_werkelijk, read_ritmes, read_vragen, read_weken


def register() -> None:
    register_menu(MenuRegel(400, "Regelingen", "subsidies:regeling_list", "Subsidie"))
    register_taken(taken)
    register_klassen(read_klassen)
    register_vragen(read_vragen)
    register_ritme(read_ritmes)
    register_weken(read_weken)
    register_werkelijk(counts_werkelijk)
    register_handelingen(Handeling)
    register_statussen(
        Subsidieregeling,
        {
            Subsidieregeling.Status.DRAFT: Nadruk.RUSTIG,
            Subsidieregeling.Status.PROPOSED: Nadruk.INFO,
            Subsidieregeling.Status.ADOPTED: Nadruk.GOED,
            Subsidieregeling.Status.REPLACED: Nadruk.RUSTIG,
        },
    )
    register_objectnaam(
        Subsidieregeling, from_queryset(Subsidieregeling, lambda regeling: f"regeling {regeling}")
    )
