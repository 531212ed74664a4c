"""The municipality's own "SiSa-bijlage op maat": a spreadsheet in, the form of the year out, with a message per cell.

Two layouts are read: that of the national appendix (codes beside each other, with the text and the kind of control
above each), and a list (a code per line, with the text and the kind of control to the right).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lib.bladen import Blad, as_tekst, read_bladen
from lib.geld import shorten
from lib.werkmap import Bestandsfout, kolomletters
from rapportage.sisa import EIGEN, UITKERING, Formulier, Indicatorsoort

# On which codes is booked in the ledger: a form without one of them could not be filled in.
GEBOEKTE_CODES = ("D8/01", "D8/02", "D8/03", "D8/05", "D8/07")
MEESTE_INDICATOREN = 40
LANGSTE_TEKST = 1_000
_CODE = re.compile(r"(?:indicator(?:nummer)?\s*:?\s*)?\b(D8)\s*/\s*(\d{2})\b\s*[:.–-]*", re.IGNORECASE)
_AARD = re.compile(r"aard\s+controle\s*:?\s*(R|D1|D2|n\.?\s?v\.?\s?t\.?)(?!\w)", re.IGNORECASE)
_ALLEEN_AARD = re.compile(r"(R|D1|D2|n\.?\s?v\.?\s?t\.?)", re.IGNORECASE)
_BEDRAG = re.compile(r"[€\s\d.,-]+")
_ARTIKEL = re.compile(r"conform\s+(artikel[^()]*?)\s+WPO", re.IGNORECASE)
_HOOGSTENS_LEEG = 2

Plek = tuple[int, int]
Cellen = dict[Plek, str]


@dataclass(frozen=True)
class Melding:
    """What could not be read, and in which cell; with `fout` the file is not taken over."""

    cel: str
    tekst: str
    fout: bool = False


@dataclass(frozen=True)
class Bijlage:
    """`formulier` as `parse_formulier` reads it."""

    blad: str
    formulier: dict[str, Any]
    beschikkingsnummers: str
    opmerkingen: str
    meldingen: tuple[Melding, ...]

    @property
    def is_bruikbaar(self) -> bool:
        return not any(melding.fout for melding in self.meldingen)


def read_bijlage(inhoud: bytes, bestand: str, jaar: int, basis: Formulier | None) -> Bijlage:
    """The form for `jaar`. `basis` is what counted until now: it tells what a code is for where the text does not.

    Bestandsfout or Tabelfout, both a ValueError with a sentence, when it is no spreadsheet or has no code of D8.
    """
    blad, cellen = _pick(read_bladen(inhoud))
    lezer = _Lezer(cellen, basis)
    indicatoren = lezer.read()
    naam = _first(cellen, _is_naam) or (basis.naam if basis else "Onderwijsachterstandenbeleid")
    waar = f", blad {blad}" if blad else ""
    formulier = {
        "uitkering": UITKERING,
        "naam": naam,
        "verstrekker": basis.verstrekker if basis else "OCW",
        "ontvanger": basis.ontvanger if basis else "Gemeenten",
        "jaren": [jaar],
        "status": EIGEN,
        "bron": f"SiSa-bijlage van de gemeente ({shorten(bestand)}{waar})",
        "indicatoren": indicatoren,
    }
    return Bijlage(
        blad,
        formulier,
        _beside(cellen, "beschikkingsnummer")[:300],
        (_beside(cellen, "opmerking") or _beside(cellen, "mededeling"))[:1000],
        tuple(lezer.meldingen),
    )


def _pick(bladen: list[Blad]) -> tuple[str, Cellen]:
    """The sheet with the most codes."""
    gevonden = [(blad.naam, dict(_cells(blad))) for blad in bladen]
    telling = [sum(bool(_CODE.search(cel)) for cel in cellen.values()) for _, cellen in gevonden]
    if not any(telling):
        raise Bestandsfout(
            f"In dit bestand staat geen indicator van {UITKERING}, zoals {UITKERING}/01. Kies de SiSa-bijlage op maat van uw"
            " gemeente, als Excel-werkmap (.xlsx)."
        )
    return gevonden[telling.index(max(telling))]


def _cells(blad: Blad) -> Iterator[tuple[Plek, str]]:
    for rij in blad.rijen:
        for kolom, cel in enumerate(rij.cellen, 1):
            if tekst := " ".join(as_tekst(cel).split()):
                yield (rij.nummer, kolom), tekst


def _adres(plek: Plek) -> str:
    return f"{kolomletters(plek[1])}{plek[0]}"


class _Lezer:
    def __init__(self, cellen: Cellen, basis: Formulier | None) -> None:
        self.cellen = cellen
        self.bekend = {i.code: i for i in basis.indicatoren} if basis else {}
        self.codes = {plek: m for plek, cel in cellen.items() if (m := _CODE.search(cel))}
        self.meldingen: list[Melding] = []

    def read(self) -> list[dict[str, Any]]:
        """The indicators in the order of their codes."""
        gelezen: dict[str, dict[str, Any]] = {}
        for plek in list(self.codes)[:MEESTE_INDICATOREN]:
            indicator = self._indicator(plek)
            eerder = gelezen.setdefault(indicator["code"], indicator)
            if eerder["tekst"] != indicator["tekst"] and indicator["tekst"]:
                if eerder["tekst"]:
                    self._say(
                        plek,
                        f"{indicator['code']} staat er ook met een andere tekst. Haal een van beide weg.",
                        fout=True,
                    )
                gelezen[indicator["code"]] = eerder if eerder["tekst"] else indicator
        for indicator in gelezen.values():
            if not indicator["tekst"]:
                self._say(
                    self._plek(indicator["code"]), f"bij {indicator['code']} staat geen tekst.", fout=True
                )
        self._check(gelezen)
        return [gelezen[code] for code in sorted(gelezen)]

    def _indicator(self, plek: Plek) -> dict[str, Any]:
        code = f"{UITKERING}/{self.codes[plek][2]}"
        tekst = self._tekst(plek)
        if len(tekst) > LANGSTE_TEKST:
            self._say(
                plek,
                f"de tekst bij {code} is {len(tekst)} tekens lang; hoogstens {LANGSTE_TEKST} past.",
                fout=True,
            )
            tekst = tekst[:LANGSTE_TEKST]
        soort = self._soort(code, tekst)
        if soort is Indicatorsoort.ZELF and tekst:
            self._say(
                plek,
                f"wat bij {code} hoort (‘{shorten(tekst)}’), houdt dit programma niet bij. Vul dat zelf in.",
            )
        artikel = _ARTIKEL.search(tekst)
        return {
            "code": code,
            "tekst": tekst,
            "aard_controle": self._aard(plek, code),
            "soort": str(soort),
            "grondslag": f"WPO {artikel[1].lower()}" if artikel else "",
        }

    def _tekst(self, plek: Plek) -> str:
        """In the cell itself, else above it, else to the right."""
        zelf = _AARD.sub("", _CODE.sub("", self.cellen[plek])).strip(" :;.-–")
        if len(zelf) > 2:
            return zelf
        return (
            self._above(plek) or self._right(plek)
            if self._stands_beside(plek)
            else self._right(plek) or self._above(plek)
        )

    def _stands_beside(self, plek: Plek) -> bool:
        """Are there more codes on the line? Then the text is above."""
        return any(rij == plek[0] and kolom != plek[1] for rij, kolom in self.codes)

    def _above(self, plek: Plek) -> str:
        delen: list[str] = []
        leeg = 0
        for rij in range(plek[0] - 1, 0, -1):
            cel = self.cellen.get((rij, plek[1]), "")
            if (rij, plek[1]) in self.codes or cel.lower().startswith("hieronder"):
                break
            if not cel:
                leeg += 1
                if delen or leeg > _HOOGSTENS_LEEG:
                    break
            elif not _is_aard(cel):
                if _BEDRAG.fullmatch(cel):
                    break
                delen.insert(0, cel)
        return " ".join(delen)

    def _right(self, plek: Plek) -> str:
        rechts = sorted(kolom for rij, kolom in self.cellen if rij == plek[0] and kolom > plek[1])
        for kolom in rechts:
            cel = self.cellen[plek[0], kolom]
            if (plek[0], kolom) in self.codes:
                return ""
            if not _is_aard(cel) and not _BEDRAG.fullmatch(cel):
                return cel
        return ""

    def _aard(self, plek: Plek, code: str) -> str:
        boven = [self.cellen.get((rij, plek[1]), "") for rij in range(plek[0], max(plek[0] - 4, 0), -1)]
        naast = [
            cel for (rij, kolom), cel in sorted(self.cellen.items()) if rij == plek[0] and kolom > plek[1]
        ]
        gevonden = next((m[1] for cel in boven if (m := _AARD.search(cel))), None)
        if gevonden is None and not self._stands_beside(plek):
            gevonden = next((m[0] for cel in naast if (m := _ALLEEN_AARD.fullmatch(cel))), None)
        if gevonden is not None:
            return "n.v.t." if gevonden.lower().startswith("n") else gevonden.upper()
        bekend = self.bekend.get(code)
        aard = bekend.aard_controle if bekend else "R"
        self._say(plek, f"bij {code} staat geen aard controle. Gebruikt is ‘{aard}’, zoals tot nu toe.")
        return aard

    def _soort(self, code: str, tekst: str) -> Indicatorsoort:
        klein = tekst.lower()
        if "overgeboekte middelen" in klein:
            return Indicatorsoort.ONTVANGEN_VAN if "baten" in klein else Indicatorsoort.OVERGEBOEKT_AAN
        if klein.startswith("gemeentecode"):
            return Indicatorsoort.GEMEENTECODE
        if klein.startswith("besteding"):
            return Indicatorsoort.BESTEDING
        bekend = self.bekend.get(code)
        return bekend.soort if bekend and "correctie" not in klein else Indicatorsoort.ZELF

    def _check(self, gelezen: dict[str, dict[str, Any]]) -> None:
        soorten = [indicator["soort"] for indicator in gelezen.values()]
        for code in GEBOEKTE_CODES:
            if code not in gelezen:
                self.meldingen.append(
                    Melding(
                        "",
                        f"In het bestand staat geen {code}; in het grootboek wordt daarop geboekt.",
                        fout=True,
                    )
                )
        for soort, aantal in (
            (Indicatorsoort.OVERGEBOEKT_AAN, 1),
            (Indicatorsoort.ONTVANGEN_VAN, 1),
            (Indicatorsoort.GEMEENTECODE, 2),
        ):
            if soorten.count(str(soort)) != aantal and not self.meldingen:
                self.meldingen.append(
                    Melding(
                        "",
                        f"Van de soort ‘{soort.replace('_', ' ')}’ staan er {soorten.count(str(soort))} in het bestand, en {aantal} hoort.",
                        fout=True,
                    )
                )

    def _plek(self, code: str) -> Plek:
        return next(plek for plek, m in self.codes.items() if f"{UITKERING}/{m[2]}" == code)

    def _say(self, plek: Plek, tekst: str, *, fout: bool = False) -> None:
        self.meldingen.append(Melding(_adres(plek), tekst, fout))


def _is_aard(cel: str) -> bool:
    return bool(_AARD.search(cel) or _ALLEEN_AARD.fullmatch(cel))


def _is_naam(cel: str) -> bool:
    klein = cel.lower()
    return klein.startswith("onderwijsachterstandenbeleid") and len(cel) <= 120


def _first(cellen: Cellen, past: Callable[[str], bool]) -> str:
    return next((cel for cel in cellen.values() if past(cel)), "")


def _beside(cellen: Cellen, woord: str) -> str:
    """What belongs to a heading: after its colon, on the line of D8 in its column, to the right of it, or below it."""
    plek = next((plek for plek, cel in cellen.items() if cel.lower().startswith(woord)), None)
    if plek is None:
        return ""
    _, _, na = cellen[plek].partition(":")
    regel = next((rij for (rij, _), cel in cellen.items() if cel == UITKERING and rij > plek[0]), 0)
    for waarde in (
        na,
        cellen.get((regel, plek[1]), ""),
        cellen.get((plek[0], plek[1] + 1), ""),
        cellen.get((plek[0] + 1, plek[1]), ""),
    ):
        if waarde.strip() and not waarde.lower().startswith(
            ("opmerking", "mededeling", "beschikkingsnummer")
        ):
            return waarde.strip()
    return ""
