"""What the house must know of claims and payments."""

from organisaties.loghandeling import register_handelingen
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, VAN_GEMEENTE, register_tabellen
from organisaties.statussen import Nadruk, register_statussen
from subsidies.betalen.handelingen import Handeling
from subsidies.models import Betaalverplichting

VAN_ORGANISATIE = (
    f"{HELE_HOUDER} AND {VAN_GEMEENTE} AND ({GEEN_HOUDER} OR organisatie_id = (SELECT vve_houder()))"
)


def register() -> None:
    register_handelingen(Handeling)
    register_tabellen({"subsidies_betaalverplichting": VAN_ORGANISATIE})
    register_objectnaam(
        Betaalverplichting, from_queryset(Betaalverplichting, lambda v: f"betaalverplichting {v.kenmerk}")
    )
    register_statussen(
        Betaalverplichting,
        {
            Betaalverplichting.Status.OPEN: Nadruk.INFO,
            Betaalverplichting.Status.IN_RUN: Nadruk.INFO,
            Betaalverplichting.Status.PAID: Nadruk.GOED,
            Betaalverplichting.Status.FAILED: Nadruk.FOUT,
            Betaalverplichting.Status.SET_OFF: Nadruk.RUSTIG,
            Betaalverplichting.Status.WITHDRAWN: Nadruk.RUSTIG,
        },
    )
