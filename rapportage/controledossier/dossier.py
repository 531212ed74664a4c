"""The whole way of one booking: decision, calculation, hours, registration and indication. Pure values for the document.

Children stand in it under their pseudoniem, and of an indication only who gave it and for when: no BSN and no grounds
(UAVG article 23a).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from lib.geld import euro, uren
from lib.weergave import datum, periode, tijdstip
from opvang.models import Plaatsing
from organisaties.models import Locatie
from rapportage.controledossier.regels import Boekingsregels, lines_of
from subsidies.berekeningen.uitleg import Regeluitleg, explain
from subsidies.models import Berekening, Berekeningsregel, Beschikking, Boeking

# So many lines are told whole; the others stand in the table, and in the file inside the document.
MEESTE_UITGEWERKT = 25

Feit = tuple[str, str]
Feiten = tuple[Feit, ...]


@dataclass(frozen=True)
class Kindregel:
    """One line of the calculation told whole. `getrokken`: the lot fell on it."""

    regel: Berekeningsregel
    uitleg: Regeluitleg
    uren: Feiten
    registratie: Feiten
    indicatie: Feiten
    getrokken: bool = False

    @property
    def pseudoniem(self) -> str:
        return str(self.regel.declaratieregel.plaatsing.kind.pseudoniem)


@dataclass(frozen=True)
class Dossier:
    """`besluit` and `berekening` say in words when there is none, and why."""

    boeking: Boeking
    feiten: Feiten
    besluit: Feiten
    berekening: Feiten
    regels: Boekingsregels
    kinderen: tuple[Kindregel, ...]

    @property
    def rest(self) -> int:
        """So many lines are not told whole."""
        return len(self.regels.regels) - len(self.kinderen)

    @property
    def pseudoniemen(self) -> list[str]:
        alle = (regel.declaratieregel.plaatsing.kind.pseudoniem for regel in self.regels.regels)
        return list(dict.fromkeys(alle))


def open_dossier(boeking: Boeking, getrokken: Berekeningsregel | None = None) -> Dossier:
    """Told whole: the line that was drawn, else the lines with the highest amounts."""
    regels = lines_of(boeking)
    if getrokken is not None:
        gekozen = [regel for regel in regels.regels if regel.pk == getrokken.pk]
    else:
        hoogste = sorted(regels.regels, key=lambda regel: (-regel.subsidie_centen, regel.volgorde))
        gekozen = sorted(hoogste[:MEESTE_UITGEWERKT], key=lambda regel: regel.volgorde)
    return Dossier(
        boeking=boeking,
        feiten=_boeking(boeking),
        besluit=_besluit(boeking),
        berekening=_berekening(boeking),
        regels=regels,
        kinderen=tuple(_kindregel(regel, getrokken=getrokken is not None) for regel in gekozen),
    )


def _boeking(boeking: Boeking) -> Feiten:
    return _filled(
        ("Nummer", str(boeking.pk)),
        ("Journaalpost", str(boeking.journaalpost.pk) if hasattr(boeking, "journaalpost") else ""),
        ("Datum", datum(boeking.datum)),
        ("Verantwoordingsjaar", str(boeking.jaar)),
        ("Gaat over", f"{boeking.betreft_jaar}, dat toen al was afgesloten" if boeking.betreft_jaar else ""),
        ("Geld", boeking.get_bron_display()),
        ("SiSa-indicator", boeking.indicator),
        ("Bedrag", euro(boeking.bedrag_centen)),
        ("Aan", boeking.houder.naam if boeking.houder else ""),
        ("Omschrijving", boeking.omschrijving),
        ("Neemt terug", f"boeking {boeking.storneert_id}" if boeking.storneert_id else ""),
        ("Geboekt", tijdstip(boeking.geboekt_op)),
    )


def _besluit(boeking: Boeking) -> Feiten:
    """The decision on the subsidy of the year, or what took its place."""
    if factuur := boeking.factuur:
        return _filled(
            ("Factuur", f"{factuur.nummer} van {factuur.crediteur}, {datum(factuur.factuurdatum)}"),
            ("Activiteit", factuur.activiteit.naam),
            ("Akkoord", tijdstip(factuur.besloten_op) if factuur.besloten_op else "nog niet"),
        )
    besluiten = [boeking.beschikking] if boeking.beschikking else _find_besluiten(boeking)
    if not besluiten:
        return (("Besluit", "Er is in dit programma geen beschikking over dit jaar genomen."),)
    return tuple(
        (
            str(besluit.get_soort_display()),
            f"{besluit.nummer}, {_moment(besluit.genomen_op)}: {euro(besluit.bedrag_centen)} ({besluit.artikel})",
        )
        for besluit in besluiten
    )


def _find_besluiten(boeking: Boeking) -> list[Beschikking]:
    """Of the provider and scheme that the booking names, in the year that it is about."""
    if boeking.houder_id is None or boeking.regeling is None:
        return []
    besluiten = Beschikking.objects.in_force().filter(
        Q(dossier__houder=boeking.houder_id) | Q(dossier__intermediair=boeking.houder_id),
        gemeente=boeking.gemeente_id,
        dossier__regelingnaam=boeking.regeling.naam,
        dossier__jaar=boeking.betreft_jaar or boeking.jaar,
    )
    return list(besluiten.order_by("genomen_op", "pk"))


def _berekening(boeking: Boeking) -> Feiten:
    if berekening := boeking.berekening:
        return _van_berekening(berekening)
    if locatieberekening := boeking.locatieberekening:
        regels = locatieberekening.regels.filter(soort=boeking.bedragsoort, categorie=boeking.categorie)
        return (
            ("Soort", "bedragen per locatie"),
            ("Regeling", str(locatieberekening.regeling)),
            *(
                (regel.locatie.naam, f"{regel.uitleg} {regel.som}".strip())
                for regel in regels.select_related("locatie")
            ),
        )
    return (("Berekening", "Deze boeking volgt niet uit een berekening van uren of locaties."),)


def _van_berekening(berekening: Berekening) -> Feiten:
    declaratie = berekening.declaratie
    delen = berekening.delen.select_related("regeling")
    return _filled(
        ("Nummer", str(berekening.pk)),
        ("Stand", str(berekening.get_status_display())),
        ("Declaratie", f"{declaratie}, nummer {declaratie.pk}"),
        ("Ingediend", tijdstip(declaratie.ingediend_op) if declaratie.ingediend_op else ""),
        ("Beoordeeld", tijdstip(declaratie.beoordeeld_op) if declaratie.beoordeeld_op else ""),
        ("Berekend", tijdstip(berekening.berekend_op)),
        ("Goedgekeurd (vier ogen)", tijdstip(berekening.besloten_op) if berekening.besloten_op else ""),
        *(("Regeling", f"{deel.regeling} (SHA-256 {deel.regeling_sha256[:16]}…)") for deel in delen),
        ("Versie van het rekenprogramma", berekening.engine_versie),
        ("Totaal van de berekening", euro(berekening.totaal_centen)),
    )


def _kindregel(regel: Berekeningsregel, *, getrokken: bool) -> Kindregel:
    plaatsing = regel.declaratieregel.plaatsing
    return Kindregel(
        regel=regel,
        uitleg=explain(regel),
        uren=_uren(regel, plaatsing),
        registratie=_registratie(regel, plaatsing.locatie),
        indicatie=_indicatie(regel),
        getrokken=getrokken,
    )


def _uren(regel: Berekeningsregel, plaatsing: Plaatsing) -> Feiten:
    gedeclareerd = regel.declaratieregel
    afwezig = gedeclareerd.afwezig_honderdsten
    return _filled(
        (
            "Plaatsing",
            f"{periode(plaatsing.startdatum, plaatsing.einddatum)}, {uren(plaatsing.uren_per_week_honderdsten)} uur per week",
        ),
        (
            "Gedeclareerd",
            f"{uren(gedeclareerd.uren_honderdsten)} uur, {periode(gedeclareerd.van, gedeclareerd.tot_en_met)}",
        ),
        ("Waarvan afwezig", f"{uren(afwezig)} uur" if afwezig else ""),
        ("Dagen opvang", "" if gedeclareerd.dagen is None else str(gedeclareerd.dagen)),
        (
            "Gesubsidieerd in deze regel",
            f"{uren(regel.uren_honderdsten)} uur, {periode(regel.van, regel.tot_en_met)}",
        ),
        ("Kinderopvangtoeslag", "ja" if regel.kot else "nee"),
    )


def _registratie(regel: Berekeningsregel, locatie: Locatie) -> Feiten:
    begin, eind = locatie.has_ve_on(regel.van), locatie.has_ve_on(regel.tot_en_met)
    ve = "ja" if begin and eind else "nee" if not (begin or eind) else "een deel van deze dagen"
    dagen = _filled(
        ("VE vanaf", datum(locatie.ve_vanaf) if locatie.ve_vanaf else ""),
        ("VE tot en met", datum(locatie.ve_tot_en_met) if locatie.ve_tot_en_met else ""),
        ("Uitgeschreven per", datum(locatie.uitgeschreven_per) if locatie.uitgeschreven_per else ""),
    )
    return (
        ("Locatie", locatie.naam),
        ("LRK-nummer", locatie.lrk_nummer),
        ("VE-registratie in deze dagen", ve),
        *dagen,
        ("Gerekend als locatie zonder VE", "ja" if regel.zonder_ve else "nee"),
    )


def _indicatie(regel: Berekeningsregel) -> Feiten:
    """Those that meet the days of the line. When and by whom, never why."""
    if regel.categorie == "regulier":
        return (("Indicatie", "Niet nodig: dit kind is gerekend als reguliere peuter."),)
    indicaties = regel.declaratieregel.plaatsing.kind.indicaties.filter(
        geldig_van__lte=regel.tot_en_met, geldig_tot_en_met__gte=regel.van
    ).select_related("organisatie")
    gevonden = [
        (
            str(indicatie.get_soort_display()),
            f"{periode(indicatie.geldig_van, indicatie.geldig_tot_en_met)}, afgegeven op"
            f" {datum(indicatie.afgegeven_op)} door {indicatie.organisatie}"
            + (f"; ingetrokken op {datum(indicatie.ingetrokken_op)}" if indicatie.ingetrokken_op else ""),
        )
        for indicatie in indicaties.order_by("geldig_van", "pk")
    ]
    return tuple(gevonden) or (
        ("Indicatie", "Op deze dagen is geen indicatie vastgelegd. Zoek uit waarom er toch is betaald."),
    )


def _moment(moment: datetime | None) -> str:
    return tijdstip(moment) if moment else "nog niet genomen"


def _filled(*feiten: Feit) -> Feiten:
    return tuple((naam, waarde) for naam, waarde in feiten if waarde)


def pseudoniemen_in(dossiers: Iterable[Dossier]) -> list[str]:
    return list(dict.fromkeys(naam for dossier in dossiers for naam in dossier.pseudoniemen))
