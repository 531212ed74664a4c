"""The two files of Statistics Netherlands (CBS) with neighbourhoods, of which a municipality sends its own rows.

The first says in which neighbourhood an address lies (PC6;Huisnummer;Buurt2017;Wijk2017;Gem2017), the second what the
neighbourhoods are called (buurtcode2022;buurtnaam2022;GM_2022;GM_NAAM;WK_2022;WK_NAAM). The year stands in the names
of the columns; codes may have lost their leading zeros or have letters before them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lib.bladen import Rij, as_tekst, read_bladen
from lib.csvbestand import decode_csv, guess_scheiding, read_rows, split_sep
from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from lib.werkmap import is_werkmap

MAX_BYTES = 30 * 1024 * 1024
MEESTE_FOUTEN = 20
_JAAR = re.compile(r"(\w*?)_?(\d{4})", re.ASCII)
_ADRES = {"pc6": "PC6", "huisnummer": "Huisnummer", "buurt": "Buurt", "wijk": "Wijk", "gem": "Gem"}
_NAAM = {"buurtcode": "buurtcode", "buurtnaam": "buurtnaam", "gm": "GM", "wk": "WK", "wk_naam": "WK_NAAM"}


@dataclass
class Buurtbestand:
    """What was read. `fouten` are sentences with the line; with one nothing is kept."""

    jaar: int = 0
    # code -> name, code of the district, name of the district
    buurten: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    # postcode and house number -> code
    adressen: dict[tuple[str, int], str] = field(default_factory=dict)
    van_elders: int = 0
    fouten: list[str] = field(default_factory=list)


def read_buurten(adressen: bytes, namen: bytes, gemeente_code: str) -> Buurtbestand:
    """ValueError with the sentence when a file is no such table at all."""
    bestand = Buurtbestand()
    wijken = _read_adressen(adressen, gemeente_code, bestand)
    _read_namen(namen, gemeente_code, wijken, bestand)
    if not bestand.adressen and not bestand.fouten:
        raise ValueError(
            f"In het bestand met adressen staat geen adres van uw gemeente (CBS-code {gemeente_code})."
        )
    if (aantal := len(bestand.fouten)) > MEESTE_FOUTEN:
        bestand.fouten[MEESTE_FOUTEN:] = [f"En nog {aantal - MEESTE_FOUTEN} regels met een fout."]
    return bestand


def _read_adressen(inhoud: bytes, gemeente_code: str, bestand: Buurtbestand) -> dict[str, str]:
    """Which district each neighbourhood lies in."""
    jaar, rijen = _rows(inhoud, _ADRES, "adressen")
    bestand.jaar = jaar
    wijken: dict[str, str] = {}
    for nummer, rij in rijen:
        if _code(rij["gem"], 4) != gemeente_code:
            bestand.van_elders += 1
            continue
        try:
            postcode, huisnummer = _postcode(rij["pc6"]), _huisnummer(rij["huisnummer"])
            code = _cijfers(rij["buurt"], 8, "buurtcode")
            wijken[code] = _cijfers(rij["wijk"], 6, "wijkcode")
        except ValueError as fout:
            bestand.fouten.append(f"Adressen, regel {nummer}: {fout}")
            continue
        if bestand.adressen.setdefault((postcode, huisnummer), code) != code:
            bestand.fouten.append(
                f"Adressen, regel {nummer}: {postcode} {huisnummer} ligt eerder in het bestand in een andere buurt."
            )
    return wijken


def _read_namen(inhoud: bytes, gemeente_code: str, wijken: Mapping[str, str], bestand: Buurtbestand) -> None:
    _, rijen = _rows(inhoud, _NAAM, "namen")
    namen: dict[str, tuple[str, str]] = {}
    for nummer, rij in rijen:
        if _code(rij["gm"], 4) != gemeente_code:
            bestand.van_elders += 1
            continue
        try:
            code = _cijfers(rij["buurtcode"], 8, "buurtcode")
        except ValueError as fout:
            bestand.fouten.append(f"Namen, regel {nummer}: {fout}")
            continue
        if not 0 < len(rij["buurtnaam"]) <= 120 or len(rij["wk_naam"]) > 120:
            bestand.fouten.append(f"Namen, regel {nummer}: vul een naam in van 1 tot en met 120 tekens.")
            continue
        namen[code] = (rij["buurtnaam"], rij["wk_naam"])
    for code, wijk in sorted(wijken.items()):
        if code in namen:
            bestand.buurten[code] = (namen[code][0], wijk, namen[code][1])
        else:
            bestand.fouten.append(f"Buurt {code} staat bij de adressen, maar niet in het bestand met namen.")


def _rows(
    inhoud: bytes, kolommen: Mapping[str, str], welk: str
) -> tuple[int, Iterator[tuple[int, dict[str, str]]]]:
    """The year of the columns, and each line by the names that we use."""
    regels = ((nummer, rij) for nummer, rij in _lines(inhoud) if any(rij))
    _, kop = next(regels, (0, []))
    plekken: dict[str, int] = {}
    jaar = 0
    for plek, naam in enumerate(kop):
        kort = naam.strip().lower()
        if gevonden := _JAAR.fullmatch(kort):
            kort, jaar = gevonden[1], jaar or int(gevonden[2])
        plekken.setdefault(kort, plek)
    if missend := [naam for kort, naam in kolommen.items() if kort not in plekken]:
        raise ValueError(
            f"In het bestand met {welk} ontbreekt de kolom {' en '.join(missend)}. Haal het bestand opnieuw op bij het"
            " CBS, en laat de eerste regel staan."
        )
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValueError(f"In de kolomnamen van het bestand met {welk} staat geen jaar, zoals Buurt2024.")
    return jaar, (
        (
            nummer,
            {kort: (rij[plekken[kort]] if plekken[kort] < len(rij) else "").strip() for kort in kolommen},
        )
        for nummer, rij in regels
    )


def _lines(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    """Of a text file or the first sheet of a workbook."""
    if is_werkmap(inhoud):
        rijen: list[Rij] = read_bladen(inhoud)[0].rijen
        yield from ((rij.nummer, [as_tekst(cel) for cel in rij.cellen]) for rij in rijen)
        return
    tekst, scheiding = split_sep(decode_csv(inhoud))
    yield from read_rows(tekst, scheiding or guess_scheiding(tekst))


def _code(tekst: str, lengte: int) -> str:
    return re.sub(r"^(?:BU|WK|GM)", "", tekst.upper()).zfill(lengte)


def _cijfers(tekst: str, lengte: int, naam: str) -> str:
    code = _code(tekst, lengte)
    if not re.fullmatch(rf"[0-9]{{{lengte}}}", code):
        raise ValueError(f"‘{tekst}’ is geen {naam} van {lengte} cijfers.")
    return code


def _postcode(tekst: str) -> str:
    postcode = tekst.replace(" ", "").upper()
    if not re.fullmatch(r"[1-9][0-9]{3}[A-Z]{2}", postcode):
        raise ValueError(f"‘{tekst}’ is geen postcode.")
    return postcode


def _huisnummer(tekst: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", tekst) or int(tekst) == 0:
        raise ValueError(f"‘{tekst}’ is geen huisnummer.")
    return int(tekst)
