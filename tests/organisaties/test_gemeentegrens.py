"""One municipality can't open, close or look through the door of another, however it manages its users."""

import re
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.databaserol import as_owner
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Gemeentegebruiker, Toekenning
from organisaties.rechten import Recht, Rol
from tests.architectuur.wereld import paginas
from tests.factories import DAG, GebruikerFactory, GemeenteFactory, OrganisatieFactory
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
WACHTWOORD = "molen-tulp-fiets-gracht-3"
# What Duiven wrote down, and Putten must never read; the mail address is what Putten typed itself.
NAAM_DUIVEN, NAAM_PUTTEN = "Bo Voorkeurduiven", "B. Puttense-Schrijfwijze"
EMAIL = "bo@duiven.test"


class Grens:
    """A person of Duiven, and the functioneel beheerders of Duiven and of Putten."""

    def __init__(self) -> None:
        self.putten, self.duiven = GemeenteFactory(code="0273"), GemeenteFactory(code="0226")
        self.bo = GebruikerFactory(email=EMAIL, naam=NAAM_DUIVEN, gemeente=self.duiven, rol=Rol.AUDITOR)
        self.bo.set_password(WACHTWOORD)
        self.bo.save()
        ensure_email_address(self.bo)
        self.bij_duiven = self.bo.bij_gemeenten.get(gemeente=self.duiven)
        self.in_putten = self.make_beheerder(self.putten)
        self.in_duiven = self.make_beheerder(self.duiven)

    def also_in_putten(self) -> Gemeentegebruiker:
        Toekenning.objects.create(
            gebruiker=self.bo, rol=Rol.KINDREGISSEUR, gemeente=self.putten, geldig_van=DAG
        )
        Gemeentegebruiker.objects.filter(gebruiker=self.bo, gemeente=self.putten).update(naam=NAAM_PUTTEN)
        persoon: Gemeentegebruiker = self.bo.bij_gemeenten.get(gemeente=self.putten)
        return persoon

    def of_duiven(self) -> dict[str, list[Any]]:
        """Everything that is of Duiven or of the person: it stays as it was."""
        return {
            "account": list(Gebruiker.objects.filter(pk=self.bo.pk).values()),
            "list": list(Gemeentegebruiker.objects.filter(gemeente=self.duiven).values()),
            "roles": list(Toekenning.objects.filter(gemeente=self.duiven).values()),
            "record": list(AuditRegel.objects.filter(gemeente_code="0226").values()),
        }

    def make_beheerder(self, gemeente: Gemeente) -> Client:
        client = Client()
        client.force_login(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=gemeente))
        client.get(reverse("home"))
        return client


@pytest.fixture
def grens() -> Grens:
    return Grens()


def signed_in(gemeente_code: str) -> Client:
    """Bo, at work for this municipality."""
    browser = Client()
    assert browser.post(reverse("login"), {"login": EMAIL, "password": WACHTWOORD}).status_code == 302
    rol = Toekenning.objects.get(gebruiker__email=EMAIL, gemeente__code=gemeente_code)
    browser.post(reverse("organisaties:rol_choose", args=[rol.pk]))
    return browser


def invite(client: Client, email: str = EMAIL, **anders: str) -> Any:
    velden = {"naam": NAAM_PUTTEN, "email": email, "rol": "beleidsmedewerker"} | anders
    return client.post(reverse("organisaties:gebruiker_invite"), velden, follow=True)


def waiting(grens: Grens, persoon: Gemeentegebruiker) -> Toekenning:
    """A role of this person that waits for a second beheerder of the municipality."""
    return Toekenning.objects.create(
        gebruiker=grens.bo,
        rol=Rol.JGZ_MEDEWERKER,
        organisatie=OrganisatieFactory(jgz=True, gemeenten=[persoon.gemeente]),
        gemeente=persoon.gemeente,
        geldig_van=DAG,
        status=Toekenning.Status.WAITING,
        gegeven_door=GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=persoon.gemeente),
    )


def users_file() -> SimpleUploadedFile:
    inhoud = f"naam;e-mailadres;rol\n{NAAM_PUTTEN};{EMAIL};Beleidsmedewerker\n"
    return SimpleUploadedFile("mensen.csv", inhoud.encode())


def looked_at(grens: Grens) -> str:
    """The rows of that file as the page signs them for who looked at it."""
    pagina = grens.in_putten.post(reverse("organisaties:gebruiker_import"), {"bestand": users_file()})
    getekend: str = pagina.context["getekend"]
    return getekend


# Every page with which users are managed, with what it is asked; the walk below finds one that is missing.
BEHEER: dict[str, Callable[[Grens, Gemeentegebruiker], tuple[dict[str, int], dict[str, Any]]]] = {
    "organisaties:gebruiker_list": lambda g, p: ({}, {}),
    "organisaties:gebruiker_import": lambda g, p: ({}, {"bestand": users_file()}),
    "organisaties:gebruikers_invite": lambda g, p: ({}, {"regels": looked_at(g)}),
    "organisaties:gebruiker_invite": lambda g, p: (
        {},
        {"naam": NAAM_PUTTEN, "email": EMAIL, "rol": "beleidsmedewerker"},
    ),
    "organisaties:gebruiker_detail": lambda g, p: ({"pk": p.pk}, {"rol": "budgethouder"}),
    "organisaties:gebruiker_deactivate": lambda g, p: ({"pk": p.pk}, {}),
    "organisaties:gebruiker_reactivate": lambda g, p: ({"pk": p.pk}, {}),
    "organisaties:gebruiker_mail": lambda g, p: ({"pk": p.pk}, {}),
    "organisaties:toekenning_wacht": lambda g, p: ({}, {}),
    "organisaties:toekenning_agree": lambda g, p: ({"pk": waiting(g, p).pk}, {}),
    "organisaties:toekenning_refuse": lambda g, p: ({"pk": waiting(g, p).pk}, {"reden": "onbekend"}),
    "organisaties:toekenning_end": lambda g, p: (
        {"pk": g.bo.toekenningen.filter(gemeente=p.gemeente).latest("pk").pk},
        {},
    ),
}
NAMEN = sorted(BEHEER)
LIJSTEN = {
    *("organisaties:gebruiker_list", "organisaties:gebruiker_invite", "organisaties:toekenning_wacht"),
    *("organisaties:gebruiker_import", "organisaties:gebruikers_invite"),
}


def test_every_page_that_manages_users_is_tried_here() -> None:
    beheer = {p.naam for p in paginas() if getattr(p.view, "recht", None) == Recht.GEBRUIKER_MANAGE}
    assert beheer == set(BEHEER)


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("uit", [False, True], ids=["on in Putten", "off in Putten"])
def test_what_putten_does_with_a_person_of_both_changes_and_shows_nothing_of_duiven(
    grens: Grens, naam: str, uit: bool
) -> None:
    persoon = grens.also_in_putten()
    if uit:
        Gemeentegebruiker.objects.filter(pk=persoon.pk).update(uitgezet_op=timezone.now())
    grens.bo.last_login = datetime(2024, 2, 29, 11, 11, tzinfo=timezone.get_default_timezone())
    grens.bo.save()
    Gemeentegebruiker.objects.filter(pk=grens.bij_duiven.pk).update(uitgezet_op=timezone.now())
    kwargs, velden = BEHEER[naam](grens, persoon)
    was = grens.of_duiven()
    adres = reverse(naam, kwargs=kwargs)
    paginas = [grens.in_putten.post(adres, velden, follow=True), grens.in_putten.get(adres, follow=True)]
    paginas.append(grens.in_putten.get(reverse("organisaties:gebruiker_list")))
    assert grens.of_duiven() == was
    getoond = "".join(pagina.content.decode() for pagina in paginas)
    geschreven = str(list(AuditRegel.objects.filter(gemeente_code="0273").values()))
    for tekst in (getoond, geschreven):
        assert NAAM_DUIVEN not in tekst
        assert "Duiven" not in tekst
        assert "29 februari 2024" not in tekst


@pytest.mark.parametrize("naam", [naam for naam in NAMEN if naam not in LIJSTEN])
def test_a_person_of_duiven_alone_does_not_exist_for_putten(grens: Grens, naam: str) -> None:
    kwargs, velden = BEHEER[naam](grens, grens.bij_duiven)
    was = grens.of_duiven()
    assert grens.in_putten.post(reverse(naam, kwargs=kwargs), velden).status_code == 404
    assert grens.of_duiven() == was


def test_who_duiven_switched_off_is_not_let_in_again_by_an_invitation_of_putten(grens: Grens) -> None:
    grens.in_duiven.post(reverse("organisaties:gebruiker_deactivate", args=[grens.bij_duiven.pk]))
    invite(grens.in_putten)
    wacht = grens.bo.toekenningen.waiting().get()
    second = grens.make_beheerder(grens.putten)
    second.post(reverse("organisaties:toekenning_agree", args=[wacht.pk]))
    browser = Client()
    browser.post(reverse("login"), {"login": EMAIL, "password": WACHTWOORD})
    assert browser.get(reverse("home")).status_code == 200
    duiven = grens.bo.toekenningen.get(gemeente=grens.duiven)
    assert browser.post(reverse("organisaties:rol_choose", args=[duiven.pk])).status_code == 404
    assert "Duiven" not in browser.get(reverse("home")).content.decode()
    # And Duiven closes its door also for who works elsewhere, and again.
    grens.in_duiven.post(reverse("organisaties:gebruiker_reactivate", args=[grens.bij_duiven.pk]))
    grens.in_duiven.post(reverse("organisaties:gebruiker_deactivate", args=[grens.bij_duiven.pk]))
    grens.bij_duiven.refresh_from_db()
    assert grens.bij_duiven.is_uitgezet
    assert browser.get(reverse("home")).status_code == 200


def test_switching_off_ends_the_sessions_for_this_municipality_and_no_others(grens: Grens) -> None:
    grens.also_in_putten()
    voor_duiven, voor_putten = signed_in("0226"), signed_in("0273")
    grens.in_duiven.post(reverse("organisaties:gebruiker_deactivate", args=[grens.bij_duiven.pk]))
    antwoord = voor_duiven.get(reverse("home"))
    assert (antwoord.status_code, antwoord["Location"].split("?")[0]) == (302, reverse("login"))
    assert voor_putten.get(reverse("home")).status_code == 200


def answer(grens: Grens, email: str) -> tuple[Any, ...]:
    """What Putten sees and keeps of an invitation, with the numbers and the address itself taken out."""
    pagina = invite(grens.in_putten, email=email)
    persoon = Gemeentegebruiker.objects.get(gemeente=grens.putten, gebruiker__email=email)
    tekst = re.sub(r"\d+", "N", pagina.content.decode().replace(email, "ADRES"))
    tekst = "".join(regel for regel in tekst.splitlines() if "csrf" not in regel.lower())
    rol = persoon.gebruiker.toekenningen.get(gemeente=grens.putten)
    number = {"gemeentegebruiker": persoon.pk, "toekenning": rol.pk}
    regels = [
        (
            regel.handeling,
            regel.object_type,
            sorted(regel.details),
            regel.object_id == str(number[regel.object_type]),
        )
        for regel in AuditRegel.objects.filter(gemeente_code="0273").order_by("-volgnummer")[:3]
    ]
    paden = [adres.replace(f"/{persoon.pk}/", "/PERSOON/") for adres, _ in pagina.redirect_chain]
    return pagina.status_code, paden, tekst, regels


def test_an_invitation_answers_the_same_for_a_known_and_an_unknown_address(grens: Grens) -> None:
    onbekend = answer(grens, "nieuw@putten.test")

    assert answer(grens, EMAIL) == onbekend
    work()
    aan_onbekend, aan_bekend = mail.outbox
    assert "Kies hier uw wachtwoord" in aan_onbekend.body
    assert "Kies hier uw wachtwoord" not in aan_bekend.body
    assert NAAM_DUIVEN not in aan_bekend.body
    grens.bo.refresh_from_db()
    assert grens.bo.naam == NAAM_DUIVEN


def test_the_number_of_a_person_on_the_list_does_not_tell_how_old_the_account_is(grens: Grens) -> None:
    invite(grens.in_putten, email="nieuw@putten.test")
    invite(grens.in_putten)
    nieuw, bekend = Gemeentegebruiker.objects.filter(gemeente=grens.putten).order_by("pk")[1:3]
    assert (nieuw.email, bekend.email) == ("nieuw@putten.test", EMAIL)
    assert bekend.gebruiker_id < nieuw.gebruiker_id


@pytest.mark.parametrize(
    ("beheerder", "ziet", "nooit"),
    [("in_putten", NAAM_PUTTEN, NAAM_DUIVEN), ("in_duiven", NAAM_DUIVEN, NAAM_PUTTEN)],
)
def test_each_municipality_lists_finds_and_reads_a_person_under_its_own_name(
    grens: Grens, beheerder: str, ziet: str, nooit: str
) -> None:
    grens.also_in_putten()
    client: Client = getattr(grens, beheerder)
    lijst = reverse("organisaties:gebruiker_list")
    alles = client.get(lijst).content.decode()
    assert ziet in alles
    assert nooit not in alles
    assert EMAIL in client.get(lijst, {"zoek": ziet[3:12]}).content.decode()
    assert EMAIL not in client.get(lijst, {"zoek": nooit[3:12]}).content.decode()


def test_the_work_of_a_person_stands_under_the_name_of_the_municipality_that_reads(grens: Grens) -> None:
    from tests.subsidies.administratie import NU, Administratie, adopt

    boeken = Administratie(code="0273", regeling_naam=None, jaar=2025)
    grens.also_in_putten()
    bo = Gebruiker.objects.get(pk=grens.bo.pk)
    rol = bo.toekenningen.get(gemeente=grens.putten)
    assert bo.activate(NU.date().replace(year=2026), voorkeur=rol.pk)
    adopt("putten-2025", boeken.beleid, bo)
    auditor = GebruikerFactory(rol=Rol.AUDITOR, gemeente=grens.putten)
    logboek = reverse("organisaties:audit_list")
    for lezer, adres, vraag in [
        (boeken.beleid, reverse("subsidies:regeling_list"), {}),
        (auditor, logboek, {}),
        (auditor, logboek, {"soort": "inzien"}),
    ]:
        client = Client()
        client.force_login(lezer)
        pagina = client.get(adres, vraag).content.decode()
        assert NAAM_PUTTEN in pagina
        assert NAAM_DUIVEN not in pagina


def test_signing_in_for_one_municipality_is_not_told_to_the_other(grens: Grens) -> None:
    bij_putten = grens.also_in_putten()
    browser = Client()
    browser.post(reverse("login"), {"login": EMAIL, "password": WACHTWOORD})
    grens.bij_duiven.refresh_from_db()
    bij_putten.refresh_from_db()
    assert grens.bij_duiven.laatst_ingelogd is not None
    assert bij_putten.laatst_ingelogd is None
    rol = grens.bo.toekenningen.get(gemeente=grens.putten)
    browser.post(reverse("organisaties:rol_choose", args=[rol.pk]))
    bij_putten.refresh_from_db()
    assert bij_putten.laatst_ingelogd is not None


def test_the_database_puts_everybody_with_a_role_on_the_list_under_the_address(grens: Grens) -> None:
    Toekenning.objects.create(gebruiker=grens.bo, rol=Rol.AUDITOR, gemeente=grens.putten, geldig_van=DAG)
    assert grens.bo.bij_gemeenten.get(gemeente=grens.putten).naam == EMAIL


@pytest.mark.django_db(transaction=True)
def test_who_was_off_in_an_earlier_release_stays_out_of_every_municipality_and_back_again() -> None:
    grens = Grens()
    grens.also_in_putten()
    aan = GebruikerFactory(gemeente=grens.putten)
    migratie = import_module("organisaties.migrations.0009_toegang_per_gemeente")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(migratie.BACKWARD)
        Gebruiker.objects.filter(pk=grens.bo.pk).update(is_active=False)
        cursor.execute(migratie.FORWARD)
    assert set(grens.bo.bij_gemeenten.switched_off().values_list("gemeente__code", flat=True)) == {
        "0226",
        "0273",
    }
    assert not Gebruiker.objects.get(pk=grens.bo.pk).activate(DAG)
    assert Gebruiker.objects.get(pk=aan.pk).activate(DAG)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(migratie.BACKWARD)
        assert set(Gebruiker.objects.filter(is_active=False)) == {grens.bo}
        cursor.execute(migratie.FORWARD)
