"""A request of access gives all there is about one child, in one file, on record."""

import io
import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.urls import reverse

from indicaties.models import Kind
from opvang.models import Regelbericht
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from privacy.inzage import FEITEN, TABELLEN, WEGGELATEN
from privacy.inzage.lezen import read_dossier
from rekenregels import Feit
from tests.architectuur.wereld import make_werelden
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    OrganisatieFactory,
    TrajectFactory,
    TrajectnotitieFactory,
)

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def test_a_moment_is_told_as_the_clock_in_the_netherlands_had_it() -> None:
    regel = DeclaratieregelFactory()
    middernacht = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)
    Regelbericht.objects.create(
        regel=regel,
        soort="antwoord",
        tekst="Was ziek.",
        geschreven_op=middernacht,
        geschreven_door=GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER),
    )
    dossier = read_dossier(regel.plaatsing.kind, middernacht)
    (bericht,) = [
        o.rijen for o in dossier.onderdelen if o.titel == "Wat bij gedeclareerde uren is geschreven"
    ]
    assert "01-07-2025 00:30" in bericht[0]


def test_the_file_holds_every_kind_of_data_and_who_saw_it(inloggen: Any) -> None:
    wereld, buur, _ = make_werelden()
    kind = Kind.objects.get(pk=wereld.ids["kind_id"])
    kind.set_bsn(BSN)
    kind.save()
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=wereld.gemeente))
    client.get(reverse("indicaties:kind_detail", args=[kind.pk]))
    antwoord = client.post(reverse("privacy:inzage_export", args=[kind.pk, "json"]))
    dossier = json.loads(antwoord.content)
    assert dossier["Gegevens van het kind"][0]["BSN"] == BSN
    assert {titel: len(rijen) for titel, rijen in dossier.items() if isinstance(rijen, list)} == {
        "Gegevens van het kind": 2,  # its own, and of the file that was joined with it
        "Adres": 0,
        "Ouders en verzorgers": 1,
        "Broertjes en zusjes": 0,
        "Indicaties": 1,
        "Besluiten over een indicatie": 1,
        "Signalen": 1,
        "Vragen om extra ondersteuning": 1,
        "Toestemming van de ouders": 1,
        "Wat een houder bij de start moest weten": 1,
        "Verwijzingen": 1,
        "Wat er met een verwijzing gebeurde": 0,
        "Routekaart": 1,
        "Contact met het gezin": 0,
        "Notities": 0,
        "Taken bij de routekaart": 1,
        "Wie het dossier aan een collega gaf": 0,
        "Vragen van aanbieders om het kind te verwijzen": 1,
        "Dossiers die zijn samengevoegd": 1,
        "Plaatsingen": 1,
        "Groepen": 1,
        "Resultaten": 1,
        "Resultaten per domein": 1,
        "Overdracht naar school": 1,
        "Na de overdracht": 0,
        "Gedeclareerde uren": 1,
        "Wat bij gedeclareerde uren is geschreven": 0,
        "Berekende subsidie": 1,
        "Wat eerder over een plaatsing vastlag": 0,
        "Wat in een overdracht staat": 10,
        "Brieven": 1,
        # No scheme of this municipality pays parents.
        "Subsidie van de ouders": 0,
        "Aanvragen van de ouders": 0,
        "Wat met de termijn van een aanvraag gebeurde": 0,
        "Wat voor de ouders is aangevraagd": 0,
        "Bewijs dat de ouders lieten zien": 0,
        "Besluiten over geld voor de ouders": 0,
        "Wat vooraf wordt betaald": 0,
        "Bezwaar van de ouders over geld": 0,
        "Rekeningnummer van de ouders": 0,
        "Te betalen aan de ouders, of terug te krijgen": 0,
        "Betaald aan de ouders": 0,
        "Subsidie die wordt herzien": 1,
        "Gegevens in de bewaarde berekeningen": 17,
        "Wie iets deed of inzag": 2,
    }
    assert dossier["Gedeclareerde uren"][0]["Uren"] == "80,00"
    assert [regel["Wat"] for regel in dossier["Wie iets deed of inzag"]] == [
        "Kind bekeken",
        "Kind opgehaald voor inzage",
    ]
    assert buur.geheim not in antwoord.content.decode()
    regel = AuditRegel.objects.order_by("-pk")[0]
    assert (regel.handeling, regel.details) == (
        "kind.inzage_export",
        {"kind": kind.pseudoniem, "vorm": "json"},
    )


def test_the_same_comes_as_a_readable_document(inloggen: Any) -> None:
    wereld, _, _ = make_werelden()
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=wereld.gemeente))
    antwoord = client.post(reverse("privacy:inzage_export", args=[wereld.ids["kind_id"], "pdf"]))
    tekst = " ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(antwoord.content)).pages)
    for deel in (wereld.geheim, "Indicaties", "Gedeclareerde uren", "80,00", "Autoriteit Persoonsgegevens"):
        assert deel in tekst


def test_what_each_side_keeps_to_itself_is_given_too(inloggen: Any) -> None:
    """The notes of JGZ and of the municipality: a parent may know both (art. 15 AVG)."""
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    traject = TrajectFactory()
    TrajectnotitieFactory(traject=traject, tekst="Van de gemeente")
    TrajectnotitieFactory(
        traject=traject, tekst="Van het consultatiebureau", organisatie=OrganisatieFactory(jgz=True)
    )
    antwoord = inloggen(regisseur).post(reverse("privacy:inzage_export", args=[traject.kind_id, "json"]))
    notities = json.loads(antwoord.content)["Notities"]
    assert [regel["Notitie"] for regel in notities] == ["Van de gemeente", "Van het consultatiebureau"]


# --- nothing about a child is forgotten


def models_about_a_child() -> set[type[models.Model]]:
    """The child, and every model with a key that leads to one, along whatever way."""
    gevonden: set[type[models.Model]] = {Kind}
    alle = [model for model in apps.get_models() if model._meta.app_label not in ("sessions", "contenttypes")]
    while True:
        nieuw = {
            model
            for model in alle
            if any(veld.related_model in gevonden for veld in model._meta.concrete_fields if veld.is_relation)
        } - gevonden
        if not nieuw:
            return gevonden
        gevonden |= nieuw


def fields_about_a_child() -> Iterator[str]:
    for model in models_about_a_child():
        for veld in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if not veld.primary_key:
                yield f"{model._meta.model_name}.{veld.name}"


def exported() -> set[str]:
    return {
        f"{tabel.model._meta.model_name}.{pad}"
        for tabel in TABELLEN
        for pad in tabel.kolommen
        if "." not in pad
    }


def test_every_field_about_a_child_is_in_the_file_or_left_out_for_a_reason() -> None:
    assert set(fields_about_a_child()) == exported() | set(WEGGELATEN)
    assert exported().isdisjoint(WEGGELATEN)


def test_these_are_the_models_about_a_child() -> None:
    assert {model.__name__ for model in models_about_a_child()} == {
        "Kind",
        "Adres",
        "Kindstand",
        "Ouderschap",
        "Indicatie",
        "Indicatiebesluit",
        "Signaal",
        "Ondersteuningsvraag",
        "Opmerking",
        "Toestemming",
        "Startinformatie",
        "Toeleiding",
        "Toeleidingstap",
        "Traject",
        "Contactmoment",
        "Trajectnotitie",
        "Trajecttaak",
        "Behandelaarwissel",
        "Zoekwoord",
        "Dubbelpaar",
        "Samenvoeging",
        "Verwijsvraag",
        "Plaatsing",
        "Plaatsingsversie",
        "Overdracht",
        "Overdrachtinhoud",
        "Overdrachtbijlage",
        "Overdrachtvervolg",
        "Declaratieregel",
        "Regelbericht",
        "Groepsindeling",
        "Resultaatmeting",
        "Resultaatscore",
        "Berekeningsregel",
        "Herzieningsregel",
        # The money of its parents.
        "Subsidiedossier",
        "Aanvraag",
        "Aanvraagregel",
        "Aanvraagbijlage",
        "Gezienbewijs",
        "Termijnstap",
        "Beschikking",
        "Voorschottermijn",
        "Bezwaar",
        "Bankrekening",
        "Betaalverplichting",
        "Betaling",
        "Betaalregel",
        "Terugbetaling",
        "Boeking",
        "Journaalpost",
        "Journaalregel",
        "Kolommenstand",
        "Verantwoordingsregel",
        "Trekkingspost",
        "Afschriftregel",
    }


def test_every_fact_that_a_calculation_keeps_is_in_the_file() -> None:
    assert {veld.name for veld in fields(Feit)} == {"sleutel", *FEITEN}


def test_the_receipt_of_a_calculation_is_read_back_in_words(inloggen: Any) -> None:
    wereld, _, _ = make_werelden()
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=wereld.gemeente))
    antwoord = client.post(reverse("privacy:inzage_export", args=[wereld.ids["kind_id"], "json"]))
    regels = json.loads(antwoord.content)["Gegevens in de bewaarde berekeningen"]
    gegevens = {regel["Gegeven"]: regel["Waarde"] for regel in regels}
    assert (gegevens["Uren"], gegevens["Categorie"], gegevens["Kinderopvangtoeslag"]) == (
        "80,00",
        "Doelgroep",
        "nee",
    )
    assert "Inkomen (euro)" not in gegevens
