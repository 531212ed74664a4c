"""The results of a year as a file for a spreadsheet: the same cells as on the page, small groups hidden for everybody."""

from lib.csvbestand import write_csv
from lib.kleine_groepen import TOELICHTING
from rapportage.resultaten.tabel import Domeintabel, Resultaten

SOORTEN = ("niveau", "groei")


def write_resultaten(stand: Resultaten, soort: str) -> bytes:
    """`soort`: one of SOORTEN. A row per domain and location, with the total of the domain."""
    tabellen: tuple[Domeintabel, ...] = stand.niveau if soort == "niveau" else stand.groei
    kolommen = tabellen[0].kolommen if tabellen else ()
    rijen = [
        (tabel.naam, rij.naam, *rij.teksten, rij.samen)
        for tabel in tabellen
        for rij in (*tabel.rijen, tabel.totaal)
    ]
    if any(tabel.met_verborgen for tabel in tabellen):
        rijen.append(("Toelichting", TOELICHTING))
    return write_csv(("Domein", "Locatie", *kolommen, "Kinderen"), rijen)
