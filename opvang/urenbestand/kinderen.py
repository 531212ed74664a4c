"""Which line of the declaration a row of a file is about."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from lib.bladen import Cel, Rij, as_tekst
from lib.geld import shorten
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.urenbestand.kolommen import Rol, Tabel, simplify
from opvang.urenbestand.maanden import months_of

_NAAMROLLEN = (Rol.NAAM, Rol.VOORNAAM, Rol.TUSSENVOEGSEL, Rol.ACHTERNAAM)
_WIE = (Rol.PSEUDONIEM, *_NAAMROLLEN, Rol.GEBOORTEDATUM)
_DAGEN = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")
_BUITEN = "Verwijder de regel, of gebruik het bestand van dit tijdvak."


class Register:
    """The lines of a declaration, to be found by what a file says of a child."""

    def __init__(self, declaratie: Urendeclaratie) -> None:
        # A provider has few locations: each is read once, and not again with every line.
        regels = declaratie.regels.select_related("plaatsing__kind").prefetch_related("plaatsing__locatie")
        self.regels = list(regels)
        self._van_kind: dict[tuple[Cel, ...], list[Declaratieregel]] = {}
        self._plaatsingen = {str(regel.plaatsing_id): regel for regel in self.regels}
        self._pseudoniemen: dict[str, list[Declaratieregel]] = defaultdict(list)
        self._namen: dict[tuple[str, date], list[Declaratieregel]] = defaultdict(list)
        for regel in self.regels:
            kind = regel.plaatsing.kind
            self._pseudoniemen[kind.pseudoniem].append(regel)
            self._namen[words(kind.naam), kind.geboortedatum].append(regel)

    def find(self, tabel: Tabel, rij: Rij, maand: int | None) -> Declaratieregel:
        """ValueError with column, value and what to do when it is none of them, or may be several."""
        if tabel.tekst(rij, Rol.PLAATSING):
            return self._by_plaatsing(tabel, rij)
        regels = self._of_kind(tabel, rij)
        for rol, past in (_LRK, _LOCATIE):
            if tekst := tabel.tekst(rij, rol):
                regels = _narrow(regels, tekst, tabel.namen[rol], past)
        if maand is not None and len(regels) > 1:
            regels = [r for r in regels if maand in months_of(r.van, r.tot_en_met)] or regels
        if len(regels) > 1:
            raise ValueError(_which_one(regels))
        return regels[0]

    def _by_plaatsing(self, tabel: Tabel, rij: Rij) -> Declaratieregel:
        nummer = tabel.tekst(rij, Rol.PLAATSING)
        regel = self._plaatsingen.get(nummer)
        if regel is None:
            raise ValueError(
                f"kolom {tabel.namen[Rol.PLAATSING]}: ‘{shorten(nummer)}’ staat niet in deze declaratie. {_BUITEN}"
            )
        rol = Rol.PSEUDONIEM if Rol.PSEUDONIEM in tabel.plek else Rol.GEBOORTEDATUM
        if rol is Rol.PSEUDONIEM:
            klopt = tabel.tekst(rij, rol).upper() == regel.plaatsing.kind.pseudoniem
        else:
            klopt = regel in self._of_kind(tabel, rij)
        if not klopt:
            raise ValueError(
                f"kolom {tabel.namen[rol]}: ‘{shorten(tabel.tekst(rij, rol))}’ hoort niet bij plaatsing {nummer}. Zijn de"
                " kolommen los van elkaar gesorteerd? Download het bestand dan opnieuw."
            )
        return regel

    def _of_kind(self, tabel: Tabel, rij: Rij) -> list[Declaratieregel]:
        """Every line of the child, who mostly has a row for each month."""
        cellen = tuple(tabel.cel(rij, rol) for rol in _WIE)
        if cellen not in self._van_kind:
            self._van_kind[cellen] = self._search(tabel, rij)
        return self._van_kind[cellen]

    def _search(self, tabel: Tabel, rij: Rij) -> list[Declaratieregel]:
        if pseudoniem := tabel.tekst(rij, Rol.PSEUDONIEM):
            regels = self._pseudoniemen.get(pseudoniem.upper())
            waar, wie = tabel.namen[Rol.PSEUDONIEM], shorten(pseudoniem)
        elif not (naam := " ".join(filter(None, (tabel.tekst(rij, rol) for rol in _NAAMROLLEN)))):
            rol = next(rol for rol in (Rol.PSEUDONIEM, *_NAAMROLLEN) if rol in tabel.plek)
            raise ValueError(
                f"kolom {tabel.namen[rol]} is leeg: welk kind is dit? Vul de cel, of verwijder de regel."
            )
        else:
            rol = next(rol for rol in (Rol.NAAM, Rol.ACHTERNAAM, Rol.VOORNAAM) if rol in tabel.plek)
            geboren = self._geboren(tabel, rij)
            regels = self._namen.get((words(naam), geboren))
            waar, wie = tabel.namen[rol], f"{shorten(naam)}, geboren {as_tekst(geboren)}"
        if not regels:
            raise ValueError(f"kolom {waar}: ‘{wie}’ staat niet in deze declaratie. {_BUITEN}")
        return regels

    def _geboren(self, tabel: Tabel, rij: Rij) -> date:
        try:
            return read_dag(tabel.cel(rij, Rol.GEBOORTEDATUM))
        except ValueError as fout:
            raise ValueError(f"kolom {tabel.namen.get(Rol.GEBOORTEDATUM, 'geboortedatum')}: {fout}") from None


def words(naam: str) -> str:
    """'Jong, Noor de' and 'Noor de Jong' are one name: the same words in any order."""
    return " ".join(sorted(simplify(naam).split()))


def read_dag(cel: Cel) -> date:
    if isinstance(cel, date):
        return cel
    tekst = re.sub(r"[ T]00:00(:00)?$", "", as_tekst(cel))
    for vorm in _DAGEN:
        try:
            return datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 - a day, without a clock
        except ValueError:
            continue
    raise ValueError(f"‘{shorten(tekst)}’ is geen datum. Schrijf bijvoorbeeld 15-05-2022.")


Past = Callable[[Declaratieregel, str], bool]
_LRK: tuple[Rol, Past] = (
    Rol.LRK,
    lambda r, tekst: r.plaatsing.locatie.lrk_nummer == re.sub(r"\D", "", tekst),
)
_LOCATIE: tuple[Rol, Past] = (
    Rol.LOCATIE,
    lambda r, tekst: simplify(r.plaatsing.locatie.naam) == simplify(tekst),
)


def _narrow(regels: Sequence[Declaratieregel], tekst: str, kolom: str, past: Past) -> list[Declaratieregel]:
    """The lines at this location. A name may be written another way, as long as it leaves no choice."""
    passend = [regel for regel in regels if past(regel, tekst)]
    if not passend:
        locaties = dict.fromkeys(
            f"{r.plaatsing.locatie.naam} (LRK {r.plaatsing.locatie.lrk_nummer})" for r in regels
        )
        raise ValueError(
            f"kolom {kolom}: op ‘{shorten(tekst)}’ staat dit kind niet in deze declaratie, wel op {' en '.join(locaties)}."
            " Verbeter de cel."
        )
    return passend


def _which_one(regels: Sequence[Declaratieregel]) -> str:
    delen = " en ".join(
        f"plaatsing {r.plaatsing_id} ({r.plaatsing.locatie.naam}, {as_tekst(r.van)} tot en met {as_tekst(r.tot_en_met)})"
        for r in regels
    )
    return (
        f"dit kind staat {len(regels)} keer in deze declaratie: {delen}. Zet het LRK-nummer of het nummer van de plaatsing"
        " in een kolom, zodat duidelijk is bij welke de uren horen."
    )
