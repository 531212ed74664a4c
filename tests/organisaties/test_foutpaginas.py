"""An error page says what to do and shows nothing of the inside."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import path

from organisaties.toegang import openbaar
from organisaties.velden import TabelbestandField
from vve_admin.urls import urlpatterns as echte


@openbaar
def kapot(request: Any) -> Any:
    bsn = "123456782"
    raise RuntimeError(f"het geheim van {bsn}")


def zonder_recht(request: Any) -> Any:
    raise AssertionError("this view may never run")


urlpatterns = [path("kapot/", kapot), path("zonder-recht/", zonder_recht), *echte]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_broken_page_shows_no_internals() -> None:
    antwoord = Client(raise_request_exception=False).get("/kapot/")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 500
    assert "niet opgeslagen" in tekst
    for binnenkant in ("123456782", "RuntimeError", "Traceback", "organisaties"):
        assert binnenkant not in tekst


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_view_that_declares_no_right_answers_nobody() -> None:
    assert Client().get("/zonder-recht/").status_code == 403


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/inloggen/", {}).status_code == 403


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        (SimpleUploadedFile("uren.csv", b"a;b\n" * 1_500_000), "Het bestand is 6 MB; hoogstens 5 MB past."),
        (SimpleUploadedFile("uren.csv", b""), "Het bestand is leeg."),
    ],
)
def test_an_upload_is_judged_by_its_size(bestand: Any, melding: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as fout:
        TabelbestandField().clean(bestand)
    assert melding in " ".join(fout.value.messages)
