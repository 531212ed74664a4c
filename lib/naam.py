"""Names as people write them, brought to a form in which they can be compared, found and heard.

Nothing here is shown to anybody: on screen a name stays as it was given.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What Unicode does not take apart into a letter and a mark.
_LOSSE_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "ĸ": "k", "ŧ": "t", "ə": "e", "ĳ": "ij",
    }
)  # fmt: skip
_AAN_ELKAAR = re.compile(r"['’‘ʼ`´ʻʹ.]")
_TUSSEN = re.compile(r"[^a-z0-9]+")
# No name is longer in a search, and the index need not know more of it.
WOORDLENGTE = 40

# In this order: what is written differently and sounds the same in Dutch, or is often spelled so.
_KLANKEN = tuple(
    (re.compile(patroon), klank)
    for patroon, klank in (
        (r"ph", "f"),
        (r"sch", "sg"),
        (r"ch", "g"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"sh|sj", "s"),
        (r"tsj|tj", "t"),
        (r"dj", "j"),
        (r"ck|qu|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"v", "f"),
        (r"w", "f"),
        (r"eij|ij|ei|ey|y", "i"),
        (r"ou|au", "u"),
        (r"oe|uu|ue", "u"),
        (r"ie|ee", "i"),
        (r"ae", "a"),
        (r"dt$|d$", "t"),
        (r"b$", "p"),
        (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
    )
)


@lru_cache(maxsize=65536)
def normaal(tekst: str) -> str:
    """'  Jan-Willem  O’Connor' -> 'jan willem oconnor': words of plain letters with one space between."""
    kaal = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", tekst).casefold())
    kaal = "".join(teken for teken in kaal if not unicodedata.combining(teken)).translate(_LOSSE_LETTERS)
    return _TUSSEN.sub(" ", _AAN_ELKAAR.sub("", kaal)).strip()


def woorden(tekst: str) -> list[str]:
    return normaal(tekst).split()


def zoekwoorden(voornaam: str, tussenvoegsel: str, achternaam: str) -> set[str]:
    """Every word by which somebody may look for this name; each is found from its beginning.

    Words that some write together stand in it together as well: 'vandenberg', 'devries', 'janwillem'.
    """
    gevonden: set[str] = set()
    for deel in (_met_apostrof(voornaam), _met_apostrof(f"{tussenvoegsel} {achternaam}")):
        for i in range(len(deel)):
            gevonden |= {deel[i][:WOORDLENGTE], "".join(deel[i:])[:WOORDLENGTE]}
    return gevonden


def _met_apostrof(tekst: str) -> list[str]:
    """As words(), and apart at an apostrophe: 'O’Connor' is also found by 'connor'."""
    return woorden(_AAN_ELKAAR.sub(" ", tekst))


@lru_cache(maxsize=65536)
def klank(woord: str) -> str:
    """How a normal word sounds, roughly: 'meijer', 'meyer' and 'meier' are one, 'smit' and 'schmidt' are two."""
    for patroon, vervangen in _KLANKEN:
        woord = patroon.sub(vervangen, woord)
    return woord


def afstand(een: str, ander: str, hoogstens: int = 2) -> int:
    """How many letters were added, left out, changed or swapped with their neighbour; more than `hoogstens` is one more.

    The optimal string alignment distance of Damerau and Levenshtein.
    """
    if een == ander:
        return 0
    te_ver = hoogstens + 1
    if abs(len(een) - len(ander)) > hoogstens:
        return te_ver
    voorvorige: list[int] = []
    vorige = list(range(len(ander) + 1))
    for i, letter in enumerate(een, start=1):
        rij = [i]
        for j, andere in enumerate(ander, start=1):
            kosten = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (letter != andere))
            if i > 1 and j > 1 and letter == ander[j - 2] and een[i - 2] == andere:
                kosten = min(kosten, voorvorige[j - 2] + 1)
            rij.append(kosten)
        if min(rij) > hoogstens:
            return te_ver
        voorvorige, vorige = vorige, rij
    return min(vorige[-1], te_ver)


def voorvoegsel_grenzen(woord: str) -> tuple[str, str]:
    """Between which two texts, in the order of bytes, every word lies that begins with this one."""
    begin = woord[:WOORDLENGTE]
    return begin, begin[:-1] + chr(ord(begin[-1]) + 1)


def delen(achternaam: str) -> Iterator[frozenset[str]]:
    """The names of which a double name exists, each as its words: 'Bakker-de Vries' is 'bakker' and 'vries'."""
    for deel in re.split(r"[-‐‑–/]", achternaam):
        if over := frozenset(woord for woord in woorden(deel) if woord not in VOORVOEGSELS):
            yield over


VOORVOEGSELS = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "het",
        "t",
        "s",
        "in",
        "op",
        "aan",
        "bij",
        "uit",
        "la",
        "le",
        "du",
        "des",
        "da",
        "dos",
        "di",
        "del",
        "von",
        "zu",
        "zum",
        "zur",
        "el",
        "al",
        "ben",
        "bin",
        "abu",
        "ould",
        "ait",
    ]
)
