"""Reading policy files for the commands: every problem becomes one clear message."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from rekenregels import Regeling, RegelingFout, load_regeling


def read_tekst(bestand: Path) -> str:
    try:
        return bestand.read_text(encoding="utf-8")
    except OSError as fout:
        raise CommandError(
            f"{bestand}: het bestand is niet te lezen ({fout.strerror}). Controleer de naam."
        ) from fout
    except UnicodeDecodeError as fout:
        raise CommandError(
            f"{bestand}: het bestand is geen UTF-8-tekst. Sla het opnieuw op als UTF-8."
        ) from fout


def read_regeling(bestand: Path) -> Regeling:
    try:
        return load_regeling(read_tekst(bestand), bestand=bestand.name)
    except RegelingFout as fout:
        raise CommandError("\n".join(fout.fouten)) from fout


def write_tekst(out: Path, tekst: str) -> None:
    try:
        out.write_text(tekst, encoding="utf-8")
    except OSError as fout:
        raise CommandError(f"{out}: het bestand is niet te schrijven ({fout.strerror}).") from fout
