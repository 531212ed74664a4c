"""The installatiebeheerder connects municipalities and organisations, and invites who sets a municipality up."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.aansluiten import change_organisatie, invite_beheerder, merge_gemeente
from organisaties.gemeentelijst import gemeentelijst
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Organisatie, Toekenning
from organisaties.rechten import Rol
from tests.factories import (
    DAG,
    MOMENT,
    GebruikerFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
)
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]


@pytest.fixture
def ida() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.INSTALLATIEBEHEERDER, naam="Ida Start")
    return gebruiker


@pytest.fixture
def client_van_ida(ida: Gebruiker, inloggen: Inloggen) -> Client:
    cache.clear()
    return inloggen(ida)


def connect(client: Client, **velden: str) -> str:
    antwoord = client.post(reverse("organisaties:gemeente_connect"), velden, follow=True)
    return " ".join(antwoord.content.decode().split())


# -- the list ------------------------------------------------------------------------------------


def test_the_list_is_whole_and_says_of_which_day_it_is() -> None:
    lijst = gemeentelijst()
    assert (len(lijst.gemeenten), lijst.stand) == (342, date(2023, 1, 1))
    assert (lijst.gemeenten["0273"], lijst.gemeenten["0226"]) == ("Putten", "Duiven")
    assert all(re.fullmatch(r"\d{4}", code) for code in lijst.gemeenten | lijst.opgegaan)
    assert len(set(lijst.gemeenten.values())) == 342
    assert lijst.bron.startswith("CBS, gemeentelijke indeling")


def test_what_is_no_more_went_into_one_that_is_there() -> None:
    lijst = gemeentelijst()
    assert {weg.naam: lijst.gemeenten[weg.nieuw] for weg in lijst.opgegaan.values()} == {
        "Weesp": "Amsterdam",
        "Brielle": "Voorne aan Zee",
        "Hellevoetsluis": "Voorne aan Zee",
        "Westvoorne": "Voorne aan Zee",
    }
    assert not lijst.opgegaan.keys() & lijst.gemeenten.keys()


# -- a municipality ------------------------------------------------------------------------------


def test_an_empty_installation_says_what_to_do_first(client_van_ida: Client) -> None:
    start = client_van_ida.get(reverse("home")).content.decode()
    assert "De eerste gemeente aansluiten" in start
    assert (
        "Begin hier: sluit een gemeente aan"
        in client_van_ida.get(reverse("organisaties:gemeente_list")).content.decode()
    )
    assert (
        "Sluit eerst een gemeente aan."
        in client_van_ida.get(reverse("organisaties:organisatie_list")).content.decode()
    )


def test_a_municipality_comes_out_of_the_list_with_its_code(client_van_ida: Client) -> None:
    assert "Putten is aangesloten. Nodig nu de functioneel beheerder uit." in connect(
        client_van_ida, gemeente="0273"
    )
    assert Gemeente.objects.get().code == "0273"
    regel = AuditRegel.objects.filter(handeling="gemeente.connect").get()
    assert (regel.gemeente_code, regel.rol) == ("0273", "installatiebeheerder")
    assert "Putten (0273)" not in connect(client_van_ida)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies een gemeente in de lijst, of vul een naam en een code in."),
        ({"gemeente": "0273", "naam": "Putten"}, "Niet allebei."),
        ({"naam": "Nieuwstad", "code": "12"}, "Een CBS-code heeft vier cijfers, zoals 0273."),
        ({"naam": "Nieuwstad", "code": "0000"}, "Een CBS-code heeft vier cijfers, zoals 0273."),
        ({"naam": "Putje", "code": "0273"}, "Code 0273 is van Putten. Kies die gemeente in de lijst."),
        ({"naam": "putten", "code": "2999"}, "putten staat in de lijst, met een andere code dan 2999."),
        (
            {"naam": "Weesp", "code": "0457"},
            "per 24-03-2022 opgegaan in Amsterdam (0363). Kies die in de lijst.",
        ),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_a_sentence(
    velden: dict[str, str], zin: str, client_van_ida: Client
) -> None:
    assert zin in connect(client_van_ida, nagekeken="on", **velden)
    assert not Gemeente.objects.exists()


def test_a_newer_municipality_is_typed_in_by_who_looked_it_up(client_van_ida: Client) -> None:
    nieuw = {"naam": "Nieuwstad", "code": "2001"}
    assert "Kijk naam en code na bij het CBS, en zet dan dit vinkje." in connect(client_van_ida, **nieuw)
    assert "Nieuwstad is aangesloten" in connect(client_van_ida, **nieuw, nagekeken="on")


def test_the_list_of_municipalities_asks_as_much_of_many_as_of_few(client_van_ida: Client) -> None:
    adres, gevraagd = reverse("organisaties:gemeente_list"), set()
    client_van_ida.get(adres)
    for code in range(1, 13):
        OrganisatieFactory(gemeenten=[GemeenteFactory(code=f"{code:04}")])
        with CaptureQueriesContext(connection) as vragen:
            assert f">{code:04}<" in client_van_ida.get(adres).content.decode()
        gevraagd.add(len(vragen))
    assert len(gevraagd) == 1


# -- its beheerder -------------------------------------------------------------------------------


def invite(client: Client, gemeente: Gemeente, email: str) -> str:
    adres = reverse("organisaties:gemeente_detail", args=[gemeente.pk])
    antwoord = client.post(adres, {"naam": "Bo Jansen", "email": email}, follow=True)
    return " ".join(antwoord.content.decode().split())


def test_the_first_beheerder_starts_at_once_and_gets_a_link(client_van_ida: Client) -> None:
    putten = GemeenteFactory()
    assert "De uitnodiging gaat binnen een paar minuten weg." in invite(
        client_van_ida, putten, "bo@putten.test"
    )
    rol = Toekenning.objects.get(gebruiker__email="bo@putten.test")
    assert (rol.rol, rol.gemeente, rol.status) == ("functioneel-beheerder", putten, "geldt")
    assert rol.besloten_door is None
    work()
    (bericht,) = mail.outbox
    assert "Ida Start nodigt u uit voor VVE-administratie van gemeente Putten." in bericht.body
    assert list(putten.gebruikers.values_list("naam", flat=True)) == ["Bo Jansen"]


def test_the_next_one_waits_for_a_colleague_in_the_municipality(client_van_ida: Client) -> None:
    putten = GemeenteFactory()
    GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten)
    assert "De rol gaat in als een beheerder van de gemeente instemt." in invite(
        client_van_ida, putten, "bo@putten.test"
    )
    assert Toekenning.objects.get(gebruiker__email="bo@putten.test").is_waiting


def test_inviting_twice_is_refused(ida: Gebruiker) -> None:
    velden: dict[str, Any] = {
        "email": "bo@putten.test",
        "naam": "Bo",
        "door": ida,
        "op": MOMENT,
        "site": "https://vve.test",
    }
    putten = GemeenteFactory()
    invite_beheerder(gemeente=putten, **velden)
    with pytest.raises(ValidationError, match="Bo heeft deze rol al: Functioneel beheerder, gemeente Putten"):
        invite_beheerder(gemeente=putten, **velden)


def test_who_has_childrens_data_there_does_not_become_beheerder(ida: Gebruiker) -> None:
    bo = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    with pytest.raises(ValidationError, match="Die gaat niet samen met Functioneel beheerder"):
        invite_beheerder(
            gemeente=bo.gemeente, email=bo.email, naam="Bo", door=ida, op=MOMENT, site="https://vve.test"
        )


# -- a merger ------------------------------------------------------------------------------------


def test_a_merger_is_told_to_both_and_moves_nothing(
    client_van_ida: Client, ida: Gebruiker, client: Client
) -> None:
    weesp, amsterdam = GemeenteFactory(code="0457"), GemeenteFactory(code="0363")
    locatie = LocatieFactory(gemeente=weesp)
    merge_gemeente(gemeente=weesp, nieuw=amsterdam, per=date(2022, 3, 24), door=ida)
    locatie.refresh_from_db()
    assert locatie.gemeente == weesp
    for gemeente, zin in (
        (weesp, "Gemeente 0457 gaat per 24-03-2022 op in Gemeente 0363. De dossiers blijven hier staan"),
        (
            amsterdam,
            "Gemeente 0457 (0457) gaat per 24-03-2022 op in Gemeente 0363. Haar dossiers blijven daar staan.",
        ),
    ):
        client.force_login(GebruikerFactory(rol=Rol.AUDITOR, gemeente=gemeente))
        assert zin in client.get(reverse("home")).content.decode()
        assert AuditRegel.objects.filter(gemeente_code=gemeente.code, handeling="gemeente.merge").count() == 1


def test_from_that_day_on_nobody_is_invited_for_the_old_code(ida: Gebruiker) -> None:
    weesp, amsterdam = GemeenteFactory(code="0457"), GemeenteFactory(code="0363")
    merge_gemeente(gemeente=weesp, nieuw=amsterdam, per=timezone.localdate(MOMENT), door=ida)
    with pytest.raises(ValidationError, match=r"is opgegaan in Gemeente 0363. Nodig daar iemand uit"):
        invite_beheerder(
            gemeente=weesp, email="bo@x.test", naam="Bo", door=ida, op=MOMENT, site="https://vve.test"
        )


def test_a_merger_that_is_off_is_taken_back(client_van_ida: Client, ida: Gebruiker) -> None:
    weesp, amsterdam = GemeenteFactory(code="0457"), GemeenteFactory(code="0363")
    merge_gemeente(gemeente=weesp, nieuw=amsterdam, per=DAG, door=ida)
    with pytest.raises(ValidationError, match=r"gaat al op in Gemeente 0363. Neem dat eerst terug"):
        merge_gemeente(gemeente=weesp, nieuw=amsterdam, per=DAG, door=ida)
    with pytest.raises(ValidationError, match="gaat zelf op in Gemeente 0363"):
        merge_gemeente(gemeente=amsterdam, nieuw=Gemeente.objects.get(code="0457"), per=DAG, door=ida)
    client_van_ida.post(reverse("organisaties:gemeente_unmerge", args=[weesp.pk]))
    weesp.refresh_from_db()
    assert (weesp.opgegaan_in, weesp.opgeheven_per) == (None, None)


# -- organisations -------------------------------------------------------------------------------


def test_an_organisation_is_made_for_municipalities_and_each_hears_of_it(client_van_ida: Client) -> None:
    putten, duiven = GemeenteFactory(), GemeenteFactory(code="0226")
    client_van_ida.post(
        reverse("organisaties:organisatie_make"),
        {"soort": "jgz", "naam": "GGD Veluwe", "kvk_nummer": "12345678", "gemeenten": [putten.pk, duiven.pk]},
    )
    ggd = Organisatie.objects.get(naam="GGD Veluwe")
    assert set(ggd.gemeenten.all()) == {putten, duiven}
    gekoppeld = AuditRegel.objects.filter(handeling="organisatie.link").values_list(
        "gemeente_code", flat=True
    )
    assert set(gekoppeld) == {"0273", "0226"}


def test_only_a_school_has_a_vestigingscode(client_van_ida: Client) -> None:
    antwoord = client_van_ida.post(
        reverse("organisaties:organisatie_make"), {"soort": "jgz", "naam": "GGD", "vestigingscode": "10AB00"}
    )
    assert "Alleen een school heeft een vestigingscode." in antwoord.content.decode()


def test_who_still_works_there_stays_linked(ida: Gebruiker) -> None:
    houder = LocatieFactory().houder
    velden = {"naam": houder.naam, "kvk_nummer": "", "vestigingscode": "", "door": ida, "dag": DAG}
    with pytest.raises(ValidationError, match=r"heeft in Putten nog 1 locatie\(s\) en 0 rol\(len\)"):
        change_organisatie(organisatie=houder, gemeenten=[], **velden)
    school = OrganisatieFactory(school=True, gemeenten=[GemeenteFactory()])
    assert change_organisatie(organisatie=school, gemeenten=[], **velden | {"naam": "De Regenboog"})
    assert not school.gemeenten.exists()
    assert not change_organisatie(organisatie=school, gemeenten=[], **velden | {"naam": "De Regenboog"})


def test_a_name_that_is_taken_is_refused_on_the_form(client_van_ida: Client) -> None:
    OrganisatieFactory(naam="De Rakkers")
    antwoord = client_van_ida.post(
        reverse("organisaties:organisatie_make"), {"soort": "houder", "naam": "De Rakkers"}
    )
    assert "Er is al een organisatie van deze soort met deze naam." in antwoord.content.decode()
