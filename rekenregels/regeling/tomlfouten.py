"""Why a text is no TOML, in words of who wrote it; what can only mean one thing is read on as if it were mended.

So one slip doesn't hide the next one: every slip is told, each once, and the text stays refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rekenregels.regeling.getalnotatie import datum_als_toml, getal_als_toml
from rekenregels.regeling.notatie import kort
from rekenregels.regeling.plekken import Plek, Plekken

DUBBEL: Final = re.compile(r"twice|overwrite|Duplicate|redefine|mutate")
_TEKST: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


@dataclass(frozen=True)
class Slip:
    """One mistake against TOML: where, what to do, and the line as it must have been meant (None: can't be known).

    `wordt`: what was written in the place of the slip.
    """

    plek: Plek
    zin: str
    hersteld: str | None = None
    wordt: str = ""


def vind_slips(tekst: str, engels: str) -> list[Slip]:
    """What the sentence of the library means here; it says '(at line 2, column 8)'."""
    if DUBBEL.search(engels) and (dubbel := Plekken(tekst).dubbel):
        return [Slip(ding.tweede, ding.zin) for ding in dubbel]
    gevonden = re.search(r"at line (\d+), column (\d+)", engels)
    if gevonden is None:
        plek = Plekken(tekst).einde
        return [
            Slip(plek, "dit is geen geldig TOML: het bestand houdt te vroeg op. Maak de laatste regel af.")
        ]
    nummer, teken = map(int, gevonden.groups())
    regels = tekst.split("\n")
    if "Unescaped" in engels:
        return [_schuine_streep(nummer, regels[nummer - 1])]
    for kandidaat in dict.fromkeys((nummer, max(1, nummer - 1))):
        if slip := _herken(regels[kandidaat - 1], kandidaat):
            return [slip]
    return [Slip(Plek(nummer, teken), _algemeen(regels[nummer - 1]))]


def _schuine_streep(nummer: int, regel: str) -> Slip:
    goed = regel.replace("\\", "\\\\")
    zin = f"in een tekst heeft een \\ een eigen betekenis. Schrijf hem dubbel: {kort(goed.strip())}"
    return Slip(Plek(nummer, regel.index("\\") + 1), zin, goed)


def herstel(tekst: str, slip: Slip) -> str | None:
    """The text with the line mended, or None."""
    if slip.hersteld is None:
        return None
    regels = tekst.split("\n")
    regels[slip.plek.regel - 1] = slip.hersteld
    return "\n".join(regels)


def _algemeen(regel: str) -> str:
    return (
        f'dit is geen geldig TOML: "{kort(regel.strip())}". Herstel die regel. '
        "Een tekst staat tussen aanhalingstekens, een getal heeft een punt en geen komma."
    )


def _herken(regel: str, nummer: int) -> Slip | None:
    masker = _TEKST.sub(lambda tekst: f'"{"_" * (len(tekst[0]) - 2)}"', regel)
    masker = masker.split("#", 1)[0].rstrip()
    for patroon, doe in _PATRONEN:
        for gevonden in patroon.finditer(masker):
            for zin, hersteld in doe(gevonden, regel):
                wordt = zin.rpartition(": ")[2] if hersteld else ""
                return Slip(Plek(nummer, _begin(gevonden) + 1), zin, hersteld, wordt)
    return None


def _begin(gevonden: re.Match[str]) -> int:
    return gevonden.start("wat") if "wat" in gevonden.re.groupindex else gevonden.start()


Doet = Callable[[re.Match[str], str], Iterator[tuple[str, str | None]]]


def _vervang(gevonden: re.Match[str], regel: str, wordt: str) -> str:
    return regel[: gevonden.start("wat")] + wordt + regel[gevonden.end("wat") :]


def _krul(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    recht = re.sub("[“”„]", '"', re.sub("[‘’]", "'", regel))
    yield f"hier staan krulaanhalingstekens. Schrijf rechte: {kort(recht.strip())}", recht


def _datum(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    if wordt := datum_als_toml(gevonden["wat"]):
        yield (
            f"{gevonden['wat']} is geen datum zoals dit bestand haar leest. Schrijf: {wordt}",
            _vervang(gevonden, regel, wordt),
        )


def _getal(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    was = gevonden["wat"].strip()
    wordt = getal_als_toml(was)
    if wordt is not None and wordt != was and was.lstrip("0") != wordt:
        zin = (
            f"{was} is geen getal zoals dit bestand het leest. Schrijf een punt voor de decimalen en niets tussen "
            f"duizendtallen: {wordt}"
        )
        yield zin, _vervang(gevonden, regel, wordt)


def _ja_nee(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    wordt = "true" if gevonden["wat"].lower() in ("ja", "true", "waar") else "false"
    yield (
        f"{gevonden['wat']} is geen ja of nee zoals dit bestand het leest. Schrijf: {wordt}",
        _vervang(gevonden, regel, wordt),
    )


def _code(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    was = gevonden["wat"]
    zin = f'een getal begint niet met een 0. Schrijf "{was}" als het een code is, of {was.lstrip("0") or "0"} als het een getal is.'
    yield zin, _vervang(gevonden, regel, f'"{was}"')


def _kale_tekst(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    was = gevonden["wat"].rstrip()
    if was not in ("true", "false", "inf", "nan"):
        veilig = was.replace("\\", "\\\\")
        nieuw = regel[: gevonden.start("wat")] + f'"{veilig}"' + regel[gevonden.start("wat") + len(was) :]
        yield f'een tekst staat tussen aanhalingstekens. Schrijf: "{kort(veilig)}"', nieuw


def _dubbele_punt(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    goed = _vervang(gevonden, regel, " =")
    yield (
        f"tussen een sleutel en zijn waarde staat = en geen dubbele punt. Schrijf: {kort(goed.strip())}",
        goed,
    )


def _leeg(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    yield "achter = staat niets. Vul een waarde in, of haal de sleutel weg.", None


def _open_tekst(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    yield 'hier begint een tekst die niet wordt afgesloten. Zet een " waar de tekst ophoudt.', None


def _spatie(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    wordt = re.sub(r"\s+", "_", gevonden["wat"].strip())
    yield f"in een sleutel staan geen spaties. Schrijf: {wordt}", _vervang(gevonden, regel, wordt)


def _kop_open(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    begin, slot = ("[[", "]]") if gevonden["wat"].startswith("[[") else ("[", "]")
    naam = gevonden["wat"].strip("[] ")
    yield f"de kop van een blok staat tussen haken. Schrijf: {begin}{naam}{slot}", f"{begin}{naam}{slot}"


def _geen_is(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    yield (
        "op deze regel staat geen =. Schrijf sleutel = waarde, of zet er # voor als het een opmerking is.",
        None,
    )


def _accolades(gevonden: re.Match[str], regel: str) -> Iterator[tuple[str, str | None]]:
    yield (
        "wat tussen { en } hoort, staat op een regel, met een komma tussen de delen en zonder komma aan het eind.",
        None,
    )


_PATRONEN: Final[tuple[tuple[re.Pattern[str], Doet], ...]] = (
    (re.compile(r"(?P<wat>[“”„‘’])"), _krul),
    (
        re.compile(r"(?<![\w.-])(?P<wat>\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})(?![\w-])"),
        _datum,
    ),
    (
        re.compile(
            r"=\s*(?P<wat>(?:€\s*|eur(?:o)?\s+)?\d[\d.]*(?:,(?:\d+|-+))?(?:\s*(?:%|€|euro\b|uur\b|procent\b))?)"
            r"(?=\s*(?:[,}\]]|$))",
            re.IGNORECASE,
        ),
        _getal,
    ),
    (re.compile(r"=\s*(?P<wat>(?i:ja|nee|waar|onwaar)|True|False|TRUE|FALSE)(?=\s*(?:[,}\]]|$))"), _ja_nee),
    (re.compile(r"=\s*(?P<wat>0\d+)(?=\s*(?:[,}\]]|$))"), _code),
    (re.compile(r"^\s*(?P<wat>\[\[?[^\[\]=]*\]?)$"), _kop_open),
    (re.compile(r"^\s*(?P<naam>[\w.-]+)(?P<wat>\s*:)(?=\s|$)"), _dubbele_punt),
    (re.compile(r"(?P<wat>=)\s*(?:$|[,}])"), _leeg),
    (re.compile(r"^[^=]*=[^\"]*(?P<wat>\")[^\"]*$"), _open_tekst),
    (re.compile(r"^\s*(?P<wat>[A-Za-z_]\w*(?:[ \t]+\w+)+)\s*="), _spatie),
    (re.compile(r"=\s*(?P<wat>[^\W\d][^\"'\[\]{}=,]*)"), _kale_tekst),
    (re.compile(r"(?P<wat>\{[^}]*$|,\s*\})"), _accolades),
    (re.compile(r"^\s*(?P<wat>[^=\[\]{},\"'\s][^=\[\]{},\"']*)$"), _geen_is),
)
