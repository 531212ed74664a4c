"""Free VE places follow from groups and children; the provider keeps the groups."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from indicaties.aanbod import read_aanbod
from indicaties.models import Toeleiding
from opvang.actions import add_groep, change_groep, end_groep
from opvang.models import Groep
from opvang.vrijeplaatsen import Bezetting, free_places, read_bezetting
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    AdresFactory,
    GebruikerFactory,
    GroepFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2025, 4, 10)


@pytest.fixture
def locatie(houder: Gebruiker) -> Locatie:
    locatie: Locatie = LocatieFactory(houder=houder.organisatie, naam="De Ark", postcode="3881AB")
    return locatie


@pytest.mark.parametrize(
    ("bezetting", "vrij"),
    [
        (Bezetting(), 0),
        (Bezetting(ve=8, met_indicatie=3), 5),
        (Bezetting(ve=8, overig=4, met_indicatie=3, zonder_indicatie=4), 5),
        (Bezetting(ve=8, overig=4, met_indicatie=3, zonder_indicatie=6), 3),
        (Bezetting(ve=8, met_indicatie=7, aangenomen=2), -1),
    ],
)
def test_a_child_without_indicatie_takes_a_ve_place_only_when_the_other_groups_are_full(
    bezetting: Bezetting, vrij: int
) -> None:
    assert bezetting.vrij == vrij


def _child(locatie: Locatie, van: date, tot: date | None = None, *, indicatie: bool = True) -> None:
    kind = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
    if indicatie:
        IndicatieFactory(kind=kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2025, 12, 31))
    PlaatsingFactory(kind=kind, locatie=locatie, startdatum=van, einddatum=tot)


def test_on_each_day_the_groups_and_children_of_that_day_count(locatie: Locatie) -> None:
    GroepFactory(locatie=locatie, plaatsen=8, van=date(2025, 1, 1), tot_en_met=DAG)
    GroepFactory(locatie=locatie, plaatsen=6, van=date(2025, 4, 11))
    _child(locatie, date(2025, 1, 1), DAG)
    _child(locatie, date(2025, 4, 11))
    _child(locatie, date(2025, 1, 1), indicatie=False)
    ToeleidingFactory(
        houder=locatie.houder, locatie=locatie, status="aangenomen", verwacht=date(2025, 4, 11), sinds=DAG
    )
    alle = Locatie.objects.all()
    assert read_bezetting(alle, DAG) == {locatie.pk: Bezetting(8, 0, 1, 1, 0)}
    assert read_bezetting(alle, date(2025, 4, 11)) == {locatie.pk: Bezetting(6, 0, 1, 1, 1)}


def test_of_a_location_without_groups_nothing_is_known(locatie: Locatie) -> None:
    _child(locatie, date(2025, 1, 1))
    assert free_places(locatie.gemeente, DAG) == {}


def test_near_comes_first_then_ve_then_most_places_and_the_warnings_say_why_not(locatie: Locatie) -> None:
    kind = KindFactory(gemeente=locatie.gemeente)
    AdresFactory(kind=kind, postcode="3881XX")
    GroepFactory(locatie=locatie, plaatsen=1)
    _child(locatie, date(2025, 1, 1))
    ver = LocatieFactory(naam="Ver", postcode="3900AA")
    ruim = LocatieFactory(naam="Ruim", postcode="3900AA")
    GroepFactory(locatie=ruim, plaatsen=9)
    zonder = LocatieFactory(naam="Zonder", postcode="3900AA", ve_geregistreerd=False)
    buiten = LocatieFactory(naam="Buiten", postcode="3900AA", buiten_gemeente=True)
    LocatieFactory(naam="Dicht", uitgeschreven=True)
    aanbod = read_aanbod(kind, DAG)
    assert [a.locatie for a in aanbod] == [locatie, ruim, ver, zonder, buiten]
    assert [a.vrij for a in aanbod] == [0, 9, None, None, None]
    assert aanbod[0].waarschuwingen == ["De Ark heeft vandaag geen vrije VE-plaats."]
    assert aanbod[1].waarschuwingen == []
    assert aanbod[3].waarschuwingen == ["Zonder heeft vandaag geen VE-registratie in het LRK."]
    assert aanbod[4].waarschuwingen == ["Buiten ligt in een andere gemeente."]


@pytest.mark.parametrize("toestemming", [True, False])
def test_a_warning_never_stops_a_referral_but_missing_consent_does(
    client: Client, locatie: Locatie, toestemming: bool
) -> None:
    zonder = LocatieFactory(naam="Zonder", houder=locatie.houder, ve_geregistreerd=False)
    locatie.houder.gemeenten.add(locatie.gemeente)
    kind = KindFactory(gemeente=locatie.gemeente)
    client.force_login(GebruikerFactory(rol=Rol.KINDREGISSEUR))
    data = {"locatie": zonder.pk} | ({"toestemming": "on"} if toestemming else {})
    antwoord = client.post(reverse("indicaties:toeleiding_refer", args=[kind.pk]), data, follow=True)
    assert ("geen VE-registratie in het LRK." in antwoord.content.decode()) is toestemming
    verwijzingen = [(t.houder, t.locatie) for t in Toeleiding.objects.all()]
    assert verwijzingen == ([(locatie.houder, zonder)] if toestemming else [])


# -- keeping the groups ----------------------------------------------------------------------------


def _add(locatie: Locatie, door: Gebruiker, **anders: Any) -> Groep:
    velden: dict[str, Any] = {
        "naam": "Rupsen", "plaatsen": 8, "ve": True, "dagdelen_per_week": 4, "van": DAG, "tot_en_met": None,
    }  # fmt: skip
    return add_groep(locatie=locatie, **velden | anders, door=door, op=DAG)


def test_what_changes_ends_one_row_and_begins_another(locatie: Locatie, houder: Gebruiker) -> None:
    groep = _add(locatie, houder)
    change_groep(
        groep=groep,
        plaatsen=10,
        ve=True,
        half=True,
        dagdelen_per_week=5,
        vanaf=date(2025, 9, 1),
        door=houder,
        op=DAG,
    )
    assert [(g.plaatsen, g.half, g.van, g.tot_en_met) for g in Groep.objects.order_by("van")] == [
        (8, False, DAG, date(2025, 8, 31)),
        (10, True, date(2025, 9, 1), None),
    ]


def test_from_the_first_day_it_was_a_mistake(locatie: Locatie, houder: Gebruiker) -> None:
    change_groep(
        groep=_add(locatie, houder),
        plaatsen=10,
        ve=False,
        dagdelen_per_week=5,
        vanaf=DAG,
        door=houder,
        op=DAG,
    )
    assert [(g.plaatsen, g.ve, g.van) for g in Groep.objects.all()] == [(10, False, DAG)]


def test_two_groups_of_one_name_do_not_run_at_once(locatie: Locatie, houder: Gebruiker) -> None:
    groep = _add(locatie, houder)
    with pytest.raises(ValidationError, match="al een groep ‘Rupsen’"):
        _add(locatie, houder, van=date(2025, 9, 1))
    end_groep(groep=groep, laatste_dag=date(2025, 8, 31), door=houder)
    assert _add(locatie, houder, van=date(2025, 9, 1)).van == date(2025, 9, 1)


def test_only_the_provider_itself_keeps_its_groups(locatie: Locatie) -> None:
    with pytest.raises(PermissionDenied):
        _add(locatie, GebruikerFactory(rol=Rol.KINDREGISSEUR))
    with pytest.raises(PermissionDenied):
        _add(locatie, GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=LocatieFactory().houder))


@pytest.mark.parametrize(
    ("rol", "ziet"),
    [(Rol.JGZ_MEDEWERKER, True), (Rol.KINDREGISSEUR, True), (Rol.FUNCTIONEEL_BEHEERDER, False)],
)
def test_who_leads_families_sees_the_free_places_of_each_location(
    client: Client, locatie: Locatie, rol: Rol, ziet: bool
) -> None:
    GroepFactory(locatie=locatie, plaatsen=7)
    client.force_login(GebruikerFactory(rol=rol))
    assert ("Vrije VE-plaatsen" in client.get(reverse("opvang:locatie_list")).content.decode()) is ziet
    pagina = client.get(reverse("opvang:locatie_detail", args=[locatie.pk])).content.decode()
    assert ("Vrije VE-plaatsen vandaag" in pagina) is ziet
