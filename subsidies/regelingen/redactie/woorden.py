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
    "op": "Afronden op",
    "per": "Afronden per",
    "regeling": "De regeling",
    "smi": "SMI",
    "tot": "Tot leeftijd",
    "van": "Eerste dag",
    "tot_en_met": "Tot en met",
    "vanaf": "Vanaf",
    "zonder_kot": "Ouders zonder kinderopvangtoeslag",
}

KEUZEN = {
    "aanbieder": "de prijs van de aanbieder",
    "aanbieder_tot_grens": "de prijs van de aanbieder, tot een grens",
    "aanbieder_tot_max_uurprijs": "de prijs van de aanbieder, tot de maximum uurprijs",
    "band": "blok uren",
    "bedrag_per_kind": "bedrag per kind",
    "deel_van_laagste": "deel van de laagste bijdrage in de tabel",
    "euro": "hele euro",
    "euro_omhoog": "hele euro, omhoog",
    "euro_omlaag": "hele euro, omlaag",
    "hele_prijs": "de hele prijs",
    "honderdste": "honderdste uur",
    "kot_eigen_deel": "wat na de toeslag overblijft",
    "kot_percentage": "percentage kinderopvangtoeslag",
    "maand_honderdste": "honderdste uur per maand",
    "maand_honderdste_omlaag": "honderdste uur per maand, omlaag",
    "max_uurprijs": "de maximum uurprijs van het Rijk",
    "max_uurprijs_plus_opslag": "de maximum uurprijs met een opslag",
    "smi": "SMI",
    "tabel": "uit de bijdragetabel",
    "uren_maal_tarief": "uren maal uurtarief",
    "vast": "vast bedrag",
}


def label(sleutel: str) -> str:
    """The key of a field as a label: weken_per_jaar is Weken per jaar."""
    tekst = LABELS.get(sleutel) or _leesbaar(sleutel)
    return tekst[:1].upper() + tekst[1:]


def keuze(woord: str) -> str:
    return KEUZEN.get(woord) or _leesbaar(woord)


def _leesbaar(woord: str) -> str:
    return re.sub(r"\bkot\b", "KOT", woord.replace("_", " "))
