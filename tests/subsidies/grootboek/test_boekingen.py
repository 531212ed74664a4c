"""What people book themselves, and how a mistake is taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.grootboek.actions import post_boeking, reverse_boeking, set_begrotingspost
from subsidies.grootboek.cijfers import balans, begroting
from subsidies.models import Boeking
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BegrotingspostFactory, BoekingFactory

Inloggen = Callable[..., Client]
DAG = date(2020, 5, 1)
ONTVANGST = {
    "soort": "ontvangen",
    "bron": "goab",
    "bedrag_centen": "276.000,00",
    "datum": "2020-01-15",
    "jaar": "2020",
    "indicator": "",
    "andere_gemeente": "",
    "omschrijving": "Uitkering van het Rijk",
}


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def _post(leeg: Administratie, **anders: object) -> Boeking:
    gegevens = {**ONTVANGST, "bedrag_centen": 276_000_00, "datum": date(2020, 1, 15), "jaar": 2020}
    return post_boeking(door=leeg.medewerker, op=NU, **(gegevens | anders))


def test_money_from_the_rijk_is_booked_and_recorded(leeg: Administratie) -> None:
    _post(leeg)
    assert balans(leeg.gemeente, 2020).ontvangen == 276_000_00
    regel = AuditRegel.objects.get(handeling="boeking.post")
    assert regel.details["centen"] == 276_000_00


def test_spending_from_goab_without_indicator_is_refused(leeg: Administratie) -> None:
    with pytest.raises(ValidationError, match="Kies de SiSa-indicator"):
        _post(leeg, soort="besteed")


def test_a_transfer_without_the_other_municipality_is_refused(leeg: Administratie) -> None:
    with pytest.raises(ValidationError, match="CBS-code van de andere gemeente"):
        _post(leeg, soort="besteed", indicator="D8/05")


def test_a_mistake_is_reversed_and_both_lines_stay(leeg: Administratie) -> None:
    fout = _post(leeg)
    storno = reverse_boeking(boeking=fout, reden="Dubbel geboekt", datum=DAG, door=leeg.medewerker, op=NU)
    assert (storno.bedrag_centen, storno.soort, storno.omschrijving) == (
        -276_000_00,
        "ontvangen",
        "Storno: Dubbel geboekt",
    )
    assert balans(leeg.gemeente, 2020).ontvangen == 0
    assert Boeking.objects.count() == 2


def test_a_line_is_reversed_once(leeg: Administratie) -> None:
    fout = _post(leeg)
    storno = reverse_boeking(boeking=fout, reden="Dubbel", datum=DAG, door=leeg.medewerker, op=NU)
    with pytest.raises(ValidationError):
        reverse_boeking(boeking=fout, reden="Nog eens", datum=DAG, door=leeg.medewerker, op=NU)
    with pytest.raises(ValidationError, match="Dit is zelf een storno"):
        reverse_boeking(boeking=storno, reden="Terug", datum=DAG, door=leeg.medewerker, op=NU)
    assert Boeking.objects.count() == 2


def test_what_a_calculation_booked_is_not_reversed_by_hand(duiven: Administratie) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    with pytest.raises(ValidationError, match="hoort bij een berekening"):
        reverse_boeking(boeking=Boeking.objects.get(), reden="x", datum=DAG, door=duiven.medewerker, op=NU)


def test_a_line_can_not_be_changed_or_removed(leeg: Administratie) -> None:
    boeking = _post(leeg)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Boeking.objects.update(bedrag_centen=1)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Boeking.objects.filter(pk=boeking.pk)._raw_delete("default")


def test_a_budget_can_be_adjusted_and_the_record_keeps_the_old_amount(leeg: Administratie) -> None:
    for centen in (100_00, 200_00):
        set_begrotingspost(
            jaar=2020, bron="goab", bedrag_centen=centen, toelichting="besluit", door=leeg.medewerker
        )
    assert begroting(leeg.gemeente, 2020).totaal == 200_00
    laatste = AuditRegel.objects.filter(handeling="begrotingspost.set").latest("volgnummer")
    assert (laatste.details["was"], laatste.details["wordt"]) == (100_00, 200_00)


# -- pages --------------------------------------------------------------------------------------


def test_a_receipt_is_booked_through_the_page(leeg: Administratie, inloggen: Inloggen) -> None:
    antwoord = inloggen(leeg.medewerker).post(reverse("subsidies:boeking_create"), ONTVANGST)
    assert antwoord["Location"] == "/subsidies/grootboek/?jaar=2020"
    assert Boeking.objects.get().bedrag_centen == 276_000_00


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("bedrag_centen", "veel", "‘veel’ is geen getal"),
        ("bedrag_centen", "-5", "kan niet: vul een bedrag in"),
        ("soort", "besteed", "Kies de SiSa-indicator"),
        ("andere_gemeente", "12", "Een CBS-code heeft vier cijfers."),
        ("datum", "morgen", "datum"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_books_nothing(
    leeg: Administratie, inloggen: Inloggen, veld: str, waarde: str, zin: str
) -> None:
    antwoord = inloggen(leeg.medewerker).post(
        reverse("subsidies:boeking_create"), {**ONTVANGST, veld: waarde}
    )
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Boeking.objects.exists()


def test_the_ledger_page_shows_balance_budget_and_the_assumption(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    _post(leeg)
    BoekingFactory(gemeente=leeg.gemeente, jaar=2020, bedrag_centen=32_068_00)
    BegrotingspostFactory(gemeente=leeg.gemeente, jaar=2020, bedrag_centen=276_000_00)
    tekst = inloggen(leeg.medewerker).get(reverse("subsidies:boeking_list"), {"jaar": 2020}).content.decode()
    for deel in (
        "€\u00a0243.932,00",
        "€\u00a0207.000,00",
        "D8/01",
        '<span class="vve-aanname">Aanname</span>',
    ):
        assert deel in tekst


def test_the_ledger_page_says_where_a_budget_stands_or_that_there_is_none(
    leeg: Administratie, inloggen: Inloggen
) -> None:
    BegrotingspostFactory(gemeente=leeg.gemeente, jaar=2020, toelichting="Aanname: als in 2019")
    BoekingFactory(gemeente=leeg.gemeente, jaar=2020, bron="gemeente")
    tekst = inloggen(leeg.medewerker).get(reverse("subsidies:boeking_list"), {"jaar": 2020}).content.decode()
    assert '(GOAB)<span class="vve-toelichting">Aanname: als in 2019</span>' in tekst
    assert 'Gemeentelijke middelen<span class="vve-toelichting">niet begroot</span>' in tekst


def test_the_ledger_can_be_narrowed_to_one_kind(leeg: Administratie, inloggen: Inloggen) -> None:
    _post(leeg, omschrijving="Van het Rijk")
    BoekingFactory(gemeente=leeg.gemeente, jaar=2020, omschrijving="Voorlezen")
    url = reverse("subsidies:boeking_list")
    tekst = inloggen(leeg.medewerker).get(url, {"jaar": 2020, "soort": "besteed"}).content.decode()
    assert "Voorlezen" in tekst
    assert "Van het Rijk" not in tekst


def test_a_line_of_another_municipality_is_not_found(leeg: Administratie, inloggen: Inloggen) -> None:
    boeking = _post(leeg)
    ander = GebruikerFactory.create(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=GemeenteFactory.create(code="0273"))
    url = reverse("subsidies:boeking_reverse", args=[boeking.pk])
    assert inloggen(ander).get(url).status_code == 404


def test_a_line_is_reversed_through_the_page(leeg: Administratie, inloggen: Inloggen) -> None:
    boeking = _post(leeg)
    url = reverse("subsidies:boeking_reverse", args=[boeking.pk])
    inloggen(leeg.medewerker).post(url, {"reden": "Dubbel", "datum": "2020-05-01"})
    assert Boeking.objects.get(storneert=boeking).datum == DAG


def test_the_budget_is_set_through_the_page(leeg: Administratie, inloggen: Inloggen) -> None:
    url = reverse("subsidies:begrotingspost_set", args=[2020])
    gegevens = {"bron": "asscher", "bedrag_centen": "59.338", "toelichting": "tabel 4.1"}
    inloggen(leeg.medewerker).post(url, gegevens)
    assert begroting(leeg.gemeente, 2020).totaal == 59_338_00


@pytest.mark.parametrize("rol", [Rol.BUDGETHOUDER, Rol.BELEIDSMEDEWERKER, Rol.AUDITOR])
def test_who_only_reads_the_ledger_sees_no_way_to_book(
    leeg: Administratie, inloggen: Inloggen, rol: Rol
) -> None:
    client = inloggen(leeg.gebruiker(rol))
    assert (
        reverse("subsidies:boeking_create")
        not in client.get(reverse("subsidies:boeking_list")).content.decode()
    )
    assert client.get(reverse("subsidies:boeking_create")).status_code == 403
