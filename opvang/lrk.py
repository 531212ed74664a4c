"""The open data of the Landelijk Register Kinderopvang (LRK): text into locations, or sentences about what is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lib.csvbestand import decode_csv
from lib.tekst import geheel

# Voorschoolse educatie is given in day care; out-of-school care and childminders are no part of it.
SOORTEN = ("KDV",)
INGESCHREVEN, UITGESCHREVEN = "ingeschreven", "uitgeschreven"
# That the register writes Ja and Nee is not confirmed by its documentation; empty stands for no.
_JA, _NEE = ("ja", "j"), ("nee", "n", "")

_NODIG = (
    "lrk_id",
    "type_oko",
    "actuele_naam_oko",
    "aantal_kindplaatsen",
    "status",
    "opvanglocatie_adres",
    "opvanglocatie_postcode",
    "opvanglocatie_woonplaats",
    "naam_houder",
    "kvk_nummer_houder",
    "cbs_code",
)
# Older files name this column differently.
_VE_KOLOMMEN = ("ve", "vve")


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


class LrkFout(ValueError):
    """All that is wrong with a file, a sentence each."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__("\n".join(fouten))
        self.fouten = fouten


def read_lrk(inhoud: bytes, *, gemeente_codes: set[str], lrk_nummers: set[str]) -> list[LrkRegel]:
    """The day-care locations of these municipalities, and those known here already wherever they lie."""
    regels: dict[str, LrkRegel] = {}
    fouten = []
    for nummer, rij in _rows(decode_csv(inhoud)):
        if rij["type_oko"].upper() not in SOORTEN:
            continue
        if _code(rij) not in gemeente_codes and rij["lrk_id"] not in lrk_nummers:
            continue
        try:
            regel = _read_row(rij)
            if regel.lrk_nummer in regels:
                raise ValueError(f"kolom lrk_id: nummer {regel.lrk_nummer} staat twee keer in het bestand.")
        except ValueError as fout:
            fouten.append(f"Regel {nummer}, {fout}")
        else:
            regels[regel.lrk_nummer] = regel
    if fouten:
        raise LrkFout(fouten)
    return list(regels.values())


def _rows(tekst: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Split by hand: the register does not quote, and a lone quote in a name is just a character."""
    regels = tekst.split("\n")
    kop = [_bare(cel).lower() for cel in regels[0].split(";")] if regels else []
    ontbreekt = [kolom for kolom in _NODIG if kolom not in kop]
    ve_kolom = next((kolom for kolom in _VE_KOLOMMEN if kolom in kop), None)
    if ve_kolom is None:
        ontbreekt.append("ve")
    if ontbreekt:
        raise LrkFout(
            [f"Regel 1: kolom {', '.join(ontbreekt)} ontbreekt. Is dit het opendatabestand van het LRK?"]
        )
    for nummer, regel in enumerate(regels[1:], start=2):
        if not regel.strip(" ;"):
            continue
        cellen = [_bare(cel) for cel in regel.split(";")]
        if len(cellen) != len(kop):
            raise LrkFout(
                [
                    f"Regel {nummer}: {len(cellen)} kolommen in plaats van {len(kop)}. Staat er een puntkomma in een naam?"
                ]
            )
        rij = dict(zip(kop, cellen, strict=True))
        yield nummer, rij | {"ve": rij[ve_kolom or "ve"]}


def _bare(cel: str) -> str:
    return cel.strip().strip('"').strip()


def _code(rij: dict[str, str]) -> str:
    """A spreadsheet drops the leading zero of 0273."""
    return rij["cbs_code"].zfill(4)


def _read_row(rij: dict[str, str]) -> LrkRegel:
    return LrkRegel(
        lrk_nummer=_match(rij, "lrk_id", r"\d{6,12}", "Verwacht: 6 tot 12 cijfers."),
        naam=_text(rij, "actuele_naam_oko", 200),
        adres=_text(rij, "opvanglocatie_adres", 200, verplicht=False),
        postcode=_match(
            rij | {"opvanglocatie_postcode": rij["opvanglocatie_postcode"].replace(" ", "").upper()},
            "opvanglocatie_postcode",
            r"([1-9]\d{3}[A-Z]{2})?",
            "Verwacht: een postcode zoals 3881AB.",
        ),
        plaats=_text(rij, "opvanglocatie_woonplaats", 80),
        ve_geregistreerd=_choice(rij, "ve", _JA, _NEE),
        uitgeschreven=_choice(rij, "status", (UITGESCHREVEN,), (INGESCHREVEN,)),
        kindplaatsen=_number(rij, "aantal_kindplaatsen"),
        houder=_text(rij, "naam_houder", 120),
        kvk_nummer=_kvk(rij),
        gemeente_code=_code(rij),
        uitgeschreven_per=_date(rij, "uitschrijfdatum"),
    )


def _match(rij: dict[str, str], kolom: str, patroon: str, verwacht: str) -> str:
    if not re.fullmatch(patroon, rij[kolom]):
        raise ValueError(f"kolom {kolom}: ‘{rij[kolom]}’ is niet goed. {verwacht}")
    return rij[kolom]


def _text(rij: dict[str, str], kolom: str, lengte: int, *, verplicht: bool = True) -> str:
    if verplicht and not rij[kolom]:
        raise ValueError(f"kolom {kolom}: is leeg. Vul de waarde uit het LRK in.")
    if len(rij[kolom]) > lengte:
        raise ValueError(
            f"kolom {kolom}: ‘{rij[kolom][:40]}…’ heeft {len(rij[kolom])} tekens; hoogstens {lengte} passen."
        )
    return rij[kolom]


def _choice(rij: dict[str, str], kolom: str, wel: tuple[str, ...], niet: tuple[str, ...]) -> bool:
    waarde = rij[kolom].lower()
    if waarde not in wel + niet:
        verwacht = " of ".join(f"‘{keuze.capitalize()}’" for keuze in (wel[0], niet[0]))
        raise ValueError(f"kolom {kolom}: ‘{rij[kolom]}’ is niet bekend. Verwacht: {verwacht}.")
    return waarde in wel


def _number(rij: dict[str, str], kolom: str) -> int | None:
    tekst = rij[kolom]
    if not tekst:
        return None
    aantal = geheel(tekst, -1)
    if not 0 <= aantal <= 2000:
        raise ValueError(f"kolom {kolom}: ‘{tekst}’ is niet goed. Verwacht: een heel getal van 0 tot 2000.")
    return aantal


def _date(rij: dict[str, str], kolom: str) -> date | None:
    """Older files have the day on which a location left the register, newer ones do not."""
    tekst = rij.get(kolom, "")
    for vorm in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 - a day without a time
        except ValueError:
            continue
    if tekst:
        raise ValueError(f"kolom {kolom}: ‘{tekst[:40]}’ is niet goed. Verwacht: een datum zoals 31-12-2025.")
    return None


def _kvk(rij: dict[str, str]) -> str:
    """A holder may be a person without a number; a spreadsheet drops the leading zero."""
    kvk = rij["kvk_nummer_houder"]
    return _match(
        rij | {"kvk_nummer_houder": kvk.zfill(8) if kvk else ""},
        "kvk_nummer_houder",
        r"(\d{8})?",
        "Verwacht: 8 cijfers.",
    )
