"""The children of the demo over two groups per location; at one location two of them are not divided yet."""

from datetime import date

from demo.inrichting import Inrichting
from demo.vervolg import DAGDELEN, GROEP, PLAATSEN
from opvang.actions import add_groep
from opvang.indeling.actions import assign_groepen
from opvang.models import Plaatsing
from organisaties.models import Locatie

BEGIN = date(2018, 8, 1)
TWEEDE = "Eekhoorns"
NOG_NIET = 2


def load(inrichting: Inrichting, dagen: tuple[date, date]) -> None:
    """Divided on each of the days; the first group is there already. Three of four children go to the first one."""
    locaties = Locatie.objects.filter(gemeente=inrichting.gemeente, ve_geregistreerd=True).order_by("pk")
    for nummer, locatie in enumerate(locaties):
        add_groep(
            locatie=locatie,
            naam=TWEEDE,
            plaatsen=PLAATSEN,
            ve=True,
            dagdelen_per_week=DAGDELEN,
            van=BEGIN,
            tot_en_met=None,
            door=inrichting.medewerker(locatie.houder),
            op=BEGIN,
        )
        for dag in dagen:
            kinderen = _children(locatie, dag)
            ingedeeld = kinderen[NOG_NIET:] if nummer == 0 and dag == dagen[-1] else kinderen
            keuzes = {kind: TWEEDE if plek % 4 == 3 else GROEP for plek, kind in enumerate(ingedeeld)}
            door = inrichting.medewerker(locatie.houder)
            assign_groepen(locatie=locatie, keuzes=keuzes, vanaf=dag, door=door, op=dag)


def _children(locatie: Locatie, dag: date) -> list[int]:
    plaatsen = Plaatsing.objects.active_on(dag).filter(locatie=locatie)
    return list(plaatsen.order_by("kind").values_list("kind", flat=True))
