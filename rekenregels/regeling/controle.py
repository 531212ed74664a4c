"""What is allowed but worth a look: it may be meant, and often it is a slip. A policy with it can be adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from rekenregels.regeling.bedragtabellen import Tabelsoort, Tabelversie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import MILLICENT
from rekenregels.regeling.groepen import Categorieregels, Fase, Leeftijd
from rekenregels.regeling.notatie import als_decimalen, als_getal, als_prijs
from rekenregels.regeling.soorten.bouwsteen import Leest
from rekenregels.regeling.tabellen import Klasse, inkomenstabellen
from rekenregels.regeling.velden import Eenheid
from rekenregels.regeling.vng import Afwijking, check_vng_tabel

MEESTE_AFWIJKINGEN: Final = 2  # more of them have one cause, and get one sentence
VIER_JAAR: Final = (48, 0)
JONGSTE_IN_JAREN: Final = 7  # an age of at most so many months may have been meant in years
_EIGEN_UITKOMST: Final = re.compile(
    r"uitkomst van|berekend met|nagerekend|overgenomen van de berekening|\b(?:het|dit) programma\b|rekenkern|check_regeling",
    re.IGNORECASE,
)


def let_op(regeling: Regeling) -> list[str]:
    """Every sentence starts with the path of what it is about."""
    return [
        *check_tabellen(regeling),
        *_eigen_tabel(regeling),
        *_leeftijden(regeling),
        *_minima(regeling),
        *_soorten_opvang(regeling),
        *_voorbeelden(regeling),
    ]


# -- the contribution table ----------------------------------------------------------------------------


def check_tabellen(regeling: Regeling) -> list[str]:
    """Sentences for amounts per hour that differ from the national rule, where that can be known."""
    if regeling.max_uurprijs is None:
        return []
    meldingen: list[str] = []
    for wat, nummer, versie in _uurtabellen(regeling):
        dag = versie.vanaf or regeling.geldig_van
        kot = inkomenstabellen().get(f"kot-{dag.year}")
        if kot is not None:
            maximum = regeling.max_uurprijs.bedragen.op(dag).waarde
            afwijkingen = check_vng_tabel(_klassen(versie), kot.klassen, maximum // MILLICENT)
            meldingen += _afwijkingen(wat, nummer, afwijkingen, maximum)
    return meldingen


def _uurtabellen(regeling: Regeling) -> Iterator[tuple[str, int, Tabelversie]]:
    """Each version of each table of amounts per hour, with the path of the table and its number there."""
    for naam, tabel in regeling.bijdragetabellen.items():
        if tabel.soort is Tabelsoort.UURBEDRAG:
            wat = f"tabellen.{naam}" if naam else "bijdragetabel"
            yield from ((wat, nummer, versie) for nummer, versie in enumerate(tabel.versies, start=1))


def _afwijkingen(wat: str, nummer: int, afwijkingen: list[Afwijking], maximum: int) -> list[str]:
    if len(afwijkingen) <= MEESTE_AFWIJKINGEN:
        return [f"{wat}: {afwijking.zin}" for afwijking in afwijkingen]
    zin = (
        f"{wat}.versies[{nummer}]: {len(afwijkingen)} bedragen zijn anders dan wat uit de KOT-tabel en de maximum "
        f"uurprijs van {als_prijs(maximum)} volgt, om te beginnen dit: {afwijkingen[0].zin} Hoort de tabel bij een andere "
        "maximum uurprijs, dan is dit goed."
    )
    return [zin]


def _eigen_tabel(regeling: Regeling) -> Iterator[str]:
    """A table of the municipality's own with an upper edge, of which parents above it pay the last row."""
    for naam, tabel in regeling.bijdragetabellen.items():
        wat = f"tabellen.{naam}" if naam else "bijdragetabel"
        for nummer, versie in enumerate(tabel.versies, start=1):
            rand = versie.rijen[-1].tot_en_met
            if not versie.tabel and rand is not None and tabel.neemt_hoogste:
                yield (
                    f"{wat}.versies[{nummer}]: de tabel houdt op bij € {als_getal(rand)}. Wie meer verdient of geen inkomen "
                    f"aantoont, betaalt het bedrag van klasse {len(versie.rijen)}. Heeft de regeling hogere klassen, vul die dan aan."
                )


def _klassen(versie: Tabelversie) -> list[Klasse]:
    return [
        Klasse(
            rij.tot_en_met,
            Decimal(rij.kind1) / Eenheid.EURO.factor,
            None if rij.kind2 is None else Decimal(rij.kind2) / Eenheid.EURO.factor,
        )
        for rij in versie.rijen
    ]


# -- ages and hours --------------------------------------------------------------------------------------


def _fasen(regeling: Regeling) -> Iterator[tuple[str, Categorieregels, Fase]]:
    for categorie, regels in regeling.vergoede_categorieen():
        for nummer, fase in enumerate(regels.fasen, start=1):
            yield f"{categorie}.fasen[{nummer}]", regels, fase


def _leeftijden(regeling: Regeling) -> Iterator[str]:
    vorige: tuple[Categorieregels, Fase] | None = None
    for pad, regels, fase in _fasen(regeling):
        if vorige is not None and vorige[0] is regels and _rang(vorige[1].tot) < _rang(fase.vanaf):
            yield (
                f"{pad}.vanaf: tussen {_leeftijd(vorige[1].tot)} en {_leeftijd(fase.vanaf)} geldt geen fase. "
                "In die tijd is er geen subsidie. Staat dat niet in de regeling, laat de fasen dan op elkaar aansluiten."
            )
        yield from _jong(f"{pad}.vanaf", fase.vanaf)
        yield from _jong(f"{pad}.tot", fase.tot)
        vorige = regels, fase


def _jong(pad: str, leeftijd: Leeftijd) -> Iterator[str]:
    """A number of years that was written as months."""
    jaren = leeftijd.maanden
    if 1 <= jaren <= JONGSTE_IN_JAREN and not leeftijd.weken:
        yield f"{pad} is {_leeftijd(leeftijd)}. Bedoelt u {jaren} jaar, schrijf dan: maanden = {12 * jaren}"


def _rang(leeftijd: Leeftijd) -> tuple[int, int]:
    return leeftijd.maanden, leeftijd.weken


def _leeftijd(leeftijd: Leeftijd) -> str:
    maanden = f"{leeftijd.maanden} {'maand' if leeftijd.maanden == 1 else 'maanden'}"
    return maanden + (
        f" en {leeftijd.weken} {'week' if leeftijd.weken == 1 else 'weken'}" if leeftijd.weken else ""
    )


def _minima(regeling: Regeling) -> Iterator[str]:
    """A minimum that nobody reaches within the hours that are paid."""
    for pad, regels, fase in _fasen(regeling):
        per_week = [band.uren_per_week for band in fase.banden if band.uren_per_week is not None]
        # Of a block that is measured over another time, nobody knows how much of it is a week.
        if regels.minimum_uren_per_week is None or len(per_week) < len(fase.banden):
            continue
        dag = regeling.geldig_van
        minimum = regels.minimum_uren_per_week.op(dag).waarde
        ruimte = sum(uren.op(dag).waarde for uren in per_week)
        if minimum > ruimte:
            yield (
                f"{pad.split('.')[0]}.minimum_uren_per_week is {als_decimalen(minimum, 2)}, maar fase ‘{fase.naam}’ vergoedt "
                f"hoogstens {als_decimalen(ruimte, 2)} uur per week. Wie precies de vergoede uren afneemt, krijgt niets."
            )


def _soorten_opvang(regeling: Regeling) -> Iterator[str]:
    """One maximum price for children who may be in another kind of care, for which the Rijk has another one."""
    for categorie, regels in regeling.vergoede_categorieen():
        ouder = any(_rang(fase.tot) > VIER_JAAR for fase in regels.fasen)
        soorten = any(a.categorie is categorie and a.opvangsoorten for a in regeling.afwijkingen)
        if ouder and not soorten and _leest_maximum(regeling, regels):
            yield (
                f"{categorie}: deze kinderen kunnen ouder zijn dan 4 jaar en naar de bso of een gastouder gaan, waarvoor het Rijk een "
                "ander maximum heeft. Hier geldt voor alle opvang max_uurprijs. Geef elke soort opvang een eigen tarief onder "
                "[[afwijkingen]] met opvangsoorten, als de regeling dat doet."
            )


def _leest_maximum(regeling: Regeling, regels: Categorieregels) -> bool:
    cellen = [
        c for fase in regels.fasen for band in fase.banden for c in (band.zonder_kot, band.met_kot) if c
    ]
    bouwstenen = [
        steen for cel in cellen for steen in (regeling.tarief(cel), *regeling.bedragen(cel)) if steen
    ]
    return any(Leest.MAXPRIJS in steen.gelezen for steen in bouwstenen)


# -- worked examples ---------------------------------------------------------------------------------------


def _voorbeelden(regeling: Regeling) -> Iterator[str]:
    """An example that the engine made itself proves nothing about the regulation."""
    for nummer, voorbeeld in enumerate(regeling.voorbeelden, start=1):
        if _EIGEN_UITKOMST.search(voorbeeld.bron):
            yield (
                f"voorbeelden[{nummer}].bron: dit voorbeeld herhaalt wat het programma zelf uitrekende, en bewijst dus niets. "
                "Neem een bedrag uit de regeling over, of schrijf de som op waarmee u het zelf uitrekende."
            )
