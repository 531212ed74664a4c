"""From an empty database to the first account, and away with all of it: every step in a browser as the right user."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page, expect

from demo.inrichting import WACHTWOORD
from demo.personen import all_names
from indicaties.models import Indicatie, Kind
from opvang.models import Declaratieregel, Overname, Plaatsing, Urendeclaratie
from organisaties.audit import broken_links
from organisaties.inrichting import Fase, make_lijst
from organisaties.models import Gebruiker, Gemeente, Opdracht
from organisaties.rechten import Rol
from privacy.uitgang import export_gemeente, import_gemeente
from privacy.uitgang.bsn import Wijze
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.models import Boeking, Subsidieregeling
from tests.architectuur.schrijven import HUISSTIJL
from tests.browser.site import Site, check
from tests.opvang.lrkbestand import ARK, bestand, regel
from tests.opvang.overnamewerkmap import LRK, child, workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IDA = "ida@installatie.test"
BEHEER, BEHEER2 = "hans@putten.test", "hetty@putten.test"
JGZ, HOUDER = "Consultatiebureau Putten", ARK["naam_houder"]
MENSEN: dict[Rol, tuple[str, str]] = {
    Rol.JGZ_MEDEWERKER: ("jolanda@putten.test", JGZ),
    Rol.KINDREGISSEUR: ("kim@putten.test", ""),
    Rol.HOUDER_BEHEERDER: ("annemiek@putten.test", HOUDER),
    Rol.SUBSIDIEMEDEWERKER: ("sander@putten.test", ""),
    Rol.BUDGETHOUDER: ("bert@putten.test", ""),
    Rol.BELEIDSMEDEWERKER: ("bianca@putten.test", ""),
}
KINDEREN = 200
# Per child 160 hours of the lowest class: 80 x (10,71 - 0,43) + 80 x 10,71.
SUBSIDIE = "335.840,00"
MINUUT = 60_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def mails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the worker leaves its mails."""
    waar = tmp_path / "mails"
    waar.mkdir()
    monkeypatch.setenv("EMAIL_URL", f"filemail:///{waar}")
    return waar


@pytest.fixture
def leeg(elders: Callable[[], None], mails: Path, celery_worker: None) -> Callable[[], None]:
    """An empty installation with a worker; calling it moves to a second one."""
    return elders


def test_from_an_empty_server_to_the_first_account_and_away_with_all_of_it(
    leeg: Callable[[], None], mails: Path, site: Site, tmp_path: Path
) -> None:
    start(site)
    connect(site)
    invited(site, mails, BEHEER, BEHEER2)
    furnish(site)
    invite_people(site)
    agree(site)
    invited(site, mails, *(email for email, _ in MENSEN.values()))
    adopt(site)
    take_over(site)
    declare_and_approve(site)
    account(site)
    assert_furnished()
    toen = totals()
    assert toen["kinderen"] == KINDEREN
    uit = tmp_path / "uit"
    gemeente = Gemeente.objects.get()
    export_gemeente(gemeente=gemeente, waar=uit, bsn=Wijze.NONE, op=timezone.now())
    leeg()
    assert not Gemeente.objects.exists()
    import_gemeente(waar=uit, op=timezone.now())
    assert totals() == toen
    assert broken_links("0273") == []


def start(site: Site) -> None:
    """The operator makes the first installatiebeheerder, who follows the link once."""
    uit = StringIO()
    call_command("start_installatie", "--email", IDA, "--naam", "Ida Start", "--site", site.adres, stdout=uit)
    choose_password(site, uit.getvalue())


def choose_password(site: Site, tekst: str) -> None:
    gevonden = re.search(rf"{re.escape(site.adres)}/\S+", tekst)
    assert gevonden is not None, tekst
    with site.browser.new_context(locale="nl-NL") as context:
        page = context.new_page()
        page.goto(gevonden[0])
        for veld in page.locator("input[type=password]").all():
            veld.fill(WACHTWOORD)
        page.get_by_role("button", name="Wachtwoord opslaan").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Wachtwoord kiezen")


def connect(site: Site) -> None:
    """The municipality, its JGZ, and two who set it up."""
    page = site.als(IDA)
    page.get_by_role("link", name="De eerste gemeente aansluiten").click()
    check(page)
    page.locator("[name=gemeente]").select_option("0273")
    page.get_by_role("button", name="Aansluiten").click()
    for naam, email in (("Hans Beheer", BEHEER), ("Hetty Beheer", BEHEER2)):
        page.locator("main [name=naam]").fill(naam)
        page.locator("main [name=email]").fill(email)
        page.get_by_role("button", name="Uitnodigen").click()
        expect(page.get_by_text("De uitnodiging gaat binnen een paar minuten weg").first).to_be_visible()
    page.get_by_role("link", name="Organisatie vastleggen").click()
    page.locator("[name=soort]").select_option("jgz")
    page.locator("main [name=naam]").fill(JGZ)
    page.get_by_label("Putten").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("link", name=JGZ)).to_be_visible()


def invited(site: Site, mails: Path, *emails: str) -> None:
    """Each finds a link in the own mail."""
    wachtend = set(emails)
    page = site.als(IDA)
    for _ in range(60):
        for bericht in map(message_from_bytes, letters(mails)):
            aan = str(bericht["To"])
            if aan in wachtend:
                choose_password(site, str(bericht.get_payload(decode=True), "utf-8"))
                wachtend.remove(aan)
        if not wachtend:
            return
        page.wait_for_timeout(500)
    pytest.fail(f"no mail to {wachtend}: {list(Opdracht.objects.values())}")


def letters(mails: Path) -> list[bytes]:
    """A file holds the mails of one connection, each followed by a line of hyphens."""
    delen = [deel for pad in sorted(mails.iterdir()) for deel in re.split(rb"\n-{79}\n", pad.read_bytes())]
    return [deel for deel in delen if deel.strip()]


def go(page: Page, site: Site, naam: str, *args: Any) -> None:
    page.goto(site.adres + reverse(naam, args=args))


def furnish(site: Site) -> None:
    """Out of the list on the start page: house style, way of working, grounds, locations."""
    page = site.als(BEHEER)
    expect(page.get_by_text("Voor het eerste kind: ").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Contact en huisstijl van brieven").click()
    for veld, waarde in HUISSTIJL.items():
        page.locator(f"[name={veld}]").fill(waarde)
    page.locator("main form [type=submit][name=opslaan]").click()
    go(page, site, "indicaties:werkwijze_edit")
    page.locator("main form [type=submit][name=opslaan]").click()
    go(page, site, "indicaties:criteria_edit")
    page.get_by_label("Lijst van gronden").select_option(index=1)
    page.get_by_role("button", name="Lijst overnemen").click()
    go(page, site, "opvang:lrk_upload")
    page.get_by_label("Bestand van het LRK (CSV)").set_input_files(
        file("lrk.csv", "text/csv", bestand(regel()).getvalue())
    )
    page.get_by_label("Dag van het bestand").fill("2025-01-02")
    page.get_by_role("button", name="Nakijken").click()
    page.get_by_role("button", name="Doorvoeren").click()
    expect(page.get_by_text("De Ark").first).to_be_visible()


def file(naam: str, soort: str, inhoud: bytes) -> FilePayload:
    return {"name": naam, "mimeType": soort, "buffer": inhoud}


def invite_people(site: Site) -> None:
    """Everybody at once, out of a file."""
    werkmap = Workbook()
    blad = werkmap.active
    assert blad is not None
    blad.append(["naam", "e-mailadres", "rol", "organisatie"])
    for rol, (email, organisatie) in MENSEN.items():
        blad.append([email.partition("@")[0].capitalize(), email, rol.label, organisatie])
    inhoud = BytesIO()
    werkmap.save(inhoud)
    page = site.als(BEHEER)
    go(page, site, "organisaties:gebruiker_import")
    page.locator("input[type=file]").set_input_files(file("mensen.xlsx", XLSX, inhoud.getvalue()))
    page.locator("main form [type=submit]").last.click()
    page.get_by_role("button", name=f"Alle {len(MENSEN)} uitnodigen").click()
    expect(page.get_by_text("kim@putten.test").first).to_be_visible()


def agree(site: Site) -> None:
    """The first agrees with the second, who then agrees with all the others."""
    for wie, aantal in ((BEHEER, 1), (BEHEER2, len(MENSEN))):
        page = site.als(wie)
        go(page, site, "organisaties:toekenning_wacht")
        knoppen = page.get_by_role("button", name="Instemmen")
        for nog in reversed(range(aantal)):
            knoppen.first.click()
            expect(knoppen).to_have_count(nog)


def adopt(site: Site) -> None:
    """The policy of 2025 as it is shipped: proposed by one, adopted by another."""
    page = site.als(MENSEN[Rol.BELEIDSMEDEWERKER][0])
    go(page, site, "subsidies:regeling_create")
    page.get_by_label("Bestand (TOML)").set_input_files(REGELINGEN / "putten-2025.toml")
    page.get_by_role("button", name="Controleren en als concept bewaren").click()
    page.get_by_role("button", name="Ter vaststelling aanbieden").click()
    expect(page.get_by_role("button", name="Terugnemen als concept")).to_be_visible()
    page = site.als(MENSEN[Rol.BUDGETHOUDER][0])
    page.get_by_role("link", name="Regelingen vaststellen").click()
    page.get_by_role("link", name="Putten 2025").first.click()
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.get_by_text("Vastgesteld").first).to_be_visible()


def administration() -> bytes:
    """Two hundred children of one provider, each with a place in 2025 and hours in its last quarter."""
    namen = all_names(Random(7))[:KINDEREN]
    nummers = [f"K{nummer:03d}" for nummer in range(KINDEREN)]
    geboren = [date(2022, 6, 1) + timedelta(days=nummer) for nummer in range(KINDEREN)]
    return workbook(
        kinderen=[
            child(nummer, voornaam=v, tussenvoegsel=t, achternaam=a, geboortedatum=dag, huisnummer=plek)
            for plek, (nummer, (v, t, a), dag) in enumerate(zip(nummers, namen, geboren, strict=True), 1)
        ],
        indicaties=[
            {
                "kindnummer": nummer,
                "soort": "VVE-indicatie",
                "geldig van": date(2025, 1, 1),
                "geldig tot en met": date(2026, 5, 31),
                "afgegeven op": date(2024, 12, 20),
            }
            for nummer in nummers
        ],
        plaatsingen=[
            {
                "kindnummer": nummer,
                "lrk-nummer": LRK,
                "startdatum": date(2025, 1, 6),
                "einddatum": date(2026, 5, 31),
                "uren per week": 16,
                "kot": "nee",
                "klasse": 1,
            }
            for nummer in nummers
        ],
        uren=[
            {"kindnummer": nummer, "lrk-nummer": LRK, "jaar": 2025, "tijdvak": 4, "uren": 160}
            for nummer in nummers
        ],
    )


def take_over(site: Site) -> None:
    """Tried first, then done, in sight of its progress."""
    page = site.als(MENSEN[Rol.KINDREGISSEUR][0])
    go(page, site, "opvang:overname_list")
    check(page)
    page.get_by_label("Werkmap (.xlsx)").set_input_files(file("administratie.xlsx", XLSX, administration()))
    page.get_by_role("button", name="Nakijken").click()
    doorvoeren = page.get_by_role("button", name="Doorvoeren")
    fouten = page.get_by_role("heading", name="Fouten en vragen")
    expect(doorvoeren.or_(fouten)).to_be_visible(timeout=MINUUT)
    assert not fouten.is_visible(), page.get_by_role("main").inner_text()[:2000]
    check(page)
    doorvoeren.click()
    expect(page.get_by_text("Overname terugdraaien").first).to_be_visible(timeout=MINUUT)
    assert Overname.objects.get().status == Overname.Status.APPLIED


def declare_and_approve(site: Site) -> None:
    """The provider submits what was taken over; one computes, another approves."""
    declaratie = Urendeclaratie.objects.get()
    page = site.als(MENSEN[Rol.HOUDER_BEHEERDER][0])
    go(page, site, "opvang:declaratie_submit", declaratie.pk)
    page.get_by_role("button", name="Declaratie indienen").click()
    expect(page.get_by_text("Ingediend", exact=True).first).to_be_visible()
    page = site.als(MENSEN[Rol.SUBSIDIEMEDEWERKER][0])
    page.get_by_role("link", name="Declaraties beoordelen").click()
    page.get_by_role("link", name=HOUDER).first.click()
    page.get_by_role("button", name="Accepteren").click()
    page.get_by_role("button", name="Subsidie berekenen").click()
    expect(page.get_by_text(SUBSIDIE).first).to_be_visible(timeout=MINUUT)
    page = site.als(MENSEN[Rol.BUDGETHOUDER][0])
    page.get_by_role("link", name="Berekeningen goedkeuren").click()
    page.get_by_role("link", name=HOUDER).first.click()
    page.get_by_role("button", name="Goedkeuren en boeken").click()
    expect(page.get_by_text("Goedgekeurd").first).to_be_visible()


def account(site: Site) -> None:
    page = site.als(MENSEN[Rol.BELEIDSMEDEWERKER][0])
    go(page, site, "rapportage:verantwoording_list")
    page.get_by_label("Jaar").select_option("2025")
    page.get_by_role("button", name="Verantwoording voorbereiden").click()
    page.get_by_role("button", name="Verantwoording maken").click()
    expect(page.get_by_role("link", name="PDF ophalen")).to_be_visible(timeout=MINUUT)
    check(page)


def assert_furnished() -> None:
    """What was done in the browser stands as done on the list."""
    hans = Gebruiker.objects.get(email=BEHEER)
    hans.activate(timezone.localdate())
    delen = {deel.naam: deel for deel in make_lijst(hans, timezone.localdate())}
    ontbreekt = {regel.titel for regel in delen[Fase.KIND].regels if not regel.stand.klaar}
    assert ontbreekt <= {"Scholen voor de overdracht", "Bewaartermijnen", "Privacy en toegankelijkheid"}


def totals() -> dict[str, Any]:
    """What must be the same in the second installation."""
    return {
        "kinderen": Kind.objects.count(),
        "indicaties": Indicatie.objects.count(),
        "plaatsingen": Plaatsing.objects.count(),
        "uren": Declaratieregel.objects.aggregate(som=Sum("uren_honderdsten"))["som"],
        "geboekt": Boeking.objects.aggregate(som=Sum("bedrag_centen"))["som"],
        "regelingen": list(Subsidieregeling.objects.values_list("sha256", "status")),
    }
