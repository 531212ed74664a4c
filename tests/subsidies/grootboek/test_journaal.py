"""Every booking has a double entry that balances, made by the database, also of what was booked before."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from organisaties.databaserol import as_owner
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.grootboek.cijfers import balans
from subsidies.grootboek.journaal import proefbalans, saldo_van
from subsidies.models import Boeking, Grootboekrekening, Journaalpost, Journaalregel
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory

Inloggen = Callable[..., Client]


def _saldi(boeken: Administratie) -> dict[str, int]:
    return {regel.rekening.code: regel.saldo for regel in proefbalans(boeken.gemeente, 2020)}


def test_every_kind_of_booking_has_its_entry_and_the_trial_balance_is_even(duiven: Administratie) -> None:
    """The grant that came in is a liability, and income only as far as it was spent."""
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    vast = {"gemeente": duiven.gemeente, "jaar": 2020, "indicator": ""}
    BoekingFactory(**vast, soort="beginstand", bedrag_centen=500_00)
    ontvangen = BoekingFactory(**vast, soort="ontvangen", bedrag_centen=2_000_00)
    BoekingFactory(**vast, soort="terugbetaald", bedrag_centen=100_00)
    BoekingFactory(**vast, bron="gemeente", bedrag_centen=40_00)
    BoekingFactory(**vast, storneert=ontvangen, soort="ontvangen", bedrag_centen=-2_000_00)
    BoekingFactory(**vast, soort="ontvangen", bedrag_centen=0)

    assert _saldi(duiven) == {
        "0900": 500_00,
        "1000": -100_00,
        "1400": -1_612_00,
        "1900": 1_172_00,
        "4100": 1_572_00,
        "4300": 40_00,
        "8100": -1_572_00,
    }
    assert sum(_saldi(duiven).values()) == 0
    assert (
        saldo_van(duiven.gemeente, "vooruitontvangen", "goab", tot_en_met_jaar=2020)
        == -balans(duiven.gemeente, 2020).stand_eind
    )
    assert Journaalpost.objects.count() == Boeking.objects.count() == 7
    rekening = Grootboekrekening.objects.get(code="1900")
    assert (rekening.is_aanname, rekening.kant) == (True, "passiva")


def _add_half(post: Journaalpost, rekening: Grootboekrekening) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Journaalregel.objects.create(post=post, rekening=rekening, debet_centen=1)


def test_an_entry_that_does_not_balance_or_is_changed_is_refused(duiven: Administratie) -> None:
    post = BoekingFactory(gemeente=duiven.gemeente).journaalpost
    rekening = Grootboekrekening.objects.get(code="1000")
    with pytest.raises(IntegrityError, match="debet en credit verschillen 1 cent"), transaction.atomic():
        _add_half(post, rekening)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Journaalregel.objects.update(debet_centen=1)


@pytest.mark.django_db(transaction=True)
def test_what_was_booked_before_gets_its_entry_by_the_same_function() -> None:
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE subsidies_boeking DISABLE TRIGGER boeking_journaal")
        boeking = BoekingFactory()
        assert not Journaalpost.objects.exists()
        cursor.execute("SELECT vve_journaliseer(b) FROM subsidies_boeking b")
        regels = boeking.journaalpost.regels.order_by("pk").values_list(
            "rekening__code", "debet_centen", "credit_centen"
        )
        assert list(regels) == [
            ("4100", 1_000_00, 0),
            ("1400", 0, 1_000_00),
            ("1900", 1_000_00, 0),
            ("8100", 0, 1_000_00),
        ]
        transaction.set_rollback(True)


def test_the_pages_show_the_entries_and_take_the_codes_of_the_municipality(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    BoekingFactory(gemeente=duiven.gemeente, jaar=2020, omschrijving="Voorlezen")
    client = inloggen(duiven.medewerker)
    tekst = client.get(reverse("subsidies:journaal"), {"jaar": 2020}).content.decode()
    for deel in ("Voorlezen", "1900 Vooruitontvangen", '<span class="vve-aanname">Aanname</span>'):
        assert deel in tekst
    rekening = Grootboekrekening.objects.get(code="1400")
    velden = {"code": "1900", "naam": "Crediteuren", "toelichting": "Rekeningschema 2020"}
    adres = reverse("subsidies:grootboekrekening_edit", args=[rekening.pk])
    assert "Een andere rekening heeft deze code al" in client.post(adres, velden).content.decode()
    client.post(adres, velden | {"code": "B-1410", "fcl_code": "6.421"})
    rekening.refresh_from_db()
    assert (str(rekening), rekening.is_aanname) == ("B-1410 Crediteuren", False)


def test_obligations_of_all_who_tell_of_them_stand_beside_the_budget(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    BegrotingspostFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=10_000_00)
    BoekingFactory(gemeente=duiven.gemeente, jaar=2020, bedrag_centen=1_000_00)
    client, adres = inloggen(duiven.medewerker), reverse("subsidies:boeking_list")
    (zonder,) = client.get(adres, {"jaar": 2020}).context["begrotingsregels"]
    assert (zonder.verplicht, zonder.over) == (0, 9_000_00)
    with patch(
        "subsidies.grootboek.verplichtingen._gevers",
        [lambda gemeente, jaar: {"goab": 2_500_00}, lambda gemeente, jaar: {"goab": 500_00}],
    ):
        antwoord = client.get(adres, {"jaar": 2020})
    assert "Verplicht" in antwoord.content.decode()
    (regel,) = antwoord.context["begrotingsregels"]
    assert (regel.begroot, regel.verplicht, regel.besteed, regel.over) == (
        10_000_00,
        3_000_00,
        1_000_00,
        6_000_00,
    )
