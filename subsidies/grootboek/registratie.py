"""What the house must know of the ledger and the budget."""

from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Begrotingspost, Boeking


def register() -> None:
    register_menu(MenuRegel(500, "Grootboek", "subsidies:boeking_list", "Subsidie"))
    register_handelingen(Handeling)
    register_objectnaam(Boeking, from_queryset(Boeking, _boeking))
    register_objectnaam(Begrotingspost, from_queryset(Begrotingspost, _begrotingspost))


def _boeking(boeking: Boeking) -> str:
    """Without its description: that is free text."""
    return f"boeking van {boeking.datum:%d-%m-%Y} ({boeking.get_soort_display().lower()})"


def _begrotingspost(post: Begrotingspost) -> str:
    return f"begroting {post.jaar}, {post.get_bron_display()}"
