"""What the house must know of the year of a scheme."""

from brieven.herinneren import register_herinneraar
from brieven.soorten import register_berichtsoort, register_briefsoort
from indicaties.kindpagina import register_deel
from organisaties.loghandeling import register_handelingen
from organisaties.menu import MenuRegel, register_menu
from organisaties.objectnamen import from_queryset, register_objectnaam
from organisaties.rijbeveiliging import (
    GEEN_HOUDER,
    HELE_HOUDER,
    VAN_GEMEENTE,
    VAN_HOUDER,
    register_tabellen,
    via,
)
from organisaties.statussen import Nadruk, register_statussen
from organisaties.taken import register_taken
from subsidies.grootboek.afsluiten.beletselen import register_beletsel
from subsidies.grootboek.verplichtingen import register_verplichting
from subsidies.models import (
    Aanvraag,
    Aanvraagbijlage,
    Beschikking,
    Bezwaar,
    Gezienbewijs,
    Loting,
    Subsidiedossier,
    Termijnstap,
)
from subsidies.subsidiejaar import samenvoegen
from subsidies.subsidiejaar.actions.aanvraag import BERICHT_AANVRAAG
from subsidies.subsidiejaar.actions.behandelen import BERICHT_AANVULLEN
from subsidies.subsidiejaar.actions.beschikking import (
    BERICHT_BESLISSEN,
    BERICHT_BESLOTEN,
    announce_beschikking,
)
from subsidies.subsidiejaar.brieven import briefsoorten
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.herinneringen import BERICHTSOORTEN, find_wachtend
from subsidies.subsidiejaar.kindpagina import oudersubsidie_deel
from subsidies.subsidiejaar.taken import taken
from subsidies.subsidiejaar.verplichtingen import open_dossiers, toegezegd_per_bron

# What the municipality only prepares, a provider does not see.
_GENOMEN = f"({GEEN_HOUDER} OR genomen_op IS NOT NULL)"
TABELLEN = {
    "subsidies_subsidiedossier": f"{VAN_GEMEENTE} AND {HELE_HOUDER} AND ({GEEN_HOUDER} OR {VAN_HOUDER})",
    "subsidies_aanvraag": via("subsidies_subsidiedossier", "dossier_id"),
    "subsidies_aanvraagregel": via("subsidies_aanvraag", "aanvraag_id"),
    "subsidies_aanvraagbijlage": via("subsidies_aanvraag", "aanvraag_id"),
    "subsidies_gezienbewijs": via("subsidies_aanvraag", "aanvraag_id"),
    "subsidies_termijnstap": via("subsidies_aanvraag", "aanvraag_id"),
    "subsidies_beschikking": f"{_GENOMEN} AND {via('subsidies_subsidiedossier', 'dossier_id')}",
    "subsidies_voorschottermijn": via("subsidies_beschikking", "beschikking_id"),
    "subsidies_loting": f"{VAN_GEMEENTE} AND {GEEN_HOUDER}",
    "subsidies_bezwaar": via("subsidies_beschikking", "beschikking_id"),
}


def register() -> None:
    register_deel(oudersubsidie_deel)
    samenvoegen.register()
    register_verplichting(toegezegd_per_bron)
    register_beletsel(open_dossiers)
    register_menu(MenuRegel(305, "Subsidiejaar", "subsidies:subsidiejaar_list", "Subsidie"))
    register_taken(taken)
    register_handelingen(Handeling)
    register_tabellen(TABELLEN)
    register_briefsoort(*briefsoorten(announce_beschikking))
    register_berichtsoort(BERICHT_AANVRAAG, "een subsidieaanvraag", "Er is een subsidieaanvraag ontvangen.")
    register_berichtsoort(
        BERICHT_AANVULLEN, "uw subsidieaanvraag", "De gemeente vraagt uw aanvraag aan te vullen."
    )
    register_berichtsoort(BERICHT_BESLISSEN, "een subsidiebesluit", "Er wacht een subsidiebesluit op u.")
    register_berichtsoort(
        BERICHT_BESLOTEN, "een subsidiebesluit", "De gemeente nam een besluit over uw subsidie."
    )
    for soort in BERICHTSOORTEN:
        register_berichtsoort(*soort)
    register_herinneraar(find_wachtend)
    _register_statussen()
    _register_namen()


def _register_statussen() -> None:
    register_statussen(
        Aanvraag,
        {
            Aanvraag.Status.DRAFT: Nadruk.RUSTIG,
            Aanvraag.Status.SUBMITTED: Nadruk.INFO,
            Aanvraag.Status.INCOMPLETE: Nadruk.LET_OP,
            Aanvraag.Status.COMPLETE: Nadruk.INFO,
            Aanvraag.Status.DECIDED: Nadruk.GOED,
            Aanvraag.Status.WITHDRAWN: Nadruk.RUSTIG,
        },
    )
    register_statussen(
        Beschikking,
        {
            Beschikking.Status.PREPARED: Nadruk.INFO,
            Beschikking.Status.TAKEN: Nadruk.GOED,
            Beschikking.Status.RETURNED: Nadruk.LET_OP,
            Beschikking.Status.REPLACED: Nadruk.RUSTIG,
        },
    )


def _register_namen() -> None:
    """Without free text: what somebody wrote stands on the page of the file."""
    dossier = ("dossier",)
    register_objectnaam(
        Subsidiedossier, from_queryset(Subsidiedossier, lambda d: f"subsidiedossier {d.nummer}")
    )
    register_objectnaam(Aanvraag, from_queryset(Aanvraag, str, *dossier))
    register_objectnaam(
        Aanvraagbijlage,
        from_queryset(Aanvraagbijlage, lambda b: f"bijlage bij {b.aanvraag}", "aanvraag__dossier"),
    )
    register_objectnaam(
        Termijnstap,
        from_queryset(
            Termijnstap, lambda s: f"{s.get_soort_display().lower()}, {s.aanvraag}", "aanvraag__dossier"
        ),
    )
    register_objectnaam(Gezienbewijs, from_queryset(Gezienbewijs, str, "aanvraag__dossier"))
    register_objectnaam(Beschikking, from_queryset(Beschikking, str, *dossier))
    register_objectnaam(Loting, from_queryset(Loting, str))
    register_objectnaam(Bezwaar, from_queryset(Bezwaar, str, "beschikking__dossier"))
