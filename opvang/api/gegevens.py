"""The shapes that more than one resource tells: a child, a location, agreements."""

from typing import Any

from indicaties.models import Kind
from opvang.api.schema import Schema, Soort, Veld
from opvang.models import MAX_DAGEN_PER_WEEK, Plaatsing
from organisaties.models import Locatie
from rekenregels import Huishouden

KIND = Schema(
    "Kind",
    "Wie het kind is. Geen BSN en geen adres.",
    {
        "kind": Veld(
            Soort.TEKST,
            "Het kenmerk van het kind in deze gemeente; het verandert nooit.",
            voorbeeld="7H3K9QXA",
        ),
        "voornaam": Veld(Soort.TEKST, "Voornaam; leeg als het kind één naam heeft."),
        "tussenvoegsel": Veld(Soort.TEKST, "Voorvoegsel van de achternaam, of leeg."),
        "achternaam": Veld(Soort.TEKST, "Achternaam."),
        "geboortedatum": Veld(
            Soort.DAG, "Geboortedatum; de dag waarmee wordt gerekend als zij niet heel bekend is."
        ),
        "geboorteBekend": Veld(
            Soort.TEKST, "Wat van de geboortedatum bekend is.", keuzes=("dag", "maand", "jaar")
        ),
    },
)
LOCATIE = Schema(
    "Locatie",
    "Een locatie van de eigen organisatie.",
    {
        "lrkNummer": Veld(
            Soort.TEKST, "Nummer in het Landelijk Register Kinderopvang.", voorbeeld="123456789"
        ),
        "naam": Veld(Soort.TEKST, "Naam in het LRK."),
        "ve": Veld(Soort.JA_NEE, "Biedt voorschoolse educatie volgens het LRK."),
        "open": Veld(Soort.JA_NEE, "Hier kunnen kinderen worden geplaatst."),
    },
)
AFSPRAKEN: dict[str, Veld] = {
    "lrkNummer": Veld(Soort.TEKST, "De locatie, met haar LRK-nummer.", voorbeeld="123456789"),
    "urenPerWeek": Veld(Soort.GETAL, "Uren per week.", voorbeeld=16),
    "dagenPerWeek": Veld(
        Soort.GEHEEL,
        f"Dagen per week, 1 tot en met {MAX_DAGEN_PER_WEEK}. Alleen als de gemeente daarom vraagt.",
        verplicht=False,
        leeg=True,
    ),
    "kot": Veld(Soort.JA_NEE, "De ouders hebben recht op kinderopvangtoeslag."),
    "bijdrageklasse": Veld(
        Soort.GEHEEL,
        "De rij van de bijdragetabel van de gemeente; leeg als het inkomen niet is aangetoond.",
        verplicht=False,
        leeg=True,
    ),
    "bewijs": Veld(
        Soort.TEKST,
        "Welk bewijs van het inkomen is gezien. Het inkomen zelf wordt niet bewaard.",
        verplicht=False,
        leeg=True,
        keuzes=tuple(Plaatsing.Bewijs.values),
    ),
    "bewijsJaar": Veld(Soort.GEHEEL, "Over welk jaar het bewijs gaat.", verplicht=False, leeg=True),
    "kindrang": Veld(Soort.GEHEEL, "1 voor het eerste kind, 2 voor een volgend kind.", verplicht=False),
    "uurprijsCenten": Veld(
        Soort.GEHEEL,
        "Uw uurprijs in centen. Alleen als de gemeente daarom vraagt.",
        verplicht=False,
        leeg=True,
    ),
    "minimaregel": Veld(
        Soort.TEKST,
        "De naam van de regel van de gemeente voor ouders met een laag inkomen.",
        verplicht=False,
        leeg=True,
    ),
    "huishouden": Veld(
        Soort.TEKST,
        "Het soort huishouden van de ouders. Alleen als een minimaregel van de gemeente ervan afhangt.",
        verplicht=False,
        leeg=True,
        keuzes=tuple(Huishouden),
    ),
}
# The name in the form, so that its sentences find their place in what was sent.
VELDEN = {
    "locatie": "lrkNummer",
    "uren_per_week": "urenPerWeek",
    "dagen_per_week": "dagenPerWeek",
    "bewijs_jaar": "bewijsJaar",
    "uurprijs_centen": "uurprijsCenten",
}


def write_kind(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.pseudoniem,
        "voornaam": kind.voornaam,
        "tussenvoegsel": kind.tussenvoegsel,
        "achternaam": kind.achternaam,
        "geboortedatum": kind.geboortedatum.isoformat(),
        "geboorteBekend": kind.geboorte_bekend,
    }


def write_locatie(locatie: Locatie) -> dict[str, Any]:
    return {
        "lrkNummer": locatie.lrk_nummer,
        "naam": locatie.naam,
        "ve": locatie.ve_geregistreerd,
        "open": not locatie.uitgeschreven and locatie.opgevolgd_per is None,
    }


def write_getal(honderdsten: int) -> int | float:
    """1650 -> 16.5: JSON knows one kind of number, and two decimals pass through it unharmed."""
    return honderdsten // 100 if honderdsten % 100 == 0 else honderdsten / 100


def write_dag(dag: Any) -> str | None:
    return dag.isoformat() if dag else None
