"""Nobody gives a role to themselves, and most roles count only when a second beheerder agrees."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.actions import give_rol, invite_gebruiker
from organisaties.instemming import agree_toekenning, refuse_toekenning
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Organisatie, Toekenning
from organisaties.rechten import GEMEENTE_ROLLEN, INSTEMMING_ROLLEN, ORGANISATIE_ROLLEN, RECHTEN, Recht, Rol
from tests.architectuur.rondgang import undone
from tests.architectuur.wereld import BESCHERMD, Pagina, Wereld
from tests.factories import (
    DAG,
    MOMENT,
    SOORT_BIJ_ROL,
    GebruikerFactory,
    GemeenteFactory,
    OrganisatieFactory,
    RoluitzonderingFactory,
)
from tests.subsidies.administratie import Administratie
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db
NIET_ZELF = "U kunt uzelf geen rol geven. Vraag een andere functioneel beheerder."


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def make_beheerder(**anders: Any) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, **anders)
    return gebruiker


@pytest.fixture
def ans() -> Gebruiker:
    return make_beheerder(naam="Ans Beheer")


@pytest.fixture
def bea() -> Gebruiker:
    return make_beheerder(naam="Bea Beheer", email="bea@putten.test")


@pytest.fixture
def bo() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(naam="Bo Jansen", email="bo@putten.test", rol=Rol.IB_ER)
    return gebruiker


def organisatie_bij(rol: Rol, gemeente: Gemeente) -> Organisatie | None:
    if rol not in ORGANISATIE_ROLLEN:
        return None
    organisatie: Organisatie = OrganisatieFactory(soort=SOORT_BIJ_ROL[rol], gemeenten=[gemeente])
    return organisatie


def give(aan: Gebruiker, rol: Rol, door: Gebruiker, **anders: Any) -> Toekenning:
    velden: dict[str, Any] = {"locatie": None, "geldig_tot_en_met": None, "dag": DAG}
    velden["organisatie"] = organisatie_bij(rol, door.gemeente)
    return give_rol(gebruiker=aan, rol=rol, door=door, **velden | anders)


def post(client: Client, naam: str, toekenning: Toekenning, **data: Any) -> str:
    adres = reverse(f"organisaties:{naam}", args=[toekenning.pk])
    return client.post(adres, data, follow=True).content.decode()


# -- not to oneself ------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", Rol)
def test_no_beheerder_gives_a_role_to_themselves(inloggen: Any, ans: Gebruiker, rol: Rol) -> None:
    """By the page of the own account, by inviting the own address, by the action, and past all of these."""
    organisatie = organisatie_bij(rol, ans.gemeente)
    velden = {"rol": rol, "organisatie": organisatie.pk if organisatie else ""}
    client = inloggen(ans)
    pagina = client.post(
        reverse("organisaties:gebruiker_detail", args=[ans.bij_gemeenten.get().pk]), velden
    ).content.decode()
    assert NIET_ZELF in pagina
    client.post(reverse("organisaties:gebruiker_invite"), velden | {"naam": "Ans", "email": ans.email})
    kale = Toekenning(gebruiker=ans, rol=rol, gemeente=ans.gemeente, organisatie=organisatie, geldig_van=DAG)
    kale.gegeven_door = ans
    kale.status = Toekenning.Status.WAITING
    with pytest.raises(IntegrityError), transaction.atomic():
        kale.save()
    with pytest.raises(ValidationError):
        invite_gebruiker(
            email=ans.email,
            naam="Ans",
            rol=rol,
            organisatie=organisatie,
            locatie=None,
            geldig_tot_en_met=None,
            door=ans,
            dag=DAG,
        )
    assert [t.rol for t in ans.toekenningen.all()] == ["functioneel-beheerder"]


def test_the_page_of_the_own_account_has_no_form(inloggen: Any, ans: Gebruiker) -> None:
    pagina = (
        inloggen(ans)
        .get(reverse("organisaties:gebruiker_detail", args=[ans.bij_gemeenten.get().pk]))
        .content.decode()
    )
    assert NIET_ZELF in pagina
    assert 'name="rol"' not in pagina


# -- until a second person agrees ----------------------------------------------------------------


@pytest.mark.parametrize("rol", GEMEENTE_ROLLEN)
def test_who_gave_a_role_is_kept_and_which_roles_wait(ans: Gebruiker, bo: Gebruiker, rol: Rol) -> None:
    if rol in (Rol.IB_ER, Rol.FUNCTIONEEL_BEHEERDER):  # twice, and not beside each other
        bo.toekenningen.all().delete()
    toekenning = give(bo, rol, ans)
    assert toekenning.gegeven_door == ans
    assert toekenning.is_waiting == (rol in INSTEMMING_ROLLEN)
    assert bo.toekenningen.valid_on(DAG).filter(rol=rol).exists() == (rol not in INSTEMMING_ROLLEN)


def test_a_role_that_waits_opens_no_page_at_all(client: Client) -> None:
    """The role that has most × every page; from the agreement on the start page opens."""
    eigen = Wereld(Administratie())
    ans, bea = make_beheerder(gemeente=eigen.gemeente), make_beheerder(gemeente=eigen.gemeente)
    rol = max(sorted(INSTEMMING_ROLLEN), key=lambda rol: len(RECHTEN[rol]))
    persoon = Gebruiker.objects.create_user(email=f"{rol}@duiven.test", naam="Bo")
    toekenning = give(persoon, rol, ans)
    client.force_login(persoon)
    assert [pagina.naam for pagina in BESCHERMD if not refused(client, pagina, eigen)] == []
    agree_toekenning(toekenning=toekenning, door=bea, op=timezone.now())
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("rol", sorted(INSTEMMING_ROLLEN))
def test_a_role_that_waits_gives_no_right(rol: Rol) -> None:
    ans, bea = make_beheerder(), make_beheerder()
    persoon = Gebruiker.objects.create_user(email=f"{rol}@duiven.test", naam="Bo")
    toekenning = give(persoon, rol, ans)
    vers = Gebruiker.objects.get(pk=persoon.pk)
    assert (vers.activate(timezone.localdate()), [r for r in Recht if vers.has_recht(r)]) == (False, [])
    agree_toekenning(toekenning=toekenning, door=bea, op=timezone.now())
    vers = Gebruiker.objects.get(pk=persoon.pk)
    assert vers.activate(timezone.localdate())
    assert {r for r in Recht if vers.has_recht(r)} == set(RECHTEN[rol])


def refused(client: Client, pagina: Pagina, wereld: Wereld) -> bool:
    adres = reverse(pagina.naam, kwargs=wereld.kwargs(pagina))
    with undone():
        return {client.get(adres).status_code, client.post(adres).status_code} <= {403, 405}


def test_the_colleague_finds_it_on_the_start_page_and_agrees(
    inloggen: Any, ans: Gebruiker, bea: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    client = inloggen(bea)
    assert "Rollen om mee in te stemmen" in client.get(reverse("home")).content.decode()
    pagina = client.get(reverse("organisaties:toekenning_wacht")).content.decode()
    assert all(deel in pagina for deel in ("Bo Jansen", "Budgethouder", "door Ans Beheer", "Instemmen"))
    assert "Bo Jansen heeft nu de rol Budgethouder." in post(client, "toekenning_agree", toekenning)
    toekenning.refresh_from_db()
    assert (toekenning.status, toekenning.besloten_door) == ("geldt", bea)
    assert toekenning.geldig_van == timezone.localdate()
    assert "Rollen om mee in te stemmen" not in client.get(reverse("home")).content.decode()
    regel = AuditRegel.objects.get(handeling="toekenning.agree")
    assert (regel.gebruiker_id, regel.details["gebruiker"]) == (
        bea.pk,
        bo.bij_gemeenten.get().pk,
    )


def test_the_colleague_refuses_with_a_reason_that_the_giver_reads(
    inloggen: Any, ans: Gebruiker, bea: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    client = inloggen(bea)
    assert "Geef een reden" in post(client, "toekenning_refuse", toekenning)
    assert "De rol is geweigerd." in post(client, "toekenning_refuse", toekenning, reden="Bo is stagiair.")
    assert not bo.toekenningen.valid_on(timezone.localdate()).filter(rol=Rol.BUDGETHOUDER).exists()
    pagina = (
        inloggen(ans)
        .get(reverse("organisaties:gebruiker_detail", args=[bo.bij_gemeenten.get().pk]))
        .content.decode()
    )
    assert "geweigerd door Bea Beheer" in pagina
    assert "Bo is stagiair." in pagina
    assert "reden" not in AuditRegel.objects.get(handeling="toekenning.refuse").details


@pytest.mark.parametrize("besluit", ["toekenning_agree", "toekenning_refuse"])
def test_neither_the_giver_nor_the_receiver_decides(inloggen: Any, ans: Gebruiker, besluit: str) -> None:
    """Both are beheerder and could open the page."""
    bea = make_beheerder(gemeente=ans.gemeente)
    tijd = {"geldig_van": timezone.localdate(), "geldig_tot_en_met": timezone.localdate() + timedelta(300)}
    RoluitzonderingFactory(gebruiker=bea, gemeente=ans.gemeente, rol=Rol.AUDITOR, **tijd)
    toekenning = Toekenning.objects.create(
        gebruiker=bea,
        rol=Rol.AUDITOR,
        gemeente=ans.gemeente,
        **tijd,
        gegeven_door=ans,
        status=Toekenning.Status.WAITING,
    )
    for zelf in (ans, bea):
        pagina = post(inloggen(zelf), besluit, toekenning, reden="Nee.")
        assert "Wie de rol gaf of krijgt, beslist er niet zelf over." in pagina
        wacht = Toekenning.objects.filter(pk=toekenning.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            wacht.update(status="geldt", besloten_door=zelf, besloten_op=MOMENT)
    toekenning.refresh_from_db()
    assert toekenning.is_waiting


@pytest.mark.parametrize("rol", sorted(INSTEMMING_ROLLEN))
def test_the_database_lets_no_such_role_count_without_a_decision(ans: Gebruiker, rol: Rol) -> None:
    bo = Gebruiker.objects.create_user(email="bo@putten.test", naam="Bo")
    wacht = Toekenning.objects.filter(pk=give(bo, rol, ans).pk)
    with pytest.raises(IntegrityError, match="toekenning_geldt_na_instemming"), transaction.atomic():
        wacht.update(status="geldt")


def test_a_beheerder_of_another_municipality_does_not_decide(
    inloggen: Any, ans: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    client = inloggen(make_beheerder(gemeente=GemeenteFactory(code="0226")))
    for naam in ("toekenning_agree", "toekenning_refuse"):
        adres = reverse(f"organisaties:{naam}", args=[toekenning.pk])
        assert client.post(adres, {"reden": "Nee."}).status_code == 404
    assert "Bo Jansen" not in client.get(reverse("organisaties:toekenning_wacht")).content.decode()


def test_the_giver_takes_it_back(inloggen: Any, ans: Gebruiker, bo: Gebruiker, bea: Gebruiker) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    inloggen(ans).post(reverse("organisaties:toekenning_end", args=[toekenning.pk]))
    assert not bo.toekenningen.filter(rol=Rol.BUDGETHOUDER).exists()
    with pytest.raises(ValidationError, match="ingetrokken door wie haar gaf"):
        agree_toekenning(toekenning=toekenning, door=bea, op=MOMENT)


def test_a_role_that_waits_is_not_given_once_more(ans: Gebruiker, bo: Gebruiker) -> None:
    give(bo, Rol.BUDGETHOUDER, ans)
    with pytest.raises(
        ValidationError, match=r"Bo Jansen heeft deze rol al: .* De rol wacht op instemming\."
    ):
        give(bo, Rol.BUDGETHOUDER, ans)


def test_a_last_day_that_passed_while_it_waited_is_said(
    ans: Gebruiker, bea: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans, geldig_tot_en_met=DAG)
    with pytest.raises(ValidationError, match="De laatste dag van deze rol, 15-05-2025, is al voorbij"):
        agree_toekenning(toekenning=toekenning, door=bea, op=MOMENT + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts(ans: Gebruiker, bea: Gebruiker, bo: Gebruiker) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    besluit = {"toekenning": toekenning, "op": MOMENT}
    cor = make_beheerder()
    with (
        other_request(lambda: refuse_toekenning(**besluit, door=cor, reden="Nee.")),
        pytest.raises(ValidationError, match="wacht niet op instemming: de stand is ‘geweigerd’"),
    ):
        agree_toekenning(**besluit, door=bea)


# -- with one beheerder --------------------------------------------------------------------------


def test_a_lone_beheerder_hears_whom_to_ask_and_the_operator_agrees(
    inloggen: Any, ans: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    pagina = inloggen(ans).get(reverse("organisaties:toekenning_wacht")).content.decode()
    assert f"rol nummer {toekenning.pk}" in " ".join(pagina.split())
    uit = StringIO()
    call_command("agree_toekenning", stdout=uit)
    assert f"{toekenning.pk}: bo@putten.test, Budgethouder, gemeente Putten" in uit.getvalue()
    call_command("agree_toekenning", toekenning.pk, namens="J. Bos, secretaris", stdout=uit)
    assert bo.toekenningen.valid_on(timezone.localdate()).filter(rol=Rol.BUDGETHOUDER).exists()
    regel = AuditRegel.objects.get(handeling="toekenning.agree")
    assert (regel.gebruiker_email, regel.details["besloten_namens"]) == (
        "systeem: agree_toekenning",
        "J. Bos, secretaris",
    )


def test_the_operator_does_not_pass_by_a_second_beheerder(
    ans: Gebruiker, bea: Gebruiker, bo: Gebruiker
) -> None:
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    with pytest.raises(CommandError, match=r"Putten heeft een beheerder die kan instemmen: bea@putten\.test"):
        call_command("agree_toekenning", toekenning.pk, namens="J. Bos, secretaris")
    toekenning.refresh_from_db()
    assert toekenning.is_waiting


@pytest.mark.parametrize(
    ("args", "melding"),
    [((987654321,), "--namens"), ((987654321, "--namens=J. Bos"), "Er is geen rol met nummer 987654321")],
)
def test_an_order_of_the_operator_that_makes_no_sense_is_refused(args: tuple[Any, ...], melding: str) -> None:
    with pytest.raises(CommandError, match=melding):
        call_command("agree_toekenning", *args)


def test_a_new_beheerder_waits_too_and_cannot_agree_meanwhile(
    inloggen: Any, ans: Gebruiker, bo: Gebruiker
) -> None:
    """Else one person would make the second one."""
    pop = Gebruiker.objects.create_user(email="pop@putten.test", naam="Pop")
    give(pop, Rol.FUNCTIONEEL_BEHEERDER, ans)
    toekenning = give(bo, Rol.BUDGETHOUDER, ans)
    adres = reverse("organisaties:toekenning_agree", args=[toekenning.pk])
    assert inloggen(pop).post(adres).status_code == 403


def test_what_was_there_before_counts_as_agreed() -> None:
    gebruiker = GebruikerFactory(rol=Rol.BUDGETHOUDER)
    toekenning = gebruiker.toekenningen.get()
    assert (toekenning.status, toekenning.gegeven_door) == ("geldt", None)
    assert gebruiker.activate(date(2025, 5, 15))
