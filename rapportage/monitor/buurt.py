"""One neighbourhood: how many children are not reached, and why."""

from collections.abc import Sequence
from typing import Any

from rapportage.doelgroep import NIET
from rapportage.monitor import definities
from rapportage.monitor.blad import Blad, Vak, ask, zip_regels
from rapportage.monitor.bladen import BLADNAMEN, ONBEKEND_RIJ, Peil, stand_vakken


def list_buurt(sleutel: Any, naam: str, alle: Sequence[Any], peilen: Sequence[Peil]) -> Blad:
    """`alle`: every neighbourhood of the municipality, since what may be told of one depends on the others."""
    namen: list[tuple[str, int]] = []
    kolommen: list[list[Vak]] = []
    rij = ONBEKEND_RIJ if sleutel is None else sleutel
    for peil in peilen:
        stand = peil.tabellen.divide("buurt", alle)[sleutel]
        redenen = peil.tabellen.reasons_of("buurt", alle)[sleutel]
        totaal, bereikt, niet, onbekend, aandeel = stand_vakken(stand, peil.code, "buurt", sleutel)
        namen = [
            ("Kinderen met een VVE-indicatie", 0),
            ("Bereikt", 0),
            ("Niet bereikt", 0),
            *((BLADNAMEN[NIET + reden], 1) for reden in redenen),
            ("Onbekend", 0),
            ("Bereik", 0),
        ]
        kolommen.append(
            [
                totaal,
                bereikt,
                niet,
                *(Vak(cel, ask(peil.code, NIET + reden, "buurt", rij)) for reden, cel in redenen.items()),
                onbekend,
                aandeel,
            ]
        )
    koppen = (f"{p.kwartaal.tijdvak.nummer}e kw. {p.kwartaal.tijdvak.jaar}" for p in peilen)
    return Blad(
        "buurt", f"Bereik in {naam}", ("Kinderen", *koppen), zip_regels(namen, kolommen), (definities.BUURT,)
    )
