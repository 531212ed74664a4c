import pytest

from indicaties.criteria import load_criteria
from indicaties.models import Criterium
from tests.factories import CriteriumFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


def test_every_ground_of_putten_is_marked_as_assumption_because_the_published_table_is_missing() -> None:
    criteria = load_criteria(GemeenteFactory(code="0273"))
    assert len(criteria) == 5
    assert all(criterium.is_aanname for criterium in criteria)


def test_duiven_has_the_five_indicators_of_cbs_the_judgement_of_jgz_and_two_grounds_for_smi() -> None:
    criteria = load_criteria(GemeenteFactory(code="0226"))
    assert [(c.soort, c.is_aanname) for c in criteria] == [("vve", False)] * 5 + [
        ("vve", True),
        ("smi", False),
        ("smi", False),
    ]


def test_loading_twice_changes_nothing() -> None:
    putten = GemeenteFactory(code="0273")
    eerste = [criterium.pk for criterium in load_criteria(putten)]
    assert [criterium.pk for criterium in load_criteria(putten)] == eerste


def test_a_ground_that_left_the_file_stays_but_cannot_be_chosen() -> None:
    oud = CriteriumFactory(code="oud")
    load_criteria(oud.gemeente)
    assert Criterium.objects.get(code="oud").actief is False


def test_a_municipality_without_a_file_keeps_its_own_grounds() -> None:
    eigen = CriteriumFactory(gemeente=GemeenteFactory(code="9999"))
    assert load_criteria(eigen.gemeente) == []
    eigen.refresh_from_db()
    assert eigen.actief is True
