"""A policy text in one layout: the same values, the same remarks, the same order.

Only spaces, blank lines and line ends change. Done twice it is the same text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_TOKENS: Final = re.compile(
    r'(?P<tekst>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\')'
    r"|(?P<opmerking>\#[^\n]*+)|(?P<regel>\n)|(?P<ruimte>[ \t]++)|(?P<teken>[\[\]{},=])|(?P<woord>[^\s\[\]{},=\#\"']++)",
    re.DOTALL,
)
_MET_OPMERKING: Final = re.compile(r",  #[^\n]*\Z")
INSPRING: Final = "    "


@dataclass
class _Zin:
    """One line of the file: a heading or a key with its value, the remarks above it and behind it."""

    tekst: str = ""
    boven: list[str] = field(default_factory=list)
    achter: str = ""
    lege_regel: bool = False

    @property
    def is_kop(self) -> bool:
        return self.tekst.startswith("[")


def format_toml(tekst: str) -> str:
    """The text in one layout; raises tomllib.TOMLDecodeError where it is no TOML."""
    tekst = tekst.removeprefix("\ufeff").replace("\r\n", "\n")
    waarden = tomllib.loads(tekst)
    nieuw = "\n".join(_regels(list(_Lezer(tekst).zinnen()))).strip("\n") + "\n"
    if tomllib.loads(nieuw) != waarden:
        raise RuntimeError("De opmaak zou de regeling veranderen. Dat is een fout van het programma.")
    return nieuw


def _regels(zinnen: list[_Zin]) -> Iterator[str]:
    """One empty line before a heading, none after it, no more than one elsewhere."""
    vorige: _Zin | None = None
    for zin in zinnen:
        if vorige is not None and (zin.is_kop or (zin.lege_regel and not vorige.is_kop)):
            yield ""
        yield from zin.boven
        if zin.tekst:
            yield f"{zin.tekst}  {zin.achter}" if zin.achter else zin.tekst
        vorige = zin


class _Lezer:
    """Walks the signs of a text that is TOML already; so every bracket has its other half."""

    def __init__(self, tekst: str) -> None:
        tokens = [(gevonden.lastgroup or "", gevonden[0]) for gevonden in _TOKENS.finditer(tekst)]
        self._tokens = [token for token in tokens if token[0] != "ruimte"]
        self._i = 0

    def zinnen(self) -> Iterator[_Zin]:
        zin = _Zin()
        while self._i < len(self._tokens):
            soort, tekst = self._tokens[self._i]
            if soort == "regel":
                if zin.boven:
                    yield zin
                    zin = _Zin()
                zin.lege_regel = True
                self._i += 1
            elif soort == "opmerking":
                zin.boven.append(tekst.rstrip())
                self._i += 1
                self._neem("regel")
            else:
                zin.tekst = self._kop() if tekst == "[" else self._sleutel(1)
                zin.achter = self._neem("opmerking").rstrip()
                self._neem("regel")
                yield zin
                zin = _Zin()
        if zin.boven:
            yield zin

    def _neem(self, soort: str, tekst: str = "") -> str:
        """The next sign if it is of this kind, else nothing."""
        if self._i < len(self._tokens):
            dit = self._tokens[self._i]
            if dit[0] == soort and (not tekst or dit[1] == tekst):
                self._i += 1
                return dit[1]
        return ""

    def _kop(self) -> str:
        delen = []
        while self._i < len(self._tokens) and self._tokens[self._i][0] not in ("regel", "opmerking"):
            delen.append(self._tokens[self._i][1])
            self._i += 1
        return "".join(delen)

    def _sleutel(self, diepte: int) -> str:
        delen = []
        while not self._neem("teken", "="):
            delen.append(self._tokens[self._i][1])
            self._i += 1
        return f"{''.join(delen)} = {self._waarde(diepte)}"

    def _waarde(self, diepte: int) -> str:
        if self._neem("teken", "["):
            return self._lijst(diepte)
        if self._neem("teken", "{"):
            return self._tabel(diepte)
        delen = [self._tokens[self._i][1]]
        self._i += 1
        while woord := self._neem("woord"):  # a date and a time with a space between them
            delen.append(woord)
        return " ".join(delen)

    def _tabel(self, diepte: int) -> str:
        delen = []
        while not self._neem("teken", "}"):
            delen.append(self._sleutel(diepte))
            self._neem("teken", ",")
        return f"{{ {', '.join(delen)} }}" if delen else "{}"

    def _lijst(self, diepte: int) -> str:
        """On one line, or one member per line if it was written over more lines."""
        leden: list[str] = []
        over_regels = op_regel = False
        while not self._neem("teken", "]"):
            if self._neem("regel"):
                over_regels, op_regel = True, False
            elif opmerking := self._neem("opmerking").rstrip():
                if op_regel:
                    leden[-1] += f",  {opmerking}"
                else:
                    leden.append(opmerking)
                over_regels = True
            else:
                leden.append(self._waarde(diepte + 1))
                op_regel = True
                self._neem("teken", ",")
        if not over_regels or not leden:
            return f"[{', '.join(leden)}]"
        binnen, buiten = INSPRING * diepte, INSPRING * (diepte - 1)
        return "\n".join(["[", *(f"{binnen}{lid}{_komma(lid)}" for lid in leden), f"{buiten}]"])


def _komma(lid: str) -> str:
    """Behind a member of a list; not behind a remark, and not twice."""
    return "" if lid.startswith("#") or _MET_OPMERKING.search(lid) else ","
