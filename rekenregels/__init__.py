"""The subsidy calculation: a policy as data, exact, explained. No Django, no database, no clock.

regeling = load_regeling(pad.read_text(), bestand=pad.name)
uitkomst = calculate(regeling, Feiten.from_records([Feit(...), ...]))
uitkomst.subsidie, uitkomst.totaal, make_uitleg(uitkomst, 0).stappen
"""

from rekenregels.locatiebedragen import Locatiepost, Plaatsbedrag, calculate_locaties
from rekenregels.regeling.categorie import Categorie, Huishouden
from rekenregels.regeling.controle import let_op
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.getallen import als_decimaal
from rekenregels.regeling.lezen import load_document, load_regeling
from rekenregels.regeling.meldingen import Melding, RegelingFout, plaats
from rekenregels.regeling.minima import Minimarand
from rekenregels.regeling.schema import SCHEMA_VERSIE, regeling_schema
from rekenregels.regeling.tabellen import (
    LANDELIJK,
    inkomenstabellen,
    max_uurprijzen,
    missende_normen,
    sociale_minima,
)
from rekenregels.regeling.toml import as_toml
from rekenregels.regeling.tomltekst import GROOTSTE_REGELING
from rekenregels.rekenen.bereken import ENGINE_VERSIE, Uitkomst, calculate
from rekenregels.rekenen.doorloop import met_tegoeden, verbruik, verder_met
from rekenregels.rekenen.feit import ELDERS, GEBRUIKT, RUIMTE_OVER, Feit, FeitenFout, FeitFout, Vertrek
from rekenregels.rekenen.feiten import Feiten, concat
from rekenregels.rekenen.locatietelling import (
    Groepsfeit,
    Locatiefeit,
    Locatiegegevens,
    Plaatsfeit,
    count_doelgroep,
    count_locaties,
    peildatum,
)
from rekenregels.rekenen.plan import betaalde_weken, weken_in
from rekenregels.rekenen.samenloop import calculate_samen
from rekenregels.rekenen.signalen import Signaal, signalen_van
from rekenregels.rekenen.voorbeelden import Voorbeelduitslag, as_feit, populatie_feiten, run_voorbeelden
from rekenregels.rekenen.voorwaarden import VE_CATEGORIEEN
from rekenregels.rekenen.vragen import Vragen, vragen_van
from rekenregels.uitleg.stap import Stap, Uitleg
from rekenregels.uitleg.verteller import make_uitleg

__all__ = [
    "ELDERS",
    "ENGINE_VERSIE",
    "GEBRUIKT",
    "GROOTSTE_REGELING",
    "LANDELIJK",
    "RUIMTE_OVER",
    "SCHEMA_VERSIE",
    "VE_CATEGORIEEN",
    "Categorie",
    "Feit",
    "FeitFout",
    "Feiten",
    "FeitenFout",
    "Groepsfeit",
    "Huishouden",
    "Locatiefeit",
    "Locatiegegevens",
    "Locatiepost",
    "Melding",
    "Minimarand",
    "Plaatsbedrag",
    "Plaatsfeit",
    "Regeling",
    "RegelingFout",
    "Signaal",
    "Stap",
    "Uitkomst",
    "Uitleg",
    "Vertrek",
    "Voorbeelduitslag",
    "Vragen",
    "als_decimaal",
    "as_feit",
    "as_toml",
    "betaalde_weken",
    "calculate",
    "calculate_locaties",
    "calculate_samen",
    "concat",
    "count_doelgroep",
    "count_locaties",
    "inkomenstabellen",
    "let_op",
    "load_document",
    "load_regeling",
    "make_uitleg",
    "max_uurprijzen",
    "met_tegoeden",
    "missende_normen",
    "peildatum",
    "plaats",
    "populatie_feiten",
    "regeling_schema",
    "run_voorbeelden",
    "signalen_van",
    "sociale_minima",
    "verbruik",
    "verder_met",
    "vragen_van",
    "weken_in",
]
