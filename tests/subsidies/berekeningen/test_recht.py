"""From which day a right counts that ends after some months."""

from datetime import date

from indicaties.models import Indicatie
from lib.periode import Periode
from opvang.models import Plaatsing
from rekenregels import Categorie, Vertrek
from subsidies.berekeningen.feiten import Gegevens, Stuk
from subsidies.berekeningen.geldend import Geldend
from subsidies.models import Subsidieregeling

BEGIN = date(2025, 1, 15)


def _indicatie(soort: Indicatie.Soort, van: date, tot_en_met: date) -> Indicatie:
    return Indicatie(soort=soort, geldig_van=van, geldig_tot_en_met=tot_en_met)


def _recht_vanaf(categorie: Categorie, *indicaties: Indicatie) -> date:
    gegevens = Gegevens({}, {}, {7: list(indicaties)}, Geldend(()))
    stuk = Stuk(
        plaatsing=Plaatsing(kind_id=7),
        periode=Periode(date(2025, 4, 1), date(2025, 4, 30)),
        categorie=categorie,
        voorwaarden={
            "vertrek": Vertrek.WOONT_HIER,
            "ve": True,
            "binnen_gemeente": True,
            "na_indicatie": False,
        },
        regeling=Subsidieregeling(),
    )
    return gegevens._recht_vanaf(stuk, BEGIN)


def test_the_right_of_a_child_with_an_indication_begins_with_the_indication_that_holds() -> None:
    eerder = _indicatie(Indicatie.Soort.SMI, date(2024, 1, 1), date(2024, 6, 30))
    nu = _indicatie(Indicatie.Soort.SMI, date(2025, 3, 1), date(2025, 8, 31))
    andere = _indicatie(Indicatie.Soort.VVE, date(2025, 2, 1), date(2026, 8, 31))
    assert _recht_vanaf(Categorie.SMI, eerder, nu, andere) == date(2025, 3, 1)


def test_without_an_indication_it_begins_with_the_stay() -> None:
    assert _recht_vanaf(Categorie.REGULIER) == BEGIN
