"""The subsidy calculation: a policy as data, exact, explained. No Django, no database, no clock.

regeling = load_regeling(pad.read_text(), bestand=pad.name)
uitkomst = calculate(regeling, Feiten.from_records([Feit(...), ...]))
uitkomst.subsidie, uitkomst.totaal, uitkomst.uitleg(0).stappen
"""

from rekenregels.bereken import ENGINE_VERSIE, Uitkomst, calculate
from rekenregels.document import Regeling
from rekenregels.feiten import Feit, Feiten, FeitenFout, FeitFout, concat
from rekenregels.lezen import RegelingFout, load_document, load_regeling
from rekenregels.signalen import Signaal, signalen_van
from rekenregels.soorten import Categorie
from rekenregels.uitleg import Stap, Uitleg
from rekenregels.voorbeelden import Voorbeelduitslag, as_feit, populatie_feiten, run_voorbeelden

__all__ = [
    "ENGINE_VERSIE",
    "Categorie",
    "Feit",
    "FeitFout",
    "Feiten",
    "FeitenFout",
    "Regeling",
    "RegelingFout",
    "Signaal",
    "Stap",
    "Uitkomst",
    "Uitleg",
    "Voorbeelduitslag",
    "as_feit",
    "calculate",
    "concat",
    "load_document",
    "load_regeling",
    "populatie_feiten",
    "run_voorbeelden",
    "signalen_van",
]
