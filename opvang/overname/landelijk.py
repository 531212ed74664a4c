"""Workbooks that nobody needs any more, in each municipality."""

from lib.weergave import getal
from opvang.overname.werk import expire_overnames
from organisaties.landelijk.soorten import Beurt, Landelijkwerk, Uitkomst, klaar


def expire_gemeente(beurt: Beurt) -> Uitkomst:
    return klaar(f"Opgeruimd: {getal(expire_overnames(beurt.op))}.")


OVERNAMES = Landelijkwerk(
    "overnames", "Werkmappen van overnames opruimen", "Elke nacht.", expire_gemeente, alleen_nacht=True
)
