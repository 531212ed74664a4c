"""The board and the list of cases, and what people do with one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.actions import decline_toeleiding
from indicaties.models import Contactmoment, Kind, Traject, Trajectnotitie, Trajecttaak
from indicaties.routekaart.actions import (
    add_contact,
    close_traject,
    discuss_traject,
    make_task,
    plan_step,
    transfer_all,
    transfer_traject,
    write_note,
)
from indicaties.routekaart.vragen import KAARTEN_PER_KOLOM, Vraag, count_route
from indicaties.taken import taken
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Recht, Rol
from tests.factories import (
    AdresFactory,
    ContactmomentFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    TrajectFactory,
    TrajecttaakFactory,
)

pytestmark = pytest.mark.django_db

OP = date(2025, 4, 10)


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


@pytest.fixture
def pagina_van(client: Client, regisseur: Gebruiker) -> Client:
    client.force_login(regisseur)
    return client


def _case(naam: str = "Noor", **extra: Any) -> Traject:
    dag = timezone.localdate()
    kind = KindFactory(
        voornaam=naam, geboortedatum=dag - timedelta(800), ingeschreven_op=dag - timedelta(400)
    )
    traject: Traject = TrajectFactory(kind=kind, **{"geopend_op": dag - timedelta(50)} | extra)
    return traject


def _names(antwoord: Any) -> list[str]:
    return [kaart.kind.voornaam for kaart in antwoord.context["kaarten"]]


# -- the board and the list ------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR)])
def test_nobody_else_sees_a_case(client: Client, rol: Rol) -> None:
    traject = _case()
    gebruiker = GebruikerFactory(rol=rol)
    client.force_login(gebruiker)
    for naam in ("route_board", "route_table", "route_export", "route_tasks", "route_on_time"):
        assert client.get(reverse(f"indicaties:{naam}")).status_code == 403
    assert client.get(reverse("indicaties:route_contact", args=[traject.pk])).status_code == 403
    if gebruiker.has_recht(Recht.KIND_VIEW):
        assert "Routekaart" not in client.get(reverse("indicaties:kind_list")).content.decode()


def test_a_column_counts_all_and_shows_the_most_urgent(pagina_van: Client) -> None:
    dag = timezone.localdate()
    for nummer in range(KAARTEN_PER_KOLOM + 2):
        _case(f"Kind{nummer}", geopend_op=dag - timedelta(nummer))
    _case("Laat", uiterlijk=dag - timedelta(1))
    kolom = pagina_van.get(reverse("indicaties:route_board")).context["weg"][0]
    assert (kolom["aantal"], len(kolom["kaarten"])) == (KAARTEN_PER_KOLOM + 3, KAARTEN_PER_KOLOM)
    namen = [kaart.kind.voornaam for kaart in kolom["kaarten"]]
    assert namen[:3] == ["Laat", f"Kind{KAARTEN_PER_KOLOM + 1}", f"Kind{KAARTEN_PER_KOLOM}"]


def test_a_card_tells_who_does_what_by_when_and_how_often_somebody_tried(
    pagina_van: Client, regisseur: Gebruiker
) -> None:
    dag = timezone.localdate()
    traject = _case(behandelaar=regisseur, volgende_stap="Bel de oma", uiterlijk=dag - timedelta(1))
    for dagen in (3, 9):
        ContactmomentFactory(traject=traject, datum=dag - timedelta(dagen))
    (kaart,) = pagina_van.get(reverse("indicaties:route_table")).context["kaarten"]
    assert (kaart.wie, kaart.wat, kaart.te_laat) == (regisseur.naam, "Bel de oma", True)
    assert (kaart.contacten, kaart.laatste_contact) == (2, dag - timedelta(3))
    assert "Bel de oma" in pagina_van.get(reverse("indicaties:route_board")).content.decode()


def test_the_filters_narrow_the_board_and_the_list_alike(pagina_van: Client, regisseur: Gebruiker) -> None:
    dag = timezone.localdate()
    locatie = LocatieFactory(houder=OrganisatieFactory())
    _case("Mijn", behandelaar=regisseur)
    _case("Laat", uiterlijk=dag - timedelta(1), aan_zet="jgz")
    verwezen = _case("Verwezen", aan_zet="gemeente")
    ToeleidingFactory(kind=verwezen.kind, houder=locatie.houder, locatie=locatie)
    gevonden = {
        vraag: sorted(_names(pagina_van.get(f"{reverse('indicaties:route_table')}?{vraag}")))
        for vraag in (
            *("wie=mij", "wie=kant", "wie=niemand", "te_laat=ja", "stap=aangemeld"),
            *(f"houder={locatie.houder_id}", f"locatie={locatie.pk}", "houder=0", "wie=onzin&stap=onzin"),
        )
    }
    alles = ["Laat", "Mijn", "Verwezen"]
    assert list(gevonden.values()) == [
        ["Mijn"], ["Mijn", "Verwezen"], ["Laat", "Verwezen"], ["Laat"], ["Verwezen"],
        ["Verwezen"], ["Verwezen"], alles, alles,
    ]  # fmt: skip


def test_the_file_holds_the_list_and_no_address(pagina_van: Client) -> None:
    traject = _case()
    adres = AdresFactory(kind=traject.kind)
    _case(
        "Klaar", gesloten_op=timezone.localdate(), gesloten_door=GebruikerFactory(), reden_sluiting="school"
    )
    antwoord = pagina_van.get(reverse("indicaties:route_export"))
    kop, *rijen = antwoord.content.decode("utf-8-sig").splitlines()
    assert kop.startswith("Pseudoniem;Naam;Geboortedatum;Leeftijd;Stap;Sinds;Wie;Wat;Uiterlijk")
    assert len(rijen) == 1
    assert rijen[0].startswith(f"{traject.kind.pseudoniem};Noor")
    assert adres.postcode not in antwoord.content.decode()
    assert AuditRegel.objects.latest("pk").details == {"aantal": 1, "kinderen": [traject.kind.pseudoniem]}


def test_children_of_another_municipality_are_on_no_board(pagina_van: Client) -> None:
    TrajectFactory(kind=KindFactory(gemeente=GemeenteFactory(code="0226")))
    assert pagina_van.get(reverse("indicaties:route_board")).context["totaal"] == 0


def test_the_start_page_counts_what_the_lists_show(pagina_van: Client, regisseur: Gebruiker) -> None:
    dag = timezone.localdate()
    _case(behandelaar=regisseur, uiterlijk=dag - timedelta(1))
    _case(behandelaar=regisseur, uiterlijk=dag)
    for dagen in (0, 1):
        TrajecttaakFactory(traject=_case(), voor=regisseur, uiterlijk=dag + timedelta(dagen))
    route = [taak for taak in taken(regisseur, dag) if "/route/" in taak.url]
    assert {taak.titel: taak.aantal for taak in route} == {
        "Uw dossiers waarvan de volgende stap te laat is": 1,
        "Terug van stil: bij u aan zet": 0,
        "Uw eigen taken bij een dossier": 1,
    }
    for taak in route:
        assert pagina_van.get(taak.url).context["pagina"].paginator.count == taak.aantal
    assert [taak.dringend for taak in taken(regisseur, dag)][:2] == [True, True]


def test_what_came_back_from_silence_is_of_the_consultatiebureau_until_somebody_takes_it(
    regisseur: Gebruiker,
) -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    dag = timezone.localdate()
    traject = _case(aan_zet="jgz", stil_sinds=dag - timedelta(50))
    ToeleidingFactory(kind=traject.kind, verwezen_op=dag - timedelta(50))
    terug = Vraag(wie="kant", terug=True)
    assert [count_route(terug, wie, dag) for wie in (jgz, regisseur)] == [1, 0]
    plan_step(
        traject=traject, volgende_stap="Bel", uiterlijk=dag, behandelaar=jgz, aan_zet="", door=jgz, op=dag
    )
    assert count_route(terug, jgz, dag) == 0


# -- one case --------------------------------------------------------------------------------------


def test_contact_takes_one_form_with_buttons_on_the_page_of_the_child(pagina_van: Client) -> None:
    traject = _case()
    pagina = pagina_van.get(reverse("indicaties:kind_detail", args=[traject.kind_id])).content.decode()
    assert all(f'value="{soort}"' in pagina for soort in Contactmoment.Soort.values)
    vandaag = timezone.localdate()
    antwoord = pagina_van.post(
        reverse("indicaties:route_contact", args=[traject.pk]),
        {"soort": "geen-gehoor", "datum": vandaag.isoformat(), "notitie": ""},
    )
    assert antwoord["Location"] == f"{reverse('indicaties:kind_detail', args=[traject.kind_id])}#route"
    assert Contactmoment.objects.values_list("soort", "datum").get() == ("geen-gehoor", vandaag)


def test_what_was_typed_stays_when_the_day_cannot_be(pagina_van: Client) -> None:
    morgen = timezone.localdate() + timedelta(1)
    antwoord = pagina_van.post(
        reverse("indicaties:route_contact", args=[_case().pk]),
        {"soort": "gebeld", "datum": morgen.isoformat(), "notitie": "Belt morgen terug"},
    )
    assert "ligt in de toekomst" in antwoord.content.decode()
    assert "Belt morgen terug" in antwoord.content.decode()


def test_notes_and_tasks_are_of_the_own_side_and_contact_is_of_both(
    client: Client, regisseur: Gebruiker
) -> None:
    """Of one JGZ organisation, of another, and of the municipality: nobody reads the other's."""
    jgz, ander = (
        GebruikerFactory(rol=Rol.JGZ_MEDEWERKER),
        GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, organisatie=OrganisatieFactory(jgz=True)),
    )
    traject = TrajectFactory()
    for wie in (jgz, ander, regisseur):
        write_note(traject=traject, tekst=f"Notitie van {wie.pk}", door=wie, op=OP)
        make_task(traject=traject, omschrijving=f"Taak van {wie.pk}", uiterlijk=OP, door=wie, op=OP)
        add_contact(
            traject=traject, soort="gebeld", datum_contact=OP, notitie=f"Sprak {wie.pk}", door=wie, op=OP
        )
    for wie in (jgz, ander, regisseur):
        client.force_login(wie)
        pagina = client.get(reverse("indicaties:kind_detail", args=[traject.kind_id])).content.decode()
        for van in (jgz, ander, regisseur):
            assert (f"Notitie van {van.pk}" in pagina) is (wie == van)
            assert (f"Taak van {van.pk}" in pagina) is (wie == van)
            assert f"Sprak {van.pk}" in pagina
    for rol in (Rol.SUBSIDIEMEDEWERKER, Rol.AUDITOR):
        lezer = GebruikerFactory(rol=rol)
        assert not Trajectnotitie.objects.for_gebruiker(lezer).exists()
        client.force_login(lezer)
        assert (
            "Sprak"
            not in client.get(reverse("indicaties:kind_detail", args=[traject.kind_id])).content.decode()
        )


def test_the_record_holds_no_word_about_the_family(regisseur: Gebruiker) -> None:
    traject = TrajectFactory()
    write_note(traject=traject, tekst="Geheim", door=regisseur, op=OP)
    add_contact(traject=traject, soort="brief", datum_contact=OP, notitie="Geheim", door=regisseur, op=OP)
    assert "Geheim" not in str(list(AuditRegel.objects.values("details")))


def test_a_case_goes_to_a_colleague_with_the_own_tasks_and_that_stays_to_be_seen(
    regisseur: Gebruiker,
) -> None:
    collega = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    traject = TrajectFactory(behandelaar=regisseur)
    open_taak = TrajecttaakFactory(traject=traject, voor=regisseur)
    gedaan = TrajecttaakFactory(traject=traject, voor=regisseur, gedaan_op=OP, gedaan_door=regisseur)
    wissel = transfer_traject(traject=traject, naar=collega, reden="vakantie", door=regisseur, op=OP)
    assert (wissel.van, wissel.naar) == (regisseur, collega)
    assert [Trajecttaak.objects.get(pk=taak.pk).voor for taak in (open_taak, gedaan)] == [collega, regisseur]
    with pytest.raises(ValidationError, match="heeft dit dossier al"):
        transfer_traject(traject=traject, naar=collega, reden="vakantie", door=regisseur, op=OP)


def test_all_cases_of_somebody_go_at_once_and_those_of_others_stay(regisseur: Gebruiker) -> None:
    collega, ander = GebruikerFactory(rol=Rol.KINDREGISSEUR), GebruikerFactory(rol=Rol.KINDREGISSEUR)
    for _ in range(2):
        TrajectFactory(behandelaar=regisseur)
    van_ander = TrajectFactory(behandelaar=ander)
    assert transfer_all(van=regisseur, naar=collega, reden="ziekte", door=ander, op=OP) == 2
    assert Traject.objects.filter(behandelaar=collega).count() == 2
    van_ander.refresh_from_db()
    assert van_ander.behandelaar == ander


@pytest.mark.parametrize("rol", [Rol.AUDITOR, Rol.HOUDER_MEDEWERKER])
def test_a_case_goes_to_nobody_who_does_not_lead_families(regisseur: Gebruiker, rol: Rol) -> None:
    with pytest.raises(ValidationError, match="niet als JGZ-medewerker of kindregisseur"):
        transfer_traject(
            traject=TrajectFactory(), naar=GebruikerFactory(rol=rol), reden="ziekte", door=regisseur, op=OP
        )


@pytest.mark.parametrize("dag", [date(2024, 7, 31), date(2025, 4, 11)])
def test_a_talk_lies_between_the_signal_and_today(regisseur: Gebruiker, dag: date) -> None:
    with pytest.raises(ValidationError, match="kan niet"):
        discuss_traject(traject=TrajectFactory(), besproken_op=dag, door=regisseur, op=OP)


def test_another_reason_needs_own_words(regisseur: Gebruiker) -> None:
    traject, toeleiding = TrajectFactory(), ToeleidingFactory()
    with pytest.raises(ValidationError, match="in een paar woorden"):
        close_traject(traject=traject, reden="anders", toelichting=" ", door=regisseur, op=OP)
    with pytest.raises(ValidationError, match="in een paar woorden"):
        decline_toeleiding(toeleiding=toeleiding, reden="anders", toelichting="", door=regisseur, op=OP)
    klaar = decline_toeleiding(
        toeleiding=toeleiding, reden="anders", toelichting="Oma past op", door=regisseur, op=OP
    )
    assert (klaar.status, klaar.toelichting) == ("geen-deelname", "Oma past op")


def test_a_closed_case_is_on_no_board_and_takes_nothing_more(regisseur: Gebruiker) -> None:
    traject = _case()
    dag = timezone.localdate()
    close_traject(traject=traject, reden="niet-nodig", toelichting="", door=regisseur, op=dag)
    assert count_route(Vraag(), regisseur, dag) == 0
    with pytest.raises(ValidationError, match="gesloten"):
        write_note(traject=traject, tekst="Toch nog", door=regisseur, op=dag)


def test_the_page_on_time_tells_who_began_late_and_why(pagina_van: Client) -> None:
    kind: Kind = KindFactory(
        voornaam="Laat", geboortedatum=date(2022, 1, 15), ingeschreven_op=date(2024, 1, 1)
    )
    IndicatieFactory(kind=kind, afgegeven_op=date(2024, 2, 1), geldig_van=date(2024, 2, 1))
    ToeleidingFactory(kind=kind, verwezen_op=date(2024, 3, 1))
    PlaatsingFactory(kind=kind, locatie=LocatieFactory(), startdatum=date(2024, 9, 2))
    context = pagina_van.get(reverse("indicaties:route_on_time"), {"jaar": 2024}).context
    assert context["uitkomsten"][2].gestart == context["uitkomsten"][4].gestart == 1
    assert [(kind.voornaam, oorzaak) for kind, _, oorzaak in context["laatkomers"]] == [
        ("Laat", "Wachten op een plaats")
    ]
    assert context["leeftijd"] == "2; 6"
