"""The grounds for an indicatie that come with the product: one TOML file per municipality, each with its source."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from indicaties.models import Criterium
from organisaties.models import Gemeente

_MAP = Path(__file__).parent


def criterialijsten() -> dict[str, str]:
    """CBS code -> name of the municipality that each list is of."""
    return {
        bestand.stem: tomllib.loads(bestand.read_text())["gemeente"]
        for bestand in sorted(_MAP.glob("*.toml"))
    }


def read_criteria(lijst: str) -> list[dict[str, Any]]:
    """The grounds of a list in its order; the order in the file is that on the form."""
    inhoud = tomllib.loads((_MAP / f"{lijst}.toml").read_text())
    return [{**velden, "volgorde": nummer} for nummer, velden in enumerate(inhoud["criteria"], start=1)]


@transaction.atomic
def load_criteria(gemeente: Gemeente) -> list[Criterium]:
    """Bring the criteria of the municipality in line with its file; without a file nothing changes.

    What is no longer in the file stays, because decisions lean on it, but can't be chosen any more.
    """
    if gemeente.code not in criterialijsten():
        return []
    criteria = []
    for velden in read_criteria(gemeente.code):
        criterium, _ = Criterium.objects.update_or_create(
            gemeente=gemeente, code=velden["code"], defaults={"is_herkomst": False, **velden, "actief": True}
        )
        criteria.append(criterium)
    gemeente.criteria.exclude(pk__in=[criterium.pk for criterium in criteria]).update(actief=False)
    return criteria
