"""The figures of a year as they stand in the report: pure values, so that page, PDF and test read the same.

Money is in integer cents, hours in hundredths.
"""

import json
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from lib.geld import euro, procent
from lib.kleine_groepen import find_hidden
from organisaties.hoofdstukken import Document
from rapportage.beleidsjaar import Beleidsjaar
from rapportage.sisa import Formulier, Indicator, Indicatorsoort
from subsidies.grootboek.cijfers import Balans, Begrotingsregel


class SluitNietAan(ValueError):
    """Two figures that must be the same are not; such a report may not leave the building."""


@dataclass(frozen=True)
class Telling:
    """A line of a table that adds up: children, hours and money of one category, provider or tijdvak."""

    naam: str
    kinderen: int
    uren: int
    bedrag: int


@dataclass(frozen=True)
class Besteding:
    """Money spent other than by a calculation: what for, under which SiSa indicator, out of which source."""

    omschrijving: str
    indicator: str
    bron: str
    bedrag: int


@dataclass(frozen=True)
class Budget:
    regels: tuple[Begrotingsregel, ...]
    # What is available for VVE when three quarters of the specific grant goes there.
    norm: int

    @property
    def begroot(self) -> int:
        return sum(regel.begroot for regel in self.regels)

    @property
    def besteed(self) -> int:
        return sum(regel.besteed for regel in self.regels)

    @property
    def over(self) -> int:
        return self.begroot - self.besteed


@dataclass(frozen=True)
class Bereik:
    """How many of the children with a VVE-indicatie take part on a day. The unknown count in the whole."""

    peildatum: date
    ve_in_gemeente: int
    ve_elders: int
    zonder_ve: int
    niet_bereikt: tuple[tuple[str, int], ...]
    onbekend: int

    @property
    def bereikt(self) -> int:
        return self.ve_in_gemeente + self.ve_elders + self.zonder_ve

    @property
    def niet(self) -> int:
        return sum(aantal for _, aantal in self.niet_bereikt)

    @property
    def delen(self) -> tuple[int, int, int]:
        return self.bereikt, self.niet, self.onbekend

    @property
    def verborgen_delen(self) -> frozenset[int]:
        """The places in `delen` that nobody may read who sees no small groups."""
        return find_hidden(self.delen)

    @property
    def totaal(self) -> int:
        return sum(self.delen)

    @property
    def percentage(self) -> str:
        return procent(self.bereikt, self.totaal)

    def haalt(self, doel_pct: int) -> bool:
        return self.bereikt * 100 >= doel_pct * self.totaal


GEEN_GEMEENTE = ""


@dataclass(frozen=True)
class Overboeking:
    """Money to or from another municipality; GEEN_GEMEENTE and 0 where there was none."""

    gemeentecode: str
    bedrag: int


@dataclass(frozen=True)
class SisaBedrag:
    code: str
    tekst: str
    grondslag: str
    aard_controle: str
    bedrag: int


@dataclass(frozen=True)
class SisaOpgave:
    """The form of the year, filled in. Both lists of transfers have at least one row, also when it is 0."""

    formulier: Formulier
    bestedingen: tuple[SisaBedrag, ...]
    aan_gemeenten: tuple[Overboeking, ...]
    van_gemeenten: tuple[Overboeking, ...]

    @property
    def besteed(self) -> int:
        return sum(regel.bedrag for regel in self.bestedingen) + sum(o.bedrag for o in self.aan_gemeenten)

    @property
    def overboekingen(self) -> tuple[tuple[Indicator, Indicator, tuple[Overboeking, ...]], ...]:
        """The two repeating tables: the indicator of the code, that of the amount, and the rows."""
        codes = self.formulier.with_soort(Indicatorsoort.GEMEENTECODE)
        bedragen = (
            self.formulier.indicator(Indicatorsoort.OVERGEBOEKT_AAN),
            self.formulier.indicator(Indicatorsoort.ONTVANGEN_VAN),
        )
        return tuple(zip(codes, bedragen, (self.aan_gemeenten, self.van_gemeenten), strict=True))


@dataclass(frozen=True)
class Aanname:
    """Something in the report that nobody found in a source, and the part of the report it belongs to."""

    plek: str
    tekst: str


@dataclass(frozen=True)
class KindRegel:
    """One child at one provider in the year, without name or number."""

    houder: str
    pseudoniem: str
    categorie: str
    kot: bool
    locatie: str
    tijdvakken: str
    uren: int
    bedrag: int


@dataclass(frozen=True)
class Kern:
    """What a reader lays beside the year before. `sisa`: code and amount, as in the form of that year."""

    jaar: int
    kinderen: int
    uren: int
    subsidie: int
    besteed: int
    saldo: Balans
    sisa: tuple[tuple[str, int], ...]
    bereik: Bereik | None

    def sisa_van(self, code: str) -> int | None:
        return dict(self.sisa).get(code)


@dataclass(frozen=True)
class Deel:
    """What another room tells in its own chapter: the figures of this year and of the one before."""

    code: str
    cijfers: Any
    vorig: Any


@dataclass(frozen=True)
class Opmerking:
    """What the municipality itself says in a chapter."""

    hoofdstuk: str
    tekst: str
    op: date
    door: str


@dataclass(frozen=True)
class Rapport:
    document: Document
    gemeente: str
    gemeentecode: str
    jaar: int
    datum: date
    sisa: SisaOpgave
    saldo: Balans
    budget: Budget
    categorieen: tuple[Telling, ...]
    houders: tuple[Telling, ...]
    tijdvakken: tuple[Telling, ...]
    overige: tuple[Besteding, ...]
    bereik: tuple[Bereik, ...]
    bereik_doel_pct: int | None
    bereik_doel_bron: str
    beleid: Beleidsjaar
    kinderen: tuple[KindRegel, ...]
    regelingen: tuple[str, ...]
    # Declarations over the year that are not (yet) an approved calculation, and so not in these figures.
    openstaand: int
    aannames: tuple[Aanname, ...]
    # None: nothing was booked in the year before.
    vorig: Kern | None
    # The day on which the books of the year were closed; None while they are open.
    afgesloten_op: date | None
    delen: tuple[Deel, ...]
    opmerkingen: tuple[Opmerking, ...]

    def __post_init__(self) -> None:
        """The ledger fills SiSa, the balance and the budget; the calculations fill the tables. They must meet."""
        self._must_equal("SiSa en het saldo", self.sisa.besteed, self.saldo.besteed)
        self._must_equal("het grootboek en de bijlage", self.budget.besteed, self.besteed)
        for naam, tabel in (
            ("categorieën", self.categorieen),
            ("aanbieders", self.houders),
            ("tijdvakken", self.tijdvakken),
        ):
            self._must_equal(f"de {naam} en de bijlage", _som(tabel), _som(self.kinderen))

    @property
    def titel(self) -> str:
        return f"{self.soort} voor- en vroegschoolse educatie {self.jaar}"

    @property
    def soort(self) -> str:
        return "Evaluatie" if self.document is Document.EVALUATIE else "Verantwoording"

    @property
    def besteed(self) -> int:
        return self.subsidie + sum(regel.bedrag for regel in self.overige)

    @property
    def subsidie(self) -> int:
        """What was paid to providers by approved calculations."""
        return _som(self.houders)

    @property
    def uren(self) -> int:
        return sum(regel.uren for regel in self.houders)

    @property
    def aantal_kinderen(self) -> int:
        return len({regel.pseudoniem for regel in self.kinderen})

    @property
    def laatste_bereik(self) -> Bereik | None:
        return self.bereik[-1] if self.bereik else None

    def as_json(self) -> dict[str, Any]:
        """The figures as they are kept beside the file, with the totals that people look for."""
        totalen = {"besteed": self.besteed, "stand_eind": self.saldo.stand_eind}
        kaal: dict[str, Any] = json.loads(json.dumps(self, default=_plain))
        return kaal | totalen

    def _must_equal(self, wat: str, links: int, rechts: int) -> None:
        if links != rechts:
            raise SluitNietAan(
                f"De cijfers van {wat} sluiten niet aan: {euro(links)} tegenover {euro(rechts)},"
                f" verschil {euro(links - rechts)}. Laat de boekingen van {self.jaar} nakijken."
            )


def _som(regels: tuple[Telling, ...] | tuple[KindRegel, ...]) -> int:
    return sum(regel.bedrag for regel in regels)


def _plain(waarde: object) -> object:
    """One level at a time: `asdict` first copies all, of every child."""
    return vars(waarde) if is_dataclass(waarde) else str(waarde)
