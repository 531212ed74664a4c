"""Twice is once: the same form sent again makes nothing new, on every page that makes something."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.eenmaal import AL_VERSTUURD, BEWAAR
from organisaties.formuliersleutel import VELD
from organisaties.models import AuditRegel, Gebruiker, Verzending
from organisaties.rechten import Rol
from subsidies.grootboek.actions import reverse_boeking
from subsidies.models import Begrotingspost, Boeking
from tests.architectuur.rondgang import Rondgang, langs_elke_rol, undone
from tests.architectuur.schrijven import GEVALLEN, Geval
from tests.architectuur.vreemd import Formulieren
from tests.architectuur.wereld import BESCHERMD, Wereld, make_gebruiker
from tests.factories import GebruikerFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BoekingFactory
from tests.wedloop import at_once

SLEUTEL = {VELD: "5f2b7c0e8a0d4a6f9a0b1c2d3e4f5a6b"}
# What a page that makes something leaves beside it.
BIJWERK = {
    "organisaties_auditregel",
    "organisaties_auditketen",
    "organisaties_verzending",
    # The words of a name, so that it can be found.
    "indicaties_zoekwoord",
    # Whose hands were in it: once per person, however often they change it.
    "opvang_declaratiebewerking",
    "subsidies_regelingbewerking",
    # A check that a change asks for; one that waits already is not asked for again.
    "organisaties_opdracht",
    # Debit and credit of a journal entry, of which there is one.
    "subsidies_journaalregel",
}
BOEKING = GEVALLEN["subsidies:boeking_create"]


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def aantallen() -> dict[str, int]:
    """Of every table of ours, how many rows it has."""
    tellingen = (f'(SELECT count(*) FROM "{tabel}")' for tabel in _tabellen())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(tellingen)}")
        return dict(zip(_tabellen(), cursor.fetchone(), strict=True))


@functools.cache
def _tabellen() -> tuple[str, ...]:
    kamers = {naam.split(":")[0] for naam in GEVALLEN} | {"account"}
    with connection.cursor() as cursor:
        return tuple(t for t in connection.introspection.table_names(cursor) if t.split("_")[0] in kamers)


class Formulier:
    """A form of a page, filled in, to send as often as one likes."""

    def __init__(self, naam: str, wereld: Wereld, door: Gebruiker) -> None:
        geval: Geval = GEVALLEN[naam]
        self.verzoek = geval.maak(wereld, door)
        pagina = next(pagina for pagina in BESCHERMD if pagina.naam == naam)
        self.adres = reverse(naam, kwargs=wereld.kwargs(pagina) | self.verzoek.kwargs)
        self.door = door

    def send(self, **extra: Any) -> Any:
        client = Client()
        client.force_login(self.door)
        for waarde in self.verzoek.data.values():
            if hasattr(waarde, "seek"):
                waarde.seek(0)
        return client.post(self.adres, self.verzoek.data | SLEUTEL | extra)


@pytest.mark.django_db
@pytest.mark.parametrize("rol", sorted({geval.rol for geval in GEVALLEN.values()}))
def test_a_form_sent_twice_makes_one_thing_and_one_line(rol: Rol) -> None:
    """Every page that makes something; what only changes a row may say that it is changed already."""
    wereld = Wereld(Administratie())
    door, dubbel = make_gebruiker(rol, wereld), []
    for naam in (naam for naam, geval in GEVALLEN.items() if geval.rol == rol):
        with undone():
            formulier = Formulier(naam, wereld, door)
            eerst = aantallen()
            een = formulier.send()
            na_een = aantallen()
            if not {tabel for tabel, aantal in na_een.items() if aantal > eerst[tabel]} - BIJWERK:
                continue
            twee = formulier.send()
            nog_eens = {tabel for tabel, aantal in aantallen().items() if aantal != na_een[tabel]}
            zelfde = (twee.status_code, twee.get("Location")) == (een.status_code, een.get("Location"))
            if nog_eens or not zelfde:
                dubbel.append((naam, nog_eens))
    assert dubbel == [], dubbel


@langs_elke_rol
def test_every_form_that_posts_carries_a_key_of_its_own(rondgang: Rondgang) -> None:
    zonder, sleutels = [], set[str]()
    for bezoek in rondgang.bezoeken:
        if bezoek.methode != "get" or not bezoek.is_bladzijde:
            continue
        pagina = bezoek.pagina
        formulieren = Formulieren(bezoek.tekst, reverse(pagina.naam, kwargs=rondgang.wereld.kwargs(pagina)))
        for naar, velden in formulieren.velden.items():
            if VELD not in velden:
                zonder.append((pagina.naam, naar))
            elif formulieren.waarden[naar][VELD] in sleutels:
                zonder.append((pagina.naam, naar, "dezelfde sleutel"))
            sleutels.add(formulieren.waarden[naar].get(VELD, ""))
    assert zonder == []


@pytest.fixture
def boeking() -> Formulier:
    wereld = Wereld(Administratie())
    return Formulier("subsidies:boeking_create", wereld, make_gebruiker(BOEKING.rol, wereld))


@pytest.mark.django_db
def test_the_second_time_says_so(boeking: Formulier) -> None:
    voor = Boeking.objects.count()
    boeking.send()
    client = Client()
    client.force_login(boeking.door)
    antwoord = client.post(boeking.adres, boeking.verzoek.data | SLEUTEL, follow=True)
    assert AL_VERSTUURD in antwoord.content.decode()
    assert Boeking.objects.count() == voor + 1


@pytest.mark.django_db
def test_what_the_page_had_to_tell_is_told_the_first_time() -> None:
    wereld = Wereld(Administratie())
    formulier = Formulier("indicaties:kind_register", wereld, make_gebruiker(Rol.JGZ_MEDEWERKER, wereld))
    client = Client()
    client.force_login(formulier.door)
    antwoord = client.post(formulier.adres, formulier.verzoek.data | SLEUTEL, follow=True)
    assert "Sam de Nieuw is ingeschreven." in antwoord.content.decode()


@pytest.mark.django_db
def test_who_goes_back_and_changes_the_form_sends_something_else(boeking: Formulier) -> None:
    voor = Boeking.objects.count()
    boeking.send()
    boeking.send(bedrag_centen="200")
    assert Boeking.objects.count() == voor + 2


@pytest.mark.django_db
def test_what_was_refused_can_be_sent_again(boeking: Formulier) -> None:
    """The form comes back with what was typed; the key was not used up."""
    voor = Boeking.objects.count()
    assert boeking.send(omschrijving="").status_code == 422
    assert not Verzending.objects.exists()
    boeking.send()
    assert Boeking.objects.count() == voor + 1


@pytest.mark.django_db
def test_an_answer_that_tells_an_error_is_not_kept() -> None:
    """Correcting a declaration for which there is a correction already sends on too, and made nothing."""
    wereld = Wereld(Administratie())
    formulier = Formulier("opvang:declaratie_correct", wereld, make_gebruiker(Rol.HOUDER_BEHEERDER, wereld))
    formulier.send()
    assert Verzending.objects.count() == 1
    formulier.send(**{VELD: "andere"})
    assert Verzending.objects.count() == 1


@pytest.mark.django_db
def test_the_key_of_one_is_no_key_of_another(boeking: Formulier) -> None:
    voor = Boeking.objects.count()
    boeking.send()
    boeking.door = GebruikerFactory(rol=BOEKING.rol, gemeente=boeking.door.toekenningen.get().gemeente)
    boeking.send()
    assert Boeking.objects.count() == voor + 2


@pytest.mark.django_db
def test_a_print_is_kept_for_a_day(boeking: Formulier) -> None:
    Verzending.objects.create(afdruk="0" * 64, antwoord="/", tijdstip=timezone.now() - BEWAAR)
    Verzending.objects.create(
        afdruk="1" * 64, antwoord="/", tijdstip=timezone.now() - BEWAAR + timedelta(hours=1)
    )
    boeking.send()
    afdrukken = Verzending.objects.values_list("afdruk", flat=True)
    assert "0" * 64 not in afdrukken
    assert "1" * 64 in afdrukken
    assert len(afdrukken) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "naam",
    [
        "subsidies:boeking_create",
        "subsidies:boeking_reverse",
        "subsidies:begrotingspost_set",
        "subsidies:declaratie_calculate",
        "subsidies:berekening_approve",
        "indicaties:kind_register",
        "organisaties:gebruiker_invite",
        "organisaties:gebruiker_detail",
    ],
)
def test_a_form_sent_eight_times_at_once_makes_one_thing(naam: str) -> None:
    wereld = Wereld(Administratie())
    formulier = Formulier(naam, wereld, make_gebruiker(GEVALLEN[naam].rol, wereld))
    voor, regels = aantallen(), AuditRegel.objects.count()
    statussen: list[int] = []
    at_once(*[lambda: statussen.append(formulier.send().status_code)] * 8)
    erbij = {t: n - voor[t] for t, n in aantallen().items() if n > voor[t] and t not in BIJWERK}
    assert statussen == [302] * 8
    assert set(erbij.values()) == {1}, erbij
    assert AuditRegel.objects.count() == regels + GEVALLEN[naam].regels


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_reverse_one_line_at_once_the_second_hears_so() -> None:
    boeken = Administratie()
    regel = BoekingFactory(gemeente=boeken.gemeente)

    def reverse_it() -> None:
        reverse_boeking(
            boeking=regel,
            reden="dubbel",
            datum=NU.date(),
            door=boeken.gebruiker(Rol.SUBSIDIEMEDEWERKER),
            op=NU,
        )

    assert at_once(reverse_it, reverse_it) == ["Deze boeking is al gestorneerd."]
    assert Boeking.objects.filter(storneert=regel).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_set_one_budget_at_once_the_second_hears_so() -> None:
    boeken = Administratie()
    wereld = Wereld(boeken)
    deuren: list[Callable[[], Any]] = []
    for _ in range(2):
        formulier = Formulier(
            "subsidies:begrotingspost_set", wereld, boeken.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        )
        deuren.append(formulier.send)
    statussen: list[int] = []
    at_once(*[lambda deur=deur: statussen.append(deur().status_code) for deur in deuren])
    assert set(statussen) <= {302, 422}
    assert Begrotingspost.objects.filter(gemeente=boeken.gemeente, jaar=2020, bron="goab").count() == 1
