"""The words of the document as people read them."""

import re

# Only where the key with its underscores taken out isn't a good Dutch label.
LABELS = {
    "accountant_vanaf": "Accountantsverklaring vanaf",
    "bijdrage_nul": "Geen ouderbijdrage",
    "categorieen": "Groepen kinderen",
    "gemeente_code": "Gemeentecode",
    "hbo": "Hbo'er of pedagogisch beleidsmedewerker",
    "kind1": "Eerste kind",
    "kind2": "Volgend kind",
    "kot": "Kinderopvangtoeslag",
    "kot_bewijs": "Bewijs dat er geen toeslag is",
    "max_uurprijs": "Maximum uurprijs",
    "met_kot": "Ouders met kinderopvangtoeslag",
    "minima": "Minima",
    "regeling": "De regeling",
    "ruimte": "Ruimte van de blokken uren",
    "samenloop": "Plaatsingen op dezelfde dagen",
    "schrikkeldag": "Verjaardag zonder 29 februari",
    "smi": "SMI",
    "tabellen": "Andere tabellen",
    "tot": "Tot leeftijd",
    "uren_per_dagplek": "Uren per dag van de week",
    "van": "Eerste dag",
    "tot_en_met": "Tot en met",
    "vanaf": "Vanaf",
    "verjaardag": "Geboren op 29 februari",
    "volgorde": "Wie gaat voor",
    "zonder_kot": "Ouders zonder kinderopvangtoeslag",
}

KEUZEN = {
    "band": "blok uren",
    "begin": "de plaatsing die het eerst begon",
    "euro": "hele euro",
    "euro_omhoog": "hele euro, omhoog",
    "euro_omlaag": "hele euro, omlaag",
    "hele_periode": "hele periode van het kind",
    "honderdste": "honderdste uur",
    "kot_percentage": "percentage kinderopvangtoeslag",
    "laagste_in_tabel": "het laagste bedrag in de tabel",
    "laagste_van_prijs_en_maximum": "de prijs tot de maximum uurprijs",
    "na_toeslag": "wat de toeslag overlaat",
    "prijs_boven_maximum": "de prijs boven de maximum uurprijs",
    "toeslag": "wat de toeslag vergoedt",
    "laagste_prijs": "de laagste uurprijs",
    "meeste_uren": "de meeste uren",
    "per_jaar": "loopt door in het kalenderjaar",
    "per_kwartaal": "elke periode apart",
    "maand_honderdste": "honderdste uur per maand",
    "maand_honderdste_omlaag": "honderdste uur per maand, omlaag",
    "smi": "SMI",
}


def label(sleutel: str) -> str:
    """The key of a field as a label: weken_per_jaar is Weken per jaar."""
    tekst = LABELS.get(sleutel) or _leesbaar(sleutel)
    return tekst[:1].upper() + tekst[1:]


def keuze(woord: str) -> str:
    return KEUZEN.get(woord) or _leesbaar(woord)


def _leesbaar(woord: str) -> str:
    return re.sub(r"\bkot\b", "KOT", woord.replace("_", " "))
