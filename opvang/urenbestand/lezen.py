"""What a file says of the hours of a declaration. All of it, or a sentence per row that is wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from django.core.exceptions import ValidationError

from lib.bladen import Rij, read_bladen
from lib.weergave import MAANDEN
from opvang.invoer import check_afwezig, check_dagen, check_uren
from opvang.invullen import check_maanden, per_month
from opvang.models import Declaratieregel, Urendeclaratie, hoogste_uren
from opvang.urenbestand.getallen import Getalkolom
from opvang.urenbestand.kinderen import Register
from opvang.urenbestand.kolommen import Rol, Tabel, find_tabel
from opvang.urenbestand.maanden import read_maand
from opvang.urenbestand.uren import Urenkolommen, Vondst

# After so many sentences a reader knows enough; the rest waits for the next try.
MAX_FOUTEN = 50
_OUDE_RIJ = 3
_TOTAAL = re.compile(r"(eind|sub)?totaa?l\b", re.IGNORECASE)


@dataclass(frozen=True)
class Urenregels:
    """What a file says, by the id of the line: hundredths of hours, days of care where they were given, the months it
    told of, which are none where it has no months, absence, and hours by month of the tijdvak where those are asked."""

    uren: dict[int, int] = field(default_factory=dict)
    dagen: dict[int, int] = field(default_factory=dict)
    maanden: dict[int, list[int]] = field(default_factory=dict)
    afwezig: dict[int, int] = field(default_factory=dict)
    per_maand: dict[int, list[int]] = field(default_factory=dict)

    def changes(self, regel: Declaratieregel) -> bool:
        """Whether the line becomes another in its hours, its months or its absence."""
        afwezig = self.afwezig.get(regel.pk, regel.afwezig_honderdsten)
        nu = (regel.uren_honderdsten, regel.maanden_honderdsten or [], regel.afwezig_honderdsten)
        return (self.uren[regel.pk], self.per_maand.get(regel.pk, []), afwezig) != nu

    @classmethod
    def of_rijen(cls, rijen: Mapping[str, list[Any]]) -> Self:
        """As they were kept between the preview and the yes; older rows end after the months."""
        gelezen = cls()
        for sleutel, rij in rijen.items():
            pk = int(sleutel)
            uren, dagen, maanden, afwezig, per_maand = [*rij, None, []] if len(rij) == _OUDE_RIJ else rij
            gelezen.uren[pk], gelezen.maanden[pk] = uren, maanden
            gelezen.dagen.update({} if dagen is None else {pk: dagen})
            gelezen.afwezig.update({} if afwezig is None else {pk: afwezig})
            gelezen.per_maand.update({pk: per_maand} if per_maand else {})
        return gelezen


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
        self.ritme = declaratie.tijdvak.ritme
        self.hoogste = hoogste_uren(self.ritme)
        self.gelezen = Urenregels()
        self._maanden: dict[str, int] = {}  # by what stands in the cells
        self.fouten: list[tuple[int, str]] = []

    def read(self) -> Urenregels:
        vondsten = self._find_all()
        uren = Urenkolommen(self.tabel, self._column, vondsten, self.declaratie)
        dagen, afwezig = self._column(Rol.DAGEN, vondsten), self._column(Rol.AFWEZIG, vondsten)
        groepen: dict[int, list[Vondst]] = defaultdict(list)
        for vondst in vondsten:
            groepen[vondst.regel.pk].append(vondst)
        for groep in groepen.values():
            self._add_uren(groep, uren)
            if self.met_dagen:
                self._add_dagen(groep, dagen)
            if self.declaratie.met_afwezig:
                self._add_afwezig(groep, afwezig)
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

    def _column(self, rol: Rol, vondsten: list[Vondst]) -> Getalkolom:
        cellen = (self.tabel.cel(vondst.rij, rol) for vondst in vondsten)
        return Getalkolom(self.tabel.namen.get(rol, rol), cellen, self.teken)

    def _find_all(self) -> list[Vondst]:
        register = Register(self.declaratie)
        vondsten: dict[tuple[int, int | None], Vondst] = {}
        for rij in self.tabel.rijen:
            if self._is_total(rij):
                continue
            with self._at(rij):
                maand = self._maand(rij)
                vondst = Vondst(rij, register.find(self.tabel, rij, maand), maand)
                eerder = vondsten.setdefault((vondst.regel.pk, maand), vondst)
                if eerder is not vondst:
                    raise ValueError(self._twice(vondst, eerder))
        return list(vondsten.values())

    def _is_total(self, rij: Rij) -> bool:
        """The last line of a report is about no child."""
        if any(self.tabel.cel(rij, rol) != "" for rol in (Rol.GEBOORTEDATUM, Rol.PLAATSING, Rol.PSEUDONIEM)):
            return False
        return any(isinstance(cel, str) and _TOTAAL.match(cel) for cel in rij.cellen)

    def _maand(self, rij: Rij) -> int | None:
        if Rol.MAAND not in self.tabel.plek:
            return None
        cellen = self.tabel.cel(rij, Rol.MAAND), self.tabel.cel(rij, Rol.JAAR)
        try:
            if (geschreven := repr(cellen)) not in self._maanden:
                self._maanden[geschreven] = read_maand(*cellen, self.declaratie)
            return self._maanden[geschreven]
        except ValueError as fout:
            raise ValueError(f"kolom {self.tabel.namen[Rol.MAAND]}: {fout}") from None

    def _twice(self, vondst: Vondst, eerder: Vondst) -> str:
        naam, nummer = vondst.regel.plaatsing.kind.naam, vondst.regel.plaatsing_id
        if vondst.maand is not None:
            wat = f"{naam} staat voor {MAANDEN[vondst.maand - 1]} ook op regel {eerder.rij.nummer}"
            return f"{wat}. Verwijder een van beide, of tel ze op in een regel."
        if Rol.PLAATSING in self.tabel.plek:
            return f"kolom {self.tabel.namen[Rol.PLAATSING]}: {nummer} staat twee keer in het bestand. Verwijder er een."
        return f"{naam} staat ook op regel {eerder.rij.nummer}. Verwijder een van beide, of tel ze op in een regel."

    def _add_uren(self, groep: list[Vondst], uren: Urenkolommen) -> None:
        """What the rows of one line have together; nothing when one of them is wrong."""
        regel, fouten, totaal = groep[0].regel, len(self.fouten), 0
        per_maand: dict[int, int] = defaultdict(int)
        for vondst in groep:
            with self._at(vondst.rij, uren.rol):
                van_rij = uren.read(vondst.rij, vondst.maand)
                for maand, honderdsten in van_rij.items():
                    self._check(honderdsten)
                    totaal += honderdsten
                    if maand is not None:
                        per_maand[maand] += honderdsten
        if len(self.fouten) > fouten:
            return
        with self._at(groep[-1].rij, uren.rol):
            self._check(totaal)
            if self.declaratie.met_maanden:
                self.gelezen.per_maand[regel.pk] = self._months(regel, totaal, per_maand)
            self.gelezen.uren[regel.pk] = totaal
            if per_maand:
                self.gelezen.maanden[regel.pk] = sorted(per_maand)

    def _months(self, regel: Declaratieregel, totaal: int, per_maand: Mapping[int, int]) -> list[int]:
        """The hours of each month of the tijdvak, also of those that the file leaves out."""
        tijdvak = self.declaratie.tijdvak
        if not per_maand:
            return list(per_month(tijdvak, regel, totaal, None))
        maanden = [per_maand.get(maand.nummer, 0) for maand in tijdvak.maanden]
        check_maanden(maanden, regel, tijdvak)
        return maanden

    def _check(self, uren: int) -> None:
        check_uren(uren, self.hoogste, self.ritme.een)

    def _add_dagen(self, groep: list[Vondst], kolom: Getalkolom) -> None:
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

    def _add_afwezig(self, groep: list[Vondst], kolom: Getalkolom) -> None:
        """Together; empty in every row leaves the absence as it is."""
        regel, totaal = groep[0].regel, 0
        gevuld = [vondst for vondst in groep if self.tabel.tekst(vondst.rij, Rol.AFWEZIG)]
        for vondst in gevuld:
            with self._at(vondst.rij, Rol.AFWEZIG):
                totaal += kolom.honderdsten(self.tabel.cel(vondst.rij, Rol.AFWEZIG))
        wordt = totaal if gevuld else regel.afwezig_honderdsten
        if regel.pk in self.gelezen.uren:
            with self._at(groep[-1].rij, Rol.AFWEZIG if gevuld else None):
                check_afwezig(wordt, self.gelezen.uren[regel.pk])
        if gevuld:
            self.gelezen.afwezig[regel.pk] = totaal

    def _dagen(self, vondst: Vondst, kolom: Getalkolom) -> int:
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
