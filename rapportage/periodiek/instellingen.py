"""When a municipality has its reports made by themselves. Nothing until it chooses: nobody gets mail unasked."""

from organisaties.instellingen import Instellingsoort

_BRON = "Uit, totdat de gemeente kiest"
KWARTAALRAPPORT = Instellingsoort(
    "kwartaalrapport_dagen",
    "Kwartaalrapport vanzelf maken",
    "dagen na het kwartaal",
    "Zoveel dagen na het einde van een kwartaal wordt het kwartaalrapport gemaakt, en krijgen beleidsmedewerker en "
    "budgethouder een bericht. 0 is nooit.",
    0,
    80,
    0,
    _BRON,
)
EVALUATIE = Instellingsoort(
    "evaluatie_maand",
    "Jaarlijkse evaluatie vanzelf maken",
    "(maand)",
    "In deze maand, 1 is januari en 12 december, wordt de evaluatie over het jaar ervoor gemaakt, en krijgen "
    "beleidsmedewerker en budgethouder een bericht. 0 is nooit.",
    0,
    12,
    0,
    _BRON,
)
