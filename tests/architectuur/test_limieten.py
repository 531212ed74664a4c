"""Every costly page has a limit: what searches, calculates, takes a file in or out, or sends a mail."""

import pytest
from allauth.account import app_settings as allauth
from django.conf import settings as ingesteld
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from tests.architectuur.rondgang import Rondgang, langs_elke_rol
from tests.architectuur.wereld import paginas
from tests.factories import GebruikerFactory

# How often one user may ask for a page, and in how many seconds. A list is searched while one types.
LIMIETEN = {
    "brieven:afschrift": (30, 60),
    "brieven:brief_bundle": (10, 60),
    "brieven:brief_download": (60, 60),
    "brieven:brief_list": (120, 60),
    "brieven:brieftekst_preview": (30, 60),
    "brieven:folder_download": (20, 60),
    "brieven:huisstijl_preview": (20, 60),
    "brieven:kennisgeving_list": (120, 60),
    "brieven:kennisgeving_resend": (30, 60),
    "indicaties:besluit_brief": (30, 60),
    "indicaties:besluit_brief_download": (20, 60),
    "indicaties:informatiebrief_make": (30, 60),
    "indicaties:kind_list": (120, 60),
    "indicaties:ondersteuning_wacht": (120, 60),
    "indicaties:kind_search": (30, 60),  # also on BSN
    "indicaties:bsn_show": (30, 60),
    "indicaties:adres_show": (30, 60),
    "indicaties:buurt_upload": (20, 60),
    "indicaties:buurt_confirm": (20, 60),
    "indicaties:gezin_link": (60, 60),
    "opvang:bijlage_show": (60, 60),
    "opvang:code_redeem": (10, 3600),  # who guesses a code waits an hour
    "opvang:ontvangen_bijlage": (60, 60),
    "opvang:ontvangen_pdf": (30, 60),
    "opvang:overdracht_bso": (20, 60),
    "opvang:overdracht_code": (20, 60),
    "opvang:overdracht_pdf": (30, 60),
    "indicaties:route_board": (120, 60),
    "indicaties:route_table": (120, 60),
    "indicaties:route_export": (10, 60),
    "indicaties:route_on_time": (60, 60),
    "opvang:locatie_list": (120, 60),
    "opvang:indeling_edit": (60, 60),
    "opvang:kwaliteit_list": (60, 60),
    "opvang:kwaliteit_export": (10, 60),
    "opvang:kwaliteit_detail": (120, 60),
    "opvang:kwaliteitsblad_edit": (60, 60),
    "opvang:apitoken_create": (30, 60),
    "opvang:lrk_upload": (20, 60),
    "opvang:overname_list": (20, 60),
    "opvang:overname_sjabloon": (20, 60),
    "opvang:verwijzing_list": (120, 60),
    "opvang:peuter_enrol": (60, 60),  # says whether a child like it is known
    "opvang:plaatsing_list": (120, 60),
    "opvang:school_list": (60, 60),
    "opvang:resultaat_list": (60, 60),
    "opvang:resultaat_upload": (20, 60),
    "opvang:resultaat_werkmap": (20, 60),
    "opvang:uren_download": (20, 60),
    "opvang:uren_save": (240, 60),  # as somebody types
    "opvang:uren_upload": (20, 60),
    "opvang:uren_workbook": (20, 60),
    "organisaties:audit_export": (10, 60),
    "organisaties:audit_list": (120, 60),
    "organisaties:gebruiker_invite": (30, 60),
    "organisaties:gebruiker_list": (120, 60),
    "organisaties:gebruiker_import": (20, 60),
    "organisaties:gebruikers_invite": (10, 60),
    "organisaties:gemeente_list": (120, 60),
    "organisaties:gemeente_detail": (60, 60),  # sends a mail
    "organisaties:beheerder_mail": (10, 60),
    "organisaties:organisatie_list": (120, 60),
    "organisaties:gebruiker_mail": (10, 60),
    "organisaties:opdracht_retry": (30, 60),
    "organisaties:ronde_start": (60, 60),
    "organisaties:ronde_resume": (30, 60),
    "organisaties:ronde_retry": (30, 60),
    "privacy:inzage_export": (10, 60),
    "rapportage:beleid_csv": (20, 60),
    "rapportage:beleid_jaar": (60, 60),
    "rapportage:goab_meter": (60, 60),
    "rapportage:monitor": (60, 60),
    "rapportage:monitor_blad": (20, 60),
    "rapportage:monitor_buurt": (60, 60),
    "rapportage:monitor_csv": (20, 60),
    "rapportage:resultaten": (60, 60),
    "rapportage:resultaten_csv": (20, 60),
    "rapportage:controledossier_download": (10, 60),
    "rapportage:menolijst": (20, 60),
    "rapportage:menolijst_export": (10, 60),
    "rapportage:sisa": (60, 60),
    "rapportage:sisa_bijlage": (20, 60),
    "rapportage:sisa_bijlage_take": (10, 60),
    "rapportage:sisa_boekingen": (60, 60),
    "rapportage:sisa_export": (20, 60),
    "rapportage:sisa_verschillen": (60, 60),
    "rapportage:sisa_verschillen_export": (20, 60),
    "rapportage:trekking_download": (10, 60),
    "rapportage:trekking_draw": (20, 60),
    "rapportage:monitor_kinderen": (60, 60),
    "rapportage:monitor_kwartaal": (60, 60),
    "rapportage:monitor_spreiding": (60, 60),
    "rapportage:tellingen": (60, 60),
    "rapportage:monitor_uitsplitsing": (60, 60),
    "rapportage:verantwoording_create": (10, 60),
    "rapportage:verantwoording_download": (20, 60),
    "rapportage:verantwoording_prepare": (60, 60),
    "rapportage:verantwoording_retry": (10, 60),
    "rapportage:periodiek_create": (10, 60),
    "rapportage:periodiek_download": (20, 60),
    "subsidies:afschrift_upload": (20, 60),
    "subsidies:betaling_specificatie": (30, 60),
    "subsidies:run_boekingen": (30, 60),
    "subsidies:run_create": (20, 60),
    "subsidies:run_download": (30, 60),
    "subsidies:run_release": (20, 60),
    "subsidies:aanvraag_upload": (30, 60),
    "subsidies:aanvraag_werkboek": (60, 60),
    "subsidies:aanvraagbijlage_attach": (30, 60),
    "subsidies:aanvraagbijlage_show": (60, 60),
    "subsidies:beschikking_take": (30, 60),  # makes a letter
    "subsidies:plafond": (60, 60),
    "subsidies:subsidiebrief_download": (60, 60),
    "subsidies:declaratie_calculate": (30, 60),
    "subsidies:declaraties_accept": (10, 60),
    "subsidies:werklijst": (60, 60),
    "subsidies:declaratie_list": (60, 60),  # a trial calculation for what is new
    "subsidies:hoofdstuk_edit": (120, 60),  # computes the worked examples each time
    "subsidies:tijdvak_calculate": (10, 60),
    "subsidies:locatiegeld_calculate": (10, 60),
    "subsidies:doelgroepkinderen": (60, 60),
    "subsidies:doelgroepverklaring": (30, 60),
    "subsidies:regeling_create": (30, 60),
    "subsidies:regeling_download": (20, 60),
    "subsidies:regeling_edit": (30, 60),
    "subsidies:regeling_redactie": (60, 60),
    "subsidies:regeling_kosten": (60, 60),
    "subsidies:voorbeeld_take_over": (60, 60),
    "subsidies:regeling_verschillen": (60, 60),
    "subsidies:boeking_export": (10, 60),
    "subsidies:journaal_export": (10, 60),
    "subsidies:factuur_export": (10, 60),
    "subsidies:activiteit_export": (10, 60),
    "subsidies:declaraties_export": (10, 60),
    "subsidies:berekeningen_export": (10, 60),
    "subsidies:herzieningen_export": (10, 60),
    "subsidies:locatiegeld_export": (10, 60),
    "subsidies:dossiers_export": (10, 60),
    "subsidies:besluiten_export": (10, 60),
    "subsidies:verplichtingen_export": (10, 60),
    "subsidies:betalingen_export": (10, 60),
    "subsidies:runs_export": (10, 60),
    "subsidies:factuur_import": (20, 60),
    "subsidies:facturen_prepare": (10, 60),
    "subsidies:scenario": (60, 60),
    "subsidies:scenario_csv": (10, 60),
}


def test_these_pages_have_a_limit_and_no_others() -> None:
    gevonden = {p.naam: p.view.limiet for p in paginas() if hasattr(p.view, "limiet")}
    assert gevonden == LIMIETEN


@langs_elke_rol
def test_what_gives_a_file_has_a_limit(rondgang: Rondgang) -> None:
    bestanden = {bezoek.pagina.naam for bezoek in rondgang.bezoeken if bezoek.is_bestand}
    assert bestanden - LIMIETEN.keys() == set()


def test_signing_in_and_asking_for_a_password_have_limits_too() -> None:
    limieten = allauth.AppSettings("ACCOUNT_").RATE_LIMITS
    assert {naam: limieten[naam] for naam in ("login", "login_failed", "reset_password")} == {
        "login": "30/m/ip",
        "login_failed": "20/m/ip,5/5m/key",
        "reset_password": "20/m/ip,5/m/key",
    }
    assert {naam: limieten[naam] for naam in ("change_password", "reauthenticate")} == {
        "change_password": "5/m/user",
        "reauthenticate": "10/m/user",
    }
    assert ingesteld.ACCOUNT_RATE_LIMITS == {"login_failed": "20/m/ip,5/5m/key"}


@pytest.fixture
def _half_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty seconds into a minute, and the clock stands still."""
    monkeypatch.setattr("organisaties.toegang.time.time", lambda: 60 * 1_000_000 + 20.0)
    cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("_half_past")
def test_one_request_too_many_gets_a_page_that_says_how_long_to_wait(client: Client) -> None:
    client.force_login(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))
    codes = [client.post(reverse("indicaties:kind_search"), {"zoek": "Jan"}).status_code for _ in range(30)]
    assert codes == [302] * 30
    antwoord = client.post(reverse("indicaties:kind_search"), {"zoek": "Jan"})
    tekst = " ".join(antwoord.content.decode().split())
    assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "40")
    assert "Wacht 40 seconden en probeer het opnieuw." in tekst
    assert "<h1" in tekst
    assert "default-src 'self'" in antwoord["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_half_past")
def test_the_limit_of_one_user_is_not_that_of_another(client: Client) -> None:
    for _ in range(2):
        client.force_login(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))
        codes = [client.post(reverse("indicaties:kind_search")).status_code for _ in range(30)]
        assert 429 not in codes


@pytest.mark.django_db
def test_a_visitor_who_asks_for_too_many_passwords_is_told_when_to_come_back(
    client: Client,
) -> None:
    cache.clear()
    codes = [
        client.post(reverse("account_reset_password"), {"email": "x@putten.test"}).status_code
        for _ in range(5)
    ]
    assert codes == [302] * 5
    antwoord = client.post(reverse("account_reset_password"), {"email": "x@putten.test"})
    assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "60")
    assert "Wacht een minuut" in " ".join(antwoord.content.decode().split())
