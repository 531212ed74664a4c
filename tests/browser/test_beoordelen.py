"""A reviewer goes through what waits, and a provider reads what comes back, on every screen and with axe."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from opvang.models import Urendeclaratie
from organisaties.rechten import Rol
from tests.browser.test_toegankelijkheid import sign_in
from tests.browser.test_urenbestand import check
from tests.subsidies.administratie import Administratie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reviewer_works_through_the_list_and_sends_back_a_line(page: Page, live_server: Any) -> None:
    duiven = Administratie()
    blijft, anders = duiven.plaatsing(duiven.kind()), duiven.plaatsing(duiven.kind())
    schoon = duiven.declaratie({blijft: "80"}, kwartaal=2, status="ingediend")
    eerst = duiven.declaratie({blijft: "80", anders: "90"}, status="ingediend")
    correctie = duiven.declaratie({blijft: "80", anders: "300"}, status="ingediend", corrigeert=eerst)
    sign_in(page, live_server.url, duiven.medewerker)
    page.goto(live_server.url + reverse("subsidies:werklijst"))
    page.get_by_role("link", name="Kijk ze nu na").click()
    expect(page.get_by_text("geen", exact=True)).to_be_visible()
    check(page, "werklijst")
    page.get_by_role("button", name="De ene declaratie zonder signalen accepteren").click()
    expect(page.get_by_text("1 declaratie is geaccepteerd.")).to_be_visible()
    schoon.refresh_from_db()
    assert schoon.status == Urendeclaratie.Status.ACCEPTED

    page.goto(live_server.url + reverse("subsidies:declaratie_detail", args=[correctie.pk]))
    check(page, "correctie")
    rij = page.get_by_role("row").filter(has_text="300,00").first
    rij.get_by_text("Regel terugsturen").click()
    rij.get_by_label("Waarom klopt deze regel niet?").fill("Het kind kwam niet in maart.")
    check(page, "regel-terug")
    page.get_by_role("button", name="Regels met een reden terugsturen").click()
    expect(page.get_by_text("De houder leest bij elke regel uw reden")).to_be_visible()

    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    page.context.clear_cookies()
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + reverse("opvang:declaratie_detail", args=[correctie.pk]))
    page.get_by_role("button", name="Correctie maken").click()
    expect(
        page.get_by_text("De gemeente stuurde deze regel terug: Het kind kwam niet in maart.")
    ).to_be_visible()
    check(page, "terug-bij-houder")
    page.get_by_role("link", name="Antwoord geven").first.click()
    page.get_by_label("Uw antwoord").fill("Het kind kwam elke dag.")
    check(page, "antwoord")
    page.get_by_role("button", name="Antwoord opslaan").click()
    expect(page.get_by_text("Uw antwoord: Het kind kwam elke dag.")).to_be_visible()
    page.get_by_role("button", name="Opslaan en verder naar indienen").click()
    expect(page.get_by_role("heading", name="Wat u kunt verwachten")).to_be_visible()
    check(page, "verwachting")
