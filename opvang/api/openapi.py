"""The OpenAPI 3.1 description, made out of the operations themselves."""

from http import HTTPStatus
from typing import Any

from django.conf import settings

from opvang.api.fouten import TITELS
from opvang.api.operatie import BASIS, OPERATIES, VERSIE, Operatie
from opvang.api.schema import Veld
from opvang.models import ApiToken

_UITLEG = """\
Voor de planningssoftware van een houder van kinderopvang: verwezen kinderen, plaatsingen en afspraken, urendeclaraties en
subsidiebedragen. De beheerder van de houder maakt een sleutel op de pagina ‘Koppelingen’. Alles wat de software doet,
gebeurt in naam van die beheerder, met dezelfde regels als op de schermen. Er staat geen BSN en geen adres van een kind in.

Uren zijn getallen met hoogstens twee decimalen, geld is een heel getal in centen, een dag is jjjj-mm-dd. Bij elke POST hoort
een kop Idempotency-Key."""


def description() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "VVE-administratie voor planningssoftware",
            "version": VERSIE,
            "description": _UITLEG,
            "contact": settings.API_CONTACT,
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        },
        "servers": [{"url": BASIS, "description": "Deze installatie"}],
        "security": [{"sleutel": []}],
        "tags": [{"name": naam, "description": uitleg} for naam, uitleg in sorted(TAGS.items())],
        "paths": _paths() | {"/openapi.json": {"get": _of_itself()}},
        "components": {
            "securitySchemes": {
                "sleutel": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Wat een sleutel mag: "
                    + "; ".join(f"{scope.value}: {scope.label}" for scope in ApiToken.Scope),
                }
            },
            "headers": {"API-Version": _VERSION_HEADER},
            "schemas": _schemas(),
            "responses": {
                f"Fout{int(status)}": _problem(TITELS[status])
                for status in ALTIJD + BIJ_EEN_DING + BIJ_WIJZIGEN
            },
        },
    }


TAGS = {
    "locaties": "De eigen locaties",
    "groepen": "De groepen van een locatie, en welke kinderen erin zitten",
    "verwijzingen": "Kinderen die naar de houder zijn verwezen",
    "plaatsingen": "Kinderen met een plaats, en de afspraken",
    "urendeclaraties": "Uren per tijdvak, signalen en bedragen",
    "beschrijving": "Deze beschrijving",
}
# What can go wrong: with everything, with one thing that may not be there, and with what changes something.
ALTIJD = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
BIJ_EEN_DING = (HTTPStatus.NOT_FOUND,)
BIJ_WIJZIGEN = (HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
_VERSION_HEADER = {
    "description": "De volledige versie van de API.",
    "schema": {"type": "string", "examples": [VERSIE]},
}
_HEADERS = {"API-Version": {"$ref": "#/components/headers/API-Version"}}


def _paths() -> dict[str, dict[str, Any]]:
    paden: dict[str, dict[str, Any]] = {}
    for operatie in OPERATIES:
        paden.setdefault(operatie.pad, {})[operatie.methode.lower()] = _operation(operatie)
    return dict(sorted(paden.items()))


def _operation(operatie: Operatie) -> dict[str, Any]:
    som: dict[str, Any] = {
        "operationId": operatie.naam,
        "summary": operatie.samenvatting,
        "description": f"{operatie.uitleg} Nodig: {operatie.scope.value}.",
        "tags": [operatie.pad.split("/")[1]],
        "parameters": _parameters(operatie),
        "responses": _responses(operatie),
    }
    if operatie.is_bestand:
        bestand = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
        som["requestBody"] = {"required": True, "content": dict.fromkeys(operatie.soorten, bestand)}
    elif operatie.invoer is not None:
        verwijzing = {"$ref": f"#/components/schemas/{operatie.invoer.naam}"}
        som["requestBody"] = {"required": True, "content": {"application/json": {"schema": verwijzing}}}
    return som


def _parameters(operatie: Operatie) -> list[dict[str, Any]]:
    parameters = [
        {
            "name": deel[1:-1],
            "in": "path",
            "required": True,
            "description": "Het id, zoals het in een lijst staat.",
            "schema": {"type": "integer"},
        }
        for deel in operatie.pad.split("/")
        if deel.startswith("{")
    ]
    parameters += [_query(naam, veld) for naam, veld in operatie.adres.items()]
    if operatie.methode == "POST":
        parameters.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "Een eigen kenmerk van deze vraag, zoals een UUID. Twee dagen lang geeft hetzelfde kenmerk"
                " hetzelfde antwoord.",
                "schema": {"type": "string", "maxLength": 128},
            }
        )
    return parameters


def _query(naam: str, veld: Veld) -> dict[str, Any]:
    schema = veld.as_json()
    return {
        "name": naam,
        "in": "query",
        "required": False,
        "description": schema.pop("description"),
        "schema": schema,
    }


def _responses(operatie: Operatie) -> dict[str, Any]:
    koppen: dict[str, Any] = dict(_HEADERS)
    if operatie.status == HTTPStatus.CREATED:
        koppen["Location"] = {
            "description": "Waar het nieuwe te vinden is.",
            "schema": {"type": "string"},
        }
    goed = {
        "description": operatie.uitvoer.omschrijving,
        "headers": koppen,
        "content": {
            "application/json": {"schema": {"$ref": f"#/components/schemas/{operatie.uitvoer.naam}"}}
        },
    }
    fouten = [*ALTIJD]
    if "{" in operatie.pad:
        fouten += BIJ_EEN_DING
    if operatie.methode != "GET":
        fouten += BIJ_WIJZIGEN
    verwijzingen = {str(int(f)): {"$ref": f"#/components/responses/Fout{int(f)}"} for f in sorted(fouten)}
    return {str(int(operatie.status)): goed} | verwijzingen


def _problem(titel: str) -> dict[str, Any]:
    return {
        "description": titel,
        "headers": _HEADERS,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}},
    }


def _schemas() -> dict[str, Any]:
    schemas = [schema for operatie in OPERATIES for schema in (operatie.uitvoer, operatie.invoer) if schema]
    delen = {deel.naam: deel.as_json() for schema in schemas for deel in schema.parts()}
    return dict(sorted({**delen, "Probleem": _PROBLEM, "Veldfout": _FIELD}.items()))


_FIELD = {
    "type": "object",
    "description": "Wat er mis is, en waar.",
    "properties": {
        "plek": {
            "type": "string",
            "description": "JSON Pointer in wat u stuurde, of de naam van de parameter.",
        },
        "zin": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
    },
    "required": ["plek", "zin"],
}
_PROBLEM = {
    "type": "object",
    "description": "Waarom het niet lukte (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
        "fouten": {"type": "array", "items": {"$ref": "#/components/schemas/Veldfout"}},
    },
    "required": ["type", "title", "status", "detail"],
}


def _of_itself() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "De beschrijving van deze API",
        "description": "OpenAPI 3.1. Zonder sleutel op te vragen.",
        "tags": ["beschrijving"],
        "security": [],
        "parameters": [],
        "responses": {
            "200": {
                "description": "De beschrijving",
                "headers": _HEADERS,
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }
