"""The register in the browser: a file looked through before it is taken over, and the questions that it leaves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvang.models import LrkInlezing, LrkVraag
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
)
from tests.opvang.lrkbestand import bestand, regel

pytestmark = pytest.mark.django_db

UPLOAD, REVIEW, LIJST = (reverse(f"opvang:{naam}") for naam in ("lrk_upload", "lrk_review", "lrkvraag_list"))


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory()


@pytest.fixture
def beheerder(putten: Gemeente, client: Client) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten)
    client.force_login(gebruiker)
    return gebruiker


@pytest.fixture
def ark(putten: Gemeente) -> Locatie:
    return LocatieFactory(
        gemeente=putten,
        lrk_nummer="123456789",
        naam="De oude Ark",
        houder=OrganisatieFactory(naam="De Rakkers"),
    )


def stuur(client: Client, *regels: str, dag: str = "") -> Any:
    data = {
        "bestand": SimpleUploadedFile("lrk.csv", bestand(*regels).read()),
        "peildatum": dag or timezone.localdate().isoformat(),
    }
    return client.post(UPLOAD, data)


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def doorvoeren(client: Client) -> Any:
    return client.post(REVIEW, {"inlezing": LrkInlezing.objects.get(bewaard_op=None).pk}, follow=True)


@pytest.mark.usefixtures("beheerder")
def test_a_file_is_shown_before_anything_is_done(client: Client, ark: Locatie) -> None:
    nieuw = regel(lrk_id="987654321", actuele_naam_oko="Het Nest")
    fout = regel(lrk_id="555555555", ve="misschien")
    assert stuur(client, regel(), nieuw, fout, "kapot")["Location"] == REVIEW
    gezien = tekst(client.get(REVIEW))
    assert "naam: De oude Ark wordt <strong>De Ark</strong>" in gezien
    assert "Het Nest" in gezien
    assert "LRK 555555555: Regel 4, kolom ve: ‘misschien’ kan niet." in gezien
    assert "De oude Ark (LRK 123456789) heeft in het LRK houder Kinderopvang Voorbeeld B.V." in gezien
    assert list(Locatie.objects.values_list("naam", flat=True)) == ["De oude Ark"]


def test_after_a_yes_it_is_done_and_recorded_by_who_did_it(
    client: Client, ark: Locatie, beheerder: Gebruiker
) -> None:
    stuur(client, regel(), regel(lrk_id="987654321", actuele_naam_oko="Het Nest"))
    assert "Doorgevoerd: 1 nieuw, 1 gewijzigd, 0 uitgeschreven. Er is 1 vraag voor u." in tekst(
        doorvoeren(client)
    )
    ark.refresh_from_db()
    assert ark.naam == "De Ark"
    (vraag,) = LrkVraag.objects.all()
    assert AuditRegel.objects.filter(gebruiker_id=beheerder.pk, handeling="locatie.import").get().details == {
        "nieuw": ["987654321"],
        "gewijzigd": ["123456789"],
        "beeindigd": [],
        "vragen": [vraag.pk],
    }
    assert LrkInlezing.objects.get().inhoud == {}
    assert "Er staat geen bestand klaar" in tekst(client.get(REVIEW, follow=True))


@pytest.mark.usefixtures("beheerder")
def test_what_changed_since_it_was_looked_at_is_refused(client: Client, ark: Locatie) -> None:
    stuur(client, regel())
    Locatie.objects.update(naam="Intussen anders")
    assert "De locaties zijn intussen gewijzigd" in tekst(client.get(REVIEW))
    assert "er is niets doorgevoerd" in tekst(doorvoeren(client))
    assert Locatie.objects.get().naam == "Intussen anders"


@pytest.mark.usefixtures("beheerder")
def test_a_file_without_news_says_so_and_has_no_button(client: Client) -> None:
    stuur(client, regel())
    doorvoeren(client)
    stuur(client, regel())
    gezien = tekst(client.get(REVIEW))
    assert "Er verandert niets." in gezien
    assert "Doorvoeren</button>" not in gezien


@pytest.mark.usefixtures("beheerder")
@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({}, "Kies eerst het bestand van het LRK."),
        (
            {"bestand": SimpleUploadedFile("a.csv", b"a;b")},
            "ontbreekt. Is dit het opendatabestand van het LRK?",
        ),
        ({"bestand": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "Dit is een Excel-bestand."),
        ({"bestand": SimpleUploadedFile("a.csv", b"")}, "Het bestand is leeg."),
        ({"peildatum": "2999-01-01"}, "01-01-2999"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    client: Client, data: dict[str, Any], zin: str
) -> None:
    if "bestand" in data:
        data["bestand"].seek(0)
    antwoord = client.post(UPLOAD, {"peildatum": "2025-01-01"} | data)
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert not LrkInlezing.objects.exists()


@pytest.mark.usefixtures("beheerder")
def test_a_file_that_is_too_large_is_refused_by_its_size(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opvang.lrk.forms.MAX_BYTES", 10)
    assert "hoogstens 0 MB past" in tekst(stuur(client, regel()))


@pytest.mark.usefixtures("beheerder")
def test_the_whole_country_comes_through_the_browser(client: Client) -> None:
    """12 MB, which is more than any other page takes."""
    land = [
        regel(lrk_id=str(200_000_000 + i), cbs_code="0518", lrk_url="https://lrk/" + "x" * 200)
        for i in range(31_800)
    ]
    assert stuur(client, *land, regel()).status_code == 302
    assert len(LrkInlezing.objects.get().inhoud["regels"]) == 1


@pytest.mark.usefixtures("beheerder")
def test_only_the_own_municipality_is_read_and_changed(client: Client, ark: Locatie) -> None:
    duiven = LocatieFactory(lrk_nummer="123456789", gemeente=GemeenteFactory(code="0226"), naam="Van Duiven")
    stuur(client, regel(), regel(lrk_id="222222222", cbs_code="0226"))
    doorvoeren(client)
    duiven.refresh_from_db()
    assert (duiven.naam, Locatie.objects.filter(gemeente=duiven.gemeente).count()) == ("Van Duiven", 1)


@pytest.mark.usefixtures("beheerder")
def test_a_question_waits_on_the_start_page_and_is_answered_with_a_button(
    client: Client, ark: Locatie
) -> None:
    PlaatsingFactory(locatie=ark)
    stuur(client, regel(), dag="2025-08-01")
    doorvoeren(client)
    assert "Vragen uit het LRK beantwoorden" in tekst(client.get("/"))
    vraag = LrkVraag.objects.get()
    adres = reverse("opvang:lrkvraag_detail", args=[vraag.pk])
    gezien = tekst(client.get(adres))
    assert "Plaatsingen op 01-08-2025 of later</dt> <dd> 1" in gezien
    assert 'value="2025-08-01"' in gezien
    klaar = client.post(adres, {"doe": "toepassen", "ingangsdatum": "2025-08-01"}, follow=True)
    assert "Vastgelegd vanaf 01-08-2025: andere houder." in tekst(klaar)
    assert "Er staan geen vragen open" in tekst(klaar)
    assert "Toegepast" in tekst(client.get(LIJST, {"toon": "alle"}))
    assert "gaat vanaf 1 augustus 2025 verder bij Kinderopvang Voorbeeld" in tekst(
        client.get(reverse("opvang:locatie_detail", args=[ark.pk]))
    )


@pytest.mark.usefixtures("beheerder")
def test_a_refusal_stands_at_the_day_and_the_question_stays_open(client: Client, ark: Locatie) -> None:
    stuur(client, regel())
    doorvoeren(client)
    adres = reverse("opvang:lrkvraag_detail", args=[LrkVraag.objects.get().pk])
    morgen = timezone.localdate() + timedelta(days=1)
    antwoord = client.post(adres, {"doe": "toepassen", "ingangsdatum": morgen.isoformat()})
    assert antwoord.status_code == 422
    assert f"{morgen:%d-%m-%Y} is nog niet geweest." in tekst(antwoord)
    client.post(adres, {"doe": "afwijzen"})
    assert LrkVraag.objects.get().status == "afgewezen"


@pytest.mark.usefixtures("beheerder")
def test_the_day_of_the_file_is_the_day_of_the_change(client: Client, ark: Locatie) -> None:
    Locatie.objects.update(ve_geregistreerd=False)
    stuur(client, regel(), dag="2025-02-16")
    doorvoeren(client)
    assert Locatie.objects.get().ve_vanaf == date(2025, 2, 16)


def test_a_municipality_without_locations_is_told_where_to_begin(
    client: Client, beheerder: Gebruiker
) -> None:
    assert "Lees ze in uit het bestand" in tekst(client.get(reverse("opvang:locatie_list")))
