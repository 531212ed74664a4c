"""Of the income of parents only the class is kept, and which proof of it somebody saw, over which year and when."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from indicaties.models import Kind
from opvang.actions import Afspraken, change_afspraken, place_kind
from opvang.forms import PlaatsingForm
from opvang.models import Plaatsing
from organisaties.models import Gebruiker
from tests.factories import GebruikerFactory, KindFactory
from tests.opvang.test_views import afspraken_form

pytestmark = pytest.mark.django_db
DAG, LATER = date(2025, 3, 1), date(2025, 6, 1)


@pytest.fixture
def getoond(afspraken: Afspraken) -> Afspraken:
    return replace(afspraken, bewijs=Plaatsing.Bewijs.INCOME, bewijs_jaar=2023)


@pytest.fixture
def geplaatst(houder: Gebruiker, getoond: Afspraken) -> Plaatsing:
    kind: Kind = KindFactory(ingeschreven_door=houder.organisatie)
    return place_kind(kind=kind, afspraken=getoond, startdatum=DAG, door=houder, op=DAG)


def seen(plaatsing: Plaatsing) -> tuple[Any, ...]:
    return (
        plaatsing.bewijs,
        plaatsing.bewijs_jaar,
        plaatsing.bewijs_gezien_op,
        plaatsing.bewijs_gezien_door,
    )


def test_who_places_a_child_is_the_one_who_saw_the_proof(houder: Gebruiker, geplaatst: Plaatsing) -> None:
    assert seen(geplaatst) == ("inkomensverklaring", 2023, DAG, houder)


def test_other_hours_leave_who_saw_the_proof_as_it_was(
    houder: Gebruiker, geplaatst: Plaatsing, getoond: Afspraken
) -> None:
    collega = GebruikerFactory(rol=houder.rol, organisatie=houder.organisatie)
    meer_uren = replace(getoond, uren_per_week=getoond.uren_per_week + 1)
    nieuw = change_afspraken(plaatsing=geplaatst, afspraken=meer_uren, vanaf=LATER, door=collega, op=LATER)
    assert seen(nieuw) == ("inkomensverklaring", 2023, DAG, houder)


def test_a_proof_over_another_year_was_seen_by_who_recorded_it(
    houder: Gebruiker, geplaatst: Plaatsing, getoond: Afspraken
) -> None:
    collega = GebruikerFactory(rol=houder.rol, organisatie=houder.organisatie)
    nieuw = change_afspraken(
        plaatsing=geplaatst,
        afspraken=replace(getoond, bewijs_jaar=2024),
        vanaf=LATER,
        door=collega,
        op=LATER,
    )
    assert seen(nieuw) == ("inkomensverklaring", 2024, LATER, collega)


def test_a_proof_without_a_year_or_a_witness_is_refused_by_the_form_of_the_model_and_by_the_database(
    geplaatst: Plaatsing,
) -> None:
    geplaatst.bewijs_jaar = None
    with pytest.raises(ValidationError, match="over welk jaar het gaat, wie het zag en wanneer"):
        geplaatst.full_clean()
    with pytest.raises(IntegrityError, match="plaatsing_bewijs_volledig"), transaction.atomic():
        geplaatst.save()


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"bewijs": ""}, "bewijs", "Kies welk bewijs van het inkomen u zag."),
        ({"bewijs_jaar": ""}, "bewijs_jaar", "Vul in over welk jaar het bewijs gaat"),
        ({"bewijs": "", "bijdrageklasse": ""}, "bewijs", "of maak het jaar leeg"),
        ({"bewijs": "salaris 31.000"}, "bewijs", "salaris 31.000"),
    ],
)
def test_the_form_asks_for_the_proof_behind_a_class(
    houder: Gebruiker, locatie: Any, anders: dict[str, str], veld: str, zin: str
) -> None:
    form = PlaatsingForm(afspraken_form(locatie, **anders), gebruiker=houder, dag=DAG)
    assert not form.is_valid()
    assert zin in " ".join(form.errors[veld])


def test_without_income_shown_no_proof_is_asked(houder: Gebruiker, locatie: Any) -> None:
    leeg = {"bijdrageklasse": "", "bewijs": "", "bewijs_jaar": ""}
    assert PlaatsingForm(afspraken_form(locatie, **leeg), gebruiker=houder, dag=DAG).is_valid()


def test_no_field_of_a_placement_can_hold_an_income_or_a_file() -> None:
    soorten = {type(veld) for veld in Plaatsing._meta.concrete_fields}
    assert not any(
        issubclass(soort, models.FileField | models.BinaryField | models.TextField) for soort in soorten
    )
    vrij = [
        v.name for v in Plaatsing._meta.concrete_fields if isinstance(v, models.CharField) and not v.choices
    ]
    # The name of a rule that the policy has; anything else is refused (test_dagen.py).
    assert vrij == ["minimaregel"]
    bedragen = {veld.name for veld in Plaatsing._meta.concrete_fields if "centen" in veld.name}
    assert bedragen == {"uurprijs_centen"}
