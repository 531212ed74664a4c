"""Before the report is made: what it would lack, and what the municipality itself says."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.hoofdstukken import Document, Gemis, Hoofdstuk, register_hoofdstuk
from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.rechten import Rol
from rapportage.gemis import find_gemis, list_gemis
from rapportage.opmerkingen.actions import record_opmerking
from rapportage.opmerkingen.lezen import read_opmerkingen
from rapportage.opmerkingen.models import Verslagopmerking
from tests.factories import (
    MOMENT,
    GebruikerFactory,
    GemeenteFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.rapportage.factories import VerslagopmerkingFactory
from tests.subsidies.factories import BoekingFactory

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]
DAG = date(2026, 3, 1)


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory.create()


@pytest.fixture
def beleid(putten: Gemeente) -> Gebruiker:
    return GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)


def test_each_thing_that_is_missing_is_told_with_where_it_is_done(
    putten: Gemeente, beleid: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("organisaties.hoofdstukken._hoofdstukken", {})
    register_hoofdstuk(
        Hoofdstuk(
            code="proef",
            titel="Proef",
            plaats=450,
            sjabloon="",
            lees=lambda gemeente, jaar, dag: None,
            toon=lambda cijfers, vorig, volledig: None,
            mist=lambda gemeente, jaar, dag: [Gemis(f"Een locatie mist iets over {jaar}.", "")],
            documenten=frozenset({Document.VERANTWOORDING}),
        )
    )
    locatie = LocatieFactory.create(gemeente=putten)
    PlaatsingFactory(kind=KindFactory(gemeente=putten), locatie=locatie, startdatum=date(2025, 1, 1))
    UrendeclaratieFactory(gemeente=putten, submitted=True)
    regels = {regel.zin: regel for regel in list_gemis(beleid, 2025, DAG)}
    boeken = regels["De boeken van 2025 zijn nog niet afgesloten: de cijfers zijn voorlopig."]
    assert boeken.url == reverse("subsidies:afsluitingen")
    uren = regels[f"{locatie.houder} heeft over het 4e kwartaal 2025 nog niet gedeclareerd."]
    assert (uren.url, uren.wie) == ("", "subsidiemedewerker")
    for zin in (
        "Declaraties zonder goedgekeurde berekening: 1.",
        "Voor 2025 is geen budget vastgelegd: het verslag kan besteed niet naast begroot zetten.",
        "De definitieve beschikking van OCW over 2025 is niet vastgelegd.",
        "Er is voor 2025 geen doel voor het bereik gekozen.",
        "OOGO: 0 van 1 vastgelegd.",
        "Een locatie mist iets over 2025.",
    ):
        assert zin in regels
    assert any(zin.startswith("De letterlijke SiSa-teksten van 2025") for zin in regels)
    assert next(find_gemis(putten, 2026, DAG)).zin == "Het jaar 2026 is nog niet voorbij."


def test_the_page_shows_it_and_the_remarks_before_the_button(
    putten: Gemeente, beleid: Gebruiker, inloggen: Inloggen
) -> None:
    BoekingFactory(gemeente=putten)
    VerslagopmerkingFactory(gemeente=putten)
    adres = f"{reverse('rapportage:verantwoording_prepare')}?jaar=2025"
    tekst = " ".join(inloggen(beleid).get(adres).content.decode().split())
    assert tekst.index("Wat nog ontbreekt") < tekst.index("Verantwoording maken</button>")
    assert "De wachtlijst liep terug." in tekst
    assert reverse("rapportage:verslagopmerking_record", args=[2025, "sisa"]) in tekst


def test_a_remark_takes_the_place_of_the_one_before_and_both_stay(
    putten: Gemeente, beleid: Gebruiker, inloggen: Inloggen
) -> None:
    BoekingFactory(gemeente=putten)
    client = inloggen(beleid)
    adres = reverse("rapportage:verslagopmerking_record", args=[2025, "bereik"])
    assert client.post(adres, {"tekst": "Eerst."}).status_code == 302
    eerste = Verslagopmerking.objects.get()
    assert client.post(adres, {"tekst": "Daarna.", "vervangt": eerste.pk}).status_code == 302
    assert [o.tekst for o in read_opmerkingen(putten, 2025)] == ["Daarna."]
    tekst = client.get(adres).content.decode()
    assert "Eerst." in tekst
    assert AuditRegel.objects.filter(handeling="verslagopmerking.record").count() == 2
    laatste = Verslagopmerking.objects.get(tekst="Daarna.")
    assert client.post(adres, {"tekst": "", "vervangt": laatste.pk}).status_code == 302
    assert read_opmerkingen(putten, 2025) == ()
    assert Verslagopmerking.objects.count() == 3


def test_a_colleague_who_was_first_is_not_overwritten(
    putten: Gemeente, beleid: Gebruiker, inloggen: Inloggen
) -> None:
    BoekingFactory(gemeente=putten)
    eerste = VerslagopmerkingFactory.create(gemeente=putten)
    adres = reverse("rapportage:verslagopmerking_record", args=[2025, "bereik"])
    antwoord = inloggen(beleid).post(adres, {"tekst": "Zonder te zien wat er stond."})
    assert antwoord.status_code == 422
    assert "Een collega heeft hier net al een opmerking geschreven." in antwoord.content.decode()
    record_opmerking(jaar=2025, hoofdstuk="bereik", tekst="Twee.", vervangt=eerste, door=beleid, op=MOMENT)
    with pytest.raises(ValidationError, match="net al gewijzigd"):
        record_opmerking(
            jaar=2025, hoofdstuk="bereik", tekst="Drie.", vervangt=eerste, door=beleid, op=MOMENT
        )


def test_a_chapter_that_is_not_there_has_no_page(
    putten: Gemeente, beleid: Gebruiker, inloggen: Inloggen
) -> None:
    BoekingFactory(gemeente=putten)
    client = inloggen(beleid)
    for jaar, hoofdstuk in ((2025, "kaas"), (1999, "bereik")):
        adres = reverse("rapportage:verslagopmerking_record", args=[jaar, hoofdstuk])
        assert client.get(adres).status_code == 404
