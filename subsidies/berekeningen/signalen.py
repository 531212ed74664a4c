"""What the policy has to say about a declaration, in the same words as the signals of the room of care."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import ValidationError

from opvang.models import Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst, signaleer_kwartaal
from rekenregels import Signaal
from subsidies.berekeningen.actions import find_regeling, no_regeling
from subsidies.berekeningen.feiten import Kwartaalgegevens, Regelfeit, read_kwartaal
from subsidies.berekeningen.rekenen import Rekenresultaat, reken
from subsidies.models import Subsidieregeling

_ERNST = {
    Signaal.BUITEN_LEEFTIJD: Ernst.FOUT,
    Signaal.NIET_VERGOED: Ernst.LET_OP,
    Signaal.BOVEN_MAXIMUM: Ernst.LET_OP,
    Signaal.ONDER_MINIMUM: Ernst.LET_OP,
    Signaal.MEERPRIJS_VERBODEN: Ernst.LET_OP,
    Signaal.DEELS_BUITEN_LEEFTIJD: Ernst.LET_OP,
    Signaal.OVERLEDEN: Ernst.FOUT,
    Signaal.VERHUISD: Ernst.FOUT,
    Signaal.LOCATIE_ELDERS: Ernst.FOUT,
    Signaal.ZONDER_VE: Ernst.FOUT,
    Signaal.NA_INDICATIE: Ernst.LET_OP,
    Signaal.EIGEN_MIDDELEN: Ernst.LET_OP,
}


@dataclass
class Beoordeling:
    """All that a reviewer must know: signals per line, what holds for the whole, and what it would cost."""

    per_regel: dict[int, list[Declaratiesignaal]]
    algemeen: list[Declaratiesignaal] = field(default_factory=list)
    regeling: Subsidieregeling | None = None
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
    return judge_kwartaal([declaratie])[declaratie.pk]


def judge_kwartaal(declaraties: Sequence[Urendeclaratie]) -> dict[int, Beoordeling]:
    """Of one or more declarations over the same quarter of the same municipality; seven queries, however many."""
    eerste = declaraties[0]
    signalen = signaleer_kwartaal(declaraties, eerste.periode)
    regeling = find_regeling(eerste.gemeente_id, eerste.periode)
    gegevens = read_kwartaal(declaraties)
    return {declaratie.pk: _judge(declaratie, signalen, regeling, gegevens) for declaratie in declaraties}


def _judge(
    declaratie: Urendeclaratie,
    signalen: dict[int, list[Declaratiesignaal]],
    regeling: Subsidieregeling | None,
    gegevens: Kwartaalgegevens,
) -> Beoordeling:
    per_regel = {regel.pk: signalen[regel.pk] for regel in gegevens.regels[declaratie.pk]}
    beoordeling = Beoordeling(per_regel=per_regel, regeling=regeling)
    try:
        if regeling is None:
            raise no_regeling(declaratie)
        feiten = gegevens.feiten_van(declaratie)
        _add_resultaat(beoordeling, feiten, reken(regeling, feiten))
    except ValidationError as fout:
        beoordeling.algemeen += [
            Declaratiesignaal(getattr(fout, "code", None) or "rekenen", zin, Ernst.FOUT)
            for zin in fout.messages
        ]
    return beoordeling


def _add_resultaat(beoordeling: Beoordeling, feiten: list[Regelfeit], resultaat: Rekenresultaat) -> None:
    for i, (regelfeit, regel) in enumerate(zip(feiten, resultaat.regels, strict=True)):
        pk = regelfeit.regel.pk
        beoordeling.subsidie[pk] = beoordeling.subsidie.get(pk, 0) + regel.subsidie
        bekend = {signaal.code for signaal in beoordeling.per_regel[pk]}
        beoordeling.per_regel[pk] += [
            Declaratiesignaal(str(signaal), signaal.zin, _ERNST[signaal])
            for signaal in resultaat.uitkomst.signalen_van(i)
            if str(signaal) not in bekend
        ]
