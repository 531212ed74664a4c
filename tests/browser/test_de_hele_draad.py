"""A child of Putten from its enrolment to the account to the Rijk, every step in a browser as the right user."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from demo import duiven, putten
from demo.geld import book_facturen, book_goab, set_begroting
from demo.kwartalen import adopt
from demo.laden import build_basis
from organisaties.audit import broken_links
from organisaties.models import AuditRegel
from tests.browser.site import Site, check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAG = date(2026, 1, 12)
KIND = "Yara van den Berg"
HOUDER = putten.KORENAAR
KWARTAAL = "4e kwartaal van 2025"
# 160 hours of a child of two without KOT, lowest class: 80 x (10,71 - 0,43) + 80 x 10,71.
SUBSIDIE = "€\u00a01.679,20"
MINUUT = 60_000


@pytest.fixture
def gemeenten(transactional_db: None) -> None:
    """Putten with its people, policy and money but without children, and Duiven next door."""
    inrichting, _ = build_basis(putten.PLAN, DAG)
    adopt(inrichting, "putten-2025.toml", op=date(2024, 12, 2))
    set_begroting(inrichting, putten.BEGROTING)
    book_goab(inrichting, putten.GOAB_2025, date(2025, 1, 15))
    book_facturen(inrichting, putten.REKENINGEN)
    build_basis(duiven.PLAN, DAG)


def kies(page: Page, menu: str) -> None:
    """By the line of the menu; one that is folded away behind its group."""
    regel = page.get_by_role("link", name=menu, exact=True, include_hidden=True)
    for groep in page.locator(".vve-menu__groep").filter(has=regel).all():
        groep.locator("summary").click()
    page.get_by_role("navigation").get_by_role("link", name=menu, exact=True).first.click()
    check(page)


@pytest.mark.usefixtures("gemeenten", "celery_worker")
def test_a_child_is_carried_from_its_enrolment_to_the_account_to_the_rijk(site: Site) -> None:
    kind = enrol_and_indicate(site.als("jgz@putten.demo"))
    place_and_declare(site.als("aanbieder@putten.demo"), uren="216")
    send_back(site.als("subsidie@putten.demo"))
    correct(site.als("aanbieder@putten.demo"), uren="160")
    accept_and_compute(site.als("subsidie@putten.demo"))
    berekening = approve(site.als("budgethouder@putten.demo"))
    verantwoording = account(site.als("beleid@putten.demo"))
    read_everything(site.als("auditor@putten.demo"), (kind, berekening, verantwoording))
    see_nothing(site.als("subsidie@duiven.demo"), (kind, berekening))
    see_nothing(site.als("beleid@duiven.demo"), (verantwoording,))
    assert broken_links("0273") == []


def enrol_and_indicate(page: Page) -> str:
    """The consultatiebureau enrols, indicates and refers; a BSN that cannot be is refused with a sentence."""
    kies(page, "Kinderen")
    page.get_by_role("link", name="Kind inschrijven").first.click()
    check(page)
    page.get_by_label("Voornamen").fill("Yara")
    page.get_by_label("Tussenvoegsel").fill("van den")
    page.get_by_label("Achternaam").fill("Berg")
    page.get_by_label("Geboortedatum").fill("1-9-2023")
    page.get_by_label("Postcode").fill("3881 ab")
    page.get_by_label("Burgerservicenummer (BSN)").fill("123456789")
    page.get_by_role("button", name="Kind inschrijven").click()
    expect(page.get_by_text("BSN 123456789 klopt niet").first).to_be_visible()
    check(page)
    page.get_by_label("Burgerservicenummer (BSN)").fill("999990019")
    page.get_by_role("button", name="Kind inschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(KIND)
    check(page)
    grant(page, van="2025-09-01", tot_en_met="2027-08-31")
    grant(page, van="2026-01-01", tot_en_met="2027-08-31")
    expect(
        page.get_by_text("Dit kind heeft in (een deel van) deze periode al een indicatie.").first
    ).to_be_visible()
    check(page)
    page.go_back()
    page.get_by_role("link", name=KIND).first.click()
    page.get_by_role("link", name="Verwijzen").click()
    check(page)
    page.get_by_label("Of naar een houder").select_option(label=HOUDER)
    page.get_by_label("De ouders vinden het goed").check()
    page.get_by_role("button", name="Verwijzen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(KIND)
    check(page)
    return urlsplit(page.url).path


def grant(page: Page, *, van: str, tot_en_met: str) -> None:
    page.get_by_role("link", name="VVE-indicatie afgeven").click()
    check(page)
    page.get_by_role("group", name="Op welke gronden?").get_by_role("checkbox").first.check()
    page.get_by_label("Eerste dag").fill(van)
    page.get_by_label("Laatste dag").fill(tot_en_met)
    page.get_by_role("button", name="Indicatie afgeven").click()


def place_and_declare(page: Page, *, uren: str) -> None:
    """The provider places the child that was referred to it and declares its quarter."""
    kies(page, "Plaatsingen")
    page.get_by_role("link", name=f"Plaatsen van {KIND}").click()
    check(page)
    page.get_by_label("Startdatum").fill("2025-10-01")
    page.get_by_label("Locatie").select_option(label="De Korenaar Dorp (demo)")
    page.get_by_label("Uren per week").fill("16")
    page.get_by_label("Nee", exact=True).check()
    page.get_by_label("Klasse van de ouderbijdrage").select_option("1")
    page.get_by_label("Welk bewijs hebt u gezien?").select_option("inkomensverklaring")
    page.get_by_label("Over welk jaar gaat het bewijs?").fill("2023")
    page.get_by_role("button", name="Kind plaatsen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(KIND)
    check(page)
    kies(page, "Declaraties")
    begin = page.get_by_role("region", name="Een ander tijdvak declareren")
    begin.get_by_label("Tijdvak").select_option("4")
    begin.get_by_label("Jaar").fill("2025")
    begin.get_by_role("button", name="Beginnen").click()
    declare(page, uren)


def declare(page: Page, uren: str) -> None:
    check(page)
    page.get_by_role("textbox", name=KIND).fill(uren)
    page.get_by_role("button", name="Opslaan en verder naar indienen").click()
    check(page)
    page.get_by_role("button", name="Declaratie indienen").click()
    expect(page.get_by_text("Ingediend", exact=True).first).to_be_visible()
    expect(page.get_by_role("textbox", name=KIND)).to_have_count(0)
    check(page)


def send_back(page: Page) -> None:
    """The municipality sees what is wrong per line, and sends the declaration back with a reason."""
    kies(page, "Declaraties")
    page.get_by_role("link", name=HOUDER).click()
    expect(page.get_by_text("Meer uren dan afgesproken").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Terugsturen met deze reden").click()
    expect(page.get_by_text("Vul een reden in").or_(page.get_by_text("Geef een reden")).first).to_be_visible()
    check(page)
    page.get_by_label("Reden").fill("Er staan 216 uren; dat is meer dan 16 uur per week.")
    page.get_by_role("button", name="Terugsturen met deze reden").click()
    expect(page.get_by_text("Teruggestuurd").first).to_be_visible()
    check(page)


def correct(page: Page, *, uren: str) -> None:
    """The provider reads why, and corrects."""
    check(page)
    page.get_by_role("link", name="Teruggestuurde declaraties corrigeren").click()
    expect(page.get_by_text("dat is meer dan 16 uur per week").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Correctie maken").click()
    declare(page, uren)


def accept_and_compute(page: Page) -> None:
    """The municipality accepts, has the subsidy computed, and opens the amount into its explanation."""
    check(page)
    page.get_by_role("link", name="Declaraties beoordelen").click()
    check(page)
    page.get_by_role("link", name=HOUDER).first.click()
    page.get_by_role("button", name="Accepteren").click()
    check(page)
    page.get_by_role("button", name="Subsidie berekenen").click()
    expect(page.get_by_text(SUBSIDIE).first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Uitleg").first.click()
    for deel in ("10,71", "0,43", "80", SUBSIDIE):
        expect(page.get_by_text(deel).first).to_be_visible()
    check(page)


def approve(page: Page) -> str:
    """A second person approves; only then the money is booked."""
    check(page)
    page.get_by_role("link", name="Berekeningen goedkeuren").click()
    check(page)
    page.get_by_role("link", name=HOUDER).click()
    check(page)
    page.get_by_role("button", name="Goedkeuren en boeken").click()
    expect(page.get_by_text("Goedgekeurd").first).to_be_visible()
    check(page)
    berekening = urlsplit(page.url).path
    kies(page, "Grootboek")
    return berekening


def account(page: Page) -> str:
    """The beleidsmedewerker sees money and no share of a single child, and has the yearly account made, in sight of its progress."""
    kies(page, "Monitor")
    page.get_by_label("Jaar").select_option("2025")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("verborgen").first).to_be_visible()
    check(page)
    kies(page, "Verantwoording")
    page.get_by_label("Jaar").select_option("2025")
    page.get_by_role("button", name="Verantwoording voorbereiden").click()
    page.get_by_role("button", name="Verantwoording maken").click()
    expect(page.get_by_role("progressbar").or_(page.get_by_role("link", name="PDF ophalen"))).to_be_visible()
    expect(page.get_by_role("link", name="PDF ophalen")).to_be_visible(timeout=MINUUT)
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF ophalen").click()
    tekst = " ".join(blad.extract_text() for blad in PdfReader(download.value.path()).pages)
    for deel in ("Putten", "2025", "D8/01", "1.679,20", "100,0"):
        assert deel in tekst, deel
    return urlsplit(page.url).path


def read_everything(page: Page, paden: tuple[str, ...]) -> None:
    """The auditor opens all of it, finds nothing to change, and reads who did what."""
    basis = page.url.rstrip("/")
    for pad in paden:
        antwoord = page.goto(basis + pad)
        assert antwoord is not None
        assert antwoord.status == 200, pad
        check(page)
        assert page.get_by_role("main").get_by_role("button").all_inner_texts() == [], pad
    kies(page, "Logboek")
    handelingen = set(AuditRegel.objects.filter(gemeente_code="0273").values_list("handeling", flat=True))
    assert handelingen >= {
        *("kind.register", "indicatie.grant", "toeleiding.refer", "plaatsing.create"),
        *("declaratie.submit", "declaratie.return", "declaratie.correct", "declaratie.accept"),
        *("berekening.calculate", "berekening.approve"),
        *("verantwoording.request", "verantwoording.make", "verantwoording.download", "kind.view"),
    }


def see_nothing(page: Page, paden: tuple[str, ...]) -> None:
    """For the neighbours nothing of this exists."""
    basis = page.url.rstrip("/")
    for pad in paden:
        antwoord = page.goto(basis + pad)
        assert antwoord is not None
        assert antwoord.status == 404, pad
        check(page)
