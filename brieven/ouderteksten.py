"""What parents read about VVE, in their own language: texts that come along, and the code that leads to more."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from brieven.models import Taaltekst
from organisaties.models import Gemeente

MAP = Path(__file__).parent / "teksten"
NEDERLANDS = "nl"


@dataclass(frozen=True)
class Oudertekst:
    """The texts of one language. `versie` is the SHA-256 of the file: who checked another version, checked another text."""

    taal: str
    versie: str
    naam: str
    richting: str
    titel: str
    koppen: tuple[str, ...]
    alineas: tuple[str, ...]
    vragen: str
    code: str
    uitnodiging_titel: str
    uitnodiging: str
    wanneer: str
    tijd: str
    waar: str

    @property
    def delen(self) -> list[tuple[str, str]]:
        return list(zip(self.koppen, self.alineas, strict=True))


@cache
def ouderteksten() -> dict[str, Oudertekst]:
    """Per language; Dutch, of which the others are translations, first."""
    teksten = [_read(bestand) for bestand in sorted(MAP.glob("*.toml"))]
    return {t.taal: t for t in sorted(teksten, key=lambda t: (t.taal != NEDERLANDS, t.taal))}


def _read(bestand: Path) -> Oudertekst:
    inhoud = bestand.read_bytes()
    velden = tomllib.loads(inhoud.decode())
    velden["koppen"], velden["alineas"] = tuple(velden["koppen"]), tuple(velden["alineas"])
    return Oudertekst(taal=bestand.stem, versie=hashlib.sha256(inhoud).hexdigest(), **velden)


@dataclass(frozen=True)
class Taal:
    """A language as it stands for one municipality."""

    tekst: Oudertekst
    instelling: Taaltekst

    @property
    def is_nagekeken(self) -> bool:
        """Dutch is no translation: it needs no check."""
        return self.tekst.taal == NEDERLANDS or self.instelling.nagekeken_versie == self.tekst.versie

    @property
    def qr(self) -> str:
        """The squares of the code as a path for SVG; empty when there is no page to lead to."""
        return qr_path(self.instelling.url) if self.instelling.url else ""

    @property
    def qr_zijde(self) -> int:
        return len(_matrix(self.instelling.url)) if self.instelling.url else 0


def talen_van(gemeente: Gemeente) -> dict[str, Taal]:
    rijen = {
        rij.taal: rij for rij in Taaltekst.objects.filter(gemeente=gemeente).select_related("nagekeken_door")
    }
    return {
        taal: Taal(tekst, rijen.get(taal) or Taaltekst(gemeente=gemeente, taal=taal))
        for taal, tekst in ouderteksten().items()
    }


@cache
def _matrix(url: str) -> tuple[tuple[bool, ...], ...]:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(url)
    code.make(fit=True)
    return tuple(tuple(bool(punt) for punt in rij) for rij in code.get_matrix())


def qr_path(url: str) -> str:
    """One unit per square; each run of dark squares in a row is one rectangle."""
    stukken = []
    for y, rij in enumerate(_matrix(url)):
        grenzen = [x for x, (links, rechts) in enumerate(pairwise((False, *rij, False))) if links != rechts]
        stukken += [
            f"M{van} {y}h{tot - van}v1h-{tot - van}z"
            for van, tot in zip(grenzen[::2], grenzen[1::2], strict=True)
        ]
    return "".join(stukken)
