"""The BSN of the children: not along, readable, or under a password that goes another way than the export."""

import base64
import csv
import io
import os
from collections.abc import Iterable, Iterator
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from indicaties.models import Kind

KORTSTE_WACHTWOORD = 16


class Wijze(StrEnum):
    NONE = "geen"
    READABLE = "leesbaar"
    PASSWORD = "wachtwoord"  # noqa: S105


WAARSCHUWING = {
    Wijze.NONE: "De BSN's gaan niet mee. In de nieuwe installatie legt het consultatiebureau ze opnieuw vast.",
    Wijze.READABLE: (
        "Let op: de BSN's staan leesbaar in bsn.csv. Bewaar en verstuur de map alleen versleuteld, en wis haar na gebruik."
    ),
    Wijze.PASSWORD: "De BSN's staan versleuteld in bsn.csv.versleuteld. Verstuur het wachtwoord langs een andere weg.",
}


def check_password(wachtwoord: str) -> None:
    if len(wachtwoord) < KORTSTE_WACHTWOORD:
        raise ValueError(f"Het wachtwoord heeft minstens {KORTSTE_WACHTWOORD} tekens nodig.")


def write_bsns(kinderen: Iterable[Kind], wijze: Wijze, wachtwoord: str) -> tuple[str, bytes]:
    """Name and bytes of the file."""
    tekst = io.StringIO()
    regels = csv.writer(tekst)
    regels.writerow(("pseudoniem", "bsn"))
    regels.writerows((kind.pseudoniem, kind.bsn) for kind in kinderen if kind.heeft_bsn)
    inhoud = tekst.getvalue().encode()
    if wijze == Wijze.READABLE:
        return "bsn.csv", inhoud
    zout = os.urandom(16)
    return "bsn.csv.versleuteld", base64.b64encode(zout) + b"\n" + _fernet(wachtwoord, zout).encrypt(inhoud)


def read_bsns(inhoud: bytes, wijze: Wijze, wachtwoord: str) -> Iterator[tuple[str, str]]:
    """Pseudoniem and BSN; ValueError when the password is another one."""
    if wijze == Wijze.PASSWORD:
        zout, _, rest = inhoud.partition(b"\n")
        try:
            inhoud = _fernet(wachtwoord, base64.b64decode(zout)).decrypt(rest)
        except InvalidToken:
            raise ValueError("Het wachtwoord van de BSN's klopt niet.") from None
    for rij in csv.DictReader(io.StringIO(inhoud.decode())):
        yield rij["pseudoniem"], rij["bsn"]


def _fernet(wachtwoord: str, zout: bytes) -> Fernet:
    sleutel = Scrypt(salt=zout, length=32, n=2**15, r=8, p=1).derive(wachtwoord.encode())
    return Fernet(base64.urlsafe_b64encode(sleutel))
