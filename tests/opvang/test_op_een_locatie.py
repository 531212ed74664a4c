"""What somebody does who works at one location of a provider, within the rows that the database gives."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from indicaties.models import Kind, Toeleiding
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, KindFactory, LocatieFactory, PlaatsingFactory, ToeleidingFactory
from tests.opvang.test_views import afspraken_form, tekst

pytestmark = pytest.mark.django_db

PEUTER = {
    "voornaam": "Sem",
    "tussenvoegsel": "",
    "achternaam": "Bakker",
    "geboortedatum": "2022-08-01",
    "postcode": "3881 AB",
}


@pytest.fixture
def zolder(locatie: Locatie) -> Locatie:
    """Another location of the same provider."""
    return LocatieFactory(houder=locatie.houder, gemeente=locatie.gemeente, naam="De Zolder")


@pytest.fixture
def ans(locatie: Locatie) -> Gebruiker:
    """Works at De Ark only."""
    return GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=locatie)


@pytest.fixture
def client_van_ans(client: Client, ans: Gebruiker) -> Client:
    client.force_login(ans)
    return client


def test_a_child_brought_by_its_parents_is_enrolled_and_placed_there(
    client_van_ans: Client, locatie: Locatie
) -> None:
    gegevens = PEUTER | afspraken_form(locatie)
    antwoord = client_van_ans.post(reverse("opvang:peuter_enrol"), gegevens, follow=True)
    assert "Sem Bakker is geplaatst bij De Ark" in tekst(antwoord)
    assert Plaatsing.objects.get(kind__voornaam="Sem").locatie == locatie


@pytest.mark.parametrize(
    "pagina", ["opvang:peuter_enrol", "opvang:plaatsing_create", "opvang:plaatsing_change"]
)
def test_a_form_offers_the_own_location_only_and_refuses_another(
    client_van_ans: Client, plaatsing: Plaatsing, zolder: Locatie, pagina: str
) -> None:
    van = {"opvang:plaatsing_create": [plaatsing.kind_id], "opvang:plaatsing_change": [plaatsing.pk]}
    adres = reverse(pagina, args=van.get(pagina, []))
    assert "De Zolder" not in tekst(client_van_ans.get(adres))
    gegevens = PEUTER | afspraken_form(zolder) | {"vanaf": "2025-04-14"}
    assert "Kies een van uw eigen locaties." in tekst(client_van_ans.post(adres, gegevens))
    assert not Plaatsing.objects.filter(locatie=zolder).exists()


def test_a_child_of_the_other_location_is_absent_from_lists_searches_and_choices(
    client_van_ans: Client, plaatsing: Plaatsing, zolder: Locatie
) -> None:
    ander = PlaatsingFactory(
        locatie=zolder, kind__achternaam="Zolderkind", kind__ingeschreven_door=zolder.houder
    )
    for adres in (
        f"{reverse('opvang:plaatsing_list')}?toon=alle",
        f"{reverse('opvang:plaatsing_list')}?toon=alle&locatie={zolder.pk}",
        f"{reverse('indicaties:kind_list')}?zoek=Zolderkind",
        reverse("indicaties:kind_list"),
        reverse("opvang:locatie_list"),
    ):
        pagina = tekst(client_van_ans.get(adres))
        assert (adres, ander.kind.naam in pagina) == (adres, False)
        assert (adres, "De Zolder</" in pagina) == (adres, False)
    assert client_van_ans.get(reverse("indicaties:kind_detail", args=[ander.kind_id])).status_code == 404
    assert client_van_ans.get(reverse("indicaties:kind_detail", args=[plaatsing.kind_id])).status_code == 200


def test_a_child_with_a_place_at_both_shows_the_own_place_only(
    client_van_ans: Client, plaatsing: Plaatsing, zolder: Locatie
) -> None:
    daar = PlaatsingFactory(kind=plaatsing.kind, locatie=zolder)
    pagina = tekst(client_van_ans.get(reverse("indicaties:kind_detail", args=[plaatsing.kind_id])))
    assert "De Ark" in pagina
    assert "De Zolder" not in pagina
    assert client_van_ans.get(reverse("opvang:plaatsing_detail", args=[daar.pk])).status_code == 404


def test_a_referral_to_another_location_is_not_of_this_one_until_the_child_has_a_place(
    client_van_ans: Client, houder: Gebruiker, locatie: Locatie, zolder: Locatie
) -> None:
    toeleiding = ToeleidingFactory(kind=KindFactory(voornaam="Noor"), houder=locatie.houder, locatie=zolder)
    adres = reverse("indicaties:kind_detail", args=[toeleiding.kind_id])
    assert client_van_ans.get(adres).status_code == 404
    collega = Client()
    collega.force_login(houder)
    collega.post(reverse("opvang:plaatsing_create", args=[toeleiding.kind_id]), afspraken_form(locatie))
    toeleiding.refresh_from_db()
    assert toeleiding.status == Toeleiding.Status.PLACED
    assert "Noor" in tekst(client_van_ans.get(adres))


@pytest.mark.parametrize("met_locatie", [True, False])
def test_a_location_places_who_was_referred_to_it_or_to_no_location_in_particular(
    client_van_ans: Client, locatie: Locatie, met_locatie: bool
) -> None:
    toeleiding = ToeleidingFactory(houder=locatie.houder, locatie=locatie if met_locatie else None)
    assert toeleiding.kind.naam in tekst(client_van_ans.get(reverse("opvang:verwijzing_list")))
    client_van_ans.post(
        reverse("opvang:plaatsing_create", args=[toeleiding.kind_id]), afspraken_form(locatie)
    )
    toeleiding.refresh_from_db()
    assert toeleiding.status == Toeleiding.Status.PLACED


def test_a_placement_with_declared_hours_does_not_end_before_them(
    client_van_ans: Client, ingediend: Urendeclaratie, plaatsing: Plaatsing
) -> None:
    """The declaration is not for this role to open, yet what it holds about the own placement still counts."""
    Plaatsing.objects.filter(pk=plaatsing.pk).update(startdatum=date(2024, 10, 1))
    antwoord = client_van_ans.post(
        reverse("opvang:plaatsing_end", args=[plaatsing.pk]), {"einddatum": "2024-12-31"}
    )
    assert "U hebt voor deze plaatsing uren gedeclareerd over het 1e kwartaal 2025" in tekst(antwoord)
    plaatsing.refresh_from_db()
    assert plaatsing.einddatum is None


def test_declarations_and_calculations_are_neither_in_the_menu_nor_behind_it(
    client_van_ans: Client, ingediend: Urendeclaratie
) -> None:
    pagina = tekst(client_van_ans.get(reverse("home")))
    assert "Plaatsingen</a>" in pagina
    assert "Declaraties</a>" not in pagina
    assert "Berekeningen</a>" not in pagina
    assert client_van_ans.get(reverse("opvang:declaratie_detail", args=[ingediend.pk])).status_code == 403


def test_the_rows_of_a_quarter_are_nobodys_at_one_location(
    ans: Gebruiker, houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    ans.activate(date(2025, 5, 15))
    assert list(Urendeclaratie.objects.for_gebruiker(ans)) == []
    assert list(Urendeclaratie.objects.for_gebruiker(houder)) == [ingediend]


def test_a_child_enrolled_by_the_provider_without_any_place_is_seen_at_every_location(
    ans: Gebruiker, zolder: Locatie
) -> None:
    kind = KindFactory(ingeschreven_door=zolder.houder)
    assert list(Kind.objects.for_gebruiker(ans)) == [kind]
    PlaatsingFactory(kind=kind, locatie=zolder)
    assert list(Kind.objects.for_gebruiker(ans)) == []
