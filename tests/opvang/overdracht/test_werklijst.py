"""Who is to be handed over, and by which day: the moment of the municipality, a move, the end of the place."""

from datetime import date

import pytest

from indicaties.models import Kind, Werkwijze
from opvang.models import Overdracht, Plaatsing
from opvang.overdracht.actions.verzenden import send_overdracht
from opvang.overdracht.taken import taken
from opvang.overdracht.werklijst import late, to_hand_over, werk_van
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, PlaatsingFactory
from tests.opvang.overdracht.conftest import DAG

pytestmark = pytest.mark.django_db


def due(gebruiker: Gebruiker, dag: date) -> list[Kind]:
    return list(to_hand_over(gebruiker, dag, dag))


@pytest.mark.parametrize(
    ("maanden", "moment"),
    [(42, date(2026, 3, 1)), (45, date(2026, 6, 1)), (46, date(2026, 7, 1)), (47, date(2026, 8, 1))],
)
def test_the_moment_is_that_of_the_municipality_to_the_day(
    plaatsing: Plaatsing, houder: Gebruiker, maanden: int, moment: date
) -> None:
    werkwijze = Werkwijze.objects.create(gemeente=houder.gemeente, overdracht_maanden=maanden)
    assert due(houder, date.fromordinal(moment.toordinal() - 1)) == []
    (kind,) = due(houder, moment)
    werk = werk_van(kind, werkwijze, moment)
    assert (werk.uiterlijk, werk.aanleiding, werk.te_laat) == (moment, "leeftijd", False)
    assert list(late(houder, moment)) == []
    assert list(late(houder, date.fromordinal(moment.toordinal() + 1))) == [kind]


def test_a_child_that_moves_is_handed_over_then_where_the_municipality_says_so(
    plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    Kind.objects.update(vertrokken_op=date(2026, 1, 31), reden_vertrek="verhuisd")
    (kind,) = due(houder, date(2026, 1, 31))
    werk = werk_van(kind, Werkwijze(gemeente=houder.gemeente), date(2026, 2, 1))
    assert (werk.uiterlijk, werk.aanleiding, werk.te_laat) == (date(2026, 1, 31), "verhuizing", True)
    Werkwijze.objects.create(gemeente=houder.gemeente, overdracht_bij_verhuizing=False)
    assert due(houder, date(2026, 1, 31)) == []


def test_a_place_that_ends_is_a_moment_too(plaatsing: Plaatsing, houder: Gebruiker) -> None:
    Plaatsing.objects.update(einddatum=date(2025, 12, 31))
    assert due(houder, date(2025, 12, 30)) == []
    (kind,) = due(houder, date(2025, 12, 31))
    assert werk_van(kind, Werkwijze(gemeente=houder.gemeente), DAG).aanleiding == "einde"
    Werkwijze.objects.create(gemeente=houder.gemeente, overdracht_bij_einde=False)
    assert due(houder, date(2025, 12, 31)) == []


def test_the_deceased_the_long_gone_and_those_without_ve_are_left_alone(
    plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    assert len(due(houder, DAG)) == 1
    Plaatsing.objects.update(einddatum=date(2025, 5, 31))
    assert due(houder, DAG) == []
    Plaatsing.objects.update(einddatum=date(2025, 6, 1))
    assert len(due(houder, DAG)) == 1
    plaatsing.locatie.ve_geregistreerd = False
    plaatsing.locatie.save()
    assert due(houder, DAG) == []
    plaatsing.locatie.ve_geregistreerd = True
    plaatsing.locatie.save()
    Kind.objects.update(vertrokken_op=date(2026, 5, 1), reden_vertrek="overleden")
    assert due(houder, DAG) == []


def test_what_was_sent_leaves_the_list_and_what_was_withdrawn_comes_back(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    assert len(due(houder, DAG)) == 1
    assert ib_er.organisatie is not None
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    assert due(houder, DAG) == []
    Overdracht.objects.update(status="ingetrokken")
    assert len(due(houder, DAG)) == 1


def test_a_provider_has_only_its_own_on_the_list(plaatsing: Plaatsing, houder: Gebruiker) -> None:
    ander = PlaatsingFactory(kind=plaatsing.kind, startdatum=date(2025, 1, 1))
    buur = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=ander.locatie.houder)
    op_locatie = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=plaatsing.locatie)
    vreemd = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    assert [len(due(wie, DAG)) for wie in (houder, buur, op_locatie, vreemd)] == [1, 1, 1, 0]


def test_each_role_has_its_tasks_on_the_start_page(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    kindregisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    later = date(2026, 6, 2)
    assert [taak.aantal for taak in taken(houder, DAG)] == [1]
    assert [taak.aantal for taak in taken(kindregisseur, DAG)] == [0]
    assert [taak.aantal for taak in taken(kindregisseur, later)] == [1]
    assert [taak.aantal for taak in taken(ib_er, DAG)] == [0, 0, 0]
    assert ib_er.organisatie is not None
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    assert [taak.aantal for taak in taken(ib_er, DAG)] == [1, 1, 0]
    assert taken(GebruikerFactory(rol=Rol.AUDITOR), DAG) == []
