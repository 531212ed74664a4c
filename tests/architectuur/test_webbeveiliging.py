"""What holds for every answer of the site, also when it goes wrong, and for every file that it writes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from tests.architectuur.wereld import paginas
from tests.factories import GebruikerFactory

BASE_DIR = Path(__file__).resolve().parents[2]
ROOMS = (
    "lib",
    "rekenregels",
    "organisaties",
    "indicaties",
    "opvang",
    "subsidies",
    "privacy",
    "rapportage",
    "vve_admin",
    "demo",
)
OPEN = [pagina for pagina in paginas() if hasattr(pagina.view, "openbaar") and not pagina.velden]


def protected(antwoord: HttpResponse) -> bool:
    beleid = antwoord.headers.get("Content-Security-Policy", "")
    return (
        "default-src 'self'" in beleid
        and "frame-ancestors 'none'" in beleid
        and "unsafe" not in beleid
        and antwoord.headers.get("X-Frame-Options") == "DENY"
        and antwoord.headers.get("X-Content-Type-Options") == "nosniff"
        and antwoord.headers.get("Referrer-Policy") == "same-origin"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("pagina", OPEN, ids=lambda pagina: pagina.naam)
def test_a_page_that_a_visitor_opens_has_every_protecting_header(client: Client, pagina: Any) -> None:
    assert protected(client.get(reverse(pagina.naam)))


@pytest.mark.django_db
@pytest.mark.urls("tests.organisaties.test_foutpaginas")
def test_an_error_page_has_every_protecting_header_and_no_inside() -> None:
    client = Client(raise_request_exception=False)
    antwoorden = {pad: client.get(pad) for pad in ("/kapot/", "/zonder-recht/", "/bestaat-niet/")}
    assert {pad: antwoord.status_code for pad, antwoord in antwoorden.items()} == {
        "/kapot/": 500,
        "/zonder-recht/": 403,
        "/bestaat-niet/": 404,
    }
    for antwoord in antwoorden.values():
        assert protected(antwoord)
        assert "Traceback" not in antwoord.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["put", "patch", "delete", "options", "trace"])
def test_a_method_that_no_browser_uses_is_refused_before_any_page(client: Client, methode: str) -> None:
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR))
    antwoord = getattr(client, methode)(reverse("indicaties:kind_list"))
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["login", "logout", "account_reset_password", "mfa_index"])
@pytest.mark.parametrize(
    "doel", ["https://kwaad.test/", "//kwaad.test/", "/\\\\kwaad.test", "javascript:alert(1)"]
)
def test_a_link_from_outside_does_not_lead_through_us_to_another_site(
    client: Client, naam: str, doel: str
) -> None:
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR))
    antwoord = client.post(f"{reverse(naam)}?next={doel}", {"next": doel})
    assert not antwoord.headers.get("Location", "").startswith(("http", "//", "/\\", "javascript"))


def test_every_file_for_a_spreadsheet_is_written_by_the_one_that_disarms_formulas() -> None:
    schrijvers = {
        str(pad.relative_to(BASE_DIR))
        for room in ROOMS
        for pad in (BASE_DIR / room).rglob("*.py")
        if re.search(r"csv\.(Dict)?[Ww]riter|openpyxl|xlsxwriter|as_file\([^)]*\.csv", pad.read_text())
    }
    assert schrijvers == {
        "indicaties/routekaart/views/lijsten.py",
        "lib/csvbestand.py",
        "lib/tabelbestand.py",
        "opvang/overname/sjabloon.py",
        "opvang/urenbestand/schrijven.py",
        "privacy/uitgang/bsn.py",  # pseudonyms and digits, which `import_gemeente` reads back
        "rekenregels/csvbestand.py",
        "rekenregels/scenariotabel.py",
        "rapportage/views.py",
        "rapportage/beleid/views.py",
        "rapportage/resultaten/views.py",
        "opvang/resultaten/schrijven.py",
        "subsidies/scenarios/views.py",
        "subsidies/subsidiejaar/werkboek/schrijven.py",
    }
    zonder = [
        pad
        for pad in schrijvers
        if not re.search(
            r"write_csv|write_tabel|write_beleid|write_resultaten|resultaten.schrijven|urenbestand|betalen.specificatie|neutralise|\"strings_to_formulas\": False",
            _read(pad),
        )
    ]
    assert zonder == ["privacy/uitgang/bsn.py"]


def _read(pad: str) -> str:
    return (BASE_DIR / pad).read_text()


def test_no_page_has_script_or_style_in_its_own_text() -> None:
    """The policy would refuse it; this says where."""
    fout = [
        str(pad.relative_to(BASE_DIR))
        for pad in (BASE_DIR / "templates").rglob("*.html")
        if "pdf" not in pad.parts
        and re.search(
            r"<style|<script(?![^>]*\b(src=|type=\"application/json\"))|\sstyle=\"|\son\w+=\"",
            pad.read_text(),
        )
    ]
    assert fout == []


def test_only_these_forms_take_a_file_and_each_looks_at_what_is_in_it() -> None:
    velden = {
        (str(pad.relative_to(BASE_DIR)), veld)
        for room in ROOMS
        for pad in (BASE_DIR / room).rglob("*.py")
        for veld in re.findall(r"= (?:forms\.)?(\w*(?:File|Image|bestand)Field)\(", pad.read_text())
    }
    assert velden == {
        ("opvang/urenbestand/forms.py", "TabelbestandField"),
        ("opvang/overdracht/forms.py", "TabelbestandField"),
        ("opvang/resultaten/forms.py", "TabelbestandField"),
        ("opvang/overname/forms.py", "TabelbestandField"),
        ("organisaties/forms.py", "TabelbestandField"),
        ("subsidies/grootboek/facturen/forms.py", "TabelbestandField"),
        ("rapportage/opgave/forms.py", "TabelbestandField"),
        ("subsidies/subsidiejaar/forms.py", "TabelbestandField"),
        ("subsidies/betalen/forms.py", "FileField"),  # of the bank: its own size, XML without entities
        (
            "subsidies/subsidiejaar/forms.py",
            "FileField",
        ),  # an attachment: its own size, its kind by its bytes
        ("indicaties/forms/buurt.py", "FileField"),  # the file of CBS: its own size, read line by line
        (
            "opvang/overdracht/forms.py",
            "FileField",
        ),  # an attachment: its own size, PDF, PNG or JPG by its bytes
        ("opvang/lrk/forms.py", "FileField"),  # the national register: its own size, read line by line
        (
            "subsidies/regelingen/forms.py",
            "FileField",
        ),  # a policy: its own size, UTF-8 and the grammar of TOML
    }


@pytest.mark.parametrize("sjabloon", ["opvang/plaatsing_list.html", "organisaties/gebruiker_list.html"])
@pytest.mark.parametrize(
    ("zoek", "mag"),
    [("Van den Berg", True), ("K2345678", True), ("", True), ("1234567", True)]
    + [(tekst, False) for tekst in ("123456782", "Jansen 123456782", "123 456 782", "123.45.67-82")],
)
def test_a_bsn_does_not_leave_the_browser_in_the_address_of_a_search(
    sjabloon: str, zoek: str, mag: bool
) -> None:
    """The browser holds the text against `pattern` before it asks for the page."""
    patroon = re.search(r'pattern="(.+?)"', _read(f"templates/{sjabloon}"))
    assert patroon is not None
    assert bool(re.fullmatch(patroon[1], zoek)) is mag
