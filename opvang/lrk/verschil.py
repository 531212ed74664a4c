"""What a file of the register says anew, beside what is known here. Nothing is changed by looking."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from opvang.lrk.lezen import LrkBestand
from opvang.lrk.regel import LrkRegel
from opvang.models import LrkVraag
from organisaties.models import Gemeente, Locatie, Organisatie

Soort = LrkVraag.Soort

# Of a question: location, kind, holder with its number, LRK number of where it goes on.
Sleutel = tuple[int, str, str, str, str]

# What is taken over as the register has it, with its words for who reads the preview.
FEITEN = {
    "naam": "naam",
    "adres": "adres",
    "postcode": "postcode",
    "plaats": "plaats",
    "ve_geregistreerd": "VE in het LRK",
    "kindplaatsen": "kindplaatsen",
    "uitgeschreven": "uitgeschreven",
}


@dataclass(frozen=True)
class Nieuw:
    gemeente: Gemeente
    regel: LrkRegel


@dataclass(frozen=True)
class Gewijzigd:
    locatie: Locatie
    regel: LrkRegel
    feiten: tuple[str, ...]

    @property
    def is_einde(self) -> bool:
        return "uitgeschreven" in self.feiten and self.regel.uitgeschreven

    def words(self) -> Iterator[tuple[str, str, str]]:
        """(what, now, soon)."""
        for feit in self.feiten:
            yield FEITEN[feit], _word(getattr(self.locatie, feit)), _word(getattr(self.regel, feit))


@dataclass(frozen=True)
class Vraagvoorstel:
    """A question as it will be stored; `naar` is the LRK number of the location where it goes on."""

    locatie: Locatie
    soort: LrkVraag.Soort
    peildatum: date
    houder_naam: str = ""
    kvk_nummer: str = ""
    naar: str = ""
    # The register goes on saying so: not asked again once it stands open or was answered with no.
    herhaalt: bool = False

    @property
    def sleutel(self) -> "Sleutel":
        return self.locatie.pk, str(self.soort), self.houder_naam, self.kvk_nummer, self.naar

    @property
    def zin(self) -> str:
        if self.soort == Soort.HOUDER:
            kvk = f" (KvK {self.kvk_nummer})" if self.kvk_nummer else ""
            return f"heeft in het LRK houder {self.houder_naam}{kvk}; hier staat {self.locatie.houder}."
        if self.soort == Soort.OPVOLGER:
            return f"is niet meer ingeschreven; op hetzelfde adres staat LRK-nummer {self.naar}."
        return (
            "heeft geen VE-registratie meer."
            if self.soort == Soort.VE
            else "is niet meer ingeschreven in het LRK."
        )


@dataclass
class Verschil:
    """Per kind of change what there is; `gezien` are the locations of which a good row was read, with that row."""

    nieuw: list[Nieuw] = field(default_factory=list)
    gewijzigd: list[Gewijzigd] = field(default_factory=list)
    ontbreekt: list[Locatie] = field(default_factory=list)
    vragen: list[Vraagvoorstel] = field(default_factory=list)
    gezien: list[tuple[Locatie, LrkRegel]] = field(default_factory=list)

    @property
    def ongewijzigd(self) -> int:
        return len(self.gezien) - len(self.gewijzigd)

    @property
    def stand(self) -> str:
        """A print of all of it: another when something changed here since it was looked at."""
        delen: list[Any] = [(n.gemeente.code, n.regel) for n in self.nieuw]
        delen += [(g.locatie.pk, tuple(g.words())) for g in self.gewijzigd]
        delen += [locatie.pk for locatie in self.ontbreekt]
        delen += [vraag.sleutel for vraag in self.vragen]
        return hashlib.sha256(repr(delen).encode()).hexdigest()


def compare(
    bestand: LrkBestand,
    *,
    gemeenten: Iterable[Gemeente],
    locaties: Iterable[Locatie],
    gesteld: Collection[Sleutel],
    per: date,
) -> Verschil:
    """`locaties`: all of these municipalities, also those that go on as another. `gesteld`: the questions that are open
    or were answered with no. `per`: the day of the file."""
    op_code = {gemeente.code: gemeente for gemeente in gemeenten}
    alle: dict[str, list[Locatie]] = defaultdict(list)
    for locatie in locaties:
        alle[locatie.lrk_nummer].append(locatie)
    verschil = Verschil()
    for regel in bestand.regels:
        bekend = alle[regel.lrk_nummer]
        for locatie in bekend:
            if locatie.opgevolgd_per is None:
                _compare_one(verschil, locatie, regel, bestand.regels, per)
        gemeente = op_code.get(regel.gemeente_code)
        eigen = {locatie.gemeente_id for locatie in bekend}
        if gemeente is not None and gemeente.pk not in eigen and not regel.uitgeschreven:
            verschil.nieuw.append(Nieuw(gemeente, regel))
    _find_missing(verschil, bestand, alle, per)
    verschil.vragen = [v for v in verschil.vragen if not (v.herhaalt and v.sleutel in gesteld)]
    return verschil


def _compare_one(
    verschil: Verschil, locatie: Locatie, regel: LrkRegel, regels: Collection[LrkRegel], per: date
) -> None:
    verschil.gezien.append((locatie, regel))
    anders = tuple(feit for feit in FEITEN if getattr(locatie, feit) != getattr(regel, feit))
    if anders:
        verschil.gewijzigd.append(Gewijzigd(locatie, regel, anders))
    if regel.uitgeschreven:
        if "uitgeschreven" in anders:
            verschil.vragen.append(_gone(locatie, regel, regels, regel.uitgeschreven_per or per))
        return
    if "ve_geregistreerd" in anders and not regel.ve_geregistreerd:
        verschil.vragen.append(Vraagvoorstel(locatie, Soort.VE, per))
    if is_other_holder(locatie.houder, regel):
        verschil.vragen.append(
            Vraagvoorstel(locatie, Soort.HOUDER, per, regel.houder, regel.kvk_nummer, herhaalt=True)
        )


def _find_missing(verschil: Verschil, bestand: LrkBestand, alle: dict[str, list[Locatie]], per: date) -> None:
    """Not in the file at all. Only a question where the file goes over its municipality and can be read."""
    genoemd = {regel.lrk_nummer for regel in bestand.regels} | {fout.lrk_nummer for fout in bestand.fouten}
    for nummer, locaties in alle.items():
        for locatie in locaties:
            if nummer in genoemd or locatie.uitgeschreven or locatie.opgevolgd_per is not None:
                continue
            verschil.ontbreekt.append(locatie)
            hier = bestand.is_landelijk or (
                locatie.gemeente.code in bestand.gemeente_codes and not locatie.buiten_gemeente
            )
            if hier and not bestand.onleesbaar:
                verschil.vragen.append(replace(_gone(locatie, locatie, bestand.regels, per), herhaalt=True))


def _gone(
    locatie: Locatie, adres: Locatie | LrkRegel, regels: Collection[LrkRegel], per: date
) -> Vraagvoorstel:
    """Closed, or going on at the same address under another number."""
    hier = [
        regel
        for regel in regels
        if regel.lrk_nummer != locatie.lrk_nummer
        and not regel.uitgeschreven
        and regel.postcode
        and _address(regel) == _address(adres)
    ]
    if len(hier) == 1:
        (regel,) = hier
        return Vraagvoorstel(
            locatie,
            Soort.OPVOLGER,
            regel.ingeschreven_per or per,
            regel.houder,
            regel.kvk_nummer,
            regel.lrk_nummer,
        )
    return Vraagvoorstel(locatie, Soort.GESLOTEN, per)


def _address(plek: Locatie | LrkRegel) -> tuple[str, str]:
    """Postcode and house number with its addition, however the street is written."""
    gevonden = re.search(r"(\d+)\s*[- ]?\s*(\w*)\s*$", plek.adres)
    return plek.postcode, (gevonden[1] + gevonden[2]).casefold() if gevonden else plek.adres.casefold()


def is_other_holder(houder: Organisatie, regel: LrkRegel) -> bool:
    """By number where both have one, else by name."""
    if houder.kvk_nummer and regel.kvk_nummer:
        return houder.kvk_nummer != regel.kvk_nummer
    return simplify(houder.naam) != simplify(regel.houder)


def simplify(naam: str) -> str:
    """A name without what is written in more than one way: capitals, points, spaces and the legal form."""
    woorden = re.sub(r"[^\w ]", "", naam.casefold()).split()
    return "".join(woord for woord in woorden if woord not in {"bv", "nv", "vof", "stichting", "vereniging"})


def _word(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde) if waarde not in (None, "") else "–"
