"""The income classes of the adopted policy, for who records a placement."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.periode import Periode
from opvang.klassen import Klasse
from organisaties.models import Gemeente
from subsidies.models import Subsidieregeling
from subsidies.regelingen.blad import inkomen_in_woorden
from subsidies.regelingen.document import as_regeling


def read_klassen(gemeente: Gemeente, dag: date) -> Sequence[Klasse] | None:
    """The rows of the table that holds on the day; None without an adopted policy, or with one without a table."""
    regelingen = Subsidieregeling.objects.adopted().filter(gemeente=gemeente)
    geldend = regelingen.covering(Periode(dag, dag)).order_by("geldig_van", "pk")
    regeling = next((r for rij in geldend if (r := as_regeling(rij)).bijdragetabel is not None), None)
    if regeling is None or (tabel := regeling.bijdragetabel) is None:
        return None
    versie = max(
        (v for v in tabel.versies if v.vanaf is None or v.vanaf <= dag), key=lambda v: v.vanaf or date.min
    )
    vanaf, onder = 0, 0
    klassen = []
    for nummer, rij in enumerate(versie.rijen, start=1):
        woorden, rand = inkomen_in_woorden(vanaf, rij.tot_en_met, tabel.inkomen_per), tabel.rand(rij)
        klasse = Klasse(nummer, woorden)
        klassen.append(klasse if regeling.tabellen else replace(klasse, laagste=onder, hoogste=rand))
        vanaf, onder = (rij.tot_en_met or 0) + 1, (rand or 0) + 1
    return klassen
