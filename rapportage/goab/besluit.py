"""The grant for onderwijsachterstanden as its decree computes it. No Django, no clock; cents and hundredths of points.

Besluit specifieke uitkeringen gemeentelijk onderwijsachterstandenbeleid (BWBR0041370, text of 1 April 2022): article 4
gives the amount, article 5 what may be spent in a later year, and what goes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.geld import round_half_up
from lib.weergave import MAANDEN

EERSTE_TIJDVAK = 2019  # article 5, third paragraph: 1 January 2019
JAREN_PER_TIJDVAK = 4
MINIMUM = 64_000_00  # article 4, second paragraph
DOORSCHUIF_PCT = 50  # article 5, second paragraph: of what was received in the fourth year


@dataclass(frozen=True)
class Tijdvak:
    """Four calendar years within which money may be spent in a later one."""

    eerste: int

    @property
    def laatste(self) -> int:
        return self.eerste + JAREN_PER_TIJDVAK - 1

    @property
    def jaren(self) -> range:
        return range(self.eerste, self.laatste + 1)

    def __str__(self) -> str:
        return f"{self.eerste}-{self.laatste}"


def tijdvak_van(jaar: int) -> Tijdvak:
    """The period in which the year falls; before 2019 there was none of this decree (ValueError)."""
    if jaar < EERSTE_TIJDVAK:
        raise ValueError(f"Het Besluit begint in {EERSTE_TIJDVAK}; {jaar} valt in geen tijdvak.")
    return Tijdvak(jaar - (jaar - EERSTE_TIJDVAK) % JAREN_PER_TIJDVAK)


def compute_uitkering(score_vorig: int, score_daarvoor: int, prijs_per_punt: int) -> int:
    """Half of the scores of one and two years before, times the price of a point, in cents; never under the minimum.

    Without a score at either date there is no grant.
    """
    if score_vorig <= 0 and score_daarvoor <= 0:
        return 0
    return max(round_half_up((score_vorig + score_daarvoor) * prijs_per_punt, 200), MINIMUM)


def derive_prijs(bedrag: int, score_vorig: int, score_daarvoor: int) -> int | None:
    """The price of a point behind a known grant; None where the minimum hides it, or there is no score."""
    som = score_vorig + score_daarvoor
    if som <= 0 or bedrag <= MINIMUM:
        return None
    return round_half_up(bedrag * 200, som)


@dataclass(frozen=True)
class Jaarstand:
    """What a year got and spent, in cents. `uitkering`: by decision where there is one, else what was booked."""

    jaar: int
    uitkering: int
    besteed: int
    terugbetaald: int = 0


@dataclass(frozen=True)
class Tijdvakstand:
    """A period up to now. `begin`: what came over from the period before."""

    tijdvak: Tijdvak
    begin: int
    jaren: tuple[Jaarstand, ...]

    @property
    def uitkering(self) -> int:
        return sum(stand.uitkering for stand in self.jaren)

    @property
    def besteed(self) -> int:
        return sum(stand.besteed for stand in self.jaren)

    @property
    def terugbetaald(self) -> int:
        return sum(stand.terugbetaald for stand in self.jaren)

    @property
    def is_bekend(self) -> bool:
        """Was there any money, or any of it spent?"""
        return any((self.begin, self.uitkering, self.besteed, self.terugbetaald))

    @property
    def over(self) -> int:
        """What is left; negative: more was spent than there was, which the municipality pays itself."""
        return self.begin + self.uitkering - self.besteed - self.terugbetaald

    @property
    def doorschuiven(self) -> int:
        """What may go to the next period: at most half of the grant of the fourth year."""
        vierde = sum(stand.uitkering for stand in self.jaren if stand.jaar == self.tijdvak.laatste)
        return max(min(self.over, round_half_up(vierde * DOORSCHUIF_PCT, 100)), 0)

    @property
    def terug(self) -> int:
        """What the minister would reclaim if nothing more were spent."""
        return max(self.over, 0) - self.doorschuiven


def make_stand(tijdvak: Tijdvak, begin: int, jaren: Mapping[int, Jaarstand]) -> Tijdvakstand:
    """With a year of nothing where there is none."""
    return Tijdvakstand(
        tijdvak, begin, tuple(jaren.get(jaar, Jaarstand(jaar, 0, 0)) for jaar in tijdvak.jaren)
    )


@dataclass(frozen=True)
class Maandstand:
    """The end of a month: what there was to spend in the year until then, and what is spent. `verwacht`: not over yet."""

    jaar: int
    maand: int
    besteed: int
    verwacht: bool

    @property
    def naam(self) -> str:
        return f"{MAANDEN[self.maand - 1]} {self.jaar}"


def project_besteding(per_maand: Sequence[int], jaar: int) -> tuple[Maandstand, ...]:
    """The year month by month, cumulative: the months that are over, and after them the mean of those.

    `per_maand`: cents spent in each month that is over, from January. None over: nothing is expected yet.
    """
    gehad, som = len(per_maand), sum(per_maand)
    standen, lopend = [], 0
    for nummer, centen in enumerate(per_maand, start=1):
        lopend += centen
        standen.append(Maandstand(jaar, nummer, lopend, verwacht=False))
    if gehad:
        standen += [
            Maandstand(jaar, nummer, som + round_half_up(som * (nummer - gehad), gehad), verwacht=True)
            for nummer in range(gehad + 1, 13)
        ]
    return tuple(standen)
