from datetime import date

import pytest

from indicaties.models import Indicatie, Kind, Toeleiding
from organisaties.models import Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from rapportage.bereik import count_bereik, count_bereik_per_kwartaal
from rapportage.rapport import Bereik
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
DAG = date(2025, 3, 31)


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory.create()


@pytest.fixture
def jgz(putten: Gemeente) -> Gebruiker:
    return GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=putten)


@pytest.fixture
def peuterhuis(putten: Gemeente) -> Locatie:
    return LocatieFactory.create(gemeente=putten)


def indicate(gemeente: Gemeente, jgz: Gebruiker, **velden: object) -> Kind:
    kind: Kind = KindFactory.create(gemeente=gemeente)
    IndicatieFactory(kind=kind, afgegeven_door=jgz, **velden)
    return kind


def decline(kind: Kind, jgz: Gebruiker, reden: str, *, verwezen: date, afgerond: date) -> Toeleiding:
    return ToeleidingFactory.create(
        kind=kind,
        status=Toeleiding.Status.DECLINED,
        reden=reden,
        verwezen_op=verwezen,
        verwezen_door=jgz,
        afgerond_op=afgerond,
        afgerond_door=jgz,
    )


def test_putten_24_in_the_municipality_2_elsewhere_2_not_and_3_unknown_is_83_9_percent(
    putten: Gemeente, jgz: Gebruiker, peuterhuis: Locatie
) -> None:
    elders = LocatieFactory.create(gemeente=putten, buiten_gemeente=True)
    kinderen = [indicate(putten, jgz) for _ in range(31)]
    for nummer, kind in enumerate(kinderen[:26]):
        PlaatsingFactory(kind=kind, locatie=peuterhuis if nummer < 24 else elders, vastgelegd_door=jgz)
    for kind, reden in zip(kinderen[26:28], ("te-duur", "elders"), strict=True):
        decline(kind, jgz, reden, verwezen=date(2024, 9, 1), afgerond=date(2024, 10, 1))
    stand = count_bereik(putten, DAG)
    assert stand == Bereik(DAG, 24, 2, 0, (("Gaat elders naar kinderopvang", 1), ("Te duur", 1)), 3)
    assert (stand.totaal, stand.bereikt, stand.percentage) == (31, 26, "83,9\u00a0%")


def test_the_count_is_one_query_however_many_children(
    putten: Gemeente, jgz: Gebruiker, django_assert_num_queries: object
) -> None:
    for _ in range(5):
        indicate(putten, jgz)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert count_bereik(putten, DAG).onbekend == 5


def test_a_child_at_a_location_without_ve_is_reached_and_shown_apart(
    putten: Gemeente, jgz: Gebruiker
) -> None:
    gewoon = LocatieFactory.create(gemeente=putten, ve_geregistreerd=False)
    PlaatsingFactory(kind=indicate(putten, jgz), locatie=gewoon)
    assert count_bereik(putten, DAG) == Bereik(DAG, 0, 0, 1, (), 0)


def test_a_child_with_two_places_counts_once_at_the_best_one(
    putten: Gemeente, jgz: Gebruiker, peuterhuis: Locatie
) -> None:
    kind = indicate(putten, jgz)
    PlaatsingFactory(kind=kind, locatie=LocatieFactory.create(gemeente=putten, ve_geregistreerd=False))
    PlaatsingFactory(kind=kind, locatie=LocatieFactory.create(gemeente=putten, buiten_gemeente=True))
    assert count_bereik(putten, DAG) == Bereik(DAG, 0, 1, 0, (), 0)
    PlaatsingFactory(kind=kind, locatie=peuterhuis)
    assert count_bereik(putten, DAG) == Bereik(DAG, 1, 0, 0, (), 0)


def test_the_first_and_the_last_day_of_a_placement_count(
    putten: Gemeente, jgz: Gebruiker, peuterhuis: Locatie
) -> None:
    van, tot = date(2025, 2, 1), date(2025, 3, 31)
    PlaatsingFactory(kind=indicate(putten, jgz), locatie=peuterhuis, startdatum=van, einddatum=tot)
    bereikt = {
        dag: count_bereik(putten, dag).bereikt for dag in (date(2025, 1, 31), van, tot, date(2025, 4, 1))
    }
    assert list(bereikt.values()) == [0, 1, 1, 0]


def test_only_children_with_a_valid_vve_indication_count(
    putten: Gemeente, jgz: Gebruiker, peuterhuis: Locatie
) -> None:
    KindFactory(gemeente=putten)
    indicate(putten, jgz, geldig_van=date(2025, 4, 1))
    indicate(putten, jgz, geldig_tot_en_met=date(2025, 3, 30))
    indicate(putten, jgz, ingetrokken_op=DAG, ingetrokken_door=jgz)
    indicate(putten, jgz, soort=Indicatie.Soort.SMI)
    indicate(GemeenteFactory.create(code="0226"), jgz)
    PlaatsingFactory(kind=indicate(putten, jgz), locatie=peuterhuis)
    assert count_bereik(putten, DAG) == Bereik(DAG, 1, 0, 0, (), 0)


def test_a_family_that_declined_and_was_referred_again_is_unknown(putten: Gemeente, jgz: Gebruiker) -> None:
    kind = indicate(putten, jgz)
    decline(kind, jgz, "te-duur", verwezen=date(2025, 1, 1), afgerond=date(2025, 1, 20))
    assert count_bereik(putten, DAG).niet_bereikt == (("Te duur", 1),)
    ToeleidingFactory(kind=kind, verwezen_op=date(2025, 3, 1), verwezen_door=jgz)
    assert count_bereik(putten, DAG) == Bereik(DAG, 0, 0, 0, (), 1)


def test_what_was_decided_after_the_day_does_not_change_the_day(putten: Gemeente, jgz: Gebruiker) -> None:
    kind = indicate(putten, jgz)
    decline(kind, jgz, "te-duur", verwezen=date(2025, 3, 1), afgerond=date(2025, 4, 2))
    assert count_bereik(putten, DAG).onbekend == 1
    assert count_bereik(putten, date(2025, 4, 2)).niet == 1


def test_a_child_that_declined_but_was_placed_after_all_is_reached(
    putten: Gemeente, jgz: Gebruiker, peuterhuis: Locatie
) -> None:
    kind = indicate(putten, jgz)
    decline(kind, jgz, "te-duur", verwezen=date(2024, 10, 1), afgerond=date(2024, 11, 1))
    PlaatsingFactory(kind=kind, locatie=peuterhuis)
    assert count_bereik(putten, DAG) == Bereik(DAG, 1, 0, 0, (), 0)


def test_the_commonest_reason_comes_first(putten: Gemeente, jgz: Gebruiker) -> None:
    for reden in ("elders", "te-duur", "te-duur", "anders"):
        decline(indicate(putten, jgz), jgz, reden, verwezen=date(2025, 1, 1), afgerond=date(2025, 2, 1))
    assert count_bereik(putten, DAG).niet_bereikt == (
        ("Te duur", 2),
        ("Andere reden", 1),
        ("Gaat elders naar kinderopvang", 1),
    )


def test_the_year_shows_the_quarters_that_have_ended(putten: Gemeente) -> None:
    standen = count_bereik_per_kwartaal(putten, 2025, date(2025, 9, 30))
    assert [stand.peildatum for stand in standen] == [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)]
