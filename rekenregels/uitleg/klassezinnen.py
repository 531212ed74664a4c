"""Which row of the contribution table holds for a parent, in words."""

from __future__ import annotations

from datetime import date

from rekenregels.regeling.bedragtabellen import Bijdragetabel, Inkomenstijd
from rekenregels.regeling.notatie import als_getal


def klassezin(tabel: Bijdragetabel, naam: str, dag: date, klasse: int, rang: int) -> str:
    """The row of the table with its edges: ', inkomensklasse 3 van 7 (€ 30.582 tot en met € 42.081), eerste kind'.

    `naam`: of a table beside the contribution table; empty for the contribution table itself.
    """
    uit = f' van de tabel "{naam}"' if naam else ""
    rijen = tabel.versie_op(dag).rijen
    kind = "" if not tabel.kindrang else ", tweede of volgende kind" if rang == 2 else ", eerste kind"
    if klasse == 0:
        return f", zonder bewijs van inkomen: de hoogste bijdrage{uit}{kind}"
    if klasse > len(rijen):
        return f", inkomen boven de tabel: de hoogste bijdrage{uit}{kind}"
    if len(rijen) == 1:
        return f"{uit}{kind}"
    onder = rijen[klasse - 2].tot_en_met if klasse > 1 else None
    per = " per maand" if tabel.inkomen_per is Inkomenstijd.MAAND else ""
    randen = _randen(onder, rijen[klasse - 1].tot_en_met, per)
    return f", inkomensklasse {klasse} van {len(rijen)}{uit}{randen}{kind}"


def buiten_tabel_zin(klasse: int) -> str:
    """Why a parent is in no row of the table, and so gets nothing."""
    return f"De ouders betalen de hele prijs, omdat {_waarom(klasse)}."


def geen_rij_zin(klasse: int) -> str:
    """The same where there is no price."""
    return f"De regeling noemt hier geen bedrag voor deze ouders, omdat {_waarom(klasse)}."


def _waarom(klasse: int) -> str:
    return "hun inkomen niet is aangetoond" if klasse == 0 else "hun inkomen boven de tabel ligt"


def _randen(onder: int | None, boven: int | None, per: str) -> str:
    van = None if onder is None else f"€ {als_getal(onder + 1)}"
    tot = None if boven is None else f"€ {als_getal(boven)}"
    if van and tot:
        return f" ({van} tot en met {tot}{per})"
    return f" (vanaf {van}{per})" if van else f" (tot en met {tot}{per})"
