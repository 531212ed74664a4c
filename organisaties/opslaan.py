"""Saving what a person entered: nonsense and lost races both end in the Dutch sentence of the broken rule."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from psycopg.errors import CheckViolation

# integrity_constraint_violation: PostgreSQL itself names the kind of rule, our triggers give this with a sentence.
VAN_EEN_TRIGGER = "23000"
VAN_DJANGO = (models.CheckConstraint, models.UniqueConstraint, ExclusionConstraint)


class Exclusion(ExclusionConstraint):
    """An exclusion that only the database checks, when the row is saved; `save_checked` gives its sentence.

    Django's own check asks for every overlapping row, and under the row policies PostgreSQL answers that by
    reading the whole table. The database looks in the index of the constraint.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: see above."""

    def deconstruct(self) -> Any:
        """In a migration it is the constraint that the database knows."""
        _, args, kwargs = super().deconstruct()
        return f"{ExclusionConstraint.__module__}.{ExclusionConstraint.__name__}", args, kwargs


def save_checked(instance: models.Model) -> None:
    """Check and save `instance`; ValidationError when a rule of the model or of the database is broken.

    The constraints are left to the database, whose refusal becomes their sentence: asked beforehand each is a query
    of its own, and two requests at once can both pass. A rule of our own kind says more than its sentence, and speaks
    first. The code `constraint` tells that another row stands in the way.
    """
    instance.full_clean(exclude=_known(instance), validate_constraints=False)
    for constraint in instance._meta.constraints:
        if not isinstance(constraint, VAN_DJANGO):
            constraint.validate(type(instance), instance)
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as fout:
        instance.validate_unique()  # what the other saved is to be seen now: a field of which there may be one says so
        code = "invalid" if isinstance(fout.__cause__, CheckViolation) else "constraint"
        raise ValidationError(_sentence(fout, instance), code=code) from fout


def _known(instance: models.Model) -> set[str]:
    """The keys to rows that were read already: whether those exist need not be asked."""
    sleutels = (veld for veld in instance._meta.concrete_fields if isinstance(veld, models.ForeignKey))
    return {veld.name for veld in sleutels if veld.is_cached(instance) and getattr(instance, veld.attname)}


def _sentence(fout: IntegrityError, instance: models.Model) -> str:
    """The violation_error_message of the constraint that the database names, or what a trigger of ours says in Dutch.

    An unknown one is a bug of ours.
    """
    diag = getattr(fout.__cause__, "diag", None)
    if diag is not None and diag.sqlstate == VAN_EEN_TRIGGER:
        return str(diag.message_primary)
    naam = getattr(diag, "constraint_name", None)
    for constraint in instance._meta.constraints:
        if constraint.name == naam:
            return str(constraint.violation_error_message)
    raise fout
