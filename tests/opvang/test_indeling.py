"""In which group a child is: recorded from a day on, taken back when it was wrong, and told on no other day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from indicaties.dubbel.samenvoegen import merge_kinderen
from indicaties.models import Kind
from opvang.actions import change_groep, end_groep
from opvang.actions.opvolging import succeed_locatie
from opvang.indeling.actions import assign_groepen, withdraw_indeling
from opvang.indeling.lezen import divide_on, groepen_on
from opvang.indeling.taken import taken
from opvang.models import Groep, Groepsindeling
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    GebruikerFactory,
    GroepFactory,
    GroepsindelingFactory,
    LocatieFactory,
    PlaatsingFactory,
)

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]
BEGIN, OKTOBER, LATER, OP = date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 3), date(2025, 11, 20)


@pytest.fixture
def ark(houder: Gebruiker) -> Locatie:
    locatie: Locatie = LocatieFactory(houder=houder.organisatie, naam="De Ark")
    return locatie


@pytest.fixture
def groepen(ark: Locatie) -> tuple[Groep, Groep]:
    return GroepFactory(locatie=ark, naam="Beren"), GroepFactory(locatie=ark, naam="Egels", plaatsen=16)


@pytest.fixture
def kind(ark: Locatie) -> Kind:
    return place(ark)


def place(locatie: Locatie, start: date = BEGIN, einde: date | None = None) -> Kind:
    kind: Kind = PlaatsingFactory(locatie=locatie, startdatum=start, einddatum=einde).kind
    return kind


def divide(locatie: Locatie, houder: Gebruiker, vanaf: date, keuzes: dict[Kind, str]) -> int:
    namen = {kind.pk: naam for kind, naam in keuzes.items()}
    return assign_groepen(locatie=locatie, keuzes=namen, vanaf=vanaf, door=houder, op=OP)


def groep_on(kind: Kind, locatie: Locatie, dag: date) -> str | None:
    groep = divide_on(groepen_on([locatie.pk], dag), dag)[kind.pk, locatie.pk]
    return groep and groep.naam


@pytest.mark.usefixtures("groepen")
def test_a_child_is_in_a_group_from_a_day_on_until_it_goes_to_another(
    houder: Gebruiker, ark: Locatie, kind: Kind
) -> None:
    assert divide(ark, houder, BEGIN, {kind: "Beren"}) == 1
    assert divide(ark, houder, LATER, {kind: "Egels"}) == 1
    assert [groep_on(kind, ark, dag) for dag in (BEGIN, OKTOBER, date(2025, 11, 2), LATER)] == [
        "Beren",
        "Beren",
        "Beren",
        "Egels",
    ]
    # Again the same changes nothing.
    assert divide(ark, houder, OP, {kind: "Egels"}) == 0
    assert [
        r.details["groep"] for r in AuditRegel.objects.filter(handeling="indeling.set").order_by("pk")
    ] == [
        "Beren",
        "Egels",
    ]


@pytest.mark.usefixtures("groepen")
def test_another_choice_from_the_same_day_replaces_and_a_mistake_is_taken_back(
    houder: Gebruiker, ark: Locatie, kind: Kind
) -> None:
    divide(ark, houder, BEGIN, {kind: "Beren"})
    divide(ark, houder, BEGIN, {kind: "Egels"})
    assert groep_on(kind, ark, BEGIN) == "Egels"
    geldig, oud = Groepsindeling.objects.order_by("-pk")
    assert (oud.groep.naam, oud.vervallen_op, oud.vervallen_door) == ("Beren", OP, houder)
    withdraw_indeling(indeling=geldig, door=houder, op=OP)
    assert groep_on(kind, ark, BEGIN) is None
    with pytest.raises(ValidationError, match="is op 20-11-2025 al ingetrokken"):
        withdraw_indeling(indeling=geldig, door=houder, op=OP)


def test_a_group_of_which_the_places_change_keeps_its_children_and_one_that_ends_does_not(
    houder: Gebruiker, ark: Locatie, groepen: tuple[Groep, Groep], kind: Kind
) -> None:
    divide(ark, houder, BEGIN, {kind: "Beren"})
    verder = change_groep(
        groep=groepen[0], plaatsen=10, ve=True, dagdelen_per_week=4, vanaf=OKTOBER, door=houder, op=OP
    )
    GroepFactory(locatie=ark, naam="Mieren")
    assert groep_on(kind, ark, LATER) == "Beren"
    end_groep(groep=verder, laatste_dag=date(2025, 11, 2), door=houder)
    assert (groep_on(kind, ark, OKTOBER), groep_on(kind, ark, LATER)) == ("Beren", None)
    # What was recorded of a group that is over can still be taken back.
    withdraw_indeling(indeling=Groepsindeling.objects.get(), door=houder, op=OP)


def test_at_a_location_with_one_group_every_child_is_in_it(
    houder: Gebruiker, ark: Locatie, kind: Kind
) -> None:
    GroepFactory(locatie=ark, naam="Beren")
    assert groep_on(kind, ark, OP) == "Beren"
    assert [taak.aantal for taak in taken(houder, OP)] == [0]


@pytest.mark.usefixtures("groepen")
def test_who_is_not_divided_waits_on_the_start_page(houder: Gebruiker, ark: Locatie, kind: Kind) -> None:
    (taak,) = taken(houder, OP)
    assert (taak.aantal, taak.url) == (1, reverse("opvang:indeling_edit", args=[ark.pk]))
    divide(ark, houder, OP, {kind: "Egels"})
    assert [taak.aantal for taak in taken(houder, OP)] == [0]
    assert taken(GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER), OP) == []


@pytest.mark.usefixtures("groepen")
def test_only_a_child_that_is_there_on_that_day_goes_to_a_group_that_runs(
    houder: Gebruiker, ark: Locatie, kind: Kind
) -> None:
    weg = place(ark, einde=OKTOBER)
    with pytest.raises(ValidationError, match="1 kind heeft op 03-11-2025 geen plaats op De Ark"):
        divide(ark, houder, LATER, {kind: "Beren", weg: "Beren"})
    with pytest.raises(ValidationError, match="loopt op 03-11-2025 geen groep ‘Mieren’"):
        divide(ark, houder, LATER, {kind: "Mieren"})
    assert not Groepsindeling.objects.exists()
    with pytest.raises(PermissionDenied):
        divide(ark, GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER), LATER, {kind: "Beren"})


@pytest.mark.usefixtures("groepen")
def test_a_location_that_goes_on_elsewhere_takes_its_groups_along(
    houder: Gebruiker, ark: Locatie, kind: Kind
) -> None:
    divide(ark, houder, BEGIN, {kind: "Beren"})
    divide(ark, houder, LATER, {kind: "Egels"})
    naar: Locatie = LocatieFactory.build(
        gemeente=ark.gemeente, houder=LocatieFactory().houder, naam="De Boot"
    )
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=ark.gemeente)
    succeed_locatie(van=ark, naar=naar, per=OKTOBER, door=beheerder, op=OP)
    assert [groep_on(kind, naar, dag) for dag in (OKTOBER, LATER)] == ["Beren", "Egels"]
    assert groep_on(kind, ark, BEGIN) == "Beren"


def test_two_files_of_one_child_become_one_with_its_groups(
    houder: Gebruiker, ark: Locatie, groepen: tuple[Groep, Groep]
) -> None:
    blijft, vervalt = place(ark, einde=OKTOBER), place(ark, start=LATER)
    jgz = GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=ark.gemeente)
    GroepsindelingFactory(kind=blijft, groep=groepen[0], vanaf=BEGIN)
    dubbel = GroepsindelingFactory(kind=vervalt, groep=groepen[0], vanaf=BEGIN)
    verder = GroepsindelingFactory(kind=vervalt, groep=groepen[1], vanaf=LATER)
    merge_kinderen(blijft=blijft, vervalt=vervalt, overnemen=(), door=jgz, op=OP)
    assert set(Groepsindeling.objects.filter(kind=blijft).values_list("groep__naam", "vanaf")) == {
        ("Beren", BEGIN),
        ("Egels", LATER),
    }
    assert Groepsindeling.objects.get(pk=dubbel.pk).kind_id == vervalt.pk
    assert Groepsindeling.objects.get(pk=verder.pk).kind_id == blijft.pk


def text(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


@pytest.mark.usefixtures("groepen")
def test_who_works_at_the_location_divides_its_children_on_one_page(
    houder: Gebruiker, ark: Locatie, kind: Kind, inloggen: Inloggen
) -> None:
    client = inloggen(houder)
    adres = f"{reverse('opvang:indeling_edit', args=[ark.pk])}?per=2025-10-01"
    tekst = text(client.get(adres))
    assert '<option value="" selected>Niet ingedeeld</option>' in tekst
    assert "0 van 16 plaatsen" in tekst
    antwoord = client.post(adres, {f"groep-{kind.pk}": "Egels"}, follow=True)
    assert "1 kind is vanaf 1 oktober 2025 in een (andere) groep ingedeeld." in text(antwoord)
    assert "1 van 16 plaatsen" in text(antwoord)
    fout = client.post(adres, {f"groep-{kind.pk}": "Mieren"})
    assert "‘Mieren’ loopt niet op deze dag. Kies een andere groep." in text(fout)
    plaatsing = kind.plaatsingen.get()
    tekst = text(client.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])))
    assert "<dt>Groep</dt> <dd> Egels" in tekst
    indeling = Groepsindeling.objects.get()
    client.post(reverse("opvang:indeling_withdraw", args=[indeling.pk]))
    assert "Niet ingedeeld" in text(client.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])))
    assert "is geen datum" in text(client.get(f"{adres[:-10]}2025-13-45"))


def test_a_location_without_a_choice_says_so(houder: Gebruiker, ark: Locatie, inloggen: Inloggen) -> None:
    client, adres = inloggen(houder), reverse("opvang:indeling_edit", args=[ark.pk])
    assert "loopt op deze locatie geen groep" in text(client.get(adres))
    GroepFactory(locatie=ark, naam="Beren")
    assert "één groep, Beren. Alle kinderen zitten daarin" in text(client.get(adres))
    GroepFactory(locatie=ark, naam="Egels")
    assert "heeft op deze locatie geen kind een plaats" in text(client.get(adres))


@pytest.mark.usefixtures("groepen")
def test_how_many_children_a_location_has_is_told_to_who_may_see_small_numbers(
    houder: Gebruiker, ark: Locatie, kind: Kind, inloggen: Inloggen
) -> None:
    for gebruiker, telt in (
        (houder, True),
        (GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=ark.gemeente), True),
        (GebruikerFactory(rol=Rol.AUDITOR, gemeente=ark.gemeente), True),
        (GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=ark.gemeente), False),
        (GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=ark.gemeente), False),
    ):
        client = inloggen(gebruiker)
        for adres in (reverse("opvang:locatie_list"), reverse("opvang:locatie_detail", args=[ark.pk])):
            tekst = text(client.get(adres))
            assert ("Kinderen nu" in tekst, "Vrije VE-plaatsen" in tekst) == (telt, telt), (
                gebruiker.rol,
                adres,
            )
