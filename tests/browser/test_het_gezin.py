"""A family's whole way, from a signal to the school, each step by who does it and by keyboard only."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from demo import putten
from demo.inrichting import WACHTWOORD, Inrichting
from demo.laden import build_basis
from indicaties.models import Adresgegevens
from lib.periode import add_maanden
from opvang.actions import Afspraken, enrol_peuter
from opvang.models import Locatieprogramma
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.browser.site import BREED, SMAL, Site, check
from tests.browser.toetsen import MINUUT, Toetsen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZANDKASTEEL, KORENAAR = "Zandkasteel (demo)", "De Korenaar Dorp (demo)"
TELEFOON, STRAAT = "0612398745", "Schuilplaatsweg"
ZIENSWIJZE = "Wij herkennen ons kind hierin."
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
MAANDEN_OUD = 45


@pytest.fixture
def gezinnen(transactional_db: None) -> dict[int, str]:
    """A child for each width of the page, which once had a place at De Korenaar; by name."""
    vandaag = timezone.localdate()
    inrichting, _ = build_basis(putten.PLAN, vandaag)
    Gebruiker.objects.filter(email="aanbieder2@putten.demo").update(password=make_password(WACHTWOORD))
    namen = {BREED: ("Zoë", "Çelik"), SMAL: ("Łucja", "van 't Hoff-Ó Súilleabháin")}
    for voornaam, achternaam in namen.values():
        _enrol(inrichting, voornaam, achternaam, vandaag)
    return {breedte: " ".join(delen) for breedte, delen in namen.items()}


def _enrol(inrichting: Inrichting, voornaam: str, achternaam: str, vandaag: date) -> None:
    """Its place ended before this year, so that it can begin anew."""
    locatie = Locatie.objects.get(naam=KORENAAR)
    aanbieder = inrichting.gebruikers["aanbieder"]
    Locatieprogramma.objects.get_or_create(
        locatie=locatie,
        defaults={
            "programma": "piramide",
            "van": date(2019, 1, 1),
            "vastgelegd_op": vandaag,
            "vastgelegd_door": aanbieder,
        },
    )
    nieuwjaar = vandaag.replace(month=1, day=1)
    enrol_peuter(
        voornaam=voornaam,
        tussenvoegsel="",
        achternaam=achternaam,
        geboortedatum=add_maanden(vandaag, -MAANDEN_OUD),
        adres=Adresgegevens(),
        afspraken=Afspraken(locatie, uren_per_week=8_00, kot=True),
        startdatum=nieuwjaar - timedelta(90),
        einddatum=nieuwjaar - timedelta(10),
        door=aanbieder,
        op=nieuwjaar - timedelta(90),
    )


class Weg:
    """One child at one width of the page. Each kind of page is looked at by axe once."""

    def __init__(self, site: Site, breedte: int, kind: str) -> None:
        self.site, self.breedte, self.kind = site, breedte, kind
        self._bekeken: set[str] = set()

    def als(self, login: str) -> Toetsen:
        self.site.breedte = self.breedte
        return Toetsen(self.site.als(f"{login}@putten.demo"), self._bekijk)

    def _bekijk(self, page: Page) -> None:
        soort = re.sub(r"\d+", "…", urlsplit(page.url).path)
        if soort not in self._bekeken:
            self._bekeken.add(soort)
            check(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    def dossier(self, login: str) -> Toetsen:
        """The child, found on the board."""
        toetsen = self.als(login)
        toetsen.menu("Routekaart")
        toetsen.volg(self.kind)
        return toetsen


def test_a_family_is_led_from_a_signal_to_school_by_keyboard_on_a_wide_and_a_narrow_page(
    site: Site, gezinnen: dict[int, str]
) -> None:
    for breedte, kind in gezinnen.items():
        weg = Weg(site, breedte, kind)
        give_signal(weg)
        reach_family(weg)
        write_down_parents(weg)
        grant_and_tell(weg)
        refer_twice(weg)
        place_and_start(weg)
        hand_over_statutory(weg)
        receive(weg, hand_over_with_code(weg))
        see_handed_over(weg)
    assert broken_links("0273") == []


def give_signal(weg: Weg) -> None:
    """The provider, which knows the child, tells what it saw."""
    toetsen = weg.als("aanbieder")
    toetsen.menu("Kinderen")
    toetsen.volg(weg.kind)
    toetsen.volg("Signaal geven")
    toetsen.typ("Wat valt op aan dit kind?", "Praat nog weinig.")
    toetsen.druk("Signaal geven")


def reach_family(weg: Weg) -> None:
    """The kindregisseur calls in vain, calls again, and talks the signal over."""
    toetsen = weg.dossier("kindregisseur")
    toetsen.druk("Geen gehoor")
    toetsen.typ("Korte notitie", "Moeder komt langs.")
    toetsen.druk("Gebeld")
    toetsen.volg("Besproken")
    toetsen.druk("Vastleggen")
    for gezien in ("Geen gehoor door", "Gebeld door", "Moeder komt langs."):
        expect(toetsen.page.get_by_text(gezien).first).to_be_visible()
    expect(toetsen.page.get_by_text("Besproken, sinds").first).to_be_visible()


def write_down_parents(weg: Weg) -> None:
    """JGZ writes down who the parents are, that nobody may know where they live, and what they agree to."""
    toetsen = weg.dossier("jgz")
    toetsen.volg("Ouder vastleggen")
    toetsen.typ("Voornamen", "Ayşe")
    toetsen.typ("Achternaam", "Çelik")
    toetsen.kies("Relatie", "Moeder")
    toetsen.typ("Telefoon", TELEFOON)
    toetsen.druk("Ouder vastleggen")
    toetsen.volg("Adres wijzigen")
    toetsen.typ("Postcode", "3881 AB")
    toetsen.typ("Huisnummer", "7")
    toetsen.typ("Straat", STRAAT)
    toetsen.vink("Het adres is geheim")
    toetsen.druk("Adres opslaan")
    _hides_family(toetsen.page)
    toetsen.volg("Antwoord van de ouders vastleggen")
    toetsen.antwoord("Vinden de ouders het goed", "Ja")
    toetsen.kies("Welke gegevens mag de houder krijgen?", "Naam, contact, indicatie en ontwikkelpunten")
    toetsen.kies("Wie antwoordde?", "Beide ouders")
    toetsen.kies("Hoe?", "Mondeling")
    toetsen.druk("Antwoord vastleggen")


def _hides_family(page: Page) -> None:
    inhoud = page.content()
    assert [deel for deel in (STRAAT, TELEFOON, TELEFOON[1:], "06 12398745") if deel in inhoud] == []


def grant_and_tell(weg: Weg) -> None:
    """An indicatie on grounds that stand in groups, a letter about it, and when the parents got that."""
    toetsen = weg.dossier("jgz")
    toetsen.volg("VVE-indicatie afgeven")
    gronden = toetsen.page.get_by_role("group", name="Op welke gronden?")
    expect(gronden.locator(".vve-keuzes__groep").first).to_be_visible()
    toetsen.naar(gronden.get_by_role("checkbox").first)
    toetsen.page.keyboard.press("Space")
    toetsen.druk("Indicatie afgeven")
    toetsen.volg("Indicatie afgegeven")
    toetsen.druk("Brief maken")
    toetsen.volg("Bekend gemaakt")
    toetsen.kies("Hoe?", "Per post")
    toetsen.druk("Bekendmaking vastleggen")
    expect(toetsen.page.get_by_text("per post verstuurd").first).to_be_visible()


def refer_twice(weg: Weg) -> None:
    """The first provider has no place; the second puts the child on its waiting list."""
    _refer(weg, ZANDKASTEEL)
    _answer(weg, "aanbieder2", "Nee, er is geen plaats", waarom="Alle groepen zijn vol.")
    _refer(weg, KORENAAR)
    toetsen = _answer(weg, "aanbieder", "Nog niet")
    expect(toetsen.page.get_by_text("Wachtlijst").first).to_be_visible()
    _is_in_column(weg, "Wachtlijst")


def _refer(weg: Weg, locatie: str) -> None:
    toetsen = weg.dossier("jgz")
    toetsen.volg("Verwijzen")
    toetsen.kies("Naar welke locatie?", locatie)
    toetsen.druk("Verwijzen")


def _answer(weg: Weg, login: str, antwoord: str, waarom: str = "") -> Toetsen:
    toetsen = weg.als(login)
    toetsen.menu("Verwijzingen")
    toetsen.volg(f"Antwoord over {weg.kind}")
    _hides_family(toetsen.page)
    toetsen.antwoord("Kunt u dit kind een plaats geven?", antwoord)
    if waarom:
        toetsen.typ("Waarom is er geen plaats?", waarom)
    toetsen.druk("Antwoord versturen")
    return toetsen


def place_and_start(weg: Weg) -> None:
    """There is a place after all, and the child came."""
    toetsen = weg.als("aanbieder")
    toetsen.menu("Verwijzingen")
    toetsen.volg(f"Plaatsen van {weg.kind}")
    toetsen.nieuwjaar("Startdatum")
    toetsen.kies("Locatie", KORENAAR)
    toetsen.typ("Uren per week", "16")
    toetsen.antwoord("Hebben de ouders recht op kinderopvangtoeslag", "Ja")
    toetsen.druk("Kind plaatsen")
    toetsen.menu("Verwijzingen")
    toetsen.volg(re.compile(f"^Gekomen of niet.*{re.escape(weg.kind)}$"))
    toetsen.antwoord("Is het kind gekomen?", "Ja, het is gestart")
    toetsen.druk("Vastleggen")
    _is_in_column(weg, "Gestart")


def hand_over_statutory(weg: Weg) -> None:
    """Programme and duration go to the school without consent."""
    toetsen = weg.als("aanbieder")
    toetsen.menu("Overdracht")
    toetsen.volg(f"Overdracht beginnen voor {weg.kind}")
    toetsen.antwoord("Wat draagt u over?", "Wettelijk")
    toetsen.druk("Overdracht beginnen")
    toetsen.volg("Naar de school verzenden")
    toetsen.kies("School", putten.PLAN.school)
    toetsen.druk("Naar de school verzenden")
    expect(toetsen.page.get_by_text("Verzonden", exact=True).first).to_be_visible()


def hand_over_with_code(weg: Weg) -> str:
    """What the parents allow and read goes along with a code that they give to the school; that code."""
    toetsen = weg.als("aanbieder")
    toetsen.menu("Kinderen")
    toetsen.volg(weg.kind)
    _hides_family(toetsen.page)
    toetsen.volg("Overdracht beginnen")
    toetsen.antwoord("Wat draagt u over?", "Volledig")
    toetsen.druk("Overdracht beginnen")
    toetsen.volg("Invullen")
    toetsen.typ("Aandachtspunten", "Went langzaam.")
    toetsen.druk("Overdracht opslaan")
    toetsen.volg("Toestemming vastleggen")
    toetsen.vink("Aandachtspunten")
    toetsen.vink("De basisschool")
    toetsen.druk("Toestemming vastleggen")
    toetsen.volg("Gelezen door de ouders, met zienswijze")
    toetsen.typ("Zienswijze van de ouders", ZIENSWIJZE)
    toetsen.druk("Gelezen door de ouders")
    toetsen.volg("Met een code meegeven")
    toetsen.naar(toetsen.page.get_by_role("button", name="Brief met code maken"))
    with toetsen.page.expect_download(timeout=MINUUT) as brief:
        toetsen.page.keyboard.press("Enter")
    tekst = " ".join(blad.extract_text() for blad in PdfReader(brief.value.path()).pages)
    gevonden = CODE.search(tekst)
    assert gevonden is not None, tekst
    assert STRAAT not in tekst
    return gevonden[0]


def receive(weg: Weg, code: str) -> None:
    """The school fetches it with the code, says that it has it, and later how it went."""
    toetsen = weg.als("school")
    toetsen.menu("Overdracht")
    toetsen.volg("Code invoeren")
    toetsen.typ("Code van de ouders", code)
    toetsen.druk("Overdracht ophalen")
    for gezien in (weg.kind, "Went langzaam.", ZIENSWIJZE):
        expect(toetsen.page.get_by_text(gezien).first).to_be_visible()
    _hides_family(toetsen.page)
    toetsen.druk("Ontvangst bevestigen")
    toetsen.volg("Terugkoppeling geven")
    toetsen.antwoord("Had u genoeg aan de overdracht", "Ja")
    toetsen.antwoord("Klopte het beeld", "Deels")
    toetsen.antwoord("Hielp het gesprek", "Geen gesprek")
    toetsen.druk("Terugkoppeling geven")


def see_handed_over(weg: Weg) -> None:
    """Who leads families sees where the way ended, and the record who did what."""
    _is_in_column(weg, "Overgedragen")
    gedaan = set(AuditRegel.objects.filter(gemeente_code="0273").values_list("handeling", flat=True))
    assert gedaan >= {
        *("signaal.give", "traject.contact", "traject.discuss", "indicatie.grant", "brief.make"),
        *("toestemming.record", "toeleiding.refer", "toeleiding.decline", "toeleiding.answer"),
        *("toeleiding.place", "toeleiding.start", "overdracht.send", "overdracht.code", "overdracht.redeem"),
        *("overdracht.receive", "overdracht.answer"),
    }


def _is_in_column(weg: Weg, stap: str) -> None:
    toetsen = weg.als("kindregisseur")
    toetsen.menu("Routekaart")
    kolom = toetsen.page.get_by_role("region", name=re.compile(f"^{stap}"))
    expect(kolom.get_by_role("link", name=weg.kind)).to_be_visible()
