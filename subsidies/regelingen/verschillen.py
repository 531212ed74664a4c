"""What changes between two policies, in sentences that a council member can read."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rekenregels import Regeling
from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.groepen import Cel, Leeftijd
from rekenregels.regeling.notatie import als_getal
from rekenregels.regeling.schrijven import toon_parameter, toon_veld
from rekenregels.regeling.velden import Parameter, Veldinfo, Veldsoort, info_van
from subsidies.regelingen.blad import inkomen_in_woorden, klassewaarde, leeftijd_in_woorden
from subsidies.regelingen.redactie.woorden import keuze, label

PROEVEN = ("voorbeelden", "populatie")
BRONVELDEN = ("bron", "artikel")
AFGEMETEN = (Parameter, int, date, Leeftijd)  # what goes from one measure to another
PER_NAAM = ("voorbeelden", "groepen")  # another name is another example
ZONDER_VOLGORDE = (
    "tarieven",
    "bijdragen",
    "gemeentebedragen",
    "tabellen",
)  # tables with a name have no order
GEEN_INFO = Veldinfo("")

# What one member of a list is called.
LEDEN = {
    "afwijkingen": "afwijking",
    "banden": "blok uren",
    "bekostiging": "geldbron",
    "bijdragen": "ouderbijdrage",
    "fasen": "leeftijdsfase",
    "gemeentebedragen": "gemeentebedrag",
    "groepen": "groep kinderen",
    "minima": "minimaregel",
    "opslagen": "opslag",
    "rijen": "klasse",
    "contractmaten": "omvang van een contract",
    "delen": "deel",
    "sluitingen": "sluiting",
    "tabellen": "tabel",
    "uren_per_dagplek": "dag van de week",
    "tarieven": "tarief",
    "versies": "tabel",
    "voorbeelden": "voorbeeld",
}


@dataclass(frozen=True)
class Verschil:
    """One change: where (the names above it), what, and from what to what ("" where there was or is none)."""

    plek: tuple[str, ...]
    wat: str
    oud: str
    nieuw: str
    is_bron: bool = False
    is_maat: bool = False

    @property
    def zin(self) -> str:
        if not self.oud or not self.nieuw:
            begin = "Nieuw" if self.nieuw else "Vervallen"
            waar = f" (bij {', '.join(self.plek)})" if self.plek else ""
            return f"{begin}{waar}: {_klein(self.wat)}: {self.nieuw or self.oud}."
        zin = f"{', '.join(self.plek)}: {_klein(self.wat)}" if self.plek else self.wat
        return f"{zin[:1].upper()}{zin[1:]}{self._gang}."

    @property
    def _gang(self) -> str:
        if self.is_maat:
            return f" gaat van {self.oud} naar {self.nieuw}"
        if self.wat.endswith("?"):
            return f" Was ‘{self.oud}’, wordt ‘{self.nieuw}’"
        return f" was ‘{self.oud}’ en wordt ‘{self.nieuw}’"


@dataclass(frozen=True)
class Hoofdstukverschil:
    titel: str
    regels: list[Verschil]


@dataclass(frozen=True)
class Vergelijking:
    """All changes: of the policy itself, of its proofs, and of what it refers to."""

    beleid: list[Hoofdstukverschil]
    proeven: list[Hoofdstukverschil]
    bronnen: list[Hoofdstukverschil]

    @property
    def aantal(self) -> int:
        return sum(len(hoofdstuk.regels) for hoofdstuk in self.beleid)

    @property
    def is_leeg(self) -> bool:
        return not (self.beleid or self.proeven or self.bronnen)

    @property
    def tekst(self) -> str:
        """The same as plain text, for a council proposal or a message."""
        delen = []
        for kop, hoofdstukken in (("", self.beleid), ("Proeven", self.proeven), ("Bronnen", self.bronnen)):
            for hoofdstuk in hoofdstukken:
                titel = f"{kop}: {hoofdstuk.titel}" if kop else hoofdstuk.titel
                delen.append("\n".join([titel, *(f"- {regel.zin}" for regel in hoofdstuk.regels)]))
        return "\n\n".join(delen) + "\n" if delen else "Er zijn geen verschillen.\n"


def compare_regelingen(oud: Regeling, nieuw: Regeling) -> Vergelijking:
    beleid: list[Hoofdstukverschil] = []
    proeven: list[Hoofdstukverschil] = []
    bronnen: list[Hoofdstukverschil] = []
    for veld in dataclasses.fields(Regeling):
        info = info_van(veld)
        verschillen = list(
            _vergelijk(getattr(oud, veld.name), getattr(nieuw, veld.name), _wat(veld), info, ())
        )
        inhoud = Hoofdstukverschil(label(veld.name), [v for v in verschillen if not v.is_bron])
        bron = Hoofdstukverschil(label(veld.name), [v for v in verschillen if v.is_bron])
        (proeven if veld.name in PROEVEN else beleid).append(inhoud)
        bronnen.append(bron)
    return Vergelijking(*([h for h in lijst if h.regels] for lijst in (beleid, proeven, bronnen)))


def _vergelijk(oud: Any, nieuw: Any, wat: str, info: Veldinfo, plek: tuple[str, ...]) -> Iterator[Verschil]:
    """Both sides side by side, down to what is said in one go."""
    if oud == nieuw:
        return
    if isinstance(oud, Parameter) and isinstance(nieuw, Parameter):
        yield from _parameters(oud, nieuw, wat, info, plek)
    elif isinstance(oud, dict) and isinstance(nieuw, dict):
        yield from _leden(list(oud.items()), list(nieuw.items()), wat, plek)
    elif _is_lijst(oud) or _is_lijst(nieuw):
        yield from _leden(_met_naam(oud), _met_naam(nieuw), wat, plek)
    elif type(oud) is type(nieuw) and dataclasses.is_dataclass(oud) and not isinstance(oud, Cel):
        yield from _tabellen(oud, nieuw, wat, plek)
    elif (oud is None or nieuw is None) and _is_tabel(oud or nieuw):
        yield from _erbij_of_eraf(oud, nieuw, wat, plek)
    else:
        yield _een(oud, nieuw, wat, info, plek)


def _erbij_of_eraf(oud: Any, nieuw: Any, wat: str, plek: tuple[str, ...]) -> Iterator[Verschil]:
    """A table that was "geen" or becomes it."""
    was, wordt = ("" if ding is None else samenvatting(ding) for ding in (oud, nieuw))
    yield Verschil(plek, wat, was, wordt)
    tabel = oud or nieuw
    if isinstance(tabel, Bijdragetabel):
        leeg = replace(tabel, versies=())
        yield from _tabelversies(oud or leeg, nieuw or leeg, plek)


def _tabellen(oud: Any, nieuw: Any, wat: str, plek: tuple[str, ...]) -> Iterator[Verschil]:
    if isinstance(oud, Leeftijd) and _tekst(oud, GEEN_INFO) != _tekst(nieuw, GEEN_INFO):
        yield _een(oud, nieuw, wat, GEEN_INFO, plek)
    for veld in dataclasses.fields(oud):
        was, wordt, info = getattr(oud, veld.name), getattr(nieuw, veld.name), info_van(veld)
        if veld.name in BRONVELDEN and not isinstance(was, StrEnum):
            yield from _bron(was, wordt, veld.name, (*plek, _klein(wat)) if wat else plek)
        elif isinstance(oud, Bijdragetabel) and veld.name == "versies":
            yield from _tabelversies(oud, nieuw, plek)
        elif not isinstance(oud, Leeftijd):
            yield from _vergelijk(was, wordt, _wat(veld), info, plek)


def _parameters(
    oud: Parameter, nieuw: Parameter, wat: str, info: Veldinfo, plek: tuple[str, ...]
) -> Iterator[Verschil]:
    if _tekst(oud, info) != _tekst(nieuw, info):
        yield _een(oud, nieuw, wat, info, plek)
    for deel in BRONVELDEN:
        was, wordt = ("; ".join(dict.fromkeys(getattr(w, deel) for w in p.waarden)) for p in (oud, nieuw))
        yield from _bron(was, wordt, deel, (*plek, _klein(wat)))


def _bron(was: str, wordt: str, deel: str, plek: tuple[str, ...]) -> Iterator[Verschil]:
    if was != wordt:
        yield Verschil(plek, deel, was or "leeg", wordt or "leeg", is_bron=True)


def _een(oud: Any, nieuw: Any, wat: str, info: Veldinfo, plek: tuple[str, ...]) -> Verschil:
    maat = all(isinstance(ding, AFGEMETEN) and not isinstance(ding, bool) for ding in (oud, nieuw))
    return Verschil(plek, wat, _tekst(oud, info) or "leeg", _tekst(nieuw, info) or "leeg", is_maat=maat)


# -- lists and names -----------------------------------------------------------------------------------


def _is_tabel(ding: Any) -> bool:
    return dataclasses.is_dataclass(ding) and not isinstance(ding, (Parameter, Cel))


def _is_lijst(ding: Any) -> bool:
    return isinstance(ding, tuple) and bool(ding) and dataclasses.is_dataclass(ding[0])


def _met_naam(leden: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Each member under its name, or its number; a second one of the same name keeps apart."""
    paren: dict[str, Any] = {}
    for nummer, lid in enumerate(leden, start=1):
        naam = str(getattr(lid, "naam", nummer))
        paren[f"{naam} ({nummer})" if naam in paren else naam] = lid
    return list(paren.items())


def _leden(
    oud: Sequence[tuple[str, Any]], nieuw: Sequence[tuple[str, Any]], sleutel: str, plek: tuple[str, ...]
) -> Iterator[Verschil]:
    """Members of one name belong together; what is left over on the same place was given another name."""
    oude, nieuwe = dict(oud), dict(nieuw)
    paren = {naam: naam for naam in oude if naam in nieuwe}
    for (was, _), (wordt, _) in zip(oud, nieuw, strict=False):
        if (
            sleutel not in PER_NAAM
            and was not in nieuwe
            and wordt not in oude
            and type(oude[was]) is type(nieuwe[wordt])
        ):
            paren[was] = wordt
    for was, lid in oude.items():
        if was in paren:
            yield from _vergelijk(lid, nieuwe[paren[was]], "", GEEN_INFO, (*plek, _leesbaar(paren[was])))
        else:
            yield Verschil(plek, f"{_lid(sleutel)} ‘{_leesbaar(was)}’", samenvatting(lid), "")
    for wordt, lid in nieuwe.items():
        if wordt not in paren.values():
            yield Verschil(plek, f"{_lid(sleutel)} ‘{_leesbaar(wordt)}’", "", samenvatting(lid))
    volgorde = [naam for naam, _ in nieuw if naam in paren.values()]
    if (
        sleutel not in ZONDER_VOLGORDE
        and (was_volgorde := [paren[naam] for naam in oude if naam in paren]) != volgorde
    ):
        yield Verschil(plek, f"volgorde van {sleutel}", ", ".join(was_volgorde), ", ".join(volgorde))


def _tabelversies(oud: Bijdragetabel, nieuw: Bijdragetabel, waar: tuple[str, ...]) -> Iterator[Verschil]:
    """The contribution table, class by class."""
    for i in range(max(len(oud.versies), len(nieuw.versies))):
        was, wordt = _klassen(oud, i), _klassen(nieuw, i)
        plek = waar if i == 0 else (*waar, f"tabel {i + 1}")
        for nummer in range(max(len(was), len(wordt))):
            oude, nieuwe = (rij[nummer] if nummer < len(rij) else "" for rij in (was, wordt))
            if oude != nieuwe:
                yield Verschil(plek, f"klasse {nummer + 1}", oude, nieuwe, is_maat=True)
        if i < min(len(oud.versies), len(nieuw.versies)):
            yield from _tabellen(
                replace(oud.versies[i], rijen=()), replace(nieuw.versies[i], rijen=()), "tabel", plek
            )


def _klassen(tabel: Bijdragetabel, i: int) -> list[str]:
    if i >= len(tabel.versies):
        return []
    klassen, vanaf = [], 0
    for rij in tabel.versies[i].rijen:
        volgend = f", volgend kind {klassewaarde(tabel.soort, rij.kind2)}" if rij.kind2 is not None else ""
        bedrag = klassewaarde(tabel.soort, rij.kind1)
        klassen.append(f"{bedrag}{volgend} ({inkomen_in_woorden(vanaf, rij.tot_en_met, tabel.inkomen_per)})")
        vanaf = (rij.tot_en_met or 0) + 1
    return klassen


# -- words ---------------------------------------------------------------------------------------------


def _wat(veld: dataclasses.Field[Any]) -> str:
    """The explanation of a field as a name for it; of a list its key, which names its members."""
    if veld.name in LEDEN:
        return veld.name
    return str(info_van(veld).uitleg).split(";")[0]


def _lid(sleutel: str) -> str:
    return LEDEN.get(sleutel, label(sleutel).lower())


def _klein(tekst: str) -> str:
    """Inside a sentence; an abbreviation stays as it is."""
    return tekst if tekst[1:2].isupper() else tekst[:1].lower() + tekst[1:]


def _leesbaar(naam: str) -> str:
    return naam.replace("_", " ")


def _tekst(ding: Any, info: Veldinfo) -> str:
    if isinstance(ding, Parameter):
        return toon_parameter(ding)
    if isinstance(ding, Leeftijd):
        return leeftijd_in_woorden(ding)
    if type(ding) is int and info.eenheid is None:
        return als_getal(ding)
    if isinstance(ding, StrEnum):
        return keuze(str(ding))
    if isinstance(ding, tuple):
        return ", ".join(keuze(str(lid)) for lid in ding)
    if dataclasses.is_dataclass(ding):
        return samenvatting(ding)
    return toon_veld(ding, info)


def samenvatting(ding: Any) -> str:
    """A table in a few words, without its sources: soort: vast bedrag; bedrag: € 10,26."""
    delen = [f"soort: {ding.keuze}"] if isinstance(ding, Veldsoort) else []
    for veld in dataclasses.fields(ding):
        waarde = getattr(ding, veld.name)
        is_bron = veld.name in BRONVELDEN and not isinstance(waarde, StrEnum)
        stil = waarde in ("", None, ()) or (isinstance(ding, Veldsoort) and waarde is veld.default is False)
        if is_bron or stil or veld.name in ("naam", "versies", "rijen"):
            continue
        if _is_lijst(waarde):
            tekst = " en ".join(f"{naam} ({samenvatting(lid)})" for naam, lid in _met_naam(waarde))
        else:
            tekst = _leesbaar(_tekst(waarde, info_van(veld)))
        delen.append(f"{label(veld.name).lower()}: {tekst}")
    return "; ".join(delen) or "zonder meer"
