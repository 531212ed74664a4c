"""What the house must know of the calculations."""

from brieven.herinneren import register_herinneraar
from brieven.soorten import register_berichtsoort
from indicaties.dubbel.verhuizing import Verhuizing, register_verhuizing
from opvang.api.bedragen import register_bedragen
from opvang.bescherming import VAN_DECLARATIE
from opvang.proef import register_rekenaar
from opvang.verdelen import register_weger
from opvang.voorstel import register_voorsteller
from organisaties.landelijk.soorten import register_landelijk
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, register_tabellen, via
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.berekeningen.actions import BERICHT_GOEDGEKEURD, BERICHT_GOEDKEUREN
from subsidies.berekeningen.bedragen import read_bedragen
from subsidies.berekeningen.beletselen import niet_gedeclareerd, open_declaraties, wachtende_berekeningen
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.herinneringen import BERICHTSOORTEN, find_wachtend
from subsidies.berekeningen.landelijk import REKENEN
from subsidies.berekeningen.proef import try_out
from subsidies.berekeningen.taken import taken
from subsidies.berekeningen.voorstellen import propose_uren
from subsidies.berekeningen.wegen import weigh_delen
from subsidies.grootboek.afsluiten.beletselen import register_beletsel, register_waarschuwing
from subsidies.models import Berekening, Rekenopdracht, Rekenopdrachtregel


def register() -> None:
    register_menu(
        MenuRegel(300, "Declaraties", "subsidies:declaratie_list"),
        MenuRegel(310, "Berekeningen", "subsidies:berekening_list", "Subsidie"),
    )
    register_landelijk(REKENEN)
    register_taken(taken)
    register_beletsel(open_declaraties)
    register_beletsel(wachtende_berekeningen)
    register_waarschuwing(niet_gedeclareerd)
    register_berichtsoort(BERICHT_GOEDKEUREN, "een berekening", "Er wacht een berekening op goedkeuring.")
    register_berichtsoort(
        BERICHT_GOEDGEKEURD, "een berekening", "Een berekening voor uw organisatie is goedgekeurd."
    )
    for soort in BERICHTSOORTEN:
        register_berichtsoort(*soort)
    register_herinneraar(find_wachtend)
    register_weger(weigh_delen)
    register_bedragen(read_bedragen)
    register_rekenaar(try_out)
    register_voorsteller(propose_uren)
    register_handelingen(Handeling)
    register_tabellen(
        {
            "subsidies_berekening": f"{HELE_HOUDER} AND {VAN_DECLARATIE}",
            "subsidies_berekeningsdeel": via("subsidies_berekening", "berekening_id"),
            "subsidies_berekeningsregel": via("subsidies_berekening", "berekening_id"),
            "subsidies_rekenopdrachtregel": f"{GEEN_HOUDER} AND {VAN_DECLARATIE}",
            "subsidies_signalering": f"{GEEN_HOUDER} AND {VAN_DECLARATIE}",
        }
    )
    register_statussen(
        Berekening,
        {
            Berekening.Status.CALCULATED: Nadruk.INFO,
            Berekening.Status.APPROVED: Nadruk.GOED,
            Berekening.Status.REJECTED: Nadruk.FOUT,
            Berekening.Status.REPLACED: Nadruk.RUSTIG,
        },
    )
    register_statussen(
        Rekenopdrachtregel,
        {
            Rekenopdrachtregel.Status.WAITING: Nadruk.RUSTIG,
            Rekenopdrachtregel.Status.DONE: Nadruk.GOED,
            Rekenopdrachtregel.Status.FAILED: Nadruk.FOUT,
        },
    )
    register_objectnaam(
        Rekenopdracht,
        from_queryset(
            Rekenopdracht,
            lambda o: f"berekening van {o.tijdvak.met_lidwoord}",
        ),
    )
    register_objectnaam(
        Berekening,
        from_queryset(Berekening, lambda b: f"berekening van {b.declaratie}", "declaratie__houder"),
    )
    # A calculation keeps its receipt, under the pseudoniem of then; joining files only notices that there is a new one.
    register_verhuizing(
        Verhuizing(
            Berekening,
            "Berekeningen",
            pad="regels__declaratieregel__plaatsing__kind",
            samen=("declaratie__houder",),
            recht=Recht.BEREKENING_VIEW,
        )
    )
