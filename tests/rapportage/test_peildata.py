"""Several days counted at once are what each of them counts alone."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from indicaties.models import Kind
from organisaties.models import Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from rapportage.doelgroep import STIL, WACHT, Bladen, read_telling
from rapportage.peildata import count_bladen
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db
EERSTE = date(2024, 12, 31)
DAGEN = [date(2025, 6, 30), EERSTE, date(2025, 3, 31), date(2025, 8, 14)]


def _alone(gemeente: Gemeente, dag: date) -> Bladen:
    """Who is silent counts as waiting."""
    bladen = Counter(read_telling(gemeente, dag, 6).bladen)
    bladen[WACHT] += bladen.pop(STIL, 0)
    return +bladen


def _live_a_life(gemeente: Gemeente, locaties: list[Locatie], door: Gebruiker, toeval: Random) -> None:
    een, twee, drie, vier = sorted(EERSTE + timedelta(days=toeval.randint(-200, 250)) for _ in range(4))
    weg = {"vertrokken_op": drie, "reden_vertrek": "verhuisd"} if toeval.random() < 0.2 else {}
    kind: Kind = KindFactory(gemeente=gemeente, **weg)
    IndicatieFactory(kind=kind, geldig_van=een, geldig_tot_en_met=twee, afgegeven_door=door)
    if toeval.random() < 0.7:
        IndicatieFactory(
            kind=kind,
            geldig_van=twee + timedelta(days=1),
            geldig_tot_en_met=vier + timedelta(days=2),
            soort=toeval.choice(["vve", "vve", "smi"]),
            afgegeven_door=door,
        )
    for locatie in toeval.sample(locaties, k=toeval.randint(0, 2)):
        PlaatsingFactory(
            kind=kind,
            locatie=locatie,
            startdatum=toeval.choice([een, twee]),
            einddatum=toeval.choice([None, drie, vier]),
            vastgelegd_door=door,
        )
    for status in toeval.sample(["verwezen", "geen-deelname", "teruggenomen", "niet-gekomen"], k=2):
        afgerond = {} if status == "verwezen" else {"afgerond_op": drie, "afgerond_door": door}
        reden = {"reden": toeval.choice(["te-duur", "elders"])} if status == "geen-deelname" else {}
        dag = toeval.choice([een, een, twee])
        ToeleidingFactory(kind=kind, status=status, verwezen_op=dag, verwezen_door=door, **afgerond, **reden)


def test_random_lives_count_on_several_days_at_once_as_on_each_alone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    toeval, gemeente = Random(20250814), GemeenteFactory.create()
    door = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=gemeente)
    locaties = [
        LocatieFactory.create(gemeente=gemeente),
        LocatieFactory.create(gemeente=gemeente, buiten_gemeente=True, ve_vanaf=date(2025, 3, 31)),
        LocatieFactory.create(gemeente=gemeente, ve_geregistreerd=False),
    ]
    for _ in range(150):
        _live_a_life(gemeente, locaties, door, toeval)
    with django_assert_num_queries(1):
        samen = count_bladen(gemeente, DAGEN)
    assert list(samen) == DAGEN
    assert samen == {dag: _alone(gemeente, dag) for dag in DAGEN}
    assert {blad for bladen in samen.values() for blad in bladen} == {
        *("ve", "ve-elders", "zonder-ve", "niet:te-duur", "niet:elders", "wacht", "geen-verwijzing")
    }


def test_without_days_nothing_is_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    gemeente = GemeenteFactory.create()
    with django_assert_num_queries(0):
        assert count_bladen(gemeente, []) == {}
