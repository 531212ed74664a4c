"""What the municipality has here already, read once: a workbook of thousands of rows asks nothing per row."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from indicaties.bsn import bsn_indexes
from indicaties.models import Criterium, Indicatie, Kind, Ouderschap, Toeleiding, Traject
from lib.naam import normaal
from lib.periode import Tijdvak
from opvang.klassen import check_klasse
from opvang.models import Overname, Plaatsing, Urendeclaratie
from organisaties.models import Gemeente, Locatie, Organisatie

T = TypeVar("T", bound=models.Model)
Naamsleutel = tuple[str, str, date]


class Stand:
    def __init__(self, gemeente: Gemeente) -> None:
        self.gemeente = gemeente
        kinderen = list(Kind.objects.filter(gemeente=gemeente).select_related("adres"))
        for kind in kinderen:
            kind.gemeente = gemeente
        self.kinderen = [kind for kind in kinderen if kind.achternaam]
        self.per_pseudoniem = {kind.pseudoniem: kind for kind in self.kinderen}
        self._per_bsn = {kind.bsn_index: kind for kind in self.kinderen if kind.bsn_index}
        self._per_naam: dict[Naamsleutel, list[Kind]] = defaultdict(list)
        for kind in self.kinderen:
            self._per_naam[naamsleutel(kind)].append(kind)
        self._klassen: dict[tuple[int, date], str] = {}

    def with_bsn(self, bsn: str) -> Kind | None:
        return next((self._per_bsn[index] for index in bsn_indexes(bsn) if index in self._per_bsn), None)

    def named(self, kind: Kind) -> list[Kind]:
        """The children with exactly this name and day of birth."""
        return self._per_naam.get(naamsleutel(kind), [])

    @cached_property
    def _organisaties(self) -> list[Organisatie]:
        return list(Organisatie.objects.in_gemeente(self.gemeente))

    def organisatie(self, naam: str, *soorten: Organisatie.Soort) -> Organisatie:
        """By name or KvK number; without a name the only JGZ organisation. ValueError with the sentence."""
        keuze = [o for o in self._organisaties if o.soort in soorten]
        if naam:
            gevonden = [o for o in keuze if naam == o.kvk_nummer or normaal(naam) == normaal(o.naam)]
        else:
            gevonden = [o for o in keuze if o.soort == Organisatie.Soort.JGZ]
        if len(gevonden) == 1:
            return gevonden[0]
        namen = ", ".join(o.naam for o in keuze) or "er is er nog geen; leg die eerst vast"
        if not naam:
            raise ValueError(f"Vul in welke organisatie het is. Hier zijn bekend: {namen}.")
        raise ValueError(f"‘{naam}’ is in {self.gemeente} niet bekend. Hier zijn bekend: {namen}.")

    @cached_property
    def _locaties(self) -> dict[str, list[Locatie]]:
        groepen: dict[str, list[Locatie]] = defaultdict(list)
        rijen = Locatie.objects.filter(gemeente=self.gemeente)
        for locatie in rijen.select_related("houder", "opgevolgd_door__houder"):
            groepen[locatie.lrk_nummer].append(locatie)
        return groepen

    def locatie(self, lrk_nummer: str, dag: date) -> Locatie:
        """The location under this number on the day; ValueError with the sentence."""
        for locatie in self._locaties.get(lrk_nummer, []):
            begonnen = locatie.begint_per is None or locatie.begint_per <= dag
            if begonnen and (locatie.opgevolgd_per is None or dag < locatie.opgevolgd_per):
                return locatie
        raise ValueError(
            f"Een locatie met LRK-nummer {lrk_nummer} is in {self.gemeente} op {dag:%d-%m-%Y} niet bekend. Controleer het"
            " nummer, of lees de locatie eerst in uit het LRK."
        )

    @cached_property
    def criteria(self) -> dict[tuple[str, str], Criterium]:
        """By kind and code."""
        return {(c.soort, c.code.casefold()): c for c in Criterium.objects.filter(gemeente=self.gemeente)}

    @cached_property
    def indicaties(self) -> dict[int, list[Indicatie]]:
        return _by_kind(Indicatie.objects.effective().filter(kind__gemeente=self.gemeente))

    @cached_property
    def toeleidingen(self) -> dict[int, list[Toeleiding]]:
        return _by_kind(Toeleiding.objects.filter(kind__gemeente=self.gemeente))

    @cached_property
    def plaatsingen(self) -> dict[int, list[Plaatsing]]:
        rijen = Plaatsing.objects.in_force().filter(kind__gemeente=self.gemeente)
        return _by_kind(rijen.select_related("locatie__houder"))

    @cached_property
    def ouderschappen(self) -> dict[int, list[Ouderschap]]:
        rijen = Ouderschap.objects.current().filter(kind__gemeente=self.gemeente)
        return _by_kind(rijen.select_related("ouder", "kind"))

    @cached_property
    def open_trajecten(self) -> set[int]:
        return set(Traject.objects.open().filter(kind__gemeente=self.gemeente).values_list("kind", flat=True))

    @cached_property
    def declaraties(self) -> dict[tuple[int, Tijdvak], Urendeclaratie]:
        """The last word on each tijdvak of each provider."""
        rijen = Urendeclaratie.objects.filter(gemeente=self.gemeente).order_by("volgnummer")
        return {(d.houder_id, d.tijdvak): d for d in rijen.select_related("houder")}

    @cached_property
    def eigen_declaraties(self) -> set[int]:
        """The drafts that an earlier workbook made."""
        gemaakt = Overname.objects.filter(gemeente=self.gemeente).values_list("gemaakt", flat=True)
        return {int(pk) for rijen in gemaakt for pk in rijen.get("opvang.Urendeclaratie", {})}

    def check_klasse(self, klasse: int | None, dag: date) -> None:
        """ValueError with the sentence; a table is read once per day."""
        if klasse is None:
            return
        if (klasse, dag) not in self._klassen:
            try:
                check_klasse(klasse, self.gemeente, dag)
                self._klassen[klasse, dag] = ""
            except ValidationError as fout:
                self._klassen[klasse, dag] = fout.messages[0]
        if zin := self._klassen[klasse, dag]:
            raise ValueError(zin)


def naamsleutel(kind: Kind) -> Naamsleutel:
    return normaal(kind.voornaam), normaal(f"{kind.tussenvoegsel} {kind.achternaam}"), kind.geboortedatum


def _by_kind(rijen: Iterable[T]) -> dict[int, list[T]]:
    groepen: dict[int, list[T]] = defaultdict(list)
    for rij in rijen:
        groepen[rij.kind_id].append(rij)  # type: ignore[attr-defined]  # they all have one
    return groepen
