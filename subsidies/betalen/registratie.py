"""What the house must know of claims and payments."""

from organisaties.instellingen import register_instelling
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, VAN_GEMEENTE, register_tabellen, via
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.betalen import controle as controle
from subsidies.betalen.beletselen import open_verplichtingen
from subsidies.betalen.handelingen import Handeling
from subsidies.betalen.luisteren import on_goedkeuring, on_locatiegeld
from subsidies.betalen.painversie import PAINVERSIE
from subsidies.betalen.taken import taken
from subsidies.gebeurtenissen import register_bij_goedkeuring, register_bij_locatiegeld
from subsidies.grootboek.afsluiten.beletselen import register_beletsel
from subsidies.models import (
    Bankafschrift,
    Bankrekening,
    Betaalbestand,
    Betaalrun,
    Betaalverplichting,
    Betaling,
)

VAN_ORGANISATIE = (
    f"{HELE_HOUDER} AND {VAN_GEMEENTE} AND ({GEEN_HOUDER} OR organisatie_id = (SELECT vve_houder()))"
)


VAN_GEMEENTE_ALLEEN = f"{GEEN_HOUDER} AND {VAN_GEMEENTE}"


def register() -> None:
    register_menu(
        MenuRegel(530, "Betalingen", "subsidies:betaling_list", "Geld"),
        MenuRegel(540, "Betaalruns", "subsidies:run_list", "Geld"),
        MenuRegel(550, "Rekeningnummers", "subsidies:rekening_list", "Geld"),
    )
    register_instelling(PAINVERSIE)
    register_beletsel(open_verplichtingen)
    register_taken(taken)
    register_handelingen(Handeling)
    register_bij_goedkeuring(on_goedkeuring)
    register_bij_locatiegeld(on_locatiegeld)
    register_tabellen(
        {
            "subsidies_betaalverplichting": VAN_ORGANISATIE,
            "subsidies_bankrekening": VAN_ORGANISATIE,
            "subsidies_betaling": VAN_ORGANISATIE,
            "subsidies_terugbetaling": via("subsidies_betaalverplichting", "verplichting_id"),
            "subsidies_betaalregel": via("subsidies_betaling", "betaling_id"),
            "subsidies_betaalrun": VAN_GEMEENTE_ALLEEN,
            "subsidies_betaalbestand": via("subsidies_betaalrun", "run_id"),
            "subsidies_bankafschrift": VAN_GEMEENTE_ALLEEN,
            "subsidies_afschriftregel": via("subsidies_bankafschrift", "afschrift_id"),
        }
    )
    _register_namen()
    _register_standen()


def _register_namen() -> None:
    register_objectnaam(
        Betaalverplichting, from_queryset(Betaalverplichting, lambda v: f"betaalverplichting {v.kenmerk}")
    )
    register_objectnaam(
        Bankrekening,
        from_queryset(Bankrekening, lambda r: f"rekeningnummer {r}", "organisatie", "kind", "gemeente"),
    )
    register_objectnaam(Betaalrun, from_queryset(Betaalrun, str))
    register_objectnaam(Betaling, from_queryset(Betaling, lambda b: f"betaling {b.kenmerk}"))
    register_objectnaam(Betaalbestand, from_queryset(Betaalbestand, lambda b: f"betaalbestand {b}"))
    register_objectnaam(Bankafschrift, from_queryset(Bankafschrift, str))


def _register_standen() -> None:
    register_statussen(
        Betaalverplichting,
        {
            Betaalverplichting.Status.OPEN: Nadruk.INFO,
            Betaalverplichting.Status.IN_RUN: Nadruk.INFO,
            Betaalverplichting.Status.PAID: Nadruk.GOED,
            Betaalverplichting.Status.FAILED: Nadruk.FOUT,
            Betaalverplichting.Status.SET_OFF: Nadruk.RUSTIG,
            Betaalverplichting.Status.REPAID: Nadruk.GOED,
            Betaalverplichting.Status.WITHDRAWN: Nadruk.RUSTIG,
        },
    )
    register_statussen(
        Bankrekening,
        {
            Bankrekening.Status.PROPOSED: Nadruk.INFO,
            Bankrekening.Status.AGREED: Nadruk.GOED,
            Bankrekening.Status.REFUSED: Nadruk.FOUT,
        },
    )
    register_statussen(
        Betaalrun,
        {
            Betaalrun.Status.PROPOSED: Nadruk.INFO,
            Betaalrun.Status.RELEASED: Nadruk.LET_OP,
            Betaalrun.Status.DONE: Nadruk.GOED,
            Betaalrun.Status.WITHDRAWN: Nadruk.RUSTIG,
        },
    )
    register_statussen(
        Betaling,
        {
            Betaling.Status.PROPOSED: Nadruk.INFO,
            Betaling.Status.SENT: Nadruk.LET_OP,
            Betaling.Status.PAID: Nadruk.GOED,
            Betaling.Status.FAILED: Nadruk.FOUT,
            Betaling.Status.SET_OFF: Nadruk.GOED,
            Betaling.Status.WITHDRAWN: Nadruk.RUSTIG,
        },
    )
