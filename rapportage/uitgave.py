"""The two editions of the same figures: whole, or with the small groups hidden for whoever they do not concern.

What the law asks (SiSa, the ledger, the balance) is money of the municipality and stands in both to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.geld import euro, uren
from lib.kleine_groepen import VERBORGEN, find_hidden, is_small
from lib.weergave import getal
from rapportage.beleid.tonen import Afspraakregel, show_onderwerpen
from rapportage.beleidsjaar import Onderwerpstand
from rapportage.rapport import Bereik, Rapport, Telling


@dataclass(frozen=True)
class Telregel:
    """A line of a table as it is read."""

    naam: str
    kinderen: str
    uren: str
    bedrag: str


@dataclass(frozen=True)
class Peiling:
    """The reach on a day as it is read."""

    peildatum: date
    totaal: str
    ve_in_gemeente: str
    ve_elders: str
    zonder_ve: str
    bereikt: str
    niet: str
    onbekend: str
    percentage: str
    redenen: tuple[tuple[str, str], ...]

    @property
    def is_heel(self) -> bool:
        return VERBORGEN not in (self.totaal, self.bereikt, self.niet, self.onbekend, self.percentage)


@dataclass(frozen=True)
class Uitgave:
    rapport: Rapport
    # Also small groups, and a line per child under its pseudoniem.
    is_volledig: bool

    @property
    def categorieen(self) -> tuple[Telregel, ...]:
        return show_tellingen(self.rapport.categorieen, volledig=self.is_volledig)

    @property
    def houders(self) -> tuple[Telregel, ...]:
        return show_tellingen(self.rapport.houders, volledig=self.is_volledig)

    @property
    def tijdvakken(self) -> tuple[Telregel, ...]:
        return show_tellingen(self.rapport.tijdvakken, volledig=self.is_volledig)

    @property
    def bereik(self) -> tuple[Peiling, ...]:
        return show_bereik(self.rapport.bereik, volledig=self.is_volledig)

    @property
    def onderwerpen(self) -> tuple[tuple[Onderwerpstand, tuple[Afspraakregel, ...]], ...]:
        return show_onderwerpen(self.rapport.beleid.onderwerpen, volledig=self.is_volledig)

    @property
    def laatste_bereik(self) -> Peiling | None:
        return self.bereik[-1] if self.bereik else None

    @property
    def totaal(self) -> Telregel:
        """The money stays: it is what the ledger and SiSa say."""
        rapport = self.rapport
        klein = is_small(rapport.aantal_kinderen) and not self.is_volledig
        return Telregel(
            "Totaal",
            VERBORGEN if klein else getal(rapport.aantal_kinderen),
            VERBORGEN if klein else uren(rapport.uren),
            euro(rapport.subsidie),
        )


def show_tellingen(regels: Sequence[Telling], *, volledig: bool) -> tuple[Telregel, ...]:
    # A group in which only a correction was booked counts no children, and still tells of at least one.
    verborgen = frozenset() if volledig else find_hidden([max(regel.kinderen, 1) for regel in regels])
    return tuple(
        Telregel(regel.naam, VERBORGEN, VERBORGEN, VERBORGEN)
        if plek in verborgen
        else Telregel(regel.naam, getal(regel.kinderen), uren(regel.uren), euro(regel.bedrag))
        for plek, regel in enumerate(regels)
    )


def show_bereik(standen: Sequence[Bereik], *, volledig: bool) -> tuple[Peiling, ...]:
    return tuple(_show_peiling(stand, volledig) for stand in standen)


def _show_peiling(stand: Bereik, volledig: bool) -> Peiling:
    """Reached, not reached and unknown make the whole; each of the first two is itself a whole of parts."""
    delen = (stand.bereikt, stand.niet, stand.onbekend)
    bereikt, niet, onbekend = _show(delen, volledig)
    plekken = (stand.ve_in_gemeente, stand.ve_elders, stand.zonder_ve)
    ve_in_gemeente, ve_elders, zonder_ve = _show(plekken, volledig, of=bereikt)
    aantallen = _show([aantal for _, aantal in stand.niet_bereikt], volledig, of=niet)
    klein = is_small(stand.totaal) and not volledig
    return Peiling(
        peildatum=stand.peildatum,
        totaal=VERBORGEN if klein else getal(stand.totaal),
        ve_in_gemeente=ve_in_gemeente,
        ve_elders=ve_elders,
        zonder_ve=zonder_ve,
        bereikt=bereikt,
        niet=niet,
        onbekend=onbekend,
        percentage=VERBORGEN if klein or bereikt == VERBORGEN else stand.percentage,
        redenen=_show_redenen([reden for reden, _ in stand.niet_bereikt], aantallen, niet),
    )


def _show_redenen(namen: Sequence[str], aantallen: Sequence[str], niet: str) -> tuple[tuple[str, str], ...]:
    """The commonest first. Which reasons are hidden is not told either: a reason that is named is somebody's."""
    if niet == VERBORGEN:
        return ()
    regels = [regel for regel in zip(namen, aantallen, strict=True) if regel[1] != VERBORGEN]
    rest = [("Andere redenen", VERBORGEN)] if len(regels) < len(namen) else []
    return (*regels, *rest)


def _show(aantallen: Sequence[int], volledig: bool, of: str = "") -> list[str]:
    """The parts of a whole; of a hidden whole every part is hidden."""
    if volledig:
        return [getal(aantal) for aantal in aantallen]
    verborgen = frozenset(range(len(aantallen))) if of == VERBORGEN else find_hidden(aantallen)
    return [VERBORGEN if plek in verborgen else getal(aantal) for plek, aantal in enumerate(aantallen)]
