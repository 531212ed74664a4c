"""The facts of a calculation: one line per child, placement and declared period; kept as columns.

Optional facts that nobody gave take no memory: their column is one value, read for every line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from operator import attrgetter
from typing import Any, ClassVar, Final

import numpy as np

from rekenregels.regeling.categorie import Categorie, Opvangsoort
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.notatie import als_datum, als_decimalen

ONBEKEND: Final = -1
MAX_UREN: Final = 1_000_000  # hundredths: 10.000 hours in one line
MAX_PRIJS: Final = 100_000  # cents: € 1.000 per hour
MAX_LEEFTIJD_DAGEN: Final = 15 * 366


class Vertrek(IntEnum):
    """Where the child is on the days of a line."""

    WOONT_HIER = 0
    VERHUISD = 1
    OVERLEDEN = 2


@dataclass(frozen=True)
class FeitFout:
    """One fact that can't be right: which line, which column, which value, which rule."""

    regel: int
    sleutel: str
    kolom: str
    waarde: str
    boodschap: str

    def __str__(self) -> str:
        wie = f"regel {self.regel + 1}" + (f" ({self.sleutel})" if self.sleutel else "")
        return f"{wie}, {self.kolom} = {self.waarde}: {self.boodschap}"


class FeitenFout(ValueError):
    """Facts that can't be computed with; a wrong line never gives a number."""

    def __init__(self, fouten: list[FeitFout]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


@dataclass(frozen=True, kw_only=True)
class Feit:
    """One line. Hours in hundredths, prices in cents, income in whole euros; the last day counts.

    `ve`: the location has a VE registration; `na_indicatie`: an indication of the child has ended, and no other holds;
    `recht_vanaf`: the day on which the right began, where a policy lets it end after some months.
    """

    sleutel: str = ""
    geboortedatum: date
    van: date
    tot_en_met: date
    categorie: Categorie
    kot: bool
    bijdrageklasse: int | None = None
    kindrang: int = 1
    uren: int = 0
    locatie: str = ""
    prijs: int | None = None
    uren_per_week: int | None = None
    inkomen: int | None = None
    kern: str = ""
    minima: int = 0
    dagen: int | None = None
    uren_eerder: int = 0
    vertrek: Vertrek = Vertrek.WOONT_HIER
    ve: bool = True
    binnen_gemeente: bool = True
    na_indicatie: bool = False
    opvang: Opvangsoort = Opvangsoort.DAGOPVANG
    recht_vanaf: date | None = None
    # What other lines of the same child ask over the same days, per band what those before it took of the room, and
    # what earlier lines of the calendar year left (samenloop.py fills these in).
    uren_elders: int = 0
    elders_1: int = 0
    elders_2: int = 0
    elders_3: int = 0
    elders_4: int = 0
    ruimte_over_1: int = 0
    ruimte_over_2: int = 0
    ruimte_over_3: int = 0
    ruimte_over_4: int = 0
    uren_wachtend: int = 0
    # Per band the hundredths of hours that earlier lines of the child used of a balance.
    gebruikt_1: int = 0
    gebruikt_2: int = 0
    gebruikt_3: int = 0
    gebruikt_4: int = 0


MEESTE_BANDEN: Final = 4
ELDERS: Final = tuple(f"elders_{nummer}" for nummer in range(1, MEESTE_BANDEN + 1))
VERPLICHT = ("geboortedatum", "van", "tot_en_met", "categorie", "kot", "uren")
# Room per band, and hours, that earlier lines of the child in the calendar year left; see `jaarruimte`.
RUIMTE_OVER = ("ruimte_over_1", "ruimte_over_2", "ruimte_over_3", "ruimte_over_4")
VAN_EERDER = (*RUIMTE_OVER, "uren_wachtend")
GEBRUIKT = ("gebruikt_1", "gebruikt_2", "gebruikt_3", "gebruikt_4")
STANDAARD = {
    "bijdrageklasse": 0,
    "kindrang": 1,
    "prijs": ONBEKEND,
    "uren_per_week": ONBEKEND,
    "inkomen": ONBEKEND,
    "minima": 0,
    "dagen": ONBEKEND,
    "uren_eerder": 0,
    "uren_elders": 0,
    "locatie": 0,
    "kern": 0,
    "vertrek": int(Vertrek.WOONT_HIER),
    "ve": 1,
    "binnen_gemeente": 1,
    "na_indicatie": 0,
    "opvang": 0,
    "recht_vanaf": ONBEKEND,
    **dict.fromkeys((*ELDERS, *VAN_EERDER, *GEBRUIKT), 0),
}
JA_NEE = ("kot", "ve", "binnen_gemeente", "na_indicatie")
KOLOMMEN = VERPLICHT + tuple(STANDAARD)
KAN_ONBEKEND = tuple(naam for naam, standaard in STANDAARD.items() if standaard == ONBEKEND)
UIT_FEIT = tuple(naam for naam in KOLOMMEN if naam not in ("locatie", "kern"))
DATUMS = ("geboortedatum", "van", "tot_en_met")
VERSTE_DAG: Final = date.max.toordinal()
GRENZEN: dict[str, tuple[int, int, str]] = {
    "categorie": (0, 2, "kies doelgroep, regulier of smi"),
    **dict.fromkeys(JA_NEE, (0, 1, "kies ja of nee")),
    "vertrek": (min(Vertrek), max(Vertrek), "kies 0 (woont hier), 1 (verhuisd) of 2 (overleden)"),
    "uren": (0, MAX_UREN, "uren liggen tussen 0 en 10.000"),
    "bijdrageklasse": (0, 200, "de klasse is een rij van de bijdragetabel"),
    "kindrang": (1, 2, "kies 1 (eerste kind) of 2 (volgend kind)"),
    "prijs": (ONBEKEND, MAX_PRIJS, "een uurprijs ligt tussen € 0 en € 1.000"),
    "uren_per_week": (ONBEKEND, 6_000, "uren per week liggen tussen 0 en 60"),
    "inkomen": (ONBEKEND, 100_000_000, "een inkomen ligt tussen € 0 en € 100.000.000"),
    "minima": (0, 100, "kies het nummer van een minimaregel, of 0"),
    "opvang": (0, len(Opvangsoort) - 1, "kies dagopvang, bso of gastouder"),
    "recht_vanaf": (ONBEKEND, VERSTE_DAG, "schrijf een datum"),
    "dagen": (ONBEKEND, 366, "dagen liggen tussen 0 en 366"),
    "uren_eerder": (0, MAX_UREN, "uren liggen tussen 0 en 10.000"),
    **dict.fromkeys(
        ("uren_elders", *ELDERS, *VAN_EERDER, *GEBRUIKT), (0, MAX_UREN, "uren liggen tussen 0 en 10.000")
    ),
}
HONDERDSTEN = (
    "uren",
    "uren_per_week",
    "uren_eerder",
    "uren_elders",
    "prijs",
    *ELDERS,
    *VAN_EERDER,
    *GEBRUIKT,
)


@dataclass(frozen=True, eq=False)
class Feiten:
    """Columns of int64, all equally long. `locaties` and `kernen` are the names behind the codes."""

    LEEG: ClassVar[tuple[str, ...]] = ("",)
    _bekend: ClassVar[dict[Any, int]]  # of each object its own: what was looked up of its columns

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
    sleutels: Sequence[str] = ()
    locaties: tuple[str, ...] = LEEG
    kernen: tuple[str, ...] = LEEG
    niet_gegeven: frozenset[str] = frozenset()  # optional facts that nobody gave

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bekend", {})
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
        aantal = len(kolommen["uren"])
        arrays = {naam: np.asarray(kolommen.pop(naam), dtype=np.int64) for naam in VERPLICHT}
        niet_gegeven = frozenset(naam for naam in STANDAARD if kolommen.get(naam) is None)
        for naam, standaard in STANDAARD.items():
            gegeven = kolommen.pop(naam, None)
            arrays[naam] = (
                np.broadcast_to(np.int64(standaard), (aantal,))
                if gegeven is None
                else np.asarray(gegeven, dtype=np.int64)
            )
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
        velden = self.__dict__ | {"_bekend": {}}
        for naam in KOLOMMEN:
            velden[naam] = velden[naam][start:stop]
        velden["sleutels"] = self.sleutels[start:stop]
        nieuw.__dict__.update(velden)
        return nieuw

    def kies(self, regels: Kolom) -> Feiten:
        """These lines, by their number, in this order."""
        nieuw = object.__new__(Feiten)
        velden = self.__dict__ | {"_bekend": {}}
        for naam in KOLOMMEN:
            velden[naam] = velden[naam][regels]
        velden["sleutels"] = tuple(self.sleutel(int(i)) for i in regels)
        nieuw.__dict__.update(velden)
        return nieuw

    def met(self, **kolommen: Kolom) -> Feiten:
        """The same lines with other values in these columns."""
        nieuw = object.__new__(Feiten)
        niet_gegeven = self.niet_gegeven - kolommen.keys()
        nieuw.__dict__.update(self.__dict__ | {"_bekend": {}, "niet_gegeven": niet_gegeven} | kolommen)
        return nieuw

    def ontbreekt(self, naam: str) -> bool:
        """Did nobody give this optional fact, for any line?"""
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
        if namen not in self._bekend:
            self._bekend[namen] = all(map(self.zegt_niets, namen))
        return bool(self._bekend[namen])

    def hoogste(self, naam: str) -> int:
        """The largest value of a column; looked up once, and of a fact that nobody gave every line is the same."""
        if (naam, "hoogste") not in self._bekend:
            kolom: Kolom = getattr(self, naam)
            self._bekend[naam, "hoogste"] = int(kolom[0] if kolom.strides == (0,) else kolom.max())
        return self._bekend[naam, "hoogste"]

    def laagste(self, naam: str) -> int:
        """The smallest value of a column; looked up once."""
        if (naam, "laagste") not in self._bekend:
            kolom: Kolom = getattr(self, naam)
            self._bekend[naam, "laagste"] = int(kolom[0] if kolom.strides == (0,) else kolom.min())
        return self._bekend[naam, "laagste"]

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
        kolommen["recht_vanaf"] = [
            None if dag is None else date.fromordinal(dag) for dag in kolommen["recht_vanaf"]
        ]
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
    elif naam == "recht_vanaf":
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
    if kolom == "recht_vanaf" and 1 <= waarde <= VERSTE_DAG:
        return als_datum(date.fromordinal(waarde))
    if kolom in JA_NEE and waarde in (0, 1):
        return "ja" if waarde else "nee"
    return als_decimalen(waarde, 2) if kolom in HONDERDSTEN else str(waarde)
