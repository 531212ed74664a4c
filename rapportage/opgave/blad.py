"""The SiSa form filled in, in its own order: what goes into a spreadsheet."""

from collections.abc import Iterator

from lib.tabelbestand import Cel, Euro
from rapportage.rapport import Overboeking, SisaOpgave
from rapportage.sisa import Indicator, Indicatorsoort

KOP = ("indicator", "omschrijving", "aard controle", "ingevuld")
Rij = tuple[Cel, ...]


def write_blad(opgave: SisaOpgave, beschikkingsnummers: str, opmerkingen: str) -> Iterator[Rij]:
    """One row per cell of the form. Every amount is filled in, also when it is 0; no municipality is named that is not one."""
    bedragen = {regel.code: regel.bedrag for regel in opgave.bestedingen}
    paren = {code.code: (code, bedrag, rijen) for code, bedrag, rijen in opgave.overboekingen}
    in_paar = {bedrag.code for _, bedrag, _ in paren.values()}
    for indicator in opgave.formulier.indicatoren:
        if indicator.code in paren:
            yield from _paar(*paren[indicator.code])
        elif indicator.code not in in_paar:
            is_bedrag = indicator.soort is Indicatorsoort.BESTEDING
            yield _rij(indicator, Euro(bedragen[indicator.code]) if is_bedrag else "")
    yield "", "Beschikkingsnummers", "", beschikkingsnummers
    yield "", "Opmerkingen", "", opmerkingen
    yield "", "Herkomst van de teksten", "", opgave.formulier.bron


def _paar(code: Indicator, bedrag: Indicator, rijen: tuple[Overboeking, ...]) -> Iterator[Rij]:
    for rij in rijen:
        yield _rij(code, rij.gemeentecode)
        yield _rij(bedrag, Euro(rij.bedrag))


def _rij(indicator: Indicator, waarde: Cel) -> Rij:
    return indicator.code, indicator.tekst, indicator.aard_controle, waarde
