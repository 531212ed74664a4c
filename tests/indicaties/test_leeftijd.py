"""Ages in lists and indications: a child of 29 February is older on 1 March, a term is not an age."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicaties.models import Kind
from indicaties.stand import Stand, stand_of, to_judge_on
from tests.factories import IndicatieFactory, KindFactory

pytestmark = pytest.mark.django_db


def _kind(geboren: date) -> Kind:
    return KindFactory(geboortedatum=geboren, ingeschreven_op=geboren)


@pytest.mark.parametrize(
    ("geboren", "dag", "leeftijd"),
    [
        (date(2024, 2, 29), date(2026, 2, 28), "1 jaar en 11 maanden"),
        (date(2024, 2, 29), date(2026, 3, 1), "2 jaar"),
        (date(2024, 2, 28), date(2026, 2, 28), "2 jaar"),
        (date(2024, 2, 29), date(2028, 2, 29), "4 jaar"),
    ],
)
def test_the_age_on_the_page(geboren: date, dag: date, leeftijd: str) -> None:
    assert _kind(geboren).leeftijd_op(dag) == leeftijd


@pytest.mark.parametrize("geboren", [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)])
def test_an_indicatie_may_run_to_the_day_before_the_fifth_birthday(geboren: date) -> None:
    kind = _kind(geboren)
    laatste = date(2029, 2, 27) if geboren.day == 28 else date(2029, 2, 28)
    indicatie = IndicatieFactory(kind=kind, geldig_van=date(2026, 9, 1), geldig_tot_en_met=laatste)
    indicatie.clean()
    indicatie.geldig_tot_en_met = date.fromordinal(laatste.toordinal() + 1)
    with pytest.raises(ValidationError, match="vijfde verjaardag"):
        indicatie.clean()


def test_the_list_of_18_months_and_the_age_agree_at_the_end_of_a_short_month() -> None:
    """On 28 February everybody of 28 to 31 August has turned two and a half; who is of 1 September has not."""
    oud = [_kind(date(2023, 8, dag)) for dag in (28, 29, 30, 31)]
    jong = _kind(date(2023, 9, 1))
    lijst = to_judge_on(Kind.objects.all(), date(2026, 2, 28), 18)
    assert list(lijst) == [jong]
    assert {kind.leeftijd_op(date(2026, 2, 28)) for kind in oud} == {"2 jaar en 6 maanden"}


@pytest.mark.parametrize(("dag", "vier"), [(date(2028, 2, 28), False), (date(2028, 2, 29), True)])
def test_a_child_of_29_february_is_four_on_its_own_day(dag: date, vier: bool) -> None:
    kind = _kind(date(2024, 2, 29))
    assert (stand_of(kind, dag)[0] is Stand.FOUR) is vier
    assert Kind.objects.younger_than_four_on(dag).filter(pk=kind.pk).exists() is not vier
    assert kind.vierde_verjaardag == date(2028, 2, 29)
