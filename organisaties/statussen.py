"""What a status tells the reader at a glance: each room says it of the statuses of its own models."""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models


class Nadruk(StrEnum):
    """How a state is shown. The colour supports the words, it does not replace them."""

    GOED = "goed"
    INFO = "info"
    LET_OP = "let-op"
    FOUT = "fout"
    RUSTIG = "rustig"


_nadruk: dict[tuple[type[models.Model], str], Nadruk] = {}


def register_statussen(model: type[models.Model], nadruk: Mapping[str, Nadruk]) -> None:
    """Called in the ready() of the room, for every status that the model can have."""
    _nadruk.update({(model, str(status)): soort for status, soort in nadruk.items()})


def nadruk_van(ding: models.Model, status: str) -> Nadruk:
    """A status that nobody registered is shown without emphasis."""
    return _nadruk.get((type(ding), status), Nadruk.RUSTIG)


def statussen_van(model: type[models.Model]) -> set[str]:
    return {status for van, status in _nadruk if van is model}
