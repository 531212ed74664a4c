"""A chapter as a tree of fields to draw: label, explanation, unit, choices, what was typed, what is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from rekenregels import LANDELIJK, inkomenstabellen
from rekenregels.regeling.bedragtabellen import Maxprijs, Tabelversie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.minima import Sociaalminimum
from rekenregels.regeling.notatie import als_getal
from rekenregels.regeling.velden import AANNAME, Veldinfo, mag_geen, mag_ontbreken
from subsidies.regelingen.redactie.invoer import VERWIJZINGEN
from subsidies.regelingen.redactie.vormen import (
    WAARDEVELDEN,
    Ruw,
    Vorm,
    gekozen,
    is_enkel,
    keuzenaam,
    keuzesleutel,
    keuzewoord,
    velden_van,
    vorm_van,
)
from subsidies.regelingen.redactie.woorden import keuze, label

LANGE_TEKSTEN = ("toelichting", "controle", "herkomst")
EENHEDEN = {"euro": "€", "procent": "%"}


@dataclass
class Knoop:
    """One field or one group of fields. `pad` is the place as the engine says it, `naam` as the form does."""

    vak: str  # tekst, lang, datum, getal, keuze, vinkjes, lijst: fields; parameter, waarde, tabel, raster, leden: groups
    naam: str
    pad: str
    label: str
    uitleg: str = ""
    waarde: Any = ""
    keuzes: list[tuple[str, str]] = field(default_factory=list)
    eenheid: str = ""
    grens: str = ""
    verplicht: bool = True
    mag_geen: bool = False
    is_geen: bool = False
    was: str = ""
    kan_weg: bool = False
    kan_eerder: bool = False
    is_aanname: bool = False
    leden: list["Knoop"] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return "id_" + re.sub(r"[^\w]+", "-", self.naam).strip("-")

    @property
    def is_groep(self) -> bool:
        return self.vak in ("parameter", "tabel", "raster", "leden")

    @property
    def is_rij(self) -> bool:
        """Only fields inside: they fit beside each other."""
        return self.vak == "tabel" and not any(lid.is_groep for lid in self.leden)

    @property
    def beschreven_door(self) -> str:
        delen = [f"{self.id}_uitleg"] if self.uitleg or self.grens else []
        return " ".join(delen + ([f"{self.id}_fout"] if self.fouten else []))

    def alle(self) -> Iterator["Knoop"]:
        yield self
        for lid in self.leden:
            yield from lid.alle()


class Bouwer:
    """Builds the tree of one chapter; names of other chapters become choices."""

    def __init__(self, regeling: Regeling) -> None:
        self._namen = {
            "tarieven": list(regeling.tarieven),
            "bijdragen": list(regeling.bijdragen),
            "gemeentebedragen": list(regeling.gemeentebedragen),
            "tabellen": list(regeling.tabellen),
            "minima": [regel.naam for regel in regeling.minima],
        }

    def bouw(self, soort: Any, ruw: Ruw, naam: str, pad: str, info: Veldinfo, kop: str) -> Knoop:
        vorm, kern = vorm_van(soort)
        knoop = Knoop("tabel", naam, pad, kop, info.uitleg, mag_geen=mag_geen(soort), is_geen=ruw is None)
        if vorm is Vorm.GETAL:
            knoop.vak = "parameter"
            self._vul_parameter(knoop, ruw or [], info)
        elif vorm in (Vorm.NAMEN, Vorm.TABELLEN):
            self._vul_leden(knoop, vorm, kern, ruw or [])
        elif vorm is Vorm.KEUZE and ruw is not None:
            self._vul_keuze(knoop, kern, ruw)
        elif vorm is Vorm.TABEL and ruw is not None:
            knoop.leden = list(self._velden(kern, ruw, naam, pad))
        return knoop

    # -- groups ------------------------------------------------------------------------------------

    def _vul_parameter(self, knoop: Knoop, waarden: list[dict[str, str]], info: Veldinfo) -> None:
        knoop.eenheid, knoop.grens = _eenheid(info), _grens(info)
        for i, ruw in enumerate(waarden):
            pad = f"{knoop.pad}[{i + 1}]" if len(waarden) > 1 else knoop.pad
            lid = Knoop("waarde", f"{knoop.naam}[{i}]", pad, "", kan_weg=len(waarden) > 1)
            lid.is_aanname = AANNAME in ruw["bron"].lower()
            delen = [deel for deel in WAARDEVELDEN if deel != "vanaf" or i > 0 or ruw["vanaf"]]
            lid.leden = [_waardeveld(lid, deel, ruw[deel], knoop) for deel in delen]
            knoop.leden.append(lid)

    def _vul_leden(self, knoop: Knoop, vorm: Vorm, soort: Any, leden: list[Ruw]) -> None:
        vlak = vorm is Vorm.TABELLEN and all(is_enkel(s) for _, s, _ in velden_van(soort))
        knoop.vak = "raster" if vlak else "leden"
        knoop.was = str(len(leden))
        for i, ruw in enumerate(leden):
            titel = ruw.get("@naam") or ruw.get("naam") or ruw.get("tabel") or "Nieuw"
            plek = ruw.get("@naam") if vorm is Vorm.NAMEN else None
            pad = f"{knoop.pad}[{i + 1}]" if plek is None else f"{knoop.pad}.{plek}"
            naam = f"{knoop.naam}[{i}]"
            lid = self.bouw(soort, ruw, naam, pad, Veldinfo(""), titel)
            if vorm is Vorm.NAMEN:
                uitleg = "Zo heet dit onderdeel in de andere hoofdstukken; een nieuwe naam gaat daar mee"
                lid.leden.insert(0, Knoop("tekst", f"{naam}.@naam", f"{pad}.@naam", "Naam", uitleg, plek))
            lid.kan_weg, lid.was = True, ruw.get("@was", "")
            lid.kan_eerder = vorm is Vorm.TABELLEN and i > 0
            knoop.leden.append(lid)

    def _vul_keuze(self, knoop: Knoop, leden: tuple[type, ...], ruw: Ruw) -> None:
        sleutel = keuzesleutel(leden)
        naam, pad = f"{knoop.naam}.{sleutel}", f"{knoop.pad}.{sleutel}"
        uitleg = "Bij een andere keuze horen andere velden; toon ze met de knop onder aan de bladzijde"
        soort = Knoop("keuze", naam, pad, "Krijgt subsidie" if sleutel == "vergoed" else "Soort", uitleg)
        soort.waarde = ruw[sleutel]
        soort.keuzes = [(keuzewoord(lid), keuzenaam(lid)) for lid in leden]
        lid = gekozen(leden, ruw[sleutel])
        knoop.leden = [soort, *self._velden(lid, ruw, knoop.naam, knoop.pad)]

    def _velden(self, soort: type, ruw: Ruw, naam: str, pad: str) -> Iterator[Knoop]:
        for veld, veldsoort, info in velden_van(soort):
            plek = (f"{naam}.{veld.name}", f"{pad}.{veld.name}")
            if not is_enkel(veldsoort):
                yield self.bouw(veldsoort, ruw[veld.name], *plek, info, label(veld.name))
                continue
            knoop = Knoop("tekst", *plek, label(veld.name), info.uitleg, ruw[veld.name])
            if knoop.uitleg == knoop.label:
                knoop.uitleg = ""
            knoop.verplicht = not mag_ontbreken(veld) and not mag_geen(veldsoort)
            knoop.eenheid, knoop.grens = _eenheid(info), _grens(info)
            self._kies_invoer(knoop, soort, veld.name, veldsoort)
            yield knoop

    # -- fields ------------------------------------------------------------------------------------

    def _kies_invoer(self, knoop: Knoop, tabel: type, sleutel: str, veldsoort: Any) -> None:
        vorm, kern = vorm_van(veldsoort)
        namen = self._keuzenamen(tabel, sleutel)
        if vorm is Vorm.WOORDEN and issubclass(kern, StrEnum):
            knoop.vak, knoop.keuzes = "vinkjes", [(str(lid), keuze(str(lid))) for lid in kern]
        elif vorm is Vorm.WOORDEN:
            knoop.vak, knoop.waarde = (
                "lijst",
                ("\n" if kern is str or knoop.eenheid else ", ").join(knoop.waarde or []),
            )
        elif namen is not None:
            knoop.vak, knoop.keuzes = "keuze", _met_huidige([("", "geen"), *namen], knoop.waarde)
            knoop.was = knoop.waarde
        elif kern is bool:
            knoop.vak, knoop.keuzes = "keuze", [("", "Kies"), ("ja", "ja"), ("nee", "nee")]
        elif issubclass(kern, StrEnum):
            leden = [(str(lid), keuze(str(lid))) for lid in kern]
            knoop.vak, knoop.keuzes = "keuze", _met_huidige([("", "Kies"), *leden], knoop.waarde)
        elif kern in (int, date):
            knoop.vak = "getal" if kern is int else "datum"
        elif sleutel in LANGE_TEKSTEN:
            knoop.vak = "lang"
        knoop.is_aanname = kern is str and AANNAME in str(knoop.waarde).lower()

    def _keuzenamen(self, tabel: type, sleutel: str) -> list[tuple[str, str]] | None:
        """The names that a field may hold, where the document or the product knows them."""
        if tabel in (Maxprijs, Sociaalminimum) and sleutel == "tabel":
            return [(LANDELIJK, "de landelijke tabel")]
        if tabel is Tabelversie and sleutel == "tabel":
            return [(naam, naam) for naam in inkomenstabellen()]
        if sleutel in VERWIJZINGEN:
            return [(naam, naam) for naam in self._namen[VERWIJZINGEN[sleutel]]]
        return None


def _met_huidige(keuzes: list[tuple[str, str]], huidig: str) -> list[tuple[str, str]]:
    """A name that no longer exists stays in the list, so that nothing is changed unseen."""
    return (
        keuzes if huidig in [waarde for waarde, _ in keuzes] else [*keuzes, (huidig, f"{huidig} (onbekend)")]
    )


def _waardeveld(lid: Knoop, deel: str, tekst: str, parameter: Knoop) -> Knoop:
    soort = {"vanaf": "datum", "waarde": "getal"}.get(deel, "tekst")
    knoop = Knoop(soort, f"{lid.naam}.{deel}", f"{lid.pad}.{deel}", label(deel), waarde=tekst)
    knoop.verplicht = deel != "artikel"
    knoop.eenheid = parameter.eenheid if deel == "waarde" else ""
    return knoop


def _eenheid(info: Veldinfo) -> str:
    naam = str(info.eenheid) if info.eenheid and info.eenheid != "aantal" else ""
    return EENHEDEN.get(naam, naam)


def _grens(info: Veldinfo) -> str:
    if info.minimum is None:
        return ""
    if info.maximum is None:
        return f"minstens {als_getal(info.minimum)}"
    return f"{als_getal(info.minimum)} tot en met {als_getal(info.maximum)}"


def zet_fouten(wortel: Knoop, fouten: list[str]) -> list[str]:
    """Every sentence beside the field that it names; what names none of them comes back."""
    over = []
    for fout in fouten:
        passend = [knoop for knoop in wortel.alle() if _noemt(fout, knoop.pad)]
        if passend:
            max(passend, key=lambda knoop: len(knoop.pad)).fouten.append(fout)
        else:
            over.append(fout)
    return over


def _noemt(fout: str, pad: str) -> bool:
    return fout.startswith(pad) and not re.match(r"\w", fout[len(pad) :])
