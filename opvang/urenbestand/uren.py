"""The hours in a row: one number, with or without a month beside it, or a number for each month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from lib.bladen import Rij
from lib.geld import write_honderdsten
from lib.weergave import MAANDEN
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.urenbestand.getallen import Getalkolom
from opvang.urenbestand.kolommen import MAANDROLLEN, Rol, Tabel


@dataclass(frozen=True)
class Vondst:
    """A row with the line that it is about; `maand` where the file has months."""

    rij: Rij
    regel: Declaratieregel
    maand: int | None


class Urenkolommen:
    """`column` judges the numbers of a column together."""

    def __init__(
        self,
        tabel: Tabel,
        column: Callable[[Rol, list[Vondst]], Getalkolom],
        vondsten: list[Vondst],
        declaratie: Urendeclaratie,
    ) -> None:
        self.tabel, self.declaratie = tabel, declaratie
        self.per_maand = {
            maand: column(rol, vondsten) for maand, rol in enumerate(MAANDROLLEN, 1) if rol in tabel.plek
        }
        if self.per_maand and Rol.MAAND in tabel.plek:
            raise ValidationError(
                f"Het bestand heeft een kolom {tabel.namen[Rol.MAAND]} en ook kolommen voor elke maand. Verwijder een van"
                " beide."
            )
        self.totaal = column(Rol.UREN, vondsten) if Rol.UREN in tabel.plek else None
        self.maanden = [maand.nummer for maand in declaratie.tijdvak.maanden]

    @property
    def rol(self) -> Rol | None:
        """The column that a sentence is about; with months the sentence names it."""
        return None if self.per_maand else Rol.UREN

    def read(self, rij: Rij, maand: int | None) -> dict[int | None, int]:
        """Hundredths of hours by month; None where the row tells of none. ValueError when it cannot be."""
        if not self.per_maand:
            assert self.totaal is not None  # noqa: S101 - or the table would not have been found
            return {maand: self.totaal.honderdsten(self.tabel.cel(rij, Rol.UREN))}
        uren: dict[int | None, int] = {
            nummer: self._month(rij, nummer, kolom)
            for nummer, kolom in self.per_maand.items()
            if self.tabel.tekst(rij, MAANDROLLEN[nummer - 1])
        }
        if not uren:
            raise ValueError("er staan geen uren bij een maand. Vul een getal in; 0 als er niets is.")
        self._check_sum(rij, list(uren.values()))
        return uren

    def _month(self, rij: Rij, nummer: int, kolom: Getalkolom) -> int:
        rol = MAANDROLLEN[nummer - 1]
        waar = f"kolom {self.tabel.namen[rol]}"
        try:
            honderdsten = kolom.honderdsten(self.tabel.cel(rij, rol))
        except ValueError as fout:
            raise ValueError(f"{waar}: {fout}") from None
        if honderdsten and nummer not in self.maanden:
            raise ValueError(
                f"{waar}: {MAANDEN[nummer - 1]} valt niet in {self.declaratie.tijdvak.met_lidwoord}. Maak de cel leeg, of"
                " kies de declaratie waar die maand in valt."
            )
        return honderdsten

    def _check_sum(self, rij: Rij, uren: Sequence[int]) -> None:
        """A total beside the months confirms them."""
        if self.totaal is None or not self.tabel.tekst(rij, Rol.UREN):
            return
        totaal = self.totaal.honderdsten(self.tabel.cel(rij, Rol.UREN))
        if totaal != sum(uren):
            raise ValueError(
                f"kolom {self.tabel.namen[Rol.UREN]}: {write_honderdsten(totaal)} is niet wat er bij de maanden staat:"
                f" samen {write_honderdsten(sum(uren))}. Verbeter een van beide."
            )
