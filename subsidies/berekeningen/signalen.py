"""What the policy has to say about a declaration, in the same words as the signals of the room of care."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import ValidationError

from opvang.models import Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst, signaleer_tijdvak
from rekenregels import Signaal
from subsidies.berekeningen.opgaven import reken_elk
from subsidies.berekeningen.rekenen import Rekenresultaat

_ERNST = {
    Signaal.BUITEN_LEEFTIJD: Ernst.FOUT,
    Signaal.NIET_VERGOED: Ernst.LET_OP,
    Signaal.BOVEN_MAXIMUM: Ernst.LET_OP,
    Signaal.ONDER_MINIMUM: Ernst.LET_OP,
    Signaal.MEERPRIJS_VERBODEN: Ernst.LET_OP,
    Signaal.DEELS_BUITEN_LEEFTIJD: Ernst.LET_OP,
    Signaal.RUIMTE_ELDERS: Ernst.LET_OP,
    Signaal.DUBBELE_REGEL: Ernst.LET_OP,
    Signaal.OVERLEDEN: Ernst.FOUT,
    Signaal.VERHUISD: Ernst.FOUT,
    Signaal.LOCATIE_ELDERS: Ernst.FOUT,
    Signaal.ZONDER_VE: Ernst.FOUT,
    Signaal.NA_INDICATIE: Ernst.LET_OP,
    Signaal.EIGEN_MIDDELEN: Ernst.LET_OP,
    Signaal.RECHT_VOORBIJ: Ernst.LET_OP,
}


@dataclass
class Beoordeling:
    """All that a reviewer must know: signals per line, what holds for the whole, and what it would cost."""

    per_regel: dict[int, list[Declaratiesignaal]]
    algemeen: list[Declaratiesignaal] = field(default_factory=list)
    subsidie: dict[int, int] = field(default_factory=dict)

    @property
    def aantal(self) -> int:
        return len(self.algemeen) + sum(len(signalen) for signalen in self.per_regel.values())

    def tel(self, ernst: Ernst) -> int:
        alle = [*self.algemeen, *chain.from_iterable(self.per_regel.values())]
        return sum(signaal.ernst is ernst for signaal in alle)

    @property
    def totaal(self) -> int | None:
        return sum(self.subsidie.values()) if self.subsidie else None


def judge(declaratie: Urendeclaratie) -> Beoordeling:
    """The signals of the declaration itself, and those that come out of a trial calculation under the policy."""
    return judge_tijdvak([declaratie])[declaratie.pk]


def judge_tijdvak(declaraties: Sequence[Urendeclaratie]) -> dict[int, Beoordeling]:
    """Of one or more declarations over the same tijdvak of the same municipality; as many queries for one as for all."""
    signalen = signaleer_tijdvak(declaraties, declaraties[0].tijdvak)
    uitkomsten = reken_elk(declaraties)
    beoordelingen = {}
    for declaratie in declaraties:
        eigen = signalen.get(declaratie.pk, {})
        beoordelingen[declaratie.pk] = _judge(eigen, uitkomsten[declaratie.pk])
    return beoordelingen


def _judge(
    per_regel: dict[int, list[Declaratiesignaal]], uitkomst: Rekenresultaat | ValidationError
) -> Beoordeling:
    beoordeling = Beoordeling(per_regel=per_regel)
    if isinstance(uitkomst, ValidationError):
        code = getattr(uitkomst, "code", None) or "rekenen"
        beoordeling.algemeen += [Declaratiesignaal(code, zin, Ernst.FOUT) for zin in uitkomst.messages]
    else:
        _add_resultaat(beoordeling, uitkomst)
    return beoordeling


def _add_resultaat(beoordeling: Beoordeling, resultaat: Rekenresultaat) -> None:
    for regel in resultaat.regels:
        pk = regel.declaratieregel
        beoordeling.subsidie[pk] = beoordeling.subsidie.get(pk, 0) + regel.subsidie
        bekend = {signaal.code for signaal in beoordeling.per_regel[pk]}
        beoordeling.per_regel[pk] += [
            Declaratiesignaal(str(signaal), signaal.zin, _ERNST[signaal])
            for signaal in regel.signalen
            if str(signaal) not in bekend
        ]
