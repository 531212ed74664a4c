"""Every kind of price, contribution and amount on the sheet, in the editor and among the differences."""

from typing import Any

import pytest

from rekenregels import load_document
from rekenregels.regeling.velden import Veldinfo
from subsidies.regelingen.blad import Blad
from subsidies.regelingen.redactie.actions import Hoofdstukinvoer, with_hoofdstuk
from subsidies.regelingen.redactie.invoer import lees_hoofdstuk
from subsidies.regelingen.redactie.knopen import Bouwer
from subsidies.regelingen.redactie.vormen import als_ruw, hoofdstukken, hoofdstuksoort
from subsidies.regelingen.verschillen import samenvatting
from tests.rekenregels.soorten import BOUWSTENEN, LEDEN, document_met, naam, voorbeeld_van
from tests.subsidies.regelingen.test_redactie import als_post, formulier

OP_HET_BLAD = {
    "tarieven.vast": "€ 1,00 per uur, de ouder betaalt niets",
    "tarieven.aanbieder": "tarief proef, de ouder betaalt niets",
    "tarieven.aanbieder_tot_grens": "tarief proef, de ouder betaalt niets",
    "tarieven.max_uurprijs_plus_opslag": "tarief proef, de ouder betaalt niets",
    "tarieven.aanbieder_tot_max_uurprijs": "tarief proef, de ouder betaalt niets",
    "tarieven.samengesteld": "1% van de prijs van de aanbieder, de ouder betaalt niets",
    "bijdragen.geen": "€ 10,00 per uur, de ouder betaalt niets",
    "bijdragen.per_uur": "€ 10,00 per uur min ouderbijdrage van € 1,00 per uur",
    "bijdragen.per_maand": "€ 10,00 per uur min ouderbijdrage van € 1,00 per maand",
    "bijdragen.per_jaar": "€ 10,00 per uur min ouderbijdrage van € 1,00 per jaar",
    "bijdragen.per_dag": "€ 10,00 per uur min ouderbijdrage van € 1,00 per dag",
    "bijdragen.tabel": "€ 10,00 per uur min ouderbijdrage uit de tabel",
    "bijdragen.deel_van_laagste": "€ 10,00 per uur min 1% van de laagste ouderbijdrage in de tabel",
    "bijdragen.max_uurprijs": "€ 10,00 per uur min de maximum uurprijs van het Rijk",
    "bijdragen.kot_eigen_deel": "€ 10,00 per uur min wat na de toeslag voor de ouder overblijft",
    "bijdragen.hele_prijs": "€ 10,00 per uur min de hele prijs: de ouder betaalt alles",
    "bijdragen.samengesteld": "€ 10,00 per uur min 1% van de prijs",
    "gemeentebedragen.samengesteld": "gemeente betaalt 1% van de prijs, ouder de rest van € 10,00 per uur",
    "gemeentebedragen.per_uur": "gemeente betaalt proef, ouder de rest van € 10,00 per uur",
    "gemeentebedragen.per_maand": "gemeente betaalt proef, ouder de rest van € 10,00 per uur",
    "gemeentebedragen.per_dag": "gemeente betaalt proef, ouder de rest van € 10,00 per uur",
    "gemeentebedragen.per_jaar": "gemeente betaalt proef, ouder de rest van € 10,00 per uur",
    "gemeentebedragen.kot_percentage": "gemeente betaalt proef, ouder de rest van € 10,00 per uur",
}


@pytest.mark.parametrize("paar", BOUWSTENEN, ids=naam)
def test_the_sheet_says_what_holds_in_a_band(paar: tuple[str, Any]) -> None:
    blad = Blad(load_document(document_met(*paar)))
    regulier = blad.groepen[1]
    assert regulier.fasen[0].banden[0].zonder_kot == OP_HET_BLAD[naam(paar)]


@pytest.mark.parametrize("paar", LEDEN, ids=naam)
def test_the_sheet_names_every_source_of_the_kind(paar: tuple[str, Any]) -> None:
    blad = Blad(load_document(document_met(*paar)))
    genoemd = {regel.bron for hoofdstuk in blad.hoofdstukken for regel in hoofdstuk.regels}
    waarden = voorbeeld_van(paar[1]).items()
    bronnen = {
        w["bron"] if isinstance(w, dict) else w
        for veld, w in waarden
        if isinstance(w, dict) or veld == "bron"
    }
    assert bronnen <= genoemd


@pytest.mark.parametrize("paar", LEDEN, ids=naam)
def test_the_editor_offers_the_kind_in_words_and_gives_it_back_unchanged(paar: tuple[str, Any]) -> None:
    familie, lid = paar
    regeling = load_document(document_met(*paar))
    ruw = als_ruw(hoofdstuksoort(familie), regeling.as_document()[familie], hoofdstukken()[familie])
    wortel = Bouwer(regeling).bouw(hoofdstuksoort(familie), ruw, familie, familie, Veldinfo(""), familie)
    keuzes = [knoop for knoop in wortel.alle() if knoop.label == "Soort" and knoop.waarde == lid.soort]
    assert any((lid.soort, lid.keuze) in knoop.keuzes for knoop in keuzes)
    post = als_post(formulier(regeling, familie))
    invoer = Hoofdstukinvoer(familie, lees_hoofdstuk(post, familie), "")
    assert with_hoofdstuk(regeling.as_document(), invoer) == regeling


@pytest.mark.parametrize("paar", BOUWSTENEN, ids=naam)
def test_a_difference_says_which_kind_it_is(paar: tuple[str, Any]) -> None:
    regeling = load_document(document_met(*paar))
    bouwsteen = next(steen for pad, steen in regeling.bouwstenen() if pad.endswith(".proef"))
    assert samenvatting(bouwsteen).startswith(f"soort: {paar[1].keuze}")
