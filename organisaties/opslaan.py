"""Saving what a person entered: nonsense and lost races both end in the Dutch sentence of the broken rule."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def save_checked(instance: models.Model) -> None:
    """Check and save `instance`; ValidationError when a rule of the model or of the database is broken.

    Two requests at once can both pass the check. The database then refuses the second, and its refusal
    becomes the same sentence.
    """
    instance.full_clean()
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as fout:
        raise ValidationError(_sentence(fout, instance), code="constraint") from fout


def _sentence(fout: IntegrityError, instance: models.Model) -> str:
    """The violation_error_message of the constraint that the database names; an unknown one is a bug of ours."""
    naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None)
    for constraint in instance._meta.constraints:
        if constraint.name == naam:
            return str(constraint.violation_error_message)
    raise fout
