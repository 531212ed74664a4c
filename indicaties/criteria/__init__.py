"""The grounds for an indicatie that come with the product: one TOML file per municipality, each with its source."""

import tomllib
from pathlib import Path

from django.db import transaction

from indicaties.models import Criterium
from organisaties.models import Gemeente


@transaction.atomic
def load_criteria(gemeente: Gemeente) -> list[Criterium]:
    """Bring the criteria of the municipality in line with its file; without a file nothing changes.

    What is no longer in the file stays, because decisions lean on it, but can't be chosen any more.
    """
    bestand = Path(__file__).parent / f"{gemeente.code}.toml"
    if not bestand.exists():
        return []
    criteria = []
    for velden in tomllib.loads(bestand.read_text())["criteria"]:
        criterium, _ = Criterium.objects.update_or_create(
            gemeente=gemeente, code=velden["code"], defaults={"is_herkomst": False, **velden, "actief": True}
        )
        criteria.append(criterium)
    gemeente.criteria.exclude(pk__in=[criterium.pk for criterium in criteria]).update(actief=False)
    return criteria
