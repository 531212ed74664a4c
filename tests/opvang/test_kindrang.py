"""Who is the first child of a family: most hours, then lowest cost, else somebody asks."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from indicaties.models import Gezin, Kind
from opvang.kindrang import kindrang_op, proposal_op
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import bereik_van, rijbereik
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db
DAG = date(2025, 5, 15)
Plek = tuple[int, int | None]


def _gezin(*plekken: Plek | None) -> list[Kind]:
    """Brothers and sisters, each at a provider of its own; hours per week and the price of an hour in cents."""
    gezin = Gezin.objects.create(gemeente=GemeenteFactory())
    kinderen = [KindFactory(gezin=gezin) for _ in plekken]
    for kind, plek in zip(kinderen, plekken, strict=True):
        if plek is not None:
            PlaatsingFactory(kind=kind, uren_per_week_honderdsten=plek[0] * 100, uurprijs_centen=plek[1])
    return kinderen


def _rangen(*plekken: Plek | None) -> list[int | None]:
    return [rang.rang if (rang := kindrang_op(kind, DAG)) else 0 for kind in _gezin(*plekken)]


@pytest.mark.parametrize(
    ("plekken", "rangen"),
    [
        (((16, None), (8, None)), [1, 2]),
        (((16, 1000), (16, 999)), [2, 1]),
        (((16, 1000), (16, 1000)), [None, None]),
        (((16, None), (16, 1000)), [None, None]),
        (((16, 1000), (16, 1000), (8, 1)), [None, None, 2]),
        (((16, 1000), (16, 1100), (16, None)), [None, 2, None]),
        (((16, 900), (16, 1000), (20, 5000)), [2, 2, 1]),
    ],
)
def test_most_hours_then_lowest_cost_and_else_nobody_knows(
    plekken: tuple[Plek, ...], rangen: list[int | None]
) -> None:
    assert _rangen(*plekken) == rangen


def test_places_of_one_child_count_together() -> None:
    kind, zusje = _gezin((8, 1000), (10, 1000))
    PlaatsingFactory(kind=kind, uren_per_week_honderdsten=8_00, uurprijs_centen=1000)
    assert [rang.rang for k in (kind, zusje) if (rang := kindrang_op(k, DAG))] == [1, 2]


def test_without_a_family_or_alone_in_childcare_there_is_no_rank() -> None:
    assert kindrang_op(KindFactory(), DAG) is None
    assert _rangen((16, None), None) == [0, 0]


def test_a_place_that_ended_or_was_a_mistake_does_not_count() -> None:
    kind, zusje = _gezin((8, None), (16, None))
    zusje.plaatsingen.update(einddatum=date(2025, 5, 14))
    assert kindrang_op(kind, DAG) is None


def test_a_child_without_a_place_comes_after_who_has_one() -> None:
    nieuw, _ = _gezin(None, (8, None))
    voorstel = proposal_op(nieuw, DAG)
    assert voorstel is not None
    assert voorstel.rang == 2
    assert proposal_op(KindFactory(), DAG) is None


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    return gebruiker


def _met_broer_elders(houder: Gebruiker, plek: Plek | None) -> Kind:
    kind, broer = _gezin(plek, (40, None))
    Kind.objects.filter(pk=broer.pk).update(voornaam="Verborgenbroer")
    ToeleidingFactory(kind=kind, houder=houder.organisatie)
    locatie = LocatieFactory(houder=houder.organisatie)
    kind.plaatsingen.update(locatie=locatie)
    return kind


def test_a_provider_gets_the_rank_in_its_own_scope_though_the_brother_is_elsewhere(houder: Gebruiker) -> None:
    kind = _met_broer_elders(houder, (16, None))
    with rijbereik(bereik_van(houder)):
        rang = kindrang_op(kind, DAG)
        assert Kind.objects.count() == 1
    assert rang is not None
    assert rang.rang == 2


def test_the_page_of_the_place_warns_and_its_button_opens_the_change_filled_in(
    inloggen: Any, houder: Gebruiker
) -> None:
    kind = _met_broer_elders(houder, (16, None))
    plaatsing = kind.plaatsingen.get()
    client = inloggen(houder)
    pagina = client.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])).content.decode()
    knop = f"{reverse('opvang:plaatsing_change', args=[plaatsing.pk])}?kindrang=2"
    assert "Volgens het gezin in het dossier is dit het tweede of volgende kind." in pagina
    assert knop in pagina
    assert "Verborgenbroer" not in pagina
    assert '<option value="2" selected' in client.get(knop).content.decode()


def test_a_place_with_the_right_rank_gets_no_warning(inloggen: Any, houder: Gebruiker) -> None:
    kind = _met_broer_elders(houder, (16, None))
    kind.plaatsingen.update(kindrang=2)
    pagina = inloggen(houder).get(reverse("opvang:plaatsing_detail", args=[kind.plaatsingen.get().pk]))
    assert "gezin in het dossier" not in pagina.content.decode()


def test_placing_proposes_the_rank_and_says_why(inloggen: Any, houder: Gebruiker) -> None:
    kind = _met_broer_elders(houder, None)
    Kind.objects.update(geboortedatum=timezone.localdate().replace(day=1, year=timezone.localdate().year - 3))
    pagina = inloggen(houder).get(reverse("opvang:plaatsing_create", args=[kind.pk])).content.decode()
    assert '<option value="2" selected' in pagina
    assert "Volgens het gezin in het dossier is dit het tweede of volgende kind." in pagina
