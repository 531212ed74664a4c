"""Counts of results out of the database, in the scope of the municipality: no row of a child comes along."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef

from indicaties.models import Kind
from lib.kleine_groepen import VERBORGEN, find_hidden, is_small
from lib.periode import Ritme, Tijdvak
from lib.weergave import getal
from opvang.models import Plaatsing, Resultaatmeting
from organisaties.models import Gemeente, Locatie
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from rapportage.doelgroep import doelgroep_on
from rapportage.resultaten.tabel import Resultaten, Telling, make_resultaten


@dataclass(frozen=True)
class Halfjaar:
    """Of the doelgroep with a place on the last day of a half year: of how many a result of that half year is there."""

    naam: str
    gemeten: int
    totaal: int

    @property
    def teksten(self) -> tuple[str, str, str]:
        """Measured, not measured, together."""
        aantallen = (self.gemeten, self.totaal - self.gemeten)
        verborgen = find_hidden(aantallen)
        wel, niet = (VERBORGEN if plek in verborgen else getal(n) for plek, n in enumerate(aantallen))
        return wel, niet, VERBORGEN if is_small(self.totaal) else getal(self.totaal)

    @property
    def met_verborgen(self) -> bool:
        return VERBORGEN in self.teksten


def read_tellingen(gemeente: Gemeente) -> list[Telling]:
    """All there is of all years: vve_resultaten of opvang/migrations/0024 counts."""
    with rijbereik(Rijbereik(gemeente.pk)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vve_resultaten()")
        return [Telling(*rij) for rij in cursor.fetchall()]


def read_resultaten(gemeente: Gemeente, jaar: int) -> Resultaten:
    return of_tellingen(read_tellingen(gemeente), jaar)


def of_tellingen(tellingen: list[Telling], jaar: int) -> Resultaten:
    locaties = Locatie.objects.filter(pk__in={telling.locatie for telling in tellingen})
    return make_resultaten(jaar, tellingen, dict(locaties.values_list("pk", "naam")))


def find_jaren(tellingen: list[Telling], dag: date) -> list[int]:
    """This year and every year of which something is there, the newest first."""
    return sorted({dag.year, *(telling.jaar for telling in tellingen)}, reverse=True)


def read_halfjaren(gemeente: Gemeente, jaar: int, dag: date) -> tuple[Halfjaar, ...]:
    """Of the half years that began; the one that runs as it is on the day."""
    return tuple(
        _halfjaar(gemeente, tijdvak, min(dag, tijdvak.periode.tot_en_met))
        for tijdvak in Tijdvak.all_in(Ritme.HALFJAAR, jaar)
        if tijdvak.periode.van <= dag
    )


def _halfjaar(gemeente: Gemeente, tijdvak: Tijdvak, dag: date) -> Halfjaar:
    metingen = Resultaatmeting.objects.current().filter(
        kind=OuterRef("pk"), datum__range=(tijdvak.periode.van, dag)
    )
    geplaatst = Plaatsing.objects.active_on(dag).filter(kind=OuterRef("pk"))
    kinderen = Kind.objects.filter(Exists(geplaatst), pk__in=doelgroep_on(gemeente, dag).values("kind"))
    gemeten = kinderen.filter(Exists(metingen)).count()
    return Halfjaar(str(tijdvak), gemeten, kinderen.count())
