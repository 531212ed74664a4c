"""What the house must know of the quality of locations."""

from brieven.soorten import register_berichtsoort
from opvang.kwaliteit.actions import BERICHT_TERUG
from opvang.kwaliteit.handelingen import Handeling
from opvang.kwaliteit.hoofdstuk import HOOFDSTUK
from opvang.kwaliteit.instellingen import KWALITEIT_WEKEN
from opvang.kwaliteit.taken import taken
from opvang.models import Ggdinspectie, Kwaliteitsblad
from organisaties.hoofdstukken import register_hoofdstuk
from organisaties.instellingen import register_instelling
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken


def register() -> None:
    register_menu(MenuRegel(212, "Kwaliteit", "opvang:kwaliteit_list", "Opvang"))
    register_taken(taken)
    register_handelingen(Handeling)
    register_instelling(KWALITEIT_WEKEN)
    register_hoofdstuk(HOOFDSTUK)
    register_berichtsoort(
        BERICHT_TERUG, "een kwaliteitsblad", "Een kwaliteitsblad van uw organisatie is teruggestuurd."
    )
    for model in (Kwaliteitsblad, Ggdinspectie):
        register_objectnaam(model, from_queryset(model, str, "locatie"))
    register_statussen(
        Kwaliteitsblad,
        {
            Kwaliteitsblad.Status.DRAFT: Nadruk.RUSTIG,
            Kwaliteitsblad.Status.SUBMITTED: Nadruk.INFO,
            Kwaliteitsblad.Status.RETURNED: Nadruk.LET_OP,
            Kwaliteitsblad.Status.AGREED: Nadruk.GOED,
            Kwaliteitsblad.Status.REPLACED: Nadruk.RUSTIG,
        },
    )
