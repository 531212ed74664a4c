"""How often a municipality meets: the law asks an OOGO a year, the rest is its own policy."""

from organisaties.instellingen import Instellingsoort

_BRON = "Aanname: zo vaak als Putten het afsprak (beleidskader 2025-2028, par. 3.1)"
WERKGROEP = Instellingsoort(
    "vve_werkgroep",
    "VVE-werkgroep per jaar",
    "keer",
    "Hoe vaak de VVE-werkgroep in een jaar bij elkaar komt. De startpagina herinnert eraan; 0 is nooit.",
    0,
    12,
    4,
    _BRON,
)
CASUSOVERLEG = Instellingsoort(
    "vve_casusoverleg",
    "Casusoverleg per jaar",
    "keer",
    "Hoe vaak er in een jaar een casusoverleg is. De startpagina herinnert eraan; 0 is nooit.",
    0,
    12,
    2,
    _BRON,
)
