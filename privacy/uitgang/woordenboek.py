"""What stands in each column of an export, for who reads it without this program."""

from django.db import models

from lib.csvbestand import write_csv
from privacy.uitgang.keuze import ANDERS, Tabel

KOP = ("bestand", "kolom", "soort", "mag leeg", "verwijst naar", "betekenis", "waarden")


def write_woordenboek(tabellen: list[Tabel]) -> bytes:
    return write_csv(KOP, [rij for tabel in tabellen for rij in _rows(tabel)])


def _rows(tabel: Tabel) -> list[list[str]]:
    rijen = []
    for kolom, veld in tabel.velden.items():
        waarden = "; ".join(f"{code} = {woorden}" for code, woorden in veld.flatchoices)
        if kolom in ANDERS.get(tabel.label, {}):
            waarden = "gaat niet mee"
        elif isinstance(veld, models.BinaryField):
            waarden = "als bestand" if kolom in tabel.bestanden else "gaat apart mee, of niet"
        naar = veld.related_model._meta.label if veld.related_model else ""
        rijen.append(
            [
                f"{tabel.label}.csv",
                kolom,
                veld.get_internal_type(),
                "ja" if veld.null else "nee",
                naar,
                str(veld.verbose_name),
                waarden,
            ]
        )
    return rijen
