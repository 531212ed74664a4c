"""One line of facts, and what is known of each fact: whether it must be given, its limits and its unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from rekenregels.regeling.categorie import Categorie, Huishouden, Opvangsoort

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
    `recht_vanaf`: the day on which the right began, where a policy lets it end after some months; `begonnen_op`: the first day
    of the stay, where a policy counts months that were begun, and where that is not known the first day of the line.
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
    huishouden: Huishouden | None = None
    begonnen_op: date | None = None
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
    "huishouden": 0,
    "begonnen_op": ONBEKEND,
    **dict.fromkeys((*ELDERS, *VAN_EERDER, *GEBRUIKT), 0),
}


JA_NEE = ("kot", "ve", "binnen_gemeente", "na_indicatie")


KOLOMMEN = VERPLICHT + tuple(STANDAARD)


KAN_ONBEKEND = tuple(naam for naam, standaard in STANDAARD.items() if standaard == ONBEKEND)


UIT_FEIT = tuple(naam for naam in KOLOMMEN if naam not in ("locatie", "kern"))


DATUMS = ("geboortedatum", "van", "tot_en_met")


DAGEN = ("recht_vanaf", "begonnen_op")  # dates that need not be known


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
    **dict.fromkeys(("recht_vanaf", "begonnen_op"), (ONBEKEND, VERSTE_DAG, "schrijf een datum")),
    "huishouden": (0, len(Huishouden), "kies alleenstaand of samenwonend, of laat leeg"),
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
