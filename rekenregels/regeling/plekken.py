"""Where every key of a policy file stands: line and character, by the path that messages name.

The TOML reader of Python gives values without places. This one gives places without values, also in a text that
is no TOML yet, and sees what stands there twice. A key that a type gains has its place without further work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_RUIMTE: Final = re.compile(r"(?:[ \t\r\n]++|\#[^\n]*+)*+")
_OP_REGEL: Final = re.compile(r"[ \t]*+")
_TEKST: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?",
    re.DOTALL,
)
_NAAM: Final = re.compile(r"[\w-]++")
_KAAL: Final = re.compile(r"[^,\[\]{}\n#]++")
_REST: Final = re.compile(r"[^\n]*+")
LANGSTE_PAD: Final = 300


@dataclass(frozen=True, order=True)
class Plek:
    """A place in the text; both count from 1."""

    regel: int
    teken: int


@dataclass(frozen=True)
class Dubbel:
    """A block or key that stands there twice."""

    naam: str
    eerste: Plek
    tweede: Plek

    @property
    def zin(self) -> str:
        return (
            f"{self.naam} staat twee keer, op regel {self.eerste.regel} en regel {self.tweede.regel}. "
            "Haal er een weg, of geef de tweede een andere naam."
        )


class Plekken:
    """The places of one text."""

    def __init__(self, tekst: str) -> None:
        self._tekst, self._i = tekst, 0
        self._regels = [0, *(gevonden.end() for gevonden in re.finditer("\n", tekst))]
        self._plekken: dict[str, Plek] = {}
        self._gezet: dict[str, Plek] = {}
        self._lijsten: dict[str, int] = {}
        self._blok = ""
        self._in_dubbel: tuple[str, ...] = ()
        self.dubbel: list[Dubbel] = []
        self._loop()

    def op(self, i: int) -> Plek:
        regel = bisect_right(self._regels, i)
        return Plek(regel, i - self._regels[regel - 1] + 1)

    @property
    def einde(self) -> Plek:
        """Where a block can be added: after the last line with something on it."""
        return self.op(len(self._tekst.rstrip()))

    def van(self, zin: str) -> Plek:
        """The place of what a sentence starts with: the longest path that is there, or the end of the file."""
        for eind in range(min(len(zin), LANGSTE_PAD), 0, -1):
            if zin[:eind] in self._plekken and not re.match(r"[\w-]", zin[eind : eind + 1]):
                return self._plekken[zin[:eind]]
        return self.einde

    # -- blocks and keys ------------------------------------------------------------------------

    def _loop(self) -> None:
        self._sla_over(_RUIMTE)
        while self._i < len(self._tekst):
            if self._teken == "[":
                self._kop()
            else:
                self._sleutel(self._blok)
            self._sla_over(_REST)
            self._sla_over(_RUIMTE)

    def _kop(self) -> None:
        plek, is_lijst = self.op(self._i), self._tekst.startswith("[[", self._i)
        self._i += 2 if is_lijst else 1
        *ouders, naam = self._delen() or [""]
        blok = ""
        for deel in ouders:
            blok = self._laatste(f"{blok}.{deel}" if blok else deel)
            self._plekken.setdefault(blok, plek)
        pad = f"{blok}.{naam}" if blok else naam
        if is_lijst and pad not in self._gezet:
            self._plekken.setdefault(pad, plek)
            self._lijsten[pad] = self._lijsten.get(pad, 0) + 1
            pad = self._laatste(pad)
        self._zet(pad, plek, f"[{pad}]")
        self._blok = pad

    def _laatste(self, pad: str) -> str:
        return f"{pad}[{self._lijsten[pad]}]" if pad in self._lijsten else pad

    def _sleutel(self, blok: str) -> None:
        """A key with its value."""
        plek, pad = self.op(self._i), blok
        delen = self._delen()
        for deel in delen[:-1]:
            pad = f"{pad}.{deel}" if pad else deel
            self._plekken.setdefault(pad, plek)
        if delen:
            pad = f"{pad}.{delen[-1]}" if pad else delen[-1]
            self._zet(pad, plek, pad)
        if self._teken == "=":
            self._i += 1
            self._waarde(pad)

    def _zet(self, pad: str, plek: Plek, naam: str) -> None:
        if pad in self._gezet:
            if not pad.startswith(self._in_dubbel):
                self.dubbel.append(Dubbel(naam, self._gezet[pad], plek))
                self._in_dubbel = (*self._in_dubbel, f"{pad}.")
            return
        self._gezet[pad] = plek
        self._plekken[pad] = plek

    def _delen(self) -> list[str]:
        """The parts of a key with points."""
        delen: list[str] = []
        while True:
            self._sla_over(_OP_REGEL)
            gevonden = _TEKST.match(self._tekst, self._i) or _NAAM.match(self._tekst, self._i)
            if gevonden is None:
                return delen
            self._i = gevonden.end()
            delen.append(gevonden[0].strip("\"'"))
            self._sla_over(_OP_REGEL)
            if self._teken != ".":
                return delen
            self._i += 1

    # -- values ---------------------------------------------------------------------------------

    def _waarde(self, pad: str) -> None:
        self._sla_over(_OP_REGEL)
        if self._teken == "[":
            self._lijst(pad)
        elif self._teken == "{":
            self._tabel(pad)
        elif gevonden := (_TEKST.match(self._tekst, self._i) or _KAAL.match(self._tekst, self._i)):
            self._i = gevonden.end()

    def _lijst(self, pad: str) -> None:
        self._i += 1
        nummer = 0
        while not self._houdt_op("]"):
            nummer += 1
            self._plekken[f"{pad}[{nummer}]"] = self.op(self._i)
            was = self._i
            self._waarde(f"{pad}[{nummer}]")
            self._na_deel(was)

    def _tabel(self, pad: str) -> None:
        self._i += 1
        while not self._houdt_op("}"):
            was = self._i
            self._sleutel(pad)
            self._na_deel(was)

    def _houdt_op(self, slot: str) -> bool:
        self._sla_over(_RUIMTE)
        if self._i < len(self._tekst) and self._teken != slot:
            return False
        self._i += 1
        return True

    def _na_deel(self, was: int) -> None:
        """Past the comma; what is no value at all is stepped over sign by sign."""
        self._sla_over(_RUIMTE)
        if self._teken == "," or self._i == was:
            self._i += 1

    @property
    def _teken(self) -> str:
        return self._tekst[self._i : self._i + 1]

    def _sla_over(self, patroon: re.Pattern[str]) -> None:
        if gevonden := patroon.match(self._tekst, self._i):
            self._i = gevonden.end()
