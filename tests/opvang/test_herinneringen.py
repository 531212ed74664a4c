"""Providers are reminded of what they did not declare, answer or correct, on exact days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from brieven.actions import send_herinneringen
from brieven.models import Bericht
from indicaties.models import Toeleiding
from lib.periode import kwartaal_periode
from opvang import tasks
from opvang.actions import return_declaratie, set_herinneringsregel
from opvang.herinneringen import CORRIGEREN, VERWIJZING, uiterlijk, wacht_op_declaratie
from opvang.models import Herinneringsregel, Urendeclaratie, herinneringsregel_of
from organisaties.landelijk.tasks import spread_ronde
from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import GebruikerFactory, GemeenteFactory, ToeleidingFactory
from tests.opvang.conftest import NU
from tests.wachtrij import asked, work

pytestmark = pytest.mark.django_db

KWARTAAL = kwartaal_periode(2025, 1)
KEUZE = {
    "indienen_dagen": 20,
    "vooraf_dagen": 5,
    "verwijzing_dagen": 10,
    "corrigeren_dagen": 12,
    "beoordelen_dagen": 14,
    "goedkeuren_dagen": 14,
    "herhaal_dagen": 7,
    "hoogstens": 2,
}


@pytest.fixture
def beheerder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    return gebruiker


def choose(beheerder: Gebruiker, vanaf: date, **anders: int) -> None:
    set_herinneringsregel(
        gemeente=beheerder.gemeente,
        vanaf=vanaf,
        velden=KEUZE | anders,
        door=beheerder,
        op=date(2025, 1, 2),
    )


def days_of(soort: str, gemeente: Gemeente, van: date, dagen: int) -> list[date]:
    """The days on which a message of this kind is placed, when the job runs every day and twice."""
    gevonden = []
    for stap in range(dagen):
        dag = van + timedelta(days=stap)
        eerder = Bericht.objects.filter(soort=soort).count()
        send_herinneringen(gemeente=gemeente, op=dag)
        send_herinneringen(gemeente=gemeente, op=dag)
        gevonden += [dag] * (Bericht.objects.filter(soort=soort).count() - eerder)
    return gevonden


def test_the_term_counts_from_the_last_day_of_the_period(beheerder: Gebruiker) -> None:
    gemeente = beheerder.gemeente
    assert uiterlijk(gemeente, KWARTAAL) == date(2025, 4, 30)
    choose(beheerder, date(2025, 3, 31))
    assert uiterlijk(gemeente, KWARTAAL) == date(2025, 4, 20)
    assert uiterlijk(GemeenteFactory(code="0226"), KWARTAAL) == date(2025, 4, 30)


def test_a_new_term_changes_no_period_that_was_over(beheerder: Gebruiker) -> None:
    choose(beheerder, date(2025, 4, 1))
    assert uiterlijk(beheerder.gemeente, KWARTAAL) == date(2025, 4, 30)
    assert uiterlijk(beheerder.gemeente, kwartaal_periode(2025, 2)) == date(2025, 7, 20)


def test_before_the_term_the_day_after_and_again_until_it_stops(
    houder: Gebruiker, beheerder: Gebruiker
) -> None:
    choose(beheerder, date(2025, 1, 1))
    wacht = wacht_op_declaratie(houder.gemeente, houder.organisatie, KWARTAAL)
    assert [(moment.op, moment.soort) for moment in wacht.momenten] == [
        (date(2025, 4, 15), "declareren-voor-termijn"),
        (date(2025, 4, 21), "declareren-na-termijn"),
        (date(2025, 4, 28), "declareren-na-termijn"),
    ]


def test_nobody_is_reminded_of_a_period_that_goes_on(houder: Gebruiker, beheerder: Gebruiker) -> None:
    choose(beheerder, date(2025, 1, 1), indienen_dagen=5)
    wacht = wacht_op_declaratie(houder.gemeente, houder.organisatie, KWARTAAL)
    assert wacht.momenten[0].op == date(2025, 4, 1)


def test_a_referral_without_an_answer_is_remembered_and_stops_with_the_answer(
    houder: Gebruiker, beheerder: Gebruiker
) -> None:
    choose(beheerder, date(2025, 1, 1))
    toeleiding = ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 5, 1))
    assert days_of(VERWIJZING, houder.gemeente, date(2025, 5, 1), 12) == [date(2025, 5, 11)]
    Toeleiding.objects.filter(pk=toeleiding.pk).update(status=Toeleiding.Status.WAITLISTED)
    assert days_of(VERWIJZING, houder.gemeente, date(2025, 5, 13), 30) == []


def test_two_referrals_of_one_day_are_one_message_and_a_child_that_left_is_none(houder: Gebruiker) -> None:
    for _ in range(2):
        ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 5, 1))
    vertrokken = ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 4, 1))
    type(vertrokken.kind).objects.filter(pk=vertrokken.kind_id).update(
        vertrokken_op=date(2025, 4, 2), reden_vertrek="verhuisd"
    )
    assert days_of(VERWIJZING, houder.gemeente, date(2025, 5, 3), 13) == [date(2025, 5, 15)]
    (bericht,) = Bericht.objects.filter(soort=VERWIJZING)
    assert (bericht.organisatie, bericht.url) == (houder.organisatie, reverse("opvang:verwijzing_list"))


def test_a_returned_declaration_without_a_correction_is_remembered(
    ingediend: Urendeclaratie, gemeente: Gebruiker, beheerder: Gebruiker
) -> None:
    choose(beheerder, date(2025, 1, 1))
    return_declaratie(declaratie=ingediend, reden="Te veel uren.", door=gemeente, op=NU)
    # Returned on 10 April; after 12 days, and a week later.
    verwacht = [date(2025, 4, 22), date(2025, 4, 29)]
    assert days_of(CORRIGEREN, gemeente.gemeente, date(2025, 4, 10), 60) == verwacht


def test_the_clock_asks_for_one_job_per_municipality(houder: Gebruiker) -> None:
    GemeenteFactory(code="0226")
    tasks.remind_gemeenten()
    tasks.remind_gemeenten()
    assert len(asked(spread_ronde)) == 1
    work()
    ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 5, 1))
    work(datetime(2025, 6, 1, tzinfo=UTC))
    assert Bericht.objects.filter(soort=VERWIJZING).count() == 1


def test_choosing_is_recorded_and_the_same_again_is_not(beheerder: Gebruiker) -> None:
    choose(beheerder, date(2025, 1, 1))
    choose(beheerder, date(2025, 2, 1))
    choose(beheerder, date(2025, 2, 1), hoogstens=4)
    eerste, tweede = AuditRegel.objects.filter(handeling="herinneringsregel.set").order_by("volgnummer")
    assert eerste.details["velden"]["indienen_dagen"] == [None, 20]
    assert (tweede.details["vanaf"], tweede.details["velden"]) == ("2025-02-01", {"hoogstens": [2, 4]})
    assert herinneringsregel_of(beheerder.gemeente, date(2025, 1, 31)).hoogstens == 2
    assert herinneringsregel_of(beheerder.gemeente, date(2025, 2, 1)).hoogstens == 4


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        (
            {"vooraf_dagen": 21},
            "De herinnering vooraf valt voor het einde van de periode. Kies minder dagen.",
        ),
        ({"indienen_dagen": 0}, "Vul een heel getal in van 1 tot en met 365."),
        ({"hoogstens": 11}, "Vul een heel getal in van 1 tot en met 10."),
    ],
)
def test_a_term_that_cannot_be_is_refused_with_a_sentence(
    beheerder: Gebruiker, anders: dict[str, int], zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        choose(beheerder, date(2025, 1, 1), **anders)
    assert not Herinneringsregel.objects.exists()


def test_the_page_says_that_nobody_chose_and_keeps_what_is_chosen(
    beheerder: Gebruiker, inloggen: Inloggen
) -> None:
    client, url = inloggen(beheerder), reverse("opvang:herinneringsregel_set")
    assert "Aanname" in client.get(url).content.decode()
    client.post(url, {"vanaf": "2025-01-01", **KEUZE})
    pagina = client.get(url).content.decode()
    assert "Aanname" not in pagina
    assert "1 januari 2025 (nu)" in pagina
    fout = client.post(url, {"vanaf": "2025-01-01", **KEUZE, "indienen_dagen": "veel"})
    assert "Vul een geheel getal in." in fout.content.decode() or fout.status_code == 200
    assert Herinneringsregel.objects.get().indienen_dagen == 20


def test_the_provider_sees_until_when_it_can_declare(
    houder: Gebruiker, plaatsing: object, inloggen: Inloggen
) -> None:
    pagina = inloggen(houder).get(reverse("opvang:declaratie_list")).content.decode()
    assert "Uiterlijk" in pagina
