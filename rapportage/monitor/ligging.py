"""In which neighbourhood an address lies, by the files of the CBS."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from indicaties.models import Buurtadres
from organisaties.models import Gemeente, Locatie

_NUMMER = re.compile(r"\b(\d{1,5})\b")


@dataclass(frozen=True)
class Ligging:
    """Location -> neighbourhood; None: not known. Those outside the municipality are in none."""

    buurt: dict[int, int | None]

    @classmethod
    def of(cls, gemeente: Gemeente) -> "Ligging":
        locaties = Locatie.objects.filter(gemeente=gemeente, buiten_gemeente=False)
        return cls(place(gemeente, locaties.values_list("pk", "postcode", "adres")))


def place(gemeente: Gemeente, plekken: Iterable[tuple[int, str, str]]) -> dict[int, int | None]:
    """Of each (key, postcode, street with number) its neighbourhood; None: not known, or not in the municipality."""
    alle = list(plekken)
    adressen = Buurtadres.objects.filter(gemeente=gemeente, postcode__in={p for _, p, _ in alle if p})
    precies: dict[tuple[str, int], int] = {}
    per_postcode: defaultdict[str, set[int]] = defaultdict(set)
    for postcode, nummer, buurt in adressen.values_list("postcode", "huisnummer", "buurt"):
        precies[postcode, nummer] = buurt
        per_postcode[postcode].add(buurt)
    return {pk: _find(postcode, adres, precies, per_postcode) for pk, postcode, adres in alle}


def _find(
    postcode: str, adres: str, precies: dict[tuple[str, int], int], per_postcode: dict[str, set[int]]
) -> int | None:
    gevonden = [precies.get((postcode, int(nummer))) for nummer in _NUMMER.findall(adres)]
    if buurten := [buurt for buurt in gevonden if buurt is not None]:
        return buurten[-1]
    mogelijk = per_postcode.get(postcode, set())
    return next(iter(mogelijk)) if len(mogelijk) == 1 else None
