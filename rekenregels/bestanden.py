"""Files of people: every problem becomes one clear message."""

from __future__ import annotations

from pathlib import Path

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.lezen import load_regeling
from rekenregels.regeling.meldingen import RegelingFout


class Bestandsfout(ValueError):
    """A file that can't be used; the message is for who gave its name."""


def read_tekst(bestand: Path) -> str:
    try:
        return bestand.read_text(encoding="utf-8-sig")
    except OSError as fout:
        raise Bestandsfout(
            f"{bestand}: het bestand is niet te lezen ({fout.strerror}). Controleer de naam."
        ) from fout
    except UnicodeDecodeError as fout:
        raise Bestandsfout(
            f"{bestand}: het bestand is geen UTF-8-tekst. Sla het opnieuw op als UTF-8."
        ) from fout


def read_regeling(bestand: Path) -> Regeling:
    try:
        return load_regeling(read_tekst(bestand), bestand=bestand.name)
    except RegelingFout as fout:
        raise Bestandsfout("\n".join(fout.fouten)) from fout


def write_tekst(out: Path, tekst: str) -> None:
    try:
        out.write_text(tekst, encoding="utf-8")
    except OSError as fout:
        raise Bestandsfout(f"{out}: het bestand is niet te schrijven ({fout.strerror}).") from fout
