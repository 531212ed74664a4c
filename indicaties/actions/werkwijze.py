"""How the municipality works: its terms and moments, and the grounds for an indicatie."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from indicaties.criteria import read_criteria
from indicaties.handelingen import Handeling
from indicaties.models import Criterium, werkwijze_of
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked


@transaction.atomic
def set_werkwijze(*, gemeente: Gemeente, velden: dict[str, Any], door: Gebruiker) -> dict[str, list[Any]]:
    """Keep what the municipality chose; which fields changed, from what into what. The first time all of them."""
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    werkwijze = werkwijze_of(gemeente)
    is_nieuw = werkwijze.pk is None
    gewijzigd = {
        veld: [None if is_nieuw else getattr(werkwijze, veld), waarde]
        for veld, waarde in velden.items()
        if is_nieuw or getattr(werkwijze, veld) != waarde
    }
    for veld, waarde in velden.items():
        setattr(werkwijze, veld, waarde)
    if gewijzigd:
        save_checked(werkwijze)
        record(handeling=Handeling.WERKWIJZE_SET, door=door, object=werkwijze, velden=gewijzigd)
    return gewijzigd


@transaction.atomic
def add_criterium(*, gemeente: Gemeente, velden: dict[str, Any], door: Gebruiker) -> Criterium:
    """A ground of the municipality itself. Its code comes from its name and never changes."""
    criterium = Criterium(
        gemeente=gemeente, code=_free_code(gemeente, velden["naam"]), bron=f"gemeente {gemeente}", **velden
    )
    save_checked(criterium)
    record(handeling=Handeling.CRITERIUM_ADD, door=door, object=criterium, code=criterium.code)
    return criterium


def _free_code(gemeente: Gemeente, naam: str) -> str:
    basis = slugify(naam)[:36] or "grond"
    bezet = set(gemeente.criteria.values_list("code", flat=True))
    kandidaten = [basis, *(f"{basis}-{nummer}" for nummer in range(2, 100))]
    return next(code for code in kandidaten if code not in bezet)


@transaction.atomic
def change_criterium(*, criterium: Criterium, velden: dict[str, Any], door: Gebruiker) -> list[str]:
    """New words, order or weight count for new decisions; those that were made keep theirs."""
    criterium = Criterium.objects.select_for_update(of=("self",)).get(pk=criterium.pk)
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(criterium, veld) != waarde]
    for veld in gewijzigd:
        setattr(criterium, veld, velden[veld])
    if gewijzigd:
        save_checked(criterium)
        record(
            handeling=Handeling.CRITERIUM_CHANGE,
            door=door,
            object=criterium,
            code=criterium.code,
            velden=gewijzigd,
        )
    return gewijzigd


@transaction.atomic
def start_criteria(*, gemeente: Gemeente, lijst: str, door: Gebruiker) -> list[Criterium]:
    """Begin with the list that comes with the product for another municipality; nothing that is there changes."""
    bezet = set(gemeente.criteria.values_list("code", flat=True))
    nieuw = [velden for velden in read_criteria(lijst) if velden["code"] not in bezet]
    if not gemeente.kent_smi:
        nieuw = [velden for velden in nieuw if velden["soort"] != "smi"]
    if not nieuw:
        raise ValidationError("Alle gronden van deze lijst staan er al.")
    criteria = [Criterium(gemeente=gemeente, **velden) for velden in nieuw]
    for criterium in criteria:
        if lijst != gemeente.code:
            criterium.bron = f"aanname: overgenomen van {criterium.bron.removeprefix('aanname: ')}"[:200]
        save_checked(criterium)
    record(handeling=Handeling.CRITERIUM_START, door=door, object=gemeente, lijst=lijst, aantal=len(criteria))
    return criteria
