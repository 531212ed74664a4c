"""What the house must know of the ledger and the budget."""

from organisaties.landelijk.soorten import register_landelijk
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.grootboek.afsluiten.beletselen import open_eerdere_jaren, register_beletsel
from subsidies.grootboek.afsluiten.taken import taken as afsluittaken
from subsidies.grootboek.facturen.taken import open_facturen
from subsidies.grootboek.facturen.taken import taken as factuurtaken
from subsidies.grootboek.handelingen import Handeling
from subsidies.grootboek.landelijk import AFSLUITEN
from subsidies.models import (
    Activiteit,
    Begrotingspost,
    Boeking,
    Factuur,
    Grootboekrekening,
    Jaarafsluiting,
)


def register() -> None:
    register_menu(
        MenuRegel(500, "Grootboek", "subsidies:boeking_list", "Geld"),
        MenuRegel(510, "Facturen", "subsidies:factuur_list", "Geld"),
        MenuRegel(520, "Activiteiten", "subsidies:activiteit_list", "Geld"),
    )
    register_landelijk(AFSLUITEN)
    register_taken(factuurtaken)
    register_taken(afsluittaken)
    register_beletsel(open_eerdere_jaren)
    register_beletsel(open_facturen)
    register_handelingen(Handeling)
    register_objectnaam(Boeking, from_queryset(Boeking, _boeking))
    register_objectnaam(Begrotingspost, from_queryset(Begrotingspost, _begrotingspost))
    register_objectnaam(Activiteit, from_queryset(Activiteit, lambda a: f"activiteit {a.naam}"))
    register_objectnaam(Factuur, from_queryset(Factuur, lambda f: f"factuur {f.nummer}"))
    register_objectnaam(Grootboekrekening, from_queryset(Grootboekrekening, lambda r: f"rekening {r.code}"))
    register_objectnaam(Jaarafsluiting, from_queryset(Jaarafsluiting, str))
    register_statussen(
        Jaarafsluiting,
        {
            Jaarafsluiting.Status.PROPOSED: Nadruk.INFO,
            Jaarafsluiting.Status.CLOSED: Nadruk.GOED,
            Jaarafsluiting.Status.REOPENING: Nadruk.LET_OP,
            Jaarafsluiting.Status.WITHDRAWN: Nadruk.RUSTIG,
            Jaarafsluiting.Status.REOPENED: Nadruk.RUSTIG,
        },
    )
    register_statussen(
        Factuur,
        {
            Factuur.Status.PREPARED: Nadruk.INFO,
            Factuur.Status.AGREED: Nadruk.GOED,
            Factuur.Status.REFUSED: Nadruk.FOUT,
            Factuur.Status.REVERSED: Nadruk.RUSTIG,
        },
    )


def _boeking(boeking: Boeking) -> str:
    """Without its description: that is free text."""
    return f"boeking van {boeking.datum:%d-%m-%Y} ({boeking.get_soort_display().lower()})"


def _begrotingspost(post: Begrotingspost) -> str:
    return f"begroting {post.jaar}, {post.get_bron_display()}"
