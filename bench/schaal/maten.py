"""How large the country is that is measured, and how its children are divided over municipalities."""

from __future__ import annotations

from dataclasses import dataclass

# Of the municipalities behind the largest: the closer to 0, the more of them are small.
_VLAKHEID = 40


@dataclass(frozen=True)
class Maat:
    """`groei`: municipalities by themselves, to see what size does; `tussen`: so many at once, between one and all."""

    gemeenten: int
    kinderen: int
    groei: tuple[int, ...]
    tussen: int
    logregels: int
    rondes: int  # so often each small thing is measured
    seconden_druk: int
    hoogstens: int  # seconds, after which the run writes what it has


HEEL = Maat(342, 265_000, (50, 5_000, 50_000), 10, 1_000_000, 9, 60, 25 * 60)
KLEIN = Maat(12, 3_000, (50, 200, 1_000), 4, 20_000, 5, 5, 5 * 60)


def verdeel(gemeenten: int, kinderen: int) -> list[int]:
    """Children per municipality, the largest first: it has a tenth of all; most of the others have a few hundred."""
    if gemeenten < 2:
        return [kinderen] * gemeenten
    grootste = kinderen // 10
    gewichten = [1 / (rang + _VLAKHEID) ** 2 for rang in range(gemeenten - 1)]
    rest, som = kinderen - grootste, sum(gewichten)
    kleiner = [int(rest * gewicht / som) for gewicht in gewichten]
    return [grootste + rest - sum(kleiner), *kleiner]


def codes(maat: Maat) -> dict[str, int]:
    """Children per code: those of the country from 1001, those that are measured by themselves from 9501."""
    land = dict(enumerate(verdeel(maat.gemeenten, maat.kinderen), 1001))
    return {str(code): aantal for code, aantal in (land | dict(enumerate(maat.groei, 9501))).items()}


def land_van(maat: Maat) -> list[str]:
    return [code for code in codes(maat) if code < "9501"]


def groei_van(maat: Maat) -> dict[str, int]:
    return {code: aantal for code, aantal in codes(maat).items() if code >= "9501"}
