"""What may not overlap is refused by the database alone, in the sentence of the rule; the site reads no rows for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicaties.models import Indicatie
from lib.periode import Ritme
from opvang.models import Locatieprogramma, Plaatsing, Urendeclaratie
from organisaties.models import Toekenning
from organisaties.opslaan import Exclusion, save_checked
from subsidies.models import Subsidieregeling
from tests.factories import (
    MOMENT,
    GebruikerFactory,
    IndicatieFactory,
    LocatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db


def _indicatie() -> Indicatie:
    bestaand = IndicatieFactory.create(geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2025, 6, 30))
    bestaand.pk = None
    return bestaand


def _plaatsing() -> Plaatsing:
    bestaand = PlaatsingFactory.create(startdatum=date(2025, 1, 1))
    bestaand.pk = None
    bestaand.startdatum = date(2025, 3, 1)
    return bestaand


def _regeling(categorie: str) -> Subsidieregeling:
    """A second scheme for these children only."""
    regeling = Administratie().regeling
    assert regeling is not None
    for andere in {"doelgroep", "regulier", "smi"} - {categorie}:
        regeling.document[andere]["vergoed"] = False
    regeling.pk, regeling.versie, regeling.vastgesteld_op = None, 2, MOMENT
    return regeling


def _toekenning() -> Toekenning:
    toekenning: Toekenning = GebruikerFactory.create().toekenningen.get()
    toekenning.pk = None
    return toekenning


def _programma() -> Locatieprogramma:
    gegevens = {"locatie": LocatieFactory(), "vastgelegd_op": MOMENT, "vastgelegd_door": GebruikerFactory()}
    Locatieprogramma.objects.create(programma="piramide", van=date(2025, 1, 1), **gegevens)
    return Locatieprogramma(programma="kaleidoscoop", van=date(2025, 3, 1), **gegevens)


def _declaratie() -> Urendeclaratie:
    """A month of a quarter that was declared already."""
    bestaand = UrendeclaratieFactory.create(jaar=2025, kwartaal=1)
    bestaand.pk, bestaand.ritme, bestaand.nummer = None, Ritme.MAAND, 3
    return bestaand


# name of the constraint -> a row that overlaps with one that is there
OVERLAPPEND: dict[str, Callable[[], Any]] = {
    "declaratie_een_per_tijdvak": _declaratie,
    "indicatie_overlapt_niet": _indicatie,
    "locatieprogramma_overlapt_niet": _programma,
    "plaatsing_overlapt_niet": _plaatsing,
    "regeling_een_tegelijk_doelgroep": lambda: _regeling("doelgroep"),
    "regeling_een_tegelijk_regulier": lambda: _regeling("regulier"),
    "regeling_een_tegelijk_smi": lambda: _regeling("smi"),
    "toekenning_niet_dubbel": _toekenning,
}
UITSLUITINGEN = [
    constraint
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, ExclusionConstraint)
]


def test_every_exclusion_is_left_to_the_database() -> None:
    assert {type(constraint) for constraint in UITSLUITINGEN} == {Exclusion}
    assert {constraint.name for constraint in UITSLUITINGEN} == set(OVERLAPPEND)


@pytest.mark.parametrize("constraint", UITSLUITINGEN, ids=lambda c: c.name)
def test_an_overlap_gives_the_sentence_of_the_rule_without_a_query_for_it(constraint: Exclusion) -> None:
    nieuw = OVERLAPPEND[constraint.name]()
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        pytest.raises(ValidationError) as fout,
    ):
        save_checked(nieuw)
    assert fout.value.messages == [constraint.violation_error_message]
    assert [query["sql"] for query in queries if "RANGE(" in query["sql"]] == []
