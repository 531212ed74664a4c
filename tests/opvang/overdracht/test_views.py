"""The pages, for each role: a whole way from the list of the provider to the answer of the school."""

import io
from datetime import date

import pypdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lib.periode import add_maanden
from opvang.models import Locatieprogramma, Overdracht, Plaatsing
from opvang.overdracht.actions.opstellen import attach_bijlage, withdraw_toestemming
from opvang.overdracht.actions.verzenden import send_overdracht
from organisaties.models import AuditRegel, Gebruiker, Locatie, Organisatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, OrganisatieFactory, SentOverdrachtFactory
from tests.opvang.overdracht.conftest import DAG
from tests.opvang.overdracht.hulp import PNG, allowed_overdracht, draft_overdracht

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def signed_in(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def text_of(antwoord: object) -> str:
    return " ".join(antwoord.content.decode().split())  # type: ignore[attr-defined]


def pdf_text(inhoud: bytes) -> str:
    return " ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(inhoud)).pages)


@pytest.fixture
def nu_klaar(plaatsing: Plaatsing, houder: Gebruiker) -> Overdracht:
    """A package that may go today: the pages read the clock."""
    return allowed_overdracht(plaatsing.kind, houder, timezone.localdate())


def test_a_child_near_its_moment_stands_on_the_list_of_the_provider(
    plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    vandaag = timezone.localdate()
    plaatsing.kind.geboortedatum = add_maanden(vandaag, -46)
    plaatsing.kind.ingeschreven_op = vandaag
    plaatsing.kind.save()
    Plaatsing.objects.update(einddatum=None)
    client = signed_in(houder)
    tekst = text_of(client.get(reverse("opvang:overdracht_list")))
    assert "Noor Testkind" in tekst
    assert "Te laat" in tekst
    client.post(
        reverse("opvang:overdracht_start", args=[plaatsing.kind_id]),
        {"pakket": "wettelijk", "aanleiding": "leeftijd"},
    )
    assert "Verder met het concept" in text_of(client.get(reverse("opvang:overdracht_list")))


def test_nothing_is_ticked_before_the_parents_allow_it(plaatsing: Plaatsing, houder: Gebruiker) -> None:
    overdracht = draft_overdracht(plaatsing.kind, houder, DAG)
    formulier = signed_in(houder).get(reverse("opvang:toestemming_record", args=[overdracht.pk]))
    assert 'type="checkbox"' in text_of(formulier)
    assert " checked" not in text_of(formulier)


def test_the_whole_way_of_a_family_with_a_code(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    client, vandaag = signed_in(houder), timezone.localdate().isoformat()
    client.post(
        reverse("opvang:overdracht_start", args=[plaatsing.kind_id]),
        {"pakket": "volledig", "aanleiding": "leeftijd"},
    )
    overdracht = Overdracht.objects.get()

    def post(naam: str, **data: object) -> object:
        return client.post(reverse(f"opvang:{naam}", args=[overdracht.pk]), data)

    tekst = text_of(client.get(reverse("opvang:overdracht_detail", args=[overdracht.pk])))
    assert "Leg vast dat de ouders toestemming geven voor de school." in tekst
    post("overdracht_edit", aandachtspunten="Went langzaam.", taal_niveau="extra", warm_gewenst="on")
    post("bijlage_add", omschrijving="KIJK!", bestand=SimpleUploadedFile("x.exe", PNG))
    post("toestemming_record", delen=Overdracht.Deel.values, ontvangers=["school"], dag=vandaag)
    post("ouders_record", dag=vandaag, zienswijze="Wij zien dat ook.")
    brief = pdf_text(client.get(reverse("opvang:overdracht_pdf", args=[overdracht.pk])).content)
    for deel in ("Noor Testkind", "Went langzaam.", "Wij zien dat ook.", "Piramide", "Voor gezien"):
        assert deel in brief
    antwoord = client.post(
        reverse("opvang:overdracht_code", args=[overdracht.pk]), {"tot_en_met": "2099-01-01"}
    )
    regels = pdf_text(antwoord.content).split()
    code = next(woord for woord in regels if woord.count("-") == 2 and len(woord) == 14)
    school = signed_in(ib_er)
    assert "Noor" not in text_of(school.get(reverse("opvang:ontvangen_list")))
    fout = school.post(reverse("opvang:code_redeem"), {"code": "ABCD-EFGH-JKLM"})
    assert "niets op te halen" in text_of(fout)
    assert AuditRegel.objects.filter(handeling="overdracht.refuse").count() == 1
    gelukt = school.post(reverse("opvang:code_redeem"), {"code": code.lower()}, follow=True)
    assert "Went langzaam." in text_of(gelukt)
    bijlage = overdracht.bijlagen.get()
    assert school.get(reverse("opvang:ontvangen_bijlage", args=[bijlage.pk])).content == PNG
    school.post(reverse("opvang:ontvangst_confirm", args=[overdracht.pk]))
    school.post(
        reverse("opvang:terugkoppeling_give", args=[overdracht.pk]),
        {"genoeg": "ja", "klopte": "deels", "gesprek": "geen gesprek", "toelichting": "Dank."},
    )
    tekst = text_of(client.get(reverse("opvang:overdracht_detail", args=[overdracht.pk])))
    for deel in ("Ontvangst bevestigd", "Klopte het beeld", "deels", "Dank."):
        assert deel in tekst


def test_the_municipality_and_jgz_see_how_far_it_is_and_not_what_it_says(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    assert ib_er.organisatie is not None
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    for rol in (Rol.KINDREGISSEUR, Rol.JGZ_MEDEWERKER):
        client = signed_in(GebruikerFactory(rol=rol))
        tekst = text_of(client.get(reverse("opvang:overdracht_stand"), {"toon": "alle"}))
        assert "Noor Testkind" in tekst
        kind = text_of(client.get(reverse("indicaties:kind_detail", args=[klaar.kind_id])))
        assert "Overdracht naar school" in kind
        for geheim in ("Went langzaam", "herkennen ons kind", "Logopedist"):
            assert geheim not in tekst + kind
        for pagina in ("overdracht_detail", "overdracht_pdf", "ontvangen_detail"):
            assert client.get(reverse(f"opvang:{pagina}", args=[klaar.pk])).status_code == 403


def test_a_withdrawn_package_is_closed_to_the_school(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    assert ib_er.organisatie is not None
    bijlage = attach_bijlage(overdracht=klaar, inhoud=PNG, omschrijving="KIJK!", door=houder, op=DAG)
    Overdracht.objects.update(gezien_op=DAG, gezien_door=houder)
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    client = signed_in(ib_er)
    assert "Noor Testkind" in text_of(client.get(reverse("opvang:ontvangen_list")))
    withdraw_toestemming(overdracht=klaar, door=houder, op=DAG)
    tekst = text_of(client.get(reverse("opvang:ontvangen_detail", args=[klaar.pk])))
    assert "hebben hun toestemming ingetrokken" in tekst
    lijst = text_of(client.get(reverse("opvang:ontvangen_list")))
    assert klaar.pseudoniem in lijst
    assert "Noor" not in tekst + lijst
    assert client.get(reverse("opvang:ontvangen_pdf", args=[klaar.pk])).status_code == 404
    assert client.get(reverse("opvang:ontvangen_bijlage", args=[bijlage.pk])).status_code == 404


def test_one_school_opens_nothing_of_another(locatie: Locatie, ib_er: Gebruiker) -> None:
    buur = SentOverdrachtFactory(locatie=locatie)
    client = signed_in(ib_er)
    assert "Er is nog niets aan uw school overgedragen" in text_of(
        client.get(reverse("opvang:ontvangen_list"))
    )
    for pagina in ("ontvangen_detail", "ontvangen_pdf", "terugkoppeling_give", "ontvangen_gesprek"):
        assert client.get(reverse(f"opvang:{pagina}", args=[buur.pk])).status_code == 404
    assert client.get(reverse("opvang:ontvangen_bijlage", args=[buur.bijlagen.get().pk])).status_code == 404


def test_the_paper_for_the_bso_needs_their_consent(nu_klaar: Overdracht, houder: Gebruiker) -> None:
    client = signed_in(houder)
    adres = reverse("opvang:overdracht_bso", args=[nu_klaar.pk])
    assert "Went langzaam." in pdf_text(client.post(adres).content)
    Overdracht.objects.update(toestemming_ontvangers=["school"])
    assert "geen toestemming om dit aan de BSO" in text_of(client.post(adres, follow=True))


def test_a_functioneel_beheerder_reads_the_list_of_duo_and_hears_what_changed() -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    weg = OrganisatieFactory(school=True, naam="De Weg", vestigingscode="99ZZ00")
    client = signed_in(beheerder)
    kop = "VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENUMMER\n"

    def upload(regels: str) -> str:
        bestand = SimpleUploadedFile("scholen.csv", (kop + regels).encode())
        return text_of(client.post(reverse("opvang:school_list"), {"bestand": bestand}, follow=True))

    assert "In dit bestand staan geen scholen van gemeente Putten (0273)." in upload(
        "10AB00;De Kei;Duiven;0226"
    )
    tekst = upload("10AB00;De Kei;Putten;0273")
    assert "1 nieuw, 0 gewijzigd, 1 niet meer in de lijst, 0 ongewijzigd." in tekst
    assert "Nieuw: De Kei." in tekst
    weg.refresh_from_db()
    assert weg.opgeheven
    assert "Regel 2" in upload("x;De Kei;Putten;0273")
    assert Organisatie.objects.scholen().count() == 2


def test_a_school_that_is_gone_cannot_be_chosen(nu_klaar: Overdracht, houder: Gebruiker) -> None:
    weg = OrganisatieFactory(school=True, naam="De Weg", opgeheven=True)
    client = signed_in(houder)
    adres = reverse("opvang:overdracht_send", args=[nu_klaar.pk])
    assert "De Weg" not in text_of(client.get(adres))
    assert "Kies een school uit de lijst." in text_of(client.post(adres, {"school": weg.pk}))


def test_a_programme_that_is_no_longer_recognised_is_kept_with_a_warning(
    locatie: Locatie, houder: Gebruiker
) -> None:
    client = signed_in(houder)
    tekst = text_of(
        client.post(
            reverse("opvang:locatie_programma", args=[locatie.pk]),
            {"programma": "peuterplein", "van": "2026-01-01", "tot_en_met": ""},
            follow=True,
        )
    )
    assert "Peuterplein is na 31 december 2022 niet meer erkend." in tekst
    piramide = Locatieprogramma.objects.get(programma="piramide")
    assert piramide.tot_en_met == date(2025, 12, 31)
    kindregisseur = signed_in(GebruikerFactory(rol=Rol.KINDREGISSEUR))
    tekst = text_of(kindregisseur.get(reverse("opvang:locatie_detail", args=[locatie.pk])))
    assert "Niet erkend" in tekst
    assert "Programma vastleggen" not in tekst
