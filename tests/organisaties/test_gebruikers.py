import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.instemming import agree_toekenning
from organisaties.models import AuditRegel, Gebruiker, Gemeentegebruiker, Toekenning
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory
from tests.wachtrij import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder() -> Any:
    return GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)


def invite(client: Client, **anders: Any) -> Any:
    velden = {"naam": "Bo Jansen", "email": "Bo@Putten.test", "rol": "subsidiemedewerker"} | anders
    return client.post(reverse("organisaties:gebruiker_invite"), velden)


def agree_with_all() -> None:
    """A colleague of the beheerder agrees with every role that waits."""
    collega = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    for toekenning in Toekenning.objects.waiting():
        agree_toekenning(toekenning=toekenning, door=collega, op=timezone.now())


def handelingen() -> list[str]:
    return list(AuditRegel.objects.order_by("pk").values_list("handeling", flat=True))


def test_an_invited_person_chooses_a_password_through_a_link_that_works_once(
    inloggen: Any, beheerder: Gebruiker
) -> None:
    invite(inloggen(beheerder))
    assert mail.outbox == []
    work()
    assert mail.outbox[0].to == ["bo@putten.test"]
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    bo = Client()
    wachtwoord = "molen-tulp-fiets-gracht-3"
    bo.post(bo.get(link[1])["Location"], {"password1": wachtwoord, "password2": wachtwoord})
    bo.post(reverse("login"), {"login": "bo@putten.test", "password": wachtwoord})
    assert "wacht op instemming" in bo.get(reverse("home")).content.decode()
    agree_with_all()
    assert bo.get(reverse("home")).status_code == 200
    assert "werkt niet meer" in Client().get(link[1]).content.decode()
    assert handelingen()[:2] == ["gebruiker.invite", "toekenning.give"]


def test_a_person_of_another_gemeente_keeps_the_account_and_gets_the_role(
    inloggen: Any, beheerder: Gebruiker
) -> None:
    bo = GebruikerFactory(email="bo@putten.test", gemeente=GemeenteFactory(code="0226"))
    bo.set_password("een-eigen-wachtwoord")
    bo.save()
    invite(inloggen(beheerder), naam="Iemand anders")
    work()
    bo.refresh_from_db()
    assert bo.naam != "Iemand anders"
    assert set(bo.toekenningen.values_list("gemeente__code", flat=True)) == {"0226", "0273"}
    assert "wachtwoord" not in mail.outbox[0].body


def test_a_mail_that_cannot_be_sent_is_tried_again_and_the_user_is_saved(
    inloggen: Any, beheerder: Gebruiker
) -> None:
    client = inloggen(beheerder)
    antwoord = invite(client)
    with patch("django.core.mail.EmailMessage.send", side_effect=SMTPException):
        work()
    pagina = client.get(antwoord["Location"]).content.decode()
    assert "De mail aan bo@putten.test gaat binnen een paar minuten weg." in pagina
    assert Gebruiker.objects.filter(email="bo@putten.test").exists()
    work()
    assert mail.outbox[0].to == ["bo@putten.test"]


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"rol": "jgz-medewerker"}, "Kies bij deze rol een organisatie van de soort: JGZ-organisatie."),
        ({"geldig_tot_en_met": "2020-01-31"}, "31-01-2020 is al voorbij. Kies vandaag of later."),
        ({"rol": "baas"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_wrong_invitation_gets_a_clear_sentence(
    inloggen: Any, beheerder: Gebruiker, velden: dict[str, str], melding: str
) -> None:
    assert melding in invite(inloggen(beheerder), **velden).content.decode()
    assert not Gebruiker.objects.filter(email="bo@putten.test").exists()


def test_an_organisation_of_another_gemeente_cannot_be_chosen(inloggen: Any, beheerder: Gebruiker) -> None:
    vreemd = OrganisatieFactory(jgz=True, gemeenten=[GemeenteFactory(code="0226")])
    antwoord = invite(inloggen(beheerder), rol="jgz-medewerker", organisatie=vreemd.pk)
    assert antwoord.status_code == 200
    assert not Gebruiker.objects.filter(email="bo@putten.test").exists()


def test_the_same_role_is_not_given_twice(inloggen: Any, beheerder: Gebruiker) -> None:
    client = inloggen(beheerder)
    invite(client)
    assert "heeft deze rol al" in invite(client).content.decode()
    assert Toekenning.objects.filter(gebruiker__email="bo@putten.test").count() == 1


def test_an_ended_role_is_gone_at_the_next_click_and_stays_on_record(
    inloggen: Any, beheerder: Gebruiker
) -> None:
    bo = GebruikerFactory()
    browser = Client()
    browser.force_login(bo)
    assert browser.get(reverse("home")).status_code == 200
    toekenning = bo.toekenningen.get()
    inloggen(beheerder).post(reverse("organisaties:toekenning_end", args=[toekenning.pk]))
    assert browser.get(reverse("home")).status_code == 403
    toekenning.refresh_from_db()
    assert toekenning.geldig_tot_en_met == timezone.localdate() - timedelta(days=1)
    assert "toekenning.end" in handelingen()


def test_a_switched_off_user_is_out_at_once_and_can_come_back(inloggen: Any, beheerder: Gebruiker) -> None:
    bo = GebruikerFactory()
    persoon = bo.bij_gemeenten.get()
    browser = Client()
    browser.force_login(bo)
    client = inloggen(beheerder)
    client.post(reverse("organisaties:gebruiker_deactivate", args=[persoon.pk]))
    assert browser.get(reverse("home")).status_code == 403
    persoon.refresh_from_db()
    assert persoon.uitgezet_door == beheerder
    client.post(reverse("organisaties:gebruiker_reactivate", args=[persoon.pk]))
    assert browser.get(reverse("home")).status_code == 200
    handelingen_nu = [h for h in handelingen() if h.startswith("gebruiker.")]
    assert handelingen_nu == ["gebruiker.deactivate", "gebruiker.reactivate"]


def test_who_is_switched_off_gets_no_role_before_access_is_on_again(
    inloggen: Any, beheerder: Gebruiker
) -> None:
    client = inloggen(beheerder)
    invite(client)
    persoon = Gemeentegebruiker.objects.get(gebruiker__email="bo@putten.test")
    client.post(reverse("organisaties:gebruiker_deactivate", args=[persoon.pk]))
    melding = "De toegang van Bo Jansen staat uit. Zet die eerst aan, en geef dan de rol."
    assert melding in invite(client, rol="auditor").content.decode()
    adres = reverse("organisaties:gebruiker_detail", args=[persoon.pk])
    client.post(adres, {"rol": "auditor"})
    assert "Zet die eerst aan; daarna kunt u een rol geven." in client.get(adres).content.decode()
    assert persoon.gebruiker.toekenningen.count() == 1


def test_a_beheerder_keeps_the_own_account_and_role(inloggen: Any, beheerder: Gebruiker) -> None:
    client = inloggen(beheerder)
    client.post(reverse("organisaties:gebruiker_deactivate", args=[beheerder.bij_gemeenten.get().pk]))
    client.post(reverse("organisaties:toekenning_end", args=[beheerder.toekenningen.get().pk]))
    assert client.get(reverse("organisaties:gebruiker_list")).status_code == 200


def test_users_of_another_gemeente_do_not_exist(inloggen: Any, beheerder: Gebruiker) -> None:
    vreemd = GebruikerFactory(gemeente=GemeenteFactory(code="0226"))
    client = inloggen(beheerder)
    assert vreemd.email not in client.get(reverse("organisaties:gebruiker_list")).content.decode()
    persoon = vreemd.bij_gemeenten.get()
    assert client.get(reverse("organisaties:gebruiker_detail", args=[persoon.pk])).status_code == 404
    for naam, pk in [
        ("gebruiker_deactivate", persoon.pk),
        ("gebruiker_reactivate", persoon.pk),
        ("gebruiker_mail", persoon.pk),
        ("toekenning_end", vreemd.toekenningen.get().pk),
    ]:
        assert client.post(reverse(f"organisaties:{naam}", args=[pk])).status_code == 404


def test_the_list_of_users_takes_few_queries(
    inloggen: Any, beheerder: Gebruiker, django_assert_max_num_queries: Any
) -> None:
    GebruikerFactory.create_batch(8)
    client = inloggen(beheerder)
    client.get(reverse("organisaties:gebruiker_list"))  # the first line of the record makes its chain
    with django_assert_max_num_queries(15):  # five of them for the line in the record
        client.get(reverse("organisaties:gebruiker_list"))
