"""The five columns of many municipalities compared in one round."""

from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar
from subsidies.kolommen.actions import check_kolommen


def compare_gemeente(beurt: Beurt) -> Uitkomst:
    check_kolommen(gemeente=beurt.gemeente, op=beurt.op)
    return klaar("De vijf kolommen zijn vergeleken.")


KOLOMMEN = Landelijkwerk(
    "kolommen",
    "De vijf kolommen vergelijken",
    "Er wordt niets besloten: verschillen staan op de pagina Vijf kolommen van de gemeente. Gebeurt ook elke nacht.",
    compare_gemeente,
)
