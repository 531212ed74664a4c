"""Which column of a file is what: by the names that files give them, or as a provider once said."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from lib.bladen import Blad, Cel, Rij, as_tekst
from lib.csvbestand import double_names
from lib.tekst import find_bsn
from lib.weergave import MAANDEN

# Above the names of the columns a report has its title, period and the like.
KOP_IN_REGELS = 20
VOORBEELDEN = 3
LANGSTE_NAAM = 60


class Rol(models.TextChoices):
    """What a column can hold."""

    PLAATSING = "plaatsing", "Plaatsing (nummer uit dit programma)"
    PSEUDONIEM = "pseudoniem", "Pseudoniem (uit dit programma)"
    NAAM = "naam", "Naam van het kind"
    VOORNAAM = "voornaam", "Voornaam"
    TUSSENVOEGSEL = "tussenvoegsel", "Tussenvoegsel"
    ACHTERNAAM = "achternaam", "Achternaam"
    GEBOORTEDATUM = "geboortedatum", "Geboortedatum"
    LRK = "lrk", "LRK-nummer"
    LOCATIE = "locatie", "Locatie"
    MAAND = "maand", "Maand"
    JAAR = "jaar", "Jaar"
    UREN = "uren", "Uren"
    DAGEN = "dagen", "Dagen"
    AFWEZIG = "afwezig", "Uren afwezig"
    UREN_1 = "uren januari", "Uren in januari"
    UREN_2 = "uren februari", "Uren in februari"
    UREN_3 = "uren maart", "Uren in maart"
    UREN_4 = "uren april", "Uren in april"
    UREN_5 = "uren mei", "Uren in mei"
    UREN_6 = "uren juni", "Uren in juni"
    UREN_7 = "uren juli", "Uren in juli"
    UREN_8 = "uren augustus", "Uren in augustus"
    UREN_9 = "uren september", "Uren in september"
    UREN_10 = "uren oktober", "Uren in oktober"
    UREN_11 = "uren november", "Uren in november"
    UREN_12 = "uren december", "Uren in december"


MAANDROLLEN = [Rol[f"UREN_{maand}"] for maand in range(1, 13)]


_NAMEN = {
    Rol.PLAATSING: "plaatsingsnummer, plaatsing nr",
    Rol.NAAM: "naam kind, kind, naam peuter, peuter, kindnaam, volledige naam",
    Rol.VOORNAAM: "roepnaam, voornamen, voornaam kind, roepnaam kind",
    Rol.TUSSENVOEGSEL: "tussenvoegsels, voorvoegsel, voorvoegsels, tv",
    Rol.ACHTERNAAM: "achternaam kind, familienaam",
    Rol.GEBOORTEDATUM: "geboren, geboren op, geb datum, gebdatum, geboorte datum, geboortedatum kind, datum geboorte",
    Rol.LRK: "lrk nummer, lrknummer, lrk nr, lrknr, registratienummer lrk",
    Rol.LOCATIE: "locatienaam, naam locatie, vestiging, kindercentrum, opvanglocatie",
    Rol.MAAND: "periode, kalendermaand, maand jaar",
    Rol.JAAR: "kalenderjaar",
    Rol.UREN: (
        "aantal uren, uren afgenomen, afgenomen uren, totaal uren, uren totaal, opvanguren, vve uren, uren vve,"
        " gedeclareerde uren"
    ),
    Rol.DAGEN: "aantal dagen, dagen opvang, opvangdagen",
    Rol.AFWEZIG: "uren afwezig, afwezige uren, afwezigheid, uren afwezigheid",
    **{rol: f"{maand}, {maand} uren" for rol, maand in zip(MAANDROLLEN, MAANDEN, strict=True)},
}


def simplify(naam: str) -> str:
    """'LRK-Nummer ' -> 'lrk nummer': what people mean by the name of a column, or a name at all."""
    kaal = naam
    if not naam.isascii():
        kaal = "".join(t for t in unicodedata.normalize("NFKD", naam) if not unicodedata.combining(t))
    return " ".join(re.findall(r"\w+", kaal.casefold().replace("_", " ")))


BEKEND = {simplify(naam): rol for rol in Rol for naam in (rol.value, *_NAMEN.get(rol, "").split(",")) if naam}


class Kolomvraag(ValidationError):
    """The names of the columns do not say enough; the sentence does for a command, the rest is for the screen."""

    def __init__(
        self, zin: str, *, namen: list[str], voorbeelden: dict[str, list[str]], gekozen: dict[str, Rol]
    ):
        super().__init__(zin)
        self.namen, self.voorbeelden, self.gekozen = namen, voorbeelden, gekozen


@dataclass(frozen=True)
class Tabel:
    """The rows under a line of names, and at which place each thing stands."""

    blad: str  # empty when there is no other
    namen: dict[Rol, str]
    plek: dict[Rol, int]
    rijen: list[Rij]

    def cel(self, rij: Rij, rol: Rol) -> Cel:
        """Empty when the file has no such column or the row breaks off before it."""
        plek = self.plek.get(rol)
        return rij.cellen[plek] if plek is not None and plek < len(rij.cellen) else ""

    def tekst(self, rij: Rij, rol: Rol) -> str:
        return as_tekst(self.cel(rij, rol))

    def waar(self, rij: Rij) -> str:
        """Where a sentence about this row begins."""
        return f"Blad ‘{self.blad}’, regel {rij.nummer}" if self.blad else f"Regel {rij.nummer}"


def find_tabel(bladen: Sequence[Blad], gewoonte: Mapping[str, str], *, vraag: bool = False) -> Tabel:
    """The first line of names that says enough. `gewoonte`: simplified name -> role, as this provider chose before.

    Kolomvraag when somebody must say which column is what, or wants to (`vraag`); ValidationError when no answer helps.
    """
    for blad in bladen:
        for index, rij in enumerate(blad.rijen[:KOP_IN_REGELS]):
            rollen = _rollen(rij, gewoonte)
            if missing(set(rollen.values())):
                continue
            rijen = blad.rijen[index + 1 :]
            if vraag:
                raise _as_question("", rij, rijen, rollen)
            plek = _plekken(rij, rijen, rollen)
            namen = {rol: as_tekst(rij.cellen[i]) for rol, i in plek.items()}
            return Tabel(blad.naam if len(bladen) > 1 else "", namen, plek, rijen)
    raise _question(bladen, gewoonte)


def missing(rollen: set[Rol]) -> list[str]:
    """What a file must have and these columns do not give."""
    tekort = [] if rollen & {Rol.UREN, *MAANDROLLEN} else ["uren"]
    naam = rollen & {Rol.NAAM, Rol.ACHTERNAAM}
    if Rol.PSEUDONIEM not in rollen and not (naam and Rol.GEBOORTEDATUM in rollen):
        tekort.insert(0, "naam en geboortedatum (of pseudoniem)")
    return tekort


def _rollen(kop: Rij, gewoonte: Mapping[str, str]) -> dict[int, Rol]:
    """The role of each place in the line of names, as far as known. What the provider chose goes before the rest."""
    namen = [simplify(as_tekst(cel).strip("'")) for cel in kop.cellen]
    gekozen = {i: Rol(rol) for i, naam in enumerate(namen) if (rol := gewoonte.get(naam))}
    vrij = {i: BEKEND[naam] for i, naam in enumerate(namen) if naam in BEKEND and naam not in gewoonte}
    return gekozen | {i: rol for i, rol in vrij.items() if rol not in gekozen.values()}


def _plekken(kop: Rij, rijen: Sequence[Rij], rollen: Mapping[int, Rol]) -> dict[Rol, int]:
    """Of two columns that can be the same only a person knows which counts."""
    namen = {i: simplify(as_tekst(kop.cellen[i])) for i in rollen}
    if dubbel := double_names(list(namen.values())):
        raise ValidationError(
            f"Regel {kop.nummer}: kolom {', '.join(dubbel)} staat er meer dan een keer. Verwijder de kolom die niet geldt."
        )
    plekken: dict[Rol, int] = {}
    for plek, rol in rollen.items():
        if rol in plekken:
            beide = " en ".join(f"‘{as_tekst(kop.cellen[i])}’" for i in (plekken[rol], plek))
            raise _as_question(f"De kolommen {beide} kunnen allebei ‘{rol.label}’ zijn.", kop, rijen, rollen)
        plekken[rol] = plek
    return plekken


def _question(bladen: Sequence[Blad], gewoonte: Mapping[str, str]) -> ValidationError:
    """What to ask about the line that looks most like names."""
    kop, rijen = max(
        _candidates(bladen), key=lambda paar: _likeness(paar[0], gewoonte), default=(Rij(1, ()), [])
    )
    rollen = _rollen(kop, gewoonte)
    tekort = ", ".join(missing(set(rollen.values())))
    over = [cel for i, cel in enumerate(kop.cellen) if cel != "" and i not in rollen]
    if not over or not _is_kop(kop):
        return ValidationError(
            f"Regel {kop.nummer}: kolom {tekort} ontbreekt. Zet boven de regels de namen van de kolommen, of download het"
            " bestand opnieuw en laat de eerste regel staan."
        )
    return _as_question(
        f"Regel {kop.nummer}: aan de namen van de kolommen is niet te zien waar dit staat: {tekort}.",
        kop,
        rijen,
        rollen,
    )


def _candidates(bladen: Sequence[Blad]) -> Iterator[tuple[Rij, list[Rij]]]:
    for blad in bladen:
        for index, rij in enumerate(blad.rijen[:KOP_IN_REGELS]):
            yield rij, blad.rijen[index + 1 :]


def _likeness(rij: Rij, gewoonte: Mapping[str, str]) -> tuple[int, int]:
    return len(_rollen(rij, gewoonte)), sum(cel != "" for cel in rij.cellen) if _is_kop(rij) else 0


def _is_kop(rij: Rij) -> bool:
    """A line of names has words only: what holds a number or a day is a line about a child."""
    gevuld = [cel for cel in rij.cellen if cel != ""]
    return len(gevuld) > 1 and all(
        isinstance(cel, str) and len(cel) <= LANGSTE_NAAM and not re.search(r"\d{3}", cel) and simplify(cel)
        for cel in gevuld
    )


def _as_question(zin: str, kop: Rij, rijen: Sequence[Rij], rollen: Mapping[int, Rol]) -> Kolomvraag:
    plekken = [i for i, cel in enumerate(kop.cellen) if cel != ""]
    return Kolomvraag(
        f"{zin} Kies welke kolom wat is.".strip(),
        namen=[as_tekst(kop.cellen[i]) for i in plekken],
        voorbeelden={as_tekst(kop.cellen[i]): _examples(rijen, i) for i in plekken},
        gekozen={as_tekst(kop.cellen[i]): rol for i, rol in rollen.items()},
    )


def _examples(rijen: Sequence[Rij], plek: int) -> list[str]:
    """A BSN is not shown back."""
    cellen: list[Any] = [rij.cellen[plek] for rij in rijen[:VOORBEELDEN] if plek < len(rij.cellen)]
    teksten = [as_tekst(cel)[:LANGSTE_NAAM] for cel in cellen if cel != ""]
    return ["•••" if find_bsn(tekst) else tekst for tekst in teksten]
