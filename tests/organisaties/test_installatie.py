"""From an empty server to the first login, and back in when access was lost."""

import re
from datetime import date
from io import StringIO
from itertools import product
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.models import Kind
from organisaties.audit import INSTALLATIE, broken_links, record_in_gemeente
from organisaties.handelingen import Handeling
from organisaties.models import AuditRegel, Gebruiker, Gemeentegebruiker, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import GEMEENTE_ROLLEN, RECHTEN, ZONDER_KIND_OF_GELD, Rol
from organisaties.rijbeveiliging import NIETS, bereik_van, rijbereik
from tests.factories import DAG, GebruikerFactory, GemeenteFactory, KindFactory

pytestmark = pytest.mark.django_db

WACHTWOORD = "een lange zin om te onthouden"


def run(opdracht: str, *args: str) -> str:
    uit = StringIO()
    call_command(opdracht, *args, stdout=uit)
    return uit.getvalue()


def start(email: str = "ida@installatie.test") -> str:
    return run("start_installatie", "--email", email, "--naam", "Ida Start", "--site", "https://vve.test")


def link_in(tekst: str) -> str:
    gevonden = re.search(r"https://vve\.test(/\S+)", tekst)
    assert gevonden is not None, tekst
    return gevonden[1]


def choose_password(client: Client, tekst: str) -> None:
    pagina = client.get(link_in(tekst), follow=True)
    adres = pagina.redirect_chain[-1][0]
    client.post(adres, {"password1": WACHTWOORD, "password2": WACHTWOORD})


def sign_in(client: Client, email: str) -> Any:
    return client.post(reverse("login"), {"login": email, "password": WACHTWOORD}, follow=True)


def beheerder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.INSTALLATIEBEHEERDER)
    return gebruiker


# -- the commands --------------------------------------------------------------------------------


def test_the_first_installatiebeheerder_goes_from_an_empty_server_to_the_own_start_page(
    client: Client,
) -> None:
    tekst = start()
    assert "ida@installatie.test is nu installatiebeheerder." in tekst
    assert "Hij werkt één keer en verloopt na drie dagen." in tekst
    choose_password(client, tekst)
    pagina = sign_in(client, "ida@installatie.test")
    assert pagina.status_code == 200
    assert "Hele installatie" in pagina.content.decode()
    assert "Een deel van deze pagina kan nu niet worden getoond" not in pagina.content.decode()


def test_the_link_works_once(client: Client) -> None:
    tekst = start()
    choose_password(client, tekst)
    pagina = Client().get(link_in(tekst), follow=True)
    assert "Nieuw wachtwoord, nog een keer" not in pagina.content.decode()


def test_without_the_address_of_the_site_the_command_says_what_to_do() -> None:
    tekst = run("start_installatie", "--email", "ida@installatie.test", "--site", "")
    assert "Zet het adres van uw site ervoor (of geef het met --site)." in tekst


def test_a_second_start_is_refused_with_what_to_do_instead() -> None:
    start()
    with pytest.raises(
        CommandError, match=r"Er is al een installatiebeheerder: ida@installatie.test.*herstel_"
    ):
        start("tweede@installatie.test")
    assert Toekenning.objects.count() == 1


@pytest.mark.parametrize("email", ["geen adres", "a@b", ""])
def test_what_is_no_address_makes_nobody(email: str) -> None:
    with pytest.raises(CommandError, match=f"‘{email}’ is geen e-mailadres"):
        start(email)
    assert not Gebruiker.objects.exists()


def test_access_is_given_back_with_a_new_password_and_a_new_second_factor(client: Client) -> None:
    choose_password(client, start())
    ida = Gebruiker.objects.get(email="ida@installatie.test")
    Authenticator.objects.create(user=ida, type=Authenticator.Type.TOTP, data={})
    tekst = run(
        "herstel_installatie", "--email", ida.email, "--nieuwe-tweede-factor", "--site", "https://vve.test"
    )
    ida.refresh_from_db()
    assert not ida.has_usable_password()
    assert not Authenticator.objects.filter(user=ida).exists()
    choose_password(Client(), tekst)
    assert sign_in(Client(), ida.email).context["user"].rol == Rol.INSTALLATIEBEHEERDER
    assert ida.toekenningen.count() == 1


def test_somebody_else_takes_over_and_who_stops_has_no_role_any_more() -> None:
    start()
    run("herstel_installatie", "--email", "nieuw@installatie.test", "--vervangt", "ida@installatie.test")
    nu = Toekenning.objects.usable_on(timezone.localdate()).select_related("gebruiker")
    assert [rol.gebruiker.email for rol in nu] == ["nieuw@installatie.test"]


def test_an_installation_that_was_never_started_is_not_restored() -> None:
    with pytest.raises(CommandError, match=r"nog niet gestart. Gebruik: manage.py start_installatie"):
        run("herstel_installatie", "--email", "ida@installatie.test")


def test_who_is_no_installatiebeheerder_is_not_replaced() -> None:
    start()
    with pytest.raises(CommandError, match=r"bo@putten.test is geen installatiebeheerder"):
        run("herstel_installatie", "--email", "nieuw@installatie.test", "--vervangt", "bo@putten.test")


def test_what_the_commands_did_stands_in_the_record_of_the_installation() -> None:
    start()
    run("herstel_installatie", "--email", "ida@installatie.test")
    regels = AuditRegel.objects.filter(gemeente_code=INSTALLATIE).order_by("volgnummer")
    assert list(regels.values_list("handeling", "gebruiker_email")) == [
        ("installatie.start", "systeem: start_installatie"),
        ("installatie.restore", "systeem: herstel_installatie"),
    ]
    assert broken_links(INSTALLATIE) == []


# -- the role ------------------------------------------------------------------------------------


def test_the_role_has_no_right_that_is_about_children_or_money() -> None:
    assert RECHTEN[Rol.INSTALLATIEBEHEERDER] <= ZONDER_KIND_OF_GELD


def test_the_database_shows_the_role_no_child() -> None:
    KindFactory()
    assert bereik_van(beheerder()) == NIETS
    with rijbereik(bereik_van(beheerder())):
        assert not Kind.alle.exists()


def test_the_role_belongs_to_no_municipality_and_every_other_role_to_one() -> None:
    ida, gemeente = beheerder(), GemeenteFactory()
    with pytest.raises(PermissionDenied, match=r"De rol Installatiebeheerder is niet van een gemeente."):
        _ = ida.gemeente
    assert not Gemeentegebruiker.objects.exists()
    for rol, waar in ((Rol.INSTALLATIEBEHEERDER, gemeente), (Rol.AUDITOR, None)):
        with pytest.raises(IntegrityError, match="toekenning_gemeente_bij_rol"), transaction.atomic():
            Toekenning.objects.create(
                gebruiker=Gebruiker.objects.create_user(f"{rol}@x.test", "X"),
                rol=rol,
                gemeente=waar,
                geldig_van=DAG,
            )


@pytest.mark.parametrize(
    ("rol", "eerst"), list(product([r for r in GEMEENTE_ROLLEN if r != Rol.IB_ER], (True, False)))
)
def test_who_works_for_a_municipality_does_not_manage_the_installation(rol: Rol, eerst: bool) -> None:
    """In either order: the form says so, and past it the database."""
    gemeentelijk = GebruikerFactory(rol=rol)
    eigen = gemeentelijk.toekenningen.get()
    nieuw = Toekenning(gebruiker=gemeentelijk, rol=Rol.INSTALLATIEBEHEERDER, geldig_van=date(2025, 1, 1))
    if not eerst:
        velden = {"gemeente": eigen.gemeente, "organisatie": eigen.organisatie, "rol": rol}
        eigen.delete()
        nieuw.save()
        nieuw = Toekenning(gebruiker=gemeentelijk, geldig_van=date(2025, 1, 1), **velden)
    with pytest.raises(
        ValidationError, match="wie de installatie beheert, werkt niet zelf voor een gemeente"
    ):
        save_checked(nieuw)
    with pytest.raises(IntegrityError, match="Deze rol mag niet samengaan"), transaction.atomic():
        nieuw.save()


def test_nobody_writes_in_the_record_of_another_municipality() -> None:
    putten, duiven = GemeenteFactory(), GemeenteFactory(code="0226")
    with pytest.raises(ValueError, match="another municipality"):
        record_in_gemeente(
            duiven, handeling=Handeling.GEBRUIKER_VIEW, door=GebruikerFactory(gemeente=putten), object=duiven
        )
