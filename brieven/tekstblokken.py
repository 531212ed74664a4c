"""The words of a letter that a municipality may put in its own way: blocks of plain text with names between braces.

Plain text only. A name between braces is looked up in a list and never evaluated, so a text can hold no instruction.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

# An empty line begins a paragraph, a hyphen an item of a list.
LANGSTE_BLOK = 3_000
_PLAATS = re.compile(r"\{[^{}]*\}|[{}]")
_NAAM = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OPDRACHT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_HTML = re.compile(r"</?[A-Za-z!][^\s>]{0,20}>?|&(?:[A-Za-z]{2,10}|#\w{1,6});")


@dataclass(frozen=True)
class Plaatshouder:
    """A name that stands for something of the letter; `voorbeeld` is what a preview shows."""

    code: str
    uitleg: str
    voorbeeld: str

    @property
    def haakjes(self) -> str:
        return "{" + self.code + "}"


@dataclass(frozen=True)
class Eis:
    """A name that a block may not do without, and why: an article of the law."""

    code: str
    reden: str

    @property
    def haakjes(self) -> str:
        return "{" + self.code + "}"


@dataclass(frozen=True)
class Tekstblok:
    """`tekst` is what the programme ships; `eisen` what the law wants of it, however it is worded."""

    code: str
    naam: str
    tekst: str
    plaatshouders: tuple[Plaatshouder, ...] = ()
    eisen: tuple[Eis, ...] = ()
    uitleg: str = ""
    mag_leeg: bool = False


@dataclass(frozen=True)
class Alinea:
    """A paragraph, or a list when its lines began with a hyphen."""

    regels: tuple[str, ...]
    is_lijst: bool = False


def find_fouten(blok: Tekstblok, tekst: str) -> list[str]:
    """Why this text can't stand in the block: a sentence per mistake; none when it can."""
    if not tekst.strip():
        return [] if blok.mag_leeg else [f"Vul een tekst in bij ‘{blok.naam}’."]
    if vreemd := _find_vreemd(tekst):
        return vreemd
    namen = {plaats.code for plaats in blok.plaatshouders}
    fouten = [fout for deel in _PLAATS.findall(tekst) if (fout := _judge(deel, namen))]
    gebruikt = names_in(tekst)
    return fouten + [
        f"De tekst noemt {{{eis.code}}} niet. Dat moet: {eis.reden}."
        for eis in blok.eisen
        if eis.code not in gebruikt
    ]


def _find_vreemd(tekst: str) -> list[str]:
    """An instruction of a template, or HTML: what is in it is not looked at further."""
    if opdracht := _OPDRACHT.search(tekst):
        zin = "is een opdracht aan het programma en kan niet in een tekst. Zet een naam uit de lijst tussen één paar accolades"
        return [f"‘{opdracht[0]}’ {zin}, zoals {{kenmerk}}."]
    if html := _HTML.search(tekst):
        zin = "is HTML en kan niet in een tekst. Gebruik gewone letters: een lege regel begint een alinea, een streepje aan"
        return [f"‘{html[0]}’ {zin} het begin van een regel een opsomming."]
    return []


def _judge(deel: str, namen: set[str]) -> str:
    if deel in ("{", "}"):
        return f"Er staat een losse ‘{deel}’. Zet om een naam twee accolades, zoals {{kenmerk}}, of haal haar weg."
    binnen = deel[1:-1]
    if binnen in namen:
        return ""
    if not _NAAM.fullmatch(deel):
        return f"‘{deel[:60]}’ kan niet: tussen de accolades staat alleen een naam uit de lijst, zoals {{kenmerk}}."
    lijkt = get_close_matches(binnen, sorted(namen), 1)
    advies = f"Bedoelt u {{{lijkt[0]}}}?" if lijkt else "Kies een naam uit de lijst bij dit blok."
    return f"‘{deel[:60]}’ staat niet in de lijst van dit blok. {advies}"


def names_in(tekst: str) -> set[str]:
    return set(_NAAM.findall(tekst))


def fill(tekst: str, waarden: Mapping[str, str]) -> str:
    """Each name replaced once by what it stands for; KeyError for one that has no value.

    What is put in is not looked at again: a value with braces in it stays as somebody typed it.
    """
    return _NAAM.sub(lambda gevonden: waarden[gevonden[1]], tekst)


def split_alineas(tekst: str) -> list[Alinea]:
    return list(_alineas(tekst.replace("\r\n", "\n").replace("\r", "\n")))


def _alineas(tekst: str) -> Iterator[Alinea]:
    for stuk in re.split(r"\n\s*\n", tekst.strip()):
        regels: list[str] = []
        lijst = False
        for regel in filter(None, map(str.strip, stuk.split("\n"))):
            punt = regel.startswith(("- ", "• "))
            if regels and punt != lijst:
                yield Alinea(tuple(regels), lijst)
                regels = []
            lijst = punt
            regels.append(regel[2:].strip() if punt else regel)
        if regels:
            yield Alinea(tuple(regels), lijst)
