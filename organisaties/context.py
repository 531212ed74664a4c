"""The navigation: what the role may open, in the order of the work."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from organisaties.rechten import Recht

# label, name of the url, right that opens it; of two lines with the same label the first that may be opened counts
MENU = (
    ("Start", "home", Recht.HOME_VIEW),
    ("Kinderen", "indicaties:kind_list", Recht.KIND_VIEW),
    ("Plaatsingen", "opvang:plaatsing_list", Recht.PLAATSING_VIEW),
    ("Locaties", "opvang:locatie_list", Recht.LOCATIE_VIEW),
    ("Declaraties", "opvang:declaratie_list", Recht.DECLARATIE_SUBMIT),
    ("Declaraties", "subsidies:declaratie_list", Recht.DECLARATIE_VIEW),
    ("Berekeningen", "subsidies:berekening_list", Recht.BEREKENING_VIEW),
    ("Regelingen", "subsidies:regeling_list", Recht.REGELING_VIEW),
    ("Scenario's", "subsidies:scenario", Recht.SCENARIO_VIEW),
    ("Grootboek", "subsidies:boeking_list", Recht.BOEKING_VIEW),
    ("Monitor", "rapportage:monitor", Recht.MONITOR_VIEW),
    ("Verantwoording", "rapportage:verantwoording_list", Recht.VERANTWOORDING_VIEW),
    ("Gebruikers", "organisaties:gebruiker_list", Recht.GEBRUIKER_MANAGE),
    ("Logboek", "organisaties:audit_list", Recht.AUDIT_VIEW),
    ("Rechten", "organisaties:rechten", Recht.RECHTEN_VIEW),
)


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    actief: bool


def menu(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.heeft_toekenning:
        return {"menu": []}
    items: list[MenuItem] = []
    for label, naam, recht in MENU:
        if user.has_recht(recht) and label not in {item.label for item in items}:
            url = reverse(naam)
            actief = request.path == url or (url != "/" and request.path.startswith(url))
            items.append(MenuItem(label, url, actief))
    return {"menu": items}
