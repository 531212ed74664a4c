"""Every page of every role, looked at as a reader with a keyboard, a screen reader or a phone would."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from demo import putten
from demo.laden import load_demo
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from subsidies.models import Subsidieregeling
from subsidies.regelingen.redactie.vormen import hoofdstukken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_DESK: ViewportSize = {"width": 1024, "height": 768}
DESK: ViewportSize = {"width": 1280, "height": 900}
# An A4 between its margins, standing and lying.
SHEET: ViewportSize = {"width": 688, "height": 990}
LYING: ViewportSize = {"width": 1016, "height": 668}


def sign_in(page: Page, adres: str, gebruiker: Gebruiker) -> None:
    """Put the session in the browser; signing in itself is tested elsewhere."""
    client = Client()
    client.force_login(gebruiker)
    naam = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies([{"name": naam, "value": client.cookies[naam].value, "url": adres}])


def view_name(adres: str) -> str | None:
    try:
        return resolve(urlsplit(adres).path).view_name
    except Resolver404:
        return None


def crawl(page: Page, start: str, gezien: set[str]) -> Iterator[str]:
    """One address of each page that can be reached by links; `gezien` holds the names of the pages done before.

    A page that another role showed before is only read for its links, which costs no drawing.
    """
    wachtrij = [start]
    geprobeerd: set[str] = set()
    while wachtrij:
        adres = wachtrij.pop(0)
        naam = view_name(adres)
        if naam is None or naam in geprobeerd:
            continue
        geprobeerd.add(naam)
        antwoord = page.request.get(adres)
        if "text/html" not in antwoord.headers.get("content-type", ""):
            continue
        wachtrij += [
            urljoin(adres, unescape(pad)) for pad in re.findall(r'<a\s[^>]*href="(/[^"]*)"', antwoord.text())
        ]
        if naam not in gezien:
            gezien.add(naam)
            page.goto(adres)
            yield adres


def faults(page: Page, consoleregels: list[str]) -> list[str]:
    """What is wrong with the page that is open now, on a desk, on a phone and on paper."""
    fouten = [f"{v['id']}: {v['nodes'][0]['target']}" for v in Axe().run(page).response["violations"]]
    fouten += [f"console: {regel}" for regel in consoleregels]
    if page.locator("h1").count() != 1:
        fouten.append("geen of meer dan een h1")
    if page.title().startswith(" - "):
        fouten.append("geen titel")
    fouten += [f"scherm: {fout}" for scherm in (PHONE, SMALL_DESK, DESK) for fout in too_wide(page, scherm)]
    page.emulate_media(media="print")
    vel = LYING if page.locator(".vve-tabel--liggend").count() else SHEET
    fouten += [f"papier: {fout}" for fout in too_wide(page, vel)]
    page.emulate_media(media="screen")
    page.set_viewport_size(DESK)
    return fouten


def too_wide(page: Page, vlak: ViewportSize) -> Iterator[str]:
    page.set_viewport_size(vlak)
    breedte = page.evaluate("document.documentElement.scrollWidth")
    if breedte > vlak["width"]:
        yield f"{breedte} op {vlak['width']}"


def policy_pages(page: Page, basis: str) -> Iterator[str]:
    """The life of the demo's concept: every chapter of the editor, then the page of each state for who acts on it."""
    concept = Subsidieregeling.objects.get(status=Subsidieregeling.Status.DRAFT)
    beleid, budgethouder = (
        Gebruiker.objects.get(toekenningen__rol=rol, toekenningen__gemeente=concept.gemeente)
        for rol in (Rol.BELEIDSMEDEWERKER, Rol.BUDGETHOUDER)
    )
    detail = reverse("subsidies:regeling_detail", args=[concept.pk])
    sign_in(page, basis, beleid)
    yield detail
    for hoofdstuk in hoofdstukken():
        yield reverse("subsidies:hoofdstuk_edit", args=[concept.pk, hoofdstuk])
    page.goto(f"{basis}{detail}")
    page.get_by_role("button", name="Ter vaststelling aanbieden").click()
    yield detail
    sign_in(page, basis, budgethouder)
    yield detail
    page.get_by_role("button", name="Vaststellen").click()
    yield detail
    vorige = Subsidieregeling.objects.adopted().exclude(pk=concept.pk).earliest("geldig_van")
    yield reverse("subsidies:regeling_verschillen", args=[vorige.pk, concept.pk])


def test_every_page_of_every_role_is_accessible(page: Page, live_server: object) -> None:
    load_demo(timezone.localdate(), [putten.PLAN])
    basis = str(live_server)
    consoleregels: list[str] = []
    page.on("console", lambda regel: consoleregels.append(regel.text) if regel.type == "error" else None)
    gezien: set[str] = set()
    fouten: dict[str, list[str]] = {}
    for rol in Rol:
        gebruiker = Gebruiker.objects.filter(
            toekenningen__rol=rol, toekenningen__gemeente__code="0273"
        ).first()
        if gebruiker is None:
            continue
        sign_in(page, basis, gebruiker)
        for adres in crawl(page, f"{basis}/", gezien):
            if gevonden := faults(page, consoleregels):
                fouten[f"{gebruiker.email} {adres.removeprefix(basis)}"] = gevonden
            consoleregels.clear()
    for pad in policy_pages(page, basis):
        page.goto(f"{basis}{pad}")
        if gevonden := faults(page, consoleregels):
            fouten[f"{pad} {page.title()}"] = gevonden
        consoleregels.clear()
    assert fouten == {}
    assert {"subsidies:regeling_redactie", "subsidies:hoofdstuk_edit"} <= gezien
    assert len(gezien) >= 25
