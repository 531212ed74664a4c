"""The list of vestigingen in primary education as DUO publishes it (CSV or JSON): text into schools, or sentences.

Columns are found by name and others are let be: DUO adds and renames them. The names are those of the files of
onderwijsdata.duo.nl; older files give BRIN and number of the vestiging apart.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lib.csvbestand import Tabelfout, decode_csv, guess_scheiding, read_rows, split_sep

_NAMEN = {
    "code": ("VESTIGINGSCODE",),
    "nummer": ("VESTIGINGSNUMMER",),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER"),
    "naam": ("VESTIGINGSNAAM",),
    "straat": ("STRAATNAAM",),
    "huisnummer": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER"),
    "postcode": ("POSTCODE",),
    "plaats": ("PLAATSNAAM",),
    "gemeente": ("GEMEENTENUMMER",),
}
_NODIG = ("naam", "plaats", "gemeente")
_GEEN_LIJST = "Is dit de lijst van vestigingen basisonderwijs van DUO?"
MEESTE_FOUTEN = 20


@dataclass(frozen=True)
class School:
    vestigingscode: str
    naam: str
    adres: str
    postcode: str
    plaats: str
    gemeente_code: str


class ScholenFout(ValueError):
    """All that is wrong with a file, a sentence each."""

    def __init__(self, fouten: Iterable[str]) -> None:
        self.fouten = list(fouten)[:MEESTE_FOUTEN]
        super().__init__("\n".join(self.fouten))


def read_scholen(inhoud: bytes, *, gemeente_codes: set[str]) -> list[School]:
    """The schools of these municipalities; those of others are passed over unread."""
    scholen: dict[str, School] = {}
    fouten = []
    for nummer, rij in _rows(inhoud):
        if rij.get("gemeente", "").zfill(4) not in gemeente_codes:
            continue
        try:
            school = _read_row(rij)
            if school.vestigingscode in scholen:
                raise ValueError(f"vestiging {school.vestigingscode} staat twee keer in het bestand.")
        except ValueError as fout:
            fouten.append(f"Regel {nummer}: {fout}")
        else:
            scholen[school.vestigingscode] = school
    if fouten:
        raise ScholenFout(fouten)
    return list(scholen.values())


def _rows(inhoud: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        tekst = decode_csv(inhoud)
    except ValueError as fout:
        raise ScholenFout([str(fout)]) from None
    return _json_rows(tekst) if tekst.lstrip().startswith(("{", "[")) else _csv_rows(tekst)


def _csv_rows(tekst: str) -> Iterator[tuple[int, dict[str, str]]]:
    tekst, scheiding = split_sep(tekst)
    try:
        regels = iter(list(read_rows(tekst, scheiding or guess_scheiding(tekst))))
    except Tabelfout as fout:
        raise ScholenFout([str(fout)]) from None
    kop = next((cellen for _, cellen in regels if any(cellen)), [])
    plekken = _places_of(kop)
    for nummer, cellen in regels:
        if any(cel.strip() for cel in cellen):
            yield nummer, {wat: cellen[i].strip() for wat, i in plekken.items() if i < len(cellen)}


def _json_rows(tekst: str) -> Iterator[tuple[int, dict[str, str]]]:
    """As the datastore of DUO gives it: fields and records beside each other, or a list of records with names."""
    try:
        data = json.loads(tekst)
    except (ValueError, RecursionError):
        raise ScholenFout([f"Dit bestand is geen JSON die te lezen is. {_GEEN_LIJST}"]) from None
    if isinstance(data, dict) and isinstance(data.get("result"), dict):
        data = data["result"]
    rijen = data.get("records") if isinstance(data, dict) else data
    if not isinstance(rijen, list) or not rijen:
        raise ScholenFout([f"In dit bestand staan geen vestigingen. {_GEEN_LIJST}"])
    kop = _json_names(data, rijen[0])
    plekken = _places_of(kop)
    for nummer, rij in enumerate(rijen, start=1):
        waarden = [rij.get(naam) for naam in kop] if isinstance(rij, dict) else rij
        if isinstance(waarden, list):
            yield nummer, {wat: _text(waarden[i]) for wat, i in plekken.items() if i < len(waarden)}


def _json_names(data: Any, eerste: Any) -> list[str]:
    if isinstance(eerste, dict):
        return [str(naam) for naam in eerste]
    velden = data.get("fields") if isinstance(data, dict) else None
    return [str(veld.get("id", "")) for veld in velden or [] if isinstance(veld, dict)]


def _text(waarde: Any) -> str:
    return "" if waarde is None else str(waarde).strip()


def _places_of(kop: list[str]) -> dict[str, int]:
    """Which column holds what; a name counts whatever its case."""
    namen = [cel.strip().strip('"').upper() for cel in kop]
    plekken = {}
    for wat, keuzes in _NAMEN.items():
        if (naam := next((keuze for keuze in keuzes if keuze in namen), None)) is not None:
            plekken[wat] = namen.index(naam)
    ontbreekt = [_NAMEN[wat][0] for wat in _NODIG if wat not in plekken]
    if "code" not in plekken and not {"nummer", "brin"} & plekken.keys():
        ontbreekt.append("VESTIGINGSCODE")
    if ontbreekt:
        raise ScholenFout([f"Kolom {', '.join(ontbreekt)} ontbreekt. {_GEEN_LIJST}"])
    return plekken


def _read_row(rij: dict[str, str]) -> School:
    code, naam, plaats = _code(rij), rij.get("naam", ""), rij.get("plaats", "")
    if not naam:
        raise ValueError(f"vestiging {code} heeft geen naam. Vul de kolom VESTIGINGSNAAM in.")
    if len(naam) > 120 or len(plaats) > 80:
        raise ValueError(f"de naam of plaats van vestiging {code} is te lang; 120 en 80 tekens passen.")
    return School(
        vestigingscode=code,
        naam=naam,
        adres=" ".join(deel for deel in (rij.get("straat", ""), rij.get("huisnummer", "")) if deel)[:200],
        postcode=_postcode(rij.get("postcode", ""), code),
        plaats=plaats.title() if plaats.isupper() else plaats,
        gemeente_code=rij["gemeente"].zfill(4),
    )


def _code(rij: dict[str, str]) -> str:
    """'10AB00': four characters of the institution and two of the vestiging."""
    brin, nummer = rij.get("brin", "").upper(), rij.get("nummer", "").upper()
    code = rij.get("code", "").upper() or (
        nummer if nummer.startswith(brin) and len(nummer) > 2 else brin + nummer.zfill(2)
    )
    if not re.fullmatch(r"[0-9]{2}[A-Z]{2}[0-9A-Z]{2}", code):
        raise ValueError(f"‘{code[:20]}’ is geen vestigingscode. Verwacht: zes tekens, zoals 10AB00.")
    return code


def _postcode(tekst: str, code: str) -> str:
    postcode = tekst.replace(" ", "").upper()
    if postcode and not re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", postcode):
        raise ValueError(f"postcode ‘{tekst[:20]}’ van vestiging {code} is niet goed. Verwacht: 3881 AB.")
    return postcode
