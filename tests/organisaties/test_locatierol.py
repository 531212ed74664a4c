"""A role for one location of a provider: how it is given, what the database refuses, and how it is named."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from organisaties.models import AuditRegel, Gebruiker, Gemeente, Locatie, Organisatie, Toekenning
from organisaties.rechten import NIET_OP_LOCATIE, RECHTEN, Recht, Rol, rechten_van
from tests.factories import GebruikerFactory, GemeenteFactory, LocatieFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db

NAAM = "Medewerker kinderopvang, De Rakkers, locatie De Boomhut"


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory(code="0273")


@pytest.fixture
def rakkers(putten: Gemeente) -> Organisatie:
    return OrganisatieFactory(naam="De Rakkers", gemeenten=[putten])


@pytest.fixture
def boomhut(putten: Gemeente, rakkers: Organisatie) -> Locatie:
    return LocatieFactory(naam="De Boomhut", houder=rakkers, gemeente=putten)


@pytest.fixture
def beheerder(putten: Gemeente) -> Gebruiker:
    return GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=putten)


def toekenning(locatie: Locatie, **anders: Any) -> Toekenning:
    velden = {
        "gebruiker": GebruikerFactory(rol=Rol.IB_ER),
        "rol": Rol.HOUDER_MEDEWERKER,
        "gemeente": locatie.gemeente,
        "organisatie": locatie.houder,
        "locatie": locatie,
        "geldig_van": date(2025, 1, 1),
    }
    return Toekenning(**velden | anders)


def invite(client: Any, bij: Locatie, **anders: Any) -> str:
    velden = {
        "naam": "Bo Jansen",
        "email": "bo@rakkers.test",
        "rol": "houder-medewerker",
        "organisatie": bij.houder.pk,
        "locatie": bij.pk,
    }
    adres = reverse("organisaties:gebruiker_invite")
    return str(client.post(adres, velden | anders, follow=True).content.decode())


def test_the_invitation_gives_the_role_for_the_location_and_every_screen_names_it(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie
) -> None:
    client = inloggen(beheerder)
    assert NAAM in invite(client, boomhut)
    assert Toekenning.objects.get(gebruiker__email="bo@rakkers.test").locatie == boomhut
    assert NAAM in client.get(reverse("organisaties:gebruiker_list")).content.decode()
    assert AuditRegel.objects.get(handeling="toekenning.give").details["namens"] == (
        "De Rakkers, locatie De Boomhut"
    )


def test_the_header_and_the_switch_of_roles_name_the_location(inloggen: Any, boomhut: Locatie) -> None:
    bo = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=boomhut)
    zolder = LocatieFactory(naam="De Zolder", houder=boomhut.houder, gemeente=boomhut.gemeente)
    toekenning(zolder, gebruiker=bo).save()
    pagina = inloggen(bo).get(reverse("home")).content.decode()
    assert NAAM in pagina
    assert "Medewerker kinderopvang, De Rakkers, locatie De Zolder</button>" in pagina


def test_the_record_says_for_which_location_somebody_worked(inloggen: Any, boomhut: Locatie) -> None:
    bo = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=boomhut)
    inloggen(bo).get(reverse("indicaties:kind_detail", args=[987654321]))
    assert AuditRegel.objects.get(handeling="toegang.deny").organisatie == "De Rakkers, locatie De Boomhut"


def test_the_form_shows_the_locations_under_their_provider_and_only_of_the_own_gemeente(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie
) -> None:
    elders = LocatieFactory(naam="Over de grens", gemeente=GemeenteFactory(code="0226"))
    gesloten = LocatieFactory(naam="Gesloten", houder=boomhut.houder, uitgeschreven=True)
    pagina = inloggen(beheerder).get(reverse("organisaties:gebruiker_invite")).content.decode()
    _, groep = pagina.split('<optgroup label="De Rakkers">')
    assert "De Boomhut" in groep.split("</optgroup>")[0]
    assert elders.naam not in pagina
    assert gesloten.naam not in pagina


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"rol": "houder-beheerder"}, "De rol Beheerder kinderopvang geldt niet voor één locatie."),
        ({"rol": "auditor", "organisatie": ""}, "De rol Auditor geldt niet voor één locatie."),
        ({"organisatie": ""}, "Kies bij deze rol een organisatie van de soort: Houder kinderopvang."),
        ({"locatie": "987654321"}, "Kies een locatie die in deze gemeente in gebruik is."),
    ],
)
def test_a_location_that_does_not_fit_gets_a_clear_sentence(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie, anders: dict[str, str], melding: str
) -> None:
    assert melding in invite(inloggen(beheerder), boomhut, **anders)
    assert not Gebruiker.objects.filter(email="bo@rakkers.test").exists()


def test_a_location_of_another_provider_is_refused_with_both_names(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie, putten: Gemeente
) -> None:
    ander = OrganisatieFactory(naam="Kukeleku", gemeenten=[putten])
    pagina = invite(inloggen(beheerder), boomhut, organisatie=ander.pk)
    assert "Locatie De Boomhut is van De Rakkers. Kies een locatie van Kukeleku." in pagina


def test_who_has_the_role_for_the_whole_provider_does_not_get_it_for_a_location(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie
) -> None:
    client = inloggen(beheerder)
    invite(client, boomhut, locatie="")
    assert "Bo Jansen heeft deze rol al: Medewerker kinderopvang, De Rakkers." in invite(client, boomhut)


def test_somebody_can_work_at_two_locations_but_not_twice_at_one(
    inloggen: Any, beheerder: Gebruiker, boomhut: Locatie
) -> None:
    client = inloggen(beheerder)
    zolder = LocatieFactory(naam="De Zolder", houder=boomhut.houder, gemeente=boomhut.gemeente)
    invite(client, boomhut)
    invite(client, zolder)
    assert f"Bo Jansen heeft deze rol al: {NAAM}." in invite(client, boomhut)
    assert Toekenning.objects.filter(gebruiker__email="bo@rakkers.test").count() == 2


def test_the_model_refuses_a_location_of_another_provider(boomhut: Locatie) -> None:
    met = toekenning(boomhut, organisatie=OrganisatieFactory(naam="Kukeleku"))
    with pytest.raises(ValidationError, match="Locatie De Boomhut is van De Rakkers"):
        met.full_clean()


@pytest.mark.parametrize("veld", ["organisatie", "gemeente"])
def test_the_database_refuses_a_location_of_another_provider_or_gemeente(boomhut: Locatie, veld: str) -> None:
    ander = OrganisatieFactory() if veld == "organisatie" else GemeenteFactory(code="0226")
    with pytest.raises(IntegrityError, match="toekenning_locatie_van_organisatie"), transaction.atomic():
        toekenning(boomhut, **{veld: ander}).save()


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.HOUDER_MEDEWERKER}))
def test_the_database_refuses_a_location_with_any_other_role(boomhut: Locatie, rol: Rol) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        toekenning(boomhut, rol=rol).save()


def test_a_location_with_roles_does_not_pass_to_another_provider(boomhut: Locatie) -> None:
    toekenning(boomhut).save()
    boomhut.houder = OrganisatieFactory()
    with pytest.raises(IntegrityError, match="toekenning_locatie_van_organisatie"), transaction.atomic():
        boomhut.save()


def test_at_one_location_a_role_goes_without_what_is_of_the_provider_as_a_whole() -> None:
    smal = rechten_van(Rol.HOUDER_MEDEWERKER, op_locatie=True)
    assert RECHTEN[Rol.HOUDER_MEDEWERKER] - smal == NIET_OP_LOCATIE
    assert {Recht.KIND_VIEW, Recht.PLAATSING_MANAGE, Recht.LOCATIE_VIEW} <= smal
