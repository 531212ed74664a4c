"""One row of the register: text into a location, or sentences about what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from lib.tekst import geheel, has_stuurteken

INGESCHREVEN, UITGESCHREVEN = "ingeschreven", "uitgeschreven"
# That the register writes Ja and Nee is not confirmed by its documentation; empty stands for no.
_JA, _NEE = ("ja", "j"), ("nee", "n", "")
_DAGEN = ("uitgeschreven_per", "ingeschreven_per")


@dataclass(frozen=True)
class LrkRegel:
    """One location as the register has it."""

    lrk_nummer: str
    naam: str
    adres: str
    postcode: str
    plaats: str
    ve_geregistreerd: bool
    uitgeschreven: bool
    kindplaatsen: int | None
    houder: str
    kvk_nummer: str
    gemeente_code: str
    uitgeschreven_per: date | None = None
    ingeschreven_per: date | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {
            veld: dag and dag.isoformat() for veld in _DAGEN for dag in [getattr(self, veld)]
        }

    @classmethod
    def from_data(cls, gegevens: Mapping[str, Any]) -> "LrkRegel":
        dagen = {veld: date.fromisoformat(gegevens[veld]) for veld in _DAGEN if gegevens.get(veld)}
        return cls(**{**gegevens, **dagen})


@dataclass(frozen=True)
class Rijfout:
    """What is wrong in a row of the own municipality. Of such a row nothing is taken over."""

    regel: int
    lrk_nummer: str
    kolom: str
    waarde: str
    advies: str

    def __str__(self) -> str:
        gevonden = f"‘{self.waarde}’ kan niet" if self.waarde else "is leeg"
        kolom = f", kolom {self.kolom}: {gevonden}" if self.kolom else ""
        return f"Regel {self.regel}{kolom}{'.' if kolom else ':'} {self.advies}"


class _Celfout(ValueError):
    def __init__(self, kolom: str, waarde: str, advies: str) -> None:
        super().__init__(advies)
        self.kolom, self.waarde, self.advies = kolom, waarde[:60], advies


def code_of(rij: Mapping[str, str]) -> str:
    """A spreadsheet drops the leading zero of 0273, or keeps it with an apostrophe."""
    code = rij["cbs_code"].lstrip("'")
    return code.zfill(4) if code else ""


def number_of(rij: Mapping[str, str]) -> str:
    return rij["lrk_id"].lstrip("'")


def read_regel(rij: dict[str, str], nummer: int) -> LrkRegel | list[Rijfout]:
    """The location, or everything that is wrong with the row at once."""
    lezers: dict[str, Callable[[], Any]] = {
        "lrk_nummer": lambda: _match(rij, "lrk_id", r"\d{6,12}", "Verwacht: 6 tot 12 cijfers."),
        "naam": lambda: _text(rij, "actuele_naam_oko", 200),
        "adres": lambda: _text(rij, "opvanglocatie_adres", 200, verplicht=False),
        "postcode": lambda: _postcode(rij),
        "plaats": lambda: _text(rij, "opvanglocatie_woonplaats", 80),
        "ve_geregistreerd": lambda: _choice(rij, "ve", _JA, _NEE),
        "uitgeschreven": lambda: _choice(rij, "status", (UITGESCHREVEN,), (INGESCHREVEN,)),
        "kindplaatsen": lambda: _number(rij, "aantal_kindplaatsen"),
        "houder": lambda: _text(rij, "naam_houder", 120),
        "kvk_nummer": lambda: _kvk(rij),
        "gemeente_code": lambda: code_of(rij),
        "uitgeschreven_per": lambda: _date(rij, "uitschrijfdatum"),
        "ingeschreven_per": lambda: _maybe_date(rij, "inschrijfdatum"),
    }
    velden, fouten = {}, []
    for veld, lees in lezers.items():
        try:
            velden[veld] = lees()
        except _Celfout as fout:
            fouten.append(Rijfout(nummer, number_of(rij), fout.kolom, fout.waarde, fout.advies))
    return fouten or LrkRegel(**velden)


def _match(rij: Mapping[str, str], kolom: str, patroon: str, verwacht: str) -> str:
    """A value without the apostrophe with which a spreadsheet keeps a number as text."""
    waarde = rij[kolom].lstrip("'")
    if not re.fullmatch(patroon, waarde):
        raise _Celfout(kolom, rij[kolom], f"{verwacht} {_HERSTEL}")
    return waarde


_HERSTEL = "Controleer de registratie in het LRK; wat hier al bekend is, blijft staan."


def _postcode(rij: dict[str, str]) -> str:
    kaal = rij | {"opvanglocatie_postcode": rij["opvanglocatie_postcode"].replace(" ", "").upper()}
    return _match(
        kaal, "opvanglocatie_postcode", r"([1-9]\d{3}[A-Z]{2})?", "Verwacht: een postcode zoals 3881AB."
    )


def _text(rij: Mapping[str, str], kolom: str, lengte: int, *, verplicht: bool = True) -> str:
    tekst = rij[kolom]
    if verplicht and not tekst:
        raise _Celfout(kolom, "", f"Hier moet een waarde staan. {_HERSTEL}")
    if len(tekst) > lengte:
        raise _Celfout(
            kolom, f"{tekst[:40]}…", f"Er staan {len(tekst)} tekens; hoogstens {lengte} passen. {_HERSTEL}"
        )
    if has_stuurteken(tekst):
        raise _Celfout(kolom, "", f"Er staat een teken in dat niet te zien is. {_HERSTEL}")
    return tekst


def _choice(rij: Mapping[str, str], kolom: str, wel: tuple[str, ...], niet: tuple[str, ...]) -> bool:
    waarde = rij[kolom].lower()
    if waarde not in wel + niet:
        verwacht = " of ".join(f"‘{keuze.capitalize()}’" for keuze in (wel[0], niet[0]))
        raise _Celfout(kolom, rij[kolom], f"Verwacht: {verwacht}. {_HERSTEL}")
    return waarde in wel


def _number(rij: Mapping[str, str], kolom: str) -> int | None:
    tekst = rij[kolom].lstrip("'")
    if not tekst:
        return None
    aantal = geheel(tekst, -1)
    if not 0 <= aantal <= 2000:
        raise _Celfout(kolom, rij[kolom], f"Verwacht: een heel getal van 0 tot 2000. {_HERSTEL}")
    return aantal


def _date(rij: Mapping[str, str], kolom: str) -> date | None:
    """Older files have the day on which a location left the register, newer ones do not."""
    tekst = rij.get(kolom, "")
    for vorm in ("%d-%m-%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 - a day without a time
    if tekst:
        raise _Celfout(kolom, tekst, f"Verwacht: een datum zoals 31-12-2025. {_HERSTEL}")
    return None


def _maybe_date(rij: Mapping[str, str], kolom: str) -> date | None:
    """Only a proposal for who answers a question: a day that is no day is no reason to refuse the row."""
    with suppress(_Celfout):
        return _date(rij, kolom)
    return None


def _kvk(rij: dict[str, str]) -> str:
    """A holder may be a person without a number; a spreadsheet drops the leading zero."""
    kvk = rij["kvk_nummer_houder"].lstrip("'")
    aangevuld = rij | {"kvk_nummer_houder": kvk.zfill(8) if kvk else ""}
    return _match(aangevuld, "kvk_nummer_houder", r"(\d{8})?", "Verwacht: 8 cijfers.")
