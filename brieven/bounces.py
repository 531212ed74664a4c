"""Mails that came back, read out of a mailbox: which address does not work any more (RFC 3464)."""

import mailbox
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import Path


@dataclass(frozen=True)
class Bounce:
    """An address to which a mail could not be delivered, with the status code of the server that said so."""

    adres: str
    code: str


def read_map(map_: Path) -> Iterator[Bounce]:
    """Of every message in a map: files with one message each, a maildir, or files in mbox form."""
    if (map_ / "cur").is_dir():
        with closing(mailbox.Maildir(map_, create=False)) as bak:
            for bericht in bak:
                yield from read_bounces(bericht.as_bytes())
        return
    for bestand in sorted(pad for pad in map_.iterdir() if pad.is_file()):
        if bestand.read_bytes()[:5] == b"From ":
            with closing(mailbox.mbox(bestand, create=False)) as bus:
                for los in bus:
                    yield from read_bounces(los.as_bytes())
        else:
            yield from read_bounces(bestand.read_bytes())


def read_bounces(inhoud: bytes) -> Iterator[Bounce]:
    """The addresses of a delivery report that failed for good; of any other mail there are none."""
    bericht = message_from_bytes(inhoud, policy=policy.default)
    assert isinstance(bericht, EmailMessage)  # noqa: S101 - tells the type checker
    if bericht.get_content_type() != "multipart/report":
        return
    for deel in bericht.walk():
        if deel.get_content_type() == "message/delivery-status":
            for blok in deel.get_payload():
                if isinstance(blok, Message) and (bounce := _bounce_of(blok)) is not None:
                    yield bounce


def _bounce_of(blok: Message) -> Bounce | None:
    """Of one receiver: only 'failed' with a status 5.x.x; 'delayed' is still under way."""
    status = str(blok.get("Status", "")).strip()
    if str(blok.get("Action", "")).strip().lower() != "failed" or not status.startswith("5."):
        return None
    ontvanger = str(blok.get("Original-Recipient") or blok.get("Final-Recipient") or "")
    adres = ontvanger.rpartition(";")[2].strip().strip("<>").lower()
    return Bounce(adres, status.split()[0][:20]) if "@" in adres else None
