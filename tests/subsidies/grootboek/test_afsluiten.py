"""A year is closed by two people and stays what it was: what is corrected lands in the open year."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from opvang.models import Urendeclaratie
from organisaties.opslaan import save_checked
from organisaties.rechten import Rol
from rapportage.jaarsom import sum_houders
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.grootboek.actions import post_boeking, reverse_boeking, set_begrotingspost
from subsidies.grootboek.afsluiten.actions import (
    ask_heropening,
    close_jaar,
    propose_afsluiting,
    reopen_jaar,
    withdraw_afsluiting,
)
from subsidies.grootboek.afsluiten.beletselen import find_beletselen
from subsidies.grootboek.afsluiten.taken import taken
from subsidies.grootboek.cijfers import balans, per_indicator
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Boeking, Jaarafsluiting
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BoekingFactory, FactuurFactory

LATER = NU.replace(year=2021)
DAG = date(2021, 5, 1)


def _approve(duiven: Administratie, declaratie: Urendeclaratie) -> None:
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=LATER)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=LATER)


def _broken() -> list[str]:
    return [zin for invariant in INVARIANTEN.values() for zin in invariant()]


def test_a_closed_year_keeps_its_figures_and_a_correction_lands_in_the_open_one(
    duiven: Administratie,
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    declaratie = duiven.declaratie({plaatsing: "160"})
    factuur = FactuurFactory(gemeente=duiven.gemeente, jaar=2020)
    hand = BoekingFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=50_00)
    assert [(b.titel, b.aantal) for b in find_beletselen(duiven.gemeente, 2020)] == [
        ("Declaraties zonder goedgekeurde berekening", 1),
        ("Facturen die op akkoord wachten", 1),
    ]
    with pytest.raises(ValidationError, match="2020 kan nog niet worden afgesloten"):
        propose_afsluiting(jaar=2020, door=duiven.medewerker, op=LATER)
    factuur.delete()
    _approve(duiven, declaratie)
    with pytest.raises(ValidationError, match="2020 is nog niet voorbij"):
        propose_afsluiting(jaar=2020, door=duiven.medewerker, op=NU)
    afsluiting = propose_afsluiting(jaar=2020, door=duiven.medewerker, op=LATER)
    with pytest.raises(ValidationError, match="U stelde zelf voor dit jaar af te sluiten"):
        close_jaar(afsluiting=afsluiting, door=duiven.medewerker, op=LATER)
    afsluiting = close_jaar(afsluiting=afsluiting, door=duiven.budgethouder, op=LATER)
    was = (balans(duiven.gemeente, 2020), per_indicator(duiven.gemeente, 2020))
    assert was[1] == {"D8/01": 1_622_00}
    assert afsluiting.cijfers["goab"]["besteed"] == 1_622_00

    zin = "De boeken tot en met 2020 zijn afgesloten .* Boek dit in 2021, of laat 2020 heropenen"
    velden = {
        "soort": "ontvangen",
        "bron": "goab",
        "indicator": "",
        "andere_gemeente": "",
        "omschrijving": "x",
    }
    for jaar in (2020, 2019):  # also the year before, which decides with what 2020 begins
        with pytest.raises(ValidationError, match=zin):
            post_boeking(jaar=jaar, datum=DAG, bedrag_centen=1, door=duiven.medewerker, op=LATER, **velden)
        with (
            pytest.raises(IntegrityError, match=f"De boeken van {jaar} zijn afgesloten"),
            transaction.atomic(),
        ):
            BoekingFactory(gemeente=duiven.gemeente, jaar=jaar)
    with pytest.raises(ValidationError, match=zin):
        set_begrotingspost(jaar=2020, bron="goab", bedrag_centen=1, toelichting="x", door=duiven.medewerker)

    correctie = duiven.declaratie({plaatsing: "80"}, corrigeert=declaratie)
    _approve(duiven, correctie)
    reverse_boeking(boeking=hand, reden="Fout", datum=DAG, door=duiven.medewerker, op=LATER)
    later = Boeking.objects.filter(jaar=2021)
    assert list(later.order_by("bedrag_centen").values_list("bedrag_centen", "betreft_jaar")) == [
        (-1_572_00, 2020),
        (-50_00, 2020),
        (751_20, 2020),
    ]
    assert (balans(duiven.gemeente, 2020), per_indicator(duiven.gemeente, 2020)) == was
    assert balans(duiven.gemeente, 2021).stand_eind == -751_20
    (telling,) = sum_houders(duiven.gemeente, 2021)
    assert telling.bedrag == 751_20 - 1_572_00
    assert _broken() == []
    with pytest.raises(IntegrityError, match="liggen vast"), transaction.atomic():
        Jaarafsluiting.objects.update(sha256="0" * 64)


def test_a_year_opens_again_with_a_reason_and_two_people(duiven: Administratie) -> None:
    for jaar in (2018, 2019):
        BoekingFactory(gemeente=duiven.gemeente, jaar=jaar)
    (beletsel,) = find_beletselen(duiven.gemeente, 2019)
    assert (beletsel.titel, beletsel.aantal) == ("Eerdere jaren die nog open zijn", 1)
    dicht = {}
    for jaar in (2018, 2019):
        voorstel = propose_afsluiting(jaar=jaar, door=duiven.beleid, op=NU)
        if jaar == 2018:
            withdraw_afsluiting(afsluiting=voorstel, door=duiven.medewerker)
            voorstel = propose_afsluiting(jaar=jaar, door=duiven.beleid, op=NU)
        dicht[jaar] = close_jaar(afsluiting=voorstel, door=duiven.budgethouder, op=NU)
    with pytest.raises(ValidationError, match="Geef een reden"):
        ask_heropening(afsluiting=dicht[2018], reden=" ", door=duiven.beleid, op=NU)
    gevraagd = ask_heropening(afsluiting=dicht[2018], reden="Factuur vergeten", door=duiven.beleid, op=NU)
    assert [taak.aantal for taak in taken(duiven.budgethouder, DAG)] == [0, 1]
    with pytest.raises(ValidationError, match="Heropen eerst 2019"):
        reopen_jaar(afsluiting=gevraagd, door=duiven.budgethouder, op=NU)
    withdraw_afsluiting(afsluiting=gevraagd, door=duiven.beleid)
    gevraagd = ask_heropening(afsluiting=dicht[2019], reden="Idem", door=duiven.beleid, op=NU)
    with pytest.raises(ValidationError, match="U vroeg zelf"):
        reopen_jaar(afsluiting=gevraagd, door=duiven.beleid, op=NU)
    reopen_jaar(afsluiting=gevraagd, door=duiven.budgethouder, op=NU)
    BoekingFactory(gemeente=duiven.gemeente, jaar=2019)
    opnieuw = propose_afsluiting(jaar=2019, door=duiven.beleid, op=NU)
    close_jaar(afsluiting=opnieuw, door=duiven.budgethouder, op=NU)
    assert list(Jaarafsluiting.objects.filter(jaar=2019).order_by("pk").values_list("status", flat=True)) == [
        "heropend",
        "gesloten",
    ]
    assert _broken() == []


def test_two_people_close_a_year_on_the_page(duiven: Administratie, inloggen: Callable[..., Client]) -> None:
    BoekingFactory(gemeente=duiven.gemeente, jaar=2020)
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    adres = reverse("subsidies:afsluiting_detail", args=[2020])
    client = inloggen(duiven.medewerker)
    tekst = client.get(adres).content.decode()
    assert (
        '<a href="/subsidies/declaraties/?tijdvak=2020-1">Declaraties zonder goedgekeurde berekening: 1</a>'
        in tekst
    )
    tekst = client.post(reverse("subsidies:jaar_propose", args=[2020]), follow=True).content.decode()
    assert "Er staat nog open: declaraties zonder goedgekeurde berekening: 1." in tekst
    _approve(duiven, declaratie)
    client.post(reverse("subsidies:jaar_propose", args=[2020]))
    client = inloggen(duiven.budgethouder)
    tekst = client.get(adres).content.decode()
    assert "2020 afsluiten</button>" in tekst
    # Three quarters of 2020 in which the provider has a child and declared nothing.
    assert "Tijdvakken die een aanbieder met kinderen niet declareerde: 3" in tekst
    client.post(reverse("subsidies:jaar_close", args=[2020]))
    assert "Afgesloten" in client.get(reverse("subsidies:afsluitingen")).content.decode()
    assert Jaarafsluiting.objects.get().sha256 in client.get(adres).content.decode()
    ander = inloggen(Administratie(code="0273", regeling_naam=None).gebruiker(Rol.BUDGETHOUDER))
    assert ander.get(adres).status_code == 404


def test_who_books_at_the_moment_of_closing_is_told_in_a_sentence(duiven: Administratie) -> None:
    """The check of before found the year open; the database knows better."""
    geboekt = BoekingFactory(gemeente=duiven.gemeente, jaar=2020)
    voorstel = propose_afsluiting(jaar=2020, door=duiven.beleid, op=LATER)
    close_jaar(afsluiting=voorstel, door=duiven.budgethouder, op=LATER)
    geboekt.pk, geboekt._state.adding = None, True
    with pytest.raises(
        ValidationError, match="De boeken van 2020 zijn afgesloten; boek in een jaar dat open is"
    ):
        save_checked(geboekt)
