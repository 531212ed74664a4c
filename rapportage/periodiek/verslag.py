"""The report of a quarter as a document. It leaves the building, so it tells of no small group."""

from lib.kleine_groepen import VERBORGEN
from lib.periode import kwartaal
from organisaties.hoofdstukken import Document
from rapportage import grafieken
from rapportage.inhoud import fill_aangemeld
from rapportage.periodiek.kwartaalrapport import Kwartaalrapport
from rapportage.uitgave import show_bereik, show_tellingen
from rapportage.verslag import bind

SJABLOON = "rapportage/pdf/kwartaal.html"


def make_kwartaalverslag(rapport: Kwartaalrapport) -> tuple[str, bytes]:
    """HTML and PDF."""
    bereik = show_bereik(rapport.bereik, volledig=False)
    vorig = show_bereik([rapport.bereik_vorig] if rapport.bereik_vorig else [], volledig=False)
    heel = all(stand.percentage != VERBORGEN for stand in bereik)
    context = {
        "rapport": rapport,
        "kwartaal": str(kwartaal(rapport.jaar, rapport.kwartaal)),
        "bereik": bereik,
        "bereik_vorig": vorig[0] if vorig and vorig[0].percentage != VERBORGEN else None,
        "houders": show_tellingen(rapport.houders, volledig=False),
        "grafiek_bereik": grafieken.draw_bereik(rapport.bereik, rapport.bereik_doel_pct) if heel else None,
        "grafiek_budget": grafieken.draw_budget(rapport.budget),
        "hoofdstukken": fill_aangemeld(Document.KWARTAAL, rapport.delen, volledig=False),
    }
    return bind(SJABLOON, context, titel=f"{rapport.titel}, gemeente {rapport.gemeente}", datum=rapport.datum)
