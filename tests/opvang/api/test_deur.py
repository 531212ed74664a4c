"""Every operation × every key: what opens, for whose rows, and what the answer may hold."""

import json
from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from opvang.actions.apitokens import withdraw_apitoken
from opvang.api.openapi import description
from opvang.api.operatie import OPERATIES, Operatie
from opvang.api.schema import read
from opvang.models import ApiToken
from organisaties.models import AuditRegel, Gebruiker, Gemeentegebruiker
from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.rondgang import undone
from tests.architectuur.wereld import Wereld, make_gebruiker, make_werelden, paginas
from tests.factories import LocatieFactory
from tests.opvang.api.programma import Programma, beheerder_van, fouten, sleutel_voor

pytestmark = pytest.mark.django_db

BESCHRIJVING = description()
IDS = {"verwijzing_id": "toeleiding_id"}


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def adres(operatie: Operatie, wereld: Wereld) -> str:
    pad = operatie.pad
    for naam in ("verwijzing_id", "plaatsing_id", "declaratie_id", "groep_id"):
        pad = pad.replace(f"{{{naam}}}", str(wereld.ids[IDS.get(naam, naam)]))
    return pad


def ask(programma: Programma, operatie: Operatie, wereld: Wereld) -> Any:
    """With an empty body: what is judged before that is judged, and nothing is made."""
    pad = adres(operatie, wereld)
    if operatie.methode == "GET":
        return programma.get(pad)
    if operatie.is_bestand:
        return programma.send_file(pad, b"a;b\n1;2\n")
    return programma.patch(pad, {}) if operatie.methode == "PATCH" else programma.post(pad, {})


@pytest.fixture
def werelden() -> tuple[Wereld, Wereld, Wereld]:
    return make_werelden()


def test_every_address_under_api_is_known_here() -> None:
    """An address without an operation answers nobody: deny by default."""
    (api,) = [patroon for patroon in get_resolver().url_patterns if str(patroon.pattern) == "api/"]
    bekend = {(o.pad, o.methode) for o in OPERATIES}
    gevonden = set()
    for patroon in api.url_patterns:
        if str(patroon.name) in ("openapi", "niets"):
            assert patroon.callback.openbaar
            continue
        assert patroon.callback.met_token
        gevonden |= {(o.pad, methode) for methode, o in patroon.callback.operaties.items()}
    assert gevonden == bekend


def test_every_operation_has_a_right_that_the_beheerder_holds() -> None:
    for operatie in OPERATIES:
        assert operatie.recht in RECHTEN[Rol.HOUDER_BEHEERDER], operatie.naam
        assert (operatie.methode == "GET") == (operatie.scope == ApiToken.Scope.READ)


def test_without_a_key_nothing_opens_also_not_with_a_session(
    werelden: tuple[Wereld, ...], client: Client
) -> None:
    eigen = werelden[0]
    client.force_login(make_gebruiker(Rol.HOUDER_BEHEERDER, eigen))
    for operatie in OPERATIES:
        antwoord = client.generic(operatie.methode, f"/api/v1{adres(operatie, eigen)}")
        assert antwoord.status_code == 401, operatie.naam
        assert antwoord["WWW-Authenticate"].startswith("Bearer")
        assert "Stuur de sleutel mee" in antwoord.json()["detail"]


def test_a_key_opens_what_its_scope_says_and_nothing_else(werelden: tuple[Wereld, ...]) -> None:
    eigen = werelden[0]
    beheerder = beheerder_van(eigen.houder, gemeente=eigen.gemeente)
    for scope in ApiToken.Scope.values:
        programma = Programma(sleutel_voor(beheerder, (scope,), naam=scope))
        for operatie in OPERATIES:
            with undone():
                antwoord = ask(programma, operatie, eigen)
            mag = str(operatie.scope) == scope
            assert (antwoord.status_code == 403) != mag, (operatie.naam, scope, antwoord.content)
            assert antwoord.status_code < 500


def test_a_key_sees_only_its_own_provider_in_its_own_municipality(werelden: tuple[Wereld, ...]) -> None:
    eigen, naast, elders = werelden
    programma = Programma(sleutel_voor(beheerder_van(eigen.houder, gemeente=eigen.gemeente)))
    for operatie in OPERATIES:
        for ander in (naast, elders):
            with undone():
                antwoord = ask(programma, operatie, ander)
                if "{" in operatie.pad and operatie.invoer is None:
                    assert antwoord.status_code == 404, operatie.naam
                    assert AuditRegel.objects.filter(handeling="toegang.deny").exists()
                elif "{" in operatie.pad:
                    assert antwoord.status_code in (404, 422), operatie.naam
            assert ander.geheim not in antwoord.content.decode()


def test_every_answer_is_as_described_and_shown_on_record(werelden: tuple[Wereld, ...]) -> None:
    eigen = werelden[0]
    beheerder = beheerder_van(eigen.houder, gemeente=eigen.gemeente)
    programma = Programma(sleutel_voor(beheerder))
    for operatie in OPERATIES:
        if operatie.methode != "GET":
            continue
        with undone():
            antwoord = ask(programma, operatie, eigen)
            assert antwoord.status_code == 200, (operatie.naam, antwoord.content)
            assert (antwoord["API-Version"], antwoord["Cache-Control"]) == ("1.3.0", "no-store")
            # Strict: a field that the description does not know, or one that is missing, is an error.
            read(operatie.uitvoer, json.loads(antwoord.content, parse_float=Decimal))
            if eigen.pseudoniem in antwoord.content.decode():
                regel = AuditRegel.objects.filter(gebruiker_id=beheerder.pk).latest("pk")
                assert (operatie.naam, regel.details["kinderen"]) == (operatie.naam, [eigen.pseudoniem])
                assert regel.details["via"].startswith("sleutel ")


@pytest.fixture
def beheerder() -> Gebruiker:
    return beheerder_van(LocatieFactory().houder)


def geweigerd(sleutel: str) -> str:
    antwoord = Programma(sleutel).get("/locaties")
    fouten(antwoord)
    assert antwoord.status_code == 401
    return str(antwoord.json()["detail"])


def test_a_key_ends_with_its_last_day_with_withdrawal_and_with_the_role(beheerder: Gebruiker) -> None:
    sleutel = sleutel_voor(beheerder)
    assert Programma(sleutel).get("/locaties").status_code == 200
    assert geweigerd(sleutel + "x") == "Deze sleutel bestaat niet."
    token = ApiToken.objects.get()
    gisteren = timezone.localdate() - timedelta(days=1)
    with undone():
        ApiToken.objects.update(geldig_tot_en_met=gisteren)
        assert geweigerd(sleutel).startswith(f"De sleutel gold tot en met {gisteren:%d-%m-%Y}.")
    with undone():
        withdraw_apitoken(token=token, door=beheerder, op=timezone.now())
        assert geweigerd(sleutel).startswith("De sleutel is ingetrokken.")
    with undone():
        beheerder.toekenningen.update(geldig_tot_en_met=gisteren)
        assert geweigerd(sleutel).startswith("Wie deze sleutel maakte, is geen beheerder meer.")
    with undone():
        Gemeentegebruiker.objects.update(uitgezet_op=timezone.now(), uitgezet_door=beheerder)
        assert geweigerd(sleutel).startswith("Wie deze sleutel maakte, is geen beheerder meer.")
    with undone():
        beheerder.toekenningen.all().delete()
        assert geweigerd(sleutel).startswith("Wie deze sleutel maakte, is geen beheerder meer.")


def test_the_last_use_is_written_down(beheerder: Gebruiker) -> None:
    sleutel = sleutel_voor(beheerder)
    Programma(sleutel).get("/locaties")
    assert ApiToken.objects.get().laatst_gebruikt_op is not None


def test_too_many_questions_get_a_pause_and_of_one_key_alone(
    beheerder: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opvang.api.toegang.time.time", lambda: 60 * 1_000_000 + 20.0)
    een, ander = Programma(sleutel_voor(beheerder)), Programma(sleutel_voor(beheerder, naam="Ander"))
    codes = {een.get("/locaties").status_code for _ in range(300)}
    antwoord = een.get("/locaties")
    assert (codes, antwoord.status_code, antwoord["Retry-After"]) == ({200}, 429, "40")
    assert "Wacht 40 seconden." in antwoord.json()["detail"]
    assert ander.get("/locaties").status_code == 200


@pytest.mark.parametrize(
    ("methode", "pad", "status"),
    [
        ("GET", "/locaties/", 404),
        ("GET", "/bestaat-niet", 404),
        ("GET", "/plaatsingen/abc", 404),
        ("PATCH", "/locaties", 405),
        ("POST", "/locaties", 405),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(
    beheerder: Gebruiker, methode: str, pad: str, status: int
) -> None:
    programma = Programma(sleutel_voor(beheerder))
    antwoord = programma.client.generic(methode, f"/api/v1{pad}")
    fouten(antwoord)
    assert antwoord.status_code == status
    if status == 405:
        assert antwoord["Allow"] == "GET, HEAD"


def test_a_method_that_no_operation_has_is_refused(client: Client) -> None:
    assert client.delete("/api/v1/locaties").status_code == 405
    assert client.patch("/opvang/locaties/").status_code == 405


@pytest.mark.parametrize(
    ("body", "soort", "status", "zin"),
    [
        ("{", "application/json", 400, "geen JSON"),
        ('{"jaar": NaN, "kwartaal": 1}', "application/json", 400, "geen JSON"),
        ("[" * 5000, "application/json", 400, "geen JSON"),
        ("[]", "application/json", 422, "Verwacht: een object"),
        ("jaar=2025", "application/x-www-form-urlencoded", 415, "Content-Type: application/json"),
        ('{"jaar": "2025"}', "application/json", 422, "‘2025’ kan niet. Verwacht: een heel getal."),
        (b"\xff\xfe", "application/json", 400, "geen JSON"),
    ],
)
def test_odd_bodies_get_a_sentence(
    beheerder: Gebruiker, body: Any, soort: str, status: int, zin: str
) -> None:
    programma = Programma(sleutel_voor(beheerder))
    antwoord = programma.client.post(
        "/api/v1/urendeclaraties", body, content_type=soort, headers={"Idempotency-Key": "a"}
    )
    fouten(antwoord)
    assert (antwoord.status_code, zin in antwoord.json()["detail"]) == (status, True), antwoord.content


def test_a_parameter_that_is_not_known_or_cannot_be_is_told(beheerder: Gebruiker) -> None:
    programma = Programma(sleutel_voor(beheerder))
    antwoord = programma.get("/plaatsingen", peildatum="2025-02-30", zoek="x", aantal="nul")
    assert fouten(antwoord) == {
        "peildatum": "‘2025-02-30’ kan niet. Verwacht: een dag die bestaat, als 2026-01-31.",
        "zoek": "Parameter ‘zoek’ is niet bekend. Haal hem weg.",
        "aantal": "‘nul’ kan niet. Verwacht: een heel getal.",
    }
    assert fouten(programma.get("/plaatsingen", aantal="201")) == {
        "aantal": "‘201’ kan niet. Verwacht: 1 tot en met 200."
    }
    assert programma.get("/plaatsingen", pagina="7").json()["resultaten"] == []


def test_a_crash_is_told_without_its_inside(beheerder: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    def kapot(*_: Any) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("opvang.api.toegang.note_use", kapot)
    antwoord = Programma(sleutel_voor(beheerder)).get("/locaties")
    fouten(antwoord)
    assert (antwoord.status_code, "geheim" in antwoord.content.decode()) == (500, False)


def test_every_status_that_can_come_has_a_title() -> None:
    for operatie in OPERATIES:
        assert operatie.status in (HTTPStatus.OK, HTTPStatus.CREATED)
    assert not [
        pagina.naam
        for pagina in paginas()
        if pagina.naam.startswith("api:") and hasattr(pagina.view, "recht")
    ]
    assert json.dumps(BESCHRIJVING)
