"""Every key under [geldstroom] does something: another value gives another outcome, or another sentence to read."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from rekenregels import Categorie, Regeling, load_document
from rekenregels.regeling.geldstroom import Begunstigde
from rekenregels.rekenen.voorwaarden import voorwaarden_van
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.beleid import Beleid
from subsidies.subsidiejaar.plafond import Plafondstand
from subsidies.subsidiejaar.spelregels import spelregels
from subsidies.subsidiejaar.termijnen import beslisdatum
from subsidies.subsidiejaar.woorden import woorden_van
from tests.rekenregels.conftest import lees
from tests.rekenregels.test_regelingen import BESTANDEN

BRON = {"waarde": "1", "bron": "proef"}
# Keys that say something to people and change no figure: a source, and what is a text in the policy itself.
WOORDEN = {"bron", "artikel", "naam", "afgever", "kot_bewijs", "controle", "te_laat", "grondslag"}
ONTVANGEN = date(2024, 12, 2)


def gedrag(regeling: Regeling) -> dict[str, Any]:
    """What the product does with the policy, in figures, days and choices."""
    stroom = regeling.geldstroom
    beleid = Beleid(regeling, regeling.geldig_van.year)
    dag = date(beleid.jaar - 1, 10, 1)
    return {
        "ontvanger": (beleid.is_voor_houder, stroom.begunstigde is Begunstigde.OUDER),
        "tijdvakken": stroom.ritme,
        "voorwaarden": [v.naam for v in voorwaarden_van(regeling)],
        "stopt": (stroom.indicering.stopredenen, stroom.indicering.stopt_na_verhuizing),
        "locatie": (stroom.indicering.locatie_eis, stroom.indicering.betaalt_zonder_ve),
        "te laat": [beleid.is_te_laat(dag + timedelta(days=n)) for n in range(150)],
        "beslissen": [
            beslisdatum(ONTVANGEN, weken=beleid.beslisweken(soort)) for soort in Aanvraag.Soort.values
        ],
        "plafond": (beleid.plafond, beleid.verdeling),
        "ongedekt": Plafondstand(0, "", 10**12, 0, 0, 0, None, beleid.bekostiging).ongedekt,
        "voorschot": (beleid.voorschot_van(1_000_000), beleid.termijnen),
        "vaststellen": (beleid.vaststellen_tot_en_met, beleid.accountant_vanaf),
        "werkelijk": (beleid.rekent_af_op_inkomen, stroom.vaststelling.op_werkelijke_uren),
        "vorm": (woorden_van(beleid).code, beleid.betalen_voor(dag)),
        "betaler": [stroom.betaler(categorie) for categorie in Categorie],
    }


def tekst(regeling: Regeling) -> list[tuple[str, str, str]]:
    return [(r.wat, r.zin, r.bron) for r in spelregels(Beleid(regeling, regeling.geldig_van.year))]


@pytest.mark.parametrize("naam", BESTANDEN, ids=lambda naam: str(naam))
def test_every_key_of_the_money_flow_changes_what_happens_or_what_people_read(naam: str) -> None:
    regeling = lees(naam)
    document = regeling.as_document()
    # Living elsewhere stops it under either of two keys: here one of them at a time.
    eisen = document["geldstroom"]["indicering"]
    eisen["stopredenen"] = [reden for reden in eisen["stopredenen"] if reden != "verhuizing"]
    regeling = load_document(deepcopy(document))
    voor, gelezen = gedrag(regeling), tekst(regeling)
    for pad, waarde in [*_anders(document["geldstroom"], ()), *_erbij(document["geldstroom"])]:
        anders = deepcopy(document)
        plek = anders["geldstroom"]
        for stap in pad[:-1]:
            plek = plek[stap]
        plek[pad[-1]] = waarde
        nieuw = load_document(anders)
        if WOORDEN & set(map(str, pad)):
            assert (pad, tekst(nieuw)) != (pad, gelezen)
        else:
            assert (pad, gedrag(nieuw)) != (pad, voor)


_KEUZES = {
    "begunstigde": ("houder", "ouder"),
    "declaratie_ritme": ("kwartaal", "maand"),
    "verdeling": ("volgorde_van_ontvangst", "wachtlijst"),
    "grondslag": ("peilweek", "vorig_jaar"),
    "zonder_ve": ("geen_subsidie", "eigen_middelen"),
    "doelgroep": ("goab", "gemeente"),
    "regulier": ("goab", "gemeente"),
    "smi": ("goab", "gemeente"),
}
_LEEG: dict[str, Any] = {
    "plafond": {"bedrag": [BRON], "verdeling": "wachtlijst"},
    "accountant_vanaf": [BRON],
}


def _erbij(stroom: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The keys that a policy may leave out."""
    yield ("aanvraag", "beslistermijn"), [BRON | {"waarde": "13"}]
    yield ("vaststelling", "beslistermijn"), [BRON | {"waarde": "22"}]
    yield ("vorm",), "overeenkomst" if stroom.get("vorm") != "overeenkomst" else "symbolisch"
    yield ("geldbronnen",), {"bron": "art. 1", "doelgroep": "gemeente"}


def _anders(ding: Any, pad: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Another value for every leaf, with its place; what a policy does not have, it gets."""
    for sleutel, waarde in ding.items() if isinstance(ding, dict) else enumerate(ding):
        hier = (*pad, sleutel)
        if sleutel == "doorlopend" and waarde:
            yield pad, ding | {sleutel: False, "uiterste_datum": "10-01"}
        elif sleutel in ("kot_bewijs", "stopredenen"):
            yield hier, [] if waarde else ["verhuizing"]
        elif isinstance(waarde, dict | list):
            yield from _anders(waarde, hier)
        else:
            yield hier, _ander(sleutel, waarde)


def _ander(sleutel: str, waarde: Any) -> Any:
    if sleutel in _KEUZES:
        return next(keuze for keuze in _KEUZES[sleutel] if keuze != waarde)
    if waarde in (None, "geen"):
        return _LEEG[sleutel]
    if isinstance(waarde, bool):
        return not waarde
    if sleutel == "uiterste_datum":
        return "11-15" if waarde != "11-15" else "11-01"
    if sleutel == "waarde":
        return str(int(waarde) - 1) if int(waarde) > 1 else str(int(waarde) + 1)
    return f"{waarde} anders"
