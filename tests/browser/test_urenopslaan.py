"""A provider with 300 children types by keyboard, loses the session half way, and goes on where it was."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from opvang.actions import save_uren
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.browser.test_toegankelijkheid import sign_in
from tests.browser.test_urenbestand import check
from tests.factories import (
    GebruikerFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDEREN = 300
BEWAARD = "Object.keys(sessionStorage).filter((sleutel) => sleutel.startsWith('vve-uren:')).length"


def declare(houder: Gebruiker) -> list[Declaratieregel]:
    """The lines of a draft of so many children, in the order of the table."""
    locatie = LocatieFactory(houder=houder.organisatie, naam="De Ark")
    jgz = OrganisatieFactory(jgz=True, gemeenten=[houder.gemeente])
    concept = UrendeclaratieFactory(houder=houder.organisatie, opgesteld_door=houder)
    for nummer in range(KINDEREN):
        kind = KindFactory(
            gemeente=houder.gemeente, ingeschreven_door=jgz, voornaam="Kind", achternaam=f"A{nummer:03}"
        )
        plaatsing: Plaatsing = PlaatsingFactory(locatie=locatie, kind=kind, vastgelegd_door=houder)
        Declaratieregel.objects.create(
            declaratie=concept,
            plaatsing=plaatsing,
            van=concept.periode.van,
            tot_en_met=concept.periode.tot_en_met,
            uren_honderdsten=160_00,
        )
    return list(concept.regels.order_by("plaatsing__kind__achternaam"))


def saved(page: Page) -> None:
    expect(page.locator("[data-opslagstand]")).to_contain_text("Opgeslagen om")


def test_nothing_typed_is_lost_with_the_session(page: Page, live_server: Any) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    regels = declare(houder)
    adres = reverse("opvang:declaratie_detail", args=[regels[0].declaratie_id])
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + adres)
    page.locator(f"[name='uren-{regels[0].pk}']").focus()
    for _ in range(KINDEREN // 2):
        page.keyboard.press("Control+a")
        page.keyboard.type("150")
        page.keyboard.press("Enter")
    saved(page)
    assert sum(uren_van(regel) == 150_00 for regel in regels) == KINDEREN // 2
    check(page, "opslaan")

    Session.objects.all().delete()
    midden = regels[KINDEREN // 2]
    page.locator(f"[name='uren-{midden.pk}']").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("151,5")
    page.keyboard.press("Enter")
    expect(page.locator("[data-opslagstand]")).to_contain_text("u bent afgemeld")
    assert uren_van(midden) == 160_00
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + adres)
    saved(page)
    expect(page.locator(f"[name='uren-{midden.pk}']")).to_have_value("151,5")
    assert uren_van(midden) == 151_50
    expect(page.locator("[data-totaal]")).to_have_text("46.491,50")
    assert page.evaluate(BEWAARD) == 0


def test_a_stale_tab_asks_which_number_is_right(page: Page, live_server: Any) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    declaratie, regel = one_line(houder)
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + reverse("opvang:declaratie_detail", args=[declaratie.pk]))
    save_uren(declaratie=declaratie, uren={regel.pk: 77_00}, door=houder)
    veld = page.locator(f"[name='uren-{regel.pk}']")
    veld.fill("80")
    expect(page.get_by_text("Intussen is hier 77 opgeslagen; u vulde 80 in.")).to_be_visible()
    check(page, "botsing")
    assert uren_van(regel) == 77_00
    page.get_by_role("button", name="80 houden").click()
    saved(page)
    assert uren_van(regel) == 80_00

    save_uren(declaratie=declaratie, uren={regel.pk: 70_00}, door=houder)
    veld.fill("81")
    page.get_by_role("button", name="70 nemen").click()
    saved(page)
    expect(veld).to_have_value("70")
    assert uren_van(regel) == 70_00


def test_signing_out_leaves_nothing_in_the_browser(page: Page, live_server: Any) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    declaratie, regel = one_line(houder)
    sign_in(page, live_server.url, houder)
    page.goto(live_server.url + reverse("opvang:declaratie_detail", args=[declaratie.pk]))
    page.locator(f"[name='uren-{regel.pk}']").fill("onzin")
    expect(page.locator("[data-opslagstand]")).to_contain_text("verbeter de regels met een melding")
    assert page.evaluate(BEWAARD) == 1
    page.locator("[data-afmelden] button").click()
    expect(page.locator("[data-opslagstand]")).to_have_count(0)
    assert page.evaluate(BEWAARD) == 0


def one_line(houder: Gebruiker) -> tuple[Urendeclaratie, Declaratieregel]:
    concept = UrendeclaratieFactory(houder=houder.organisatie, opgesteld_door=houder)
    plaatsing = PlaatsingFactory(locatie=LocatieFactory(houder=houder.organisatie))
    regel = Declaratieregel.objects.create(
        declaratie=concept,
        plaatsing=plaatsing,
        van=concept.periode.van,
        tot_en_met=concept.periode.tot_en_met,
        uren_honderdsten=75_00,
    )
    return concept, regel


def uren_van(regel: Declaratieregel) -> int:
    return Declaratieregel.objects.get(pk=regel.pk).uren_honderdsten
