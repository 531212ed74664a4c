"""What holds for every model, so that a new one cannot forget it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR

ROOMS = ("organisaties", "brieven", "indicaties", "opvang", "subsidies", "privacy", "rapportage", "demo")
MODELLEN = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]

# A moment without a person: set by the system, or the person stands in the row that this one belongs to.
OP_ZONDER_DOOR = {
    "kind.ingeschreven_op",  # ingeschreven_door is an organisation
    "kind.vertrokken_op",  # the family left; who wrote it down stands in the record
    "dubbelpaar.gevonden_op",  # by the nightly round, or by enrolling
    "rekenopdracht.klaar_op",
    "rekenopdrachtregel.afgehandeld_op",
    "verantwoording.hartslag_op",
    "verantwoording.klaar_op",
    "periodiekverslag.klaar_op",
    "opdracht.verstuurd_op",
    "opdracht.klaar_op",
    "ronde.klaar_op",
    "rondedeel.begonnen_op",
    "rondedeel.klaar_op",
    "locatieherziening.gevonden_op",  # by the nightly check
    "herziening.gevonden_op",
    "controleuitslag.gecontroleerd_op",  # by the nightly check
    "kolommenstand.gecontroleerd_op",
    "apitoken.laatst_gebruikt_op",  # by the software that has the key
    "lrkvraag.gevonden_op",  # the register told it
    "ouderbijeenkomst.klaar_op",
    "brief.vernietigd_op",  # the end of the term for keeping it
    "ontvangst.gelezen_op",  # by the person whom the row is of
    "overdracht.gewist_op",
}


def _op_fields() -> Iterator[tuple[type[models.Model], str]]:
    for model in MODELLEN:
        for field in model._meta.concrete_fields:
            if field.name.endswith("_op") and f"{model._meta.model_name}.{field.name}" not in OP_ZONDER_DOOR:
                yield model, field.name


@pytest.mark.parametrize(("model", "naam"), list(_op_fields()), ids=lambda x: getattr(x, "__name__", x))
def test_every_moment_says_by_whom(model: type[models.Model], naam: str) -> None:
    assert model._meta.get_field(naam.removesuffix("_op") + "_door")


@pytest.mark.parametrize("model", MODELLEN, ids=lambda m: m.__name__)
def test_every_rule_of_the_database_speaks_dutch(model: type[models.Model]) -> None:
    """Also the rules that only two people at once can meet: of a field, or of several, there may be one."""
    for constraint in model._meta.constraints:
        assert constraint.violation_error_message != constraint.default_violation_error_message, (
            constraint.name
        )
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            assert field.error_messages["unique"] != models.Field.default_error_messages["unique"], field


@pytest.mark.parametrize("model", MODELLEN, ids=lambda m: m.__name__)
def test_every_year_is_one_that_can_be(model: type[models.Model]) -> None:
    grens = Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR))
    if any(field.name == "jaar" for field in model._meta.concrete_fields):
        assert grens in [getattr(constraint, "condition", None) for constraint in model._meta.constraints]


@pytest.mark.django_db
def test_every_foreign_key_has_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text || '.' || a.attname
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
            """
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_every_moment_in_the_database_knows_its_time_zone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("model", MODELLEN, ids=lambda m: m.__name__)
def test_money_and_hours_are_whole_numbers(model: type[models.Model]) -> None:
    """Cents and hundredths: nothing is turned from one kind of number into another on its way."""
    assert [
        v.name for v in model._meta.concrete_fields if isinstance(v, models.DecimalField | models.FloatField)
    ] == []


@pytest.mark.parametrize(
    "model", [model for model in MODELLEN if model._meta.ordering], ids=lambda m: m._meta.label
)
def test_no_two_rows_have_the_same_place_in_a_list(model: type[models.Model]) -> None:
    """Else PostgreSQL chooses, another way each time: a row stands on two pages, and another on none."""
    velden = {str(veld).removeprefix("-") for veld in model._meta.ordering}
    uniek = {veld.name for veld in model._meta.fields if veld.unique} | {"pk"}
    samen = [
        set(c.fields)
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and not c.condition
    ]
    assert velden & uniek or any(rij and rij <= velden for rij in samen), model._meta.ordering
