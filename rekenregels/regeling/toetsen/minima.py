"""Rules for the limits of income: what a rule measures by is there, and it measures by one thing."""

from __future__ import annotations

from collections.abc import Iterator

from rekenregels.regeling.categorie import Huishouden
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.minima import Inkomensgrens


def toets_grenzen(regeling: Regeling) -> Iterator[str]:
    gebruikt = False
    for i, regel in enumerate(regeling.minima, start=1):
        if regel.grens is not None:
            gebruikt |= regel.grens.percentage is not None
            yield from _grens(regeling, f"minima[{i}].grens", regel.grens)
    if regeling.sociaal_minimum is not None and not gebruikt:
        yield "sociaal_minimum wordt door geen minimaregel gelezen. Geef een regel grens.percentage, of haal het hoofdstuk weg."


def _grens(regeling: Regeling, pad: str, grens: Inkomensgrens) -> Iterator[str]:
    bedragen = {Huishouden.ALLEENSTAAND: grens.alleenstaand, Huishouden.SAMENWONEND: grens.samenwonend}
    if not grens.vraagt_inkomen and not grens.huishoudens:
        yield f"{pad} is leeg. Noem huishoudens, een percentage van het sociaal minimum, of een bedrag per huishouden."
    if grens.percentage is not None and any(bedrag is not None for bedrag in bedragen.values()):
        yield f"{pad} heeft een percentage en bedragen. Kies een van beide."
    elif grens.percentage is not None and regeling.sociaal_minimum is None:
        yield f"{pad}.percentage neemt een deel van het sociaal minimum, maar [sociaal_minimum] bestaat niet. Voeg dat hoofdstuk toe."
    elif grens.vraagt_inkomen and grens.percentage is None:
        for huishouden, bedrag in bedragen.items():
            if bedrag is None and grens.geldt_voor(huishouden):
                yield f"{pad}.{huishouden} ontbreekt, terwijl de regel ook voor {huishouden.woorden} is. Vul een bedrag in, of noem alleen de andere bij huishoudens."
            elif bedrag is not None and not grens.geldt_voor(huishouden):
                yield f"{pad}.{huishouden} telt niet: {huishouden} staat niet bij huishoudens. Haal een van beide weg."
