"""A file of planning software in a real browser: the question, the answer with the file still chosen, the preview."""

import os
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from opvang.models import Declaratieregel
from organisaties.rechten import Rol
from tests.browser.test_toegankelijkheid import sign_in
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.werkmappen import by_xlsxwriter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCHERMEN = (1280, 1024, 390)


def bestand(uren: Any) -> FilePayload:
    inhoud = by_xlsxwriter(
        [["Cliënt", "Geb", "BSN", "Afn."], ["Noor de Jong", date(2022, 5, 15), "111222333", uren]]
    )
    return {"name": "planning.xlsx", "mimeType": "application/octet-stream", "buffer": inhoud}


def check(page: Page, naam: str) -> None:
    """No fault that axe finds, and nothing that sticks out on any screen."""
    for breedte in SCHERMEN:
        page.set_viewport_size({"width": breedte, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte, naam
        if map_ := os.environ.get("SCHERMEN_IN"):
            page.screenshot(path=f"{map_}/{naam}-{breedte}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert [fout["id"] for fout in Axe().run(page).response["violations"]] == []


def test_the_chosen_file_stays_chosen_while_a_question_is_answered(page: Page, live_server: Any) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    locatie = LocatieFactory(houder=houder.organisatie, naam="De Ark")
    concept = UrendeclaratieFactory(houder=houder.organisatie, opgesteld_door=houder)
    noor = KindFactory(
        voornaam="Noor", tussenvoegsel="de", achternaam="Jong", geboortedatum=date(2022, 5, 15)
    )
    regel = DeclaratieregelFactory(declaratie=concept, plaatsing=PlaatsingFactory(locatie=locatie, kind=noor))
    DeclaratieregelFactory(declaratie=concept, plaatsing=PlaatsingFactory(locatie=locatie))
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + reverse("opvang:declaratie_detail", args=[concept.pk]))
    page.get_by_text("Uren inlezen uit een bestand").click()
    page.get_by_label("Bestand met uren").set_input_files(bestand("1.040"))
    page.get_by_role("button", name="Nakijken").click()

    expect(page.get_by_text("Nog een vraag over dit bestand")).to_be_visible()
    check(page, "kolommen")
    page.get_by_label("Wat staat er in Cliënt?").select_option(label="Naam van het kind")
    page.get_by_label("Wat staat er in Geb?").select_option(label="Geboortedatum")
    page.get_by_label("Wat staat er in Afn.?").select_option(label="Uren")
    page.get_by_role("button", name="Nakijken").click()

    expect(page.get_by_text("‘1.040’ is 1,04")).to_be_visible()
    check(page, "getallen")
    page.get_by_label("‘1.040’ is 1,04").check()
    page.get_by_role("button", name="Nakijken").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Dit verandert er door het bestand")
    check(page, "nakijken")
    page.get_by_role("button", name="Uren overnemen").click()
    expect(page.get_by_text("Het bestand is ingelezen: 1 regel, waarvan 1 anders dan eerst.")).to_be_visible()
    assert Declaratieregel.objects.get(pk=regel.pk).uren_honderdsten == 1_04

    page.get_by_text("Uren inlezen uit een bestand").click()
    page.get_by_label("Bestand met uren").set_input_files(bestand("veel"))
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Regel 2, kolom Afn.: ‘veel’ is geen getal.")).to_be_visible()
    check(page, "fout")

    te_groot: FilePayload = {
        "name": "foto.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": bytes(7_000_000),
    }
    page.get_by_label("Bestand met uren").set_input_files(te_groot)
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Wat u verstuurde is te groot: er past hoogstens 6 MB.")).to_be_visible()
