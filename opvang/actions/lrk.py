from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from indicaties.wijzigingen import announce_gemeente
from lib.periode import day_before
from opvang.handelingen import Handeling
from opvang.lrk import LrkRegel
from organisaties.audit import record_system
from organisaties.models import Gemeente, Locatie, Organisatie
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
def import_lrk(regels: Iterable[LrkRegel], *, op: date) -> ImportVerslag:
    """Bring the locations in line with the register. Nothing is deleted; running it again changes nothing.

    `op`: the first day on which what changed holds, as far as the register does not tell it.
    """
    verslag, houders = ImportVerslag(), _Houders()
    gemeenten = {gemeente.code: gemeente for gemeente in Gemeente.objects.all()}
    bekend: dict[str, list[Locatie]] = defaultdict(list)
    for locatie in Locatie.objects.select_related("gemeente", "houder").select_for_update(of=("self",)):
        bekend[locatie.lrk_nummer].append(locatie)
    gezien = set()
    for regel in regels:
        gezien.add(regel.lrk_nummer)
        for locatie in bekend[regel.lrk_nummer]:
            _update(locatie, regel, verslag, op)
        gemeente = gemeenten.get(regel.gemeente_code)
        eigen = {locatie.gemeente_id for locatie in bekend[regel.lrk_nummer]}
        if gemeente is not None and gemeente.pk not in eigen and not regel.uitgeschreven:
            verslag.nieuw.append(_add(gemeente, houders.of(regel, gemeente), regel))
    verslag.ontbreekt = [
        locatie
        for nummer, locaties in bekend.items()
        if nummer not in gezien
        for locatie in locaties
        if not locatie.uitgeschreven
    ]
    verslag.nieuwe_houders = houders.nieuw
    _record(verslag)
    return verslag


def _update(locatie: Locatie, regel: LrkRegel, verslag: ImportVerslag, op: date) -> None:
    """The holder stays as it is here: who declares for a location is agreed with the municipality."""
    anders = [feit for feit in _FEITEN if getattr(locatie, feit) != getattr(regel, feit)]
    if not anders:
        verslag.ongewijzigd += 1
        return
    for feit in anders:
        setattr(locatie, feit, getattr(regel, feit))
    _date_changes(locatie, regel, anders, op)
    save_checked(locatie)
    if "uitgeschreven" in anders and locatie.uitgeschreven:
        verslag.beeindigd.append(locatie)
    else:
        verslag.gewijzigd.append((locatie, anders))


def _date_changes(locatie: Locatie, regel: LrkRegel, anders: list[str], op: date) -> None:
    """From which day on the location has VE or is registered, or no longer is."""
    if "uitgeschreven" in anders:
        locatie.uitgeschreven_per = (regel.uitgeschreven_per or op) if locatie.uitgeschreven else None
    if "ve_geregistreerd" in anders and locatie.ve_geregistreerd:
        locatie.ve_vanaf = op
    elif "ve_geregistreerd" in anders:
        locatie.ve_tot_en_met = day_before(op)


def _add(gemeente: Gemeente, houder: Organisatie, regel: LrkRegel) -> Locatie:
    locatie = Locatie(
        gemeente=gemeente,
        houder=houder,
        lrk_nummer=regel.lrk_nummer,
        **{feit: getattr(regel, feit) for feit in _FEITEN},
    )
    save_checked(locatie)
    return locatie


class _Houders:
    """The holders by KvK number and by name, and where they work; read once for the whole file."""

    def __init__(self) -> None:
        houders = list(Organisatie.objects.houders())
        self.op_kvk = {houder.kvk_nummer: houder for houder in houders if houder.kvk_nummer}
        self.op_naam = {houder.naam.lower(): houder for houder in houders}
        self.werkt_in = set(
            Organisatie.gemeenten.through.objects.values_list("organisatie_id", "gemeente_id")
        )
        self.nieuw: list[Organisatie] = []

    def of(self, regel: LrkRegel, gemeente: Gemeente) -> Organisatie:
        """The holder of a location, made when the register knows it and we do not."""
        houder = self.op_kvk.get(regel.kvk_nummer) or self._by_name(regel) or self._add(regel)
        if (houder.pk, gemeente.pk) not in self.werkt_in:
            houder.gemeenten.add(gemeente)
            self.werkt_in.add((houder.pk, gemeente.pk))
        return houder

    def _by_name(self, regel: LrkRegel) -> Organisatie | None:
        houder = self.op_naam.get(regel.houder.lower())
        anders = houder and houder.kvk_nummer and regel.kvk_nummer and houder.kvk_nummer != regel.kvk_nummer
        return None if anders else houder

    def _add(self, regel: LrkRegel) -> Organisatie:
        """Two companies may bear one name; the second is told apart by its number."""
        bezet = regel.houder.lower() in self.op_naam
        naam = f"{regel.houder[:100]} (KvK {regel.kvk_nummer})" if bezet else regel.houder
        houder = Organisatie(naam=naam, soort=Organisatie.Soort.HOUDER, kvk_nummer=regel.kvk_nummer)
        save_checked(houder)
        self.nieuw.append(houder)
        self.op_naam[houder.naam.lower()] = houder
        if houder.kvk_nummer:
            self.op_kvk[houder.kvk_nummer] = houder
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
        record_system(
            handeling=Handeling.LOCATIE_IMPORT,
            proces="LRK inlezen",
            gemeente_code=gemeente.code,
            object=gemeente,
            **details,
        )
        if details["gewijzigd"] or details["beeindigd"]:
            announce_gemeente(gemeente)
