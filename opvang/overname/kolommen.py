"""The sheets and columns of the workbook: the template, its explanation and the reading are all made from these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from indicaties.models import Indicatie, Ouderschap, Toeleiding
from lib.bladen import Cel
from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from lib.talen import TALEN
from opvang.models import MAX_DAGEN_PER_WEEK
from opvang.overname import cellen

Lezer = Callable[[Cel], Any]


@dataclass(frozen=True)
class Kolom:
    """`soort` tells the template how to lay the cells out: tekst, datum, getal or keuze."""

    naam: str
    uitleg: str
    lees: Lezer = cellen.read_tekst
    verplicht: bool = False
    soort: str = "tekst"
    keuzes: tuple[str, ...] = ()
    # What stands here is not repeated in the report.
    geheim: bool = False


@dataclass(frozen=True)
class Bladsoort:
    naam: str
    uitleg: str
    kolommen: tuple[Kolom, ...]

    @property
    def per_naam(self) -> Mapping[str, Kolom]:
        return {kolom.naam: kolom for kolom in self.kolommen}


def _keuze(naam: str, uitleg: str, keuzes: Mapping[str, str], *, verplicht: bool = False) -> Kolom:
    lees = partial(cellen.read_keuze, keuzes=keuzes)
    return Kolom(naam, uitleg, lees, verplicht, "keuze", tuple(keuzes.values()))


def _ja_nee(naam: str, uitleg: str, *, verplicht: bool = False) -> Kolom:
    return Kolom(naam, uitleg, cellen.read_ja_nee, verplicht, "keuze", ("ja", "nee"))


def _dag(naam: str, uitleg: str, *, verplicht: bool = False) -> Kolom:
    return Kolom(naam, uitleg, cellen.read_dag, verplicht, "datum")


def _geheel(naam: str, uitleg: str, van: int, tot: int, *, verplicht: bool = False) -> Kolom:
    lees = partial(cellen.read_geheel, minstens=van, hoogstens=tot)
    return Kolom(naam, uitleg, lees, verplicht, "getal")


def _naam(naam: str, uitleg: str, *, verplicht: bool = False) -> Kolom:
    return Kolom(naam, uitleg, cellen.read_naam, verplicht)


def _tekst(naam: str, uitleg: str, hoogstens: int, *, verplicht: bool = False) -> Kolom:
    return Kolom(naam, uitleg, partial(cellen.read_tekst, hoogstens=hoogstens), verplicht)


KINDNUMMER = _tekst(
    "kindnummer",
    "Uw eigen nummer van het kind. Hetzelfde nummer op elk blad is hetzelfde kind. Gebruik geen BSN.",
    40,
    verplicht=True,
)
_LRK = _tekst("lrk-nummer", "Het LRK-nummer van de locatie. De locatie moet hier al bekend zijn.", 12)
_LRK_NODIG = _tekst(_LRK.naam, _LRK.uitleg, 12, verplicht=True)

KINDEREN = Bladsoort(
    "Kinderen",
    "Een regel per kind. Een kind dat hier al staat, wordt herkend aan het BSN, het pseudoniem, of naam en"
    " geboortedatum. Een lege cel laat staan wat er al stond.",
    (
        KINDNUMMER,
        _tekst("pseudoniem", "Alleen als het kind hier al staat en wij het niet vanzelf herkennen.", 8),
        _ja_nee(
            "ander kind", "Vul ja in als dit kind lijkt op een ander kind, en het toch een ander kind is."
        ),
        Kolom("bsn", "Negen cijfers. Mag leeg blijven.", cellen.read_bsn, geheim=True),
        _naam("voornaam", "Leeg als het kind maar één naam heeft."),
        _tekst("tussenvoegsel", "Bijvoorbeeld: van der.", 20),
        _naam("achternaam", "De achternaam, of de enige naam.", verplicht=True),
        Kolom(
            "geboortedatum",
            "Dag, maand en jaar. Is de dag of de maand niet bekend? Typ dan 00, bijvoorbeeld 00-03-2024.",
            cellen.read_geboortedag,
            verplicht=True,
            soort="datum",
        ),
        _tekst("straat", "De straat waar het kind woont.", 80),
        _geheel("huisnummer", "Alleen het getal.", 1, 99_999),
        _tekst("toevoeging", "Wat na het huisnummer komt.", 10),
        Kolom("postcode", "Bijvoorbeeld 3881 AB.", cellen.read_postcode),
        _tekst("woonplaats", "De plaats waar het kind woont.", 80),
        _ja_nee("geheim adres", "Vul ja in als het adres geheim is."),
        _tekst(
            "ingeschreven door",
            "De naam van het consultatiebureau of de aanbieder. Mag leeg als er in de gemeente één"
            " consultatiebureau is.",
            120,
        ),
    ),
)
OUDERS = Bladsoort(
    "Ouders",
    "Een regel per ouder of verzorger van een kind van het blad Kinderen.",
    (
        KINDNUMMER,
        _naam("voornaam", "Mag leeg blijven."),
        _tekst("tussenvoegsel", "Bijvoorbeeld: van der.", 20),
        _naam("achternaam", "De achternaam van de ouder.", verplicht=True),
        _keuze(
            "relatie", "Wat deze persoon van het kind is.", dict(Ouderschap.Relatie.choices), verplicht=True
        ),
        Kolom("telefoon", "Tien cijfers, of + en het landnummer.", cellen.read_telefoon),
        Kolom("e-mail", "Het e-mailadres.", cellen.read_email),
        _keuze("taal", "De taal die de ouder het liefst spreekt.", TALEN),
    ),
)
INDICATIES = Bladsoort(
    "Indicaties",
    "Een regel per indicatie die is afgegeven. Er gaat geen brief uit.",
    (
        KINDNUMMER,
        _keuze("soort", "VVE of SMI.", dict(Indicatie.Soort.choices), verplicht=True),
        _dag("geldig van", "De eerste dag.", verplicht=True),
        _dag("geldig tot en met", "De laatste dag.", verplicht=True),
        _dag("afgegeven op", "De dag van het besluit.", verplicht=True),
        _tekst(
            "gronden", "De codes van de gronden van uw gemeente, met komma's ertussen. Mag leeg blijven.", 400
        ),
        _tekst(
            "consultatiebureau",
            "De naam van het consultatiebureau dat besloot. Mag leeg als er in de gemeente maar één is.",
            120,
        ),
    ),
)
TOELEIDING = Bladsoort(
    "Toeleiding",
    "Een regel per verwijzing naar een aanbieder. De aanbieder krijgt er geen bericht van.",
    (
        KINDNUMMER,
        _tekst("aanbieder", "De naam of het KvK-nummer van de aanbieder.", 120, verplicht=True),
        _LRK,
        _dag("verwezen op", "De dag van de verwijzing.", verplicht=True),
        _keuze("stand", "Hoe het nu staat.", dict(Toeleiding.Status.choices), verplicht=True),
        _dag("sinds", "Sinds wanneer dat zo is. Nodig bij elke stand behalve Verwezen."),
        _keuze("reden", "Alleen bij Geen deelname, en dan verplicht.", dict(Toeleiding.Reden.choices)),
    ),
)
PLAATSINGEN = Bladsoort(
    "Plaatsingen",
    "Een regel per plaatsing met dezelfde afspraken. Veranderden de afspraken? Maak dan een nieuwe regel.",
    (
        KINDNUMMER,
        _LRK_NODIG,
        _dag("startdatum", "De eerste dag.", verplicht=True),
        _dag("einddatum", "De laatste dag. Leeg als het kind er nog is."),
        Kolom(
            "uren per week",
            "Met hoogstens twee cijfers achter de komma.",
            cellen.read_honderdsten,
            verplicht=True,
            soort="getal",
        ),
        _geheel("dagen per week", "Mag leeg blijven.", 1, MAX_DAGEN_PER_WEEK),
        _ja_nee("kot", "Hebben de ouders recht op kinderopvangtoeslag?", verplicht=True),
        _geheel("klasse", "De rij van de bijdragetabel. Leeg als het inkomen niet is aangetoond.", 1, 999),
        _keuze("kindrang", "Leeg is eerste kind.", {"1": "Eerste kind", "2": "Tweede of volgend kind"}),
        Kolom("uurprijs", "In euro. Mag leeg blijven.", cellen.read_honderdsten, soort="getal"),
    ),
)
UREN = Bladsoort(
    "Uren",
    "Een regel per kind, locatie en tijdvak. De uren komen klaar te staan als concept; de aanbieder kijkt ze na en"
    " dient ze in.",
    (
        KINDNUMMER,
        _LRK_NODIG,
        _geheel("jaar", "Bijvoorbeeld 2025.", EERSTE_JAAR, LAATSTE_JAAR, verplicht=True),
        Kolom(
            "tijdvak",
            "Een kwartaal is 1, 2, 3 of 4, een maand m1 tot en met m12, een halfjaar h1 of h2, een heel jaar j1.",
            verplicht=True,
        ),
        Kolom(
            "uren",
            "De uren van het kind in dat tijdvak op die locatie.",
            cellen.read_honderdsten,
            verplicht=True,
            soort="getal",
        ),
    ),
)
BLADEN = (KINDEREN, OUDERS, INDICATIES, TOELEIDING, PLAATSINGEN, UREN)
# Of the template itself: for who fills it in.
UITLEG, KEUZES = "Uitleg", "Keuzes"
