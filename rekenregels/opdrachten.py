"""What the engine does on files, for `python -m rekenregels` and for `manage.py`.

Results go to `uit`, what people must know to `fout`; an order that fails raises Opdrachtfout with its message.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from lib.geld import euro
from rekenregels.bestanden import Bestandsfout, read_regeling, read_tekst, write_tekst
from rekenregels.csvbestand import CsvFouten, read_feiten, write_uitkomst
from rekenregels.gelijkheid import compare_delen
from rekenregels.regeling.controle import let_op
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.meldingen import Melding, plaats
from rekenregels.regeling.opmaak import format_toml
from rekenregels.regeling.proeven import Populatie
from rekenregels.regeling.schema import regeling_schema
from rekenregels.regeling.tomltekst import TomlFout, parse_toml
from rekenregels.rekenen.bereken import Uitkomst
from rekenregels.rekenen.feit import FeitenFout
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.samenloop import calculate_samen
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.voorbeelden import run_voorbeelden, voorbeeldfouten
from rekenregels.scenario import Scenario, make_scenario
from rekenregels.scenariotabel import make_csv, make_tabel
from rekenregels.uitleg.verteller import make_uitleg


class Opdrachtfout(ValueError):
    """What went wrong, for the person at the keyboard."""


class Uitgang(Protocol):
    def write(self, tekst: str, /) -> object: ...


@dataclass(frozen=True)
class Opdracht:
    """One order: what it does, what it asks for, and the function that gets the answers by name."""

    hulp: str
    add_arguments: Callable[[ArgumentParser], None]
    doe: Callable[..., None]

    def run(self, *, uit: Uitgang, fout: Uitgang, **opties: Any) -> None:
        try:
            self.doe(uit=uit, fout=fout, **opties)
        except Bestandsfout as bestandsfout:
            raise Opdrachtfout(str(bestandsfout)) from bestandsfout


# -- check -------------------------------------------------------------------------------------------


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)


def _check(*, uit: Uitgang, fout: Uitgang, bestanden: list[Path]) -> None:
    goed = [_check_bestand(bestand, uit, fout) for bestand in bestanden]
    if not all(goed):
        fouten = goed.count(False)
        zijn = "is" if fouten == 1 else "zijn"
        raise Opdrachtfout(f"{fouten} van de {len(goed)} regelingen {zijn} niet in orde.")


def _check_bestand(bestand: Path, uit: Uitgang, fout: Uitgang) -> bool:
    try:
        regeling = read_regeling(bestand)
    except Bestandsfout as bestandsfout:
        fout.write(f"{bestandsfout}\n")
        return False
    uitslagen = run_voorbeelden(regeling)
    tekst = read_tekst(bestand)
    for melding in plaats(tekst, voorbeeldfouten(uitslagen)):
        fout.write(f"{bestand.name}, {melding}\n")
    for melding in plaats(tekst, let_op(regeling)):
        uit.write(f"{bestand.name}, let op, {melding}\n")
    kloppend = sum(uitslag.klopt for uitslag in uitslagen)
    uit.write(
        f"{bestand.name}: {regeling.naam}: {kloppend} van de {len(uitslagen)} voorbeelden kloppen, "
        f"{len(regeling.aannames)} aannames, sha256 {regeling.sha256[:12]}\n"
    )
    return kloppend == len(uitslagen)


# -- format ------------------------------------------------------------------------------------------


def _format_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)
    parser.add_argument(
        "--controleer", action="store_true", help="verander niets; zeg alleen welke bestanden anders zijn"
    )


def _format(*, uit: Uitgang, fout: Uitgang, bestanden: list[Path], controleer: bool) -> None:
    anders = [bestand for bestand in bestanden if _format_bestand(bestand, uit, controleer)]
    if controleer and anders:
        raise Opdrachtfout(f"{len(anders)} van de {len(bestanden)} bestanden hebben een andere opmaak.")


def _format_bestand(bestand: Path, uit: Uitgang, controleer: bool) -> bool:
    """Is the layout another one? Also a file that is no whole policy yet gets its layout."""
    tekst = read_tekst(bestand)
    try:
        if parse_toml(tekst).slips:
            raise TomlFout(parse_toml(tekst).slips)
        nieuw = format_toml(tekst)
    except TomlFout as slips:
        zinnen = [f"{bestand.name}, {Melding(slip.zin, slip.plek)}" for slip in slips.slips]
        raise Opdrachtfout("\n".join(zinnen)) from slips
    if nieuw == tekst:
        return False
    uit.write(f"{bestand.name}: {'heeft een andere opmaak' if controleer else 'opgemaakt'}\n")
    if not controleer:
        write_tekst(bestand, nieuw)
    return True


# -- schema ------------------------------------------------------------------------------------------


def _schema(*, uit: Uitgang, fout: Uitgang) -> None:
    uit.write(json.dumps(regeling_schema(), indent=2, ensure_ascii=False) + "\n")


# -- calculate ---------------------------------------------------------------------------------------


def _calculate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("regeling", metavar="FILE.toml", type=Path)
    parser.add_argument("invoer", metavar="INPUT.csv", type=Path)
    parser.add_argument("--out", metavar="OUT.csv", type=Path, help="schrijf de uitkomst naar dit bestand")
    parser.add_argument("--uitleg", action="store_true", help="toon per regel alle stappen")


def _calculate(
    *, uit: Uitgang, fout: Uitgang, regeling: Path, invoer: Path, out: Path | None, uitleg: bool
) -> None:
    uitkomst, nummers = _uitkomst(read_regeling(regeling), invoer)
    for melding in _let_op(uitkomst, nummers):
        fout.write(f"{invoer.name}, let op, {melding}\n")
    if uitleg:
        _toon_uitleg(uitkomst, uit)
    if out is not None:
        write_tekst(out, write_uitkomst(uitkomst))
    elif not uitleg:
        uit.write(write_uitkomst(uitkomst))
    fout.write(f"{len(uitkomst.feiten)} regels, totaal {euro(uitkomst.totaal)}\n")


def _let_op(uitkomst: Uitkomst, nummers: list[int]) -> Iterator[str]:
    """What gives an amount, and is often a slip in the file."""
    tabel = uitkomst.regeling.bijdragetabel
    for i, nummer in enumerate(nummers):
        if Signaal.DUBBELE_REGEL in uitkomst.signalen_van(i):
            yield f"regel {nummer}: {Signaal.DUBBELE_REGEL.zin}"
        if tabel is not None and not uitkomst.feiten.kot[i] and not _heeft_bewijs(uitkomst.feiten, i):
            yield (
                f"regel {nummer}, kolom inkomen: er is geen inkomen of bijdrageklasse, dus gerekend zonder bewijs "
                f"({tabel.zonder_bewijs})."
            )


def _heeft_bewijs(feiten: Feiten, i: int) -> bool:
    return bool(feiten.bijdrageklasse[i] > 0 or feiten.inkomen[i] >= 0)


def _uitkomst(regeling: Regeling, invoer: Path) -> tuple[Uitkomst, list[int]]:
    try:
        feiten, nummers = read_feiten(read_tekst(invoer), regeling)
    except CsvFouten as fout:
        raise Opdrachtfout("\n".join(f"{invoer.name}, {f}" for f in fout.fouten)) from fout
    try:
        return calculate_samen(regeling, Feiten.from_records(feiten)), nummers
    except FeitenFout as fout:
        regels = [
            f'{invoer.name}, regel {nummers[f.regel]}, kolom {f.kolom}, waarde "{f.waarde}": {f.boodschap}'
            for f in fout.fouten
        ]
        raise Opdrachtfout("\n".join(regels)) from fout


def _toon_uitleg(uitkomst: Uitkomst, uit: Uitgang) -> None:
    for i in range(len(uitkomst.feiten)):
        stappen = make_uitleg(uitkomst, i)
        uit.write(f"{stappen.sleutel}: {euro(stappen.subsidie)}\n")
        uit.write(stappen.as_text() + "\n")


# -- compare -----------------------------------------------------------------------------------------


def _compare_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)
    parser.add_argument(
        "--populatie",
        metavar="FILE.toml",
        type=Path,
        help="gebruik de populatie uit dit bestand voor alle regelingen",
    )
    parser.add_argument(
        "--out", metavar="OUT.csv", type=Path, help="schrijf de vergelijking ook als CSV naar dit bestand"
    )


def _compare(
    *, uit: Uitgang, fout: Uitgang, bestanden: list[Path], populatie: Path | None, out: Path | None
) -> None:
    andere = None if populatie is None else _populatie(populatie, "Voeg groepen kinderen toe.")
    scenarios = [_scenario(bestand, andere) for bestand in bestanden]
    uit.write(make_tabel(scenarios))
    if out is not None:
        write_tekst(out, make_csv(scenarios))


def _scenario(bestand: Path, andere: Populatie | None) -> Scenario:
    gekozen = andere or _populatie(bestand, "Voeg groepen kinderen toe, of geef --populatie mee.")
    try:
        return make_scenario(read_regeling(bestand), gekozen)
    except FeitenFout as fout:
        raise Opdrachtfout("\n".join(f"{bestand.name}: {f}" for f in fout.fouten)) from fout


def _populatie(bestand: Path, raad: str) -> Populatie:
    populatie = read_regeling(bestand).populatie
    if populatie is None:
        raise Opdrachtfout(f"{bestand.name}: dit bestand heeft geen [populatie]. {raad}")
    return populatie


# -- gelijk ------------------------------------------------------------------------------------------


def _gelijk_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bestanden", nargs="+", metavar="FILE.toml", type=Path)
    parser.add_argument(
        "--regels",
        metavar="AANTAL",
        type=int,
        default=1_000_000,
        help="zoveel willekeurige regels per regeling",
    )


def _gelijk(*, uit: Uitgang, fout: Uitgang, bestanden: list[Path], regels: int) -> None:
    anders = 0
    for bestand in bestanden:
        regeling = read_regeling(bestand)
        uitslag = compare_delen(regeling, regels)
        anders += bool(uitslag.verschil)
        oordeel = f"ANDERS: {uitslag.verschil}" if uitslag.verschil else "gelijk"
        uit.write(f"{bestand.name}: {uitslag.bedragen} bedragen in delen, {regels} regels: {oordeel}\n")
    if anders:
        raise Opdrachtfout(f"{anders} van de {len(bestanden)} regelingen rekenen anders.")


OPDRACHTEN: Final = {
    "check": Opdracht(
        "Controleert regelingen (TOML) en rekent hun voorbeelden na.", _check_arguments, _check
    ),
    "format": Opdracht(
        "Zet de regels van een regelingbestand in een vaste opmaak; de inhoud en de opmerkingen blijven gelijk.",
        _format_arguments,
        _format,
    ),
    "schema": Opdracht("Schrijft het JSON Schema van een regelingbestand.", lambda parser: None, _schema),
    "calculate": Opdracht(
        "Berekent de subsidie van een CSV-bestand met kinderen en uren (kolommen: zie docs/rekenregels.md).",
        _calculate_arguments,
        _calculate,
    ),
    "compare": Opdracht(
        "Vergelijkt regelingen: wat kost elk van hen voor de eigen populatie, of voor een gegeven populatie.",
        _compare_arguments,
        _compare,
    ),
    "gelijk": Opdracht(
        "Schrijft elk bedrag uit in delen en vergelijkt de uitkomst op willekeurige regels.",
        _gelijk_arguments,
        _gelijk,
    ),
}
