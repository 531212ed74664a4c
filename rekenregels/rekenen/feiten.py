"""The facts of a calculation: one line per child, placement and declared period; kept as columns.

Optional facts that nobody gave take no memory: their column is one value, read for every line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar

import numpy as np

from lib.geld import uitersten
from rekenregels.regeling.categorie import Categorie, Huishouden, Opvangsoort
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.notatie import als_datum, als_decimalen
from rekenregels.rekenen.feit import (
    DAGEN,
    DATUMS,
    GRENZEN,
    HONDERDSTEN,
    JA_NEE,
    KAN_ONBEKEND,
    KOLOMMEN,
    MAX_LEEFTIJD_DAGEN,
    ONBEKEND,
    STANDAARD,
    UIT_FEIT,
    VERPLICHT,
    VERSTE_DAG,
    Feit,
    FeitenFout,
    FeitFout,
    Vertrek,
)


@dataclass(frozen=True, eq=False)
class Feiten:
    """Columns of int64, all equally long. `locaties` and `kernen` are the names behind the codes."""

    LEEG: ClassVar[tuple[str, ...]] = ("",)
    _uitersten: ClassVar[
        dict[str, tuple[int, int]]
    ]  # of each object its own: what was looked up of its columns

    geboortedatum: Kolom
    van: Kolom
    tot_en_met: Kolom
    categorie: Kolom
    kot: Kolom
    uren: Kolom
    bijdrageklasse: Kolom
    kindrang: Kolom
    prijs: Kolom
    uren_per_week: Kolom
    inkomen: Kolom
    minima: Kolom
    dagen: Kolom
    uren_eerder: Kolom
    uren_elders: Kolom
    elders_1: Kolom
    elders_2: Kolom
    elders_3: Kolom
    elders_4: Kolom
    ruimte_over_1: Kolom
    ruimte_over_2: Kolom
    ruimte_over_3: Kolom
    ruimte_over_4: Kolom
    uren_wachtend: Kolom
    gebruikt_1: Kolom
    gebruikt_2: Kolom
    gebruikt_3: Kolom
    gebruikt_4: Kolom
    locatie: Kolom
    kern: Kolom
    vertrek: Kolom
    ve: Kolom
    binnen_gemeente: Kolom
    na_indicatie: Kolom
    opvang: Kolom
    recht_vanaf: Kolom
    begonnen_op: Kolom
    huishouden: Kolom
    sleutels: Sequence[str] = ()
    locaties: tuple[str, ...] = LEEG
    kernen: tuple[str, ...] = LEEG
    niet_gegeven: frozenset[str] = frozenset()  # optional facts that nobody gave

    def __post_init__(self) -> None:
        object.__setattr__(self, "_uitersten", {})
        fouten = _check_kolommen(self)
        if fouten:
            raise FeitenFout(fouten)

    def __len__(self) -> int:
        return len(self.uren)

    @classmethod
    def from_columns(
        cls,
        *,
        sleutels: Sequence[str] = (),
        locaties: tuple[str, ...] = LEEG,
        kernen: tuple[str, ...] = LEEG,
        **kolommen: Any,
    ) -> Feiten:
        """Columns as arrays or lists; dates as ordinals. Columns left out get their neutral value."""
        arrays = {naam: np.asarray(kolommen.pop(naam), dtype=np.int64) for naam in VERPLICHT}
        niet_gegeven = frozenset(naam for naam in STANDAARD if kolommen.get(naam) is None)
        arrays |= _neutrale_kolommen(niet_gegeven, len(arrays["uren"]))
        for naam in STANDAARD:
            gegeven = kolommen.pop(naam, None)
            if gegeven is not None:
                arrays[naam] = np.asarray(gegeven, dtype=np.int64)
        if kolommen:
            raise TypeError(f"onbekende kolommen: {', '.join(kolommen)}")
        return cls(**arrays, sleutels=sleutels, locaties=locaties, kernen=kernen, niet_gegeven=niet_gegeven)

    @classmethod
    def from_records(cls, records: Iterable[Feit]) -> Feiten:
        feiten = list(records)
        locaties, locatie = _codeer([feit.locatie for feit in feiten])
        kernen, kern = _codeer([feit.kern for feit in feiten])
        gegeven = {naam: list(map(attrgetter(naam), feiten)) for naam in UIT_FEIT}
        return cls.from_columns(
            **{naam: _als_ints(naam, kolom) for naam, kolom in gegeven.items()},
            locatie=locatie,
            kern=kern,
            sleutels=tuple(feit.sleutel for feit in feiten),
            locaties=locaties,
            kernen=kernen,
        )

    def deel(self, start: int, stop: int) -> Feiten:
        """Some consecutive lines; the columns are views, nothing is copied or checked again."""
        nieuw = object.__new__(Feiten)
        velden = self.__dict__ | {"_uitersten": {}}
        for naam in KOLOMMEN:
            velden[naam] = velden[naam][start:stop]
        velden["sleutels"] = self.sleutels[start:stop]
        nieuw.__dict__.update(velden)
        return nieuw

    def kies(self, regels: Kolom) -> Feiten:
        """These lines, by their number, in this order."""
        nieuw = object.__new__(Feiten)
        velden = self.__dict__ | _neutrale_kolommen(self.niet_gegeven, len(regels)) | {"_uitersten": {}}
        for naam in self._gegeven:
            velden[naam] = velden[naam][regels]
        velden["sleutels"] = tuple(self.sleutel(int(i)) for i in regels)
        nieuw.__dict__.update(velden)
        return nieuw

    def met(self, **kolommen: Kolom) -> Feiten:
        """The same lines with other values in these columns."""
        nieuw = object.__new__(Feiten)
        niet_gegeven = self.niet_gegeven.difference(kolommen)
        nieuw.__dict__.update(self.__dict__ | {"_uitersten": {}, "niet_gegeven": niet_gegeven} | kolommen)
        return nieuw

    def ontbreekt(self, naam: str) -> bool:
        """Did nobody give this optional fact, for any line?"""
        if naam in self.niet_gegeven:
            return STANDAARD[naam] == ONBEKEND
        return not len(self) or self.hoogste(naam) == ONBEKEND

    def zegt_niets(self, naam: str) -> bool:
        """Is this an optional fact with its neutral value in every line?"""
        return naam in STANDAARD and self.is_overal(naam, STANDAARD[naam])

    def is_overal(self, naam: str, waarde: int) -> bool:
        """Has the column this value on every line?"""
        return not len(self) or self.laagste(naam) == waarde == self.hoogste(naam)

    def zijn_neutraal(self, namen: frozenset[str]) -> bool:
        """Do these optional facts say nothing for any line? Of what nobody gave no column is read."""
        if namen <= self.niet_gegeven:
            return True
        return all(map(self.zegt_niets, namen - self.niet_gegeven))

    def hoogste(self, naam: str) -> int:
        """The largest value of a column."""
        return self.uitersten(naam)[1]

    def laagste(self, naam: str) -> int:
        """The smallest value of a column."""
        return self.uitersten(naam)[0]

    def uitersten(self, naam: str) -> tuple[int, int]:
        """The smallest and the largest value; looked up once, and of a fact that nobody gave every line is the same."""
        bekend = self._uitersten.get(naam)
        if bekend is None:
            kolom: Kolom = getattr(self, naam)
            een = len(kolom) == 1 or kolom.strides == (0,)
            self._uitersten[naam] = bekend = (int(kolom[0]),) * 2 if een else uitersten(kolom)
        return bekend

    @property
    def _gegeven(self) -> Iterator[str]:
        """The columns that are not one value for every line."""
        return (naam for naam in KOLOMMEN if naam not in self.niet_gegeven)

    def record(self, i: int) -> Feit:
        """Line i as a Feit again."""
        return next(self.records([i]))

    def records(self, regels: Sequence[int]) -> Iterator[Feit]:
        """These lines as Feit again."""
        kolommen: dict[str, list[Any]] = {
            naam: getattr(self, naam)[list(regels)].tolist() for naam in KOLOMMEN
        }
        for naam in KAN_ONBEKEND:
            kolommen[naam] = [None if waarde == ONBEKEND else waarde for waarde in kolommen[naam]]
        kolommen |= {naam: list(map(date.fromordinal, kolommen[naam])) for naam in DATUMS}
        kolommen["categorie"] = list(map(Categorie.from_nummer, kolommen["categorie"]))
        kolommen |= {naam: list(map(bool, kolommen[naam])) for naam in JA_NEE}
        kolommen["opvang"] = list(map(Opvangsoort.from_nummer, kolommen["opvang"]))
        kolommen["huishouden"] = list(map(Huishouden.from_nummer, kolommen["huishouden"]))
        for naam in DAGEN:
            kolommen[naam] = [None if dag is None else date.fromordinal(dag) for dag in kolommen[naam]]
        kolommen["vertrek"] = list(map(Vertrek, kolommen["vertrek"]))
        kolommen["bijdrageklasse"] = [klasse or None for klasse in kolommen["bijdrageklasse"]]
        kolommen["locatie"] = [self.locaties[code] for code in kolommen["locatie"]]
        kolommen["kern"] = [self.kernen[code] for code in kolommen["kern"]]
        kolommen["sleutel"] = [self.sleutel(i) for i in regels]
        for waarden in zip(*kolommen.values(), strict=True):
            yield Feit(**dict(zip(kolommen, waarden, strict=True)))

    def sleutel(self, i: int) -> str:
        return self.sleutels[i] if len(self.sleutels) else ""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types, for the receipt of a calculation; a fact that says nothing for any line is left out."""
        plat: dict[str, Any] = {
            naam: getattr(self, naam).tolist() for naam in KOLOMMEN if not self.zegt_niets(naam)
        }
        return plat | {
            "sleutels": list(self.sleutels),
            "locaties": list(self.locaties),
            "kernen": list(self.kernen),
        }

    @classmethod
    def from_dict(cls, plat: dict[str, Any]) -> Feiten:
        """From a receipt; one of an earlier release knows fewer facts, and these are then neutral."""
        kolommen = {naam: plat[naam] for naam in KOLOMMEN if naam in plat}
        namen = {naam: tuple(plat[naam]) for naam in ("sleutels", "locaties", "kernen")}
        return cls.from_columns(**kolommen, **namen)


def concat(delen: Sequence[Feiten]) -> Feiten:
    """One Feiten of several; the codes of locations and villages are made equal first."""
    locaties, locatie = _codeer([deel.locaties[c] for deel in delen for c in deel.locatie.tolist()])
    kernen, kern = _codeer([deel.kernen[c] for deel in delen for c in deel.kern.tolist()])
    kolommen = {
        naam: np.concatenate([np.empty(0, np.int64), *(getattr(deel, naam) for deel in delen)])
        for naam in UIT_FEIT
    }
    sleutels = tuple(deel.sleutel(i) for deel in delen for i in range(len(deel)))
    return Feiten.from_columns(
        **kolommen, locatie=locatie, kern=kern, sleutels=sleutels, locaties=locaties, kernen=kernen
    )


def _neutrale_kolommen(namen: Iterable[str], aantal: int) -> dict[str, Kolom]:
    """For each optional fact a column of its neutral value, that takes the memory of one."""
    per_waarde = {waarde: np.broadcast_to(np.int64(waarde), (aantal,)) for waarde in set(STANDAARD.values())}
    return {naam: per_waarde[STANDAARD[naam]] for naam in namen}


def _codeer(namen: list[str]) -> tuple[tuple[str, ...], list[int]]:
    codes: dict[str, int] = {"": 0}
    kolom = [codes.setdefault(naam, len(codes)) for naam in namen]
    return tuple(codes), kolom


def _als_ints(naam: str, kolom: list[Any]) -> list[int] | None:
    """None: nobody gave this fact."""
    if naam in DATUMS:
        return [dag.toordinal() for dag in kolom]
    if naam == "categorie":
        return [categorie.nummer for categorie in kolom]
    if naam == "opvang":
        kolom = [soort.nummer for soort in kolom]
    elif naam == "huishouden":
        kolom = [0 if soort is None else soort.nummer for soort in kolom]
    elif naam in DAGEN:
        kolom = [None if dag is None else dag.toordinal() for dag in kolom]
    standaard = STANDAARD.get(naam, ONBEKEND)
    if naam in STANDAARD and all(waarde is None or waarde == standaard for waarde in kolom):
        return None
    return [standaard if waarde is None else waarde for waarde in kolom]


def _check_kolommen(feiten: Feiten) -> list[FeitFout]:
    """Rules that hold for every policy; the first line that breaks each rule is named."""
    if len({len(getattr(feiten, naam)) for naam in KOLOMMEN}) != 1:
        raise ValueError("De kolommen zijn niet even lang.")
    if not len(feiten):
        return []
    fouten = []
    for naam, (laagste, hoogste, boodschap) in GRENZEN.items():
        if naam in feiten.niet_gegeven:
            continue
        if feiten.laagste(naam) < laagste or feiten.hoogste(naam) > hoogste:
            kolom = getattr(feiten, naam)
            fouten += lines_where(feiten, naam, (kolom < laagste) | (kolom > hoogste), boodschap)
    omgekeerd = feiten.tot_en_met < feiten.van
    if omgekeerd.any():
        fouten += lines_where(feiten, "tot_en_met", omgekeerd, "de laatste dag ligt voor de eerste dag (van)")
    leeftijd = feiten.tot_en_met - feiten.geboortedatum
    if leeftijd.min() < 0 or leeftijd.max() > MAX_LEEFTIJD_DAGEN:
        regel = "de geboortedatum ligt na de periode of meer dan 15 jaar ervoor"
        fouten += lines_where(
            feiten, "geboortedatum", (leeftijd < 0) | (leeftijd > MAX_LEEFTIJD_DAGEN), regel
        )
    return fouten


def lines_where(
    feiten: Feiten, kolom: str, fout: Any, boodschap: str, *, hoogstens: int = 20
) -> list[FeitFout]:
    """The lines for which a rule is broken, with their value in words."""
    return [
        FeitFout(int(i), feiten.sleutel(int(i)), kolom, toon_kolomwaarde(feiten, kolom, int(i)), boodschap)
        for i in np.flatnonzero(fout)[:hoogstens]
    ]


def toon_kolomwaarde(feiten: Feiten, kolom: str, i: int) -> str:
    waarde = int(getattr(feiten, kolom)[i])
    if kolom in DATUMS:
        return als_datum(date.fromordinal(waarde)) if 1 <= waarde <= date.max.toordinal() else str(waarde)
    if STANDAARD.get(kolom) == ONBEKEND == waarde:
        return "niet ingevuld"
    if kolom == "categorie" and 0 <= waarde <= 2:
        return str(Categorie.from_nummer(waarde))
    if kolom in DAGEN and 1 <= waarde <= VERSTE_DAG:
        return als_datum(date.fromordinal(waarde))
    if kolom == "huishouden" and 0 <= waarde <= len(Huishouden):
        return str(Huishouden.from_nummer(waarde) or "niet ingevuld")
    if kolom in JA_NEE and waarde in (0, 1):
        return "ja" if waarde else "nee"
    return als_decimalen(waarde, 2) if kolom in HONDERDSTEN else str(waarde)
