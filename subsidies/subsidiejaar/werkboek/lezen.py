"""Reading the workbook back: every cell that can't be taken over is told with its sheet, place, value and what to do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import NamedTuple, TypeVar

from lib.bladen import Blad, Cel, Rij, as_tekst, read_bladen
from lib.geld import parse_uren, to_honderdsten
from organisaties.models import Locatie
from rekenregels import Categorie
from subsidies.models.subsidiejaar import MEESTE_KINDEREN
from subsidies.subsidiejaar.forms import MEESTE_REGELS
from subsidies.subsidiejaar.verwachting import Telling, Verwacht, monday_of
from subsidies.subsidiejaar.werkboek.indeling import (
    AANTAL,
    BEDRAG,
    BEDRAG_SAMEN,
    BEREKENING,
    DAGEN,
    DOELGROEP,
    DOSSIER,
    GROEP,
    JANUARI,
    KINDEREN,
    KINDEREN_SAMEN,
    KLASSE,
    KOP_BEREKENING,
    LRK,
    PEILWEEK,
    PRIJS,
    TOESLAG,
    TOTAAL,
    UREN,
    Kolommen,
)

T = TypeVar("T")
_JANEE = {"ja": True, "j": True, "x": True, "nee": False, "n": False, "": False}


class Celfout(NamedTuple):
    """`cel` as the program that made the file names it; empty when the whole sheet is meant."""

    blad: str
    cel: str
    waarde: str
    zin: str


class Getypt(NamedTuple):
    """A number on a place that the calculation fills; `rij` is its line among the amounts, from 0."""

    blad: str
    cel: str
    rij: int
    waarde: Decimal


@dataclass
class Gelezen:
    """What the workbook says. With `fouten` nothing of it is taken over."""

    regels: list[Verwacht] = field(default_factory=list)
    # Of each line its row in the sheet.
    rijen: list[int] = field(default_factory=list)
    peilweek: date | None = None
    op_1_januari: dict[str, int] = field(default_factory=dict)
    bedragen: list[Getypt] = field(default_factory=list)
    totalen: dict[str, Getypt] = field(default_factory=dict)
    overgeslagen: list[int] = field(default_factory=list)
    fouten: list[Celfout] = field(default_factory=list)

    @property
    def telling(self) -> Telling:
        return Telling(self.peilweek, self.op_1_januari)


class _Lezer:
    """One sheet with a heading; a mistake is written down and reading goes on."""

    def __init__(self, blad: Blad, fouten: list[Celfout], namen: Iterable[str]) -> None:
        self.blad, self.fouten = blad, fouten
        kop = blad.rijen[0].cellen if blad.rijen else ()
        self.plaats = {str(cel).casefold(): nummer for nummer, cel in enumerate(kop)}
        for naam in namen:
            if naam.casefold() not in self.plaats:
                fouten.append(
                    Celfout(blad.naam, "", naam, "Deze kolom ontbreekt. Zet de koppen terug zoals ze waren.")
                )

    @property
    def rijen(self) -> Sequence[Rij]:
        return self.blad.rijen[1:]

    def cel(self, rij: Rij, naam: str) -> Cel:
        kolom = self.plaats.get(naam.casefold(), len(rij.cellen))
        return rij.cellen[kolom] if kolom < len(rij.cellen) else ""

    def adres(self, rij: Rij, naam: str) -> str:
        return _adres(self.plaats.get(naam.casefold(), 0), rij.nummer)

    def lees(self, rij: Rij, naam: str, lezer: Callable[[Cel], T]) -> T | None:
        """None for what can't be read, which is then a mistake."""
        cel = self.cel(rij, naam)
        try:
            return lezer(cel)
        except ValueError as fout:
            self.fouten.append(Celfout(self.blad.naam, self.adres(rij, naam), as_tekst(cel)[:60], str(fout)))
            return None


def _adres(kolom: int, rij: int) -> str:
    return f"{chr(ord('A') + kolom)}{rij}"


def read_werkboek(
    inhoud: bytes, dossier: str, kolommen: Kolommen, locaties: Sequence[Locatie], groepen: Sequence[Categorie]
) -> Gelezen:
    """Bestandsfout or Tabelfout when it is no workbook at all; else what it says, with every mistake in it."""
    gelezen = Gelezen()
    bladen = {blad.naam.strip().casefold(): blad for blad in read_bladen(inhoud)}
    for naam, lees in (
        (TOTAAL, partial(_read_totaal, gelezen, dossier)),
        (KINDEREN, partial(_read_kinderen, gelezen, kolommen, locaties, groepen)),
        (JANUARI, partial(_read_januari, gelezen, locaties)),
    ):
        if blad := bladen.get(naam.casefold()):
            lees(blad)
        else:
            zin = "Dit blad ontbreekt. Haal het werkboek opnieuw op en vul dat in."
            gelezen.fouten.append(Celfout(naam, "", "", zin))
    if blad := bladen.get(BEREKENING.casefold()):
        _read_berekening(gelezen, blad)
    return gelezen


def _read_totaal(gelezen: Gelezen, dossier: str, blad: Blad) -> None:
    waarden = {str(rij.cellen[0]).casefold(): (rij, (*rij.cellen, "")[1]) for rij in blad.rijen}
    rij, nummer = waarden.get(DOSSIER.casefold(), (Rij(1, ()), ""))
    if nummer != dossier:
        zin = f"Dit werkboek is van een ander dossier. Haal het werkboek van {dossier} op."
        gelezen.fouten.append(Celfout(blad.naam, _adres(1, rij.nummer), as_tekst(nummer)[:60], zin))
    rij, dag = waarden.get(PEILWEEK.casefold(), (Rij(1, ()), ""))
    try:
        gelezen.peilweek = _peilweek(dag)
    except ValueError as fout:
        gelezen.fouten.append(Celfout(blad.naam, _adres(1, rij.nummer), as_tekst(dag)[:60], str(fout)))
    for naam in (KINDEREN_SAMEN, BEDRAG_SAMEN):
        rij, getal = waarden.get(naam.casefold(), (Rij(1, ()), ""))
        if isinstance(getal, Decimal):
            gelezen.totalen[naam] = Getypt(blad.naam, _adres(1, rij.nummer), 0, getal)


def _peilweek(cel: Cel) -> date | None:
    if cel == "":
        return None
    if isinstance(cel, date):
        return monday_of(cel)
    try:
        return monday_of(datetime.strptime(str(cel), "%d-%m-%Y").date())  # noqa: DTZ007 - a day without a time
    except ValueError:
        raise ValueError(
            "Dit is geen datum. Vul een dag in de peilweek in, bijvoorbeeld 04-11-2024."
        ) from None


def _read_kinderen(
    gelezen: Gelezen,
    kolommen: Kolommen,
    locaties: Sequence[Locatie],
    groepen: Sequence[Categorie],
    blad: Blad,
) -> None:
    lezer = _Lezer(blad, gelezen.fouten, kolommen.namen)
    per_lrk = {locatie.lrk_nummer: locatie for locatie in locaties}
    for rij in lezer.rijen:
        aantal = lezer.lees(rij, AANTAL, _geheel(0, MEESTE_KINDEREN, "kinderen"))
        if not aantal:
            gelezen.overgeslagen.append(rij.nummer)
            continue
        regel = _read_regel(lezer, rij, aantal, per_lrk, groepen)
        if regel is not None:
            gelezen.regels.append(regel)
            gelezen.rijen.append(rij.nummer)
    if len(gelezen.regels) > MEESTE_REGELS:
        zin = f"Er staan {len(gelezen.regels)} regels; hoogstens {MEESTE_REGELS} kan. Tel gelijke regels bij elkaar op."
        gelezen.fouten.append(Celfout(blad.naam, "", "", zin))


def _read_regel(
    lezer: _Lezer, rij: Rij, aantal: int, per_lrk: dict[str, Locatie], groepen: Sequence[Categorie]
) -> Verwacht | None:
    """None when something in it is wrong; each mistake is written down."""
    voor = len(lezer.fouten)
    locatie = lezer.lees(rij, LRK, lambda cel: _locatie(cel, per_lrk))
    groep = lezer.lees(rij, GROEP, lambda cel: _groep(cel, groepen))
    kot = lezer.lees(rij, TOESLAG, _janee)
    klasse = lezer.lees(rij, KLASSE, _leeg_of(_geheel(1, 200, "de klasse")))
    uren = lezer.lees(rij, UREN, _uren)
    dagen = lezer.lees(rij, DAGEN, _leeg_of(_geheel(1, 7, "dagen per week")))
    prijs = lezer.lees(rij, PRIJS, _leeg_of(_bedrag))
    if len(lezer.fouten) > voor or locatie is None or groep is None or uren is None:
        return None
    return Verwacht(
        locatie=locatie,
        categorie=groep,
        kot=bool(kot),
        bijdrageklasse=klasse,
        uren_per_week=uren,
        dagen_per_week=dagen,
        uurprijs=prijs,
        kinderen=aantal,
    )


def _read_januari(gelezen: Gelezen, locaties: Sequence[Locatie], blad: Blad) -> None:
    lezer = _Lezer(blad, gelezen.fouten, (LRK, DOELGROEP))
    per_lrk = {locatie.lrk_nummer: locatie for locatie in locaties}
    met_doelgroep = {r.locatie.lrk_nummer for r in gelezen.regels if r.categorie is Categorie.DOELGROEP}
    for rij in lezer.rijen:
        if lezer.cel(rij, DOELGROEP) == "":
            continue
        locatie = lezer.lees(rij, LRK, lambda cel: _locatie(cel, per_lrk))
        aantal = lezer.lees(rij, DOELGROEP, _geheel(0, MEESTE_KINDEREN, "kinderen"))
        if locatie is None or aantal is None:
            continue
        lrk = locatie.lrk_nummer
        if lrk in gelezen.op_1_januari:
            zin = "Deze locatie staat al op dit blad. Laat één regel staan."
            gelezen.fouten.append(Celfout(blad.naam, lezer.adres(rij, LRK), lrk, zin))
        elif aantal and lrk not in met_doelgroep:
            zin = f"Op blad ‘{KINDEREN}’ staan voor deze locatie geen doelgroepkinderen. Vul ze ook daar in, of maak dit leeg."
            gelezen.fouten.append(Celfout(blad.naam, lezer.adres(rij, DOELGROEP), str(aantal), zin))
        gelezen.op_1_januari[lrk] = aantal


def _read_berekening(gelezen: Gelezen, blad: Blad) -> None:
    """Only to tell when somebody typed another number there."""
    lezer = _Lezer(blad, [], KOP_BEREKENING)
    for nummer, rij in enumerate(lezer.rijen):
        cel = lezer.cel(rij, BEDRAG)
        if isinstance(cel, Decimal):
            gelezen.bedragen.append(Getypt(blad.naam, lezer.adres(rij, BEDRAG), nummer, cel))


# -- one cell -----------------------------------------------------------------------------------------------


def _locatie(cel: Cel, per_lrk: dict[str, Locatie]) -> Locatie:
    nummer = as_tekst(cel)
    if nummer not in per_lrk:
        raise ValueError(
            "Dit is geen LRK-nummer van een van uw locaties in deze gemeente. Kies "
            f"{', '.join(f'{lrk} ({locatie.naam})' for lrk, locatie in list(per_lrk.items())[:5])}."
        )
    return per_lrk[nummer]


def _groep(cel: Cel, groepen: Sequence[Categorie]) -> Categorie:
    tekst = as_tekst(cel).casefold()
    for groep in groepen:
        if tekst in (str(groep), groep.label.casefold()):
            return groep
    raise ValueError(f"Kies een groep: {', '.join(groep.label for groep in groepen)}.")


def _janee(cel: Cel) -> bool:
    tekst = as_tekst(cel).casefold()
    if tekst not in _JANEE:
        raise ValueError("Schrijf ja of nee.")
    return _JANEE[tekst]


def _uren(cel: Cel) -> int:
    honderdsten = _honderdsten(cel, "Vul de uren per week in, bijvoorbeeld 16 of 16,5.")
    if not 25 <= honderdsten <= 60_00:
        raise ValueError("Vul 0,25 tot en met 60 uur per week in.")
    return honderdsten


def _bedrag(cel: Cel) -> int:
    centen = _honderdsten(cel, "Vul een bedrag in, bijvoorbeeld 10,71.")
    if not 0 <= centen <= 1_000_00:
        raise ValueError("Een uurprijs is € 0 tot en met € 1.000.")
    return centen


def _honderdsten(cel: Cel, leeg: str) -> int:
    if cel == "" or isinstance(cel, date):
        raise ValueError(leeg)
    return to_honderdsten(cel) if isinstance(cel, Decimal) else parse_uren(cel)


def _geheel(van: int, tot: int, wat: str) -> Callable[[Cel], int]:
    def lees(cel: Cel) -> int:
        if cel == "" and van == 0:
            return 0
        getal = cel if isinstance(cel, Decimal) else _decimaal(cel)
        if getal is None or getal != getal.to_integral_value() or not van <= getal <= tot:
            raise ValueError(f"Vul voor {wat} een heel getal in van {van} tot en met {tot}.")
        return int(getal)

    return lees


def _decimaal(cel: Cel) -> Decimal | None:
    tekst = as_tekst(cel)
    return Decimal(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 10 else None


def _leeg_of(lezer: Callable[[Cel], int]) -> Callable[[Cel], int | None]:
    return lambda cel: None if cel == "" else lezer(cel)
