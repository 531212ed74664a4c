"""What is allowed but worth a look: an imported table that deviates from what the KOT table gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rekenregels.regeling.bedragtabellen import Tabelsoort, Tabelversie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import MILLICENT
from rekenregels.regeling.tabellen import Klasse, inkomenstabellen
from rekenregels.regeling.velden import Eenheid
from rekenregels.regeling.vng import check_vng_tabel


def check_tabellen(regeling: Regeling) -> list[str]:
    """Sentences for each amount per hour that differs from the national rule, where that can be known."""
    if regeling.max_uurprijs is None:
        return []
    meldingen = []
    for naam, versie in _uurtabellen(regeling):
        dag = versie.vanaf or regeling.geldig_van
        kot = inkomenstabellen().get(f"kot-{dag.year}")
        if kot is not None:
            maximum = regeling.max_uurprijs.bedragen.op(dag).waarde // MILLICENT
            afwijkingen = check_vng_tabel(_klassen(versie), kot.klassen, maximum)
            wat = f"tabellen.{naam}" if naam else "bijdragetabel"
            meldingen += [f"{wat}: {afwijking.zin}" for afwijking in afwijkingen]
    return meldingen


def _uurtabellen(regeling: Regeling) -> Iterator[tuple[str, Tabelversie]]:
    for naam, tabel in regeling.bijdragetabellen.items():
        if tabel.soort is Tabelsoort.UURBEDRAG:
            yield from ((naam, versie) for versie in tabel.versies)


def _klassen(versie: Tabelversie) -> list[Klasse]:
    return [
        Klasse(
            rij.tot_en_met,
            Decimal(rij.kind1) / Eenheid.EURO.factor,
            None if rij.kind2 is None else Decimal(rij.kind2) / Eenheid.EURO.factor,
        )
        for rij in versie.rijen
    ]
