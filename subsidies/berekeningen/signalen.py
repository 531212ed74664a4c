"""What the policy has to say about a declaration, in the same words as the signals of the room of care."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from opvang.models import Urendeclaratie
from opvang.signalen import Ernst, Signaal, signaleer
from rekenregels import Signaal as Rekensignaal
from subsidies.berekeningen.actions import regeling_for
from subsidies.berekeningen.feiten import Regelfeit, read_feiten
from subsidies.berekeningen.rekenen import Rekenresultaat, reken
from subsidies.models import Subsidieregeling

_ERNST = {
    Rekensignaal.BUITEN_LEEFTIJD: Ernst.FOUT,
    Rekensignaal.NIET_VERGOED: Ernst.LET_OP,
    Rekensignaal.BOVEN_MAXIMUM: Ernst.LET_OP,
    Rekensignaal.ONDER_MINIMUM: Ernst.LET_OP,
    Rekensignaal.MEERPRIJS_VERBODEN: Ernst.LET_OP,
    Rekensignaal.DEELS_BUITEN_LEEFTIJD: Ernst.LET_OP,
}


@dataclass
class Beoordeling:
    """All that a reviewer must know: signals per line, what holds for the whole, and what it would cost."""

    per_regel: dict[int, list[Signaal]]
    algemeen: list[Signaal] = field(default_factory=list)
    regeling: Subsidieregeling | None = None
    subsidie: dict[int, int] = field(default_factory=dict)

    @property
    def aantal(self) -> int:
        return len(self.algemeen) + sum(len(signalen) for signalen in self.per_regel.values())

    @property
    def totaal(self) -> int | None:
        return sum(self.subsidie.values()) if self.subsidie else None


def judge(declaratie: Urendeclaratie) -> Beoordeling:
    """The signals of the declaration itself, and those that come out of a trial calculation under the policy."""
    beoordeling = Beoordeling(per_regel=signaleer(declaratie))
    try:
        beoordeling.regeling = regeling_for(declaratie)
        feiten = read_feiten(declaratie)
        _add_resultaat(beoordeling, feiten, reken(beoordeling.regeling, feiten))
    except ValidationError as fout:
        beoordeling.algemeen += [
            Signaal(getattr(fout, "code", None) or "rekenen", zin, Ernst.FOUT) for zin in fout.messages
        ]
    return beoordeling


def _add_resultaat(beoordeling: Beoordeling, feiten: list[Regelfeit], resultaat: Rekenresultaat) -> None:
    for i, (regelfeit, regel) in enumerate(zip(feiten, resultaat.regels, strict=True)):
        pk = regelfeit.regel.pk
        beoordeling.subsidie[pk] = beoordeling.subsidie.get(pk, 0) + regel.subsidie
        bekend = {signaal.code for signaal in beoordeling.per_regel[pk]}
        beoordeling.per_regel[pk] += [
            Signaal(str(signaal), signaal.zin, _ERNST[signaal])
            for signaal in resultaat.uitkomst.signalen_van(i)
            if str(signaal) not in bekend
        ]
