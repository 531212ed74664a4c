"""The navigation: what the role may open, in the order of the work."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from organisaties.rechten import Recht

# label, name of the url, right that opens it
MENU = (
    ("Start", "home", Recht.HOME_VIEW),
    ("Kinderen", "indicaties:kind_list", Recht.KIND_VIEW),
    ("Plaatsingen", "opvang:plaatsing_list", Recht.PLAATSING_VIEW),
    ("Locaties", "opvang:locatie_list", Recht.LOCATIE_VIEW),
    ("Declaraties", "opvang:declaratie_list", Recht.DECLARATIE_SUBMIT),
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
    items = []
    for label, naam, recht in MENU:
        if user.has_recht(recht):
            url = reverse(naam)
            actief = request.path == url or (url != "/" and request.path.startswith(url))
            items.append(MenuItem(label, url, actief))
    return {"menu": items}
