from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from opvang.lrk import LrkRegel
from opvang.models import Locatie
from organisaties.audit import record_system
from organisaties.models import Gemeente, Organisatie
from organisaties.opslaan import save_checked

_FEITEN = ("naam", "adres", "postcode", "plaats", "ve_geregistreerd", "kindplaatsen", "uitgeschreven")


@dataclass
class ImportVerslag:
    """What an import did, by LRK number."""

    nieuw: list[Locatie] = field(default_factory=list)
    gewijzigd: list[tuple[Locatie, list[str]]] = field(default_factory=list)
    beeindigd: list[Locatie] = field(default_factory=list)
    ongewijzigd: int = 0
    ontbreekt: list[Locatie] = field(default_factory=list)
    nieuwe_houders: list[Organisatie] = field(default_factory=list)


@transaction.atomic
def import_lrk(regels: Iterable[LrkRegel]) -> ImportVerslag:
    """Bring the locations in line with the register. Nothing is deleted; running it again changes nothing."""
    verslag = ImportVerslag()
    gemeenten = {gemeente.code: gemeente for gemeente in Gemeente.objects.all()}
    bekend: dict[str, list[Locatie]] = defaultdict(list)
    for locatie in Locatie.objects.select_related("gemeente", "houder").select_for_update(of=("self",)):
        bekend[locatie.lrk_nummer].append(locatie)
    gezien = set()
    for regel in regels:
        gezien.add(regel.lrk_nummer)
        for locatie in bekend[regel.lrk_nummer]:
            _update(locatie, regel, verslag)
        gemeente = gemeenten.get(regel.gemeente_code)
        eigen = {locatie.gemeente_id for locatie in bekend[regel.lrk_nummer]}
        if gemeente is not None and gemeente.pk not in eigen and not regel.uitgeschreven:
            verslag.nieuw.append(_add(gemeente, regel, verslag))
    verslag.ontbreekt = [
        locatie
        for nummer, locaties in bekend.items()
        if nummer not in gezien
        for locatie in locaties
        if not locatie.uitgeschreven
    ]
    _record(verslag)
    return verslag


def _update(locatie: Locatie, regel: LrkRegel, verslag: ImportVerslag) -> None:
    """The holder stays as it is here: who declares for a location is agreed with the municipality."""
    anders = [feit for feit in _FEITEN if getattr(locatie, feit) != getattr(regel, feit)]
    if not anders:
        verslag.ongewijzigd += 1
        return
    for feit in anders:
        setattr(locatie, feit, getattr(regel, feit))
    save_checked(locatie)
    if "uitgeschreven" in anders and locatie.uitgeschreven:
        verslag.beeindigd.append(locatie)
    else:
        verslag.gewijzigd.append((locatie, anders))


def _add(gemeente: Gemeente, regel: LrkRegel, verslag: ImportVerslag) -> Locatie:
    locatie = Locatie(
        gemeente=gemeente,
        houder=_houder(gemeente, regel, verslag),
        lrk_nummer=regel.lrk_nummer,
        **{feit: getattr(regel, feit) for feit in _FEITEN},
    )
    save_checked(locatie)
    return locatie


def _houder(gemeente: Gemeente, regel: LrkRegel, verslag: ImportVerslag) -> Organisatie:
    """The holder by its KvK number, else by its name; a new one when the register knows it and we do not."""
    houders = Organisatie.objects.houders()
    houder = houders.filter(kvk_nummer=regel.kvk_nummer).first() if regel.kvk_nummer else None
    if houder is None:
        houder = houders.filter(naam__iexact=regel.houder).first()
        if houder is not None and houder.kvk_nummer not in ("", regel.kvk_nummer):
            raise ValidationError(
                f"Houder ‘{regel.houder}’ heeft in het LRK KvK-nummer {regel.kvk_nummer or 'geen'}, maar hier"
                f" {houder.kvk_nummer}. Herstel eerst het nummer van de houder."
            )
    if houder is None:
        houder = Organisatie(naam=regel.houder, soort=Organisatie.Soort.HOUDER, kvk_nummer=regel.kvk_nummer)
        save_checked(houder)
        verslag.nieuwe_houders.append(houder)
    houder.gemeenten.add(gemeente)
    return houder


def _record(verslag: ImportVerslag) -> None:
    """One line per municipality with what changed in it."""
    per_gemeente: dict[Gemeente, dict[str, list[str]]] = defaultdict(
        lambda: {"nieuw": [], "gewijzigd": [], "beeindigd": []}
    )
    for locatie in verslag.nieuw:
        per_gemeente[locatie.gemeente]["nieuw"].append(locatie.lrk_nummer)
    for locatie, _ in verslag.gewijzigd:
        per_gemeente[locatie.gemeente]["gewijzigd"].append(locatie.lrk_nummer)
    for locatie in verslag.beeindigd:
        per_gemeente[locatie.gemeente]["beeindigd"].append(locatie.lrk_nummer)
    for gemeente, details in per_gemeente.items():
        record_system(handeling="locatie.import", gemeente_code=gemeente.code, object=gemeente, **details)
