"""The children behind a number of the monitor, as the address of that number asks for them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from indicaties.models import Buurt, Criterium, Toeleiding, werkwijze_of
from lib.talen import TALEN
from lib.tekst import geheel
from opvang.indeling.lezen import divide_on, groepen_on
from opvang.models import Groep
from organisaties.models import Gemeente, Locatie, Organisatie
from rapportage.doelgroep import NIET, VE, VE_ELDERS, find_kinderen
from rapportage.doelgroep import ONBEKEND as ONBEKENDE_BLADEN
from rapportage.monitor.bladen import BLADNAMEN, ONBEKEND_RIJ
from rapportage.monitor.kwartalen import Kwartaal
from rapportage.monitor.tabellen import BEREIKT, NIET_BEREIKT, ONBEKEND, PLEKKEN

KOLOMMEN: dict[str, frozenset[str]] = {
    BEREIKT: frozenset(PLEKKEN),
    NIET_BEREIKT: frozenset(NIET + reden for reden in Toeleiding.Reden.values),
    ONBEKEND: frozenset(ONBEKENDE_BLADEN),
    "met-ve": frozenset({VE, VE_ELDERS}),
}
_JA_NEE = {"ja": True, "nee": False}
_WAT = {
    "uren": {True: "16 uur of meer per week", False: "minder dan 16 uur per week"},
    "leeftijd": {True: "2 jaar en 6 maanden tot 4 jaar", False: "jonger of ouder"},
}


@dataclass(frozen=True)
class Keuze:
    """Which children: a column (None: all) and one property. `naam` says it in words."""

    naam: str
    bladen: frozenset[str] | None
    waar: dict[str, Any]
    groep: Groep | None = None

    def find(self, gemeente: Gemeente, kwartaal: Kwartaal) -> list[int]:
        weken = werkwijze_of(gemeente).stil_na_weken
        gevonden = find_kinderen(gemeente, kwartaal.dag, weken, self.bladen, self.waar)
        if self.groep is None:
            return gevonden
        plek = self.groep.locatie_id
        indeling = divide_on(groepen_on([plek], kwartaal.dag), kwartaal.dag)
        return [kind for kind in gevonden if indeling.get((kind, plek)) == self.groep]


def read_keuze(vraag: QueryDict, gemeente: Gemeente) -> Keuze:
    """404 for what is in no table of this municipality."""
    kolom, naar, rij = vraag.get("kolom", ""), vraag.get("naar", ""), vraag.get("rij", "")
    bladen = None
    if kolom:
        if kolom not in KOLOMMEN and kolom not in BLADNAMEN:
            raise Http404
        bladen = KOLOMMEN.get(kolom, frozenset({kolom}))
    namen = [BLADNAMEN.get(kolom, "Met een plaats met VE")] if kolom else ["Alle kinderen met een indicatie"]
    waar: dict[str, Any] = {}
    if naar == "groep":
        groep = get_object_or_404(
            Groep.objects.select_related("locatie"), pk=geheel(rij, 0), locatie__gemeente=gemeente
        )
        plek = {"locatie_id": groep.locatie_id}
        return Keuze(": ".join([*namen, f"groep {groep} van {groep.locatie}"]), bladen, plek, groep)
    if naar:
        veld, waarde, naam = _read_rij(naar, rij, gemeente)
        waar[veld] = waarde
        namen.append(naam)
    return Keuze(": ".join(namen), bladen, waar)


def _read_rij(naar: str, rij: str, gemeente: Gemeente) -> tuple[str, Any, str]:
    if naar in _WAT and rij in _JA_NEE:
        return naar, _JA_NEE[rij], _WAT[naar][_JA_NEE[rij]]
    if naar in ("buurt", "taal") and rij == ONBEKEND_RIJ:
        return naar, None, f"{naar} onbekend"
    if naar == "taal" and rij in TALEN:
        return naar, rij, TALEN[rij]
    bronnen = {
        "buurt": ("buurt", Buurt.objects.filter(gemeente=gemeente)),
        "grond": ("grond", Criterium.objects.filter(gemeente=gemeente)),
        "locatie": ("locatie_id", Locatie.objects.filter(gemeente=gemeente)),
        "aanbieder": ("houder_id", Organisatie.objects.in_gemeente(gemeente)),
    }
    if naar not in bronnen:
        raise Http404
    veld, rijen = bronnen[naar]
    gevonden: Any = get_object_or_404(rijen, pk=geheel(rij, 0))
    return veld, gevonden.pk, str(gevonden)
