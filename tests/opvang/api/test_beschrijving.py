"""The OpenAPI description, and the rules of NLGov for a REST API that can be checked in it."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from opvang.api.openapi import description
from opvang.api.operatie import OPERATIES, VERSIE
from opvang.management.commands.api_doc import BESTAND, as_text

BESCHRIJVING = description()
METHODEN = {"get", "post", "put", "patch", "delete", "head", "options"}
MEERVOUD = re.compile(r"[a-z-]+(s|en)$")


def operaties() -> list[tuple[str, str, dict[str, Any]]]:
    return [(pad, m, o) for pad, per in BESCHRIJVING["paths"].items() for m, o in per.items()]


def test_the_description_in_docs_is_the_one_that_is_served(client: Client) -> None:
    """`manage.py api_doc` writes it."""
    assert (settings.BASE_DIR / BESTAND).read_text() == as_text()
    antwoord = client.get("/api/v1/openapi.json")
    assert antwoord.json() == json.loads(as_text())
    assert (antwoord["API-Version"], antwoord["Access-Control-Allow-Origin"]) == (VERSIE, "*")


def test_it_is_openapi_3_1_with_a_full_version_and_somebody_to_ask() -> None:
    """/core/doc-openapi, /core/semver and the fields of the contact."""
    assert BESCHRIJVING["openapi"] == "3.1.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+", BESCHRIJVING["info"]["version"])
    assert all(BESCHRIJVING["info"]["contact"][veld] for veld in ("name", "url", "email"))


def test_the_major_version_stands_in_the_address() -> None:
    """/core/uri-version"""
    assert [re.search(r"/v(\d+)$", server["url"]) is not None for server in BESCHRIJVING["servers"]] == [True]
    assert BESCHRIJVING["servers"][0]["url"] == f"/api/v{VERSIE.split('.')[0]}"


def test_an_address_has_no_slash_at_the_end_and_names_things_in_the_plural() -> None:
    """/core/no-trailing-slash, /core/naming-collections, /core/path-segments in kebab-case"""
    for pad in BESCHRIJVING["paths"]:
        assert not pad.endswith("/")
        delen = [deel for deel in pad.split("/") if deel and not deel.startswith("{")]
        assert all(MEERVOUD.fullmatch(deel) for deel in delen if deel != "openapi.json"), pad
    assert "/openapi.json" in BESCHRIJVING["paths"]


@pytest.mark.parametrize(
    ("pad", "methode", "operatie"), operaties(), ids=lambda x: x if isinstance(x, str) else ""
)
def test_every_operation_keeps_the_rules(pad: str, methode: str, operatie: dict[str, Any]) -> None:
    """/core/http-methods, /core/version-header, /core/error-handling/problem-details"""
    assert methode in METHODEN
    assert operatie["summary"]
    assert operatie["operationId"]
    assert operatie["tags"][0] in {tag["name"] for tag in BESCHRIJVING["tags"]}
    for status, antwoord in operatie["responses"].items():
        if "$ref" in antwoord:
            antwoord = BESCHRIJVING["components"]["responses"][antwoord["$ref"].split("/")[-1]]
            assert list(antwoord["content"]) == ["application/problem+json"]
        assert antwoord["headers"]["API-Version"]
        assert int(status) >= 200
    if pad != "/openapi.json":
        assert {"401", "403", "422", "429"} <= operatie["responses"].keys()
    assert (methode == "post") == any(p["name"] == "Idempotency-Key" for p in operatie["parameters"])


def test_every_name_is_used_once() -> None:
    namen = [operatie["operationId"] for _, _, operatie in operaties()]
    assert len(set(namen)) == len(namen)
    adressen = [(o.pad, o.methode) for o in OPERATIES]
    assert len(set(adressen)) == len(adressen)


def test_every_reference_leads_somewhere() -> None:
    tekst = json.dumps(BESCHRIJVING)
    for soort, naam in re.findall(r'"#/components/(\w+)/([\w-]+)"', tekst):
        assert naam in BESCHRIJVING["components"][soort], naam


def test_neither_bsn_nor_address_of_a_child_has_a_field() -> None:
    namen = re.findall(r'"(\w+)": \{', json.dumps(BESCHRIJVING["components"]["schemas"]))
    assert not {naam.lower() for naam in namen} & {
        "bsn",
        "postcode",
        "adres",
        "huisnummer",
        "straat",
        "inkomen",
    }
