"""Of which locations a year asks a sheet: those of the municipality with a VE registration on a day of it."""

from datetime import date

from django.db.models import QuerySet

from lib.periode import day_before, jaar_periode
from opvang.models import Groep
from organisaties.models import Gebruiker, Gemeente, Locatie


def locaties_of_gemeente(gemeente: Gemeente, jaar: int) -> list[Locatie]:
    return _in_jaar(Locatie.objects.filter(gemeente=gemeente), jaar)


def locaties_of_gebruiker(gebruiker: Gebruiker, jaar: int) -> list[Locatie]:
    return _in_jaar(Locatie.objects.for_gebruiker(gebruiker), jaar)


def had_ve_in(locatie: Locatie, jaar: int) -> bool:
    """Had it a VE registration under this holder and number on some day of the year, inside the municipality?"""
    periode = jaar_periode(jaar)
    einde = (
        periode.tot_en_met
        if locatie.opgevolgd_per is None
        else min(periode.tot_en_met, day_before(locatie.opgevolgd_per))
    )
    begin = max(periode.van, locatie.begint_per or periode.van)
    dagen = {begin, einde, *locatie.ve_wisseldagen}
    return not locatie.buiten_gemeente and any(
        begin <= dag <= einde and locatie.has_ve_on(dag) for dag in dagen
    )


def peildag(jaar: int, dag: date) -> date:
    """The day on which a year is looked at: its last one, or today while it runs."""
    periode = jaar_periode(jaar)
    return max(periode.van, min(dag, periode.tot_en_met))


def ve_groepen(locatie: Locatie, jaar: int, dag: date) -> list[Groep]:
    """The VE groups that ran on the day on which the year is looked at."""
    lopend = Groep.objects.filter(locatie=locatie, ve=True).running_on(peildag(jaar, dag))
    return list(lopend.order_by("naam", "pk"))


def _in_jaar(locaties: QuerySet[Locatie], jaar: int) -> list[Locatie]:
    mogelijk = locaties.filter(buiten_gemeente=False).select_related("houder", "gemeente")
    return [locatie for locatie in mogelijk.order_by("naam", "pk") if had_ve_in(locatie, jaar)]
