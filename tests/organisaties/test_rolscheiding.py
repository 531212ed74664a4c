"""Roles that may not meet in one person: in the form, in the database, in a race, and what was there before."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import combinations, product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from organisaties.actions import end_rol, give_rol
from organisaties.databaserol import as_owner
from organisaties.instemming import agree_toekenning
from organisaties.models import AuditRegel, Gebruiker, Roluitzondering, Toekenning
from organisaties.rechten import (
    BEHEER_ROLLEN,
    GEMEENTE_ROLLEN,
    HOUDER_ROLLEN,
    INSTEMMING_ROLLEN,
    KIND_OF_GELD_ROLLEN,
    ORGANISATIE_ROLLEN,
    Rol,
    scheiding_tussen,
)
from tests.factories import (
    MOMENT,
    SOORT_BIJ_ROL,
    GebruikerFactory,
    GemeenteFactory,
    OrganisatieFactory,
    RoluitzonderingFactory,
)
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db

PAREN = list(combinations(GEMEENTE_ROLLEN, 2))
SUBSIDIE_EN_BUDGET = "Wie de subsidie berekent, keurt haar niet goed."


def another(bij: Gebruiker, rol: Rol, **anders: Any) -> Toekenning:
    """A second role for somebody, not yet saved."""
    gemeente = anders.pop("gemeente", None) or bij.gemeente
    soort = SOORT_BIJ_ROL.get(rol)
    organisatie = OrganisatieFactory(soort=soort, gemeenten=[gemeente]) if rol in ORGANISATIE_ROLLEN else None
    velden = {"gebruiker": bij, "rol": rol, "gemeente": gemeente, "organisatie": organisatie}
    return Toekenning(**velden | {"geldig_van": date(2025, 1, 1)} | anders)


def saves(toekenning: Toekenning) -> bool:
    """Past every form and action: what the database itself says."""
    try:
        with transaction.atomic():
            toekenning.save()
    except IntegrityError as fout:
        if fout.__cause__.diag.constraint_name != "toekenning_niet_samen":
            raise
        return False
    return True


# -- the table -----------------------------------------------------------------------------------


def test_these_roles_have_childrens_data_or_money_or_give_roles() -> None:
    assert set(GEMEENTE_ROLLEN) == INSTEMMING_ROLLEN
    assert set(GEMEENTE_ROLLEN) - KIND_OF_GELD_ROLLEN == {Rol.FUNCTIONEEL_BEHEERDER}


def test_the_three_hands_of_the_money_and_the_one_that_gives_roles_are_four_persons() -> None:
    niet_samen = {frozenset(paar) for paar in PAREN if scheiding_tussen(*paar)}
    geld = [*product(HOUDER_ROLLEN, (Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER))]
    geld.append((Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER))
    assert niet_samen == {frozenset(paar) for paar in [*geld, *product(BEHEER_ROLLEN, KIND_OF_GELD_ROLLEN)]}


@pytest.mark.parametrize("paar", PAREN, ids=" en ".join)
def test_form_and_database_refuse_what_the_table_says_and_nothing_else(paar: tuple[Rol, Rol]) -> None:
    """Every role × every other, in both orders."""
    mag = scheiding_tussen(*paar) is None
    for een, ander in (paar, paar[::-1]):
        persoon = GebruikerFactory(rol=een)
        nieuw = another(persoon, ander)
        assert (nieuw.botsing() is None) == mag
        assert saves(nieuw) == mag


def test_a_sentence_says_who_what_and_why(inloggen: Any) -> None:
    bo = GebruikerFactory(naam="Bo Jansen", rol=Rol.SUBSIDIEMEDEWERKER)
    client = inloggen(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER))
    pagina = client.post(
        reverse("organisaties:gebruiker_detail", args=[bo.bij_gemeenten.get().pk]), {"rol": "budgethouder"}
    )
    assert (
        "Bo Jansen heeft in Putten de rol Subsidiemedewerker. Die gaat niet samen met Budgethouder: wie de subsidie "
        "berekent, keurt haar niet goed. Beëindig eerst die rol, of kies iemand anders."
    ) in pagina.content.decode()
    assert bo.toekenningen.count() == 1


@pytest.mark.parametrize("paar", [p for p in PAREN if scheiding_tussen(*p)], ids=" en ".join)
def test_in_another_municipality_or_another_period_they_may(paar: tuple[Rol, Rol]) -> None:
    een, ander = paar
    persoon = GebruikerFactory(rol=een)
    assert saves(another(persoon, ander, gemeente=GemeenteFactory(code="0226")))
    Toekenning.objects.filter(gebruiker=persoon, rol=een).update(geldig_tot_en_met=date(2025, 6, 30))
    assert not saves(another(persoon, ander, geldig_van=date(2025, 6, 30)))
    assert saves(another(persoon, ander, geldig_van=date(2025, 7, 1)))


def test_a_role_that_waits_counts_and_one_that_was_refused_does_not() -> None:
    bo, beheerder = GebruikerFactory(rol=Rol.IB_ER), GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    wacht = another(bo, Rol.SUBSIDIEMEDEWERKER, status=Toekenning.Status.WAITING)
    wacht.save()
    assert not saves(another(bo, Rol.BUDGETHOUDER))
    Toekenning.objects.filter(pk=wacht.pk).update(
        status="geweigerd",
        besloten_op=timezone.now(),
        besloten_door=beheerder,
        reden_weigering="Verkeerde rol.",
    )
    assert saves(another(bo, Rol.BUDGETHOUDER))
    with pytest.raises(IntegrityError), transaction.atomic():
        Toekenning.objects.filter(pk=wacht.pk).update(status="wacht", besloten_op=None, reden_weigering="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("paar", [p for p in PAREN if scheiding_tussen(*p)], ids=" en ".join)
def test_of_two_posts_at_once_the_second_waits_and_is_refused(paar: tuple[Rol, Rol]) -> None:
    """By the action with its sentence, and past it by the database."""
    een, ander = paar
    persoon = Gebruiker.objects.create_user(email="bo@putten.test", naam="Bo")
    door = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    eerste, tweede = (another(persoon, rol, gemeente=door.gemeente) for rol in paar)
    velden = {"geldig_tot_en_met": None, "locatie": None, "door": door, "dag": date(2025, 1, 1)}
    with other_request(eerste.save), pytest.raises(ValidationError, match="Die gaat niet samen met"):
        give_rol(gebruiker=persoon, rol=ander, organisatie=tweede.organisatie, **velden)
    eerste.delete()
    with other_request(another(persoon, een, gemeente=door.gemeente, organisatie=eerste.organisatie).save):
        assert not saves(tweede)
    assert set(persoon.toekenningen.values_list("rol", flat=True)) == {str(een)}


@pytest.mark.django_db(transaction=True)
def test_one_role_given_twice_at_once_is_given_once() -> None:
    persoon = GebruikerFactory(rol=Rol.IB_ER)
    door = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    velden = {"geldig_tot_en_met": None, "locatie": None, "organisatie": None, "dag": date(2025, 1, 1)}

    def give() -> None:
        give_rol(gebruiker=persoon, rol=Rol.AUDITOR, door=door, **velden)

    with other_request(give), pytest.raises(ValidationError, match="heeft deze rol al: Auditor"):
        give()
    assert persoon.toekenningen.filter(rol=Rol.AUDITOR).count() == 1


# -- what was there before the rule --------------------------------------------------------------


@pytest.fixture
def oud(transactional_db: None) -> Iterator[Gebruiker]:
    """Somebody who was subsidiemedewerker and budgethouder before there was a rule."""
    with as_owner(), transaction.atomic():
        bo: Gebruiker = GebruikerFactory(naam="Bo Jansen", email="bo@putten.test", rol=Rol.SUBSIDIEMEDEWERKER)
        _set_trigger("DISABLE")
        another(bo, Rol.BUDGETHOUDER).save()
        _set_trigger("ENABLE")
        yield bo
        transaction.set_rollback(True)


def _set_trigger(stand: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE organisaties_toekenning {stand} TRIGGER toekenning_niet_samen")


def test_an_old_combination_stands_on_the_list_and_the_start_page(oud: Gebruiker, inloggen: Any) -> None:
    for rol in (Rol.FUNCTIONEEL_BEHEERDER, Rol.AUDITOR):
        client = inloggen(GebruikerFactory(rol=rol))
        pagina = client.get(reverse("organisaties:rolbotsingen")).content.decode()
        assert "bo@putten.test" in pagina
        assert SUBSIDIE_EN_BUDGET in pagina
        assert "Rollen die niet samengaan" in client.get(reverse("home")).content.decode().split("<main")[1]


def test_the_list_is_of_the_own_municipality(oud: Gebruiker, inloggen: Any) -> None:
    client = inloggen(GebruikerFactory(rol=Rol.AUDITOR, gemeente=GemeenteFactory(code="0226")))
    assert "bo@putten.test" not in client.get(reverse("organisaties:rolbotsingen")).content.decode()


def test_an_old_combination_can_be_undone_and_then_not_be_made_again(oud: Gebruiker) -> None:
    door = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    budget = oud.toekenningen.get(rol=Rol.BUDGETHOUDER)
    end_rol(toekenning=budget, door=door, dag=date(2025, 5, 15))
    budget.refresh_from_db()
    assert budget.geldig_tot_en_met == date(2025, 5, 14)
    budget.geldig_tot_en_met = None
    assert not saves(budget)


def test_the_operator_hears_of_it_and_the_command_fails(oud: Gebruiker) -> None:
    uit = StringIO()
    with pytest.raises(CommandError, match="Combinaties die niet mogen: 1"):
        call_command("check_rollen", stdout=uit)
    assert uit.getvalue() == (
        "Putten (0273): bo@putten.test, Subsidiemedewerker, gemeente Putten én Budgethouder, gemeente Putten: "
        "zonder uitzondering\n"
    )


def test_without_such_a_combination_the_command_is_content() -> None:
    GebruikerFactory()
    uit = StringIO()
    call_command("check_rollen", stdout=uit)
    assert uit.getvalue() == "Niemand heeft rollen die niet samengaan zonder uitzondering.\n"


# -- a dated exception ---------------------------------------------------------------------------

UITZONDERING = {
    "gemeente": "0273",
    "email": "bo@putten.test",
    "rol": "budgethouder",
    "van": date(2025, 1, 1),
    "tot_en_met": date(2025, 12, 31),
    "reden": "Er zijn drie mensen.",
    "namens": "J. Bos, gemeentesecretaris",
}


@pytest.fixture
def bo() -> Gebruiker:
    """The beheerder of a municipality that has too few people."""
    gebruiker: Gebruiker = GebruikerFactory(
        naam="Bo Jansen", email="bo@putten.test", rol=Rol.FUNCTIONEEL_BEHEERDER
    )
    return gebruiker


@pytest.mark.parametrize("rol", sorted(KIND_OF_GELD_ROLLEN))
def test_an_exception_allows_one_role_beside_beheer_within_its_period(bo: Gebruiker, rol: Rol) -> None:
    call_command("grant_roluitzondering", **UITZONDERING | {"rol": str(rol)}, stdout=StringIO())
    for einde, mag in ((date(2026, 1, 1), False), (None, False), (date(2025, 12, 31), True)):
        nieuw = another(bo, rol, geldig_tot_en_met=einde)
        assert (nieuw.botsing() is None) == mag
        with transaction.atomic():
            assert saves(nieuw) == mag
    andere = sorted(KIND_OF_GELD_ROLLEN - {rol})
    assert not any(saves(another(bo, ander, geldig_tot_en_met=date(2025, 12, 31))) for ander in andere)


@pytest.mark.parametrize(
    "paar", [p for p in PAREN if (s := scheiding_tussen(*p)) and not s.met_uitzondering], ids=" en ".join
)
def test_the_hands_of_the_money_get_no_exception(paar: tuple[Rol, Rol]) -> None:
    for een, ander in (paar, paar[::-1]):
        persoon = GebruikerFactory(rol=een)
        RoluitzonderingFactory(gebruiker=persoon, rol=ander)
        assert not saves(another(persoon, ander, geldig_tot_en_met=date(2025, 12, 31)))


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"rol": "functioneel-beheerder"}, "alleen bij een rol die niet samengaat met functioneel beheer"),
        ({"tot_en_met": date(2024, 12, 31)}, "eindigt voordat zij begint"),
        ({"tot_en_met": date(2026, 12, 31)}, "duurt hoogstens een jaar"),
        ({"gemeente": "9999"}, "Er is geen gemeente met code 9999"),
        ({"email": "niemand@putten.test"}, "Er is geen gebruiker met adres niemand@putten.test"),
        ({"reden": " "}, "Zeg met --reden waarom"),
        ({"namens": " "}, "met --namens wie in de gemeente besloot"),
    ],
)
def test_an_exception_that_makes_no_sense_is_refused(
    bo: Gebruiker, anders: dict[str, Any], melding: str
) -> None:
    with pytest.raises(CommandError, match=melding):
        call_command("grant_roluitzondering", **UITZONDERING | anders)
    assert not Roluitzondering.objects.exists()


def test_the_auditor_sees_the_exception_and_who_decided(bo: Gebruiker, inloggen: Any) -> None:
    call_command("grant_roluitzondering", **UITZONDERING, stdout=StringIO())
    pagina = inloggen(GebruikerFactory(rol=Rol.AUDITOR)).get(reverse("organisaties:rolbotsingen"))
    tekst = pagina.content.decode()
    assert all(
        deel in tekst for deel in ("bo@putten.test", "Er zijn drie mensen.", "J. Bos, gemeentesecretaris")
    )
    regel = AuditRegel.objects.get(handeling="roluitzondering.grant")
    assert regel.gebruiker_email == "systeem: grant_roluitzondering"
    assert regel.details["besloten_namens"] == "J. Bos, gemeentesecretaris"


def test_a_withdrawn_exception_takes_the_role_with_it(bo: Gebruiker) -> None:
    vandaag = timezone.localdate()
    periode = {"van": vandaag - timedelta(days=10), "tot_en_met": vandaag + timedelta(days=10)}
    call_command("grant_roluitzondering", **UITZONDERING | periode, stdout=StringIO())
    another(bo, Rol.BUDGETHOUDER, geldig_van=periode["van"], geldig_tot_en_met=periode["tot_en_met"]).save()
    call_command("check_rollen", stdout=StringIO())
    call_command("withdraw_roluitzondering", Roluitzondering.objects.get().pk, stdout=StringIO())
    assert [t.rol for t in bo.toekenningen.valid_on(vandaag)] == ["functioneel-beheerder"]
    assert Roluitzondering.objects.get().geldig_tot_en_met == vandaag - timedelta(days=1)
    handelingen = AuditRegel.objects.order_by("pk").values_list("handeling", flat=True)
    assert list(handelingen) == ["roluitzondering.grant", "toekenning.end", "roluitzondering.withdraw"]


def test_a_role_that_waits_is_not_agreed_to_after_its_exception_was_withdrawn(bo: Gebruiker) -> None:
    uitzondering = RoluitzonderingFactory(gebruiker=bo, rol=Rol.BUDGETHOUDER)
    wacht = another(bo, Rol.BUDGETHOUDER, geldig_tot_en_met=date(2025, 12, 31), status="wacht")
    wacht.save()
    uitzondering.delete()
    collega = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    with pytest.raises(ValidationError, match="Die gaat niet samen met"):
        agree_toekenning(toekenning=wacht, door=collega, op=MOMENT)
