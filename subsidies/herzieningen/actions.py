"""The list of approved tijdvakken that are no longer true: kept by the check, answered by people."""

from collections import defaultdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from opvang.models import Urendeclaratie
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from subsidies.herzieningen.handelingen import Handeling
from subsidies.herzieningen.vergelijken import Afwijking, find_afwijkingen, in_groepen
from subsidies.models import Herziening, Herzieningsregel


@transaction.atomic
def check_herzieningen(*, gemeente: Gemeente, op: datetime, kinderen: set[int] | None = None) -> int:
    """Compare all approved tijdvakken of a municipality, or those of some children, and bring the list up to date.

    Two checks at once wait for each other. The number of children that differ.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    groepen = in_groepen(gemeente.pk) if kinderen is None else [kinderen]
    aantal = sum(_check(gemeente, groep, op) for groep in groepen)
    Herziening.objects.filter(berekening__declaratie__gemeente=gemeente, regels=None).delete()
    return aantal


def _check(gemeente: Gemeente, kinderen: set[int], op: datetime) -> int:
    afwijkingen = find_afwijkingen(gemeente.pk, kinderen)
    oude = Herzieningsregel.objects.filter(
        herziening__berekening__declaratie__gemeente=gemeente, kind__in=kinderen
    )
    bekend = {
        (regel.herziening.berekening_id, regel.kind_id): regel for regel in oude.select_related("herziening")
    }
    gelijk = {a.plek for a in afwijkingen if a.plek in bekend and _says(bekend[a.plek], a)}
    oude.filter(pk__in=[regel.pk for plek, regel in bekend.items() if plek not in gelijk]).delete()
    _add([a for a in afwijkingen if a.plek not in gelijk], op)
    return len(afwijkingen)


def _says(regel: Herzieningsregel, afwijking: Afwijking) -> bool:
    """Does the line say already what was found?"""
    return all(getattr(regel, veld) == waarde for veld, waarde in _values(afwijking).items())


def _values(afwijking: Afwijking) -> dict[str, object]:
    wordt = afwijking.wordt
    return {
        "was_centen": afwijking.was.centen,
        "wordt_centen": None if wordt is None else wordt.centen,
        "uren_was_honderdsten": afwijking.was.uren,
        "uren_wordt_honderdsten": None if wordt is None else wordt.uren,
        "redenen": afwijking.redenen,
    }


def _add(afwijkingen: list[Afwijking], op: datetime) -> None:
    per_berekening: dict[int, list[Afwijking]] = defaultdict(list)
    for afwijking in afwijkingen:
        per_berekening[afwijking.berekening].append(afwijking)
    for berekening, van_een in per_berekening.items():
        herziening, _ = Herziening.objects.get_or_create(
            berekening_id=berekening, defaults={"gevonden_op": op}
        )
        Herzieningsregel.objects.bulk_create(
            Herzieningsregel(herziening=herziening, kind_id=a.kind, **_values(a)) for a in van_een
        )


@transaction.atomic
def ask_correctie(*, herziening: Herziening, vraag: str, door: Gebruiker, op: datetime) -> Herziening:
    """Ask the provider to correct its declaration: for hours that the municipality can't know."""
    herziening = Herziening.objects.select_for_update(of=("self",)).get(pk=herziening.pk)
    declaratie = herziening.berekening.declaratie
    if declaratie.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze herziening is van een andere gemeente.")
    if not vraag.strip():
        raise ValidationError("Schrijf op wat de houder moet corrigeren.", code="vraag")
    if declaratie.status != Urendeclaratie.Status.ACCEPTED:
        raise ValidationError("De houder heeft al een correctie ingediend. Beoordeel die.", code="status")
    herziening.correctie_gevraagd_op, herziening.correctie_gevraagd_door = op, door
    herziening.vraag = vraag.strip()
    save_checked(herziening)
    record(
        handeling=Handeling.HERZIENING_ASK,
        door=door,
        object=herziening,
        berekening=herziening.berekening_id,
        declaratie=declaratie.pk,
    )
    return herziening
