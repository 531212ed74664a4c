"""Reads the file of one child out of every room."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from brieven.models import Brief
from indicaties.models import (
    Kind,
)
from lib.geld import met_punt
from opvang.historie import read_versies
from opvang.models import Overdracht, Plaatsing, Resultaatmeting
from opvang.overdracht.inzage import read_alles
from opvang.resultaten.inzage import read_scores
from organisaties.kanten import all_sides
from organisaties.logboekfilter import about_child
from organisaties.loghandeling import handeling_label
from organisaties.models import AuditRegel
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from privacy.inzage.dossier import Dossier, Onderdeel
from privacy.inzage.feiten import FEITEN, HONDERDSTEN, VAN_ANDERE
from privacy.inzage.tabel import Tabel
from privacy.inzage.tabellen import TABELLEN
from rekenregels import Categorie, Feit, Feiten, Vertrek
from subsidies.models import Berekening


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
            Onderdeel(
                "Resultaten per domein",
                ("Dag", "Volgsysteem", "Domein", "Uitkomst", "Niveau"),
                _resultaten(kind),
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
    if isinstance(waarde, list) and naam.endswith("_honderdsten"):
        return "; ".join(_twee_decimalen(deel) for deel in waarde)
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
            versie.huishouden,
            versie.reden,
        )
        for plaatsing in Plaatsing.objects.filter(kind=kind).select_related("locatie").order_by("pk")
        for versie in read_versies(plaatsing)
    ]
    koppen = (
        *("Locatie", "Vervangen op", "Vanaf", "Tot en met", "Uren per week", "Dagen per week"),
        *("Kinderopvangtoeslag", "Klasse van de ouderbijdrage", "Getoond bewijs", "Minimaregel"),
        *("Soort huishouden", "Reden van het herstel"),
    )
    return Onderdeel("Wat eerder over een plaatsing vastlag", koppen, rijen)


def _overdrachten(kind: Kind) -> list[tuple[str, ...]]:
    """What a provider tells a school is kept from the municipality; the parents' file is read in the provider's scope."""
    rijen: list[tuple[str, ...]] = []
    for overdracht in Overdracht.objects.filter(kind=kind).order_by("pk"):
        with rijbereik(Rijbereik(overdracht.gemeente_id, houder_id=overdracht.houder_id)):
            rijen += [(f"{overdracht.pk}", naam, waarde) for naam, waarde in read_alles(overdracht)]
    return rijen


def _resultaten(kind: Kind) -> list[tuple[str, ...]]:
    """The municipality sees no score; the parents' file is read in the scope of each provider."""
    rijen: list[tuple[str, ...]] = []
    for meting in (
        Resultaatmeting.objects.filter(kind=kind).select_related("schaal", "locatie").order_by("pk")
    ):
        with rijbereik(Rijbereik(kind.gemeente_id, houder_id=meting.locatie.houder_id)):
            rijen += read_scores(meting)
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
        if getattr(feit, veld) not in ((None, "", 0) if veld in VAN_ANDERE else (None, ""))
    ]
    return Onderdeel("Gegevens in de bewaarde berekeningen", ("Tijdvak", "Gegeven", "Waarde"), rijen)


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
    return _text(_twee_decimalen(waarde) if veld in HONDERDSTEN else waarde)


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
            return f"{localtime(waarde):%d-%m-%Y %H:%M}"
        case date():
            return f"{waarde:%d-%m-%Y}"
        case models.Model() | int() | str():
            return str(waarde)
        case _:
            raise TypeError(f"Geen tekst voor {waarde!r}")
