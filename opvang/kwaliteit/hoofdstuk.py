"""The chapter about quality in the reports of a year: offer, adviser, groups, sheets and inspections per location."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lib.geld import uren
from lib.kleine_groepen import TOELICHTING, VERBORGEN, is_small
from lib.weergave import datum, opsommen
from opvang.eisen import number_on
from opvang.kwaliteit.instellingen import deadline
from opvang.kwaliteit.keuren import Oordeel, offered_hours
from opvang.kwaliteit.locaties import locaties_of_gemeente
from opvang.kwaliteit.overzicht import Locatiestand, read_standen
from opvang.models import Kwaliteitsblad
from organisaties.hoofdstukken import Gemis, Hoofdstuk
from organisaties.models import Gemeente

# A chapter is a page: with more locations it tells the counts, and the lines are in the list of the site.
MEESTE_REGELS = 25


@dataclass(frozen=True)
class Locatiecijfers:
    """Hours in hundredths; None where no sheet was sent. `goed`: the subjects in order, by their code."""

    locatie: str
    status: str
    akkoord: bool
    aanbod: int | None
    groepen: int
    grootste: int
    kinderen: int | None
    pbm_nodig: int | None
    pbm_gemaakt: int | None
    goed: tuple[str, ...]
    aandacht: tuple[str, ...]
    aannames: tuple[str, ...]
    inspectie: str


@dataclass(frozen=True)
class Kwaliteitcijfers:
    """`norm_*`: what the law asked on the last day of the year; None where it did not."""

    jaar: int
    norm_aanbod: int | None
    norm_groep: int | None
    norm_beroepskracht: int | None
    norm_pbm: int | None
    locaties: tuple[Locatiecijfers, ...]


@dataclass(frozen=True)
class Telling:
    """So many of so many locations, and in the year before; that is empty where nothing is known of it."""

    naam: str
    nu: str
    vorig: str


@dataclass(frozen=True)
class Regel:
    locatie: str
    status: str
    aanbod: str
    groepen: str
    grootste: str
    kinderen: str
    pbm: str
    aandacht: str
    inspectie: str


@dataclass(frozen=True)
class Kwaliteitdeel:
    cijfers: Kwaliteitcijfers
    tellingen: tuple[Telling, ...]
    regels: tuple[Regel, ...]
    met_vorig: bool
    aannames: str
    toelichting: str


def read_kwaliteit(gemeente: Gemeente, jaar: int, dag: date) -> Kwaliteitcijfers:
    """In the order of the names; a sheet counts when it was sent, also after the year."""
    einde = date(jaar, 12, 31)
    return Kwaliteitcijfers(
        jaar=jaar,
        norm_aanbod=number_on("aanbod", einde),
        norm_groep=number_on("groep", einde),
        norm_beroepskracht=number_on("beroepskracht", einde),
        norm_pbm=number_on("pbm", date(jaar, 1, 1)),
        locaties=tuple(_cijfers(stand) for stand in _standen(gemeente, jaar, dag)),
    )


def show_kwaliteit(
    cijfers: Kwaliteitcijfers, vorig: Kwaliteitcijfers | None, volledig: bool
) -> Kwaliteitdeel:
    """Not `volledig`: without the children of a small group, and the hours that follow from them."""
    getoond = cijfers.locaties if len(cijfers.locaties) <= MEESTE_REGELS else ()
    regels = tuple(_regel(locatie, volledig) for locatie in getoond)
    return Kwaliteitdeel(
        cijfers=cijfers,
        tellingen=tuple(_tellingen(cijfers, vorig)),
        regels=regels,
        met_vorig=vorig is not None and bool(vorig.locaties),
        aannames=_aannames(cijfers.locaties),
        toelichting=TOELICHTING if any(regel.kinderen == VERBORGEN for regel in regels) else "",
    )


def miss_kwaliteit(gemeente: Gemeente, jaar: int, dag: date) -> Iterator[Gemis]:
    """Locations without a sheet, with one that waits or was sent back, without an inspection."""
    standen = _standen(gemeente, jaar, dag)
    url = f"{reverse('opvang:kwaliteit_list')}?jaar={jaar}"
    if standen and deadline(gemeente, jaar) is None and not any(stand.blad for stand in standen):
        yield Gemis(f"Over {jaar} zijn aan aanbieders geen kwaliteitsbladen gevraagd.", url)
        return
    redenen = {
        "Zonder kwaliteitsblad, en dus zonder opgave van de uren van de beleidsmedewerker": [
            stand for stand in standen if stand.blad is None
        ],
        "Het kwaliteitsblad is nog niet akkoord": [
            stand for stand in standen if stand.blad and stand.blad.status != Kwaliteitsblad.Status.AGREED
        ],
        "Zonder vastgelegde inspectie van de GGD": [
            stand for stand in standen if any(b.onderwerp == "ggd" for b in stand.ontbreekt)
        ],
    }
    for reden, welke in redenen.items():
        if welke:
            yield Gemis(f"{reden}: {opsommen(stand.locatie.naam for stand in welke)}.", url)


HOOFDSTUK = Hoofdstuk(
    code="kwaliteit",
    titel="Kwaliteit",
    plaats=470,
    sjabloon="opvang/pdf/kwaliteit.html",
    lees=read_kwaliteit,
    toon=show_kwaliteit,
    mist=miss_kwaliteit,
)


def _standen(gemeente: Gemeente, jaar: int, dag: date) -> list[Locatiestand]:
    return read_standen(gemeente, locaties_of_gemeente(gemeente, jaar), jaar, dag)


def _cijfers(stand: Locatiestand) -> Locatiecijfers:
    blad, pbm = stand.blad, stand.pbm
    groepen = list(blad.groepen.all()) if blad else []
    laatste = max(stand.inspecties, key=lambda i: (i.datum, i.pk), default=None)
    van_jaar = laatste is not None and laatste.datum.year == stand.jaar
    return Locatiecijfers(
        locatie=stand.locatie.naam,
        status=stand.status,
        akkoord=blad is not None and blad.status == Kwaliteitsblad.Status.AGREED,
        aanbod=offered_hours(blad) if blad else None,
        groepen=len(groepen),
        grootste=max((groep.plaatsen for groep in groepen), default=0),
        kinderen=pbm.kinderen if pbm else None,
        pbm_nodig=pbm.nodig if pbm else None,
        pbm_gemaakt=pbm.gemaakt if pbm else None,
        goed=tuple(b.onderwerp for b in stand.bevindingen if b.oordeel is Oordeel.GOED),
        aandacht=tuple(b.naam for b in stand.bevindingen if b.oordeel is not Oordeel.GOED),
        aannames=tuple(b.naam for b in stand.bevindingen if b.aanname),
        inspectie=f"{laatste.get_uitkomst_display()}, {datum(laatste.datum)}" if laatste and van_jaar else "",
    )


_ONDERWERPEN = (
    ("aanbod", "Biedt genoeg uren in anderhalf jaar"),
    ("pbm", "Zette de beleidsmedewerker genoeg uren in"),
    ("beroepskracht", "Groepen niet te groot, met genoeg beroepskrachten"),
    ("scholing", "Alle beroepskrachten hebben VE-scholing"),
    ("taal", "Alle beroepskrachten hebben het taalniveau"),
    ("opleidingsplan", "Opleidingsplan vastgesteld en geëvalueerd"),
    ("beleidsplan", "Pedagogisch beleidsplan vastgesteld en geëvalueerd"),
    ("programma", "Werkt met een erkend VVE-programma"),
    ("ggd", "Inspectie van de GGD zonder openstaande tekortkoming"),
)


def _aannames(locaties: Sequence[Locatiecijfers]) -> str:
    namen = list(dict.fromkeys(naam for locatie in locaties for naam in locatie.aannames))
    return (
        f"Wat hiervoor geldt, is niet in de wet of bij de bron zelf nagelezen: {opsommen(namen)}."
        if namen
        else ""
    )


def _tellingen(cijfers: Kwaliteitcijfers, vorig: Kwaliteitcijfers | None) -> Iterator[Telling]:
    eerder = vorig.locaties if vorig else ()
    yield Telling("Kwaliteitsblad akkoord", _tell_akkoord(cijfers.locaties), _tell_akkoord(eerder))
    for code, naam in _ONDERWERPEN:
        yield Telling(naam, _tell_goed(cijfers.locaties, code), _tell_goed(eerder, code))


def _tell_akkoord(locaties: Sequence[Locatiecijfers]) -> str:
    return _of(sum(locatie.akkoord for locatie in locaties), locaties)


def _tell_goed(locaties: Sequence[Locatiecijfers], code: str) -> str:
    return _of(sum(code in locatie.goed for locatie in locaties), locaties)


def _of(aantal: int, locaties: Sequence[Locatiecijfers]) -> str:
    return f"{aantal} van {len(locaties)}" if locaties else ""


def _regel(locatie: Locatiecijfers, volledig: bool) -> Regel:
    verborgen = not volledig and is_small(locatie.kinderen or 0)
    return Regel(
        locatie=locatie.locatie,
        status=locatie.status,
        aanbod="–" if locatie.aanbod is None else uren(locatie.aanbod),
        groepen=str(locatie.groepen or "–"),
        grootste=str(locatie.grootste or "–"),
        kinderen=_verberg("–" if locatie.kinderen is None else str(locatie.kinderen), verborgen),
        pbm="–"
        if locatie.pbm_gemaakt is None or locatie.pbm_nodig is None
        else f"{uren(locatie.pbm_gemaakt)} van {_verberg(uren(locatie.pbm_nodig), verborgen)}",
        aandacht=opsommen(locatie.aandacht) if locatie.aandacht else "–",
        inspectie=locatie.inspectie or "niet vastgelegd",
    )


def _verberg(tekst: str, verborgen: bool) -> str:
    return VERBORGEN if verborgen else tekst
