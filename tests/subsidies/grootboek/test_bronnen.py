"""A municipality pays out of more money than the three sources that every policy knows."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rapportage.cijfers import count_budget
from subsidies.grootboek.actions import post_boeking, set_begrotingspost
from subsidies.grootboek.bronnen import add_bron, bronnen_van
from subsidies.grootboek.cijfers import bestedingen
from subsidies.models import Boeking, Journaalregel
from tests.factories import GebruikerFactory, GemeenteFactory

pytestmark = pytest.mark.django_db
OP = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
REKENINGEN = {"code_lasten": "4400", "code_baten": "8400", "toelichting": "Statenbesluit 12"}


@pytest.fixture
def medewerker() -> Gebruiker:
    wie: Gebruiker = GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=GemeenteFactory(code="0273"))
    return wie


def boek(medewerker: Gebruiker, bron: str) -> Boeking:
    return post_boeking(
        soort="besteed",
        bron=bron,
        bedrag_centen=1_234_56,
        datum=date(2026, 5, 1),
        jaar=2026,
        indicator="",
        andere_gemeente="",
        omschrijving="Taalspeelgroep",
        door=medewerker,
        op=OP,
    )


def test_money_of_the_province_is_budgeted_booked_and_reported_under_its_name(medewerker: Gebruiker) -> None:
    naam = add_bron(naam=" Provincie Gelderland ", **REKENINGEN, door=medewerker)
    assert bronnen_van(medewerker.gemeente)[-1] == ("Provincie Gelderland", "Provincie Gelderland")
    set_begrotingspost(jaar=2026, bron=naam, bedrag_centen=5_000_00, toelichting="besluit", door=medewerker)
    boeking = boek(medewerker, naam)
    assert boeking.get_bron_display() == "Provincie Gelderland"
    regels = Journaalregel.objects.filter(post__boeking=boeking).order_by("rekening__code")
    assert [(r.rekening.code, r.rekening.naam, r.debet_centen, r.credit_centen) for r in regels] == [
        ("1400", "Te betalen", 0, 1_234_56),
        ("4400", "Lasten uit Provincie Gelderland", 1_234_56, 0),
    ]
    assert [(b.bronnaam, b.centen) for b in bestedingen(medewerker.gemeente, 2026)] == [
        ("Provincie Gelderland", 1_234_56)
    ]
    budget = count_budget(medewerker.gemeente, 2026)
    assert [(r.naam, r.begroot, r.besteed) for r in budget.regels] == [
        ("Provincie Gelderland", 5_000_00, 1_234_56)
    ]


@pytest.mark.parametrize("naam", ["GOAB", "Gemeentelijke middelen", "provincie GELDERLAND"])
def test_a_source_is_there_once(medewerker: Gebruiker, naam: str) -> None:
    add_bron(naam="Provincie Gelderland", **REKENINGEN, door=medewerker)
    with pytest.raises(ValidationError, match="is er al"):
        add_bron(naam=naam, code_lasten="4500", code_baten="8500", toelichting="x", door=medewerker)


def test_a_source_that_is_not_there_is_not_booked_on(medewerker: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="Geldbron “Provincie” is er niet"):
        boek(medewerker, "Provincie")
    with pytest.raises(ValidationError, match="Geldbron “Provincie” is er niet"):
        set_begrotingspost(jaar=2026, bron="Provincie", bedrag_centen=1, toelichting="x", door=medewerker)


def test_a_code_of_a_shipped_account_is_not_taken_before_the_first_booking(
    inloggen: object, medewerker: Gebruiker
) -> None:
    client: Client = inloggen(medewerker)  # type: ignore[operator]
    velden = REKENINGEN | {"naam": "Provincie", "code_lasten": "4100"}
    antwoord = client.post(reverse("subsidies:geldbron_add"), velden)
    assert antwoord.status_code == 422
    assert "Een andere rekening heeft deze code al. Kies een andere code." in antwoord.content.decode()
    assert client.post(reverse("subsidies:geldbron_add"), velden | {"code_lasten": "4400"}).status_code == 302
    formulier = client.get(reverse("subsidies:boeking_create")).content.decode()
    assert '<option value="Provincie">Provincie</option>' in formulier
