"""The numbers of a column, judged together: 1.280 is what the other numbers of its column say it is."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from lib.bladen import Cel, as_tekst
from lib.geld import Lezingen, read_lezingen, to_honderdsten, write_decimal


class Getalvraag(ValidationError):
    """No number of the column says how this one must be read."""

    def __init__(self, tekst: str, kolom: str, lezingen: Lezingen) -> None:
        assert lezingen.komma is not None  # noqa: S101 - both are, or there would be no question
        assert lezingen.punt is not None  # noqa: S101
        self.tekst, self.kolom = tekst, kolom
        self.komma, self.punt = write_decimal(lezingen.komma), write_decimal(lezingen.punt)
        super().__init__(
            f"Kolom {kolom}: ‘{tekst}’ kan {self.komma} zijn of {self.punt}, en de andere getallen in de kolom zeggen niet"
            " welke van de twee. Kies wat het is."
        )


class Getalkolom:
    """`teken`: the decimal mark that somebody chose; what the column itself says goes before it."""

    def __init__(self, naam: str, cellen: Iterable[Cel], teken: str | None = None) -> None:
        tekens = {_teken(cel) for cel in {cel for cel in cellen if isinstance(cel, str)}} - {None}
        self.naam, self.teken = naam, tekens.pop() if len(tekens) == 1 else teken
        self._gelezen: dict[Cel, int] = {}  # a column holds the same few numbers over and over

    def honderdsten(self, cel: Cel) -> int:
        """ValueError when it is no number of hundredths, Getalvraag when it can be two."""
        if (gelezen := self._gelezen.get(cel)) is None:
            gelezen = self._gelezen[cel] = self._read(cel)
        return gelezen

    def _read(self, cel: Cel) -> int:
        if isinstance(cel, Decimal):
            return to_honderdsten(cel)
        if isinstance(cel, date):
            raise ValueError(f"{as_tekst(cel)} is een datum en geen getal. Zet de kolom in Excel op Getal.")
        if not cel:
            raise ValueError("de cel is leeg. Vul een getal in; 0 als er niets is.")
        lezingen = read_lezingen(cel)
        if lezingen.zeker is not None:
            return to_honderdsten(lezingen.zeker)
        gekozen = {",": lezingen.komma, ".": lezingen.punt}.get(self.teken or "")
        if gekozen is None:
            raise Getalvraag(cel, self.naam, lezingen)
        return to_honderdsten(gekozen)


def _teken(cel: str) -> str | None:
    try:
        return read_lezingen(cel).teken
    except ValueError:
        return None
