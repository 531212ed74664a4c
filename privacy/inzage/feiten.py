"""What is kept per line in the receipt of a calculation, in words."""

from rekenregels import ELDERS, GEBRUIKT, RUIMTE_OVER

FEITEN = {
    "geboortedatum": "Geboortedatum",
    "van": "Van",
    "tot_en_met": "Tot en met",
    "categorie": "Categorie",
    "kot": "Kinderopvangtoeslag",
    "bijdrageklasse": "Klasse van de ouderbijdrage",
    "kindrang": "Kind in het gezin",
    "uren": "Uren",
    "locatie": "Locatie (LRK-nummer)",
    "prijs": "Uurprijs (euro)",
    "uren_per_week": "Uren per week",
    "inkomen": "Inkomen (euro)",
    "kern": "Kern",
    "minima": "Minimaregeling",
    "dagen": "Dagen",
    "uren_eerder": "Uren eerder in het jaar",
    "vertrek": "Vertrek uit de gemeente",
    "ve": "Locatie met VE",
    "binnen_gemeente": "Locatie in de gemeente",
    "na_indicatie": "Na het einde van een indicatie",
    "opvang": "Soort opvang",
    "recht_vanaf": "Recht op subsidie sinds",
    "huishouden": "Soort huishouden",
    "begonnen_op": "Op deze plek sinds",
    "uren_elders": "Uren op een andere plek in dezelfde dagen",
    **{naam: f"Daarvan vergoed in blok {nummer}" for nummer, naam in enumerate(ELDERS, start=1)},
    **{naam: f"Ruimte over van eerder dit jaar, blok {n}" for n, naam in enumerate(RUIMTE_OVER, start=1)},
    "uren_wachtend": "Uren van eerder dit jaar die niet pasten",
    **{naam: f"Eerder gebruikt van het tegoed, blok {n}" for n, naam in enumerate(GEBRUIKT, start=1)},
}
# Of the other lines of the child; said only where there is something to say.
VAN_ANDERE = ("uren_elders", *ELDERS, *RUIMTE_OVER, "uren_wachtend", *GEBRUIKT)
HONDERDSTEN = ("uren", "prijs", "uren_per_week", "uren_eerder", *VAN_ANDERE)
