"""A request of access gives all there is about one child, in one file, on record."""

import io
import json
from typing import Any

import pypdf
import pytest
from django.core.cache import cache
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from tests.architectuur.wereld import make_werelden
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def test_the_file_holds_every_kind_of_data_and_who_saw_it(inloggen: Any) -> None:
    from indicaties.models import Kind

    wereld, buur, _ = make_werelden()
    kind = Kind.objects.get(pk=wereld.ids["kind_id"])
    kind.set_bsn(BSN)
    kind.save()
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=wereld.gemeente))
    client.get(reverse("indicaties:kind_detail", args=[kind.pk]))
    antwoord = client.post(reverse("rapportage:inzage_export", args=[kind.pk, "json"]))
    dossier = json.loads(antwoord.content)
    assert dossier["Gegevens van het kind"][0]["BSN"] == BSN
    assert {titel: len(rijen) for titel, rijen in dossier.items() if isinstance(rijen, list)} == {
        "Gegevens van het kind": 1,
        "Indicaties": 1,
        "Verwijzingen": 1,
        "Plaatsingen": 1,
        "Gedeclareerde uren": 1,
        "Berekende subsidie": 1,
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
    antwoord = client.post(reverse("rapportage:inzage_export", args=[wereld.ids["kind_id"], "pdf"]))
    tekst = " ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(antwoord.content)).pages)
    for deel in (wereld.geheim, "Indicaties", "Gedeclareerde uren", "80,00", "Autoriteit Persoonsgegevens"):
        assert deel in tekst
