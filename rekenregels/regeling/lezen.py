"""From a file to a typed policy, with every mistake in one list of Dutch sentences.

The reader walks the types of `document.py`; a key that a type names must be in the file, a key that
no type names may not be. The reader never guesses.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from dataclasses import MISSING
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, cast, get_args, get_origin

from lib.periode import Ritme
from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.geldstroom import Stopreden
from rekenregels.regeling.getallen import MEESTE_CIJFERS, als_decimaal, is_te_groot
from rekenregels.regeling.getalnotatie import (
    datum_als_toml,
    getal_als_toml,
    maand_dag_als_toml,
    twijfel,
    twijfel_dag,
)
from rekenregels.regeling.meldingen import Melding, RegelingFout, is_gezegd, plaats
from rekenregels.regeling.minima import UIT_TABEL
from rekenregels.regeling.notatie import LANGSTE_NAAM, als_getal, in_woord, kort
from rekenregels.regeling.plekken import Plek
from rekenregels.regeling.raad import (
    GEEN,
    LEEG_BESTAND,
    als_tabel,
    ja_nee,
    kies,
    kies_soort,
    met_bron,
    met_zin,
    mist,
    onder_geen,
    plaats_van_sleutel,
    sleutels,
    toon,
    voeg_toe,
)
from rekenregels.regeling.tabellen import Landelijk, NoGeldigheid, UnknownTabel
from rekenregels.regeling.toetsen.toets import toets, toets_tekst
from rekenregels.regeling.tomltekst import TomlFout, is_leeg, parse_toml
from rekenregels.regeling.velden import (
    Parameter,
    Veldinfo,
    Veldsoort,
    Waarde,
    hints,
    info_van,
    is_optioneel,
    keuzes,
    mag_geen,
    mag_ontbreken,
)

FOUT: Final = object()
MIST: Final = object()
MEESTE_ONBEKEND: Final = 20
NODIG: Final = {2: "waarde en bron", 3: "waarde, bron en vanaf"}


def load_regeling(text: str, *, bestand: str = "regeling.toml") -> Regeling:
    """Read and check a TOML policy; raises RegelingFout with every mistake found."""
    text = text.removeprefix("\ufeff")
    if is_leeg(text):
        raise RegelingFout([Melding(LEEG_BESTAND, Plek(1, 1))], bestand)
    try:
        gelezen = parse_toml(text)
    except TomlFout as fout:
        raise RegelingFout([Melding(slip.zin, slip.plek) for slip in fout.slips], bestand) from fout
    regeling, zinnen = _load(gelezen.tabellen, compleet=True)
    meldingen = plaats(text, zinnen)
    meldingen += [Melding(slip.zin, slip.plek) for slip in gelezen.slips if not is_gezegd(slip, meldingen)]
    if meldingen:
        raise RegelingFout(sorted(meldingen, key=lambda melding: melding.plek or Plek(0, 0)), bestand)
    return regeling


def load_document(document: dict[str, Any], *, bestand: str = "regeling") -> Regeling:
    """Read a policy back from the plain document that `Regeling.as_document` gave, in this release or an earlier one."""
    regeling, zinnen = _load(document, compleet=False)
    if zinnen:
        raise RegelingFout([Melding(zin) for zin in zinnen], bestand)
    return regeling


def _load(rauw: dict[str, Any], *, compleet: bool) -> tuple[Regeling, list[str]]:
    lezer = Lezer(Landelijk(rauw.get("regeling")), compleet=compleet)
    regeling = lezer.lees_tabel(Regeling, rauw, "")
    fouten = lezer.meldingen() or toets(regeling)
    if compleet and not fouten:
        fouten = toets_tekst(regeling)
    return cast(Regeling, regeling), fouten


class Lezer:
    """`compleet`: the keys that documents of earlier releases lack must be there."""

    def __init__(self, landelijk: Landelijk, *, compleet: bool) -> None:
        self.fouten: list[str] = []
        self._landelijk = landelijk
        self._compleet = compleet
        self._misplaatst: set[str] = set()

    def meldingen(self) -> list[str]:
        """One sentence per mistake: what stands in the wrong place is not missing as well."""
        elders = tuple(f"{sleutel} ontbreekt " for sleutel in self._misplaatst)
        return [fout for fout in self.fouten if not elders or not fout.startswith(elders)]

    def _fout(self, zin: str) -> Any:
        self.fouten.append(zin)
        return FOUT

    # -- tables ---------------------------------------------------------------------------------

    def lees_tabel(self, soort: type, rauw: object, pad: str) -> Any:
        if not isinstance(rauw, dict):
            raad = als_tabel(_naam(pad), soort, rauw)
            return self._fout(f"{pad} is {toon(rauw)}, maar moet een tabel zijn met {sleutels(soort)}.{raad}")
        rauw = self._vul_landelijke_tabel(soort, dict(rauw), pad)
        if self._compleet and GEEN in rauw:
            rauw = self._vul_geen(soort, rauw, pad)
        self._refuse_unknown(soort, rauw, pad)
        waarden = {veld.name: self._lees_veld(soort, veld, rauw, pad) for veld in dataclasses.fields(soort)}
        self._tell_missing(soort, [naam for naam, waarde in waarden.items() if waarde is MIST], pad)
        if any(waarde is FOUT or waarde is MIST for waarde in waarden.values()):
            return FOUT
        return soort(**waarden)

    def _lees_veld(self, soort: type, veld: dataclasses.Field[Any], rauw: dict[str, Any], pad: str) -> Any:
        plek = f"{pad}.{veld.name}" if pad else veld.name
        if veld.name in rauw:
            return self.lees(hints(soort)[veld.name], rauw[veld.name], plek, info_van(veld))
        if mag_ontbreken(veld) if self._compleet else is_optioneel(veld):
            return veld.default if veld.default_factory is MISSING else veld.default_factory()
        return MIST

    def _vul_geen(self, soort: type, rauw: dict[str, Any], pad: str) -> dict[str, Any]:
        """What the chapter leaves out, with its sentence as the source."""
        zin, namen = rauw.pop(GEEN), onder_geen(soort)
        plek = f"{pad}.{GEEN}" if pad else GEEN
        if not namen:
            self._fout(f"{plek} zegt hier niets: in dit blok kan niets worden weggelaten. Haal de regel weg.")
        elif not isinstance(zin, str) or not zin.strip():
            self._fout(
                f"{plek} is {toon(zin)}. Schrijf in een zin wat de regeling niet heeft: {', '.join(namen)}."
            )
        elif all(naam in rauw for naam in namen):
            self._fout(f"{plek} zegt niets meer: alles staat er al. Haal de regel weg.")
        return {naam: met_zin(waarde, str(zin).strip()) for naam, waarde in namen.items()} | rauw

    def _tell_missing(self, soort: type, namen: list[str], pad: str) -> None:
        namen = [naam for naam in namen if f"{pad}.{naam}" not in self._misplaatst]
        if len(namen) > 1 and pad:
            self._fout(mist(pad, soort, namen))
            return
        infos = {veld.name: info_van(veld) for veld in dataclasses.fields(soort)}
        for naam in namen:
            plek, info = f"{pad}.{naam}" if pad else naam, infos[naam]
            waarom = "Een standaard zou een keuze van de raad verbergen. " if info.in_tekst else ""
            raad = voeg_toe(plek, hints(soort)[naam], info)
            self._fout(f"{plek} ontbreekt ({info.uitleg}). {waarom}Voeg toe: {raad}")

    def _refuse_unknown(self, soort: type, rauw: dict[str, Any], pad: str) -> None:
        bekend = [veld.name for veld in dataclasses.fields(soort)]
        toegestaan = {*bekend, "soort"} if issubclass(soort, Veldsoort) else set(bekend)
        onbekend = [sleutel for sleutel in rauw if sleutel not in toegestaan]
        for sleutel in onbekend[:MEESTE_ONBEKEND]:
            lijkt = difflib.get_close_matches(sleutel[:LANGSTE_NAAM], bekend, n=1)
            elders = plaats_van_sleutel(sleutel, soort) if not lijkt or sleutel in hints(Regeling) else ""
            self._misplaatst |= {sleutel} if elders else set()
            self._misplaatst |= {f"{pad}.{lid}" for lid in lijkt if lid not in rauw}
            raad = f"Bedoelt u {lijkt[0]}?" if lijkt else f"Toegestaan: {', '.join(bekend)}."
            plek = f"{pad}.{kort(sleutel)}" if pad else kort(sleutel)
            zin = f"{plek} is geen bekende sleutel. {raad} Verbeter de naam of haal de regel weg."
            self._fout(f"{plek} staat op de verkeerde plaats: {elders}" if elders else zin)
        if len(onbekend) > MEESTE_ONBEKEND:
            rest = len(onbekend) - MEESTE_ONBEKEND
            self._fout(f"{pad or 'het bestand'} heeft nog {rest} andere sleutels die niet bekend zijn.")

    def _vul_landelijke_tabel(self, soort: type, rauw: dict[str, Any], pad: str) -> dict[str, Any]:
        try:
            return self._landelijk.vul(soort, rauw)
        except NoGeldigheid:
            return rauw | dict.fromkeys(UIT_TABEL[soort], FOUT)
        except UnknownTabel as fout:
            return rauw | dict.fromkeys(UIT_TABEL[soort], self._fout(f"{pad}.tabel: {fout}"))

    # -- values ---------------------------------------------------------------------------------

    def lees(self, soort: Any, rauw: object, pad: str, info: Veldinfo) -> Any:
        if rauw is FOUT:
            return FOUT
        if mag_geen(soort) and (rauw == GEEN or rauw is None):
            return None
        leden = keuzes(soort)
        if len(leden) > 1:
            return self._lees_keuze(leden, rauw, pad)
        return self._lees_een(leden[0], rauw, pad, info)

    def _lees_een(self, soort: Any, rauw: object, pad: str, info: Veldinfo) -> Any:
        if soort is Parameter:
            return self._lees_parameter(rauw, pad, info)
        if get_origin(soort) is tuple:
            return self._lees_lijst(get_args(soort)[0], rauw, pad, info)
        if get_origin(soort) is dict:
            return self._lees_namen(get_args(soort)[1], rauw, pad, info)
        if dataclasses.is_dataclass(soort):
            return self.lees_tabel(cast(type, soort), rauw, pad)
        if issubclass(soort, StrEnum):
            return self._lees_woord(soort, rauw, pad)
        return self._lees_simpel(soort, rauw, pad, info)

    def _lees_simpel(self, soort: type, rauw: object, pad: str, info: Veldinfo) -> Any:
        if soort is int:
            return self._lees_getal(rauw, pad, info)
        if soort is date:
            return self._lees_datum(rauw, pad)
        if soort is str and isinstance(rauw, str):
            return self._lees_tekst(rauw.strip(), pad, info)
        if soort is bool and isinstance(rauw, bool):
            return rauw
        wat = "true of false" if soort is bool else 'een tekst tussen aanhalingstekens ("...")'
        raad = ja_nee(rauw, _naam(pad)) if soort is bool else ""
        return self._fout(f"{pad} is {toon(rauw)}, maar moet {wat} zijn ({info.uitleg}).{raad}")

    def _lees_tekst(self, tekst: str, pad: str, info: Veldinfo) -> Any:
        if not tekst:
            return self._fout(f"{pad} is leeg ({info.uitleg}). Vul een tekst in.")
        if not info.maand_dag or not self._compleet:
            return tekst
        if raad := twijfel_dag(tekst):
            return self._fout(f'{pad} is "{tekst}". {raad}')
        return maand_dag_als_toml(tekst)

    def _lees_keuze(self, leden: tuple[Any, ...], rauw: object, pad: str) -> Any:
        if not isinstance(rauw, dict):
            return self._fout(f"{pad} is {toon(rauw)}, maar moet een tabel zijn.")
        per_soort = {lid.soort: lid for lid in leden if issubclass(lid, Veldsoort)}
        if isinstance(rauw.get("vergoed"), bool) and "soort" not in rauw:
            return self.lees_tabel(leden[0] if rauw["vergoed"] else leden[1], rauw, pad)
        if "vergoed" in rauw and not per_soort:
            raad = ja_nee(rauw["vergoed"], "vergoed")
            return self._fout(
                f"{pad}.vergoed is {toon(rauw['vergoed'])}, maar moet true of false zijn.{raad}"
            )
        if not per_soort:
            return self._fout(f"{pad}.vergoed ontbreekt. Voeg toe: vergoed = true of vergoed = false")
        gekozen = per_soort.get(rauw.get("soort")) if isinstance(rauw.get("soort"), str) else None
        if gekozen is None:
            return self._fout(
                f"{pad}.soort is {toon(rauw.get('soort'))}. {kies_soort(rauw.get('soort'), per_soort)}"
            )
        return self.lees_tabel(gekozen, rauw, pad)

    def _lees_lijst(self, soort: Any, rauw: object, pad: str, info: Veldinfo) -> Any:
        if not isinstance(rauw, list):
            return self._fout(f"{pad} is {toon(rauw)}, maar moet een lijst zijn ({info.uitleg}).")
        leden = [self.lees(soort, lid, f"{pad}[{i}]", info) for i, lid in enumerate(rauw, start=1)]
        return FOUT if any(lid is FOUT for lid in leden) else tuple(leden)

    def _lees_namen(self, soort: Any, rauw: object, pad: str, info: Veldinfo) -> Any:
        if not isinstance(rauw, dict):
            return self._fout(
                f"{pad} is {toon(rauw)}, maar moet tabellen met een naam bevatten ({info.uitleg})."
            )
        leden = {naam: self.lees(soort, lid, f"{pad}.{naam}", info) for naam, lid in rauw.items()}
        return FOUT if any(lid is FOUT for lid in leden.values()) else leden

    def _lees_woord(self, soort: type[StrEnum], rauw: object, pad: str) -> Any:
        try:
            return soort(cast(str, rauw))
        except ValueError:
            if not self._compleet and isinstance(rauw, str) and _is_vroeger(soort, rauw):
                return rauw
            return self._fout(f"{pad} is {toon(rauw)}. {kies(soort, rauw, _naam(pad))}")

    def _lees_datum(self, rauw: object, pad: str) -> Any:
        if isinstance(rauw, date) and not isinstance(rauw, datetime):
            return rauw
        if isinstance(rauw, str):
            try:
                return date.fromisoformat(rauw)
            except ValueError:
                pass
        goed = datum_als_toml(rauw) if isinstance(rauw, str) else None
        raad = f"Schrijf: {_naam(pad)} = {goed}" if goed else "bijvoorbeeld 2026-01-01."
        scheiding = "." if goed else ","
        return self._fout(f"{pad} is {toon(rauw)}, maar moet een datum zijn{scheiding} {raad}")

    def _lees_getal(self, rauw: object, pad: str, info: Veldinfo) -> Any:
        getal = als_decimaal(rauw)
        if is_te_groot(rauw):
            return self._fout(
                f"{pad} is {toon(rauw)}, maar een getal heeft hoogstens {MEESTE_CIJFERS} cijfers ({info.uitleg}). Verbeter het getal."
            )
        if getal is None:
            goed = getal_als_toml(rauw) if isinstance(rauw, str) else None
            raad = f" Schrijf: {_naam(pad)} = {goed}" if goed else ""
            return self._fout(f"{pad} is {toon(rauw)}, maar moet een getal zijn ({info.uitleg}).{raad}")
        if self._compleet and (raad := twijfel(getal) or ""):
            return self._fout(f"{pad} is {getal:f}. {raad}")
        factor = info.eenheid.factor if info.eenheid else 1
        if (
            info.minimum is not None
            and info.maximum is not None
            and not info.minimum <= getal <= info.maximum
        ):
            grens = f"{als_getal(info.minimum)} tot en met {als_getal(info.maximum)}"
            return self._fout(
                f"{pad} is {als_getal(getal)}; toegestaan is {grens} ({info.uitleg}). Verbeter het getal."
            )
        if info.minimum is not None and getal < info.minimum:
            return self._fout(
                f"{pad} is {als_getal(getal)}, maar mag niet lager zijn dan {als_getal(info.minimum)}."
            )
        if getal * factor % 1:
            decimalen = info.eenheid.decimalen if info.eenheid else 0
            return self._fout(
                f"{pad} is {als_getal(getal)}, maar mag hoogstens {decimalen} {in_woord(decimalen, 'decimalen')} hebben."
            )
        return int(getal * factor)

    # -- numbers with a source --------------------------------------------------------------------

    def _lees_parameter(self, rauw: object, pad: str, info: Veldinfo) -> Any:
        eenheid = zeker(info.eenheid, f"de eenheid van {pad}")
        if not isinstance(rauw, list):
            waarde = self._lees_waarde(rauw, pad, info, eerste=True)
            return FOUT if waarde is FOUT else Parameter(eenheid, (waarde,))
        if not rauw:
            return self._fout(f"{pad} is een lege lijst. Voeg een bedrag toe met waarde en bron.")
        waarden = [
            self._lees_waarde(lid, f"{pad}[{i}]", info, eerste=i == 1) for i, lid in enumerate(rauw, start=1)
        ]
        if any(waarde is FOUT for waarde in waarden):
            return FOUT
        dagen = [waarde.vanaf for waarde in waarden[1:]]
        if dagen != sorted(set(dagen)):
            return self._fout(
                f"{pad}: de datums bij vanaf lopen niet op. Zet de oudste waarde vooraan, elke datum een keer."
            )
        return Parameter(eenheid, tuple(waarden))

    def _lees_waarde(self, rauw: object, pad: str, info: Veldinfo, *, eerste: bool) -> Any:
        if not isinstance(rauw, dict):
            return self._fout(f"{pad} {met_bron(_naam(pad), rauw, info)}")
        nodig = ["waarde", "bron"] if eerste else ["waarde", "bron", "vanaf"]
        for sleutel in nodig:
            if sleutel not in rauw:
                return self._fout(
                    f"{pad}.{sleutel} ontbreekt ({info.uitleg}). Elk getal heeft {NODIG[len(nodig)]} nodig."
                )
        self._refuse_unknown(Waarde, rauw, pad)
        getal = self._lees_getal(rauw["waarde"], f"{pad}.waarde", info)
        bron = self._lees_simpel(str, rauw["bron"], f"{pad}.bron", Veldinfo("artikel, document of aanname"))
        vanaf = None if rauw.get("vanaf") is None else self._lees_datum(rauw["vanaf"], f"{pad}.vanaf")
        artikel = rauw.get("artikel", "")
        if not isinstance(artikel, str):
            artikel = self._lees_simpel(str, artikel, f"{pad}.artikel", Veldinfo("artikel"))
        if FOUT in (getal, bron, artikel, vanaf):
            return FOUT
        return Waarde(getal, bron, artikel, vanaf)


def _is_vroeger(soort: type[StrEnum], woord: str) -> bool:
    """Words that documents of earlier releases may hold, and new ones may not."""
    return soort is Stopreden or (soort is Ritme and woord == "periode")


def _naam(pad: str) -> str:
    """The key that a path ends with."""
    return re.sub(r"\[\d+\]$", "", pad.rsplit(".", 1)[-1])
