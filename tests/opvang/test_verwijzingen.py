"""What a provider does with a child that was referred to it, and what the kindregisseur sees of that."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.actions import complete_toeleiding, recall_toeleiding
from indicaties.models import Kind, Toeleiding
from indicaties.stand import Stand, stand_of
from indicaties.tijdlijn import make_tijdlijn
from opvang.actions import answer_verwijzing, confirm_start, refuse_verwijzing, report_absence
from opvang.models import Plaatsing
from opvang.taken import taken
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

VERWEZEN, OP = date(2025, 4, 1), date(2025, 4, 10)
Status = Toeleiding.Status


@pytest.fixture
def toeleiding(houder: Gebruiker) -> Toeleiding:
    kind = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
    toeleiding: Toeleiding = ToeleidingFactory(kind=kind, houder=houder.organisatie, verwezen_op=VERWEZEN)
    return toeleiding


def _answer(toeleiding: Toeleiding, houder: Gebruiker, status: str, verwacht: date | None) -> Toeleiding:
    return answer_verwijzing(toeleiding=toeleiding, status=status, verwacht=verwacht, door=houder, op=OP)


def _placed(toeleiding: Toeleiding, houder: Gebruiker, van: date = date(2025, 4, 14)) -> Plaatsing:
    locatie = LocatieFactory(gemeente=toeleiding.kind.gemeente, houder=toeleiding.houder)
    plaatsing: Plaatsing = PlaatsingFactory(
        kind=toeleiding.kind, locatie=locatie, startdatum=van, vastgelegd_op=OP
    )
    complete_toeleiding(kind=toeleiding.kind, houder=toeleiding.houder, door=houder, op=OP)
    return plaatsing


def _story(toeleiding: Toeleiding) -> list[tuple[date, str]]:
    kind = toeleiding.kind
    verwijzingen = list(kind.toeleidingen.prefetch_related("stappen"))
    return [(punt.dag, punt.tekst) for punt in make_tijdlijn(kind, [], verwijzingen)][:-1]


def test_from_referral_to_start_each_answer_stands_in_the_story_of_the_child(
    toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    naam = toeleiding.houder
    _answer(toeleiding, houder, "wachtlijst", None)
    _answer(toeleiding, houder, "aangenomen", date(2025, 4, 14))
    _placed(toeleiding, houder)
    klaar = confirm_start(
        toeleiding=toeleiding, gestart_op=date(2025, 4, 14), door=houder, op=date(2025, 4, 16)
    )
    assert (klaar.status, klaar.gestart_op, klaar.gestart_door) == ("gestart", date(2025, 4, 14), houder)
    assert _story(klaar) == [
        (date(2025, 4, 14), f"Gestart bij {naam}"),
        (OP, f"Geplaatst bij {naam}, verwacht op 14 april 2025"),
        (OP, f"Aangenomen bij {naam}, verwacht op 14 april 2025"),
        (OP, f"Op de wachtlijst bij {naam}"),
        (VERWEZEN, f"Verwezen naar {naam}"),
    ]


def test_who_is_on_the_waiting_list_still_waits_since_the_referral(
    toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    _answer(toeleiding, houder, "wachtlijst", date(2025, 9, 1))
    assert stand_of(toeleiding.kind, OP) == (Stand.WAITING, VERWEZEN)


@pytest.mark.parametrize(
    ("status", "verwacht", "zin"),
    [
        ("aangenomen", None, "Vul in wanneer het kind kan beginnen"),
        ("wachtlijst", date(2025, 3, 31), "maar het is pas op 1 april 2025 verwezen"),
        ("geplaatst", date(2025, 5, 1), "Kies of het kind een plaats krijgt of op de wachtlijst komt"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    toeleiding: Toeleiding, houder: Gebruiker, status: str, verwacht: date | None, zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        _answer(toeleiding, houder, status, verwacht)


def test_without_a_place_the_family_did_not_decline_and_goes_on_to_the_next(
    toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    vol = refuse_verwijzing(toeleiding=toeleiding, toelichting="Vol tot de zomer", door=houder, op=OP)
    assert (vol.status, vol.reden, vol.toelichting) == ("geen-deelname", "geen-plaats", "Vol tot de zomer")
    assert stand_of(toeleiding.kind, OP) == (Stand.NO_ROOM, OP)


def test_a_child_that_did_not_come_loses_its_place_and_is_the_kindregisseurs_again(
    toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    plaats = _placed(toeleiding, houder)
    weg = report_absence(
        toeleiding=toeleiding, gewacht_op=date(2025, 4, 14), door=houder, op=date(2025, 4, 22)
    )
    plaats.refresh_from_db()
    assert (weg.status, weg.verwacht, weg.afgerond_op) == (
        "niet-gekomen",
        date(2025, 4, 14),
        date(2025, 4, 22),
    )
    assert (plaats.vervallen_op, plaats.reden_herstel) == (date(2025, 4, 22), "niet-gestart")
    assert stand_of(toeleiding.kind, date(2025, 4, 22)) == (Stand.NOT_SHOWN, date(2025, 4, 22))


def test_a_child_with_declared_hours_did_come(toeleiding: Toeleiding, houder: Gebruiker) -> None:
    DeclaratieregelFactory(plaatsing=_placed(toeleiding, houder), uren_honderdsten=1600)
    with pytest.raises(ValidationError, match="al uren gedeclareerd"):
        report_absence(toeleiding=toeleiding, gewacht_op=date(2025, 4, 14), door=houder, op=date(2025, 4, 22))


@pytest.mark.parametrize("dag", [date(2025, 3, 31), date(2025, 4, 17)])
def test_a_start_lies_between_the_referral_and_today(
    toeleiding: Toeleiding, houder: Gebruiker, dag: date
) -> None:
    _placed(toeleiding, houder)
    with pytest.raises(ValidationError, match=r"kan niet\. Kies een dag van 1 april 2025"):
        confirm_start(toeleiding=toeleiding, gestart_op=dag, door=houder, op=date(2025, 4, 16))


def test_only_a_placed_child_starts(toeleiding: Toeleiding, houder: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="De stand van deze verwijzing is ‘Verwezen’"):
        confirm_start(toeleiding=toeleiding, gestart_op=OP, door=houder, op=OP)


def test_a_recalled_referral_can_not_be_answered_and_the_child_is_gone(
    toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    recall_toeleiding(toeleiding=toeleiding, door=regisseur, op=OP)
    assert not Kind.objects.for_gebruiker(houder).exists()
    with pytest.raises(ValidationError, match="niet aan u gericht"):
        _answer(toeleiding, houder, "wachtlijst", None)
    assert stand_of(toeleiding.kind, OP)[0] is Stand.NONE


def test_nobody_answers_for_another(toeleiding: Toeleiding) -> None:
    ander = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=OrganisatieFactory())
    with pytest.raises(ValidationError, match="niet aan u gericht"):
        _answer(toeleiding, ander, "wachtlijst", None)
    with pytest.raises(PermissionDenied):
        _answer(toeleiding, GebruikerFactory(rol=Rol.KINDREGISSEUR), "wachtlijst", None)


# -- pages -----------------------------------------------------------------------------------------


@pytest.fixture
def client_van_houder(client: Client, houder: Gebruiker) -> Client:
    client.force_login(houder)
    return client


def _post(client: Client, toeleiding: Toeleiding, **data: Any) -> Any:
    return client.post(reverse("opvang:verwijzing_answer", args=[toeleiding.pk]), data)


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"antwoord": "aangenomen"}, "Vul in wanneer het kind kan beginnen."),
        ({"antwoord": "geen-plaats"}, "Schrijf op waarom er geen plaats is."),
        ({"toelichting": ""}, "Kies een antwoord."),
    ],
)
def test_a_form_that_misses_something_says_what(
    client_van_houder: Client, toeleiding: Toeleiding, data: dict[str, str], zin: str
) -> None:
    antwoord = _post(client_van_houder, toeleiding, **data)
    assert zin in antwoord.content.decode()
    toeleiding.refresh_from_db()
    assert toeleiding.status == Status.REFERRED


def test_who_waits_longest_stands_first_and_a_place_that_began_asks_for_a_start(
    client_van_houder: Client, houder: Gebruiker, toeleiding: Toeleiding
) -> None:
    eerder = ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 3, 1))
    geplaatst = ToeleidingFactory(houder=houder.organisatie, verwezen_op=date(2025, 3, 1))
    _placed(geplaatst, houder)
    context = client_van_houder.get(reverse("opvang:verwijzing_list")).context
    assert list(context["pagina"]) == [eerder, toeleiding]
    assert context["te_bevestigen"] == [geplaatst]
    aantallen = {taak.titel: taak.aantal for taak in taken(houder, timezone.localdate())}
    assert aantallen["Verwezen kinderen een plaats geven"] == 2
    assert aantallen["Laten weten of verwezen kinderen zijn gekomen"] == 1


def test_a_place_that_has_not_begun_asks_for_nothing_yet(toeleiding: Toeleiding, houder: Gebruiker) -> None:
    _placed(toeleiding, houder, van=OP + timedelta(1))
    assert not Toeleiding.objects.to_confirm_on(OP).exists()
    assert Toeleiding.objects.to_confirm_on(OP + timedelta(1)).get() == toeleiding


def test_of_a_location_only_its_own_referrals_and_those_to_no_location(
    client: Client, houder: Gebruiker, toeleiding: Toeleiding
) -> None:
    ark: Locatie = LocatieFactory(houder=houder.organisatie)
    naar_ark = ToeleidingFactory(houder=houder.organisatie, locatie=ark, verwezen_op=VERWEZEN)
    elders = ToeleidingFactory(
        houder=houder.organisatie, locatie=LocatieFactory(houder=houder.organisatie), verwezen_op=VERWEZEN
    )
    client.force_login(GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=ark))
    assert {*client.get(reverse("opvang:verwijzing_list")).context["pagina"]} == {toeleiding, naar_ark}
    assert client.get(reverse("opvang:verwijzing_answer", args=[elders.pk])).status_code == 404


def test_without_a_place_the_provider_says_so_of_a_child_that_it_knows_from_nothing_else(
    client: Client, toeleiding: Toeleiding, houder: Gebruiker
) -> None:
    elders = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=houder.gemeente)
    Kind.objects.filter(pk=toeleiding.kind_id).update(ingeschreven_door=elders.organisatie)
    client.force_login(houder)
    antwoord = _post(client, toeleiding, antwoord="geen-plaats", toelichting="Alle groepen zijn vol.")
    assert (antwoord.status_code, antwoord["Location"]) == (302, reverse("opvang:verwijzing_list"))
    toeleiding.refresh_from_db()
    assert (toeleiding.status, toeleiding.reden) == ("geen-deelname", "geen-plaats")
    assert [stap.status for stap in toeleiding.stappen.all()] == ["geen-deelname"]


@pytest.mark.parametrize(
    ("aantal", "getoond", "link"),
    [(10, 10, "Antwoord geven op verwijzingen"), (12, 10, "Alle verwijzingen zien en antwoord geven")],
)
def test_above_the_placements_stand_the_referrals_that_wait_longest(
    toeleiding: Toeleiding, houder: Gebruiker, client: Client, aantal: int, getoond: int, link: str
) -> None:
    client.force_login(houder)
    for dagen in range(1, aantal):
        ToeleidingFactory(houder=toeleiding.houder, verwezen_op=VERWEZEN + timedelta(days=dagen))
    antwoord = client.get(reverse("opvang:plaatsing_list"))
    assert [rij.verwezen_op for rij in antwoord.context["verwijzingen"]] == [
        VERWEZEN + timedelta(days=dagen) for dagen in range(getoond)
    ]
    assert link in antwoord.content.decode()
