"""What a rule for a price or an amount means, in one sentence for parents."""

from __future__ import annotations

from datetime import date

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.notatie import als_getal
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.tarieven import (
    AanbiederTarief,
    AanbiederTotMaxprijs,
    BegrensdTarief,
    Bijdrage,
    BijdrageDeelVanLaagste,
    BijdrageHelePrijs,
    BijdrageKotDeel,
    BijdrageMaxprijs,
    BijdragePerMaand,
    BijdragePerUur,
    BijdrageTabel,
    GeenBijdrage,
    Gemeentebedrag,
    GemeenteKotPercentage,
    GemeentePerJaar,
    GemeentePerUur,
    MaxprijsTarief,
    Tabelsoort,
    Tarief,
    VastTarief,
)
from rekenregels.regeling.uurbedragen import tabel_van, versie_op


def tariefzin(tarief: Tarief) -> str:
    match tarief:
        case VastTarief():
            return "Het vaste bedrag per uur waarmee de gemeente rekent"
        case AanbiederTarief():
            return "De prijs van de aanbieder"
        case BegrensdTarief():
            return "De prijs van de aanbieder, tot het hoogste bedrag waarmee de gemeente rekent"
        case MaxprijsTarief():
            return "De maximum uurprijs van het Rijk, met de opslag van de gemeente"
        case AanbiederTotMaxprijs():
            return "De prijs van de aanbieder, tot de maximum uurprijs van het Rijk"


def bijdragezin(regeling: Regeling, bijdrage: Bijdrage, dag: date, klasse: str) -> str:
    """`klasse` says which row of the table holds; empty where no row is needed."""
    match bijdrage:
        case GeenBijdrage():
            return "In dit blok betalen de ouders niets."
        case BijdragePerUur():
            return "De ouders betalen een vast bedrag per uur."
        case BijdragePerMaand():
            return "De ouders betalen een vast bedrag per maand en daarbovenop niets per uur."
        case BijdrageTabel() if tabel_van(regeling).soort is Tabelsoort.MAANDBEDRAG:
            per_uur = "niets" if bijdrage.opslag is None else "alleen de opslag"
            return f"De ouders betalen een bedrag per maand volgens de tabel{klasse}. Per uur betalen zij {per_uur}."
        case BijdrageTabel():
            opslag = "" if bijdrage.opslag is None else ", met een opslag"
            return f"De ouders betalen het bedrag per uur uit de tabel{opslag}{klasse}."
        case BijdrageDeelVanLaagste():
            deel = toon_waarde(bijdrage.deel.op(dag), bijdrage.deel.eenheid)
            return f"De ouders betalen {deel} van de laagste bijdrage in de tabel."
        case BijdrageMaxprijs():
            return "Ouders met kinderopvangtoeslag betalen zelf de maximum uurprijs van het Rijk. De gemeente betaalt de rest."
        case BijdrageKotDeel():
            return f"De ouders betalen het deel dat de kinderopvangtoeslag niet zou vergoeden{klasse}."
        case BijdrageHelePrijs():
            return "De ouders betalen de hele prijs."


def gemeentezin(bedrag: Gemeentebedrag, klasse: str) -> str:
    match bedrag:
        case GemeentePerUur():
            return "De gemeente betaalt een vast bedrag per uur. De ouders betalen de rest."
        case GemeentePerJaar():
            return "De gemeente betaalt een vast bedrag per jaar en daarbovenop niets per uur. De ouders betalen de rest."
        case GemeenteKotPercentage():
            return f"De gemeente betaalt het deel dat de kinderopvangtoeslag zou vergoeden{klasse}. De ouders betalen de rest."


def klassezin(regeling: Regeling, dag: date, klasse: int, rang: int) -> str:
    """The row of the table with its edges: ', inkomensklasse 3 van 7 (€ 30.582 tot en met € 42.081), eerste kind'."""
    tabel = tabel_van(regeling)
    rijen = versie_op(tabel, dag).rijen
    kind = "" if not tabel.kindrang else ", tweede of volgende kind" if rang == 2 else ", eerste kind"
    if klasse == 0:
        return f", zonder bewijs van inkomen: de hoogste bijdrage{kind}"
    if klasse > len(rijen):
        return f", inkomen boven de tabel: de hoogste bijdrage{kind}"
    if len(rijen) == 1:
        return kind
    onder = rijen[klasse - 2].tot_en_met if klasse > 1 else None
    return f", inkomensklasse {klasse} van {len(rijen)}{_randen(onder, rijen[klasse - 1].tot_en_met)}{kind}"


def buiten_tabel_zin(klasse: int) -> str:
    """Why a parent is in no row of the table, and so gets nothing."""
    waarom = "hun inkomen niet is aangetoond" if klasse == 0 else "hun inkomen boven de tabel ligt"
    return f"De ouders betalen de hele prijs, omdat {waarom}."


def _randen(onder: int | None, boven: int | None) -> str:
    van = None if onder is None else f"€ {als_getal(onder + 1)}"
    tot = None if boven is None else f"€ {als_getal(boven)}"
    if van and tot:
        return f" ({van} tot en met {tot})"
    return f" (vanaf {van})" if van else f" (tot en met {tot})" if tot else ""
