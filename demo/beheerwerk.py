"""What waits for who keeps the municipality in order: a question of the register, a key, and a colleague to agree with."""

from datetime import date, timedelta

from demo.inrichting import GemeentePlan, Inrichting
from demo.kwartalen import moment
from opvang.actions.apitokens import make_apitoken
from opvang.actions.lrk import import_lrk
from opvang.lrk import LrkBestand, LrkRegel
from opvang.lrk.verschil import FEITEN
from opvang.models import ApiToken
from organisaties.actions import invite_gebruiker
from organisaties.models import Locatie
from organisaties.rechten import Rol

SLEUTEL_GELDIG = timedelta(days=200)


def load_beheerwerk(inrichting: Inrichting, plan: GemeentePlan, dag: date) -> None:
    _ask_lrk(inrichting, dag)
    _make_sleutel(inrichting, dag)
    invite_gebruiker(
        email=f"nieuw@{plan.domein}",
        naam=f"Nora Nieuw ({plan.naam})",
        rol=Rol.KINDREGISSEUR,
        organisatie=None,
        locatie=None,
        geldig_tot_en_met=None,
        door=inrichting.gebruikers["beheer"],
        dag=dag,
    )


def _ask_lrk(inrichting: Inrichting, dag: date) -> None:
    """The register has another holder for one location than is known here."""
    locatie = Locatie.objects.filter(gemeente=inrichting.gemeente, ve_geregistreerd=True).latest("pk")
    regel = LrkRegel(
        lrk_nummer=locatie.lrk_nummer,
        houder="Kinderopvang De Opvolger B.V. (demo)",
        kvk_nummer="99999999",
        gemeente_code=inrichting.gemeente.code,
        **{feit: getattr(locatie, feit) for feit in FEITEN},
    )
    import_lrk(
        LrkBestand(regels=[regel]),
        gemeenten=[inrichting.gemeente],
        per=dag - timedelta(days=6),
        door=inrichting.gebruikers["beheer"],
        op=moment(dag - timedelta(days=5)),
    )


def _make_sleutel(inrichting: Inrichting, dag: date) -> None:
    """For the planning software of the first provider; the key itself is shown to nobody, so nobody can use it."""
    make_apitoken(
        naam="Planningssoftware (voorbeeld)",
        scopes=[ApiToken.Scope.READ, ApiToken.Scope.DECLARE],
        geldig_tot_en_met=dag + SLEUTEL_GELDIG,
        door=inrichting.gebruikers["aanbieder"],
        op=moment(dag - timedelta(days=30)),
    )
