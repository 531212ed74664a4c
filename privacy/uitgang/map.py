"""The directory of an export: its names, its list of contents and the proof that it is whole."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

INHOUD = "inhoud.json"
GEGEVENS, BESTANDEN, REGELINGEN = "gegevens", "bestanden", "regelingen"
SOORT, VERSIE = "vve-export", 1


class Uitgangfout(ValueError):
    """The export can't be made or read; the sentence says why and what to do."""


def new_directory(waar: Path) -> None:
    """Only for who makes it: in it are the data of a whole municipality."""
    if waar.exists() and (not waar.is_dir() or any(waar.iterdir())):
        raise Uitgangfout(f"{waar} bestaat al en is niet leeg. Kies een nieuwe map.")
    waar.mkdir(mode=0o700, parents=True, exist_ok=True)
    waar.chmod(0o700)


def write_file(waar: Path, pad: str, inhoud: bytes) -> str:
    """Its SHA-256."""
    bestand = waar / pad
    bestand.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as uit:
        uit.write(inhoud)
    return hashlib.sha256(inhoud).hexdigest()


def read_file(waar: Path, pad: str, sha256: str) -> bytes:
    bestand = (waar / pad).resolve()
    if not bestand.is_relative_to(waar.resolve()):
        raise Uitgangfout(f"{pad} ligt buiten de map. Deze export klopt niet.")
    try:
        inhoud = bestand.read_bytes()
    except OSError as fout:
        raise Uitgangfout(f"{pad} kan niet worden gelezen: {fout.strerror}.") from fout
    if hashlib.sha256(inhoud).hexdigest() != sha256:
        raise Uitgangfout(f"{pad} is gewijzigd sinds de export. Haal de export opnieuw op.")
    return inhoud


def read_contents(waar: Path) -> dict[str, Any]:
    try:
        inhoud: dict[str, Any] = json.loads((waar / INHOUD).read_text())
    except (OSError, ValueError) as fout:
        raise Uitgangfout(f"In {waar} staat geen leesbare {INHOUD}. Kies de map van een export.") from fout
    if (inhoud.get("soort"), inhoud.get("versie")) != (SOORT, VERSIE):
        raise Uitgangfout(
            f"{INHOUD} is van een andere soort of versie. Deze installatie leest versie {VERSIE}."
        )
    return inhoud


def last_migrations() -> dict[str, str]:
    """Per app: rows only fit in tables of the same release."""
    gedaan = MigrationRecorder(connection).applied_migrations()
    namen: dict[str, str] = {}
    for app, naam in gedaan:
        namen[app] = max(namen.get(app, ""), naam)
    return dict(sorted(namen.items()))
