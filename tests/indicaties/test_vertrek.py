"""A child that moves away or dies: recorded once, known everywhere, and never called again."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from indicaties.actions import (
    grant_indicatie,
    record_vertrek,
    shorten_indicatie,
    undo_vertrek,
    withdraw_indicatie,
)
from indicaties.filters import FILTERS
from indicaties.models import Kind, Werkwijze
from indicaties.stand import Stand, stand_of
from opvang.taken import taken as taken_van_houder
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import (
    CriteriumFactory,
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2025, 9, 1)
LAATSTE_DAG = date(2025, 8, 31)
BELLIJSTEN = ("peuters", "verloopt", "18-maanden", "te-verwijzen", "opnieuw-vragen", "verwezen", "stil")


@pytest.fixture
def jgz() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def kind() -> Kind:
    return KindFactory(geboortedatum=date(2023, 9, 1), ingeschreven_op=date(2024, 12, 1))


def vertrek(kind: Kind, reden: str = "verhuisd", laatste_dag: date = LAATSTE_DAG, op: date = DAG) -> Kind:
    door = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return record_vertrek(kind=kind, laatste_dag=laatste_dag, reden=reden, door=door, op=op)


def bekend(kind: Kind) -> tuple[date | None, str]:
    return Kind.objects.values_list("vertrokken_op", "reden_vertrek").get(pk=kind.pk)


# -- recording ------------------------------------------------------------------------------------------


def test_who_recorded_it_and_when_stands_in_the_record(kind: Kind) -> None:
    vertrek(kind)
    regel = AuditRegel.objects.get(handeling="kind.depart")
    assert regel.details == {"kind": kind.pseudoniem, "laatste_dag": "2025-08-31", "reden": "verhuisd"}
    undo_vertrek(kind=kind, door=GebruikerFactory())
    assert AuditRegel.objects.get(handeling="kind.return").details == {"kind": kind.pseudoniem}
    assert bekend(kind) == (None, "")


def test_recording_again_puts_it_right(kind: Kind) -> None:
    vertrek(kind)
    vertrek(kind, "overleden", date(2025, 8, 1))
    assert bekend(kind) == (date(2025, 8, 1), "overleden")


@pytest.mark.parametrize(
    ("reden", "laatste_dag", "melding"),
    [
        ("overleden", date(2025, 9, 2), "02-09-2025 ligt in de toekomst. Vul de dag van overlijden in."),
        ("verhuisd", date(2026, 9, 2), "02-09-2026 ligt meer dan een jaar vooruit. Controleer het jaar."),
        ("verhuisd", date(2023, 8, 31), "De laatste dag in de gemeente ligt voor de geboorte van het kind."),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(
    kind: Kind, reden: str, laatste_dag: date, melding: str
) -> None:
    with pytest.raises(ValidationError) as fout:
        vertrek(kind, reden, laatste_dag)
    assert [
        zin.replace("2 september 2025", "02-09-2025").replace("2 september 2026", "02-09-2026")
        for zin in fout.value.messages
    ] == [melding]
    assert bekend(kind) == (None, "")


def test_a_move_that_is_planned_can_be_recorded_and_counts_from_the_day_after(kind: Kind) -> None:
    vertrek(kind, laatste_dag=date(2025, 10, 31))
    assert stand_of(kind, date(2025, 10, 31))[0] == Stand.NONE
    assert stand_of(kind, date(2025, 11, 1)) == (Stand.MOVED, date(2025, 10, 31))


def test_what_never_happened_cannot_be_undone(kind: Kind) -> None:
    with pytest.raises(ValidationError, match="geen vertrek vastgelegd"):
        undo_vertrek(kind=kind, door=GebruikerFactory())


@pytest.mark.parametrize("half", [{"vertrokken_op": LAATSTE_DAG}, {"reden_vertrek": "verhuisd"}])
def test_the_database_keeps_day_and_reason_together(kind: Kind, half: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="kind_vertrek_volledig"), transaction.atomic():
        Kind.objects.filter(pk=kind.pk).update(**half)


# -- through the indicatie --------------------------------------------------------------------------------


def test_an_indicatie_that_ends_because_the_child_moved_tells_when(kind: Kind, jgz: Gebruiker) -> None:
    indicatie = IndicatieFactory(kind=kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2027, 8, 31))
    shorten_indicatie(indicatie=indicatie, laatste_dag=LAATSTE_DAG, reden="verhuisd", door=jgz, op=DAG)
    assert bekend(kind) == (LAATSTE_DAG, "verhuisd")


def test_an_indicatie_that_is_withdrawn_at_death_tells_the_day(kind: Kind, jgz: Gebruiker) -> None:
    withdraw_indicatie(indicatie=IndicatieFactory(kind=kind), reden="overleden", door=jgz, op=DAG)
    assert bekend(kind) == (DAG, "overleden")


def test_what_was_known_better_stays(kind: Kind, jgz: Gebruiker) -> None:
    vertrek(kind)
    withdraw_indicatie(
        indicatie=IndicatieFactory(kind=kind), reden="verhuisd", door=jgz, op=date(2025, 9, 15)
    )
    assert bekend(kind) == (LAATSTE_DAG, "verhuisd")


def test_another_reason_says_nothing_of_a_departure(kind: Kind, jgz: Gebruiker) -> None:
    withdraw_indicatie(indicatie=IndicatieFactory(kind=kind), reden="ouders", door=jgz, op=DAG)
    assert bekend(kind) == (None, "")


# -- lists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reden", "stand"), [("verhuisd", Stand.MOVED), ("overleden", Stand.DECEASED)])
def test_a_departure_counts_before_a_place_and_a_referral(kind: Kind, reden: str, stand: Stand) -> None:
    PlaatsingFactory(kind=kind, locatie=LocatieFactory(gemeente=kind.gemeente))
    vertrek(kind, reden)
    assert stand_of(kind, LAATSTE_DAG)[0] == Stand.PLACED
    assert stand_of(kind, DAG) == (stand, LAATSTE_DAG)


@pytest.mark.parametrize("lijst", BELLIJSTEN)
def test_nobody_calls_the_family_of_a_child_that_left(lijst: str, jgz: Gebruiker) -> None:
    """Of every list a child that is on it, and is no longer after it left."""
    geboren = date(2024, 1, 1) if lijst == "18-maanden" else date(2022, 6, 1)
    kind = KindFactory(geboortedatum=geboren, ingeschreven_op=date(2024, 12, 1))
    if lijst != "18-maanden":
        tot = date(2025, 9, 30) if lijst == "verloopt" else date(2026, 5, 31)
        criterium = CriteriumFactory(gemeente=kind.gemeente)
        grant_indicatie(
            kind=kind, soort="vve", criteria=[criterium], geldig_van=date(2025, 1, 1), geldig_tot_en_met=tot,
            door=jgz, op=date(2025, 1, 1),
        )  # fmt: skip
    if lijst in ("verwezen", "stil"):
        ToeleidingFactory(kind=kind, verwezen_op=date(2025, 6, 1))
    if lijst == "opnieuw-vragen":
        ToeleidingFactory(
            kind=kind, status="geen-deelname", reden="te-duur", verwezen_op=date(2025, 5, 1),
            afgerond_op=date(2025, 6, 1), afgerond_door=jgz,
        )  # fmt: skip
    op_lijst = FILTERS[lijst].apply
    assert list(op_lijst(Kind.objects.all(), DAG, Werkwijze())) == [kind]
    vertrek(kind)
    assert list(op_lijst(Kind.objects.all(), DAG, Werkwijze())) == []
    assert list(FILTERS["vertrokken"].apply(Kind.objects.all(), DAG, Werkwijze())) == [kind]


def test_a_provider_is_not_asked_to_place_a_child_that_left(kind: Kind) -> None:
    toeleiding = ToeleidingFactory(kind=kind)
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=toeleiding.houder)
    assert taken_van_houder(houder, DAG)[0].aantal == 1
    vertrek(kind)
    assert taken_van_houder(houder, DAG)[0].aantal == 0


# -- pages ------------------------------------------------------------------------------------------------


def test_a_kindregisseur_records_it_and_takes_it_back(inloggen: Inloggen) -> None:
    kind = KindFactory(voornaam="Noor", ingeschreven_op=date(2024, 3, 1))
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR))
    vandaag = timezone.localdate()
    adres = reverse("indicaties:vertrek_record", args=[kind.pk])
    antwoord = client.post(adres, {"reden": "verhuisd", "laatste_dag": vandaag.isoformat()}, follow=True)
    assert f"Vastgelegd: {kind} is verhuisd." in antwoord.content.decode()
    assert bekend(kind) == (vandaag, "verhuisd")
    client.post(reverse("indicaties:vertrek_undo", args=[kind.pk]))
    assert bekend(kind) == (None, "")


def test_without_day_and_reason_nothing_is_recorded(inloggen: Inloggen, kind: Kind, jgz: Gebruiker) -> None:
    antwoord = inloggen(jgz).post(reverse("indicaties:vertrek_record", args=[kind.pk]), {"opslaan": "ja"})
    tekst = antwoord.content.decode()
    assert "Kies of het kind is verhuisd of overleden." in tekst
    assert "Vul de laatste dag in." in tekst
    assert bekend(kind) == (None, "")


def test_a_provider_sees_that_a_child_left_and_cannot_record_it(inloggen: Inloggen, kind: Kind) -> None:
    vertrek(kind, laatste_dag=date(2025, 5, 1))
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=ToeleidingFactory(kind=kind).houder)
    client = inloggen(houder)
    tekst = client.get(reverse("indicaties:kind_detail", args=[kind.pk])).content.decode()
    assert "Verhuisd" in tekst
    assert "Vertrek wijzigen" not in tekst
    assert client.get(reverse("indicaties:vertrek_record", args=[kind.pk])).status_code == 403
