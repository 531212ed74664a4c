"""The own locations: what to place a child at."""

from opvang.api.gegevens import LOCATIE, write_locatie
from opvang.api.operatie import PAGINA, Antwoord, Vraag, list_of, operatie, page_of
from opvang.models import ApiToken
from organisaties.models import Locatie
from organisaties.rechten import Recht


@operatie(
    "GET",
    "/locaties",
    scope=ApiToken.Scope.READ,
    recht=Recht.LOCATIE_VIEW,
    samenvatting="De eigen locaties",
    uitvoer=list_of(LOCATIE, "Locaties", "locaties"),
    adres=PAGINA,
)
def locaties(vraag: Vraag) -> Antwoord:
    """Met het LRK-nummer waarmee u een kind plaatst."""
    eigen = Locatie.objects.for_gebruiker(vraag.door).order_by("naam", "pk")
    return page_of(vraag, eigen, write_locatie)[0]
