"""What production refuses and what it sends, with the real settings in a process of its own."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
GOED = {
    "DATABASE_URL": "postgres://vve_app:x@db/vve",
    "DATABASE_BEHEER_URL": "postgres://vve_beheer:x@db/vve",
    "DATABASE_OWNER_URL": "postgres://vve_owner:x@db/vve",
    "REDIS_URL": "redis://redis/0",
    "SECRET_KEY": "Zo-lang-en-willekeurig-als-een-echt-geheim-hoort-te-zijn-7r4q",
    "BSN_KEY": base64.b64encode(bytes(range(32))).decode(),
    "ALLOWED_HOSTS": "vve.putten.test",
    "SECURITY_CONTACT": "mailto:beveiliging@putten.test",
}


def run(*args: str, **anders: str | None) -> "subprocess.CompletedProcess[str]":
    omgeving = {"PATH": os.environ["PATH"]} | GOED | anders
    return subprocess.run(
        [sys.executable, *args],
        env={naam: waarde for naam, waarde in omgeving.items() if waarde is not None},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deploy_check_of_production_is_clean() -> None:
    uitvoer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (uitvoer.returncode, uitvoer.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), uitvoer.stderr


@pytest.mark.parametrize(
    ("omgeving", "melding"),
    [
        ({"SECRET_KEY": None}, "Omgevingsvariabele SECRET_KEY ontbreekt"),
        ({"BSN_KEY": None}, "Omgevingsvariabele BSN_KEY ontbreekt"),
        (
            {"SECRET_KEY": "alleen-voor-ontwikkeling-en-demo"},
            "SECRET_KEY heeft nog de ontwikkelwaarde",
        ),
        (
            {"BSN_KEY": "b250d2lra2VsaW5nLWVuLWRlbW8tc2xldXRlbC0zMmI="},
            "BSN_KEY heeft nog de ontwikkelwaarde",
        ),
        (
            {"AUDIT_KEY": "b250d2lra2VsaW5nLWVuLWRlbW8taWprcHVudC0zMmI="},
            "AUDIT_KEY heeft nog de ontwikkelwaarde",
        ),
        ({"AUDIT_KEY": "a29ydA=="}, "AUDIT_KEY is geen base64 van 32 bytes"),
        ({"BSN_KEY": "a29ydA=="}, "BSN_KEY is geen base64 van 32 bytes"),
        ({"OIDC_SERVER_URL": "https://inloggen.putten.test"}, "OIDC_DOMEINEN ontbreekt"),
    ],
)
def test_production_does_not_start_with_a_missing_or_default_secret(
    omgeving: dict[str, str | None], melding: str
) -> None:
    uitvoer = run("manage.py", "check", **omgeving)
    assert uitvoer.returncode != 0
    assert melding in uitvoer.stderr


def test_a_forgotten_database_does_not_become_the_one_of_the_demo_with_secrets_that_everybody_knows() -> None:
    """Not of a command, and not of the site itself."""
    geheimen = {"SECRET_KEY": None, "BSN_KEY": None}
    for opdracht in (
        ("manage.py", "check"),
        ("-m", "gunicorn", "vve_admin.wsgi", "--bind", "127.0.0.1:0"),
        ("-m", "celery", "-A", "vve_admin", "worker"),
    ):
        for omgeving in ({}, geheimen):
            uitvoer = run(*opdracht, DATABASE_URL=None, **omgeving)
            assert uitvoer.returncode != 0, opdracht
            assert "Omgevingsvariabele DATABASE_URL ontbreekt." in uitvoer.stdout + uitvoer.stderr, opdracht


@pytest.mark.parametrize("rol", ["DATABASE_OWNER_URL", "DATABASE_BEHEER_URL"])
@pytest.mark.parametrize("waarde", [None, GOED["DATABASE_URL"]])
def test_the_site_owns_no_tables_and_sees_not_all_rows(rol: str, waarde: str | None) -> None:
    uitvoer = run("manage.py", "migrate", "--skip-checks", **{rol: waarde})
    assert f"{rol} ontbreekt of noemt dezelfde rol" in uitvoer.stderr


_VRAAG = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "vve_admin.settings"
import django
from django.conf import settings
# Production collects its static files at build time; here there is nothing collected.
settings.STORAGES["staticfiles"] = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
django.setup()
from django.test import Client
antwoord = Client(raise_request_exception=False).get(
    "/.well-known/security.txt", secure={secure}, HTTP_HOST="{host}"
)
print(json.dumps([antwoord.status_code, dict(antwoord.headers), antwoord.content.decode()]))
"""


def ask(secure: bool = True, host: str = "vve.putten.test") -> tuple[int, dict[str, str], str]:
    uitvoer = run("-W", "ignore", "-c", _VRAAG.format(secure=secure, host=host))
    assert uitvoer.returncode == 0, uitvoer.stderr
    status, headers, inhoud = json.loads(uitvoer.stdout)
    return status, headers, inhoud


def test_production_sends_the_headers_that_protect_the_browser() -> None:
    status, headers, inhoud = ask()
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Contact: mailto:beveiliging@putten.test" in inhoud


def test_production_answers_http_with_the_way_to_https() -> None:
    status, headers, _ = ask(secure=False)
    assert (status, headers["Location"]) == (301, "https://vve.putten.test/.well-known/security.txt")


def test_production_refuses_a_host_that_is_not_its_own() -> None:
    status, _, inhoud = ask(host="kwaad.test")
    assert status == 400
    assert "kwaad.test" not in inhoud


def test_cookies_of_production_are_secure_and_out_of_reach_of_scripts() -> None:
    uitvoer = run(
        "-c",
        "from vve_admin import settings as s; print(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, "
        "s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY)",
    )
    assert uitvoer.stdout.split() == ["True"] * 4
