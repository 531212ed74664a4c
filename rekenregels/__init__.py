"""The subsidy calculation: a policy as data, exact, explained. No Django, no database, no clock.

regeling = load_regeling(pad.read_text(), bestand=pad.name)
uitkomst = calculate(regeling, Feiten.from_records([Feit(...), ...]))
uitkomst.subsidie, uitkomst.totaal, make_uitleg(uitkomst, 0).stappen
"""

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.lezen import RegelingFout, load_document, load_regeling
from rekenregels.rekenen.bereken import ENGINE_VERSIE, Uitkomst, calculate
from rekenregels.rekenen.feiten import Feit, Feiten, FeitenFout, FeitFout, concat
from rekenregels.rekenen.signalen import Signaal, signalen_van
from rekenregels.rekenen.voorbeelden import Voorbeelduitslag, as_feit, populatie_feiten, run_voorbeelden
from rekenregels.uitleg.stap import Stap, Uitleg
from rekenregels.uitleg.verteller import make_uitleg

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
    "make_uitleg",
    "populatie_feiten",
    "run_voorbeelden",
    "signalen_van",
]
