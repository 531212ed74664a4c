"""All that is kept about one child, for a request of access (inzageverzoek, art. 15 AVG): as data and as a document."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from brieven.models import Brief
from indicaties.models import (
    Adres,
    Behandelaarwissel,
    Contactmoment,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ondersteuningsvraag,
    Ouderschap,
    Samenvoeging,
    Signaal,
    Startinformatie,
    Toeleiding,
    Toeleidingstap,
    Toestemming,
    Traject,
    Trajectnotitie,
    Trajecttaak,
    Verwijsvraag,
)
from lib.geld import met_punt
from lib.pdf import render_pdf
from opvang.historie import read_versies
from opvang.models import Declaratieregel, Overdracht, Overdrachtvervolg, Plaatsing, Regelbericht
from opvang.overdracht.inzage import read_alles
from organisaties.kanten import all_sides
from organisaties.logboekfilter import about_child
from organisaties.loghandeling import handeling_label
from organisaties.models import AuditRegel
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from rekenregels import ELDERS, RUIMTE_OVER, Categorie, Feit, Feiten, Vertrek
from subsidies.models import Berekening, Berekeningsregel, Herzieningsregel


@dataclass(frozen=True)
class Onderdeel:
    """One kind of data: its name, its columns and its rows, all text."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: list[tuple[str, ...]]

    @property
    def paren(self) -> list[tuple[str, str]]:
        """Of the one row: each column with what stands there, under each other."""
        (rij,) = self.rijen
        return list(zip(self.kolommen, rij, strict=True))


@dataclass(frozen=True)
class Dossier:
    pseudoniem: str
    gemeente: str
    moment: datetime
    onderdelen: list[Onderdeel]

    def as_json(self) -> str:
        inhoud: dict[str, Any] = {
            "gemeente": self.gemeente,
            "pseudoniem": self.pseudoniem,
            "opgemaakt": localtime(self.moment).isoformat(timespec="seconds"),
        }
        for onderdeel in self.onderdelen:
            inhoud[onderdeel.titel] = [
                dict(zip(onderdeel.kolommen, rij, strict=True)) for rij in onderdeel.rijen
            ]
        return json.dumps(inhoud, ensure_ascii=False, indent=2)

    def as_pdf(self) -> bytes:
        return render_pdf(
            render_to_string("privacy/pdf/inzage.html", {"dossier": self}),
            titel=f"Inzage in de gegevens van kind {self.pseudoniem}",
            moment=self.moment,
            bestanden=settings.BASE_DIR / "static",
        )


@dataclass(frozen=True)
class Tabel:
    """Rows of one model about a child. Every field stands under its heading, or in WEGGELATEN with the reason."""

    titel: str
    model: type[models.Model]
    pad: str
    kolommen: dict[str, str]
    volgorde: tuple[str, ...] = ("pk",)
    # Of one side alone, JGZ or municipality: read in the scope of each.
    per_kant: bool = False


TABELLEN = (
    Tabel(
        "Gegevens van het kind",
        Kind,
        "pk",
        {
            "voornaam": "Voornaam",
            "tussenvoegsel": "Tussenvoegsel",
            "achternaam": "Achternaam",
            "geboortedatum": "Geboortedatum",
            "geboorte_bekend": "Daarvan bekend",
            "bsn_versleuteld": "BSN",
            "pseudoniem": "Pseudoniem",
            "gemeente": "Gemeente",
            "ingeschreven_op": "Ingeschreven op",
            "ingeschreven_door": "Door",
            "vertrokken_op": "Laatste dag in de gemeente",
            "reden_vertrek": "Reden van vertrek",
            "herkomst_bezwaar_op": "Bezwaar tegen land van herkomst",
        },
    ),
    Tabel(
        "Adres",
        Adres,
        "kind",
        {
            "straat": "Straat",
            "huisnummer": "Huisnummer",
            "toevoeging": "Toevoeging",
            "postcode": "Postcode",
            "woonplaats": "Woonplaats",
            "geheim": "Geheim adres",
            "buurt": "Buurt",
        },
    ),
    Tabel(
        "Ouders en verzorgers",
        Ouderschap,
        "kind",
        {
            "ouder.voornaam": "Voornamen",
            "ouder.tussenvoegsel": "Tussenvoegsel",
            "ouder.achternaam": "Achternaam",
            "relatie": "Relatie",
            "gezag": "Heeft gezag",
            "belt_eerst": "Eerst bellen",
            "ouder.telefoon": "Telefoon",
            "ouder.email": "E-mail",
            "ouder.taal": "Taal",
            "ouder.tolk_nodig": "Tolk nodig",
            "vastgelegd_op": "Vastgelegd op",
            "beeindigd_op": "Niet meer sinds",
        },
    ),
    Tabel(
        "Indicaties",
        Indicatie,
        "kind",
        {
            "soort": "Soort",
            "geldig_van": "Geldig van",
            "geldig_tot_en_met": "Tot en met",
            "criteria": "Gronden",
            "afgegeven_op": "Afgegeven op",
            "organisatie": "Afgegeven door",
            "ingetrokken_op": "Ingetrokken op",
            "reden_intrekking": "Reden van intrekken",
        },
    ),
    Tabel(
        "Besluiten over een indicatie",
        Indicatiebesluit,
        "kind",
        {
            "soort": "Besluit",
            "indicatiesoort": "Soort indicatie",
            "besloten_op": "Besloten op",
            "organisatie": "Door",
            "geldig_van": "Geldig van",
            "geldig_tot_en_met": "Tot en met",
            "reden": "Reden",
            "gronden": "Gronden",
            "gewicht": "Gewicht",
            "drempel": "Nodig",
            "toelichting": "Toelichting voor de ouders",
            "oordeel": "Reden van het oordeel",
            "bekend_gemaakt_op": "Bekend gemaakt op",
            "bekendmaking": "Hoe",
        },
    ),
    Tabel(
        "Signalen",
        Signaal,
        "kind",
        {
            "aanleiding": "Van",
            "organisatie": "Organisatie",
            "gegeven_op": "Gegeven op",
            "toelichting": "Wat opviel",
            "uitkomst": "Uitkomst",
            "uitkomst_op": "Uitkomst op",
        },
    ),
    Tabel(
        "Vragen om extra ondersteuning",
        Ondersteuningsvraag,
        "kind",
        {
            "organisatie": "Gevraagd door",
            "gesteld_op": "Gevraagd op",
            "vraag": "Vraag",
            "beantwoord_op": "Beantwoord op",
            "antwoord": "Antwoord",
        },
    ),
    Tabel(
        "Toestemming van de ouders",
        Toestemming,
        "kind",
        {
            "gegeven": "Gegeven",
            "datum": "Datum",
            "omvang": "Waarvoor",
            "ouder": "Wie antwoordde",
            "vastlegging": "Hoe",
            "vastgelegd_op": "Vastgelegd op",
            "ingetrokken_op": "Ingetrokken op",
        },
    ),
    Tabel(
        "Wat een houder bij de start moest weten",
        Startinformatie,
        "toeleiding__kind",
        {"toeleiding.houder": "Houder", "gegeven_op": "Gegeven op", "tekst": "Tekst"},
    ),
    Tabel(
        "Verwijzingen",
        Toeleiding,
        "kind",
        {
            "houder": "Naar",
            "locatie": "Locatie",
            "verwezen_op": "Verwezen op",
            "status": "Uitkomst",
            "sinds": "Stand sinds",
            "verwacht": "Verwachte begindatum",
            "reden": "Reden",
            "toelichting": "Reden in eigen woorden",
            "afgerond_op": "Afgerond op",
            "gestart_op": "Gestart op",
        },
    ),
    Tabel(
        "Wat er met een verwijzing gebeurde",
        Toeleidingstap,
        "toeleiding__kind",
        {
            "toeleiding.houder": "Bij",
            "status": "Stand",
            "sinds": "Sinds",
            "verwacht": "Verwachte begindatum",
            "vastgelegd_op": "Vastgelegd op",
        },
    ),
    Tabel(
        "Routekaart",
        Traject,
        "kind",
        {
            "aanleiding": "Aanleiding",
            "toelichting": "Toelichting",
            "geopend_op": "Begonnen op",
            "besproken_op": "Besproken op",
            "volgende_stap": "Volgende stap",
            "aan_zet": "Aan zet",
            "uiterlijk": "Uiterlijk",
            "stil_sinds": "Stil sinds",
            "reden_laat": "Reden van een late start",
            "overgedragen_op": "Overgedragen op",
            "gesloten_op": "Gesloten op",
            "reden_sluiting": "Reden van sluiten",
            "reden_toelichting": "Reden in eigen woorden",
        },
    ),
    Tabel(
        "Contact met het gezin",
        Contactmoment,
        "traject__kind",
        {"datum": "Datum", "soort": "Soort", "notitie": "Notitie", "vastgelegd_op": "Vastgelegd op"},
    ),
    Tabel(
        "Notities",
        Trajectnotitie,
        "traject__kind",
        {"geschreven_op": "Datum", "organisatie": "Van", "tekst": "Notitie"},
        per_kant=True,
    ),
    Tabel(
        "Taken bij de routekaart",
        Trajecttaak,
        "traject__kind",
        {
            "gemaakt_op": "Gemaakt op",
            "organisatie": "Van",
            "omschrijving": "Taak",
            "uiterlijk": "Uiterlijk",
            "gedaan_op": "Gedaan op",
        },
        per_kant=True,
    ),
    Tabel(
        "Wie het dossier aan een collega gaf",
        Behandelaarwissel,
        "traject__kind",
        {"gewisseld_op": "Datum", "reden": "Reden"},
    ),
    Tabel(
        "Vragen van aanbieders om het kind te verwijzen",
        Verwijsvraag,
        "kind",
        {
            "houder": "Van",
            "gevraagd_op": "Gevraagd op",
            "status": "Antwoord",
            "beantwoord_op": "Beantwoord op",
        },
    ),
    Tabel(
        "Dossiers die zijn samengevoegd",
        Samenvoeging,
        "blijft",
        {
            "vervalt.pseudoniem": "Dossier dat hierin opging",
            "samengevoegd_op": "Samengevoegd op",
            "gegevens": "Gegevens van voor het samenvoegen",
            "ongedaan_op": "Ongedaan gemaakt op",
        },
    ),
    Tabel(
        "Plaatsingen",
        Plaatsing,
        "kind",
        {
            "locatie": "Locatie",
            "startdatum": "Vanaf",
            "einddatum": "Tot en met",
            "uren_per_week_honderdsten": "Uren per week",
            "dagen_per_week": "Dagen per week",
            "kot": "Kinderopvangtoeslag",
            "bijdrageklasse": "Klasse van de ouderbijdrage",
            "bewijs": "Getoond bewijs",
            "bewijs_jaar": "Bewijs over jaar",
            "bewijs_gezien_op": "Bewijs gezien op",
            "kindrang": "Kind in het gezin",
            "uurprijs_centen": "Uurprijs (euro)",
            "minimaregel": "Minimaregel",
            "vastgelegd_op": "Vastgelegd op",
            "reden_herstel": "Reden van het herstel",
            "vervallen_op": "Vervallen op",
        },
    ),
    Tabel(
        "Overdracht naar school",
        Overdracht,
        "kind",
        {
            "pakket": "Pakket",
            "status": "Stand",
            "versie": "Versie",
            "aanleiding": "Waarom",
            "houder": "Van",
            "locatie": "Locatie",
            "opgesteld_op": "Opgesteld op",
            "toestemming_op": "Toestemming op",
            "toestemming_delen": "Wat mee mag",
            "toestemming_ontvangers": "Wie het mag lezen",
            "ingetrokken_op": "Toestemming ingetrokken op",
            "gezien_op": "Gelezen door de ouders op",
            "school": "Aan",
            "verzonden_op": "Verzonden op",
            "code_tot_en_met": "Code geldt tot en met",
            "opgehaald_op": "Met code opgehaald op",
            "bso_op": "Voor de BSO opgehaald op",
            "warm_gewenst": "Gesprek gewenst",
            "gewist_op": "Inhoud gewist op",
        },
    ),
    Tabel(
        "Na de overdracht",
        Overdrachtvervolg,
        "overdracht__kind",
        {
            "ontvangen_op": "Ontvangst bevestigd op",
            "gesprek_op": "Gesprek op",
            "deelnemers": "Met",
            "teruggekoppeld_op": "Terugkoppeling op",
        },
    ),
    Tabel(
        "Gedeclareerde uren",
        Declaratieregel,
        "plaatsing__kind",
        {
            "declaratie": "Declaratie",
            "declaratie.status": "Stand",
            "van": "Van",
            "tot_en_met": "Tot en met",
            "uren_honderdsten": "Uren",
            "dagen": "Dagen",
        },
        ("declaratie__jaar", "declaratie__kwartaal", "declaratie__volgnummer", "pk"),
    ),
    Tabel(
        "Wat bij gedeclareerde uren is geschreven",
        Regelbericht,
        "regel__plaatsing__kind",
        {
            "regel.declaratie": "Declaratie",
            "soort": "Soort",
            "tekst": "Tekst",
            "geschreven_op": "Geschreven op",
        },
    ),
    Tabel(
        "Berekende subsidie",
        Berekeningsregel,
        "declaratieregel__plaatsing__kind",
        {
            "berekening.declaratie": "Kwartaal",
            "berekening.status": "Stand",
            "van": "Van",
            "tot_en_met": "Tot en met",
            "categorie": "Categorie",
            "kot": "Kinderopvangtoeslag",
            "zonder_ve": "Locatie zonder VE",
            "uren_honderdsten": "Uren",
            "subsidie_centen": "Subsidie",
            "ouderbijdrage_centen": "Ouderbijdrage",
        },
    ),
    Tabel(
        "Subsidie die wordt herzien",
        Herzieningsregel,
        "kind",
        {
            "herziening.berekening.declaratie": "Kwartaal",
            "redenen": "Waarom",
            "uren_was_honderdsten": "Uren was",
            "uren_wordt_honderdsten": "Uren wordt",
            "was_centen": "Subsidie was",
            "wordt_centen": "Subsidie wordt",
        },
    ),
)

_VERWIJZING = "verwijst binnen het programma; wat daar staat, staat in dit document"
_MEDEWERKER = "de naam van een medewerker; zijn rol en organisatie staan bij wie iets deed of inzag"
_VAN_JGZ = "hoort bij het eigen dossier van het consultatiebureau; daar kunnen de ouders inzage in vragen"
_INHOUD = "staat in woorden onder ‘Wat in een overdracht staat’"
_VERSIE = "staat in woorden onder ‘Wat eerder over een plaatsing vastlag’"
WEGGELATEN = {
    "kind.bsn_index": "alleen om het BSN te vinden; zonder de sleutel zegt het niets, en het BSN zelf staat er",
    "kind.gezin": "staat onder ‘Broertjes en zusjes’",
    "kind.herkomst_bezwaar_door": _MEDEWERKER,
    "adres.kind": _VERWIJZING,
    "ouderschap.kind": _VERWIJZING,
    "ouderschap.ouder": _VERWIJZING,
    "ouderschap.vastgelegd_door": _MEDEWERKER,
    "ouderschap.beeindigd_door": _MEDEWERKER,
    "indicatie.kind": _VERWIJZING,
    "indicatie.afgegeven_door": _MEDEWERKER,
    "indicatie.ingetrokken_door": _MEDEWERKER,
    "indicatiebesluit.kind": _VERWIJZING,
    "indicatiebesluit.indicatie": _VERWIJZING,
    "indicatiebesluit.vervangt": _VERWIJZING,
    "indicatiebesluit.vorige": _VERWIJZING,
    "indicatiebesluit.besloten_door": _MEDEWERKER,
    "indicatiebesluit.bekend_gemaakt_door": _MEDEWERKER,
    "indicatiebesluit.criteriaregel": "hoe de gemeente gronden telt; het gewicht en wat nodig was staan erbij",
    "signaal.kind": _VERWIJZING,
    "signaal.traject": _VERWIJZING,
    "signaal.gegeven_door": _MEDEWERKER,
    "signaal.uitkomst_door": _MEDEWERKER,
    "ondersteuningsvraag.kind": _VERWIJZING,
    "ondersteuningsvraag.gesteld_door": _MEDEWERKER,
    "ondersteuningsvraag.beantwoord_door": _MEDEWERKER,
    "toestemming.kind": _VERWIJZING,
    "toestemming.vastgelegd_door": _MEDEWERKER,
    "toestemming.ingetrokken_door": _MEDEWERKER,
    "startinformatie.toeleiding": _VERWIJZING,
    "startinformatie.gegeven_door": _MEDEWERKER,
    "opmerking.kind": _VAN_JGZ,
    "opmerking.organisatie": _VAN_JGZ,
    "opmerking.tekst": _VAN_JGZ,
    "opmerking.geschreven_op": _VAN_JGZ,
    "opmerking.geschreven_door": _VAN_JGZ,
    "kind.samengevoegd_met": _VERWIJZING,
    **{
        f"zoekwoord.{veld}": "de naam nog een keer, in kale letters, om het kind te kunnen vinden"
        for veld in ("kind", "gemeente", "woord")
    },
    **{
        f"dubbelpaar.{veld}": "een vermoeden over twee dossiers; het andere is van een kind dat misschien een ander is"
        for veld in (
            *("gemeente", "een", "ander", "score", "redenen", "status", "gevonden_op", "besloten_op"),
            "besloten_door",
        )
    },
    "verwijsvraag.gemeente": _VERWIJZING,
    "verwijsvraag.kind": _VERWIJZING,
    "verwijsvraag.gevraagd_door": _MEDEWERKER,
    "verwijsvraag.beantwoord_door": _MEDEWERKER,
    "samenvoeging.blijft": _VERWIJZING,
    "samenvoeging.vervalt": _VERWIJZING,
    "samenvoeging.samengevoegd_door": _MEDEWERKER,
    "samenvoeging.ongedaan_door": _MEDEWERKER,
    "samenvoeging.verhuisd": "nummers van wat verhuisde; wat daar staat, staat in dit document",
    "samenvoeging.stand": "afdrukken waaraan te zien is of er iets wijzigde; zij zeggen niets over het kind",
    "toeleiding.kind": _VERWIJZING,
    "toeleiding.verwezen_door": _MEDEWERKER,
    "toeleiding.afgerond_door": _MEDEWERKER,
    "toeleiding.gestart_door": _MEDEWERKER,
    "toeleidingstap.toeleiding": _VERWIJZING,
    "toeleidingstap.vastgelegd_door": _MEDEWERKER,
    "traject.kind": _VERWIJZING,
    "traject.geopend_door": _MEDEWERKER,
    "traject.besproken_door": _MEDEWERKER,
    "traject.behandelaar": _MEDEWERKER,
    "traject.overgedragen_door": _MEDEWERKER,
    "traject.gesloten_door": _MEDEWERKER,
    "contactmoment.traject": _VERWIJZING,
    "contactmoment.vastgelegd_door": _MEDEWERKER,
    "trajectnotitie.traject": _VERWIJZING,
    "trajectnotitie.geschreven_door": _MEDEWERKER,
    "trajecttaak.traject": _VERWIJZING,
    "trajecttaak.voor": _MEDEWERKER,
    "trajecttaak.gemaakt_door": _MEDEWERKER,
    "trajecttaak.gedaan_door": _MEDEWERKER,
    "behandelaarwissel.traject": _VERWIJZING,
    "behandelaarwissel.van": _MEDEWERKER,
    "behandelaarwissel.naar": _MEDEWERKER,
    "behandelaarwissel.gewisseld_door": _MEDEWERKER,
    "plaatsing.kind": _VERWIJZING,
    "plaatsing.bewijs_gezien_door": _MEDEWERKER,
    "plaatsing.vastgelegd_door": _MEDEWERKER,
    "plaatsing.vervallen_door": _MEDEWERKER,
    "plaatsing.eerste": _VERWIJZING,
    "overdracht.gemeente": _VERWIJZING,
    "overdracht.kind": _VERWIJZING,
    "overdracht.pseudoniem": "staat bij de gegevens van het kind",
    "overdracht.vervangt": _VERWIJZING,
    "overdracht.opgesteld_door": _MEDEWERKER,
    "overdracht.toestemming_door": _MEDEWERKER,
    "overdracht.ingetrokken_door": _MEDEWERKER,
    "overdracht.gezien_door": _MEDEWERKER,
    "overdracht.verzonden_door": _MEDEWERKER,
    "overdracht.opgehaald_door": _MEDEWERKER,
    "overdracht.bso_door": _MEDEWERKER,
    "overdracht.code_afdruk": "alleen om de code te herkennen; de code zelf is niet bewaard",
    "overdracht.terugkoppelen_vanaf": "volgt uit de geboortedatum",
    "overdrachtinhoud.overdracht": _VERWIJZING,
    "overdrachtinhoud.gegevens": _INHOUD,
    "overdrachtinhoud.zienswijze": _INHOUD,
    "overdrachtinhoud.zienswijze_op": _INHOUD,
    "overdrachtinhoud.zienswijze_door": _MEDEWERKER,
    "overdrachtinhoud.verzonden": _INHOUD,
    "overdrachtinhoud.afdruk": "alleen om te zien of de inhoud is veranderd",
    "overdrachtbijlage.overdracht": _VERWIJZING,
    "overdrachtbijlage.omschrijving": _INHOUD,
    "overdrachtbijlage.soort": _INHOUD,
    "overdrachtbijlage.inhoud": "het bestand zelf; de kinderopvang heeft het en geeft het de ouders",
    "overdrachtbijlage.grootte": _INHOUD,
    "overdrachtbijlage.afdruk": "alleen om te zien of het bestand is veranderd",
    "overdrachtbijlage.toegevoegd_op": _INHOUD,
    "overdrachtbijlage.toegevoegd_door": _MEDEWERKER,
    "overdrachtvervolg.overdracht": _VERWIJZING,
    "overdrachtvervolg.ontvangen_door": _MEDEWERKER,
    "overdrachtvervolg.gesprek_door": _MEDEWERKER,
    "overdrachtvervolg.antwoorden": _INHOUD,
    "overdrachtvervolg.teruggekoppeld_door": _MEDEWERKER,
    "plaatsingsversie.plaatsing": _VERWIJZING,
    "plaatsingsversie.tot": _VERSIE,
    "plaatsingsversie.rij": _VERSIE,
    "declaratieregel.plaatsing": _VERWIJZING,
    "regelbericht.regel": _VERWIJZING,
    "regelbericht.geschreven_door": _MEDEWERKER,
    "berekeningsregel.berekening": _VERWIJZING,
    "berekeningsregel.declaratieregel": _VERWIJZING,
    "herzieningsregel.herziening": _VERWIJZING,
    "herzieningsregel.kind": _VERWIJZING,
    "berekeningsregel.volgorde": "de plaats van de regel op het scherm",
}


# What is kept per line in the receipt of a calculation, apart from the pseudoniem under which it stands.
FEITEN = {
    "geboortedatum": "Geboortedatum",
    "van": "Van",
    "tot_en_met": "Tot en met",
    "categorie": "Categorie",
    "kot": "Kinderopvangtoeslag",
    "bijdrageklasse": "Klasse van de ouderbijdrage",
    "kindrang": "Kind in het gezin",
    "uren": "Uren",
    "locatie": "Locatie (LRK-nummer)",
    "prijs": "Uurprijs (euro)",
    "uren_per_week": "Uren per week",
    "inkomen": "Inkomen (euro)",
    "kern": "Kern",
    "minima": "Minimaregeling",
    "dagen": "Dagen",
    "uren_eerder": "Uren eerder in het jaar",
    "vertrek": "Vertrek uit de gemeente",
    "ve": "Locatie met VE",
    "binnen_gemeente": "Locatie in de gemeente",
    "na_indicatie": "Na het einde van een indicatie",
    "uren_elders": "Uren op een andere plek in dezelfde dagen",
    **{naam: f"Daarvan vergoed in blok {nummer}" for nummer, naam in enumerate(ELDERS, start=1)},
    **{naam: f"Ruimte over van eerder dit jaar, blok {n}" for n, naam in enumerate(RUIMTE_OVER, start=1)},
    "uren_wachtend": "Uren van eerder dit jaar die niet pasten",
}
# Of the other lines of the child; said only where there is something to say.
_VAN_ANDERE = ("uren_elders", *ELDERS, *RUIMTE_OVER, "uren_wachtend")
_HONDERDSTEN = ("uren", "prijs", "uren_per_week", "uren_eerder", *_VAN_ANDERE)


def read_dossier(kind: Kind, moment: datetime) -> Dossier:
    return Dossier(
        kind.pseudoniem,
        kind.gemeente.naam,
        moment,
        [
            *(_read_tabel(tabel, kind) for tabel in TABELLEN),
            _gezin(kind),
            _versies(kind),
            Onderdeel(
                "Wat in een overdracht staat", ("Overdracht", "Gegeven", "Waarde"), _overdrachten(kind)
            ),
            _invoer(kind),
            _brieven(kind),
            _logboek(kind),
        ],
    )


def _dossiers(kind: Kind) -> QuerySet[Kind]:
    """The child, and the files that were joined with it: what was done and kept under their pseudoniem is about it too."""
    return Kind.alle.filter(Q(pk=kind.pk) | Q(samengevoegd_met=kind.pk)).order_by("pk")


def _read_tabel(tabel: Tabel, kind: Kind) -> Onderdeel:
    kanten = all_sides(kind.gemeente_id) if tabel.per_kant else (nullcontext(),)
    rijen: list[tuple[str, ...]] = []
    for kant in kanten:
        with kant:
            alle = tabel.model._base_manager.filter(**{f"{tabel.pad}__in": _dossiers(kind)})
            rijen += [
                tuple(_cell(rij, pad) for pad in tabel.kolommen) for rij in alle.order_by(*tabel.volgorde)
            ]
    return Onderdeel(tabel.titel, tuple(tabel.kolommen.values()), rijen)


def _cell(rij: models.Model, pad: str) -> str:
    """The text of a field; 'declaratie.status' is that of a row next to it."""
    *weg, naam = pad.split(".")
    for stap in weg:
        rij = getattr(rij, stap)
    veld = rij._meta.get_field(naam)
    if naam == "bsn_versleuteld":
        return str(getattr(rij, "bsn", None) or "niet vastgelegd")
    if isinstance(veld, models.ManyToManyField):
        return ", ".join(str(ander) for ander in getattr(rij, naam).all())
    if getattr(veld, "choices", None):
        return str(getattr(rij, f"get_{naam}_display")() or "")
    waarde = getattr(rij, naam)
    if isinstance(waarde, list):
        return " ".join(deel if isinstance(deel, str) else f"{deel['naam']}." for deel in waarde)
    if isinstance(waarde, dict):
        return ", ".join(f"{naam}: {oud}" for naam, oud in waarde.items() if isinstance(oud, str) and oud)
    return _text(
        _twee_decimalen(waarde)
        if naam.endswith(("_centen", "_honderdsten")) and waarde is not None
        else waarde
    )


def _gezin(kind: Kind) -> Onderdeel:
    """That the child has brothers and sisters; what is kept of them stands in a document of their own."""
    anderen = (
        Kind.objects.filter(gezin=kind.gezin_id).exclude(pk=kind.pk) if kind.gezin_id else Kind.objects.none()
    )
    return Onderdeel("Broertjes en zusjes", ("Naam",), [(ander.naam,) for ander in anderen])


def _versies(kind: Kind) -> Onderdeel:
    """What stood in the record about a placement before it was changed or put right."""
    rijen = [
        _texts(
            str(plaatsing.locatie),
            localtime(versie.tot),
            versie.startdatum,
            versie.einddatum,
            versie.uren_per_week,
            versie.dagen_per_week,
            versie.kot,
            versie.bijdrageklasse,
            versie.bewijs,
            versie.minimaregel,
            versie.reden,
        )
        for plaatsing in Plaatsing.objects.filter(kind=kind).select_related("locatie").order_by("pk")
        for versie in read_versies(plaatsing)
    ]
    koppen = (
        *("Locatie", "Vervangen op", "Vanaf", "Tot en met", "Uren per week", "Dagen per week"),
        *("Kinderopvangtoeslag", "Klasse van de ouderbijdrage", "Getoond bewijs", "Minimaregel"),
        "Reden van het herstel",
    )
    return Onderdeel("Wat eerder over een plaatsing vastlag", koppen, rijen)


def _overdrachten(kind: Kind) -> list[tuple[str, ...]]:
    """What a provider tells a school is kept from the municipality; the parents' file is read in the provider's scope."""
    rijen: list[tuple[str, ...]] = []
    for overdracht in Overdracht.objects.filter(kind=kind).order_by("pk"):
        with rijbereik(Rijbereik(overdracht.gemeente_id, houder_id=overdracht.houder_id)):
            rijen += [(f"{overdracht.pk}", naam, waarde) for naam, waarde in read_alles(overdracht)]
    return rijen


def _invoer(kind: Kind) -> Onderdeel:
    """What a calculation keeps of the child so that it can be done again: its receipt, under the pseudoniem."""
    pseudoniemen = {dossier.pseudoniem for dossier in _dossiers(kind)}
    bonnen = Berekening.objects.filter(regels__declaratieregel__plaatsing__kind=kind).distinct()
    rijen: list[tuple[str, ...]] = [
        (str(bon.declaratie), kop, _fact(feit, veld))
        for bon in bonnen.select_related("declaratie__houder").prefetch_related("delen").order_by("pk")
        for feit in _facts(bon, pseudoniemen)
        for veld, kop in FEITEN.items()
        if getattr(feit, veld) not in ((None, "", 0) if veld in _VAN_ANDERE else (None, ""))
    ]
    return Onderdeel("Gegevens in de bewaarde berekeningen", ("Kwartaal", "Gegeven", "Waarde"), rijen)


def _facts(bon: Berekening, pseudoniemen: set[str]) -> Iterator[Feit]:
    for deel in bon.delen.all():
        feiten = Feiten.from_dict(deel.invoer["feiten"])
        yield from (feiten.record(i) for i in range(len(feiten)) if feiten.sleutel(i) in pseudoniemen)


def _fact(feit: Feit, veld: str) -> str:
    waarde = getattr(feit, veld)
    if isinstance(waarde, Categorie):
        return waarde.label
    if isinstance(waarde, Vertrek):
        return waarde.name.replace("_", " ").capitalize()
    return _text(_twee_decimalen(waarde) if veld in _HONDERDSTEN else waarde)


def _brieven(kind: Kind) -> Onderdeel:
    """The letters about the child; each can be had as it was sent, on the page of letters."""
    brieven = Brief.objects.about(kind.pseudoniem, kind.gemeente).select_related("vervangen_door")
    rijen = [
        _texts(
            brief.nummer,
            brief.soortnaam,
            brief.aan_naam,
            ", ".join(brief.adresregels),
            brief.opgemaakt_op,
            brief.bekend_gemaakt_op,
            brief.opvolger.nummer if brief.opvolger else None,
            json.dumps(brief.context, ensure_ascii=False) if brief.context else None,
        )
        for brief in brieven.defer("pdf").order_by("jaar", "volgnummer")
    ]
    koppen = (
        "Kenmerk",
        "Soort",
        "Gericht aan",
        "Adres",
        "Gemaakt",
        "Bekendgemaakt",
        "Vervangen door",
        "Inhoud",
    )
    return Onderdeel("Brieven", koppen, rijen)


def _logboek(kind: Kind) -> Onderdeel:
    """Who saw or changed something of the child: by role and organisation, as a person may know."""
    over = Q()
    for dossier in _dossiers(kind):
        over |= about_child(dossier.pseudoniem) | Q(object_type="kind", object_id=str(dossier.pk))
    regels = AuditRegel.objects.filter(over, gemeente_code=kind.gemeente.code)
    rijen = [
        _texts(localtime(r.tijdstip), r.rol, r.organisatie, handeling_label(r.handeling))
        for r in regels.order_by("volgnummer")
    ]
    return Onderdeel("Wie iets deed of inzag", ("Wanneer", "Rol", "Organisatie", "Wat"), rijen)


def _twee_decimalen(honderdsten: int) -> str:
    """16050 -> '160,50'"""
    return met_punt(honderdsten).replace(".", ",")


def _texts(*waarden: object) -> tuple[str, ...]:
    return tuple(_text(waarde) for waarde in waarden)


def _text(waarde: object) -> str:
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return f"{waarde:%d-%m-%Y %H:%M}"
        case date():
            return f"{waarde:%d-%m-%Y}"
        case models.Model() | int() | str():
            return str(waarde)
        case _:
            raise TypeError(f"Geen tekst voor {waarde!r}")
