"""What a package says: made out of the facts of the day, shown to the parents, and frozen when it is sent."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db.models import Sum

from lib.geld import uren as schrijf_uren
from opvang.domeinen import DOMEINEN, NIVEAUS
from opvang.models import (
    Declaratieregel,
    Overdracht,
    Overdrachtinhoud,
    Plaatsing,
    PlaatsingQuerySet,
    Urendeclaratie,
)
from opvang.overdracht.duur import Programmadeel, read_programmadelen, total_of, write_duur
from opvang.overdracht.programmas import naam_van

TEKSTEN = {
    "aandachtspunten": ("aandachtspunten", "Aandachtspunten"),
    "advies_opvang": ("adviezen", "Advies van de kinderopvang"),
    "advies_ouders": ("adviezen", "Advies van de ouders"),
    "betrokkenen": ("betrokkenen", "Wie er bij het kind betrokken zijn"),
}
Deel = Overdracht.Deel


def plaatsingen_of(overdracht: Overdracht) -> PlaatsingQuerySet:
    """The places that the child had at this provider; who works at one location sees those of that location."""
    return (
        Plaatsing.objects.filter(kind=overdracht.kind_id, locatie__houder=overdracht.houder_id)
        .in_force()
        .select_related("locatie")
        .order_by("startdatum", "pk")
    )


def programmadelen_of(overdracht: Overdracht, dag: date) -> list[Programmadeel]:
    return read_programmadelen(plaatsingen_of(overdracht), dag)


def make_snapshot(overdracht: Overdracht, inhoud: Overdrachtinhoud, dag: date) -> dict[str, Any]:
    """What would be sent on this day; JSON, so that it can be frozen and read without any other row."""
    kind = overdracht.kind
    beeld: dict[str, Any] = {
        "kind": {"naam": kind.naam, "geboortedatum": kind.geboortedatum.isoformat()},
        "van": {"houder": overdracht.houder.naam, "locatie": overdracht.locatie.naam},
        "pakket": overdracht.get_pakket_display(),
        "opgemaakt": dag.isoformat(),
        "programmas": _programmas(programmadelen_of(overdracht, dag)),
    }
    if overdracht.is_volledig:
        beeld |= _allowed(overdracht, inhoud, dag)
    return beeld


def _programmas(delen: list[Programmadeel]) -> dict[str, Any]:
    rijen = [
        {
            "programma": naam_van(deel.programma) if deel.programma else "Niet vastgelegd",
            "van": deel.van.isoformat(),
            "tot_en_met": deel.tot_en_met.isoformat(),
            "duur": write_duur(*deel.duur),
            "maanden": deel.duur[0],
            "locaties": " en ".join(deel.locaties),
        }
        for deel in delen
    ]
    return {"rijen": rijen, "samen": write_duur(*total_of(delen)) if delen else ""}


def _allowed(overdracht: Overdracht, inhoud: Overdrachtinhoud, dag: date) -> dict[str, Any]:
    """Only the parts that the parents allowed; their own view goes along with any of them."""
    mag, gegevens = set(overdracht.toestemming_delen), inhoud.gegevens
    beeld: dict[str, Any] = {"volgsysteem": "", "domeinen": [], "teksten": [], "bijlagen": []}
    if Deel.HOURS in mag:
        beeld["uren"] = _uren(overdracht, dag)
    if Deel.OBSERVATIONS in mag:
        beeld["volgsysteem"] = gegevens.get("volgsysteem", "")
        beeld["domeinen"] = [
            {
                "domein": naam,
                "niveau": NIVEAUS.get(gegevens.get(f"{code}_niveau", ""), "Niet ingevuld"),
                "tekst": gegevens.get(f"{code}_tekst", ""),
            }
            for code, naam in DOMEINEN.items()
        ]
    beeld["teksten"] = [
        {"kop": kop, "tekst": gegevens[veld]}
        for veld, (deel, kop) in TEKSTEN.items()
        if deel in mag and gegevens.get(veld)
    ]
    if Deel.ATTACHMENTS in mag:
        beeld["bijlagen"] = [
            {"omschrijving": rij.omschrijving, "soort": rij.get_soort_display(), "afdruk": rij.afdruk}
            for rij in overdracht.bijlagen.defer("inhoud")
        ]
    if inhoud.zienswijze and inhoud.zienswijze_op is not None:
        beeld["zienswijze"] = {"tekst": inhoud.zienswijze, "op": inhoud.zienswijze_op.isoformat()}
    return beeld


def _uren(overdracht: Overdracht, dag: date) -> dict[str, str]:
    """The hours agreed on last, and all hours that were declared."""
    plaatsing = plaatsingen_of(overdracht).filter(startdatum__lte=dag).last()
    som = Declaratieregel.objects.filter(
        plaatsing__kind=overdracht.kind_id,
        plaatsing__locatie__houder=overdracht.houder_id,
        declaratie__status__in=(Urendeclaratie.Status.SUBMITTED, Urendeclaratie.Status.ACCEPTED),
    ).aggregate(som=Sum("uren_honderdsten"))["som"]
    return {
        "per_week": f"{schrijf_uren(plaatsing.uren_per_week_honderdsten)} uur" if plaatsing else "",
        "samen": f"{schrijf_uren(som or 0)} uur",
    }


def hash_of(beeld: dict[str, Any]) -> str:
    """The same package always has the same print, in whatever order the database keeps its keys."""
    tekst = json.dumps(beeld, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def is_unchanged(inhoud: Overdrachtinhoud) -> bool:
    return inhoud.verzonden is not None and hash_of(inhoud.verzonden) == inhoud.afdruk
