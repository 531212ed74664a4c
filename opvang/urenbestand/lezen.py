"""What a file says of the hours of a declaration. All of it, or a sentence per row that is wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from lib.bladen import Rij, read_bladen
from lib.weergave import MAANDEN
from opvang.invoer import check_dagen, check_uren
from opvang.models import Declaratieregel, Urendeclaratie, hoogste_uren
from opvang.urenbestand.getallen import Getalkolom
from opvang.urenbestand.kinderen import Register
from opvang.urenbestand.kolommen import Rol, Tabel, find_tabel
from opvang.urenbestand.maanden import read_maand

# After so many sentences a reader knows enough; the rest waits for the next try.
MAX_FOUTEN = 50
_TOTAAL = re.compile(r"(eind|sub)?totaa?l\b", re.IGNORECASE)


@dataclass(frozen=True)
class Urenregels:
    """What a file says, by the id of the line: hundredths of hours, days of care where they were given, and the
    months it told of, which are none where it has no months."""

    uren: dict[int, int] = field(default_factory=dict)
    dagen: dict[int, int] = field(default_factory=dict)
    maanden: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Vondst:
    """A row with the line that it is about; `maand` where the file has months."""

    rij: Rij
    regel: Declaratieregel
    maand: int | None


def read(
    inhoud: bytes,
    declaratie: Urendeclaratie,
    *,
    met_dagen: bool = False,
    gewoonte: Mapping[str, str] | None = None,
    teken: str | None = None,
    vraag: bool = False,
) -> Urenregels:
    """Read an XLSX, ODS or text file. Lines that are not in it keep their hours, and an empty cell keeps the days.

    `gewoonte`: simplified column name -> role; `teken`: the decimal mark, for numbers that nothing else decides;
    `vraag`: ask about the columns even when they are known. ValidationError with a sentence per wrong row (line, column,
    value, what to do); Kolomvraag or Getalvraag when a person has to choose.
    """
    try:
        bladen = read_bladen(inhoud)
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    tabel = find_tabel(bladen, gewoonte or {}, vraag=vraag)
    gelezen = _Lezing(tabel, declaratie, met_dagen=met_dagen, teken=teken).read()
    if not gelezen.uren:
        raise ValidationError("In het bestand staan geen regels met uren.")
    return gelezen


class _Lezing:
    """One file on its way to hours per line; what is wrong is kept with its row."""

    def __init__(
        self, tabel: Tabel, declaratie: Urendeclaratie, *, met_dagen: bool, teken: str | None
    ) -> None:
        self.tabel, self.declaratie, self.teken = tabel, declaratie, teken
        self.met_dagen = met_dagen and Rol.DAGEN in tabel.plek
        self.gelezen = Urenregels()
        self.fouten: list[tuple[int, str]] = []

    def read(self) -> Urenregels:
        vondsten = self._find_all()
        uren, dagen = self._column(Rol.UREN, vondsten), self._column(Rol.DAGEN, vondsten)
        groepen: dict[int, list[_Vondst]] = defaultdict(list)
        for vondst in vondsten:
            groepen[vondst.regel.pk].append(vondst)
        for groep in groepen.values():
            self._add_uren(groep, uren)
            if self.met_dagen:
                self._add_dagen(groep, dagen)
        if self.fouten:
            raise ValidationError(_shortened([zin for _, zin in sorted(self.fouten)]))
        return self.gelezen

    @contextmanager
    def _at(self, rij: Rij, rol: Rol | None = None) -> Iterator[None]:
        """A ValueError in here is a sentence about this row, and about this column when the sentence names none."""
        try:
            yield
        except ValueError as fout:
            kolom = f"kolom {self.tabel.namen[rol]}: " if rol else ""
            self.fouten.append((rij.nummer, f"{self.tabel.waar(rij)}, {kolom}{fout}"))

    def _column(self, rol: Rol, vondsten: list[_Vondst]) -> Getalkolom:
        cellen = (self.tabel.cel(vondst.rij, rol) for vondst in vondsten)
        return Getalkolom(self.tabel.namen.get(rol, rol), cellen, self.teken)

    def _find_all(self) -> list[_Vondst]:
        register = Register(self.declaratie)
        vondsten: dict[tuple[int, int | None], _Vondst] = {}
        for rij in self.tabel.rijen:
            if self._is_total(rij):
                continue
            with self._at(rij):
                maand = self._maand(rij)
                vondst = _Vondst(rij, register.find(self.tabel, rij, maand), maand)
                eerder = vondsten.setdefault((vondst.regel.pk, maand), vondst)
                if eerder is not vondst:
                    raise ValueError(self._twice(vondst, eerder))
        return list(vondsten.values())

    def _is_total(self, rij: Rij) -> bool:
        """The last line of a report is about no child."""
        if any(self.tabel.tekst(rij, rol) for rol in (Rol.PLAATSING, Rol.PSEUDONIEM, Rol.GEBOORTEDATUM)):
            return False
        return any(isinstance(cel, str) and _TOTAAL.match(cel) for cel in rij.cellen)

    def _maand(self, rij: Rij) -> int | None:
        if Rol.MAAND not in self.tabel.plek:
            return None
        try:
            return read_maand(self.tabel.cel(rij, Rol.MAAND), self.tabel.cel(rij, Rol.JAAR), self.declaratie)
        except ValueError as fout:
            raise ValueError(f"kolom {self.tabel.namen[Rol.MAAND]}: {fout}") from None

    def _twice(self, vondst: _Vondst, eerder: _Vondst) -> str:
        naam, nummer = vondst.regel.plaatsing.kind.naam, vondst.regel.plaatsing_id
        if vondst.maand is not None:
            wat = f"{naam} staat voor {MAANDEN[vondst.maand - 1]} ook op regel {eerder.rij.nummer}"
            return f"{wat}. Verwijder een van beide, of tel ze op in een regel."
        if Rol.PLAATSING in self.tabel.plek:
            return f"kolom {self.tabel.namen[Rol.PLAATSING]}: {nummer} staat twee keer in het bestand. Verwijder er een."
        return f"{naam} staat ook op regel {eerder.rij.nummer}. Verwijder een van beide, of tel ze op in een regel."

    def _add_uren(self, groep: list[_Vondst], kolom: Getalkolom) -> None:
        """What the rows of one line have together; nothing when one of them is wrong."""
        fouten, totaal = len(self.fouten), 0
        for vondst in groep:
            with self._at(vondst.rij, Rol.UREN):
                uren = kolom.honderdsten(self.tabel.cel(vondst.rij, Rol.UREN))
                self._check(uren)
                totaal += uren
        if len(self.fouten) > fouten:
            return
        with self._at(groep[-1].rij, Rol.UREN):
            self._check(totaal)
            self.gelezen.uren[groep[0].regel.pk] = totaal
            if maanden := sorted(v.maand for v in groep if v.maand is not None):
                self.gelezen.maanden[groep[0].regel.pk] = maanden

    def _check(self, uren: int) -> None:
        ritme = self.declaratie.tijdvak.ritme
        check_uren(uren, hoogste_uren(ritme), ritme.een)

    def _add_dagen(self, groep: list[_Vondst], kolom: Getalkolom) -> None:
        """Empty in every row: the days stay as they are. Empty in some: the others would be too few."""
        gevuld = [v for v in groep if self.tabel.tekst(v.rij, Rol.DAGEN)]
        totaal = 0
        for vondst in groep if gevuld else ():
            with self._at(vondst.rij, Rol.DAGEN):
                totaal += self._dagen(vondst, kolom)
        if gevuld:
            with self._at(gevuld[-1].rij, Rol.DAGEN):
                check_dagen(totaal, groep[0].regel.periode)
            self.gelezen.dagen[groep[0].regel.pk] = totaal

    def _dagen(self, vondst: _Vondst, kolom: Getalkolom) -> int:
        honderdsten = kolom.honderdsten(self.tabel.cel(vondst.rij, Rol.DAGEN))
        if honderdsten % 100:
            tekst = self.tabel.tekst(vondst.rij, Rol.DAGEN)
            raise ValueError(f"‘{tekst}’ is geen heel aantal dagen. Schrijf bijvoorbeeld 30.")
        if honderdsten < 0:
            check_dagen(honderdsten // 100, vondst.regel.periode)
        return honderdsten // 100


def _shortened(fouten: list[str]) -> list[str]:
    if len(fouten) <= MAX_FOUTEN:
        return fouten
    return [*fouten[:MAX_FOUTEN], f"En nog {len(fouten) - MAX_FOUTEN} regels met een fout."]
