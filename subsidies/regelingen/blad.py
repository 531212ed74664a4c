"""A policy as a sheet to read: its groups and bands, every value with its source, its tables and examples."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from lib.weergave import getal
from rekenregels import Categorie, Regeling, Voorbeelduitslag, run_voorbeelden
from rekenregels.regeling.bedragtabellen import Inkomenstijd, Tabelsoort
from rekenregels.regeling.groepen import Band, Categorieregels, Cel, Fase, Leeftijd
from rekenregels.regeling.schrijven import Bronregel, bronnen, toon_waarde
from rekenregels.regeling.velden import Eenheid, Waarde
from subsidies.models import CATEGORIENAMEN, Subsidieregeling
from subsidies.regelingen.document import as_regeling

# Chapters whose rows are shown in another way on the sheet.
ELDERS = ("voorbeelden", "populatie", "regeling")


@dataclass(frozen=True)
class Bronvermelding:
    wat: str
    waarde: str
    bron: str
    artikel: str
    is_aanname: bool


@dataclass(frozen=True)
class Hoofdstuk:
    titel: str
    regels: list[Bronvermelding]


@dataclass(frozen=True)
class Blok:
    """A band of hours: how many, and what is paid for it for each kind of parent."""

    naam: str
    uren: str
    zonder_kot: str
    met_kot: str


@dataclass(frozen=True)
class Leeftijdsfase:
    naam: str
    banden: list[Blok]


@dataclass(frozen=True)
class Groep:
    naam: str
    fasen: list[Leeftijdsfase]
    niet_vergoed: str = ""


@dataclass(frozen=True)
class Klasse:
    inkomen: str
    kind1: str
    kind2: str


@dataclass(frozen=True)
class Tabel:
    titel: str
    bron: str
    rijen: list[Klasse]


@dataclass(frozen=True)
class Blad:
    regeling: Regeling

    @property
    def toelichting(self) -> str:
        return self.regeling.regeling.toelichting

    @property
    def bron(self) -> str:
        return self.regeling.regeling.bron

    @cached_property
    def voorbeelden(self) -> list[Voorbeelduitslag]:
        return run_voorbeelden(self.regeling)

    @property
    def mislukt(self) -> list[Voorbeelduitslag]:
        return [voorbeeld for voorbeeld in self.voorbeelden if not voorbeeld.klopt]

    @cached_property
    def hoofdstukken(self) -> list[Hoofdstuk]:
        return [hoofdstuk for hoofdstuk in _hoofdstukken(self.regeling) if hoofdstuk.regels]

    @property
    def aantal(self) -> int:
        return sum(len(hoofdstuk.regels) for hoofdstuk in self.hoofdstukken)

    @property
    def aannames(self) -> int:
        return sum(regel.is_aanname for hoofdstuk in self.hoofdstukken for regel in hoofdstuk.regels)

    @cached_property
    def groepen(self) -> list[Groep]:
        return [_groep(self.regeling, categorie) for categorie in Categorie]

    @cached_property
    def tabellen(self) -> list[Tabel]:
        return list(_tabellen(self.regeling))


def make_blad(regeling: Subsidieregeling) -> Blad:
    return Blad(as_regeling(regeling))


def _hoofdstukken(regeling: Regeling) -> Iterator[Hoofdstuk]:
    for veld in dataclasses.fields(regeling):
        if veld.name not in ELDERS:
            inhoud = getattr(regeling, veld.name)
            regels = [_vermelding(regel, regeling, veld.name) for regel in bronnen(inhoud, veld.name)]
            yield Hoofdstuk(veld.metadata["info"].uitleg, regels)


def _vermelding(regel: Bronregel, regeling: Regeling, hoofdstuk: str) -> Bronvermelding:
    wat, ding = _find(regeling, regel.pad)
    waarde = leeftijd_in_woorden(ding) if isinstance(ding, Leeftijd) else _woorden(regel.waarde)
    bron = str(regel.bron).removeprefix("aanname: ")
    if isinstance(regel.bron, StrEnum):  # where hours come from is a choice of the policy, no source
        waarde, bron = f"{_woorden(regel.bron)}e uren, {waarde}", ""
    return Bronvermelding(wat, waarde, bron, regel.artikel, regel.is_aanname)


def _find(regeling: Regeling, pad: str) -> tuple[str, Any]:
    """The thing at a path, and the path as people say it: 'fasen[1].banden[2]' by the names of both."""
    ding: Any = regeling
    namen = []
    for deel in pad.split("."):
        naam, _, nummer = deel.rstrip("]").partition("[")
        ding = ding[naam] if isinstance(ding, dict) else getattr(ding, naam)
        if nummer:
            ding = ding[int(nummer) - 1]
            naam = getattr(ding, "naam", f"{naam} {nummer}")
        namen.append(_woorden(naam))
    return " › ".join(namen[1:]) or "algemeen", ding


def _groep(regeling: Regeling, categorie: Categorie) -> Groep:
    regels = regeling.categorie(categorie)
    naam = CATEGORIENAMEN[str(categorie)]
    if not isinstance(regels, Categorieregels):
        return Groep(naam, [], f"Deze kinderen krijgen geen subsidie. Bron: {regels.bron}")
    return Groep(naam, [_fase(regeling, fase) for fase in regels.fasen])


def _fase(regeling: Regeling, fase: Fase) -> Leeftijdsfase:
    naam = f"{fase.naam}: vanaf {leeftijd_in_woorden(fase.vanaf)} tot {leeftijd_in_woorden(fase.tot)}"
    return Leeftijdsfase(naam, [_band(regeling, band) for band in fase.banden])


def leeftijd_in_woorden(leeftijd: Leeftijd) -> str:
    jaren, maanden = divmod(leeftijd.maanden, 12)
    delen = [f"{jaren} jaar"] if jaren else []
    delen += [f"{maanden} maanden"] if maanden else []
    delen += [f"{leeftijd.weken} weken"] if leeftijd.weken else []
    return " en ".join(delen) or "de geboorte"


def _band(regeling: Regeling, band: Band) -> Blok:
    return Blok(
        naam=band.naam,
        uren=band.omvang,
        zonder_kot=_cel(regeling, band.zonder_kot),
        met_kot=_cel(regeling, band.met_kot),
    )


def _cel(regeling: Regeling, cel: Cel | None) -> str:
    """What holds for one kind of parent, in a few words: '€ 10,26 per uur min bijdrage vng'."""
    if cel is None:
        return "geen subsidie"
    if cel.tarief is None:
        gemeente, ouder = regeling.gemeentebedragen[cel.gemeentebedrag], regeling.bijdragen[cel.bijdrage]
        rest = "de ouder betaalt niets" if ouder.kort == "niets" else ouder.kort
        return f"{gemeente.kort} van de gemeente, {rest}"
    prijs = regeling.tarieven[cel.tarief].op_blad(_woorden(cel.tarief))
    return regeling.leidende(cel).op_blad(_woorden(cel.gemeentebedrag or cel.bijdrage), prijs)


def _woorden(naam: str) -> str:
    return naam.replace("_", " ")


def _tabellen(regeling: Regeling) -> Iterator[Tabel]:
    for naam, tabel in regeling.bijdragetabellen.items():
        wat = {
            Tabelsoort.UURBEDRAG: "Ouderbijdrage per uur",
            Tabelsoort.MAANDBEDRAG: "Ouderbijdrage per maand",
        }.get(tabel.soort, "Percentage kinderopvangtoeslag")
        wat += f" ({_woorden(naam)})" if naam else ""
        for versie in tabel.versies:
            rijen, vanaf = [], 0
            for rij in versie.rijen:
                rijen.append(
                    Klasse(
                        inkomen_in_woorden(vanaf, rij.tot_en_met, tabel.inkomen_per),
                        klassewaarde(tabel.soort, rij.kind1),
                        klassewaarde(tabel.soort, rij.kind2),
                    )
                )
                vanaf = (rij.tot_en_met or 0) + 1
            titel = wat + (f" vanaf {versie.vanaf:%d-%m-%Y}" if versie.vanaf else "")
            eigen = f"; de bovenste klassen: {versie.aanvulling.bron}" if versie.aanvulling else ""
            yield Tabel(titel, versie.bron + eigen, rijen)


def inkomen_in_woorden(vanaf: int, tot_en_met: int | None, tijd: Inkomenstijd) -> str:
    per = " per maand" if tijd is Inkomenstijd.MAAND else ""
    if tot_en_met is None:
        return f"vanaf € {getal(vanaf)}{per}"
    return f"€ {getal(vanaf)} t/m € {getal(tot_en_met)}{per}"


def klassewaarde(soort: Tabelsoort, waarde: int | None) -> str:
    if waarde is None:
        return "–"
    if soort is Tabelsoort.KOT_PERCENTAGE:
        return toon_waarde(Waarde(waarde // 10_000, ""), Eenheid.PROCENT)
    return toon_waarde(Waarde(waarde, ""), Eenheid.EURO)
