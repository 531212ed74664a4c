"""In which tijdvakken a provider declares: what the policies say, around what was begun already."""

from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from lib.periode import Periode, Ritme, Tijdvak, jaar_periode, kwartaal
from opvang import ritme as ritmes
from opvang.actions import correct_declaratie, start_declaratie
from opvang.models import Urendeclaratie
from opvang.overzicht import open_tijdvakken
from opvang.ritme import Regelritme, Tijdvakken, divide, opens_on
from opvang.taken import taken
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, PlaatsingFactory, UrendeclaratieFactory

JAAR = jaar_periode(2026)
EERSTE_HELFT = Periode(date(2026, 1, 1), date(2026, 6, 30))
TWEEDE_HELFT = Periode(date(2026, 7, 1), date(2026, 12, 31))


def codes(*regels: Regelritme, bestaand: tuple[str, ...] = ()) -> list[str]:
    vast = [Tijdvak.from_code(code) for code in bestaand]
    return [tijdvak.code.removeprefix("2026-") for tijdvak in divide(2026, regels, vast)]


MAANDEN = [f"m{nummer}" for nummer in range(1, 13)]


@pytest.mark.parametrize(
    ("ritme", "delen"),
    [
        (Ritme.MAAND, MAANDEN),
        (Ritme.KWARTAAL, ["1", "2", "3", "4"]),
        (Ritme.HALFJAAR, ["h1", "h2"]),
        (Ritme.JAAR, ["j1"]),
    ],
)
def test_the_policy_divides_the_year(ritme: Ritme, delen: list[str]) -> None:
    assert codes(Regelritme(JAAR, ritme)) == delen


def test_without_a_policy_it_is_by_quarter() -> None:
    assert codes() == ["1", "2", "3", "4"]


def test_of_two_schemes_the_shortest_rhythm_holds_for_both() -> None:
    assert codes(Regelritme(JAAR, Ritme.JAAR), Regelritme(JAAR, Ritme.MAAND)) == MAANDEN


def test_a_change_in_mid_year_holds_from_its_month_and_what_was_before_is_cut() -> None:
    delen = codes(Regelritme(EERSTE_HELFT, Ritme.JAAR), Regelritme(TWEEDE_HELFT, Ritme.MAAND))
    assert delen == ["h1", *MAANDEN[6:]]
    halverwege = Periode(date(2026, 5, 15), date(2026, 12, 31))
    eerder = Periode(date(2026, 1, 1), date(2026, 5, 14))
    assert codes(Regelritme(eerder, Ritme.KWARTAAL), Regelritme(halverwege, Ritme.MAAND)) == [
        "1",
        *MAANDEN[3:],
    ]


def test_months_without_a_policy_go_along_with_the_others() -> None:
    assert codes(Regelritme(TWEEDE_HELFT, Ritme.JAAR)) == ["j1"]


def test_what_was_begun_stays_and_the_rest_is_laid_around_it() -> None:
    assert codes(Regelritme(JAAR, Ritme.JAAR), bestaand=("2026-1",)) == ["1", "2", "h2"]
    assert codes(Regelritme(JAAR, Ritme.MAAND), bestaand=("2026-1", "2025-4")) == ["1", *MAANDEN[3:]]
    assert codes(Regelritme(JAAR, Ritme.KWARTAAL), bestaand=("2026-m2",)) == [
        "m1",
        "m2",
        "m3",
        "2",
        "3",
        "4",
    ]


@pytest.mark.parametrize(
    ("code", "dag"),
    [
        ("2026-m2", date(2026, 2, 1)),
        ("2026-1", date(2026, 3, 1)),
        ("2026-h2", date(2026, 12, 1)),
        ("2026-j1", date(2026, 12, 1)),
    ],
)
def test_declaring_opens_with_the_last_month(code: str, dag: date) -> None:
    assert opens_on(Tijdvak.from_code(code)) == dag


# -- with a provider ------------------------------------------------------------------------------------------


def regel_ritme(monkeypatch: pytest.MonkeyPatch, *regels: Regelritme) -> None:
    monkeypatch.setattr(ritmes, "_lezers", [lambda gemeente, periode: regels])


def op(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, datetime.min.time()) + timedelta(hours=10))


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory.create(rol=Rol.HOUDER_MEDEWERKER)
    PlaatsingFactory.create(
        locatie__gemeente=gebruiker.gemeente,
        locatie__houder=gebruiker.organisatie,
        kind__gemeente=gebruiker.gemeente,
        startdatum=date(2025, 1, 1),
    )
    return gebruiker


def start(houder: Gebruiker, code: str, dag: date = date(2027, 2, 1)) -> Urendeclaratie:
    return start_declaratie(tijdvak=Tijdvak.from_code(code), door=houder, op=op(dag))


@pytest.mark.django_db
def test_a_change_of_rhythm_at_new_year(houder: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    regel_ritme(monkeypatch, Regelritme(jaar_periode(2025), Ritme.KWARTAAL), Regelritme(JAAR, Ritme.MAAND))
    assert start(houder, "2025-4").periode.tot_en_met == date(2025, 12, 31)
    assert start(houder, "2026-m1").periode == Periode(date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(
        ValidationError, match="Kies januari 2026, februari 2026 of maart 2026: zo vraagt de gemeente"
    ):
        start(houder, "2026-1")


@pytest.mark.django_db
def test_a_quarter_of_before_the_rhythm_changed_is_gone_round(
    houder: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(houder, "2026-1")
    regel_ritme(monkeypatch, Regelritme(JAAR, Ritme.JAAR))
    with pytest.raises(ValidationError, match="Kies 1e kwartaal 2026, 2e kwartaal 2026 of 2e halfjaar 2026"):
        start(houder, "2026-j1")
    assert str(start(houder, "2026-h2").tijdvak) == "2e halfjaar 2026"


@pytest.mark.django_db
def test_a_month_opens_on_its_first_day(houder: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    regel_ritme(monkeypatch, Regelritme(JAAR, Ritme.MAAND))
    with pytest.raises(ValidationError, match="Maart 2026 kunt u declareren vanaf 01-03-2026"):
        start(houder, "2026-m3", date(2026, 2, 28))
    assert start(houder, "2026-m3", date(2026, 3, 1)).regels.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ritme", "namen"),
    [
        (Ritme.MAAND, ["maart 2026", "februari 2026", "januari 2026"]),
        (Ritme.KWARTAAL, ["1e kwartaal 2026"]),
        (Ritme.HALFJAAR, []),
        (Ritme.JAAR, []),
    ],
)
def test_the_start_screen_and_the_task_follow_the_rhythm(
    houder: Gebruiker, monkeypatch: pytest.MonkeyPatch, ritme: Ritme, namen: list[str]
) -> None:
    """In 2025 there is no other policy; on 3 April 2026 a month, a quarter and no half year are over."""
    regel_ritme(monkeypatch, Regelritme(jaar_periode(2025), Ritme.JAAR), Regelritme(JAAR, ritme))
    dag = date(2026, 4, 3)
    UrendeclaratieFactory.create(
        gemeente=houder.gemeente,
        houder=houder.organisatie,
        ritme=Ritme.JAAR,
        jaar=2025,
        nummer=1,
        submitted=True,
    )
    lopend = {Ritme.MAAND: ["april 2026"]}.get(ritme, [])
    open_ = open_tijdvakken(houder, Tijdvakken(houder.gemeente, dag))
    assert [str(tijdvak) for tijdvak in open_] == [*lopend, *namen]
    wacht = next(taak for taak in taken(houder, dag) if taak.titel.startswith("Uren declareren over"))
    assert wacht.aantal == len(namen)


@pytest.mark.django_db
def test_a_correction_of_a_month_keeps_the_month(houder: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    eerste = UrendeclaratieFactory.create(
        gemeente=houder.gemeente,
        houder=houder.organisatie,
        ritme=Ritme.MAAND,
        jaar=2026,
        nummer=2,
        submitted=True,
    )
    correctie = correct_declaratie(declaratie=eerste, door=houder, op=op(date(2026, 4, 1)))
    assert str(correctie).endswith("februari 2026 (correctie 1)")
    with pytest.raises(IntegrityError, match="declaratie_correctie_zelfde_tijdvak"), transaction.atomic():
        Urendeclaratie.objects.filter(pk=correctie.pk).update(nummer=3)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2026-m3", "2026-1", "2026-h1", "2026-j1"])
def test_the_database_refuses_two_declarations_over_the_same_month(code: str) -> None:
    eerste = UrendeclaratieFactory.create(ritme=Ritme.MAAND, jaar=2026, nummer=3)
    velden: dict[str, Any] = Tijdvak.from_code(code).velden
    with pytest.raises(IntegrityError, match="declaratie_een_per_tijdvak"), transaction.atomic():
        UrendeclaratieFactory.create(gemeente=eerste.gemeente, houder=eerste.houder, **velden)
    UrendeclaratieFactory.create(gemeente=eerste.gemeente, houder=eerste.houder, jaar=2026, kwartaal=2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ritme", "nummer"), [("maand", 13), ("kwartaal", 5), ("halfjaar", 3), ("jaar", 2), ("week", 1)]
)
def test_the_database_refuses_a_tijdvak_that_is_not_there(ritme: str, nummer: int) -> None:
    with pytest.raises(IntegrityError, match="declaratie_tijdvak_bestaat"), transaction.atomic():
        UrendeclaratieFactory.create(ritme=ritme, nummer=nummer)


@pytest.mark.django_db
def test_the_database_counts_months_as_the_tijdvak_does() -> None:
    for tijdvak in (Tijdvak(Ritme.MAAND, 2026, 3), kwartaal(2026, 4), Tijdvak(Ritme.JAAR, 2026, 1)):
        rij = UrendeclaratieFactory.create(**tijdvak.velden)
        gelezen = Urendeclaratie.objects.get(pk=rij.pk)
        assert (gelezen.eerste_maand, gelezen.laatste_maand) == (
            tijdvak.eerste_maand,
            tijdvak.laatste_maand,
        )


@pytest.mark.django_db
def test_an_earlier_release_takes_quarters_only() -> None:
    terug = import_module("opvang.migrations.0017_ritme").Migration.operations[-1].reverse_sql
    with connection.cursor() as cursor:
        UrendeclaratieFactory.create()
        cursor.execute(terug)
        UrendeclaratieFactory.create(ritme=Ritme.MAAND)
        with pytest.raises(DatabaseError, match="kent alleen kwartalen: deze stap kan niet terug"):
            cursor.execute(terug)
