"""Checkpoints of the log, signed and kept outside the database.

Who owns the tables can switch the triggers off, change a line and compute the whole chain anew. A checkpoint says
which hash a line of a chain had at some moment; it is signed with a key that the database does not hold and stands
in a file that the database cannot reach, one JSON object per line:

    {"nummer": 7, "keten": "0273", "volgnummer": 120, "hash": "…", "moment": "…", "vorige": "…", "sleutel": "…",
     "handtekening": "…"}

`vorige` is the SHA-256 of the line before it, `handtekening` is Ed25519 over the object without itself (keys sorted,
no spaces, UTF-8), `sleutel` its public key. How far the file came stands in the log: a file that lost its last lines
shows as well. Each line also goes to the log stream, so that a log server has what this machine might lose.
"""

import base64
import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db.models import Max, QuerySet

from organisaties.audit import INSTALLATIE, record_system
from organisaties.handelingen import Handeling
from organisaties.models import AuditKeten, AuditRegel

GESCHREVEN, OPNIEUW = Handeling.LOGBOEK_CHECKPOINT, Handeling.LOGBOEK_RESTART
PROCES = "ijkpunten"
# The writer reads only the end of the file; a chain that is not in there gets a checkpoint more than it needs.
_STAART = 1024 * 1024
WAT_NU = (
    "Zet het bestand terug uit de back-up of van de logserver. Is het echt verloren, begin dan opnieuw met "
    "manage.py write_ijkpunten --opnieuw; dat blijft in het logboek staan."
)
# A logger of its own: the mask over personal data would harm a hash, and there are none in these lines.
_uitvoer = logging.getLogger("vve.ijkpunten")


class IjkpuntFout(Exception):
    """What is wrong with the file or the key, in a Dutch sentence."""


@dataclass(frozen=True)
class Ijkpunt:
    nummer: int
    keten: str
    volgnummer: int
    hash: str
    moment: str
    vorige: str
    sleutel: str
    handtekening: str = ""

    @classmethod
    def parse(cls, regel: str) -> "Ijkpunt":
        """ValueError when the line is anything else than one checkpoint."""
        waarden: Any = json.loads(regel)
        if not isinstance(waarden, dict) or waarden.keys() != {veld.name for veld in fields(cls)}:
            raise ValueError("geen ijkpunt")
        if any(type(waarden[veld.name]) is not veld.type for veld in fields(cls)):
            raise ValueError("geen ijkpunt")
        return cls(**waarden)

    def line(self) -> str:
        return _canonical(asdict(self))

    def digest(self) -> str:
        return hashlib.sha256(self.line().encode()).hexdigest()

    def signed(self, sleutel: Ed25519PrivateKey) -> "Ijkpunt":
        return replace(self, handtekening=base64.b64encode(sleutel.sign(self._message())).decode())

    def has_signature_of(self, vertrouwd: frozenset[str]) -> bool:
        """Of one of these public keys, in base64."""
        if self.sleutel not in vertrouwd:
            return False
        try:
            handtekening = base64.b64decode(self.handtekening, validate=True)
            Ed25519PublicKey.from_public_bytes(base64.b64decode(self.sleutel)).verify(
                handtekening, self._message()
            )
        except (InvalidSignature, ValueError):
            return False
        return True

    def _message(self) -> bytes:
        return _canonical({k: v for k, v in asdict(self).items() if k != "handtekening"}).encode()


def _canonical(waarden: dict[str, Any]) -> str:
    return json.dumps(waarden, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def public_key() -> str:
    """The public key that belongs to AUDIT_KEY, in base64; empty without one."""
    if not settings.AUDIT_KEY:
        return ""
    return base64.b64encode(_private_key().public_key().public_bytes_raw()).decode()


def trusted_keys() -> frozenset[str]:
    """Our own, and those with which earlier checkpoints were signed."""
    return frozenset({public_key(), *settings.AUDIT_PUBLIC_KEYS} - {""})


def _private_key() -> Ed25519PrivateKey:
    if not settings.AUDIT_KEY:
        raise IjkpuntFout(
            "AUDIT_KEY ontbreekt: zonder die sleutel krijgt het logboek geen ijkpunten; zie .env.example."
        )
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.AUDIT_KEY))


def write_ijkpunten(*, op: datetime, opnieuw: bool = False) -> list[Ijkpunt]:
    """A checkpoint for every chain that has grown since its last one; IjkpuntFout when the file is not as it was left.

    `opnieuw` puts the file aside and begins a new one, which stands in the log for ever.
    """
    sleutel = _private_key()
    with _locked(settings.IJKPUNTEN) as slot:
        if opnieuw:
            _put_aside(settings.IJKPUNTEN, op)
        bekend = _read_tail(settings.IJKPUNTEN)
        _refuse_lost(bekend)
        nieuw = list(_new(bekend, op, sleutel))
        if nieuw:
            _append(slot, nieuw)
            # After the file: a break between the two leaves a file that knows more, and that is no harm.
            record_system(
                handeling=GESCHREVEN,
                proces=PROCES,
                gemeente_code=INSTALLATIE,
                nummer=nieuw[-1].nummer,
                regel=nieuw[-1].digest(),
            )
    return nieuw


@contextmanager
def _locked(pad: Path) -> Iterator[Path]:
    """One writer at a time, also when two schedulers run."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.with_name(pad.name + ".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield pad


def _put_aside(pad: Path, op: datetime) -> None:
    if pad.exists():
        pad.rename(pad.with_name(f"{pad.name}.tot-{op:%Y%m%dT%H%M%S}"))
    record_system(handeling=OPNIEUW, proces=PROCES, gemeente_code=INSTALLATIE)


def _read_tail(pad: Path) -> list[Ijkpunt]:
    if not pad.exists():
        return []
    with pad.open("rb") as bestand:
        begin = max(0, bestand.seek(0, os.SEEK_END) - _STAART)
        bestand.seek(begin)
        regels = bestand.read().split(b"\n")
    # Every line ends in a newline; the first may be cut through by where we began to read.
    heel, rest = regels[1 if begin else 0 : -1], regels[-1]
    try:
        if rest:
            raise ValueError("halve regel")
        return [Ijkpunt.parse(regel.decode()) for regel in heel]
    except ValueError:
        raise IjkpuntFout(f"Het einde van {pad} bestaat niet uit hele ijkpunten. {WAT_NU}") from None


def recorded_rounds() -> QuerySet[AuditRegel]:
    """What the log says about the present file: per round the number and the SHA-256 of its last line."""
    regels = AuditRegel.objects.filter(gemeente_code=INSTALLATIE)
    begin = regels.filter(handeling=OPNIEUW).aggregate(Max("volgnummer", default=0))["volgnummer__max"]
    return regels.filter(handeling=GESCHREVEN, volgnummer__gt=begin).order_by("volgnummer")


def _refuse_lost(bekend: list[Ijkpunt]) -> None:
    ronde = recorded_rounds().last()
    verwacht, aanwezig = (ronde.details["nummer"] if ronde else 0), (bekend[-1].nummer if bekend else 0)
    if aanwezig < verwacht:
        raise IjkpuntFout(
            f"{settings.IJKPUNTEN} eindigt bij ijkpunt {aanwezig}; volgens het logboek waren er {verwacht}. {WAT_NU}"
        )


def _new(bekend: list[Ijkpunt], op: datetime, sleutel: Ed25519PrivateKey) -> Iterator[Ijkpunt]:
    laatste = {punt.keten: punt.volgnummer for punt in bekend}
    vorige, nummer = (bekend[-1].digest(), bekend[-1].nummer) if bekend else ("", 0)
    for keten in AuditKeten.objects.order_by("gemeente_code"):
        regels = AuditRegel.objects.filter(
            gemeente_code=keten.gemeente_code, volgnummer__gt=laatste.get(keten.gemeente_code, 0)
        )
        # That checkpoints were written is itself a line; it alone asks for no new one.
        if not regels.exclude(handeling=GESCHREVEN).exists():
            continue
        regel = regels.order_by("-volgnummer")[0]
        nummer += 1
        punt = Ijkpunt(
            nummer=nummer,
            keten=regel.gemeente_code,
            volgnummer=regel.volgnummer,
            hash=regel.hash,
            moment=op.isoformat(timespec="seconds"),
            vorige=vorige,
            sleutel=public_key(),
        ).signed(sleutel)
        vorige = punt.digest()
        yield punt


def _append(pad: Path, punten: list[Ijkpunt]) -> None:
    """Only ever at the end, so that the file may be append-only for the file system as well (chattr +a)."""
    with pad.open("ab") as bestand:
        bestand.write("".join(f"{punt.line()}\n" for punt in punten).encode())
        bestand.flush()
        os.fsync(bestand.fileno())
    for punt in punten:
        _uitvoer.info(punt.line())
