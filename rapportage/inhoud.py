"""Which chapters a report has and in what order: those of the report itself, and those that other rooms declared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from organisaties.hoofdstukken import Document, hoofdstukken
from organisaties.models import Gemeente
from rapportage.rapport import Deel, Opmerking, Rapport

MAP = "rapportage/pdf"
_VERANTWOORDING = frozenset({Document.VERANTWOORDING})
_BEIDE = _VERANTWOORDING | {Document.EVALUATIE}


@dataclass(frozen=True)
class Kop:
    """A chapter that the report fills out of its own figures."""

    code: str
    titel: str
    plaats: int
    documenten: frozenset[Document]
    # Only in the edition with small groups.
    alleen_volledig: bool = False


EIGEN = (
    Kop("samenvatting", "Samenvatting", 100, _BEIDE),
    Kop("sisa", "SiSa-opgave D8", 200, _VERANTWOORDING),
    Kop("bestedingen", "Bestedingen en uren", 300, _BEIDE),
    Kop("bereik", "Bereik", 400, _BEIDE),
    Kop("budget", "Budget en saldo", 500, _BEIDE),
    Kop("beleid", "Afspraken, uitvoering en overleg", 600, _BEIDE),
    Kop("herkomst", "Hoe de cijfers zijn gemaakt", 700, _BEIDE),
    Kop("bijlage", "Bijlage: subsidie per kind", 800, _VERANTWOORDING, alleen_volledig=True),
)


@dataclass(frozen=True)
class Ingevuld:
    """A chapter as it is printed."""

    code: str
    titel: str
    sjabloon: str
    deel: object = None
    nummer: int = 0
    opmerking: Opmerking | None = None


@dataclass(frozen=True)
class Inhoud:
    hoofdstukken: tuple[Ingevuld, ...]

    def nummer_van(self, code: str) -> int:
        return next(hoofdstuk.nummer for hoofdstuk in self.hoofdstukken if hoofdstuk.code == code)

    @property
    def herkomst(self) -> int:
        return self.nummer_van("herkomst")


def list_koppen(document: Document) -> tuple[tuple[str, str], ...]:
    """Code and title of every chapter of a document, in their order."""
    aangemeld = [(h.plaats, h.code, h.titel) for h in hoofdstukken(document)]
    eigen = [(kop.plaats, kop.code, kop.titel) for kop in EIGEN if document in kop.documenten]
    return tuple((code, titel) for _, code, titel in sorted(aangemeld + eigen))


def read_delen(document: Document, gemeente: Gemeente, jaar: int, dag: date) -> tuple[Deel, ...]:
    """What the other rooms tell of the year, and of the one before."""
    return tuple(
        Deel(h.code, h.lees(gemeente, jaar, dag), h.lees(gemeente, jaar - 1, dag))
        for h in hoofdstukken(document)
    )


def fill_inhoud(rapport: Rapport, *, volledig: bool) -> Inhoud:
    """Numbered, with what each chapter shows."""
    anders = {h.code: h for h in fill_aangemeld(rapport.document, rapport.delen, volledig=volledig)}
    opmerkingen = {opmerking.hoofdstuk: opmerking for opmerking in rapport.opmerkingen}
    alle = [
        anders.get(code) or Ingevuld(code, titel, f"{MAP}/{code}.html")
        for code, titel in list_koppen(rapport.document)
        if code in anders or _is_printed(code, volledig)
    ]
    return Inhoud(
        tuple(
            replace(hoofdstuk, nummer=nummer, opmerking=opmerkingen.get(hoofdstuk.code))
            for nummer, hoofdstuk in enumerate(alle, 1)
        )
    )


def fill_aangemeld(document: Document, delen: Sequence[Deel], *, volledig: bool) -> tuple[Ingevuld, ...]:
    """The chapters of other rooms of which the figures were read."""
    gelezen = {deel.code: deel for deel in delen}
    return tuple(
        Ingevuld(
            h.code, h.titel, h.sjabloon, h.toon(gelezen[h.code].cijfers, gelezen[h.code].vorig, volledig)
        )
        for h in hoofdstukken(document)
        if h.code in gelezen
    )


def _is_printed(code: str, volledig: bool) -> bool:
    return any(kop.code == code and (volledig or not kop.alleen_volledig) for kop in EIGEN)
