"""Rules for ages and bands: they follow each other, have their own names, and name what exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekenregels.regeling.afronding import Urenafronding
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band, Categorieregels, Cel
from rekenregels.regeling.notatie import als_decimalen, als_getal
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.urenregels import Maandverdeling, Urenbron, Uurruimte
from rekenregels.regeling.velden import Parameter

MEESTE_BANDEN = 4


@dataclass(frozen=True)
class Plek:
    """A band in the document, with the path that people can look up."""

    pad: str
    categorie: Categorie
    band: Band

    @property
    def cellen(self) -> list[tuple[str, Cel]]:
        paren = (("zonder_kot", self.band.zonder_kot), ("met_kot", self.band.met_kot))
        return [(f"{self.pad}.{naam}", cel) for naam, cel in paren if cel is not None]


def plekken(regeling: Regeling) -> Iterator[Plek]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        for i, fase in enumerate(regels.fasen if isinstance(regels, Categorieregels) else (), start=1):
            for j, band in enumerate(fase.banden, start=1):
                yield Plek(f"{categorie}.fasen[{i}].banden[{j}]", categorie, band)
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        for j, band in enumerate(afwijking.banden, start=1):
            yield Plek(f"afwijkingen[{i}].banden[{j}]", afwijking.categorie, band)


def toets_categorieen(regeling: Regeling) -> Iterator[str]:
    if not any(isinstance(regeling.categorie(categorie), Categorieregels) for categorie in Categorie):
        yield "doelgroep, regulier en smi krijgen geen van alle subsidie. Zet bij minstens een groep vergoed = true."


def toets_fasen(regeling: Regeling) -> Iterator[str]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        if not isinstance(regels, Categorieregels):
            continue
        if not regels.fasen:
            yield f"{categorie}.fasen is leeg. Voeg een leeftijdsfase toe met vanaf, tot en banden."
        vorige = (0, 0)
        for i, fase in enumerate(regels.fasen, start=1):
            vanaf, tot = (fase.vanaf.maanden, fase.vanaf.weken), (fase.tot.maanden, fase.tot.weken)
            if tot <= vanaf:
                yield f"{categorie}.fasen[{i}].tot ({_leeftijd(tot)}) moet hoger zijn dan vanaf ({_leeftijd(vanaf)}). Verander een van beide."
            if vanaf < vorige:
                yield f"{categorie}.fasen[{i}].vanaf ({_leeftijd(vanaf)}) valt nog in de vorige fase. Laat fasen op elkaar volgen."
            vorige = tot
        yield from dubbel(f"{categorie}.fasen", [fase.naam for fase in regels.fasen])


def _leeftijd(leeftijd: tuple[int, int]) -> str:
    maanden, weken = leeftijd
    return f"{maanden} maanden" + (f" en {weken} weken" if weken else "")


def toets_banden(regeling: Regeling) -> Iterator[str]:
    for categorie in Categorie:
        regels = regeling.categorie(categorie)
        for i, fase in enumerate(regels.fasen if isinstance(regels, Categorieregels) else (), start=1):
            yield from _banden(f"{categorie}.fasen[{i}].banden", fase.banden)
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        yield from _banden(f"afwijkingen[{i}].banden", afwijking.banden)


def _banden(pad: str, banden: tuple[Band, ...]) -> Iterator[str]:
    if not banden:
        yield f"{pad} is leeg. Voeg een blok uren toe met naam, uren_per_week, zonder_kot en met_kot."
    yield from dubbel(pad, [band.naam for band in banden])


def toets_jaarruimte(regeling: Regeling) -> Iterator[str]:
    """Room that runs on is handed from line to line per band, in hundredths of hours."""
    if regeling.uren.ruimte is not Uurruimte.PER_JAAR:
        return
    if regeling.afronding.uren is Urenafronding.GEEN:
        yield (
            'uren.ruimte is "per_jaar", maar afronding.uren is "geen". Ruimte die doorloopt telt in honderdsten van een '
            "uur. Kies honderdste, of kies per_kwartaal."
        )


def toets_urenmaten(regeling: Regeling) -> Iterator[str]:
    """A band says its hours once, over a time that fits the rest of the policy."""
    for plek in plekken(regeling):
        yield from _urenmaat(regeling, plek)
    for categorie, regels in regeling.vergoede_categorieen():
        pad = f"{categorie}.contractmaten"
        if regels.contractmaten and not regeling.uren.bron.uit_weekuren:
            yield (
                f"{pad} kijkt naar de uren per week in het contract, maar uren.bron is {regeling.uren.bron}. "
                "Kies contract of peilweek, of haal de contractmaten weg."
            )
        for i, maat in enumerate(regels.contractmaten, start=1):
            if maat.per in (Urentijd.DAG, Urentijd.HELE_PERIODE):
                yield f"{pad}[{i}].per is {maat.per}. Een contract heeft een omvang per week, maand, kwartaal of jaar. Kies daar een van."
            yield from _hoogste_uren(f"{pad}[{i}]", maat.aantal, maat.per)


def _urenmaat(regeling: Regeling, plek: Plek) -> Iterator[str]:
    band, pad = plek.band, plek.pad
    if (band.uren is None) == (band.uren_per_week is None):
        yield (
            f'{pad} heeft precies een van beide nodig: uren_per_week of uren. Zet uren_per_week op "geen" als de uren '
            "per dag, maand, kwartaal, jaar of voor de hele periode gelden, en vul uren in."
        )
        return
    aantal, tijd = band.maat
    yield from _hoogste_uren(f"{pad}.uren", aantal, tijd)  # of uren_per_week the reader knows the limit
    verdeling = regeling.uren.maandverdeling
    if tijd is Urentijd.MAAND and not verdeling.gelijke_maanden:
        yield f"{pad}.uren geldt per maand, maar bij {verdeling} zijn maanden geen gelijke delen. Kies een andere maandverdeling of uren per week."
    if tijd is Urentijd.KWARTAAL and verdeling is not Maandverdeling.TWAALF:
        yield f"{pad}.uren geldt per kwartaal; dat past alleen bij twaalf gelijke maanden. Kies die maandverdeling of uren per week."
    if tijd.is_saldo and regeling.uren.ruimte is Uurruimte.PER_JAAR:
        yield f'{pad}.uren is een tegoed {tijd.woorden}; dat loopt zelf al door. Kies bij uren.ruimte "per_kwartaal".'
    if band.tegoed_uit and not band.is_doorlopend:
        yield (
            f'{pad}.tegoed_uit is "{band.tegoed_uit}", maar alleen een tegoed voor de hele periode van een kind loopt door in '
            "een volgende regeling. Kies hele_periode bij uren.per, of haal tegoed_uit weg."
        )
    if tijd is not Urentijd.WEEK and regeling.uren.bron is Urenbron.BEZETTE_PLAATS:
        yield f"{pad}.uren geldt {tijd.woorden}, maar bij uren.bron bezette_plaats telt een plaats voor uren per week. Vul uren_per_week in."


def _hoogste_uren(pad: str, aantal: Parameter, tijd: Urentijd) -> Iterator[str]:
    for waarde in aantal.waarden:
        if waarde.waarde > 100 * tijd.hoogste:
            yield f"{pad} is {als_decimalen(waarde.waarde, 2)} uur {tijd.woorden}; dat kan hoogstens {als_getal(tijd.hoogste)} zijn. Verbeter het getal of de tijd bij per."


def toets_aantal_banden(regeling: Regeling) -> Iterator[str]:
    """What a line leaves or takes of the room of a child is kept per band, so far."""
    for pad in dict.fromkeys(plek.pad.rsplit("[", 1)[0] for plek in plekken(regeling)):
        aantal = sum(plek.pad.startswith(f"{pad}[") for plek in plekken(regeling))
        if aantal > MEESTE_BANDEN:
            yield f"{pad} heeft {aantal} blokken uren; het zijn er hoogstens {MEESTE_BANDEN}. Voeg blokken samen."


def dubbel(pad: str, namen: list[str]) -> Iterator[str]:
    for naam in dict.fromkeys(naam for naam in namen if namen.count(naam) > 1):
        yield f'{pad}: de naam "{naam}" komt vaker voor. Geef elk onderdeel een eigen naam.'


def toets_cellen(regeling: Regeling) -> Iterator[str]:
    """The names in the cells exist, and every cell starts from one side."""
    for plek in plekken(regeling):
        for pad, cel in plek.cellen:
            if cel.tarief is None and not (cel.bijdrage and cel.gemeentebedrag):
                yield (
                    f"{pad} heeft geen tarief. Dan staan beide bedragen vast: noem bijdrage en gemeentebedrag allebei, of vul een "
                    "tarief in."
                )
            elif cel.tarief is not None and bool(cel.bijdrage) == bool(cel.gemeentebedrag):
                yield (
                    f"{pad} heeft precies een van beide nodig: bijdrage of gemeentebedrag. Vul er een in."
                    + (' Staan beide bedragen vast, schrijf dan tarief = "geen".' if cel.bijdrage else "")
                )
            namen = [("tarief", cel.tarief or "", regeling.tarieven, "tarieven")]
            namen += [("bijdrage", cel.bijdrage, regeling.bijdragen, "bijdragen")]  # type: ignore[list-item]
            namen += [("gemeentebedrag", cel.gemeentebedrag, regeling.gemeentebedragen, "gemeentebedragen")]  # type: ignore[list-item]
            for sleutel, naam, bekend, tabel in namen:
                if naam and naam not in bekend:
                    keus = f"Kies een van: {', '.join(bekend)}." if bekend else f"Voeg [{tabel}.{naam}] toe."
                    yield f'{pad}.{sleutel} is "{naam}", maar [{tabel}.{naam}] bestaat niet. {keus}'


def toets_afwijkingen(regeling: Regeling) -> Iterator[str]:
    minima = [regel.naam for regel in regeling.minima]
    yield from dubbel("minima", minima)
    yield from dubbel("afwijkingen", [afwijking.naam for afwijking in regeling.afwijkingen])
    for i, afwijking in enumerate(regeling.afwijkingen, start=1):
        regels = regeling.categorie(afwijking.categorie)
        if not isinstance(regels, Categorieregels):
            yield f"afwijkingen[{i}].categorie is {afwijking.categorie}, maar die groep krijgt geen subsidie. Haal de afwijking weg."
            continue
        if afwijking.fase and afwijking.fase not in [fase.naam for fase in regels.fasen]:
            yield f'afwijkingen[{i}].fase is "{afwijking.fase}", maar die fase bestaat niet bij {afwijking.categorie}. Verbeter de naam.'
        if afwijking.minima and afwijking.minima not in minima:
            yield f'afwijkingen[{i}].minima is "{afwijking.minima}", maar die minimaregel bestaat niet. Voeg die toe onder [[minima]].'
        if not (afwijking.locaties or afwijking.kernen or afwijking.minima or afwijking.opvangsoorten):
            yield f"afwijkingen[{i}] geldt nergens. Noem locaties, kernen, opvangsoorten of een minimaregel."
