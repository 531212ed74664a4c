"""The report of one quarter: reach, money and declarations as they are known on the day it is made, in counts only."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from lib.periode import kwartaal, kwartaal_periode
from organisaties.bereikdoel import bereikdoel_van
from organisaties.hoofdstukken import Document
from organisaties.models import Gemeente
from rapportage.beleid.lezen import read_plichten
from rapportage.beleidsjaar import Plicht
from rapportage.bereik import AANNAME_SPLITSING, count_bereiken, peildata
from rapportage.cijfers import AANNAME_BRON, AANNAME_NORM, count_budget, count_openstaand
from rapportage.inhoud import read_delen
from rapportage.jaarsom import sum_houders
from rapportage.rapport import Bereik, Budget, Deel, SluitNietAan, Telling
from subsidies.grootboek import cijfers as grootboek
from subsidies.grootboek.cijfers import Balans


@dataclass(frozen=True)
class Kwartaalrapport:
    """Money in cents, hours in hundredths. `houders` and `budget` are of the year so far."""

    gemeente: str
    jaar: int
    kwartaal: int
    # The day of which the figures tell, and the day on which they were read.
    peildatum: date
    datum: date
    bereik: tuple[Bereik, ...]
    # The same day a year before; None when nobody had an indicatie then.
    bereik_vorig: Bereik | None
    bereik_doel_pct: int | None
    bereik_doel_bron: str
    budget: Budget
    saldo: Balans
    houders: tuple[Telling, ...]
    # Why the subsidy per provider is not told: the books do not meet.
    melding: str
    openstaand: int
    plichten: tuple[Plicht, ...]
    aannames: tuple[str, ...]
    delen: tuple[Deel, ...]

    @property
    def titel(self) -> str:
        return f"Kwartaalrapport voor- en vroegschoolse educatie, {kwartaal(self.jaar, self.kwartaal)}"

    @property
    def laatste_bereik(self) -> Bereik:
        return self.bereik[-1]

    def as_json(self) -> dict[str, Any]:
        kaal: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return kaal


def prepare_kwartaalrapport(gemeente: Gemeente, jaar: int, nummer: int, dag: date) -> Kwartaalrapport:
    """The figures of the quarter as known on `dag`, which lies after it."""
    einde = kwartaal_periode(jaar, nummer).tot_en_met
    doel = bereikdoel_van(gemeente, jaar)
    vorig, *bereik = count_bereiken(
        gemeente, [kwartaal_periode(jaar - 1, nummer).tot_en_met, *peildata(jaar, einde)]
    )
    houders, melding = _read_houders(gemeente, jaar)
    return Kwartaalrapport(
        gemeente=gemeente.naam,
        jaar=jaar,
        kwartaal=nummer,
        peildatum=einde,
        datum=dag,
        bereik=tuple(bereik),
        bereik_vorig=vorig if vorig.totaal else None,
        bereik_doel_pct=doel.waarde,
        bereik_doel_bron=doel.bron,
        budget=count_budget(gemeente, jaar),
        saldo=grootboek.balans(gemeente, jaar),
        houders=houders,
        melding=melding,
        openstaand=count_openstaand(gemeente, jaar),
        plichten=read_plichten(gemeente, jaar, einde),
        aannames=(AANNAME_SPLITSING, AANNAME_NORM, AANNAME_BRON),
        delen=read_delen(Document.KWARTAAL, gemeente, jaar, einde),
    )


def _read_houders(gemeente: Gemeente, jaar: int) -> tuple[tuple[Telling, ...], str]:
    try:
        return sum_houders(gemeente, jaar), ""
    except SluitNietAan as fout:
        return (), str(fout)
