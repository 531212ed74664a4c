"""Load the demo municipalities, each whole or not at all; one that is there already stays as it is."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.db import transaction

from demo import duiven, putten
from demo.beheerwerk import load_beheerwerk
from demo.berichten import settle_berichten
from demo.buurten import load_buurten, load_tellingen
from demo.inrichting import (
    INSTALLATIE_LOGIN,
    LOGINS,
    WACHTWOORD,
    GemeentePlan,
    Inrichting,
    build_inrichting,
    build_installatie,
    is_loaded,
)
from demo.kwartalen import moment
from indicaties.criteria import load_criteria
from indicaties.models import Criterium
from organisaties.rechten import LOCATIE_ROLLEN, Rol
from subsidies.kolommen.actions import check_kolommen

PLANNEN = (putten.PLAN, duiven.PLAN)
# The roles of the logins count from before the first policy year.
GELDIG_VAN = date(2019, 1, 1)


def load_demo(dag: date, plannen: Iterable[GemeentePlan] = PLANNEN) -> list[GemeentePlan]:
    """Make the demo municipalities that are not there yet; gives those that it made."""
    return [plan for plan in plannen if _load(plan, dag)]


def _load(plan: GemeentePlan, dag: date) -> bool:
    if is_loaded(plan):
        return False
    with transaction.atomic():
        build_installatie(GELDIG_VAN)
        inrichting, criteria = build_basis(plan, dag)
        if plan is putten.PLAN:
            putten.Putten(inrichting, criteria).build(dag)
        else:
            duiven.Duiven(inrichting, criteria).build(dag)
        load_beheerwerk(inrichting, plan, dag)
        load_buurten(inrichting, op=dag)
        if plan is putten.PLAN:
            load_tellingen(inrichting, op=dag)
        check_kolommen(gemeente=inrichting.gemeente, op=moment(dag))
        settle_berichten(inrichting.gemeente, dag)
    return True


def build_basis(plan: GemeentePlan, dag: date) -> tuple[Inrichting, list[Criterium]]:
    """The municipality before its first child: organisations, logins, criteria."""
    inrichting = build_inrichting(plan, dag=dag, geldig_van=GELDIG_VAN)
    load_criteria(inrichting.gemeente)
    return inrichting, list(Criterium.objects.filter(gemeente=inrichting.gemeente))


def login_lines() -> list[str]:
    """The logins as they are printed: per role the address in each municipality."""
    regels = [f"  {_functie(rol):<42}{_adressen(login)}" for login, rol, _ in LOGINS]
    regels.append(f"  {Rol.INSTALLATIEBEHEERDER.label:<42}{INSTALLATIE_LOGIN}")
    return list(chain([f"Inloggen kan met deze adressen; het wachtwoord is overal {WACHTWOORD}"], regels))


def _functie(rol: Rol) -> str:
    return f"{rol.label}, van één locatie" if rol in LOCATIE_ROLLEN else rol.label


def _adressen(login: str) -> str:
    return "  ".join(f"{login}@{plan.domein}" for plan in PLANNEN)
