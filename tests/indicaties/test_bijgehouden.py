"""What is kept of how children stand is what the facts say: after every change, and on every day."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import F

from indicaties.filters import FILTERS
from indicaties.models import Kind, Kindstand, Toeleiding, Traject, Werkwijze
from indicaties.routekaart.bijgehouden import BIJGEHOUDEN, renew, with_kept_stap
from indicaties.routekaart.stap import stap_of
from indicaties.stand import FEITEN, stand_of
from opvang.models import Plaatsing
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import bereik_van, rijbereik
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    TrajectFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2025, 9, 1)
LIJSTEN = ("te-verwijzen", "opnieuw-vragen", "verwezen", "stil", "verloopt", "18-maanden")


@pytest.fixture
def gemeente() -> Gemeente:
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def door() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


def _live(gemeente: Gemeente, dag: date) -> dict[str, object]:
    """Out of the facts, child by child."""
    kinderen = Kind.objects.filter(gemeente=gemeente)
    return {
        "stand": {kind.pk: stand_of(kind, dag) for kind in kinderen},
        "stap": {kind.pk: gevonden for kind in kinderen if (gevonden := stap_of(kind, dag))},
        **{code: list(FILTERS[code].apply(kinderen, dag, Werkwijze(), FEITEN)) for code in LIJSTEN},
    }


def _kept(gemeente: Gemeente, dag: date) -> dict[str, object]:
    renew(gemeente, dag)
    kinderen = Kind.objects.filter(gemeente=gemeente)
    standen = Kindstand.objects.filter(gemeente=gemeente, dag=dag)
    stappen = with_kept_stap(kinderen, dag).values_list("pk", F("stap"), F("stap_sinds"))
    return {
        "stand": {rij.pk: (rij.stand, rij.stand_sinds) for rij in standen},
        "stap": {pk: (stap, sinds) for pk, stap, sinds in stappen},
        **{code: list(FILTERS[code].apply(kinderen, dag, Werkwijze(), BIJGEHOUDEN)) for code in LIJSTEN},
    }


def _live_a_life(gemeente: Gemeente, door: Gebruiker, toeval: Random) -> None:
    dagen = [DAG + timedelta(days=toeval.randint(-400, 60)) for _ in range(4)]
    kind = KindFactory(gemeente=gemeente, geboortedatum=DAG - timedelta(days=toeval.randint(700, 1500)))
    if toeval.random() < 0.8:
        IndicatieFactory(
            kind=kind, geldig_van=min(dagen), geldig_tot_en_met=max(dagen) + timedelta(toeval.randint(0, 300))
        )
    if toeval.random() < 0.7:
        TrajectFactory(kind=kind, geopend_op=min(dagen), geopend_door=door)
    for status in toeval.sample(["verwezen", "wachtlijst", "geen-deelname", "niet-gekomen"], k=2):
        _refer(kind, status, sorted(dagen), door, toeval)
    if toeval.random() < 0.5:
        einde = toeval.choice([None, max(dagen)])
        PlaatsingFactory(
            kind=kind,
            locatie=LocatieFactory(gemeente=gemeente),
            startdatum=dagen[0],
            einddatum=einde and max(einde, dagen[0]),
        )


def _refer(kind: Kind, status: str, dagen: list[date], door: Gebruiker, toeval: Random) -> None:
    velden: dict[str, object] = {"verwezen_op": dagen[0], "status": status}
    if status == "wachtlijst":
        velden |= {"sinds": dagen[1], "verwacht": toeval.choice([None, dagen[3]])}
    if status in ("geen-deelname", "niet-gekomen"):
        velden |= {"afgerond_op": dagen[2], "afgerond_door": door}
    if status == "geen-deelname":
        velden |= {"reden": toeval.choice(["te-duur", "geen-plaats", "verhuisd"])}
    ToeleidingFactory(kind=kind, **velden)


def test_random_lives_stand_in_what_is_kept_as_their_facts_say(gemeente: Gemeente, door: Gebruiker) -> None:
    toeval = Random(20250901)
    for _ in range(60):
        _live_a_life(gemeente, door, toeval)
    for dag in (DAG, DAG + timedelta(days=45)):
        assert _kept(gemeente, dag) == _live(gemeente, dag)


def test_each_change_of_a_fact_shows_the_next_time(gemeente: Gemeente, door: Gebruiker) -> None:
    kind = KindFactory(gemeente=gemeente, geboortedatum=date(2023, 1, 1))
    assert _kept(gemeente, DAG) == _live(gemeente, DAG)
    wijzigingen = (
        lambda: TrajectFactory(kind=kind, geopend_op=date(2025, 1, 5), geopend_door=door),
        lambda: IndicatieFactory(
            kind=kind, geldig_van=date(2025, 2, 1), geldig_tot_en_met=date(2026, 12, 31)
        ),
        lambda: ToeleidingFactory(kind=kind, verwezen_op=date(2025, 3, 1)),
        lambda: Toeleiding.objects.filter(kind=kind).update(status="wachtlijst", sinds=date(2025, 4, 1)),
        lambda: Traject.objects.filter(kind=kind).update(besproken_op=date(2025, 1, 6), besproken_door=door),
        lambda: PlaatsingFactory(
            kind=kind, locatie=LocatieFactory(gemeente=gemeente), startdatum=date(2025, 5, 1)
        ),
        lambda: Plaatsing.objects.filter(kind=kind).update(einddatum=date(2025, 6, 30)),
        lambda: Kind.objects.filter(pk=kind.pk).update(vertrokken_op=DAG, reden_vertrek="verhuisd"),
        lambda: kind.indicaties.all().delete(),
    )
    for wijzig in wijzigingen:
        wijzig()
        assert Kindstand.objects.get(kind=kind).dag is None
        assert _kept(gemeente, DAG) == _live(gemeente, DAG)


def test_what_changes_while_it_is_worked_out_stays_out_of_date(gemeente: Gemeente) -> None:
    from indicaties.routekaart import bijgehouden

    kind = KindFactory(gemeente=gemeente, geboortedatum=date(2023, 1, 1))
    versies = bijgehouden._out_of_date(gemeente, DAG)
    rijen = bijgehouden._work_out(versies, DAG)
    IndicatieFactory(kind=kind, geldig_van=date(2025, 2, 1), geldig_tot_en_met=date(2026, 12, 31))
    assert bijgehouden._write(versies, rijen, DAG) == 0
    assert Kindstand.objects.get(kind=kind).dag is None


def test_a_provider_that_places_a_child_puts_its_row_out_of_date_and_sees_no_row(gemeente: Gemeente) -> None:
    locatie = LocatieFactory(gemeente=gemeente)
    kind = KindFactory(gemeente=gemeente, geboortedatum=date(2023, 1, 1), ingeschreven_door=locatie.houder)
    renew(gemeente, DAG)
    houder = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=gemeente, organisatie=locatie.houder)
    medewerker = GebruikerFactory()
    with rijbereik(bereik_van(houder)):
        PlaatsingFactory(kind=kind, locatie=locatie, startdatum=date(2025, 5, 1), vastgelegd_door=medewerker)
        assert not Kindstand.objects.exists()
    assert Kindstand.objects.get(kind=kind).dag is None
