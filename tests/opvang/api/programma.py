"""A program that talks to the API, and the world in which it does."""

import json
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from opvang.actions.apitokens import make_apitoken
from opvang.models import ApiToken
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory

ALLES = tuple(ApiToken.Scope.values)
_kenmerken = count(1)


def beheerder_van(houder: Organisatie, **anders: Any) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, organisatie=houder, **anders)
    return gebruiker


def sleutel_voor(
    beheerder: Gebruiker, scopes: tuple[str, ...] = ALLES, tot: date | None = None, naam: str = "Planner"
) -> str:
    tot = tot or timezone.localdate() + timedelta(days=30)
    return make_apitoken(naam=naam, scopes=scopes, geldig_tot_en_met=tot, door=beheerder, op=timezone.now())[
        1
    ]


class Programma:
    """Sends JSON with a key; a new Idempotency-Key each time unless told otherwise."""

    def __init__(self, sleutel: str) -> None:
        self.client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {sleutel}"})

    def get(self, pad: str, **adres: Any) -> Any:
        return self.client.get(f"/api/v1{pad}", adres)

    def post(self, pad: str, inhoud: Any = None, kenmerk: str | None = None) -> Any:
        return self.client.post(
            f"/api/v1{pad}",
            b"" if inhoud is None else json.dumps(inhoud),
            content_type="application/json",
            headers={"Idempotency-Key": kenmerk or f"kenmerk-{next(_kenmerken)}"},
        )

    def patch(self, pad: str, inhoud: Any) -> Any:
        return self.client.patch(f"/api/v1{pad}", json.dumps(inhoud), content_type="application/json")

    def send_file(self, pad: str, inhoud: bytes, soort: str = "text/csv") -> Any:
        return self.client.post(
            f"/api/v1{pad}",
            inhoud,
            content_type=soort,
            headers={"Idempotency-Key": f"kenmerk-{next(_kenmerken)}"},
        )


def fouten(antwoord: Any) -> dict[str, str]:
    """Where, and what; of an answer that is a problem in Dutch."""
    assert antwoord["Content-Type"] == "application/problem+json"
    inhoud = antwoord.json()
    assert (inhoud["status"], inhoud["type"]) == (antwoord.status_code, "about:blank")
    return {fout["plek"]: fout["zin"] for fout in inhoud.get("fouten", [])}
